//! `array:length()`: Counts the elements of an array up to its first missing index.

use super::shared::array::Array;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:length",
    summary: "Counts the elements of an array up to its first missing index.",
    page: "functions-array-length.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { default: Some("_length"), ..Parameter::new("as", Kind::Output) },
    ],
    output: &["_length"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Writes the number of elements counted from index 0 up to the first missing index: indexes 0,1,3 count as 2.",
        "A field that is not an array gives 0 (array:length(\"#kind\") writes 0).",
        "Can be used inside expressions: last := array:length(\"foo[]\")-1.",
        "[inferred] an absent array also gives 0; an element holding an empty string counts.",
        "The longer examples at the end of the page print 3 and 1 for data that has 2 elements under that name (see doubtful-1.md).",
    ],
    examples: &[
        Example {
            query: r#"array:length("a[]", as=n)"#,
            input: r#"{"a":["x","y"]}
{"b":"z"}"#,
            output: r#"{"a[0]":"x","a[1]":"y","n":"2"}
{"b":"z","n":"0"}"#,
        },
        Example {
            query: r#"last := array:length("a[]") - 1 | select(last)"#,
            input: r#"{"a":["x","y","z"]}"#,
            output: r#"{"last":"2"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let array = Array::with_or_without_brackets(build, "array")?;
    Ok(Executable::Compute(Box::new(Length { array })))
}

struct Length {
    array: Array,
}

impl Compute for Length {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        Value::integer(i64::try_from(self.array.length(event)).unwrap_or(i64::MAX))
    }
}
