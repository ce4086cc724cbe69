//! `array:drop()`: Removes the elements of an array up to its first missing index.

use super::shared::array::Array;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:drop",
    summary: "Removes the elements of an array up to its first missing index.",
    page: "functions-array-drop.html",
    parameters: &[Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) }],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Removes the fields of the array from index 0 up to the first missing index; elements behind a gap stay (0,1,2,10 leaves [10]).",
        "An array that does not start at index 0, or does not exist, is left alone.",
        "The argument is validated: it must be a name in array syntax (ending in []); a plain field name is an error.",
        "Same effect as array:filter(array=\"a[]\", function={false}, var=\"\").",
        "The worked example on the page shows an element at index 42 disappearing, against this rule (see doubtful-1.md); the rule is stated twice in the text.",
    ],
    examples: &[
        Example { query: r#"array:drop("a[]")"#, input: r#"{"a":["x","y"],"b":"z"}"#, output: r#"{"b":"z"}"# },
        Example { query: r#"array:drop("a[]")"#, input: r#"{"a[0]":"x","a[2]":"y"}"#, output: r#"{"a[2]":"y"}"# },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Transform(Box::new(Drop { array: Array::required(build, "array")? })))
}

struct Drop {
    array: Array,
}

impl Transform for Drop {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        self.array.truncate(event, 0);
        Flow::Keep
    }
}
