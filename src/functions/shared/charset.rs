//! Bytes to text by the charsets that functions know.

use bumpalo::Bump;
use bumpalo::collections::String as ArenaString;

use crate::diagnostic::Diagnostic;
use crate::exec::Build;

/// How bytes stand for characters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Charset {
    /// UTF-8.
    Utf8,
    /// One byte is one character.
    Latin1,
    /// UTF-16, the low byte first.
    Utf16Little,
    /// UTF-16, the high byte first.
    Utf16Big,
}

impl Charset {
    /// The charset of the parameter `charset`, whose values the descriptor lists.
    ///
    /// # Errors
    /// When the parameter has no value.
    pub fn of(build: &Build<'_>) -> Result<Self, Diagnostic> {
        Ok(match build.text("charset")?.to_ascii_uppercase().as_str() {
            "ISO-8859-1" => Self::Latin1,
            "UTF-16LE" => Self::Utf16Little,
            "UTF-16BE" => Self::Utf16Big,
            _ => Self::Utf8,
        })
    }

    /// The text of the bytes; what is invalid becomes U+FFFD.
    pub fn decode<'e>(self, bytes: &'e [u8], arena: &'e Bump) -> &'e str {
        match self {
            Self::Utf8 => match std::str::from_utf8(bytes) {
                Ok(text) => text,
                Err(_) => arena.alloc_str(&String::from_utf8_lossy(bytes)),
            },
            Self::Latin1 => {
                ArenaString::from_iter_in(bytes.iter().map(|byte| char::from(*byte)), arena).into_bump_str()
            }
            Self::Utf16Little => utf16(bytes, u16::from_le_bytes, arena),
            Self::Utf16Big => utf16(bytes, u16::from_be_bytes, arena),
        }
    }
}

fn utf16<'e>(bytes: &[u8], unit: fn([u8; 2]) -> u16, arena: &'e Bump) -> &'e str {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let characters = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)));
    let mut text = ArenaString::with_capacity_in(bytes.len(), arena);
    text.extend(characters.map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)));
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text.into_bump_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes() {
        let arena = Bump::new();
        assert_eq!(Charset::Utf8.decode("æ".as_bytes(), &arena), "æ");
        assert_eq!(Charset::Utf8.decode(&[b'a', 0xFF], &arena), "a\u{FFFD}");
        assert_eq!(Charset::Latin1.decode(&[0xE6, b'a'], &arena), "æa");
        assert_eq!(Charset::Utf16Little.decode(b"i\0e\0x", &arena), "ie\u{FFFD}");
        assert_eq!(Charset::Utf16Big.decode(&[0xD8, 0x3C, 0xDF, 0xAF, 0xD8, 0], &arena), "🎯\u{FFFD}");
    }
}
