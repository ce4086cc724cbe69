//! `parseJson()`: Reads JSON from a field and adds a field for each of its values.

use super::shared::parse_error;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;
use crate::value::json::{self, FlattenOptions, NullHandling};
use bumpalo::collections::Vec as ArenaVec;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseJson",
    summary: "Reads JSON from a field and adds a field for each of its values.",
    page: "functions-parsejson.html",
    parameters: &[
        Parameter { default: Some("[]"), ..Parameter::new("exclude", Kind::Texts) },
        Parameter {
            default: Some("false"),
            values: &["false", "true"],
            ..Parameter::new("excludeEmpty", Kind::Boolean)
        },
        Parameter { unnamed: true, default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter {
            default: Some("keep"),
            values: &["discard", "empty", "keep"],
            ..Parameter::new("handleNull", Kind::Text)
        },
        Parameter { default: Some("[]"), ..Parameter::new("include", Kind::Texts) },
        Parameter { default: Some("(blank)"), ..Parameter::new("prefix", Kind::Text) },
        Parameter { default: Some("[]"), ..Parameter::new("removePrefixes", Kind::Texts) },
    ],
    output: &["(one field per JSON leaf)"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Flattens a JSON object into fields: members joined by '.', array elements as name[i]; nested arrays name[i][j]; objects in arrays name[i].member.",
        "Scalar text is kept as written in the JSON: 7.0 stays 7.0, 4.2 stays 4.2; booleans give true/false; strings are unescaped.",
        "null: handleNull=keep (default) gives the text null; empty gives an empty string; discard creates no field, regardless of excludeEmpty.",
        "excludeEmpty=true drops pairs whose JSON value is the empty string.",
        "prefix is put directly before each name (write the dot yourself: prefix=\"user.\").",
        "removePrefixes strips a leading prefix (again with its dot, e.g. a.) from the names; with several, the longest that fits is used.",
        "exclude removes fields: a path a.b.c removes it and all descendants; [*] stands for every index (a.b[*].c). The match is on the beginning of the flattened name, so exclude=query removes query.string and ALSO queryString, queryStart, queryEnd.",
        "include brings back fields that an exclude removed, same notation; it does nothing without exclude.",
        "With prefix, entries of exclude and include must carry the prefix too.",
        "Existing fields of the same name are overwritten (inferred). Field missing: nothing happens.",
        "Text that is no JSON: not documented on the page; parsers then set @error=true, @error_msg and @event_parsed=false (Parser Errors page). Here queries set the same fields.",
        "Empty objects/arrays and a top-level array or scalar are not documented (a top-level array plausibly yields fields named [0]...; suggested: ignore empties).",
    ],
    examples: &[
        Example {
            query: r#"parseJson(body, prefix="b.") | drop(body)"#,
            input: r#"{"body":"{\"u\":{\"n\":\"kim\"},\"t\":[1,2.50]}"}"#,
            output: r#"{"b.u.n":"kim","b.t[0]":"1","b.t[1]":"2.50"}"#,
        },
        Example {
            query: r#"parseJson(body, exclude=["q[*].secret"], handleNull=discard) | drop(body)"#,
            input: r#"{"body":"{\"q\":[{\"secret\":1,\"name\":\"a\"}],\"x\":null}"}"#,
            output: r#"{"q[0].name":"a"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?.symbol;
    let null = match build.optional_text("handleNull").as_deref() {
        Some("discard") => NullHandling::Discard,
        Some("empty") => NullHandling::Empty,
        _ => NullHandling::Keep,
    };
    let mut remove = build.texts("removePrefixes");
    remove.retain(|prefix| !prefix.is_empty());
    // The longest that fits counts.
    remove.sort_by_key(|prefix| std::cmp::Reverse(prefix.len()));
    let paths = |name: &str| build.texts(name).iter().map(|text| Path::new(text)).collect();
    Ok(Executable::Transform(Box::new(ParseJson {
        field,
        prefix: build.optional_text("prefix").unwrap_or_default(),
        null,
        exclude_empty: build.flag("excludeEmpty"),
        remove,
        exclude: paths("exclude"),
        include: paths("include"),
    })))
}

struct ParseJson {
    field: Symbol,
    prefix: String,
    null: NullHandling,
    exclude_empty: bool,
    remove: Vec<String>,
    exclude: Vec<Path>,
    include: Vec<Path>,
}

/// The beginning of a flattened name; `[*]` stands for any index.
struct Path {
    parts: Vec<String>,
}

impl Path {
    fn new(text: &str) -> Self {
        Self { parts: text.split("[*]").map(str::to_owned).collect() }
    }

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

impl ParseJson {
    fn wants(&self, name: &str) -> bool {
        !self.exclude.iter().any(|path| path.begins(name)) || self.include.iter().any(|path| path.begins(name))
    }

    /// The name without what `removePrefixes` takes away, which may stand before or behind `prefix`.
    fn shortened<'e>(&self, name: &'e str, event: &Event<'e>) -> &'e str {
        let cut = |text: &'e str| {
            self.remove.iter().find_map(|prefix| text.strip_prefix(prefix.as_str())).filter(|rest| !rest.is_empty())
        };
        if let Some(short) = cut(name) {
            return short;
        }
        match name.strip_prefix(self.prefix.as_str()).and_then(cut) {
            Some(short) => event.keep(&[self.prefix.as_str(), short].concat()),
            None => name,
        }
    }
}

impl Transform for ParseJson {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        let Some(text) = event.get(self.field) else { return Flow::Keep };
        let options = FlattenOptions { prefix: &self.prefix, null: self.null, exclude_empty: self.exclude_empty };
        let mut fields: ArenaVec<'e, (&'e str, &'e str)> = ArenaVec::new_in(event.arena());
        let read = json::flatten_value(text, &options, event.arena(), &mut |name, value| {
            if self.wants(name) {
                fields.push((name, value));
            }
        });
        match read {
            Ok(()) => {
                for (name, value) in fields {
                    let name = if self.remove.is_empty() { name } else { self.shortened(name, event) };
                    event.set_named(name, value);
                }
            }
            Err(error) => parse_error::flag(event, &format!("parseJson: {error}")),
        }
        Flow::Keep
    }
}
