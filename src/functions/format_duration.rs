//! `formatDuration()`: Turns an integer duration into text such as 6h30m52s553ms (23452553 ms).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "formatDuration",
    summary: "Turns an integer duration into text such as 6h30m52s553ms (23452553 ms).",
    page: "functions-formatduration.html",
    parameters: &[
        Parameter { default: Some("(input field)"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter {
            default: Some("ms"),
            values: &["d", "h", "m", "ms", "ns", "s", "us"],
            ..Parameter::new("from", Kind::Text)
        },
        Parameter { default: Some("0"), ..Parameter::new("precision", Kind::Number) },
    ],
    output: &["(input field)"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Turns an integer duration into text such as 6h30m52s553ms (23452553 ms): units from the largest to the smallest, without separators.",
        "Without as the input field itself is overwritten.",
        "from tells the unit of the number: d, h, m, s, ms, us or ns.",
        "precision is the number of units printed, counted from the largest; smaller units are cut off, not rounded (3 -> 6h30m52s, 2 -> 6h30m). 0 (default) prints all.",
        "The value must be an integer; a decimal number or any other text is left unconverted (use round() or format() first).",
        "[inferred] units with value 0 are left out (3600000 -> 1h); units are d h m s ms us ns.",
        "[undocumented] negative numbers, the value 0, and whether precision counts a zero unit.",
    ],
    examples: &[],
    build: None,
};
