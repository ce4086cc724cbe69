//! The shape of a regex with the places of its parts, for lints that look into one. It judges nothing: what does not
//! compile has been reported, and what it cannot tell apart is `Other`.

use std::ops::Range;

/// One alternative of a regex or group.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// Its text.
    pub range: Range<usize>,
    /// Its parts in order.
    pub pieces: Vec<Piece>,
}

/// A part with its counter.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// What it is.
    pub kind: Kind,
    /// Its text, the counter included.
    pub range: Range<usize>,
    /// The counter as written (`*`, `+?`, `{2,}`); empty for none.
    pub counter: String,
}

/// The kinds of parts.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A character that stands for itself; whether a backslash stands before it.
    Literal(char, bool),
    /// `.`
    Any,
    /// `^`, `\A`
    Start,
    /// `$`, `\z`, `\Z`
    End,
    /// `[...]`
    Class,
    /// `\d`, `\s`, `\w`, and the like.
    Shorthand(char),
    /// `\b`
    Boundary,
    /// A group.
    Group {
        /// How it opens.
        opening: Opening,
        /// What it holds.
        alternatives: Vec<Alternative>,
    },
    /// `(?i)` and the like.
    Flags(String),
    /// Anything else.
    Other,
}

/// How a group opens.
#[derive(Clone, Debug, PartialEq)]
pub enum Opening {
    /// `(`
    Plain,
    /// `(?:`
    Silent,
    /// `(?<name>`
    Named(String),
    /// `(?=`, `(?!`, `(?i:` and the like.
    Other,
}

impl Piece {
    /// The character of a literal without counter.
    pub fn literal(&self) -> Option<char> {
        match self.kind {
            Kind::Literal(letter, _) if self.counter.is_empty() => Some(letter),
            _ => None,
        }
    }

    /// Whether it is `.*` (also lazy).
    pub fn is_anything(&self) -> bool {
        self.kind == Kind::Any && matches!(self.counter.as_str(), "*" | "*?")
    }
}

impl Alternative {
    /// The text, when it is nothing but literal characters.
    pub fn literal(&self) -> Option<String> {
        literal(&self.pieces)
    }
}

/// The text of parts that are nothing but literal characters.
pub fn literal(pieces: &[Piece]) -> Option<String> {
    pieces.iter().map(Piece::literal).collect()
}

/// Reads a regex. `None` when its brackets do not fit.
pub fn parse(source: &str) -> Option<Vec<Alternative>> {
    let mut reader = Reader { source, position: 0, depth: 0 };
    let alternatives = reader.alternatives()?;
    (reader.position == source.len()).then_some(alternatives)
}

/// Calls back for every part, outer ones first.
pub fn each<'p>(alternatives: &'p [Alternative], look: &mut impl FnMut(&'p Piece)) {
    for piece in alternatives.iter().flat_map(|alternative| &alternative.pieces) {
        look(piece);
        if let Kind::Group { alternatives, .. } = &piece.kind {
            each(alternatives, look);
        }
    }
}

/// The fields that the named groups set, with the places of the names.
pub fn names(alternatives: &[Alternative]) -> Vec<(String, Range<usize>)> {
    let mut names = Vec::new();
    each(alternatives, &mut |piece| {
        if let Kind::Group { opening: Opening::Named(name), .. } = &piece.kind {
            names.push((name.clone(), piece.range.clone()));
        }
    });
    names
}

