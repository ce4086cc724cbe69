//! `selfJoinFilter()`: passes the events of those keys for which every clause is satisfied by some event.

use super::shared::key_search::{Clauses, search};
use super::shared::lookup::{Include, Lookup, Mode, TableSource};
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Test};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "selfJoinFilter",
    summary: "Passes the events of those keys for which every clause is satisfied by some event.",
    page: "functions-selfjoinfilter.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Fields) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("prefilter", Kind::Boolean) },
        Parameter { required: true, summary: "each a { query }", ..Parameter::new("where", Kind::Filters) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::RawEvents,
    deprecated: None,
    behaviour: &[
        "Two passes. Pass 1 finds the key values for which every where clause is satisfied by some event with that key (clauses may be satisfied by different events). Pass 2 lets through, unmodified, every event whose key is in that set.",
        "In pass 2 an event need not satisfy any clause itself, unless prefilter=true: then only events that match at least one clause pass.",
        "With several key fields, an event must have all of them to count and to pass.",
        "Negatable with ! or not: passes the events that would not pass otherwise.",
        "Probabilistic in the real product (same false-positive table as selfJoin); exact is fine offline.",
        "Not usable in live queries except with beta:repeating().",
        "Has no key limit of its own; the point of it is narrowing before groupBy. Usual shape: filter | selfJoinFilter | groupBy | filter.",
    ],
    examples: &[
        Example {
            query: "selfJoinFilter(mail, where=[{from=nina}, {to=otto}])",
            input: r#"{"mail":"1","from":"nina"}
{"mail":"1","to":"otto"}
{"mail":"1","file":"a.pdf"}
{"mail":"2","from":"nina"}
"#,
            output: r#"{"mail":"1","from":"nina"}
{"mail":"1","to":"otto"}
{"mail":"1","file":"a.pdf"}
"#,
        },
        Example {
            query: "day=2 | selfJoinFilter([host, user], where=[{op=login}, {op=delete}], prefilter=true)",
            input: r#"{"day":"1","host":"a","user":"u","op":"login"}
{"day":"2","host":"a","user":"u","op":"delete"}
{"day":"2","host":"b","user":"u","op":"login"}
{"day":"2","host":"b","user":"u","op":"read"}
{"day":"2","host":"b","user":"u","op":"delete"}
"#,
            output: r#"{"day":"2","host":"b","user":"u","op":"login"}
{"day":"2","host":"b","user":"u","op":"delete"}
"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let fields = build.fields("field");
    let (id, clauses) = search(build, &fields, None)?;
    let prefilter = build.flag("prefilter");
    let columns = fields.iter().map(|field| field.name.clone()).collect();
    let include = Include::These(Vec::new());
    let keys = Lookup::new(TableSource::Subquery(id), &fields, columns, include, Mode::Text, false);
    Ok(Executable::Test(Box::new(SelfJoinFilter { keys, clauses, prefilter })))
}

struct SelfJoinFilter {
    keys: Lookup,
    clauses: Clauses,
    prefilter: bool,
}

impl Test for SelfJoinFilter {
    fn test<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> bool {
        self.keys.find(event, 1, context).is_some() && (!self.prefilter || self.clauses.satisfied(event, context) != 0)
    }
}
