//! `array:eval()`: Runs stages on each element of an array; what they leave in the field named like the output array becomes its elements.

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
    name: "array:eval",
    summary: "Runs stages on each element of an array; what they leave in the field named like the output array becomes its elements.",
    page: "functions-array-eval.html",
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
        "Runs function once per element, from index 0 to the first gap, with the element value in the field named by var.",
        "function must write a field named like the output array without the brackets (asArray=\"sq[]\" expects the function to set sq); that value becomes the output element.",
        "The output array is always compacted: indexes run 0,1,2... without gaps, so elements for which the function writes nothing take no index.",
        "Without asArray the input array is overwritten; with asArray the input array stays and an existing array of that name is overwritten.",
        "Default var is the input array name without the brackets, so array:eval(\"v[]\", function={v := v*2}) doubles in place.",
        "Inside function calls a quoted name such as upper(\"d\") refers to the field d.",
        "Only non-aggregate functions are allowed.",
        "[inferred] the helper fields (var and the output name) do not remain on the event; an element whose pipeline filters the event out gives no output element.",
        "[undocumented] whether surplus elements of a longer existing target are removed (\"overwrites existing arrays of that name\" suggests yes).",
    ],
    examples: &[
        Example {
            query: r#"array:eval("n[]", function={n := n*2})"#,
            input: r#"{"n":["1","2"]}"#,
            output: r#"{"n[0]":"2","n[1]":"4"}"#,
        },
        Example {
            query: r#"array:eval("names[]", asArray="loud[]", var=x, function={x!=bo | loud := upper(x)}) | select(["loud[0]","loud[1]"])"#,
            input: r#"{"names":["ann","bo","cy"]}"#,
            output: r#"{"loud[0]":"ANN","loud[1]":"CY"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let array = Array::required(build, "array")?;
    let target = Array::optional(build, "asArray")?;
    let variable = build.optional_text("var").unwrap_or_else(|| array.query_name().to_owned());
    let variable = build.silent(&variable);
    let output = build.silent(target.as_ref().unwrap_or(&array).query_name());
    let body = Body::new(build.stages("function")?);
    Ok(Executable::Transform(Box::new(ArrayEval { array, target, variable, output, body })))
}

struct ArrayEval {
    array: Array,
    /// None when the array itself is overwritten.
    target: Option<Array>,
    /// Holds the element while the stages run.
    variable: Symbol,
    /// Where the stages leave the result.
    output: Symbol,
    body: Body,
}

impl Transform for ArrayEval {
    fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
        let elements = self.array.elements(event);
        let mut results = ArenaVec::with_capacity_in(elements.len(), event.arena());
        let mut bind = |_: &mut Event<'e>, index: usize, bindings: &mut Bindings<'e>| {
            let element = elements.get(index).copied();
            bindings.push((self.output, None));
            bindings.push((self.variable, element));
            element.is_some()
        };
        self.body.run(event, context, &mut bind, &mut |event, _| {
            results.extend(event.get(self.output));
            true
        });
        self.target.as_ref().unwrap_or(&self.array).replace(event, &results);
        Flow::Keep
    }
}
