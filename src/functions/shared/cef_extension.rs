//! The `key=value` pairs at the end of a CEF message, also found in one form of LEEF (functions-parsecef.html).

use bumpalo::Bump;
use hashbrown::HashMap;

use crate::event::Event;

/// Where the fields of an extension go.
pub struct Labels {
    /// Put before the keys.
    pub prefix: String,
    /// Put before the texts of labels.
    pub label_prefix: String,
    /// Whether a labelled field and its label also stay as they are.
    pub keep: bool,
}

impl Labels {
    /// Sets the fields of an extension. A pair `fooLabel=Text foo=value` gives the field Text.
    pub fn set<'e>(&self, event: &mut Event<'e>, extension: &'e str) {
        let pairs = pairs(extension, event.arena());
        let mut labels: HashMap<&str, &str, foldhash::fast::RandomState> = HashMap::default();
        for (key, value) in &pairs {
            if let Some(labelled) = key.strip_suffix("Label") {
                labels.insert(labelled, value);
            }
        }
        if !labels.is_empty() {
            let there: HashMap<&str, (), foldhash::fast::RandomState> =
                pairs.iter().map(|(key, _)| (*key, ())).collect();
            labels.retain(|labelled, _| there.contains_key(labelled));
        }
        for (key, value) in &pairs {
            let label = labels.get(key);
            if let Some(label) = label {
                let name = event.keep(&[self.label_prefix.as_str(), label].concat());
                event.set_named(name, value);
            }
            let is_label = || key.strip_suffix("Label").is_some_and(|labelled| labels.contains_key(labelled));
            if self.keep || !(label.is_some() || is_label()) {
                let name = event.keep(&[self.prefix.as_str(), key].concat());
                event.set_named(name, value);
            }
        }
    }
}

/// Pairs in order. A value runs up to the white space before the next key.
fn pairs<'e>(text: &'e str, arena: &'e Bump) -> Vec<(&'e str, &'e str)> {
    let mut pairs = Vec::new();
    // The key at hand and where its value begins.
    let mut current: Option<(&'e str, usize)> = None;
    let mut searched = 0;
    for equals in memchr::memchr_iter(b'=', text.as_bytes()) {
        let Some(before) = text.get(searched..equals) else { continue };
        let key_start = searched + before.rfind([' ', '\t', '\n', '\r']).map_or(0, |blank| blank + 1);
        let is_first = current.is_none();
        let follows_blank = key_start > searched || is_first;
        searched = equals + 1;
        let Some(key) = text.get(key_start..equals).filter(|key| follows_blank && is_key(key)) else { continue };
        if let Some((key, start)) = current {
            let value = text.get(start..key_start).unwrap_or_default();
            pairs.push((key, unescaped(value.trim_end(), arena)));
        }
        current = Some((key, equals + 1));
    }
    if let Some((key, start)) = current {
        pairs.push((key, unescaped(text.get(start..).unwrap_or_default().trim_end(), arena)));
    }
    pairs
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '[' | ']'))
}

fn unescaped<'e>(value: &'e str, arena: &'e Bump) -> &'e str {
    if !value.contains('\\') {
        return value;
    }
    let mut text = bumpalo::collections::String::with_capacity_in(value.len(), arena);
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('t') => text.push('\t'),
            Some(escaped @ ('\\' | '=' | '|')) => text.push(escaped),
            Some(other) => text.extend(['\\', other]),
            None => text.push('\\'),
        }
    }
    text.into_bump_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let arena = Bump::new();
        pairs(text, &arena).iter().map(|(key, value)| format!("{key}:{value}|")).collect()
    }

    #[test]
    fn values_run_up_to_the_next_key() {
        assert_eq!(read("a=1 b=x y (z; w) c=\td=4"), "a:1|b:x y (z; w)|c:|d:4|");
        assert_eq!(
            read(" msg=x\\=y a\\\\b\\n request=http://h/?q=1&r=2 z=1"),
            "msg:x=y a\\b\n|request:http://h/?q=1&r=2|z:1|"
        );
        assert_eq!(read("no pairs"), "");
        assert_eq!(read("a\\=b c=1"), "c:1|");
        assert_eq!(read("=x a=="), "a:=|");
    }

    #[test]
    fn takes_linear_time() {
        for text in [
            "=".repeat(1 << 20),
            "a=".repeat(1 << 19),
            "a= ".repeat(1 << 18),
            "\\".repeat(1 << 20) + "=",
            " ".repeat(1 << 20),
        ] {
            assert!(read(&text).len() <= 4 * text.len());
        }
    }
}
