//! Divides the text of a record into keys and values.
//!
//! Nothing is looked at more often than a fixed number of times: looking ahead for the next key is bounded by the length
//! of a key, and a search for a closing quote that came to the end of the text is not made again.

/// How a value was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As it is; an untrusted text is in hexadecimal digits then.
    Bare,
    /// In quotes.
    Quoted,
    /// In braces.
    Braced,
}

/// A key and its value as written, without quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair<'a> {
    /// The key.
    pub(super) key: &'a str,
    /// The value.
    pub(super) raw: &'a str,
    /// How it was written.
    pub(super) form: Form,
}

/// What the text of a record holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lexed<'a> {
    /// Keys and values in order.
    pub(super) pairs: Vec<Pair<'a>>,
    /// Words that belong to no key.
    pub(super) words: Vec<&'a str>,
}

/// Divides the text of a record; `merged` for those of AUOMS, which does not escape what it quotes.
pub(super) fn lex(text: &str, merged: bool) -> Lexed<'_> {
    let mut out = Lexed::default();
    Scanner::new(text, merged, false).run(&mut out);
    out
}

/// Separates what the kernel wrote from what auditd added to it.
const ENRICHED: u8 = 0x1d;

/// That byte as rsyslog writes it.
const ENRICHED_ESCAPED: &[u8] = b"#035";

/// A key is no longer than this.
const KEY: usize = 64;

