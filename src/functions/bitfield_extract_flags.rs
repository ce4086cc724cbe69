//! `bitfield:extractFlags()`: Sets one field for each bit of a number, to true or false.

use super::shared::bit_flags::{BitFlags, low_bits};
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "bitfield:extractFlags",
    summary: "Sets one field for each bit of a number, to true or false.",
    page: "functions-bitfield-extractflags.html",
    parameters: &[
        Parameter { required: true, ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("onlyTrue", Kind::Boolean) },
        Parameter { required: true, ..Parameter::new("output", Kind::TextLists) },
    ],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Reads the field as an integer and writes, for every pair [bit, name] in output, the field name with the text true or false.",
        "Bits are numbered from 0 (value 1) up to 63; if the number is larger than 64 bits only the lowest 64 bits are used.",
        "onlyTrue=true writes only the fields whose bit is set; the others are not created.",
        "Neither parameter name may be left out (no unnamed argument).",
        "[inferred] a missing or non-integer field leaves the event unchanged; negative numbers count as 64-bit two's complement; the same validation as the two sibling functions applies (bit numbers 0 to 63, unique bits and names).",
        "The first example of the page sets onlyTrue=true but shows false flags.",
    ],
    examples: &[
        Example {
            query: r#"bitfield:extractFlags(field=n, output=[[0, read], [1, write]])"#,
            input: r#"{"n":"1"}
{"n":"x"}"#,
            output: r#"{"n":"1","read":"true","write":"false"}
{"n":"x"}"#,
        },
        Example {
            query: r#"bitfield:extractFlags(field=n, output=[[0, read], [1, write]], onlyTrue=true)"#,
            input: r#"{"n":"2"}"#,
            output: r#"{"n":"2","write":"true"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let flags = BitFlags::of(build, "output")?;
    let outputs = flags.iter().map(|(bit, name)| (bit, build.named(name).symbol)).collect();
    let only_true = build.flag("onlyTrue");
    Ok(Executable::Transform(Box::new(ExtractFlags { field: build.field("field")?.symbol, outputs, only_true })))
}

struct ExtractFlags {
    field: Symbol,
    /// The bit and its field, in the order of the query.
    outputs: Vec<(u32, Symbol)>,
    only_true: bool,
}

impl Transform for ExtractFlags {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        let Some(bits) = event.get(self.field).and_then(low_bits) else { return Flow::Keep };
        for (bit, output) in &self.outputs {
            if bits >> bit & 1 == 1 {
                event.set(*output, "true");
            } else if !self.only_true {
                event.set(*output, "false");
            }
        }
        Flow::Keep
    }
}
