//! Tree and tokens to a document: the tree says where lines may end, the tokens are what is written.

mod blocks;
mod calls;
mod chains;
mod expressions;
mod filters;
mod steps;

use std::borrow::Cow;

use super::doc::Doc;
use super::tokens::{Note, Token};
use crate::ast::Query;

/// The layout of a whole query.
pub(super) fn query<'t>(tokens: Vec<Token<'t>>, query: &Query) -> Doc<'t> {
    let mut layout = Layout { tokens, at: 0, rung: None };
    let mut parts = vec![layout.pipeline(&query.pipeline, usize::MAX, steps::Join::Lines)];
    // What the tree does not hold is written nevertheless; the last token is the empty one with the last comments.
    while !layout.done() {
        parts.push(Doc::gap());
        parts.push(layout.generic(usize::MAX));
    }
    parts.extend(layout.take_own());
    parts.push(layout.token());
    Doc::concat(parts)
}

/// A walk over the tokens along the tree.
struct Layout<'t> {
    tokens: Vec<Token<'t>>,
    /// The next token.
    at: usize,
    /// The call laid out last, as an alternative of the `if()` around it.
    rung: Option<Doc<'t>>,
}

impl<'t> Layout<'t> {
    /// Where the next token stood.
    fn here(&self) -> usize {
        self.tokens.get(self.at).map_or(usize::MAX, |token| token.span.start())
    }

    /// Whether only the empty token at the end is left.
    fn done(&self) -> bool {
        self.at + 1 >= self.tokens.len()
    }

    /// The text of the next token.
    fn next(&self) -> &str {
        self.after(0)
    }

    /// The text of the token some places behind the next.
    fn after(&self, places: usize) -> &str {
        self.tokens.get(self.at + places).map_or("", |token| &token.text)
    }

    /// Whether the next token is this one and begins before the offset.
    fn at_token(&self, text: &str, before: usize) -> bool {
        !self.done() && self.next() == text && self.here() < before
    }

    /// Whether the next token is this word, in any case.
    fn at_word(&self, word: &str) -> bool {
        !self.done() && self.next().eq_ignore_ascii_case(word)
    }

