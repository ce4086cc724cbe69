//! `kvParse()`: Finds pairs such as key=value and key="some value" in a text and adds a field for each.

use super::shared::key_value::{Padding, Pairs};
use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;
use bumpalo::collections::Vec as ArenaVec;
use hashbrown::HashMap;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "kvParse",
    summary: "Finds pairs such as key=value and key=\"some value\" in a text and adds a field for each.",
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
        "Not documented: trailing period in a bare value, and escapes inside quotes (here the period stays, and a backslash escapes the quote).",
    ],
    examples: &[
        Example {
            query: "kvParse(line) | drop(line)",
            input: r#"{"line":"INFO user id=123, name='john doe' email=a@b"}"#,
            output: r#"{"id":"123","name":"john doe","email":"a@b"}"#,
        },
        Example {
            query: "kvParse(line, as=u, override=true) | drop(line)",
            input: r#"{"line":"id=1 id=2","u.id":"0"}"#,
            output: r#"{"u.id":"2"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let mut fields: Vec<Symbol> = build.fields("field").iter().map(|target| target.symbol).collect();
    if fields.is_empty() {
        fields.push(build.silent("@rawstring"));
    }
    let separator = build.text("separator")?;
    let mut characters = separator.chars();
    let (Some(separator), None) = (characters.next(), characters.next()) else {
        let message = format!("parameter separator of kvParse() is one character, found {separator:?}");
        return Err(build.error(codes::ARGUMENT_VALUE, "separator", message));
    };
    let padding = match build.text("separatorPadding")?.as_str() {
        "yes" => Padding::Yes,
        "no" => Padding::No,
        _ => Padding::Unknown,
    };
    let prefix = build.optional_text("as").or_else(|| build.optional_text("prefix"));
    Ok(Executable::Transform(Box::new(KvParse {
        fields,
        separator,
        padding,
        prefix: prefix.filter(|prefix| !prefix.is_empty()).map(|prefix| prefix + "."),
        exclude_empty: build.flag("excludeEmpty"),
        keep_first: build.text("onDuplicate")? == "keepFirst",
        replace: build.flag("override"),
    })))
}

/// Up to this many keys are compared one by one to find repeated ones.
const FEW: usize = 16;

struct KvParse {
    fields: Vec<Symbol>,
    separator: char,
    padding: Padding,
    /// With its dot.
    prefix: Option<String>,
    exclude_empty: bool,
    keep_first: bool,
    replace: bool,
}

/// Pairs in the order of their keys' first appearance.
struct Found<'e> {
    pairs: ArenaVec<'e, (&'e str, &'e str)>,
    places: HashMap<&'e str, usize, foldhash::fast::RandomState>,
}

impl<'e> Found<'e> {
    fn place(&mut self, key: &str) -> Option<usize> {
        if self.pairs.len() <= FEW {
            return self.pairs.iter().position(|(known, _)| *known == key);
        }
        if self.places.is_empty() {
            self.places.extend(self.pairs.iter().enumerate().map(|(place, (key, _))| (*key, place)));
        }
        self.places.get(key).copied()
    }

    fn add(&mut self, key: &'e str, value: &'e str, keep_first: bool) {
        match self.place(key).and_then(|place| self.pairs.get_mut(place)) {
            Some(known) if !keep_first => known.1 = value,
            Some(_) => {}
            None => {
                if !self.places.is_empty() {
                    self.places.insert(key, self.pairs.len());
                }
                self.pairs.push((key, value));
            }
        }
    }
}

impl Transform for KvParse {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        for field in &self.fields {
            let Some(text) = event.get(*field) else { continue };
            let arena = event.arena();
            let mut found = Found { pairs: ArenaVec::new_in(arena), places: HashMap::default() };
            for (key, value) in Pairs::new(text, self.separator, self.padding, arena) {
                if !(value.is_empty() && self.exclude_empty) {
                    found.add(key, value, self.keep_first);
                }
            }
            for (key, value) in found.pairs {
                let name = match &self.prefix {
                    Some(prefix) => event.keep(&[prefix.as_str(), key].concat()),
                    None => key,
                };
                if self.replace || event.get_named(name).is_none() {
                    event.set_named(name, value);
                }
            }
        }
        Flow::Keep
    }
}
