//! `split()`: Makes of an event with an array one event for each of its elements.

use super::shared::array::Array;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "split",
    summary: "Makes of an event with an array one event for each of its elements.",
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
        "[undocumented] Plain values of an array without a name: the field _value.",
        "An array's indices run from 0 without holes; elements after a hole are not part of it.",
        "split(@rawstring) after splitString(by=\"\\n\", as=@rawstring) gives one event a line: the element value replaces the copied @rawstring.",
        "[undocumented] An event without such an array: pass it through unchanged is the safest reading (neither kept nor dropped is stated).",
        "Not an aggregate; memory grows with the copies, so filter and drop large fields first.",
    ],
    examples: &[
        Example {
            query: "split(a)",
            input: r#"{"k":"1","a":["x","y"]}"#,
            output: r#"{"k":"1","a":"x","_index":"0"}
{"k":"1","a":"y","_index":"1"}"#,
        },
        Example {
            query: "split(items, strip=true)",
            input: r#"{"k":"1","items":[{"n":"2"},{"n":"3","m":"4"}]}"#,
            output: r#"{"k":"1","n":"2","_index":"0"}
{"k":"1","n":"3","m":"4","_index":"1"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?.name;
    let array = Array::named(build, field.strip_suffix("[]").unwrap_or(&field));
    let (index, id) = (build.silent("_index"), build.silent("@id"));
    Ok(Executable::Transform(Box::new(Split { array, strip: build.flag("strip"), index, id })))
}

struct Split {
    array: Array,
    strip: bool,
    index: Symbol,
    id: Symbol,
}

/// The field of an element that is a plain value, in an array without a name.
const NAMELESS: &str = "_value";

/// A field `array[index]path` of the event.
struct Member<'e> {
    index: usize,
    path: &'e str,
    name: &'e str,
    value: &'e str,
}

/// The members of the array, taken out of the event, in the order of their elements.
fn take_members<'e>(event: &mut Event<'e>, array: &str) -> Vec<Member<'e>> {
    let mut members = Vec::new();
    event.retain(&mut |name, value| match name.strip_prefix(array).and_then(element_of) {
        Some((index, path)) => {
            members.push(Member { index, path, name, value });
            false
        }
        None => true,
    });
    members.sort_by_key(|member| member.index);
    members
}

/// Index and rest of `[index]rest`.
fn element_of(text: &str) -> Option<(usize, &str)> {
    let (digits, path) = text.strip_prefix('[')?.split_once(']')?;
    // Of several ways to write a number only the usual one is an index.
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
    Some((digits.parse().ok().filter(|_| plain)?, path))
}

impl Split {
    /// The field that a member becomes in the event of its element.
    fn field<'e>(&self, array: &'e str, path: &'e str, event: &Event<'e>) -> &'e str {
        match (path.strip_prefix('.').unwrap_or(path), array.is_empty()) {
            ("", true) => NAMELESS,
            ("", false) => array,
            (stripped, nameless) if nameless || self.strip => stripped,
            _ => event.arena().alloc_str(&[array, path].concat()),
        }
    }
}

impl Transform for Split {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        let array = self.array.name(event);
        let mut rest = event.fork();
        let members = take_members(&mut rest, array);
        let mut elements: Vec<&[Member<'e>]> = members.chunk_by(|a, b| a.index == b.index).collect();
        let is_element = |(place, members): (usize, &&[Member<'e>])| members.first().is_some_and(|m| m.index == place);
        let behind = elements.split_off(elements.iter().enumerate().take_while(|pair| is_element(*pair)).count());
        if elements.is_empty() {
            return Flow::Keep;
        }
        // What stands behind a gap is not part of the array.
        for member in behind.into_iter().flatten() {
            rest.set_named(member.name, member.value);
        }
        let id = event.get(self.id);
        let events = elements.into_iter().enumerate().map(|(index, members)| {
            let mut element = rest.fork();
            for member in members {
                element.set_named(self.field(array, member.path, event), member.value);
            }
            element.set(self.index, event.keep(&index.to_string()));
            if let Some(id) = id {
                element.set(self.id, event.keep(&format!("{id}__{index}")));
            }
            element
        });
        Flow::Many(events.collect())
    }
}
