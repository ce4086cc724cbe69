//! Writes texts as JSON strings: runs of harmless bytes are copied whole.

/// What is escaped in a JSON string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escaping {
    /// What RFC 8259 asks for.
    Required,
    /// Also DEL and U+0080 to U+009F, which a terminal may obey.
    Visible,
}

/// What a byte of UTF-8 asks for.
const PLAIN: u8 = 0;
const ESCAPE: u8 = 1;
/// The first byte of U+0080 to U+00BF: the lower half of them are control characters.
const MAYBE_CONTROL: u8 = 2;

const REQUIRED: [u8; 256] = kinds(false);
const VISIBLE: [u8; 256] = kinds(true);

const fn kinds(visible: bool) -> [u8; 256] {
    let mut kinds = [PLAIN; 256];
    let mut byte = 0;
    while byte < 0x20 {
        kinds[byte] = ESCAPE;
        byte += 1;
    }
    kinds[b'"' as usize] = ESCAPE;
    kinds[b'\\' as usize] = ESCAPE;
    if visible {
        kinds[0x7F] = ESCAPE;
        kinds[0xC2] = MAYBE_CONTROL;
    }
    kinds
}

/// Appends the text as a JSON string with its quotes.
pub fn write_string(text: &str, escaping: Escaping, into: &mut Vec<u8>) {
    let kinds = match escaping {
        Escaping::Required => &REQUIRED,
        Escaping::Visible => &VISIBLE,
    };
    let bytes = text.as_bytes();
    into.reserve(bytes.len() + 2);
    into.push(b'"');
    let mut start = 0;
    for (place, byte) in bytes.iter().enumerate() {
        let kind = kinds[usize::from(*byte)];
        if kind == PLAIN {
            continue;
        }
        let (character, length) = match (kind, bytes.get(place + 1)) {
            (ESCAPE, _) => (*byte, 1),
            (_, Some(next)) if *next < 0xA0 => (*next, 2),
            _ => continue,
        };
        into.extend_from_slice(bytes.get(start..place).unwrap_or_default());
        write_escape(character, into);
        start = place + length;
    }
    into.extend_from_slice(bytes.get(start..).unwrap_or_default());
    into.push(b'"');
}

/// Appends the escape of one character below U+0100.
fn write_escape(character: u8, into: &mut Vec<u8>) {
    let short = match character {
        b'"' => b'"',
        b'\\' => b'\\',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        0x08 => b'b',
        0x0C => b'f',
        _ => {
            into.extend_from_slice(b"\\u00");
            into.extend([character >> 4, character & 15].map(|digit| match digit {
                0..=9 => b'0' + digit,
                _ => b'a' + digit - 10,
            }));
            return;
        }
    };
    into.extend([b'\\', short]);
}
