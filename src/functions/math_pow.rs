//! `math:pow()`: Raises a number to a power.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;
use crate::value::number;
use crate::value::number::Number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:pow",
    summary: "Raises a number to a power.",
    page: "functions-math-pow.html",
    parameters: &[
        Parameter { default: Some("_pow"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("exponent", Kind::Number) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_pow"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "field raised to exponent; decimal and negative exponents work (0.5 gives the square root).",
        "exponent is documented as a number; the page's example nevertheless passes the name of a field holding it. offscale accepts both.",
        "Integral results print without decimals (2^3 prints 8; the page's 8.000000 is hand-edited).",
        "Negative base with fractional exponent (NaN) and overflow are not documented (suggested: no output field).",
        "Field missing or not a number: no output (inferred).",
    ],
    examples: &[
        Example {
            query: r#"math:pow(x, exponent=3)"#,
            input: r#"{"x":"2"}
{"x":"1.5"}
{"x":"n/a"}"#,
            output: r#"{"x":"2","_pow":"8"}
{"x":"1.5","_pow":"3.375"}
{"x":"n/a"}"#,
        },
        Example {
            query: r#"r := math:pow(x, exponent=0.5)"#,
            input: r#"{"x":"9"}
{"x":"-9"}"#,
            output: r#"{"x":"9","r":"3"}
{"x":"-9"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?.symbol;
    let text = build.text("exponent")?;
    let exponent = match number::parse(&text) {
        Some(number) => Exponent::Number(number),
        None => Exponent::Field(build.symbols.intern(&text)),
    };
    Ok(Executable::Compute(Box::new(Power { field, exponent })))
}

struct Power {
    field: Symbol,
    exponent: Exponent,
}

enum Exponent {
    Number(Number),
    Field(Symbol),
}

impl Compute for Power {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        let exponent = match self.exponent {
            Exponent::Number(number) => Some(number),
            Exponent::Field(field) => event.get(field).and_then(number::parse),
        };
        match (event.get(self.field).and_then(number::parse), exponent) {
            (Some(base), Some(exponent)) => power(base, exponent),
            _ => Value::Null,
        }
    }
}

/// Whole numbers are multiplied exactly while they fit 64 bits.
fn power(base: Number, exponent: Number) -> Value<'static> {
    if let (Number::Integer(base), Some(exponent)) = (base, exponent.as_whole())
        && let Ok(exponent) = u32::try_from(exponent)
        && let Some(result) = base.checked_pow(exponent)
    {
        return Value::integer(result);
    }
    Value::double(base.as_f64().powf(exponent.as_f64()))
}
