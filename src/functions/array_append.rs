//! `array:append()`: Adds the values of expressions to the end of an array, or begins the array with them.

use super::shared::array::Array;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Expression, Flow, Transform};
use bumpalo::collections::Vec as ArenaVec;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:append",
    summary: "Adds the values of expressions to the end of an array, or begins the array with them.",
    page: "functions-array-append.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { required: true, ..Parameter::new("values", Kind::Expressions) },
    ],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Adds the values of the given expressions, in order, to the end of the array; creates the array from index 0 when it does not exist.",
        "The end of the array is the first missing index counting from 0. If there is a gap, writing starts in the gap and later elements that collide are overwritten: indexes 0,1,3 plus three values give 0..4 with the old [3] replaced.",
        "Elements behind the gap that are not reached by the new values stay as they are.",
        "An expression that yields no value (missing field, failed function) is skipped and uses no index.",
        "In values an unquoted name is a field, a quoted text is a literal, numbers are written as their text, and function calls such as lower(f) are allowed.",
        "array must be written in array syntax with trailing [] (for example \"seen[]\") and is for arrays of scalars.",
        "[inferred] an empty-string value is a value and is appended.",
    ],
    examples: &[
        Example {
            query: r#"array:append("seen[]", values=[user, lower(host)])"#,
            input: r#"{"user":"kim","host":"WEB"}"#,
            output: r#"{"user":"kim","host":"WEB","seen[0]":"kim","seen[1]":"web"}"#,
        },
        Example {
            query: r#"array:append("a[]", values=["x", missing, 3])"#,
            input: r#"{"a":["w"]}"#,
            output: r#"{"a[0]":"w","a[1]":"x","a[2]":"3"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let array = Array::required(build, "array")?;
    Ok(Executable::Transform(Box::new(Append { array, values: build.expressions("values") })))
}

struct Append {
    array: Array,
    values: Vec<Expression>,
}

impl Transform for Append {
    fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
        let mut values = ArenaVec::with_capacity_in(self.values.len(), event.arena());
        for value in &self.values {
            values.extend(value.evaluate(event, context).text(event.arena()));
        }
        let end = self.array.length(event);
        self.array.write(event, end, &values);
        Flow::Keep
    }
}
