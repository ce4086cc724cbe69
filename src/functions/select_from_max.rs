//! `selectFromMax()`: Gives the listed fields of the one event with the largest number in a field.

use super::shared::event_time;
use super::shared::groups::{GroupField, group_fields};
use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable};
use crate::symbol::Symbol;
use crate::value::number::{self, Number};
use std::cmp::Ordering;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "selectFromMax",
    summary: "Gives the listed fields of the one event with the largest number in a field.",
    page: "functions-selectfrommax.html",
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
        "Finds the one event with the maximum value in field and outputs one row with that event's include fields only; field itself is not output unless it is listed.",
        "Values are compared as numbers (a typical use is field=@timestamp).",
        "Events without field are not candidates. The page words its example (include=[x, @timestamp]) as picking the highest @timestamp among events that also have x; so an event lacking an included field is passed over. [undocumented] whether all or any of several include fields must be there.",
        "When several events share the maximum, any one of them may be returned; the choice is explicitly not deterministic (offline: take the first seen, for repeatable results).",
        "[inferred] No candidate event: no output row. Non-numeric values are ignored.",
        "Works inside groupBy as a sub-aggregate: one row a group with the group fields added.",
    ],
    examples: &[
        Example {
            query: "selectFromMax(field=size, include=[name, owner])",
            input: r#"{"size":"1","name":"a","owner":"x"}
{"size":"2","name":"b","owner":"y"}
{"size":"3","name":"c"}"#,
            output: r#"{"name":"b","owner":"y"}"#,
        },
        Example {
            query: "groupBy(host, function=selectFromMax(@timestamp, include=state))",
            input: r#"{"@timestamp":"2000","host":"h","state":"up"}
{"@timestamp":"1000","host":"h","state":"new"}"#,
            output: r#"{"host":"h","state":"up"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Aggregate(Box::new(SelectFrom::new(build, Ordering::Greater)?)))
}

/// The event with the smallest or the largest number in a field.
pub(super) struct SelectFrom {
    field: Symbol,
    /// Whether the field is a time, which exports may write as a date.
    is_time: bool,
    include: Vec<GroupField>,
    /// How a better number compares with the best one so far.
    better: Ordering,
}

impl SelectFrom {
    /// From the arguments of a call.
    ///
    /// # Errors
    /// When a required parameter is not given.
    pub(super) fn new(build: &mut Build<'_>, better: Ordering) -> Result<Self, Diagnostic> {
        let field = build.field("field")?;
        let targets = build.fields("include");
        let include = group_fields(build, &targets);
        Ok(Self { field: field.symbol, is_time: field.name == "@timestamp", include, better })
    }

    fn value(&self, event: &Event<'_>) -> Option<Number> {
        let text = event.get(self.field)?;
        match number::parse(text) {
            None if self.is_time => event_time::millis(text).map(Number::Integer),
            value => value,
        }
    }

    fn beats(&self, value: Number, best: Option<&(Number, Row)>) -> bool {
        best.is_none_or(|(best, _)| number::compare(value, *best) == self.better)
    }
}

impl Aggregation for SelectFrom {
    /// The best number with the fields of its event; of equal ones the first.
    type State = Option<(Number, Row)>;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        let Some(value) = self.value(event).filter(|value| self.beats(*value, state.as_ref())) else { return };
        let mut row = Row::new();
        for field in &self.include {
            // An event that lacks a field is passed over (functions-selectfrommin.html).
            let Some(text) = event.get(field.symbol) else { return };
            row.push(field.name.clone(), text);
        }
        *state = Some((value, row));
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        if let Some(later) = later
            && self.beats(later.0, state.as_ref())
        {
            *state = Some(later);
        }
    }

    fn finish(&self, state: Self::State, _context: &Context) -> Vec<Row> {
        state.map(|(_, row)| row).into_iter().collect()
    }
}
