//! `array:contains()`: Keeps the events whose array has an element that equals the value exactly.

use super::shared::array::Array;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Test};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:contains",
    summary: "Keeps the events whose array has an element that equals the value exactly.",
    page: "functions-array-contains.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { required: true, ..Parameter::new("value", Kind::Text) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Keeps the event when at least one element of the array equals value exactly; otherwise the event is dropped. The event itself is not changed.",
        "The comparison is on the whole element; there are no wildcards and no partial matches.",
        "Negatable with ! or not; the negated form passes events whose array lacks the value, including events that have no such array.",
        "array is a string in array syntax (\"name[]\", \"a.b[]\", \"a[0][]\").",
        "Only elements from index 0 up to the first gap are looked at (common.arrays).",
        "A name with characters outside the identifier set must be back-quoted (\"`log:code`[]\"); without that the argument is refused as no valid array.",
        "[inferred] case-sensitive.",
    ],
    examples: &[
        Example {
            query: r#"array:contains("tags[]", value="red") | select(host)"#,
            input: r#"{"host":"a","tags":["blue","red"]}
{"host":"b","tags":["reddish"]}"#,
            output: r#"{"host":"a"}"#,
        },
        Example {
            query: r#"!array:contains("tags[]", value="red") | select(host)"#,
            input: r#"{"host":"a","tags":["red"]}
{"host":"b"}"#,
            output: r#"{"host":"b"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let array = Array::required(build, "array")?;
    Ok(Executable::Test(Box::new(Contains { array, value: build.text("value")? })))
}

struct Contains {
    array: Array,
    value: String,
}

impl Test for Contains {
    fn test<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> bool {
        let mut cursor = self.array.cursor(event);
        while let Some(element) = cursor.next(event) {
            if element == self.value {
                return true;
            }
        }
        false
    }
}
