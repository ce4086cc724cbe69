//! `unit:convert()`: Reads a value with a unit and gives the number in the base unit or another one.

use super::shared::units::{Converter, Quantity};
use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::INPUT_FIELD;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;
use crate::value::number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "unit:convert",
    summary: "Reads a value with a unit and gives the number in the base unit or another one.",
    page: "functions-unit-convert.html",
    parameters: &[
        Parameter { default: Some(INPUT_FIELD), ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("binary", Kind::Boolean) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter::new("from", Kind::Text),
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("keepUnit", Kind::Boolean) },
        Parameter::new("to", Kind::Text),
        Parameter::new("unit", Kind::Text),
    ],
    output: &["the input field (overwritten), or the field named by as"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Parses a value like 5 MB (number, optional space, prefix, unit) and normalises it to the base unit: the number with the unit removed (5000000).",
        "Prefixes, powers of ten: Y 24, Z 21, E 18, P 15, T 12, G 9, M 6, k 3, h 2, da 1, d -1, c -2, m -3, u or µ -6, n -9, p -12, f -15, a -18, z -21, y -24. Binary prefixes Ki Mi Gi Ti Pi Ei Zi Yi are powers of 1024.",
        "binary=true makes k M G T P E Z Y powers of 1024 as well.",
        "from=U: the field holds a bare number; it is parsed as if 'U' were written after it (from=\"k\": 234.567 -> 234567).",
        "to=U: the normalised value is then divided by U's factor (to=\"M\": 19886168 -> 19.886168). from and to together convert between units (ms to s: 3500 -> 3.5).",
        "unit=NAME says what the base unit is called: the value must end with it, and a leading letter of the name is not taken for a prefix. Without it 120 hits/min is read as hecto-its.",
        "Rates: VALUE UNIT/TIME is normalised to per second; time units s, sec, m, min, h, hour, d, day, w, week. 120 hits/min with unit=hits -> 2.",
        "keepUnit=true appends the unit to the number; offscale puts a blank between them.",
        "Any unit name is accepted. The page also says K M G P are the 1000-based forms; the prefix table has small k only. Accept both K and k.",
        "Results print as plain decimals, whole numbers without a fraction: 2.5, 25, 1, 0.000514.",
        "[undocumented] Values that do not parse, a missing field, or a value not ending with unit: set nothing and pass the event.",
        "Writes over the input field unless as is given.",
    ],
    examples: &[
        Example {
            query: r#"unit:convert(size)"#,
            input: r#"{"size":"5 MB"}
{"size":"5 MiB"}
{"size":"514 us"}
{"size":"big"}"#,
            output: r#"{"size":"5000000"}
{"size":"5242880"}
{"size":"0.000514"}
{"size":"big"}"#,
        },
        Example {
            query: r#"s := unit:convert(took, from=ms, to=s)"#,
            input: r#"{"took":"3500"}"#,
            output: r#"{"took":"3500","s":"3.5"}"#,
        },
        Example {
            query: r#"unit:convert(rate, unit=hits, keepUnit=true)"#,
            input: r#"{"rate":"120 hits/min"}"#,
            output: r#"{"rate":"2 hits/s"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let converter = Converter { name: build.optional_text("unit"), binary: build.flag("binary") };
    let quantity = |name: &str| -> Result<Option<(String, Quantity)>, Diagnostic> {
        let Some(text) = build.optional_text(name) else { return Ok(None) };
        match converter.quantity(text.trim()).or_else(|| converter.prefix(text.trim())) {
            Some(quantity) => Ok(Some((text.trim().to_owned(), quantity))),
            None => Err(build.error(codes::ARGUMENT_VALUE, name, format!("{text:?} does not end in the unit given"))),
        }
    };
    let from = quantity("from")?;
    let to = quantity("to")?;
    let keep_unit = build.flag("keepUnit");
    Ok(Executable::Compute(Box::new(Convert { field: build.field("field")?.symbol, converter, from, to, keep_unit })))
}

struct Convert {
    field: Symbol,
    converter: Converter,
    /// The unit of values that are bare numbers.
    from: Option<(String, Quantity)>,
    to: Option<(String, Quantity)>,
    keep_unit: bool,
}

impl Compute for Convert {
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        let Some(value) = event.get(self.field) else { return Value::Null };
        let Some((number, unit)) = Converter::split(value) else { return Value::Null };
        let (unit, quantity) = match &self.from {
            Some((from, quantity)) if unit.is_empty() => (from.as_str(), Some(*quantity)),
            Some(_) => return Value::Null,
            None => (unit, self.converter.quantity(unit)),
        };
        let Some(quantity) = quantity else { return Value::Null };
        let target = self.to.as_ref().map_or(Quantity::ONE, |(_, quantity)| *quantity);
        let result = Value::double(quantity.convert(number, target));
        match &self.to {
            _ if !self.keep_unit => result,
            _ if result.is_null() => result,
            to => context.with_scratch(|text| {
                if let Some(number) = result.number() {
                    number::write(number, text);
                }
                let start = text.len();
                match to {
                    Some((to, _)) => text.push_str(to),
                    None => self.converter.write_base(unit, text),
                }
                if text.len() > start {
                    text.insert(start, ' ');
                }
                Value::Text(event.keep(text))
            }),
        }
    }
}
