//! The text that a JSON string with escapes stands for.

use bumpalo::Bump;
use bumpalo::collections::String as ArenaString;

use super::scan::Quoted;

impl<'t> Quoted<'t> {
    /// The text; copied to the arena only when there are escapes.
    #[inline]
    pub fn text<'e>(self, arena: &'e Bump) -> &'e str
    where
        't: 'e,
    {
        if self.escaped { unescape(self.raw, arena) } else { self.raw }
    }
}

/// Resolves the escapes of a checked string. Lone surrogates become U+FFFD: text in Rust cannot hold them.
fn unescape<'e>(raw: &str, arena: &'e Bump) -> &'e str {
    // No escape is shorter than what it stands for.
    let mut text = ArenaString::with_capacity_in(raw.len(), arena);
    let mut rest = raw;
    while let Some(place) = memchr::memchr(b'\\', rest.as_bytes()) {
        text.push_str(rest.get(..place).unwrap_or(""));
        let kind = rest.as_bytes().get(place + 1).copied().unwrap_or(b'\\');
        rest = rest.get(place + 2..).unwrap_or("");
        match kind {
            b'b' => text.push('\u{8}'),
            b'f' => text.push('\u{c}'),
            b'n' => text.push('\n'),
            b'r' => text.push('\r'),
            b't' => text.push('\t'),
            b'u' => {
                let unit = take_unit(&mut rest);
                text.push(char_of(unit, &mut rest));
            }
            other => text.push(char::from(other)),
        }
    }
    text.push_str(rest);
    text.into_bump_str()
}

/// Four hex digits.
fn take_unit(rest: &mut &str) -> u32 {
    let digits = rest.get(..4).unwrap_or("");
    *rest = rest.get(4..).unwrap_or("");
    u32::from_str_radix(digits, 16).unwrap_or(0xfffd)
}

fn char_of(unit: u32, rest: &mut &str) -> char {
    if let 0xd800..0xdc00 = unit
        && let Some(mut after) = rest.strip_prefix("\\u")
        && let low @ 0xdc00..0xe000 = take_unit(&mut after)
    {
        *rest = after;
        let code = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
        return char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
    }
    char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)
}
