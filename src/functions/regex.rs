//! `regex()`: Searches (find, not full match) the regular expression in one field, default @rawstring.

use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Test, Transform};
use crate::symbol::Symbol;
use crate::value::regex::{Flags, Regex};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "regex",
    summary: "Searches (find, not full match) the regular expression in one field, default @rawstring.",
    page: "functions-regex.html",
    parameters: &[
        Parameter { default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("m"), ..Parameter::new("flags", Kind::Text) },
        Parameter { default: Some("100"), ..Parameter::new("limit", Kind::Integer) },
        Parameter { required: true, unnamed: true, ..Parameter::new("regex", Kind::Regex) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("repeat", Kind::Boolean) },
        Parameter { default: Some("true"), values: &["false", "true"], ..Parameter::new("strict", Kind::Boolean) },
    ],
    output: &["(named groups)"],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Searches (find, not full match) the regular expression in one field, default @rawstring; named groups (?<name>...) become fields. Plain parentheses do not capture. Group names may contain characters such as @ and #.",
        "strict=true (default) drops events that do not match; strict=false passes them unchanged.",
        "repeat=false: first match only. repeat=true: every match yields one event; at most limit (default 100) per input event, a warning is produced when exceeded unless limit was given explicitly.",
        "flags: i ignore case, d dot matches newline, m ^ and $ match at lines, F the second engine. g is NOT accepted in flags (error): use repeat=true. Flags may also stand in the pattern as (?i).",
        "Default of flags is m by the parameter table and by the flags page (unchanged up to 1.252); a note on the function page says there are no default flags. Take m, keep it a single constant. The /regex/ syntax has no default flags.",
        "The pattern is a query string: a backslash must be doubled in it (\"\\\\d+\"), a literal backslash written four times or as \\x5c. Some official examples nevertheless write a single backslash before S, d or w inside the string: unknown escapes must be kept as they are (\"\\S\" = \\S).",
        "field = /re/ is equivalent to regex(\"re\", field=field); bare /re/ searches all fields and only before the first aggregator.",
        "A missing field is no error: no match.",
        "Captured fields overwrite existing ones (inferred); a group that did not take part sets nothing (inferred).",
        "!regex(...) / not regex(...) passes events that do not match. Usable as boolean in if().",
        "Engine v1 peculiarities: X+? is listed as not supported, \\h and \\v are not white-space classes, no possessive quantifiers, no lookbehind, no \\p{..}, (?i) before an alternation applies to the first branch only; \\b is Unicode aware, \\w is ASCII.",
    ],
    examples: &[
        Example {
            query: r#"regex("user=(?<user>\\w+)", field=line)"#,
            input: r#"{"line":"login user=kim ok"}
{"line":"logout"}"#,
            output: r#"{"line":"login user=kim ok","user":"kim"}"#,
        },
        Example {
            query: r#"regex("[a-z]=(?<n>[0-9])", field=line, repeat=true)"#,
            input: r#"{"line":"a=1 b=2"}"#,
            output: r#"{"line":"a=1 b=2","n":"1"}
{"line":"a=1 b=2","n":"2"}"#,
        },
    ],
    build: Some(build),
};

/// The default of `flags`: its parameter table and the flags page say `m`, a note of the same page says none.
const DEFAULT_FLAGS: &str = "m";

/// Most events that one event can become with `repeat=true` (language notes 4.4).
const REPEAT_LIMIT: usize = 100;

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let source = build.text("regex")?;
    let regex = compile(build, &source, DEFAULT_FLAGS)?;
    let field = build.field("field")?.symbol;
    let names = if build.captures { regex.capture_names() } else { &[] };
    let captures: Vec<Symbol> = names.iter().map(|name| build.symbols.intern(name)).collect();
    if build.flag("repeat") {
        let limit = build.limit("limit")?.min(i64::MAX as usize);
        let limit = if build.has("limit") { limit } else { REPEAT_LIMIT };
        let strict = build.optional_text("strict").as_deref() != Some("false");
        return Ok(Executable::Transform(Box::new(RegexExtract { field, regex, captures, limit, strict })));
    }
    let strict = build.optional_text("strict").as_deref() != Some("false");
    Ok(Executable::Test(Box::new(RegexFunction { field, regex, captures, strict })))
}

