//! `split()`: Turns one event holding an array (fields name[0]..., name[1]...) into one event for each array element.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "split",
    summary: "Turns one event holding an array (fields name[0]..., name[1]...) into one event for each array element.",
    page: "functions-split.html",
    parameters: &[
        Parameter { unnamed: true, default: Some("_events"), ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("strip", Kind::Boolean) },
    ],
    output: &["_index", "the element's fields"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Turns one event holding an array (fields name[0]..., name[1]...) into one event for each array element.",
        "Each new event gets _index (0, 1, 2 ...) and a copy of all fields of the original except those of the split array.",
        "Array of plain values: the element becomes the field `name`. Array of objects: name[i].rest becomes name.rest (prefix kept).",
        "strip=true removes the prefix: name[i].rest becomes rest. [undocumented] strip=true on plain values.",
        "field=\"\" splits an array without a name (fields [0].x, [1].x as made by parseJson() on a JSON array); the elements' fields then have no prefix.",
        "If the event has @id, each new event's @id is the old one followed by __ and the index: 1__0, 1__1 ...",
        "field is given without brackets: split(commits), not commits[]. It may contain dots: split(payload.commits).",
        "An array's indices run from 0 without holes; elements after a hole are not part of it.",
        "split(@rawstring) after splitString(by=\"\\n\", as=@rawstring) gives one event a line: the element value replaces the copied @rawstring.",
        "[undocumented] An event without such an array: pass it through unchanged is the safest reading (neither kept nor dropped is stated).",
        "Not an aggregate; memory grows with the copies, so filter and drop large fields first.",
    ],
    examples: &[],
    build: None,
};
