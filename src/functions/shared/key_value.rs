//! Pairs of keys and values in running text (functions-kvparse.html).

use std::borrow::Cow;

use bumpalo::Bump;
use memchr::memmem;

/// Whether white space surrounds the separators, which decides what an empty value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Padding {
    /// It may: a value follows the separator, wherever it is.
    Unknown,
    /// It does: a word before the next separator is a key.
    Yes,
    /// It does not: white space behind a separator is an empty value.
    No,
}

/// The pairs of a text, in one pass.
pub struct Pairs<'t> {
    text: &'t str,
    separator: char,
    padding: Padding,
    arena: &'t Bump,
    finder: memmem::FindIter<'t, 'static>,
    /// Where the part begins that belongs to no pair yet.
    start: usize,
    /// Quotes of which there is no closing one any more.
    unclosed: [bool; 2],
    /// A key that has no value, as found out on the way.
    pending: Option<&'t str>,
}

impl<'t> Pairs<'t> {
    /// The pairs of `text`; values with escaped quotes go to the arena.
    pub fn new(text: &'t str, separator: char, padding: Padding, arena: &'t Bump) -> Self {
        let mut buffer = [0; 4];
        let finder = memmem::Finder::new(separator.encode_utf8(&mut buffer)).into_owned();
        let finder = finder.find_iter(text.as_bytes()).into_owned();
        Self { text, separator, padding, arena, finder, start: 0, unclosed: [false; 2], pending: None }
    }

    fn tail(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The key that ends right before the separator at `end`, blanks aside.
    fn key(&self, end: usize) -> Option<&'t str> {
        let before = self.text.get(self.start..end)?.trim_end();
        let last = before.chars().next_back()?;
        if is_quote(last) {
            let inside = before.get(..before.len() - 1)?;
            return inside.get(inside.rfind(last)? + 1..).filter(|key| !key.is_empty());
        }
        let from = before.rfind(|c: char| ends_bare(c) || is_quote(c) || c == self.separator);
        let from = from.map_or(0, |at| at + before.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8));
        // An opening bracket before the key is text around the pair.
        let key = before.get(from..)?.trim_start_matches(['(', '[', '{', '<']);
        Some(key).filter(|key| !key.is_empty())
    }

    /// The value behind a separator, and where the next pair can begin.
    fn value(&mut self, at: usize) -> (&'t str, usize) {
        let from = self.text.len() - self.tail(at).trim_start().len();
        if self.padding == Padding::No && from > at {
            return ("", at);
        }
        if let Some(quote) = self.tail(from).chars().next().filter(|first| is_quote(*first))
            && let Some((value, end)) = self.quoted(from + 1, quote)
        {
            return (value, end);
        }
        let bare = self.tail(from);
        let bare = bare.get(..bare.find(ends_bare).unwrap_or(bare.len())).unwrap_or_default();
        let end = from + bare.len();
        if self.padding == Padding::Yes && !bare.is_empty() {
            let next = self.tail(end).trim_start();
            if next.starts_with(self.separator) {
                if from > at {
                    return ("", from);
                }
                // "a=b = c": both are empty and c is dropped, by the page's table.
                self.pending = Some(bare);
                return ("", self.text.len() - next.len() + self.separator.len_utf8());
            }
        }
        (bare, end)
    }

    /// The text up to the closing quote, and where it ends; `None` when it is not closed.
    fn quoted(&mut self, from: usize, quote: char) -> Option<(&'t str, usize)> {
        let unclosed = self.unclosed.get_mut(usize::from(quote == '"'))?;
        if *unclosed {
            return None;
        }
        let text = self.text.get(from..)?;
        let mut escaped = false;
        let mut at = 0;
        loop {
            let Some(found) = text.get(at..).and_then(|rest| rest.find(quote)) else {
                *unclosed = true;
                return None;
            };
            let end = at + found;
            at = end + 1;
            let inside = text.get(..end)?;
            if inside.ends_with('\\') {
                escaped = true;
                continue;
            }
            let value = match escaped {
                true => Cow::Owned(inside.replace(&format!("\\{quote}"), &quote.to_string())),
                false => Cow::Borrowed(inside),
            };
            let value = match value {
                Cow::Borrowed(value) => value,
                Cow::Owned(value) => self.arena.alloc_str(&value),
            };
            return Some((value, from + at));
        }
    }
}

impl<'t> Iterator for Pairs<'t> {
    type Item = (&'t str, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(key) = self.pending.take() {
            return Some((key, ""));
        }
        loop {
            let separator = self.finder.next()?;
            if separator < self.start {
                continue;
            }
            let key = self.key(separator);
            let behind = separator + self.separator.len_utf8();
            let Some(key) = key else {
                self.start = behind;
                continue;
            };
            let (value, end) = self.value(behind);
            self.start = end;
            return Some((key, value));
        }
    }
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\'')
}

/// Whether a bare key or value ends here.
fn ends_bare(character: char) -> bool {
    character == ',' || character.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str, padding: Padding) -> String {
        let arena = Bump::new();
        let pairs = Pairs::new(text, '=', padding, &arena).map(|(key, value)| format!("{key}:{value}"));
        pairs.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn reads_the_table_of_the_page() {
        use Padding::{No, Unknown, Yes};
        for (text, padding, expected) in [
            ("a = b = c", Unknown, "a:b"),
            ("a = b = c", Yes, "a: b:c"),
            ("a = b = c", No, "a: b:"),
            ("a=b=c", Unknown, "a:b=c"),
            ("a=b=c", Yes, "a:b=c"),
            ("a=b=c", No, "a:b=c"),
            ("a = b=c", Unknown, "a:b=c"),
            ("a = b=c", Yes, "a:b=c"),
            ("a = b=c", No, "a: b:c"),
            ("a=b = c", Unknown, "a:b"),
            ("a=b = c", Yes, "a: b:"),
            ("a=b = c", No, "a:b"),
            ("firstname = John middlename = lastname = Doe", Yes, "firstname:John middlename: lastname:Doe"),
        ] {
            assert_eq!(pairs(text, padding), expected, "{text} {padding:?}");
        }
    }

    #[test]
    fn reads_quotes() {
        assert_eq!(
            pairs(r#"x "my key"='a "b"', k="say \"hi\"" z=1"#, Padding::Unknown),
            r#"my key:a "b" k:say "hi" z:1"#
        );
        assert_eq!(pairs("([a=1 b[0]=2", Padding::Unknown), "a:1 b[0]:2");
        assert_eq!(pairs("a='open b=1", Padding::Unknown), "a:'open b:1");
        assert_eq!(pairs(r"a='' b=", Padding::Unknown), "a: b:");
        assert_eq!(pairs("= =x, ,=y", Padding::Unknown), "");
        assert_eq!(pairs("größe=ä\u{a0}b=ü,c=", Padding::Unknown), "größe:ä b:ü c:");
    }

    #[test]
    fn takes_linear_time() {
        let hostile = [
            "=".repeat(1 << 20),
            "a='".repeat(1 << 18),
            "a=\"\\\"".repeat(1 << 18),
            "a = ".repeat(1 << 18),
            "a= ".repeat(1 << 18),
            "x ".repeat(1 << 19) + "=",
            "a=1,".repeat(1 << 18),
        ];
        let arena = Bump::new();
        for text in &hostile {
            for padding in [Padding::Unknown, Padding::Yes, Padding::No] {
                assert!(Pairs::new(text, '=', padding, &arena).count() <= text.len());
            }
        }
    }
}
