//! `array:sort()`: Sorts the elements of an array, as text without regard to case or as numbers.

use super::shared::array::Array;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::value::number::{self, Number};
use bumpalo::collections::Vec as ArenaVec;
use std::cmp::Ordering;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:sort",
    summary: "Sorts the elements of an array, as text without regard to case or as numbers.",
    page: "functions-array-sort.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { default: Some("(input array)"), ..Parameter::new("asArray", Kind::Array) },
        Parameter {
            default: Some("asc"),
            values: &["ascending", "descending", "asc", "desc"],
            ..Parameter::new("order", Kind::Text)
        },
        Parameter { default: Some("string"), values: &["number", "string"], ..Parameter::new("type", Kind::Text) },
    ],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Sorts the elements; by default as text, ascending, in place.",
        "Text order ignores case (apple, banana, Cherry, Coconut, date); elements equal except for case stay in unspecified order.",
        "As text, numbers sort digit by digit: 10, 11, 2, 2, 41, 5.",
        "type=number sorts by value; elements that are not numbers are sorted as text among themselves, in the same direction, and always come after all numbers (also when descending).",
        "order accepts ascending, descending, asc and desc.",
        "asArray writes to another array; elements of an existing longer target beyond the result are not removed (target 5,5,5,5 with source 3,1,2 ends as 1,2,3,5).",
        "[inferred] element texts are moved unchanged (5.0 stays 5.0).",
    ],
    examples: &[
        Example {
            query: r#"array:sort("a[]", asArray="s[]") | drop(["a[0]","a[1]","a[2]"])"#,
            input: r#"{"a":["b","C","a"]}"#,
            output: r#"{"s[0]":"a","s[1]":"b","s[2]":"C"}"#,
        },
        Example {
            query: r#"array:sort("a[]", type=number, order=desc)"#,
            input: r#"{"a":["9","x","10"]}"#,
            output: r#"{"a[0]":"10","a[1]":"9","a[2]":"x"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let array = Array::required(build, "array")?;
    let target = Array::optional(build, "asArray")?;
    let descending = build.text("order")?.to_ascii_lowercase().starts_with("desc");
    let by_number = build.text("type")?.eq_ignore_ascii_case("number");
    Ok(Executable::Transform(Box::new(Sort { array, target, descending, by_number })))
}

struct Sort {
    array: Array,
    /// None when the array itself is overwritten.
    target: Option<Array>,
    descending: bool,
    by_number: bool,
}

/// What elements are sorted by: numbers come first, whatever the direction.
enum SortKey<'e> {
    Number(Number),
    Text(&'e str),
}

impl Sort {
    fn key<'e>(&self, element: &'e str, event: &Event<'e>) -> SortKey<'e> {
        match number::parse(element).filter(|_| self.by_number) {
            Some(number) => SortKey::Number(number),
            None if element.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) => SortKey::Text(element),
            None => SortKey::Text(event.keep(&element.to_lowercase())),
        }
    }

    fn compare(&self, left: &SortKey<'_>, right: &SortKey<'_>) -> Ordering {
        let order = match (left, right) {
            (SortKey::Number(_), SortKey::Text(_)) => return Ordering::Less,
            (SortKey::Text(_), SortKey::Number(_)) => return Ordering::Greater,
            (SortKey::Number(left), SortKey::Number(right)) => number::compare(*left, *right),
            (SortKey::Text(left), SortKey::Text(right)) => left.cmp(right),
        };
        if self.descending { order.reverse() } else { order }
    }
}

impl Transform for Sort {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        let elements = self.array.elements(event);
        let mut keyed = ArenaVec::with_capacity_in(elements.len(), event.arena());
        keyed.extend(elements.iter().map(|element| (self.key(element, event), *element)));
        keyed.sort_by(|left, right| self.compare(&left.0, &right.0));
        let mut sorted = ArenaVec::with_capacity_in(elements.len(), event.arena());
        sorted.extend(keyed.iter().map(|(_, element)| *element));
        // A longer target keeps its other elements.
        self.target.as_ref().unwrap_or(&self.array).write(event, 0, &sorted);
        Flow::Keep
    }
}