/// Compiles the regex of a function's parameters `regex` (or another one) and `flags`.
///
/// # Errors
/// When a flag is unknown or the regex does not compile.
pub(super) fn compile(build: &Build<'_>, source: &str, default_flags: &str) -> Result<Regex, Diagnostic> {
    let flags = compile_flags(build, default_flags)?;
    Regex::new(source, flags).map_err(|error| build.error(codes::REGEX_INVALID, "regex", error.message))
}

/// The flags of the parameter `flags`.
///
/// # Errors
/// When a flag is unknown.
pub(super) fn compile_flags(build: &Build<'_>, default_flags: &str) -> Result<Flags, Diagnostic> {
    let letters = if build.has("flags") { build.text("flags")? } else { default_flags.to_owned() };
    // Repetition has a parameter of its own here (functions-regex.html).
    let parsed = match Flags::parse(&letters) {
        Ok(flags) if flags.repeat => Err((0, 'g')),
        parsed => parsed,
    };
    parsed.map_err(|(_, letter)| {
        build.error(codes::REGEX_FLAG, "flags", format!("parameter flags has the unknown regex flag {letter:?}")).help(
            "the flags are d (dot matches line ends), i (ignore case), m (^ and $ match at lines), F (second engine)",
        )
    })
}

struct RegexFunction {
    field: Symbol,
    regex: Regex,
    captures: Vec<Symbol>,
    strict: bool,
}

impl Test for RegexFunction {
    fn test<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> bool {
        let Some(value) = event.get(self.field) else { return !self.strict };
        let found = if self.captures.is_empty() {
            self.regex.is_match(value)
        } else {
            self.regex.captures(value).map(|captures| match captures {
                Some(captures) => {
                    for (group, symbol) in self.captures.iter().enumerate() {
                        if let Some(text) = captures.group(group) {
                            event.set(*symbol, text);
                        }
                    }
                    true
                }
                None => false,
            })
        };
        let found = found.unwrap_or_else(|_| {
            context.regex_gave_up();
            false
        });
        found || !self.strict
    }

    fn changes_event(&self) -> bool {
        !self.captures.is_empty()
    }
}

/// A regex that gives one event for each of its matches: flag `g` of a literal, `repeat=true` of the function.
pub struct RegexExtract {
    field: Symbol,
    regex: Regex,
    captures: Vec<Symbol>,
    limit: usize,
    strict: bool,
}

impl RegexExtract {
    /// The literal form, with the default limit.
    pub fn repeated(field: Symbol, regex: Regex, captures: Vec<Symbol>) -> Self {
        Self { field, regex, captures, limit: REPEAT_LIMIT, strict: true }
    }
}

impl Transform for RegexExtract {
    fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
        let missed = || if self.strict { Flow::Drop } else { Flow::Keep };
        let Some(value) = event.get(self.field) else { return missed() };
        let mut events = Vec::new();
        for captures in self.regex.captures_iter(value) {
            let Ok(captures) = captures else {
                context.regex_gave_up();
                break;
            };
            if events.len() == self.limit {
                context.warn(
                    codes::REPEAT_LIMIT,
                    format!(
                        "a repeated regex matched more than {} times in one event; the rest was left out",
                        self.limit
                    ),
                );
                break;
            }
            let mut copy = event.fork();
            for (group, symbol) in self.captures.iter().enumerate() {
                if let Some(text) = captures.group(group) {
                    copy.set(*symbol, text);
                }
            }
            events.push(copy);
        }
        if events.is_empty() { missed() } else { Flow::Many(events) }
    }
}
