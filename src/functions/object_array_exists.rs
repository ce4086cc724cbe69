//! `objectArray:exists()`: Keeps the events that have an element in an array of objects for which a condition holds.

use super::shared::element::{Bindings, Body};
use super::shared::object_array::ObjectArray;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Test};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "objectArray:exists",
    summary: "Keeps the events that have an element in an array of objects for which a condition holds.",
    page: "functions-objectarray-exists.html",
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
        "Passes an event when at least one element of NAME[] lets the condition pipeline pass; element access inside the condition as in objectArray:eval().",
        "condition is a non-aggregate pipeline: a block in braces with field filters ({Vendor.resources.ARN=\"arn:aws:*\"}, wildcards allowed) or a filter function such as test(...) or a nested array:exists(...).",
        "For nested arrays the outermost call must be objectArray:exists; inner ones may be array:exists (recommended).",
        "Adds no fields. Iteration stops at the first missing index.",
        "Absent or empty array: event is dropped.",
    ],
    examples: &[
        Example {
            query: r#"objectArray:exists("res[]", var=r, condition={r.type=VM | r.size > 2}) | select(id)"#,
            input: r#"{"id":"a","res":[{"type":"VM","size":1},{"type":"S3","size":9}]}
{"id":"b","res":[{"type":"S3","size":1},{"type":"VM","size":3}]}"#,
            output: r#"{"id":"b"}"#,
        },
        Example {
            query: r#"objectArray:exists("in[]", condition=array:contains("in.tags[]", value=x)) | select(id)"#,
            input: r#"{"id":"a","in":[{"tags":["y"]},{"tags":["z","x"]}]}
{"id":"b","in":[{"tags":["y"]}]}"#,
            output: r#"{"id":"a"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let objects = ObjectArray::new(build)?;
    let body = Body::condition(build.stages("condition")?);
    Ok(Executable::Test(Box::new(ObjectArrayExists { objects, body })))
}

struct ObjectArrayExists {
    objects: ObjectArray,
    body: Body,
}

impl Test for ObjectArrayExists {
    fn test<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> bool {
        let mut bind = |event: &mut Event<'e>, index: usize, bindings: &mut Bindings<'e>| {
            self.objects.bind(event, index, bindings)
        };
        let mut found = false;
        self.body.run(event, context, &mut bind, &mut |_, _| {
            found = true;
            false
        });
        found
    }
}