struct Reader<'s> {
    source: &'s str,
    position: usize,
    depth: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.position..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self) -> Option<char> {
        let letter = self.peek()?;
        self.position += letter.len_utf8();
        Some(letter)
    }

    fn skip(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.position += text.len();
        }
        found
    }

    fn alternatives(&mut self) -> Option<Vec<Alternative>> {
        self.depth += 1;
        if self.depth > 50 {
            return None;
        }
        let mut alternatives = Vec::new();
        loop {
            let start = self.position;
            let mut pieces = Vec::new();
            while self.peek().is_some_and(|letter| !matches!(letter, '|' | ')')) {
                pieces.push(self.piece()?);
            }
            alternatives.push(Alternative { range: start..self.position, pieces });
            if !self.skip("|") {
                break;
            }
        }
        self.depth -= 1;
        Some(alternatives)
    }

    fn piece(&mut self) -> Option<Piece> {
        let start = self.position;
        let kind = match self.take()? {
            '.' => Kind::Any,
            '^' => Kind::Start,
            '$' => Kind::End,
            '[' => self.class()?,
            '(' => self.group()?,
            '\\' => self.escape()?,
            letter => Kind::Literal(letter, false),
        };
        let counter = self.counter();
        Some(Piece { kind, range: start..self.position, counter })
    }

    fn counter(&mut self) -> String {
        let start = self.position;
        match self.peek() {
            Some('*' | '+' | '?') => {
                self.take();
            }
            Some('{') => {
                let end = self.rest().find('}');
                let inner = end.and_then(|end| self.rest().get(1..end)).unwrap_or("");
                let counts = inner.starts_with(|letter: char| letter.is_ascii_digit())
                    && inner.chars().all(|letter| letter.is_ascii_digit() || letter == ',');
                if !counts {
                    return String::new();
                }
                self.position += inner.len() + 2;
            }
            _ => return String::new(),
        }
        if matches!(self.peek(), Some('?' | '+')) {
            self.take();
        }
        self.source.get(start..self.position).unwrap_or("").to_owned()
    }

    fn class(&mut self) -> Option<Kind> {
        self.skip("^");
        // A bracket in first place is a character.
        self.skip("]");
        loop {
            match self.take()? {
                '\\' => {
                    self.take()?;
                }
                ']' => return Some(Kind::Class),
                _ => {}
            }
        }
    }

    fn escape(&mut self) -> Option<Kind> {
        Some(match self.take()? {
            'A' => Kind::Start,
            'z' | 'Z' => Kind::End,
            'b' | 'B' => Kind::Boundary,
            letter @ ('d' | 'D' | 's' | 'S' | 'w' | 'W') => Kind::Shorthand(letter),
            'Q' => {
                let end = self.rest().find("\\E").map_or(self.rest().len(), |end| end + 2);
                self.position += end;
                Kind::Other
            }
            'x' => {
                let digits = self.rest().bytes().take(2).take_while(u8::is_ascii_hexdigit).count();
                self.position += digits;
                Kind::Other
            }
            'u' => {
                let digits = self.rest().bytes().take(4).take_while(u8::is_ascii_hexdigit).count();
                self.position += digits;
                Kind::Other
            }
            'p' | 'P' | 'c' | '0'..='9' | 't' | 'n' | 'r' | 'f' | 'a' | 'k' | 'h' | 'v' => Kind::Other,
            letter => Kind::Literal(letter, true),
        })
    }

    fn group(&mut self) -> Option<Kind> {
        let opening = if !self.skip("?") {
            Opening::Plain
        } else if self.skip(":") {
            Opening::Silent
        } else if self.rest().starts_with("<=") || self.rest().starts_with("<!") {
            Opening::Other
        } else if self.skip("<") || self.skip("P<") {
            let end = self.rest().find('>')?;
            let name = self.rest().get(..end)?.to_owned();
            self.position += end + 1;
            Opening::Named(name)
        } else if self.skip("=") || self.skip("!") {
            Opening::Other
        } else {
            let end = self.rest().find([':', ')'])?;
            let flags = self.rest().get(..end)?.to_owned();
            self.position += end;
            if self.skip(")") {
                return Some(Kind::Flags(flags));
            }
            self.skip(":");
            Opening::Other
        };
        let alternatives = self.alternatives()?;
        self.skip(")").then_some(Kind::Group { opening, alternatives })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn parts_have_places() {
        let shape = parse(r"^(?:foo|b\.r)[)\]]+(?<x>a)$").unwrap();
        let [one] = shape.as_slice() else { panic!("one alternative") };
        assert_eq!(one.pieces.len(), 5);
        assert_eq!(one.pieces[1].range, 1..13);
        assert_eq!(one.pieces[2].counter, "+");
        assert_eq!(names(&shape)[0].0, "x");
        let Kind::Group { alternatives, .. } = &one.pieces[1].kind else { panic!("a group") };
        assert_eq!(alternatives[1].literal().as_deref(), Some("b.r"));
    }

    #[test]
    fn bad_brackets_give_nothing() {
        for source in ["(a", "a)", "[a", "\\", "(?<x"] {
            assert_eq!(parse(source), None, "{source}");
        }
        assert!(parse("a{x}|").is_some());
    }
}
