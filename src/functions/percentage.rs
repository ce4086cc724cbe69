//! `percentage()`: Gives the share of events that pass a condition, from 0 to 100.

use super::shared::window::matches_stages;
use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable, Stage};
use crate::symbol::FieldName;
use crate::value::number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "percentage",
    summary: "Gives the share of events that pass a condition, from 0 to 100.",
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
        "[undocumented] no events at all; here no value.",
        "Formatting to fixed decimals is left to format().",
    ],
    examples: &[
        Example {
            query: r#"percentage({status=5*}, as=failed)"#,
            input: r#"{"status":"200"}
{"status":"503"}
{"other":"1"}"#,
            output: r#"{"failed":"33.33333333333333"}"#,
        },
        Example {
            query: r#"groupBy(host, function=[count(), percentage({ms > 100})])"#,
            input: r#"{"host":"a","ms":"120"}
{"host":"a","ms":"90"}
{"host":"b","ms":"1"}"#,
            output: r#"{"host":"a","_count":"2","_percentage":"50"}
{"host":"b","_count":"1","_percentage":"0"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let condition = build.stages("condition")?;
    let changes = condition.iter().any(Stage::changes_event);
    let output = build.output_name().into();
    Ok(Executable::Aggregate(Box::new(Percentage { condition, changes, output })))
}

struct Percentage {
    condition: Vec<Stage>,
    /// Whether the condition can leave traces in the event.
    changes: bool,
    output: FieldName,
}

impl Aggregation for Percentage {
    /// How many events passed, and how many there were.
    type State = (u64, u64);

    fn update<'e>(&'e self, (passed, all): &mut Self::State, event: &mut Event<'e>, context: &'e Context) {
        *all += 1;
        *passed += u64::from(if self.changes {
            matches_stages(&self.condition, &mut event.fork(), context)
        } else {
            matches_stages(&self.condition, event, context)
        });
    }

    fn merge(&self, (passed, all): &mut Self::State, later: Self::State, _context: &Context) {
        *passed += later.0;
        *all += later.1;
    }

    fn finish(&self, (passed, all): Self::State, _context: &Context) -> Vec<Row> {
        if all == 0 {
            return Vec::new();
        }
        // In this order: 1 of 6 is 16.666666666666664 (functions-percentage.html).
        let share = passed as f64 / all as f64 * 100.0;
        number::format_f64(share).map(|text| [(self.output.clone(), text)].into_iter().collect()).into_iter().collect()
    }
}
