//! `writeJson()`: Writes fields of the event as one JSON object.

use super::shared::json_tree::JsonTree;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Target, Value};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "writeJson",
    summary: "Writes fields of the event as one JSON object.",
    page: "functions-writejson.html",
    parameters: &[
        Parameter { default: Some("_json"), ..Parameter::new("as", Kind::Output) },
        Parameter { unnamed: true, default: Some("@rawstring"), ..Parameter::new("field", Kind::Fields) },
    ],
    output: &["_json"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Builds a JSON object text from fields of the event: dots make nested objects, [i] makes arrays: a.b.c, a.b.e[0] -> {\"a\":{\"b\":{\"c\":...,\"e\":[...]}}}.",
        "Each entry of field is a PREFIX of field names: a.b takes a.b.c, a.b[0] and also a.bc and a.b!. With * as array index it is a glob: a.b[*] takes a.b[0], a.b[0].c, a.b[1][0] ... (again as prefix).",
        "Listed fields the event lacks are left out.",
        "[figures] Numeric text is written as a JSON number (5), other text as a string. [undocumented] true/false are written as text, numbers only where JSON writes them so (1e3, not 007); of a field that is both a value and a parent the value goes to the key \"\"; missing indices close up.",
        "Compact output without spaces; keys in the example come out in alphabetical order, which is also the order of the argument list.",
        "Result goes to as (default _json); the event's fields stay.",
        "Called without field it takes @rawstring.",
    ],
    examples: &[
        Example {
            query: "writeJson([u, t]) | select(_json)",
            input: r#"{"u.name":"kim","u.age":"42","t":["a","b"],"x":"1"}"#,
            output: r#"{"_json":"{\"t\":[\"a\",\"b\"],\"u\":{\"age\":42,\"name\":\"kim\"}}"}"#,
        },
        Example {
            query: r#"j := writeJson("items[*].id") | select(j)"#,
            input: r#"{"items":[{"id":"1","n":"x"},{"id":"02","n":"y"}]}"#,
            output: r#"{"j":"{\"items\":[{\"id\":1},{\"id\":\"02\"}]}"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let mut fields = build.fields("field");
    if fields.is_empty() {
        let symbol = build.silent("@rawstring");
        fields.push(Target { name: "@rawstring".to_owned(), symbol });
    }
    let output = build.output().symbol;
    let entries = fields.into_iter().map(|target| {
        let mut parts: Vec<String> = target.name.split("[*]").map(str::to_owned).collect();
        if target.name == "*" {
            parts = vec![String::new()];
        }
        Entry { symbol: target.symbol, parts }
    });
    Ok(Executable::Compute(Box::new(WriteJson { entries: entries.collect(), output })))
}

struct WriteJson {
    entries: Vec<Entry>,
    /// Not part of the result, so that writing twice gives the same.
    output: Symbol,
}

/// The beginning of names; any index may stand between its parts.
struct Entry {
    symbol: Symbol,
    parts: Vec<String>,
}

impl Entry {
    fn begins(&self, name: &str) -> bool {
        let mut rest = Some(name);
        for (place, part) in self.parts.iter().enumerate() {
            if place > 0 {
                rest = rest.and_then(without_index);
            }
            rest = rest.and_then(|rest| rest.strip_prefix(part.as_str()));
        }
        rest.is_some()
    }
}

fn without_index(text: &str) -> Option<&str> {
    let (digits, rest) = text.strip_prefix('[')?.split_once(']')?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(rest)
}

impl Compute for WriteJson {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        let mut tree = JsonTree::new();
        for entry in &self.entries {
            // Metadata that stands in for what the record lacks is no field of the event, but can be named.
            if let Some(value) = event.get(entry.symbol).filter(|_| entry.symbol != self.output) {
                tree.add(event.symbols().name(entry.symbol), value);
            }
        }
        let output = event.symbols().name(self.output);
        event.for_each(&mut |name, value| {
            if name != output.as_ref() && self.entries.iter().any(|entry| entry.begins(name)) {
                tree.add(name, value);
            }
        });
        let mut text = Vec::new();
        tree.write(&mut text);
        match std::str::from_utf8(&text) {
            Ok(text) => Value::Text(event.keep(text)),
            Err(_) => Value::Null,
        }
    }
}
