//! The arguments of a program, put together from the pieces that EXECVE records hold, and command lines of them.

use bumpalo::Bump;
use bumpalo::collections::String as ArenaString;

use super::decode;
use super::lexer::{Form, Pair};
use super::record::Record;

/// An argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Argument<'a> {
    /// Its place.
    pub(super) index: u32,
    /// Its text.
    pub(super) text: &'a str,
}

/// Place and piece of `a2` or `a2[1]`.
pub(super) fn place(key: &str) -> Option<(u32, Option<u32>)> {
    let rest = key.strip_prefix('a')?;
    let number = |digits: &str| {
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse().ok()).flatten()
    };
    match rest.split_once('[') {
        Some((index, piece)) => Some((number(index)?, Some(number(piece.strip_suffix(']')?)?))),
        None => Some((number(rest)?, None)),
    }
}

/// The arguments in all EXECVE records of an event, in order.
pub(super) fn collect<'a>(records: &[Record<'a>], arena: &'a Bump) -> Vec<Argument<'a>> {
    let mut pieces = Vec::new();
    for record in records.iter().filter(|record| record.line.kind == "EXECVE") {
        for value in &record.values {
            if let Some((index, piece)) = place(value.pair.key) {
                pieces.push((index, piece, value.pair));
            }
        }
    }
    pieces.sort_by_key(|(index, piece, _)| (*index, *piece));
    // A record that is in the log twice does not make an argument longer.
    pieces.dedup();
    let same = |left: &(u32, Option<u32>, Pair<'_>), right: &(u32, Option<u32>, Pair<'_>)| left.0 == right.0;
    let argument = |pieces: &[(u32, Option<u32>, Pair<'a>)]| {
        let index = pieces.first().map_or(0, |(index, ..)| *index);
        Argument { index, text: joined(pieces, arena) }
    };
    pieces.chunk_by(same).map(argument).collect()
}

/// The text of the pieces of one argument. They may be cut within a character.
fn joined<'a>(pieces: &[(u32, Option<u32>, Pair<'a>)], arena: &'a Bump) -> &'a str {
    if let [(_, _, pair)] = pieces
        && pair.form != Form::Bare
    {
        return pair.raw;
    }
    let mut bytes = Vec::new();
    for (_, _, pair) in pieces {
        match decode::escaped(pair.raw).filter(|_| pair.form == Form::Bare) {
            Some(decoded) => bytes.extend_from_slice(&decoded),
            None => bytes.extend_from_slice(pair.raw.as_bytes()),
        }
    }
    arena.alloc_str(&String::from_utf8_lossy(&bytes))
}

/// A command line that a shell divides into these arguments again.
pub(super) fn command_line<'a>(arguments: impl Iterator<Item = &'a str>, arena: &'a Bump) -> &'a str {
    let mut line = ArenaString::new_in(arena);
    for (position, argument) in arguments.enumerate() {
        if position > 0 {
            line.push(' ');
        }
        quote(argument, &mut line);
    }
    line.into_bump_str()
}

/// Writes an argument, in quotes if it holds blanks or quotes. Other characters that a shell looks at are left as they
/// are, for queries are written for what sensors report, and these quote nothing.
fn quote(argument: &str, line: &mut ArenaString<'_>) {
    let needed = |letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'');
    let special = |letter: char| matches!(letter, '"' | '\\' | '$' | '`');
    if !argument.is_empty() && !argument.contains(needed) {
        line.push_str(argument);
    } else if argument.contains(special) && !argument.contains('\'') {
        line.push('\'');
        line.push_str(argument);
        line.push('\'');
    } else {
        line.push('"');
        for letter in argument.chars() {
            if special(letter) {
                line.push('\\');
            }
            line.push(letter);
        }
        line.push('"');
    }
}

/// The command line that a title of a process stands for, in the digits that it is written in when it holds several
/// arguments: each ends with a zero byte.
pub(super) fn of_title<'a>(pair: &Pair<'a>, arena: &'a Bump) -> Option<&'a str> {
    let bytes = decode::escaped(pair.raw).filter(|_| pair.form == Form::Bare);
    let Some(mut bytes) = bytes else {
        return decode::text(pair, arena);
    };
    while bytes.last() == Some(&0) {
        bytes.pop();
    }
    if !bytes.contains(&0) {
        // Some programs write a text of their own over their arguments.
        return decode::text(pair, arena);
    }
    let text: &'a str = arena.alloc_str(&String::from_utf8_lossy(&bytes));
    Some(command_line(text.split('\0'), arena))
}
