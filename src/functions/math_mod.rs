//! `math:mod()`: Gives the remainder of a division, with the sign of the divisor.

use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;
use crate::value::number;
use crate::value::number::Number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:mod",
    summary: "Gives the remainder of a division, with the sign of the divisor.",
    page: "functions-math-mod.html",
    parameters: &[
        Parameter { default: Some("_mod"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("divisor", Kind::Number) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_mod"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Floor modulus: result has the sign of the divisor (7 mod 3 = 1, -7 mod 3 = 2).",
        "Both the field value and the divisor are rounded DOWN to integers first, so decimals are accepted (7.8 mod 3 = 1).",
        "divisor is a literal number given by name. The page's example writes it as a second unnamed argument, which contradicts the one-unnamed-argument rule; offscale accepts it.",
        "[undocumented] A divisor of 0 is an error, since it stands in the query.",
        "Field missing or not a number: no output (inferred).",
    ],
    examples: &[
        Example {
            query: r#"math:mod(x, divisor=3)"#,
            input: r#"{"x":"7"}
{"x":"-7"}
{"x":"7.8"}
{"x":"n/a"}"#,
            output: r#"{"x":"7","_mod":"1"}
{"x":"-7","_mod":"2"}
{"x":"7.8","_mod":"1"}
{"x":"n/a"}"#,
        },
        Example {
            query: r#"bit := math:mod(n, divisor=2)"#,
            input: r#"{"n":"9007199254740993"}"#,
            output: r#"{"n":"9007199254740993","bit":"1"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let divisor = number::parse(&build.text("divisor")?).map(floor);
    match divisor {
        Some(divisor) if !divisor.is_zero() => {
            Ok(Executable::Compute(Box::new(Modulo { field: build.field("field")?.symbol, divisor })))
        }
        Some(_) => Err(build.error(codes::ARGUMENT_VALUE, "divisor", "the divisor of math:mod() is 0, rounded down")),
        None => Err(build.error(codes::ARGUMENT_TYPE, "divisor", "parameter divisor of math:mod() takes a number")),
    }
}

struct Modulo {
    field: Symbol,
    /// Not zero.
    divisor: Number,
}

impl Compute for Modulo {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        let Some(value) = event.get(self.field).and_then(number::parse).map(floor) else { return Value::Null };
        let Some(rest) = number::remainder(value, self.divisor) else { return Value::Null };
        let opposed = !rest.is_zero() && (rest.as_f64() < 0.0) != (self.divisor.as_f64() < 0.0);
        let result = if opposed { number::add(rest, self.divisor) } else { Some(rest) };
        result.map_or(Value::Null, Value::Number)
    }
}

/// Rounded down; a whole number where it fits.
fn floor(value: Number) -> Number {
    match value {
        Number::Integer(_) => value,
        Number::Double(double) => {
            let down = Number::Double(double.floor());
            down.as_whole().map_or(down, Number::Integer)
        }
    }
}
