//! Turns values as they are written into texts.

use bumpalo::Bump;

use super::lexer::{Form, Pair};

/// The text that a value stands for; `None` when it stands for nothing.
pub(super) fn text<'a>(pair: &Pair<'a>, arena: &'a Bump) -> Option<&'a str> {
    match pair.form {
        Form::Quoted if pair.raw == "?" && matches!(pair.key, "acct" | "addr" | "hostname" | "terminal") => None,
        Form::Quoted => Some(pair.raw),
        Form::Braced => Some(pair.raw.trim_matches(' ')),
        Form::Bare if matches!(pair.raw, "" | "?" | "(null)" | "(none)") => None,
        Form::Bare if is_untrusted(pair.key) => Some(decoded(pair, arena)),
        Form::Bare => Some(pair.raw),
    }
}

/// The text of an untrusted value.
fn decoded<'a>(pair: &Pair<'a>, arena: &'a Bump) -> &'a str {
    let Some(mut bytes) = escaped(pair.raw) else {
        return pair.raw;
    };
    while bytes.last() == Some(&0) {
        bytes.pop();
    }
    match pair.key {
        // Arguments end with a zero byte each.
        "proctitle" | "cmd" => replace(&mut bytes, 0, b' '),
        // A rule may have several keys; this byte is between them.
        "key" | "key_r" => replace(&mut bytes, 1, b','),
        _ => {}
    }
    arena.alloc_str(&String::from_utf8_lossy(&bytes))
}

fn replace(bytes: &mut [u8], from: u8, to: u8) {
    for byte in bytes {
        if *byte == from {
            *byte = to;
        }
    }
}

/// The bytes of a value that was written in digits because it holds blanks, quotes or the like. Kernel and libaudit
/// write such digits in upper case, and put everything else in quotes.
pub(super) fn escaped(raw: &str) -> Option<Vec<u8>> {
    let upper = |byte: u8| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte);
    if raw.is_empty() || !raw.bytes().all(upper) {
        return None;
    }
    hexadecimal(raw)
}

/// The bytes of pairs of hexadecimal digits.
pub(super) fn hexadecimal(digits: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = digits.as_bytes().chunks(2);
    pairs.map(|pair| if let [high, low] = pair { Some(digit(*high)? << 4 | digit(*low)?) } else { None }).collect()
}

/// Whether a key holds texts that users choose, which are escaped therefore. (Arguments in EXECVE records are, too, but
/// the same keys hold numbers in SYSCALL records.)
fn is_untrusted(key: &str) -> bool {
    matches!(
        key,
        "acct"
            | "cgroup"
            | "cmd"
            | "comm"
            | "cwd"
            | "data"
            | "device"
            | "dir"
            | "exe"
            | "file"
            | "grp"
            | "invalid_context"
            | "key"
            | "key_r"
            | "name"
            | "new-chardev"
            | "new-disk"
            | "new-fs"
            | "new-net"
            | "new-rng"
            | "new_group"
            | "ocomm"
            | "old-chardev"
            | "old-disk"
            | "old-fs"
            | "old-net"
            | "old-rng"
            | "path"
            | "proctitle"
            | "profile"
            | "root_dir"
            | "sw"
            | "vm"
            | "watch"
    )
}
