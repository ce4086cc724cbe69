//! `replace()`: Every non-overlapping match of regex in the field's value is replaced, from left to right.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "replace",
    summary: "Every non-overlapping match of regex in the field's value is replaced, from left to right.",
    page: "functions-replace.html",
    parameters: &[
        Parameter { default: Some("name of the input field"), ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter {
            default: Some("m"),
            values: &["d", "i", "m"],
            summary: "any combination of the letters",
            ..Parameter::new("flags", Kind::Text)
        },
        Parameter { required: true, unnamed: true, ..Parameter::new("regex", Kind::Regex) },
        Parameter { default: Some(""), ..Parameter::new("replacement", Kind::Text) },
        Parameter { default: Some(""), ..Parameter::new("with", Kind::Text) },
    ],
    output: &["the input field (overwritten), or the field named by as"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Every non-overlapping match of regex in the field's value is replaced, from left to right; the rest of the value is kept.",
        "The regex is not anchored; use ^ and $ to anchor it.",
        "with and replacement are two names for the same parameter. When neither is given the replacement is the empty string, so matches are deleted.",
        "$1, $2 ... in the replacement stand for the numbered capture groups of the match.",
        "[inferred] The engine is a Java-family regex, so ${name} and $name would be named groups, $0 the whole match and \\ an escape in the replacement; the page only shows $1.",
        "flags: i ignores case, d lets . match newlines, m lets ^ and $ match at every line start and end. The default is m, so ^/$ are per-line unless flags is given without m. [inferred] giving flags replaces the default set instead of adding to it.",
        "Without d, . does not match a newline.",
        "This never filters: when nothing matches, the value goes to the output field unchanged (and is copied to as when as names another field).",
        "Result goes to as, or back into field. As a field computation it also works as x := replace(...), which sets as=x.",
        "The first unnamed argument is the regex, not the field: replace(\"a\", with=\"b\") works on @rawstring.",
        "The regex may be written as a bare word (replace(regex=foo, with=bar)) or as a quoted string; in the quoted form \\\\d and \\d both reach the engine as \\d.",
        "[undocumented] Missing field: let the event through unchanged and set nothing.",
        "An invalid regex is a query error.",
    ],
    examples: &[],
    build: None,
};
