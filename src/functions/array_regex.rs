//! `array:regex()`: Keeps the events whose array has an element in which the regex is found.

use super::regex;
use super::shared::array::Array;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Test};
use crate::value::regex::Regex;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:regex",
    summary: "Keeps the events whose array has an element in which the regex is found.",
    page: "functions-array-regex.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter::new("flags", Kind::Text),
        Parameter { required: true, ..Parameter::new("regex", Kind::Regex) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Keeps the event when the regular expression matches at least one element (a search, not a full match; anchor with ^ and $ when needed).",
        "Flags: i ignores case, d lets . match newlines, m makes ^ and $ work per line, F selects the newer regex engine and does not change what matches.",
        "Negatable with ! or not.",
        "The event passes unchanged.",
        "Elements behind a gap are not looked at (common.arrays).",
        "[inferred] no array means no match; several flags are written together (\"im\").",
    ],
    examples: &[
        Example {
            query: r#"array:regex("ips[]", regex="^10[.]") | select(host)"#,
            input: r#"{"host":"a","ips":["192.168.1.1","10.0.0.7"]}
{"host":"b","ips":["110.0.0.1"]}"#,
            output: r#"{"host":"a"}"#,
        },
        Example {
            query: r#"array:regex("tags[]", regex="FOX$", flags="i") | select(host)"#,
            input: r#"{"host":"a","tags":["Red Fox"]}
{"host":"b","tags":["Foxes"]}"#,
            output: r#"{"host":"a"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let array = Array::required(build, "array")?;
    let source = build.text("regex")?;
    let regex = regex::compile(build, &source, "")?;
    Ok(Executable::Test(Box::new(ArrayRegex { array, regex })))
}

struct ArrayRegex {
    array: Array,
    regex: Regex,
}

impl Test for ArrayRegex {
    fn test<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> bool {
        let mut cursor = self.array.cursor(event);
        while let Some(element) = cursor.next(event) {
            match self.regex.is_match(element) {
                Ok(true) => return true,
                Ok(false) => {}
                Err(_) => context.regex_gave_up(),
            }
        }
        false
    }
}
