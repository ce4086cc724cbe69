//! `bitfield:extractFlagsAsString()`: Joins the names of the bits of a number that are set.

use super::shared::bit_flags::{BitFlags, low_bits};
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "bitfield:extractFlagsAsString",
    summary: "Joins the names of the bits of a number that are set.",
    page: "functions-bitfield-extractflagsasstring.html",
    parameters: &[
        Parameter { default: Some("_flags"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("field", Kind::Field) },
        Parameter { required: true, ..Parameter::new("flagNames", Kind::TextLists) },
        Parameter { default: Some(" "), ..Parameter::new("separator", Kind::Text) },
    ],
    output: &["_flags"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Like bitfield:extractFlagsAsArray() but joins the names of the set bits, lowest bit first, with separator (default one space) into one field.",
        "Bits are numbered from 0 (value 1) up to 63; if the number is larger than 64 bits only the lowest 64 bits are used.",
        "When no listed bit is set the output field holds an empty string.",
        "A missing field does nothing. An existing output field is overwritten.",
        "Same validation: bit numbers 0 to 63, unique bits, unique names.",
    ],
    examples: &[
        Example {
            query: r#"bitfield:extractFlagsAsString(field=n, flagNames=[[1, write], [0, read]])"#,
            input: r#"{"n":"3"}
{"n":"4"}
{"m":"1"}"#,
            output: r#"{"n":"3","_flags":"read write"}
{"n":"4","_flags":""}
{"m":"1"}"#,
        },
        Example {
            query: r#"f := bitfield:extractFlagsAsString(field=n, flagNames=[[0, a], [2, c]], separator=",")"#,
            input: r#"{"n":"5"}"#,
            output: r#"{"n":"5","f":"a,c"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let flags = BitFlags::of(build, "flagNames")?.sorted();
    let separator = build.text("separator")?;
    Ok(Executable::Compute(Box::new(FlagsAsString { field: build.field("field")?.symbol, flags, separator })))
}

struct FlagsAsString {
    field: Symbol,
    /// By bit.
    flags: BitFlags,
    separator: String,
}

impl Compute for FlagsAsString {
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        let Some(bits) = event.get(self.field).and_then(low_bits) else { return Value::Null };
        context.with_scratch(|text| {
            for (place, (_, name)) in self.flags.iter().filter(|(bit, _)| bits >> bit & 1 == 1).enumerate() {
                if place > 0 {
                    text.push_str(&self.separator);
                }
                text.push_str(name);
            }
            Value::Text(event.keep(text))
        })
    }
}
