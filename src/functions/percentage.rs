//! `percentage()`: Share of events that pass the condition, 0 to 100: (matching / total) * 100 in double arithmetic in that order (1 of 6 prints 16.666666666666664).

use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable};
use crate::exec::{Flow, Stage, stage};
use crate::symbol::FieldName;
use crate::value::number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "percentage",
    summary: "Share of events that pass the condition, 0 to 100: (matching / total) * 100 in double arithmetic in that order (1 of 6 prints 16.666666666666664).",
    page: "functions-percentage.html",
    parameters: &[
        Parameter { default: Some("_percentage"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("condition", Kind::Stages) },
    ],
    output: &["_percentage"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Share of events that pass the condition, 0 to 100: (matching / total) * 100 in double arithmetic in that order (1 of 6 prints 16.666666666666664).",
        "Integral results print without decimals (50, 30).",
        "condition is a non-aggregate pipeline, normally a block of field filters with wildcards: percentage({status=4*}, as=x).",
        "Several may stand in [...] with different as names. Total counts ALL events reaching the function.",
        "No events at all: not documented (suggested: no value).",
        "Formatting to fixed decimals is left to format().",
    ],
    examples: &[
        Example {
            query: r#"percentage({status=4*})"#,
            input: r#"{"status":"404"}
{"status":"200"}"#,
            output: r#"{"_percentage":"50"}"#,
        },
        Example {
            query: r#"groupBy(host, function=percentage({ok=true}, as=share))"#,
            input: r#"{"host":"a","ok":"true"}
{"host":"b","ok":"false"}"#,
            output: r#"{"host":"a","share":"100"}
{"host":"b","share":"0"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let condition = build.stages("condition")?;
    Ok(Executable::Aggregate(Box::new(Percentage { condition, output: build.output().name.into() })))
}

struct Percentage {
    condition: Vec<Stage>,
    output: FieldName,
}

impl Aggregation for Percentage {
    /// Events that pass, and all events.
    type State = (u64, u64);

    fn update<'e>(&'e self, (passed, all): &mut Self::State, event: &mut Event<'e>, context: &'e Context) {
        *all += 1;
        if !matches!(stage::run(&self.condition, &mut event.fork(), context), Flow::Drop) {
            *passed += 1;
        }
    }

    fn merge(&self, (passed, all): &mut Self::State, later: Self::State, _context: &Context) {
        *passed += later.0;
        *all += later.1;
    }

    fn finish(&self, (passed, all): Self::State, _context: &Context) -> Vec<Row> {
        // First the quotient, then the factor: 1 of 6 is printed as 16.666666666666664 (functions-percentage.html).
        let share = number::format_f64(passed as f64 / all as f64 * 100.0);
        share.map(|share| [(self.output.clone(), share)].into_iter().collect()).into_iter().collect()
    }
}
