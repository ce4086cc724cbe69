//! `formatDuration()`: Writes a length of time as text such as 6h30m.

use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::INPUT_FIELD;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;
use crate::value::number;
use crate::value::number::Number;
use crate::value::time::{DurationUnit, write_duration};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "formatDuration",
    summary: "Writes a length of time as text such as 6h30m.",
    page: "functions-formatduration.html",
    parameters: &[
        Parameter { default: Some(INPUT_FIELD), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter {
            default: Some("ms"),
            values: &["d", "h", "m", "ms", "ns", "s", "us"],
            ..Parameter::new("from", Kind::Text)
        },
        Parameter { default: Some("0"), min: Some(0), ..Parameter::new("precision", Kind::Integer) },
    ],
    output: &["(input field)"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Turns an integer duration into text such as 6h30m52s553ms (23452553 ms): units from the largest to the smallest, without separators.",
        "Without as the input field itself is overwritten.",
        "from tells the unit of the number: d, h, m, s, ms, us or ns.",
        "precision is the number of units printed, counted from the largest; smaller units are cut off, not rounded (3 -> 6h30m52s, 2 -> 6h30m). 0 (default) prints all.",
        "The value must be an integer; a decimal number or any other text is left unconverted (use round() or format() first).",
        "[inferred] units with value 0 are left out (3600000 -> 1h); units are d h m s ms us ns.",
        "[undocumented] A negative number gets a minus sign, 0 is written in the unit given (0ms), and precision does not count units that are 0.",
    ],
    examples: &[
        Example {
            query: r#"formatDuration(took)"#,
            input: r#"{"took":"3723004"}
{"took":"1.5"}"#,
            output: r#"{"took":"1h2m3s4ms"}
{"took":"1.5"}"#,
        },
        Example {
            query: r#"short := formatDuration(took, from=s, precision=2)"#,
            input: r#"{"took":"90061"}"#,
            output: r#"{"took":"90061","short":"1d1h"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let unit = build.text("from")?.to_ascii_lowercase();
    let Some(unit) = DurationUnit::named(&unit) else {
        return Err(build.error(codes::ARGUMENT_VALUE, "from", format!("unknown unit {unit:?}")));
    };
    let precision = build.limit("precision")?;
    Ok(Executable::Compute(Box::new(FormatDuration { field: build.field("field")?.symbol, unit, precision })))
}

struct FormatDuration {
    field: Symbol,
    unit: DurationUnit,
    /// The number of units written, 0 for all.
    precision: usize,
}

impl Compute for FormatDuration {
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        let Some(number) = event.get(self.field).and_then(number::parse).and_then(Number::as_whole) else {
            return Value::Null;
        };
        context.with_scratch(|text| {
            write_duration(number, self.unit, self.precision, text);
            Value::Text(event.keep(text))
        })
    }
}
