//! `array:rename()`: Gives the elements of an array up to its first missing index another name.

use super::shared::array::Array;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:rename",
    summary: "Gives the elements of an array up to its first missing index another name.",
    page: "functions-array-rename.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { required: true, ..Parameter::new("asArray", Kind::Array) },
    ],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Renames the elements from index 0 up to the first gap; elements behind a gap keep the old name.",
        "An array with the new name is overwritten.",
        "Does nothing when the array does not exist or when old and new name are equal.",
        "Both names use array syntax with brackets; dotted names are fine (asArray=\"user.email[]\").",
        "Same as copying with array:filter(function={true}, asArray=...) and then emptying the source.",
        "[undocumented] whether surplus elements of a longer existing target stay.",
    ],
    examples: &[
        Example {
            query: r#"array:rename("a[]", asArray="b.c[]")"#,
            input: r#"{"a":["x","y"]}"#,
            output: r#"{"b.c[0]":"x","b.c[1]":"y"}"#,
        },
        Example {
            query: r#"array:rename("a[]", asArray="b[]")"#,
            input: r#"{"a":["x"],"b":["1","2"]}"#,
            output: r#"{"b[0]":"x"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let array = Array::required(build, "array")?;
    let target = Array::required(build, "asArray")?;
    Ok(Executable::Transform(Box::new(Rename { array, target })))
}

struct Rename {
    array: Array,
    target: Array,
}

impl Transform for Rename {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        if self.array.name(event) == self.target.name(event) {
            return Flow::Keep;
        }
        let elements = self.array.elements(event);
        if !elements.is_empty() {
            self.array.truncate(event, 0);
            self.target.replace(event, &elements);
        }
        Flow::Keep
    }
}
