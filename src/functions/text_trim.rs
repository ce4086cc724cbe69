//! `text:trim()`: Removes white space from the start and end of a text (mode=both), or only one side (mode=start, mode=end).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "text:trim",
    summary: "Removes white space from the start and end of a text (mode=both), or only one side (mode=start, mode=end).",
    page: "functions-text-trim.html",
    parameters: &[
        Parameter { default: Some("_trim"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Expression) },
        Parameter { default: Some("both"), values: &["both", "end", "start"], ..Parameter::new("mode", Kind::Text) },
    ],
    output: &["_trim"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Removes white space from the start and end of a text (mode=both), or only one side (mode=start, mode=end). White space inside stays.",
        "White space means every character with the Unicode White_Space property (UAX 44), so also no-break space, ideographic space, line separators.",
        "start and end are meant in logical order, also for right-to-left text.",
        "field is an expression in spite of its name: a bare name is a field, quoted text a literal.",
        "[undocumented] Missing field: set nothing. Text of white space only: empty string.",
        "Only the first part of this page could be read (newer than the stored reference).",
    ],
    examples: &[],
    build: None,
};
