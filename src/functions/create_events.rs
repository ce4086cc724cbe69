//! `createEvents()`: Makes one event for each given text, in place of the input.

use crate::diagnostic::Diagnostic;
use crate::event::Row;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Source};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "createEvents",
    summary: "Makes one event for each given text, in place of the input.",
    page: "functions-createevents.html",
    parameters: &[Parameter { required: true, unnamed: true, ..Parameter::new("rawstring", Kind::Texts) }],
    output: &["@rawstring", "@timestamp", "@timestamp.nanos"],
    roles: Roles::SOURCE,
    support: Support::Exact,
    place: Place::First,
    deprecated: None,
    behaviour: &[
        "Discards all incoming events and outputs one event per given text, with the text in @rawstring.",
        "@timestamp is the time of execution in milliseconds and @timestamp.nanos is 0; nothing is parsed from the text.",
        "Follow it with kvParse(), parseJson() and so on to get fields.",
        "Counts as an aggregate: steps behind it run on the new events; free text search behind it must name the field (@rawstring=\"*foo*\").",
        "correlate() cannot follow it.",
    ],
    examples: &[
        Example {
            query: r#"createEvents(["a=1", "a=2"]) | select(@rawstring)"#,
            input: r#""#,
            output: r#"{"@rawstring":"a=1"}
{"@rawstring":"a=2"}"#,
        },
        Example {
            query: r#"createEvents("x") | count()"#,
            input: r#"{"a":"1"}
{"a":"2"}"#,
            output: r#"{"_count":"1"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Source(Box::new(CreateEvents { texts: build.texts("rawstring") })))
}

struct CreateEvents {
    texts: Vec<String>,
}

impl Source for CreateEvents {
    fn rows(&self, context: &Context) -> Vec<Row> {
        let now = context.settings.now.to_string();
        self.texts
            .iter()
            .map(|text| {
                let fields = [("@timestamp", now.as_str()), ("@timestamp.nanos", "0"), ("@rawstring", text.as_str())];
                fields.into_iter().collect()
            })
            .collect()
    }
}
