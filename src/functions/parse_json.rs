//! `parseJson()`: Flattens a JSON object into fields.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;
use crate::value::json::{self, FlattenOptions, NullHandling};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseJson",
    summary: "Flattens a JSON object into fields.",
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
        "Text that is no JSON: not documented on the page; parsers then set @error=true, @error_msg and @event_parsed=false (Parser Errors page). Suggested for queries: the same fields.",
        "Empty objects/arrays and a top-level array or scalar are not documented (a top-level array plausibly yields fields named [0]...; suggested: ignore empties).",
    ],
    examples: &[],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let null = match build.optional_text("handleNull").as_deref() {
        Some("discard") => NullHandling::Discard,
        Some("empty") => NullHandling::Empty,
        _ => NullHandling::Keep,
    };
    let mut remove_prefixes = build.texts("removePrefixes");
    // Of several that fit the longest is removed.
    remove_prefixes.sort_by_key(|prefix| std::cmp::Reverse(prefix.len()));
    Ok(Executable::Transform(Box::new(ParseJson {
        field: build.field("field")?.symbol,
        prefix: build.optional_text("prefix").unwrap_or_default(),
        null,
        exclude_empty: build.flag("excludeEmpty"),
        exclude: build.texts("exclude"),
        include: build.texts("include"),
        remove_prefixes,
    })))
}

struct ParseJson {
    field: Symbol,
    prefix: String,
    null: NullHandling,
    exclude_empty: bool,
    exclude: Vec<String>,
    include: Vec<String>,
    remove_prefixes: Vec<String>,
}

impl ParseJson {
    /// The field's name in the event; none when it is excluded.
    fn name<'n>(&self, name: &'n str) -> Option<&'n str> {
        let listed = |paths: &[String]| paths.iter().any(|path| begins_with(name, path));
        if listed(&self.exclude) && !listed(&self.include) {
            return None;
        }
        let removed = self.remove_prefixes.iter().find_map(|prefix| name.strip_prefix(prefix.as_str()));
        Some(removed.filter(|rest| !rest.is_empty()).unwrap_or(name))
    }
}

impl Transform for ParseJson {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        let Some(text) = event.get(self.field) else { return Flow::Keep };
        let options = FlattenOptions { prefix: &self.prefix, null: self.null, exclude_empty: self.exclude_empty };
        let arena = event.arena();
        let mut fields: bumpalo::collections::Vec<'e, (&'e str, &'e str)> = bumpalo::collections::Vec::new_in(arena);
        match json::flatten_value(text.trim(), &options, arena, &mut |name, value| fields.push((name, value))) {
            Ok(()) => {
                for (name, value) in fields {
                    if let Some(name) = self.name(name) {
                        event.set_named(name, value);
                    }
                }
            }
            Err(invalid) => {
                // What a parser of LogScale leaves on an event that it cannot read (its page on parser errors).
                event.set_named("@error", "true");
                event.set_named("@error_msg", event.keep(&format!("parseJson: {invalid}")));
                event.set_named("@event_parsed", "false");
            }
        }
        Flow::Keep
    }
}

/// Whether a flattened name begins with a path, in which `[*]` stands for any index.
fn begins_with(name: &str, path: &str) -> bool {
    let Some((before, after)) = path.split_once("[*]") else { return name.starts_with(path) };
    let Some(rest) = name.strip_prefix(before).and_then(|rest| rest.strip_prefix('[')) else { return false };
    let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    digits > 0
        && rest.get(digits..).and_then(|rest| rest.strip_prefix(']')).is_some_and(|rest| begins_with(rest, after))
}
