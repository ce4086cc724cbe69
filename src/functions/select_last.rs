//! `selectLast()`: Gives the most recent value of each listed field, in one row.

use super::shared::event_time::EventTime;
use super::shared::groups::{GroupField, group_fields};
use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "selectLast",
    summary: "Gives the most recent value of each listed field, in one row.",
    page: "functions-selectlast.html",
    parameters: &[Parameter { required: true, unnamed: true, ..Parameter::new("fields", Kind::Fields) }],
    output: &["the listed fields"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "One output row; each listed field gets the value from the most recent event that has this field. Different fields may thus come from different events.",
        "Most recent means by @timestamp in a plain search, and by position in the sequence when used in sequence functions after a sort or head (slidingWindow, slidingTimeWindow, partition, accumulate).",
        "selectLast([@timestamp]) gives the same value as max(@timestamp).",
        "Usually used as groupBy(key, function=selectLast([a, b])). The group's own key may be among the listed fields.",
        "A field no event has is absent from the row. [inferred] If no event has any of the fields the sub-aggregate yields no fields (no row at top level).",
        "A single field may be given without brackets: selectLast(status).",
        "There is no ready opposite; the page builds it from head(1) and select() per field.",
    ],
    examples: &[
        Example {
            query: "sort(n) | selectLast(v)",
            input: "{\"@timestamp\":\"1000\",\"n\":\"1\",\"v\":\"a\"}\n{\"@timestamp\":\"2000\",\"n\":\"2\",\"v\":\"b\"}",
            output: "{\"v\":\"a\"}",
        },
        Example {
            query: "groupBy(id, function=selectLast([sender, rcpt]))",
            input: r#"{"@timestamp":"1000","id":"a","sender":"x"}
{"@timestamp":"2000","id":"a","rcpt":"y"}"#,
            output: r#"{"id":"a","sender":"x","rcpt":"y"}"#,
        },
        Example {
            query: "selectLast(status)",
            input: r#"{"@timestamp":"2000","status":"up"}
{"@timestamp":"1000","status":"down"}
{"@timestamp":"3000"}"#,
            output: r#"{"status":"up"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let targets = build.fields("fields");
    let fields = group_fields(build, &targets);
    let time = if build.ordered { None } else { Some(EventTime::new(build)) };
    Ok(Executable::Aggregate(Box::new(SelectLast { fields, time })))
}

struct SelectLast {
    fields: Vec<GroupField>,
    /// The time that says which event is the most recent; none where the position does (functions-selectlast.html).
    time: Option<EventTime>,
}

/// A value with its time; without a time only the position counts.
type Timed = Option<(Option<i64>, String)>;

impl Aggregation for SelectLast {
    /// By field.
    type State = Vec<Timed>;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        if state.is_empty() {
            state.resize(self.fields.len(), None);
        }
        let time = self.time.and_then(|time| time.of(event));
        for (field, known) in self.fields.iter().zip(state) {
            let Some(value) = event.get(field.symbol) else { continue };
            match known {
                Some((known_time, text)) if time >= *known_time => {
                    *known_time = time;
                    text.clear();
                    text.push_str(value);
                }
                Some(_) => {}
                None => *known = Some((time, value.to_owned())),
            }
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        if state.is_empty() {
            *state = later;
            return;
        }
        for (known, later) in state.iter_mut().zip(later) {
            let newer = match (&*known, &later) {
                (Some((time, _)), Some((later_time, _))) => later_time >= time,
                (known, _) => known.is_none(),
            };
            if newer {
                *known = later;
            }
        }
    }

    fn finish(&self, state: Self::State, _context: &Context) -> Vec<Row> {
        let mut row = Row::new();
        for (field, known) in self.fields.iter().zip(state) {
            if let Some((_, value)) = known {
                row.push(field.name.clone(), &value);
            }
        }
        if row.is_empty() { Vec::new() } else { vec![row] }
    }
}
