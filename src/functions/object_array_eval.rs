//! `objectArray:eval()`: Runs stages on each element of an array of objects; what they leave in the field named like asArray becomes its elements.

use super::shared::array::Array;
use super::shared::element::{Bindings, Body};
use super::shared::object_array::ObjectArray;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;
use bumpalo::collections::Vec as ArenaVec;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "objectArray:eval",
    summary: "Runs stages on each element of an array of objects; what they leave in the field named like asArray becomes its elements.",
    page: "functions-objectarray-eval.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { required: true, ..Parameter::new("asArray", Kind::Array) },
        Parameter { required: true, ..Parameter::new("function", Kind::Stages) },
        Parameter { default: Some("(input array name)"), ..Parameter::new("var", Kind::Text) },
    ],
    output: &["<asArray>[i]"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Iterates over array NAME[] from index 0 up to the first missing index; an index exists when any field NAME[i], NAME[i].x or NAME[i][j] exists.",
        "For each index the function (a non-aggregate pipeline or expression block) runs with a pseudo-field: NAME (or var) followed by .member, [n] or any combination stands for NAME[i]<rest>; e.g. in.others[1].d reads in[i].others[1].d. Names with brackets must be quoted in the function, e.g. \"in.others[1].d\".",
        "Inside the function the value assigned to the field named by asArray without [] becomes output element i; an index for which no value is assigned leaves no element. Whether later elements close up or keep their index is not stated; one (doubtful) example closes up.",
        "asArray is required and must differ from the input array. Only flat output arrays; structured fields can be read but not written.",
        "var may not contain '.' or '['. Older pages also allow writing NAME[].member in the function without var.",
        "Can be nested: objectArray:eval(\"in.others[]\", ...) inside the outer function refers to in[i].others[].",
        "Original fields stay. Temporary assignments to other names inside the function: scope not documented (suggested: discarded).",
        "An absent array: event passes unchanged.",
        "The documented example with a hole (indices 0,1,2,4) outputs index 3 from element 4, contradicting the stop-at-first-gap rule stated in two places.",
    ],
    examples: &[
        Example {
            query: r#"objectArray:eval("in[]", asArray="out[]", function={out := in.n * 2}) | select(["out[0]","out[1]"])"#,
            input: r#"{"in":[{"n":1},{"n":2}]}"#,
            output: r#"{"out[0]":"2","out[1]":"4"}"#,
        },
        Example {
            query: r#"objectArray:eval("users[]", var=u, asArray="names[]", function={u.active=true | names := u.name}) | select(["names[0]"])"#,
            input: r#"{"users":[{"name":"ann","active":"false"},{"name":"bo","active":"true"}]}"#,
            output: r#"{"names[0]":"bo"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let objects = ObjectArray::new(build)?;
    let target = Array::required(build, "asArray")?;
    if target.query_name() == objects.array.query_name() {
        let message = "objectArray:eval() cannot write to the array that it reads";
        return Err(build.error(codes::ARGUMENT_VALUE, "asArray", message).help("give another name to asArray"));
    }
    let output = build.silent(target.query_name());
    let body = Body::new(build.stages("function")?);
    Ok(Executable::Transform(Box::new(ObjectArrayEval { objects, target, output, body })))
}

struct ObjectArrayEval {
    objects: ObjectArray,
    target: Array,
    /// Where the stages leave the result.
    output: Symbol,
    body: Body,
}

impl Transform for ObjectArrayEval {
    fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
        let mut results = ArenaVec::new_in(event.arena());
        let mut any = false;
        let mut bind = |event: &mut Event<'e>, index: usize, bindings: &mut Bindings<'e>| {
            bindings.push((self.output, None));
            let exists = self.objects.bind(event, index, bindings);
            any |= exists;
            exists
        };
        self.body.run(event, context, &mut bind, &mut |event, _| {
            results.extend(event.get(self.output));
            true
        });
        if any {
            self.target.replace(event, &results);
        }
        Flow::Keep
    }
}
