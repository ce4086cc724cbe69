//! Printing of words: names, patterns, regexes, parameters; quoted where they must be.

use super::Printer;
use crate::ast::{Name, Parameter, Pattern, RegexLiteral, Text};

/// The text in double quotes. Backslashes are doubled, so that it reads back the same whatever follows them.
pub fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// The pattern as an unquoted word where it may be one, else in quotes.
pub fn pattern_word(text: &str) -> String {
    let ascii = |byte: u8| byte.is_ascii_alphanumeric() || b"#%&.@\\^_~*+-:/".contains(&byte);
    let word = !text.is_empty()
        && text.bytes().all(ascii)
        && !text.starts_with('/')
        && !text.ends_with('/')
        && !is_keyword(text);
    if word { text.to_owned() } else { quote(text) }
}

fn is_keyword(text: &str) -> bool {
    ["and", "or", "not", "like", "null", "true", "false", "in"].iter().any(|keyword| text.eq_ignore_ascii_case(keyword))
}

impl Printer {
    /// A field name; quotes change nothing, so they stay only where needed.
    pub(super) fn name(&mut self, name: &Name) {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"#._@".contains(&byte);
        let bare = |byte: u8| plain(byte) || b"%&\\^~[]".contains(&byte) || byte >= 0x80;
        let text = &name.text;
        let needed = text.is_empty() || is_keyword(text) || !text.bytes().all(bare);
        if needed || (name.quoted && !text.bytes().all(plain)) {
            self.push(&quote(text));
        } else {
            self.push(text);
        }
    }

    pub(super) fn text(&mut self, text: &Text) {
        if text.quoted {
            self.push(&quote(&text.value));
        } else {
            self.push(&text.value);
        }
    }

    pub(super) fn regex(&mut self, regex: &RegexLiteral) {
        self.push("/");
        self.push(&regex.source.replace('/', "\\/"));
        self.push("/");
        self.push(&regex.flags);
    }

    pub(super) fn parameter(&mut self, parameter: &Parameter) {
        // A template has no official form; it stands for itself.
        if parameter.name.starts_with("{{") {
            return self.push(&parameter.name);
        }
        let bare = !parameter.name.is_empty()
            && parameter.name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let name = if bare { parameter.name.clone() } else { quote(&parameter.name) };
        match &parameter.default {
            None => {
                self.push("?");
                self.push(&name);
            }
            Some(default) => {
                self.push("?{");
                self.push(&name);
                self.push("=");
                self.text(default);
                self.push("}");
            }
        }
    }

    pub(super) fn pattern(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Glob(text) => self.text(text),
            Pattern::Regex(regex) => self.regex(regex),
            Pattern::Parameter(parameter) => self.parameter(parameter),
        }
    }
}
