//! `text:trim()`: Gives a text without the white space at its ends.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Expression, Value};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "text:trim",
    summary: "Gives a text without the white space at its ends.",
    page: "functions-text-trim.html",
    parameters: &[
        Parameter { default: Some("_trim"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Expression) },
        Parameter { default: Some("both"), values: &["both", "end", "start"], ..Parameter::new("mode", Kind::Text) },
    ],
    output: &["_trim"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Removes white space from the start and end of a text (mode=both), or only one side (mode=start, mode=end). White space inside stays.",
        "White space means every character with the Unicode White_Space property (UAX 44), so also no-break space, ideographic space, line separators.",
        "start and end are meant in logical order, also for right-to-left text.",
        "field is an expression in spite of its name: a bare name is a field, quoted text a literal.",
        "[undocumented] Missing field: set nothing. Text of white space only: empty string.",
        "Only the first part of this page could be read (newer than the stored reference).",
    ],
    examples: &[
        Example {
            query: r#"text:trim(name)"#,
            input: r#"{"name":"  ann lee "}
{"a":"1"}"#,
            output: r#"{"name":"  ann lee ","_trim":"ann lee"}
{"a":"1"}"#,
        },
        Example {
            query: r#"name := text:trim(name, mode=start)"#,
            input: r#"{"name":" x "}"#,
            output: r#"{"name":"x "}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let trim = match build.text("mode")?.to_ascii_lowercase().as_str() {
        "start" => str::trim_start,
        "end" => str::trim_end,
        _ => str::trim,
    };
    Ok(Executable::Compute(Box::new(Trim { text: build.expression("field")?, trim })))
}

struct Trim {
    text: Expression,
    trim: fn(&str) -> &str,
}

impl Compute for Trim {
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        Value::of(self.text.evaluate(event, context).text(event.arena()).map(self.trim))
    }
}
