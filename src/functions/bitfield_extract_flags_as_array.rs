//! `bitfield:extractFlagsAsArray()`: Sets an array of the names of the bits of a number that are set.

use super::shared::bit_flags::{BitFlags, low_bits};
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;
use std::fmt::Write;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "bitfield:extractFlagsAsArray",
    summary: "Sets an array of the names of the bits of a number that are set.",
    page: "functions-bitfield-extractflagsasarray.html",
    parameters: &[
        Parameter { default: Some("_flags[]"), ..Parameter::new("asArray", Kind::Array) },
        Parameter { required: true, ..Parameter::new("field", Kind::Field) },
        Parameter { required: true, ..Parameter::new("flagNames", Kind::TextLists) },
    ],
    output: &["_flags[0..]"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Reads the field as an integer and writes the names of the set bits, among the pairs [bit, name] given, as an array from the lowest bit to the highest, whatever the order of the list.",
        "Bits are numbered from 0 (value 1) up to 63; if the number is larger than 64 bits only the lowest 64 bits are used.",
        "A missing field does nothing. An existing array of the output name is overwritten.",
        "Validation: bit numbers must be non-negative and below 64, bit numbers must be unique, names must be unique; otherwise the query is an error.",
        "[inferred] no set bit gives no elements.",
    ],
    examples: &[
        Example {
            query: r#"bitfield:extractFlagsAsArray(field=n, flagNames=[[1, write], [0, read]])"#,
            input: r#"{"n":"3"}
{"n":"4"}"#,
            output: r#"{"n":"3","_flags[0]":"read","_flags[1]":"write"}
{"n":"4"}"#,
        },
        Example {
            query: r#"bitfield:extractFlagsAsArray(field=n, flagNames=[[0, a], [63, z]], asArray="f[]")"#,
            input: r#"{"n":"-1","f[0]":"old"}
{"m":"1"}"#,
            output: r#"{"n":"-1","f[0]":"a","f[1]":"z"}
{"m":"1"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let flags = BitFlags::of(build, "flagNames")?.sorted();
    let array = build.text("asArray")?;
    let array = array.strip_suffix("[]").unwrap_or(&array).to_owned();
    let elements = (0..flags.len()).map(|index| build.named(&format!("{array}[{index}]")).symbol).collect();
    let behind = build.silent(&format!("{array}[{}]", flags.len()));
    Ok(Executable::Transform(Box::new(FlagsAsArray {
        field: build.field("field")?.symbol,
        flags,
        array,
        elements,
        behind,
    })))
}

struct FlagsAsArray {
    field: Symbol,
    /// By bit.
    flags: BitFlags,
    array: String,
    /// As many elements as there can be.
    elements: Vec<Symbol>,
    /// The element behind these, which only an older array can have.
    behind: Symbol,
}

impl Transform for FlagsAsArray {
    fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
        let Some(bits) = event.get(self.field).and_then(low_bits) else { return Flow::Keep };
        let mut set = self.flags.iter().filter(|(bit, _)| bits >> bit & 1 == 1);
        for element in &self.elements {
            match set.next() {
                Some((_, name)) => event.set(*element, name),
                None => event.remove(*element),
            }
        }
        if event.get(self.behind).is_some() {
            context.with_scratch(|name| remove_from(event, &self.array, self.elements.len(), name));
        }
        Flow::Keep
    }
}

/// Removes the rest of an older, longer array.
fn remove_from(event: &mut Event<'_>, array: &str, first: usize, name: &mut String) {
    for index in first.. {
        name.clear();
        let _ = write!(name, "{array}[{index}]"); // writing to a text cannot fail
        if event.get_named(name).is_none() {
            return;
        }
        event.remove_named(name);
    }
}
