//! Objects as JSON text, one field after the other.

use crate::value::json::{self, Escaping};

/// Appends `text` as a JSON string with its quotes. Control characters are escaped, those above ASCII too (JSON does
/// not ask for that, but a terminal may obey them).
pub fn write_string(text: &str, into: &mut Vec<u8>) {
    json::write_string(text, Escaping::Visible, into);
}

/// Appends fields as one JSON object whose values are strings.
pub fn write_object<'t, N: AsRef<str>>(fields: impl Iterator<Item = (N, &'t str)>, into: &mut Vec<u8>) {
    let mut object = Object::begin(into);
    for (name, value) in fields {
        object.field(name.as_ref(), value);
    }
    object.end();
}

/// A JSON object being written field by field.
pub struct Object<'v> {
    into: &'v mut Vec<u8>,
    is_empty: bool,
}

impl<'v> Object<'v> {
    /// Writes the opening brace.
    pub fn begin(into: &'v mut Vec<u8>) -> Self {
        into.push(b'{');
        Self { into, is_empty: true }
    }

    /// Writes one field.
    #[inline]
    pub fn field(&mut self, name: &str, value: &str) {
        if !std::mem::take(&mut self.is_empty) {
            self.into.push(b',');
        }
        write_string(name, self.into);
        self.into.push(b':');
        write_string(value, self.into);
    }

    /// Writes the members of a flat record as they stand in its text. False, with nothing written, when that cannot be.
    pub fn copy(&mut self, text: &str) -> bool {
        // Only at the beginning, where no comma is needed before.
        let count = if self.is_empty { json::copy_members(text, self.into) } else { None };
        self.is_empty &= count.is_none_or(|count| count == 0);
        count.is_some()
    }

    /// Writes the closing brace.
    pub fn end(self) {
        self.into.push(b'}');
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn string(text: &str) -> String {
        let mut into = Vec::new();
        write_string(text, &mut into);
        String::from_utf8(into).unwrap()
    }

    #[test]
    fn escapes_what_json_and_terminals_mind() {
        assert_eq!(string(""), r#""""#);
        assert_eq!(string(r#"C:\a "b""#), r#""C:\\a \"b\"""#);
        assert_eq!(string("\0\u{8}\t\n\u{c}\r\u{1b}\u{7f}"), r#""\u0000\b\t\n\f\r\u001b\u007f""#);
        assert_eq!(string("\u{80}x\u{9b}31m\u{a0}é«»"), "\"\\u0080x\\u009b31m\u{a0}é«»\"");
        assert_eq!(string("日本🙂"), "\"日本🙂\"");
    }

    proptest! {
        #[test]
        fn any_text_reads_back(text in any::<String>()) {
            prop_assert_eq!(serde_json::from_str::<String>(&string(&text)).unwrap(), text);
        }

        #[test]
        fn low_characters_read_back(text in "[\u{0}-\u{ff}\"\\\\]{0,40}") {
            let json = string(&text);
            prop_assert!(!json.chars().any(char::is_control));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
