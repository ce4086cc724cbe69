//! `array:exists()`: Keeps the events whose array has an element for which a condition holds.

use super::shared::array::Array;
use super::shared::element::{Bindings, Body};
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Test};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:exists",
    summary: "Keeps the events whose array has an element for which a condition holds.",
    page: "functions-array-exists.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { required: true, ..Parameter::new("condition", Kind::Stages) },
        Parameter { default: Some("(input array name)"), ..Parameter::new("var", Kind::Text) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Keeps the event when the condition holds for at least one element; the event passes unchanged.",
        "condition may be a filter function (in(), test() ...), an if() expression, a braced comparison {a>2} or a pipeline {x=3 OR x=4 | test(x>=b)}; an element counts when it passes the whole pipeline.",
        "Inside the condition the element is in the field named by var (default: array name without brackets); all other fields of the event are readable too.",
        "For if() conditions the result true means the element matches: if(in(a, values=[2,5]), then=true, else=in(a, values=[3,6])).",
        "For arrays of objects use objectArray:exists(); inside it array:exists() may loop over an inner array (\"a.field.b[]\").",
        "array:contains() is the simpler choice for one exact value.",
        "Elements behind a gap are not looked at (common.arrays).",
        "[inferred] no array means no match; negatable like every filter; fields set in the condition do not leak to the event.",
    ],
    examples: &[
        Example {
            query: r#"array:exists("n[]", condition={n > 2})"#,
            input: r#"{"n":["1","3"]}
{"n":["1"]}"#,
            output: r#"{"n[0]":"1","n[1]":"3"}"#,
        },
        Example {
            query: r#"not array:exists("ports[]", var=p, condition=in(p, values=[22, 23]))"#,
            input: r#"{"host":"a","ports":["80","22"]}
{"host":"b","ports":["443"]}"#,
            output: r#"{"host":"b","ports[0]":"443"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let array = Array::required(build, "array")?;
    let variable = build.optional_text("var").unwrap_or_else(|| array.query_name().to_owned());
    let variable = build.silent(&variable);
    let body = Body::condition(build.stages("condition")?);
    Ok(Executable::Test(Box::new(ArrayExists { array, variable, body })))
}

struct ArrayExists {
    array: Array,
    /// Holds the element while the condition is tested.
    variable: Symbol,
    body: Body,
}

impl Test for ArrayExists {
    fn test<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> bool {
        let mut cursor = self.array.cursor(event);
        let mut bind = |event: &mut Event<'e>, _: usize, bindings: &mut Bindings<'e>| {
            let element = cursor.next(event);
            bindings.push((self.variable, element));
            element.is_some()
        };
        let mut found = false;
        self.body.run(event, context, &mut bind, &mut |_, _| {
            found = true;
            false
        });
        found
    }
}
