//! `sample()`: Lets about a percentage of the events through, chosen by the value of a field.

use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Test};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "sample",
    summary: "Lets about a percentage of the events through, chosen by the value of a field.",
    page: "functions-sample.html",
    parameters: &[
        Parameter { default: Some("@timestamp"), ..Parameter::new("field", Kind::Field) },
        Parameter { unnamed: true, default: Some("1"), max: Some(100), ..Parameter::new("percentage", Kind::Number) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Lets about percentage percent of the events through; kept events are unmodified.",
        "percentage may be fractional (0.1 keeps one event in a thousand); maximum 100, default 1.",
        "Events without the field named by field are always dropped.",
        "[inferred] The choice is made from the value of field (that is why there is such a parameter): a hash of the value decides, so equal values share one fate and a repeated run gives the same sample. An offline implementation should be deterministic.",
        "percentage=100 keeps every event that has the field.",
        "[undocumented] Whether it may be negated; percentage above 100 or below 0 should be an error.",
    ],
    examples: &[
        Example {
            query: "sample(100, field=user)",
            input: r#"{"user":"ann"}
{"n":"2"}"#,
            output: r#"{"user":"ann"}"#,
        },
        Example { query: "sample(0, field=user)", input: r#"{"user":"ann"}"#, output: "" },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?.symbol;
    let percentage = build.number("percentage")?.unwrap_or(1.0);
    if !(0.0..=100.0).contains(&percentage) {
        let message = format!("parameter percentage of sample() must be from 0 to 100, found {percentage}");
        return Err(build.error(codes::ARGUMENT_VALUE, "percentage", message));
    }
    Ok(Executable::Test(Box::new(Sample { field, share: percentage / 100.0 })))
}

struct Sample {
    field: Symbol,
    /// From 0 to 1.
    share: f64,
}

impl Test for Sample {
    fn test<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> bool {
        event.get(self.field).is_some_and(|value| position(value) < self.share)
    }
}

/// A place from 0 to 1, always the same for the same text: FNV-1a with the last step of MurmurHash3, so that nearby
/// times are spread.
fn position(text: &str) -> f64 {
    let mut hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    for factor in [0xff51_afd7_ed55_8ccd_u64, 0xc4ce_b9fe_1a85_ec53] {
        hash = (hash ^ (hash >> 33)).wrapping_mul(factor);
    }
    hash ^= hash >> 33;
    (hash >> 11) as f64 / (1u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_the_share_of_times_passes() {
        let times = (0..100_000i64).map(|step| (1_700_000_000_000 + step * 1000).to_string());
        let passed = times.filter(|time| position(time) < 0.01).count();
        assert!((850..1150).contains(&passed), "{passed}");
    }
}
