//! `kvParse()`: Scans the text for pairs key=value, key="value", key='value' and key = value and adds a field per key.

use hashbrown::HashSet;

use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "kvParse",
    summary: "Scans the text for pairs key=value, key=\"value\", key='value' and key = value and adds a field per key.",
    page: "functions-kvparse.html",
    parameters: &[
        Parameter::new("as", Kind::Output),
        Parameter {
            default: Some("false"),
            values: &["false", "true"],
            summary: "the reference types it 'array of strings'",
            ..Parameter::new("excludeEmpty", Kind::Boolean)
        },
        Parameter { unnamed: true, default: Some("@rawstring"), ..Parameter::new("field", Kind::Fields) },
        Parameter {
            default: Some("keepLast"),
            values: &["keepFirst", "keepLast"],
            ..Parameter::new("onDuplicate", Kind::Text)
        },
        Parameter { default: Some("false"), ..Parameter::new("override", Kind::Boolean) },
        Parameter { summary: "alias of as", ..Parameter::new("prefix", Kind::Text) },
        Parameter { default: Some("="), ..Parameter::new("separator", Kind::Text) },
        Parameter {
            default: Some("unknown"),
            values: &["no", "unknown", "yes"],
            ..Parameter::new("separatorPadding", Kind::Text)
        },
    ],
    output: &["(one field per key)"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Scans the text for pairs key=value, key=\"value\", key='value' and key = value and adds a field per key. Text that is not part of a pair (timestamp, words, brackets) is ignored.",
        "Key and value may each be bare or quoted with \" or '. A quote must be closed. Quotes are removed from the value.",
        "A bare value ends at white space or at a comma: `id=123, name='john doe' email=john@doe` gives 123 / john doe / john@doe, and `host=server5,transactionID=123` gives two fields.",
        "A bare value may contain the separator: a=b=c gives a = 'b=c' (in every padding mode).",
        "as or its alias prefix puts a name in front of every key WITH a dot inserted: as=user gives user.id. (parseJson's prefix inserts no dot.)",
        "override=false (default): a field that the event already has is left alone; override=true: it is replaced.",
        "onDuplicate concerns a key occurring twice in the parsed text: keepLast (default) or keepFirst. A field present beforehand still wins unless override=true.",
        "excludeEmpty=true leaves out keys whose value is empty; default false creates them with an empty value.",
        "separator is exactly one character, default '='.",
        "separatorPadding tells whether white space may surround the separator: it decides how bare empty values are read (see cases). unknown: `a = b = c` gives a=b; yes: a is empty and b=c; no: a and b are empty.",
        "yes: `firstname = John middlename = lastname = Doe` gives John / (empty) / Doe.",
        "field may be an array: each listed field is parsed in turn (inferred). Missing field: nothing happens.",
        "Not documented: trailing period in a bare value, and escapes inside quotes (suggested: keep the period; backslash escapes the quote).",
    ],
    examples: &[],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let mut fields: Vec<Symbol> = build.fields("field").into_iter().map(|target| target.symbol).collect();
    if fields.is_empty() {
        fields.push(build.silent("@rawstring"));
    }
    let separator = build.text("separator")?;
    let mut letters = separator.chars();
    let (Some(separator), None) = (letters.next(), letters.next()) else {
        let message = format!("parameter separator of kvParse() is exactly one character, found {separator:?}");
        return Err(build.error(codes::ARGUMENT_VALUE, "separator", message));
    };
    let prefix = if build.has("as") { build.optional_text("as") } else { build.optional_text("prefix") };
    let padding = match build.optional_text("separatorPadding").as_deref() {
        Some("yes") => Padding::Yes,
        Some("no") => Padding::No,
        _ => Padding::Unknown,
    };
    Ok(Executable::Transform(Box::new(KvParse {
        fields,
        separator,
        padding,
        prefix: prefix.map_or_else(String::new, |prefix| format!("{prefix}.")),
        replace: build.flag("override"),
        keep_first: build.optional_text("onDuplicate").is_some_and(|text| text.eq_ignore_ascii_case("keepFirst")),
        exclude_empty: build.flag("excludeEmpty"),
    })))
}

/// Whether white space surrounds the separator; decides how bare empty values are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Padding {
    Unknown,
    Yes,
    No,
}

struct KvParse {
    fields: Vec<Symbol>,
    separator: char,
    padding: Padding,
    prefix: String,
    replace: bool,
    keep_first: bool,
    exclude_empty: bool,
}

