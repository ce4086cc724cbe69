//! `selectFromMin()`: Gives the listed fields of the one event with the smallest number in a field.

use super::select_from_max::SelectFrom;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};
use std::cmp::Ordering;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "selectFromMin",
    summary: "Gives the listed fields of the one event with the smallest number in a field.",
    page: "functions-selectfrommin.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter { required: true, ..Parameter::new("include", Kind::Fields) },
    ],
    output: &["the fields named in include"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Finds the one event with the minimum value in field and outputs one row with that event's include fields only; field itself is not output unless it is listed.",
        "Values are compared as numbers (a typical use is field=@timestamp).",
        "Events without field are not candidates. The page words its example (include=[x, @timestamp]) as picking the lowest @timestamp among events that also have x; so an event lacking an included field is passed over. [undocumented] whether all or any of several include fields must be there.",
        "When several events share the minimum, any one of them may be returned; the choice is explicitly not deterministic (offline: take the first seen, for repeatable results).",
        "[inferred] No candidate event: no output row. Non-numeric values are ignored.",
        "Works inside groupBy as a sub-aggregate: one row a group with the group fields added.",
    ],
    examples: &[
        Example {
            query: "selectFromMin(field=size, include=[name, owner])",
            input: r#"{"size":"2","name":"b","owner":"y"}
{"size":"1","name":"a","owner":"x"}
{"size":"0","name":"c"}"#,
            output: r#"{"name":"a","owner":"x"}"#,
        },
        Example {
            query: "groupBy(host, function=selectFromMin(@timestamp, include=state))",
            input: r#"{"@timestamp":"2000","host":"h","state":"up"}
{"@timestamp":"1000","host":"h","state":"new"}"#,
            output: r#"{"host":"h","state":"new"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Aggregate(Box::new(SelectFrom::new(build, Ordering::Less)?)))
}