    /// The next token with its comments.
    fn token(&mut self) -> Doc<'t> {
        let Some(token) = self.tokens.get_mut(self.at) else {
            return Doc::concat(Vec::new());
        };
        let text = std::mem::take(&mut token.text);
        self.token_as(text)
    }

    /// The next token in lower case, as the language documents its keywords.
    fn keyword(&mut self) -> Doc<'t> {
        let lower = self.next().to_ascii_lowercase();
        self.token_as(Cow::Owned(lower))
    }

    fn token_as(&mut self, text: Cow<'t, str>) -> Doc<'t> {
        let Some(token) = self.tokens.get_mut(self.at) else {
            return Doc::concat(Vec::new());
        };
        self.at += 1;
        let (before, after) = (std::mem::take(&mut token.before), std::mem::take(&mut token.after));
        let blank = token.blank;
        let closes = matches!(&*text, ")" | "]" | "," | ";");
        let mut parts = Vec::new();
        let own = before.iter().any(|note| note.own);
        for note in before {
            if note.own {
                parts.extend(own_line(note));
            } else {
                parts.push(Doc::gap());
                parts.push(Doc::text(note.text));
                if !closes {
                    parts.push(Doc::gap());
                }
            }
        }
        if own && blank {
            parts.push(Doc::blank());
        }
        if !text.is_empty() {
            parts.push(Doc::text(text));
        }
        parts.extend(after.into_iter().map(|note| Doc::trailing(note.text)));
        if parts.len() == 1 { parts.remove(0) } else { Doc::concat(parts) }
    }

    /// Leaves the next token out; its comments go to its neighbours. What it gives stands behind the token before.
    fn leave_out(&mut self) -> Vec<Doc<'t>> {
        let Some(token) = self.tokens.get_mut(self.at) else {
            return Vec::new();
        };
        self.at += 1;
        let (before, after) = (std::mem::take(&mut token.before), std::mem::take(&mut token.after));
        let (blank, new_line) = (token.blank, token.new_line);
        let mut ahead: Vec<Note<'t>> = Vec::new();
        let mut behind = Vec::new();
        let mut blank = blank;
        let before_it = before.len();
        for (number, note) in before.into_iter().chain(after).enumerate() {
            if note.own || new_line || !ahead.is_empty() {
                let blank = note.blank || (number >= before_it && std::mem::take(&mut blank));
                ahead.push(Note { own: true, blank, ..note });
            } else {
                behind.push(Doc::trailing(note.text));
            }
        }
        if let Some(next) = self.tokens.get_mut(self.at) {
            match next.before.first_mut() {
                Some(first) if first.own => first.blank |= blank,
                _ => next.blank |= blank,
            }
            next.new_line |= new_line;
            next.before.splice(0..0, ahead);
        }
        behind
    }

    /// Takes the comments on lines of their own before the next token.
    fn take_own(&mut self) -> Vec<Doc<'t>> {
        let Some(token) = self.tokens.get_mut(self.at) else {
            return Vec::new();
        };
        let count = token.before.iter().take_while(|note| note.own).count();
        let parts: Vec<_> = token.before.drain(..count).flat_map(own_line).collect();
        parts
    }

    /// Takes the comments between the last token and the closer, which is next, when they share a line.
    fn take_inline(&mut self) -> Option<Doc<'t>> {
        let token = self.tokens.get_mut(self.at)?;
        if token.before.is_empty() || token.new_line {
            return None;
        }
        let notes = token.before.drain(..).flat_map(|note| [Doc::gap(), Doc::text(note.text)]);
        Some(Doc::concat(notes.collect()))
    }

    /// An empty line where one stands before the next token or its comments.
    fn take_blank(&mut self) -> Option<Doc<'t>> {
        let token = self.tokens.get_mut(self.at)?;
        match token.before.first_mut() {
            Some(note) if note.own => std::mem::take(&mut note.blank),
            _ => std::mem::take(&mut token.blank),
        }
        .then(Doc::blank)
    }

    /// Tokens up to an offset without help of the tree: blanks between words, brackets as lists.
    fn generic(&mut self, stop: usize) -> Doc<'t> {
        let mut parts = Vec::new();
        let mut last = String::new();
        while self.here() < stop && !self.done() {
            if !last.is_empty() && blank_between(&last, self.next()) {
                parts.push(Doc::text(" "));
            }
            last = self.next().to_owned();
            if is_opener(&last) {
                parts.push(self.generic_list());
                last = ")".to_owned();
            } else {
                parts.push(self.token());
            }
        }
        Doc::concat(parts)
    }

    /// A bracket and what it holds, divided by commas.
    fn generic_list(&mut self) -> Doc<'t> {
        let blank = self.next() == "{";
        let open = self.token();
        let mut items = Vec::new();
        while !self.done() && !is_closer(self.next()) {
            let stop = self.end_of_item();
            let mut parts: Vec<_> = self.take_blank().into_iter().collect();
            parts.push(self.generic(stop));
            parts.extend(self.comma());
            items.push(Doc::concat(parts));
        }
        self.bracket(open, items, blank)
    }

    /// Where the comma or closer behind the present item of a list stands.
    fn end_of_item(&self) -> usize {
        let mut depth = 0_usize;
        for token in self.tokens.get(self.at..).unwrap_or_default() {
            match &*token.text {
                "(" | "[" | "{" => depth += 1,
                "," if depth == 0 => return token.span.start(),
                ")" | "]" | "}" if depth == 0 => return token.span.start(),
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
        }
        usize::MAX
    }

    /// The comma behind an item; none where nothing comes behind it.
    fn comma(&mut self) -> Vec<Doc<'t>> {
        let mut parts = Vec::new();
        while !self.done() && self.next() == "," {
            if is_closer(self.after(1)) || self.after(1) == "," {
                parts.extend(self.leave_out());
            } else {
                self.comments_to_next();
                parts.push(self.token());
            }
        }
        parts
    }

    /// Moves comments on lines of their own from before the next token, a comma or semicolon, behind it.
    fn comments_to_next(&mut self) {
        let Some(token) = self.tokens.get_mut(self.at).filter(|token| token.before.iter().any(|note| note.own)) else {
            return;
        };
        let mut moved = std::mem::take(&mut token.before);
        moved.append(&mut token.after);
        if let Some(next) = self.tokens.get_mut(self.at + 1) {
            next.before.splice(0..0, moved.into_iter().map(|note| Note { own: true, ..note }));
        }
    }

    /// A list in brackets; the next token is the closer. `blank`: blanks inside the brackets on one line.
    fn bracket(&mut self, open: Doc<'t>, items: Vec<Doc<'t>>, blank: bool) -> Doc<'t> {
        let edge = || if blank { Doc::line() } else { Doc::soft() };
        let mut inner = Vec::new();
        for item in items {
            inner.push(if inner.is_empty() { edge() } else { Doc::line() });
            inner.push(item);
        }
        if !inner.is_empty() {
            inner.extend(self.take_inline());
        }
        let own = self.take_own();
        let empty = inner.is_empty() && own.is_empty();
        inner.extend(own);
        let mut parts = vec![open, Doc::indent(Doc::concat(inner))];
        if !empty {
            parts.push(edge());
        }
        if !self.done() {
            parts.push(self.token());
        }
        Doc::group(Doc::concat(parts))
    }
}

/// A comment on its own line.
fn own_line<'t>(note: Note<'t>) -> impl Iterator<Item = Doc<'t>> {
    note.blank.then(Doc::blank).into_iter().chain([Doc::own(note.text)])
}

fn is_opener(text: &str) -> bool {
    matches!(text, "(" | "[" | "{")
}

fn is_closer(text: &str) -> bool {
    matches!(text, ")" | "]" | "}")
}

/// Whether a blank stands between two tokens of which nothing else is known.
fn blank_between(before: &str, after: &str) -> bool {
    if before == "!" {
        return after.starts_with(['~', '=']);
    }
    // Behind a blank the empty regex of the dialect would be a comment.
    !(matches!(before, "$" | "?" | "(" | "[") || matches!(after, ")" | "]" | "," | ";") || after.starts_with("//"))
}