impl Transform for KvParse {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        for field in &self.fields {
            let Some(text) = event.get(*field) else { continue };
            let mut seen: HashSet<&'e str, foldhash::fast::FixedState> = HashSet::default();
            for (key, value) in (Pairs { text, at: 0, separator: self.separator, padding: self.padding, glued: false })
            {
                if key.is_empty() || (self.exclude_empty && value.is_empty()) {
                    continue;
                }
                let name: &'e str =
                    if self.prefix.is_empty() { key } else { event.keep(&format!("{}{key}", self.prefix)) };
                // A field that the event had before wins unless it is to be replaced (functions-kvparse.html).
                let allowed = if seen.contains(name) {
                    !self.keep_first
                } else {
                    self.replace || event.get_named(name).is_none()
                };
                if allowed {
                    seen.insert(name);
                    event.set_named(name, unescaped(value, event));
                }
            }
        }
        Flow::Keep
    }
}

/// A quoted value without the backslashes in front of quotes.
fn unescaped<'e>(value: &'e str, event: &Event<'e>) -> &'e str {
    if value.contains("\\\"") || value.contains("\\'") {
        event.keep(&value.replace("\\\"", "\"").replace("\\'", "'"))
    } else {
        value
    }
}

/// The pairs of a text, from left to right, in time linear in its length.
struct Pairs<'t> {
    text: &'t str,
    at: usize,
    separator: char,
    padding: Padding,
    /// Whether the next key stands right behind a separator whose own value was found to be this key.
    glued: bool,
}

impl<'t> Pairs<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn skip_blanks(&mut self) -> usize {
        let rest = self.rest();
        let blanks = rest.len() - rest.trim_start().len();
        self.at += blanks;
        blanks
    }

    /// A text in quotes that are closed; a backslash keeps a quote from closing.
    fn quoted(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let quote = rest.chars().next().filter(|letter| matches!(letter, '"' | '\''))?;
        let inside = rest.get(1..)?;
        let mut escaped = false;
        for (offset, letter) in inside.char_indices() {
            if letter == quote && !escaped {
                self.at += offset + 2;
                return inside.get(..offset);
            }
            escaped = letter == '\\' && !escaped;
        }
        None
    }

    fn bare(&mut self, ends: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|letter: char| letter.is_whitespace() || ends(letter)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or("")
    }

    fn value(&mut self, glued: bool) -> &'t str {
        let behind = self.at;
        let blanks = self.skip_blanks();
        // Without padding a blank behind the separator means that there is no value.
        if (self.padding == Padding::No && blanks > 0) || glued {
            self.at = behind;
            return "";
        }
        if let Some(value) = self.quoted() {
            return value;
        }
        let start = self.at;
        let value = self.bare(|letter| letter == ',');
        if self.padding == Padding::Yes && self.rest().trim_start().starts_with(self.separator) {
            // With padding, what is followed by a separator is the next key.
            self.at = start;
            self.glued = blanks == 0;
            return "";
        }
        value
    }
}

impl<'t> Iterator for Pairs<'t> {
    type Item = (&'t str, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.skip_blanks();
            let first = self.rest().chars().next()?;
            let glued = std::mem::take(&mut self.glued);
            let separator = self.separator;
            let key = match self.quoted() {
                Some(key) => key,
                None => self.bare(|letter| letter == separator || ",;()[]{}<>|\"'".contains(letter)),
            };
            if key.is_empty() {
                self.at += first.len_utf8();
                continue;
            }
            let behind = self.at;
            self.skip_blanks();
            if !self.rest().starts_with(separator) {
                self.at = behind;
                continue;
            }
            self.at += separator.len_utf8();
            let value = self.value(glued);
            return Some((key, value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str, padding: Padding) -> Vec<(&str, &str)> {
        Pairs { text, at: 0, separator: '=', padding, glued: false }.collect()
    }

    /// The table of functions-kvparse.html, row by row.
    #[test]
    fn padding_decides_empty_values() {
        let (unknown, yes, no) = (Padding::Unknown, Padding::Yes, Padding::No);
        assert_eq!(pairs("a = b = c", unknown), [("a", "b")]);
        assert_eq!(pairs("a = b = c", yes), [("a", ""), ("b", "c")]);
        assert_eq!(pairs("a = b = c", no), [("a", ""), ("b", "")]);
        for padding in [unknown, yes, no] {
            assert_eq!(pairs("a=b=c", padding), [("a", "b=c")]);
        }
        assert_eq!(pairs("a = b=c", unknown), [("a", "b=c")]);
        assert_eq!(pairs("a = b=c", yes), [("a", "b=c")]);
        assert_eq!(pairs("a = b=c", no), [("a", ""), ("b", "c")]);
        assert_eq!(pairs("a=b = c", unknown), [("a", "b")]);
        assert_eq!(pairs("a=b = c", yes), [("a", ""), ("b", "")]);
        assert_eq!(pairs("a=b = c", no), [("a", "b")]);
    }

    #[test]
    fn quotes_must_be_closed() {
        assert_eq!(
            pairs(r#"m="it said \"no\"" n='x y'"#, Padding::Unknown),
            [("m", r#"it said \"no\""#), ("n", "x y")]
        );
        assert_eq!(pairs(r#"a="open b=1"#, Padding::Unknown), [("a", "\"open"), ("b", "1")]);
    }
}
