//! `linReg()`: Fits a straight line y = slope * x + intercept through the points of the events.

use super::shared::moments::Moments;
use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable};
use crate::symbol::{FieldName, Symbol};
use crate::value::number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "linReg",
    summary: "Fits a straight line y = slope * x + intercept through the points of the events.",
    page: "functions-linreg.html",
    parameters: &[
        Parameter { default: Some("_"), ..Parameter::new("prefix", Kind::Text) },
        Parameter { required: true, ..Parameter::new("x", Kind::Field) },
        Parameter { required: true, ..Parameter::new("y", Kind::Field) },
    ],
    output: &["_slope", "_intercept", "_r2", "_n"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Ordinary least squares y = slope*x + intercept over all events; one output row with PREFIXslope, PREFIXintercept, PREFIXr2, PREFIXn.",
        "r2 is the ADJUSTED coefficient: 1 - (1 - R2)*(n - 1)/(n - 2) (checked against all documented examples).",
        "n is the number of points used.",
        "If all x are equal, or all y are equal, nothing is output: inside groupBy() the group row appears with only the group field, none of the four fields.",
        "Events where x or y is missing or not numeric are skipped (inferred).",
        "Documented digits come from an incremental (mean/co-moment) summation whose order is not fixed: compare with a relative tolerance of about 1e-9. A Welford style update in time order reproduces example 1's slope and intercept exactly.",
        "n = 2 would divide by zero in the adjustment: behaviour not documented.",
    ],
    examples: &[
        Example {
            query: "linReg(x=a, y=b, prefix=fit_)",
            input: r#"{"a":"1","b":"3"}
{"a":"2","b":"5"}
{"a":"3"}
{"a":"3","b":"7"}"#,
            output: r#"{"fit_slope":"2","fit_intercept":"1","fit_r2":"1","fit_n":"3"}"#,
        },
        Example {
            query: "groupBy(k, function=linReg(x=a, y=b))",
            input: r#"{"k":"p","a":"1","b":"3"}
{"k":"p","a":"1","b":"4"}
{"k":"q","a":"1","b":"2"}
{"k":"q","a":"2","b":"1"}
{"k":"q","a":"3","b":"0"}"#,
            output: r#"{"k":"p"}
{"k":"q","_slope":"-1","_intercept":"3","_r2":"1","_n":"3"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let (x, y) = (build.field("x")?.symbol, build.field("y")?.symbol);
    let prefix = build.text("prefix")?;
    let outputs = ["slope", "intercept", "r2", "n"].map(|name| build.named(&format!("{prefix}{name}")).name.into());
    Ok(Executable::Aggregate(Box::new(LinReg { x, y, outputs })))
}

struct LinReg {
    x: Symbol,
    y: Symbol,
    outputs: [FieldName; 4],
}

impl Aggregation for LinReg {
    type State = Moments;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        let number = |field| event.get(field).and_then(number::parse_f64);
        if let (Some(x), Some(y)) = (number(self.x), number(self.y)) {
            state.add(x, y);
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.merge(&later);
    }

    fn finish(&self, state: Self::State, _context: &Context) -> Vec<Row> {
        // No line without two different x, and none is printed for equal y (functions-linreg.html).
        if state.xx <= 0.0 || state.yy <= 0.0 {
            return Vec::new();
        }
        let slope = state.xy / state.xx;
        let intercept = state.mean_y - slope * state.mean_x;
        // The figures of the page are the adjusted coefficient; two points leave nothing to adjust, so there is none.
        let unexplained = 1.0 - state.xy * state.xy / (state.xx * state.yy);
        let adjusted = 1.0 - unexplained * (state.count - 1.0) / (state.count - 2.0);
        let results = [slope, intercept, adjusted, state.count];
        let mut row = Row::new();
        for (name, result) in self.outputs.iter().zip(results) {
            if let Some(text) = number::format_f64(result) {
                row.push(name.clone(), &text);
            }
        }
        vec![row]
    }
}