/// Keys that end the command lines in records of AUOMS. In these an argument can look like a key and a value, so only
/// known ones count.
const AFTER_FREE_TEXT: [&str; 8] =
    ["argc", "cmdline", "proctitle", "redactors", "containerid", "container_id", "saddr", "path_name"];

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    merged: bool,
    nested: bool,
    /// Which searches for an end came to the end of the text, by [`Search`].
    failed: [bool; 4],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Search {
    Quote = 0,
    FreeText = 1,
    Apostrophe = 2,
    Brace = 3,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, merged: bool, nested: bool) -> Self {
        Self { text, at: 0, merged, nested, failed: [false; 4] }
    }

    fn run(mut self, out: &mut Lexed<'a>) {
        while let Some(byte) = self.byte(self.at) {
            if is_blank(byte) || byte == b',' {
                self.at += 1;
            } else if self.is_enriched(self.at) {
                self.at += ENRICHED_ESCAPED.len();
            } else if let Some((key, value)) = self.key(self.at) {
                self.value(key, value, out);
            } else {
                let end = self.word_end(self.at + 1);
                out.words.push(self.slice(self.at, end));
                self.at = end;
            }
        }
    }

    /// Takes the value that begins at `from`.
    fn value(&mut self, key: &'a str, from: usize, out: &mut Lexed<'a>) {
        let free = self.merged && matches!(key, "cmdline" | "proctitle");
        let (inner, found, form) = match self.byte(from) {
            Some(b'"') => {
                let search = if free { Search::FreeText } else { Search::Quote };
                (from + 1, Some(self.quote_end(from + 1, search)), Form::Quoted)
            }
            Some(b'\'') if key == "msg" && !self.nested => {
                let end = self.message_end(from + 1);
                Scanner::new(self.slice(from + 1, end), self.merged, true).run(out);
                self.at = end + 1;
                return;
            }
            Some(b'\'') => (from + 1, self.search(from + 1, Search::Apostrophe), Form::Quoted),
            Some(b'{') => (from + 1, self.search(from + 1, Search::Brace), Form::Braced),
            _ => (from, None, Form::Bare),
        };
        let (raw, form) = match found {
            Some(end) => {
                self.at = end + 1;
                (self.slice(inner, end), form)
            }
            None => {
                let end = if free { self.free_end(from) } else { self.bare_end(from) };
                self.at = end;
                (trim_bare(self.slice(from, end)), Form::Bare)
            }
        };
        out.pairs.push(Pair { key, raw, form });
    }

    /// Where a text in quotes ends; without the right end at the next quote, without any at the end of the text.
    fn quote_end(&mut self, from: usize, search: Search) -> usize {
        let next = || memchr::memchr(b'"', self.text.as_bytes().get(from..)?).map(|at| from + at);
        let next = next();
        self.search(from, search).or(next).unwrap_or(self.text.len())
    }

    /// The first place from `from` at which a text that began with a certain mark can end.
    fn search(&mut self, from: usize, search: Search) -> Option<usize> {
        let failed = self.failed.get_mut(search as usize)?;
        if *failed {
            return None;
        }
        // Left set when nothing is found.
        *failed = true;
        let mark = match search {
            Search::Quote | Search::FreeText => b'"',
            Search::Apostrophe => b'\'',
            Search::Brace => b'}',
        };
        let rest = self.text.as_bytes().get(from..)?;
        let found = memchr::memchr_iter(mark, rest).map(|at| from + at).find(|at| self.closes(at + 1, search))?;
        if let Some(failed) = self.failed.get_mut(search as usize) {
            *failed = false;
        }
        Some(found)
    }

    /// Whether what follows a mark lets it be the closing one.
    fn closes(&self, after: usize, search: Search) -> bool {
        let Some(byte) = self.byte(after) else {
            return true;
        };
        if self.merged && search != Search::Brace {
            return is_blank(byte) && self.next_is_key(after, search == Search::FreeText);
        }
        search == Search::Brace
            || is_blank(byte)
            || matches!(byte, b'\'' | b',' | b')' | b'}' | b']')
            || self.is_enriched(after)
    }

    /// Where the message of a user space record ends: the last quote that can be its end, for it may hold others.
    fn message_end(&self, from: usize) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        let ends = |at: &usize| {
            self.byte(at + 1).is_none_or(|byte| is_blank(byte) || byte.is_ascii_uppercase() || self.is_enriched(at + 1))
        };
        memchr::memrchr_iter(b'\'', rest).map(|at| from + at).find(ends).unwrap_or(self.text.len())
    }

    /// Where a value without quotes ends: usually at a blank, but texts that programs write may hold some.
    fn bare_end(&self, from: usize) -> usize {
        let mut end = self.word_end(from);
        let word = self.slice(from, end);
        let machine = |byte: u8| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte);
        if word.starts_with(['?', '(', '-']) || word.bytes().next().is_none_or(|byte| byte.is_ascii_digit()) {
            return end;
        }
        if word.bytes().all(machine) {
            return end;
        }
        while matches!(self.byte(end), Some(b' ' | b'\t')) && !self.next_is_key(end, false) {
            end = self.word_end(self.after_blanks(end));
        }
        end
    }

    /// Where a command line without quotes ends.
    fn free_end(&self, from: usize) -> usize {
        let mut end = from;
        while end < self.text.len() && !(matches!(self.byte(end), Some(b' ')) && self.next_is_key(end, true)) {
            end = self.word_end(end + 1);
        }
        end
    }

    /// Whether after blanks the text ends or a key follows, a known one if `known`.
    fn next_is_key(&self, blanks: usize, known: bool) -> bool {
        let at = self.after_blanks(blanks);
        at >= self.text.len() || self.key(at).is_some_and(|(key, _)| !known || AFTER_FREE_TEXT.contains(&key))
    }

    /// The key at a place, and where its value begins.
    fn key(&self, at: usize) -> Option<(&'a str, usize)> {
        // An old form of user space messages has some of its fields in parentheses.
        let start = if self.byte(at) == Some(b'(') { at + 1 } else { at };
        if !self.byte(start).is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_') {
            return None;
        }
        let bytes = self.text.as_bytes().get(start..).unwrap_or_default();
        let name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'[' | b']');
        let length = bytes.iter().take(KEY).take_while(|byte| name(byte)).count();
        let end = start + length;
        (self.byte(end) == Some(b'=')).then(|| (self.slice(start, end), end + 1))
    }

    fn word_end(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(byte) = self.byte(at) {
            if is_blank(byte) || byte == b'#' && self.is_enriched(at) {
                break;
            }
            at += 1;
        }
        at
    }

    fn after_blanks(&self, from: usize) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        // Blanks are looked over again by those who come to them; a longer run of them separates nothing.
        from + rest.iter().take(KEY).take_while(|byte| is_blank(**byte)).count()
    }

    /// Whether the part that auditd adds begins here.
    fn is_enriched(&self, at: usize) -> bool {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        rest.first() == Some(&ENRICHED)
            || rest.strip_prefix(ENRICHED_ESCAPED).is_some_and(|rest| rest.first().is_some_and(u8::is_ascii_uppercase))
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }
}

/// Whether a byte separates fields.
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | ENRICHED)
}

/// Without what separates a value from the next one in old messages: `hostname=?, `, `acct=root : `, `res=success)`.
fn trim_bare(value: &str) -> &str {
    let mut value = value.trim_end_matches([' ', '\t', ',']);
    value = value.strip_suffix(" :").unwrap_or(value);
    match value.strip_suffix(')') {
        Some(inner) if !value.contains('(') => inner,
        _ => value,
    }
}
