//! One record with its values decoded.

use bumpalo::Bump;
use bumpalo::collections::String as ArenaString;

use super::lexer::{self, Pair};
use super::line::Line;
use super::{decode, types};

/// A value with what it was made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'a> {
    /// Key and value as written.
    pub(super) pair: Pair<'a>,
    /// The decoded value; `None` for `?`, `(null)` and the like.
    pub(super) text: Option<&'a str>,
}

/// A record.
#[derive(Clone, Debug)]
pub(super) struct Record<'a> {
    /// Its line.
    pub(super) line: Line<'a>,
    /// Its values in order.
    pub(super) values: Vec<Value<'a>>,
    /// The words that belong to no key, `avc: denied { read } for`.
    pub(super) words: Option<&'a str>,
}

impl<'a> Record<'a> {
    /// Reads the fields of a line.
    pub(super) fn read(line: Line<'a>, arena: &'a Bump) -> Self {
        let lexed = lexer::lex(line.body, line.kind.starts_with(types::MERGED));
        let value = |pair: Pair<'a>| Value { pair, text: decode::text(&pair, arena) };
        let values = lexed.pairs.into_iter().map(value).collect();
        Self { line, values, words: sentence(&lexed.words, arena) }
    }

    /// The first value of a key, if it stands for something.
    pub(super) fn get(&self, key: &str) -> Option<&'a str> {
        self.values.iter().find(|value| value.pair.key == key)?.text
    }

    /// Whether it is a merged record of AUOMS.
    pub(super) fn is_merged(&self) -> bool {
        self.line.kind.starts_with(types::MERGED)
    }
}

/// The words with blanks between them; `None` when there are none.
fn sentence<'a>(words: &[&str], arena: &'a Bump) -> Option<&'a str> {
    let (first, others) = words.split_first()?;
    let mut text = ArenaString::from_str_in(first, arena);
    for word in others {
        text.push(' ');
        text.push_str(word);
    }
    Some(text.into_bump_str())
}
