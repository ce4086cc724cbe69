//! `array:filter()`: Keeps the elements of an array that pass a filter, in their order, numbered anew.

use super::shared::array::Array;
use super::shared::element::{Bindings, Body};
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;
use bumpalo::collections::Vec as ArenaVec;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:filter",
    summary: "Keeps the elements of an array that pass a filter, in their order, numbered anew.",
    page: "functions-array-filter.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { default: Some("(value of array)"), ..Parameter::new("asArray", Kind::Array) },
        Parameter { required: true, ..Parameter::new("function", Kind::Stages) },
        Parameter { default: Some("(input array name)"), ..Parameter::new("var", Kind::Text) },
    ],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Keeps the elements that pass the filter in function, in the same order, renumbered from 0.",
        "Without asArray the input array is replaced and surplus old elements disappear (function={false} empties the array); with asArray the input stays and the result goes to the new array.",
        "The filter should mention the field named by var (default: array name without brackets); patterns such as addr=ba*@example.com and bname=/\\// work as anywhere else.",
        "Constant filters are legal: {true} copies the array, {false} empties it; var may then be \"\".",
        "Elements from index 0 to the first gap are processed (common.arrays).",
    ],
    examples: &[
        Example {
            query: r#"array:filter("n[]", function={n > 2})"#,
            input: r#"{"n":["3","1","5"]}"#,
            output: r#"{"n[0]":"3","n[1]":"5"}"#,
        },
        Example {
            query: r#"array:filter("to[]", var=x, function={x=*@b.io}, asArray="b[]") | select(["b[0]"])"#,
            input: r#"{"to":["k@a.io","k@b.io"]}"#,
            output: r#"{"b[0]":"k@b.io"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let array = Array::required(build, "array")?;
    let target = Array::optional(build, "asArray")?;
    let variable = build.optional_text("var").unwrap_or_else(|| array.query_name().to_owned());
    let variable = build.silent(&variable);
    let body = Body::condition(build.stages("function")?);
    Ok(Executable::Transform(Box::new(ArrayFilter { array, target, variable, body })))
}

struct ArrayFilter {
    array: Array,
    /// None when the array itself is overwritten.
    target: Option<Array>,
    /// Holds the element while the filter runs.
    variable: Symbol,
    body: Body,
}

impl Transform for ArrayFilter {
    fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
        let elements = self.array.elements(event);
        let mut kept = ArenaVec::with_capacity_in(elements.len(), event.arena());
        let mut bind = |_: &mut Event<'e>, index: usize, bindings: &mut Bindings<'e>| {
            let element = elements.get(index).copied();
            bindings.push((self.variable, element));
            element.is_some()
        };
        self.body.run(event, context, &mut bind, &mut |_, index| {
            kept.extend(elements.get(index).copied());
            true
        });
        self.target.as_ref().unwrap_or(&self.array).replace(event, &kept);
        Flow::Keep
    }
}
