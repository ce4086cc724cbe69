//! `concatArray()`: Joins the elements of an array, or a range of them, into one text.

use super::shared::array::Array;
use super::shared::array::Names;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use bumpalo::collections::String as ArenaString;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "concatArray",
    summary: "Joins the elements of an array, or a range of them, into one text.",
    page: "functions-concatarray.html",
    parameters: &[
        Parameter { default: Some("_concatArray"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("0"), min: Some(0), ..Parameter::new("from", Kind::Number) },
        Parameter::new("prefix", Kind::Text),
        Parameter::new("separator", Kind::Text),
        Parameter::new("suffix", Kind::Text),
        Parameter { min: Some(0), ..Parameter::new("to", Kind::Number) },
    ],
    output: &["_concatArray"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Joins the elements FIELD[from] to FIELD[to] (both included) into one text: prefix, elements with separator between them, suffix.",
        "from defaults to 0, to defaults to the last element; to must not be smaller than from.",
        "Joining stops before the first missing index: with 0, 1 and 3 only 0 and 1 are joined.",
        "If the first index (from) is missing, no field is written at all.",
        "field is the base name without brackets (quoted or not).",
        "prefix, separator and suffix default to nothing.",
    ],
    examples: &[
        Example {
            query: r#"concatArray(a, separator="-")"#,
            input: r#"{"a":["x","y","z"]}
{"b":"1"}"#,
            output: r#"{"a[0]":"x","a[1]":"y","a[2]":"z","_concatArray":"x-y-z"}
{"b":"1"}"#,
        },
        Example {
            query: r#"s := concatArray("a", from=1, to=2, prefix="<", suffix=">") | select(s)"#,
            input: r#"{"a":["w","x","y","z"]}"#,
            output: r#"{"s":"<xy>"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?.name;
    let index = |value: Option<i64>| value.map(|value| usize::try_from(value).unwrap_or(usize::MAX));
    let from = index(build.integer("from")?).unwrap_or(0);
    let to = index(build.integer("to")?);
    if to.is_some_and(|to| to < from) {
        let message = "parameter to of concatArray() cannot be smaller than parameter from";
        return Err(build.error(codes::ARGUMENT_VALUE, "to", message));
    }
    Ok(Executable::Compute(Box::new(ConcatArray {
        array: Array::named(build, &field),
        from,
        to: to.unwrap_or(usize::MAX),
        prefix: build.optional_text("prefix").unwrap_or_default(),
        separator: build.optional_text("separator").unwrap_or_default(),
        suffix: build.optional_text("suffix").unwrap_or_default(),
    })))
}

struct ConcatArray {
    array: Array,
    from: usize,
    /// Inclusive.
    to: usize,
    prefix: String,
    separator: String,
    suffix: String,
}

impl Compute for ConcatArray {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        let mut names = Names::new(self.array.name(event), event.arena());
        let mut text = ArenaString::new_in(event.arena());
        let mut index = self.from;
        while index <= self.to
            && let Some(element) = event.get_named(names.at(index))
        {
            text.push_str(if index == self.from { &self.prefix } else { &self.separator });
            text.push_str(element);
            index += 1;
        }
        if index == self.from {
            return Value::Null;
        }
        text.push_str(&self.suffix);
        Value::Text(text.into_bump_str())
    }
}
