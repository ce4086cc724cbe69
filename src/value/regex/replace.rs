//! Replacing and splitting by a regex, as `replace()` and `splitString()` do.

use std::borrow::Cow;

use super::{BudgetExceeded, Regex, RegexError, next_start};

/// A compiled replacement text. `$1` or `${1}` is a numbered group, `$name` or `${name}` a named one, `$0` the whole
/// match; a backslash takes the next character as it is (functions/replace.toml, the Java family of engines).
#[derive(Clone, Debug)]
pub struct Replacement {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
enum Piece {
    Text(String),
    Group(usize),
}

impl Replacement {
    /// Compiles the replacement text for a regex made by [`Regex::with_numbered_groups`]. As in Java, `$12` means group
    /// 12 only if there is one, else group 1 and the text `2`. A `$` that names nothing stands for itself.
    ///
    /// # Errors
    /// A number or a name in braces that no group has, with the bytes of `text`.
    pub fn new(text: &str, regex: &Regex) -> Result<Replacement, RegexError> {
        let mut replacement = Replacement { pieces: Vec::new() };
        let mut rest = text;
        while let Some(special) = rest.find(['$', '\\']) {
            let (before, tail) = rest.split_at(special);
            replacement.push_text(before);
            if let Some(escaped) = tail.strip_prefix('\\') {
                let length = escaped.chars().next().map_or(0, char::len_utf8);
                let (character, after) = escaped.split_at(length);
                replacement.push_text(if character.is_empty() { "\\" } else { character });
                rest = after;
                continue;
            }
            let after = tail.get(1..).unwrap_or_default();
            let start = text.len() - tail.len();
            let (group, length) = reference(after, regex);
            match group {
                Reference::Group(group) => replacement.pieces.push(Piece::Group(group)),
                Reference::Unknown => {
                    let name = after.get(..length).unwrap_or_default();
                    let message = format!("regex: the replacement's ${name} names no group of the regex");
                    return Err(RegexError::new(message, start..start + 1 + length));
                }
                Reference::Text => replacement.push_text("$"),
            }
            rest = after.get(length..).unwrap_or_default();
        }
        replacement.push_text(rest);
        Ok(replacement)
    }

    fn push_text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }
}

enum Reference {
    Group(usize),
    Unknown,
    /// The `$` is only a `$`.
    Text,
}

/// What follows a `$`, and how many bytes of it belong to the reference.
fn reference(after: &str, regex: &Regex) -> (Reference, usize) {
    if let Some((name, _)) = after.strip_prefix('{').and_then(|braced| braced.split_once('}')) {
        let group = name.parse().ok().filter(|number| *number <= regex.groups).or_else(|| named(name, regex));
        return (group.map_or(Reference::Unknown, Reference::Group), name.len() + 2);
    }
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        for length in (1..=digits.min(6)).rev() {
            let number: Option<usize> = after.get(..length).and_then(|text| text.parse().ok());
            if let Some(number) = number.filter(|number| *number <= regex.groups) {
                return (Reference::Group(number), length);
            }
        }
        return (Reference::Unknown, 1);
    }
    let length = after.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    match after.get(..length).and_then(|name| named(name, regex)) {
        Some(group) => (Reference::Group(group), length),
        None => (Reference::Text, 0),
    }
}

fn named(name: &str, regex: &Regex) -> Option<usize> {
    let index = regex.names.iter().position(|known| known == name)?;
    regex.slots.get(index).copied()
}

impl Regex {
    /// The text with every match replaced, from left to right; borrowed if nothing matched.
    ///
    /// # Errors
    /// [`BudgetExceeded`] if the back-tracking engine gave up.
    pub fn replace_all<'t>(&self, text: &'t str, replacement: &Replacement) -> Result<Cow<'t, str>, BudgetExceeded> {
        let mut locations = self.locations();
        let mut output = String::new();
        let mut copied = 0;
        let mut start = Some(0);
        let mut replaced = false;
        while let Some(from) = start {
            if !self.captures_into(text, from, &mut locations)? {
                break;
            }
            let Some(found) = locations.numbered(0) else {
                break;
            };
            replaced = true;
            output.push_str(text.get(copied..found.start).unwrap_or_default());
            for piece in &replacement.pieces {
                output.push_str(match piece {
                    Piece::Text(text) => text,
                    Piece::Group(group) => {
                        locations.numbered(*group).and_then(|range| text.get(range)).unwrap_or_default()
                    }
                });
            }
            copied = found.end;
            start = next_start(&found, text);
        }
        if !replaced {
            return Ok(Cow::Borrowed(text));
        }
        output.push_str(text.get(copied..).unwrap_or_default());
        Ok(Cow::Owned(output))
    }

    /// The pieces between the matches, by Java's rule: a leading empty piece stays unless the match that made it is
    /// empty itself, trailing empty pieces go (doubts, "splitString"). A text without a match is one piece.
    ///
    /// # Errors
    /// [`BudgetExceeded`] if the back-tracking engine gave up.
    pub fn split<'t>(&self, text: &'t str) -> Result<Vec<&'t str>, BudgetExceeded> {
        let mut pieces = Vec::new();
        let mut piece_start = 0;
        let mut start = Some(0);
        while let Some(from) = start {
            let Some(found) = self.find_at(text, from)? else {
                break;
            };
            start = next_start(&found, text);
            let empty_at_start = found.end == 0;
            let empty_at_end = found.start == text.len() && found.is_empty();
            if !empty_at_start && !empty_at_end {
                pieces.push(text.get(piece_start..found.start).unwrap_or_default());
                piece_start = found.end;
            }
        }
        if pieces.is_empty() && piece_start == 0 {
            return Ok(vec![text]);
        }
        pieces.push(text.get(piece_start..).unwrap_or_default());
        while pieces.last().is_some_and(|piece| piece.is_empty()) {
            pieces.pop();
        }
        Ok(pieces)
    }
}
