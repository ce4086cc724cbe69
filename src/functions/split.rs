//! `split()`: Turns one event holding an array (fields name[0]..., name[1]...) into one event for each array element.

use bumpalo::collections::Vec as ArenaVec;

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};

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
    build: Some(build),
};

/// The default of `field`.
const DEFAULT_FIELD: &str = "_events";

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let name = build.optional_text("field").unwrap_or_else(|| DEFAULT_FIELD.to_owned());
    let strip = build.flag("strip");
    build.named("_index");
    Ok(Executable::Transform(Box::new(Split { name, strip })))
}

struct Split {
    name: String,
    strip: bool,
}

/// A field of an element: its index, what follows the index in its name, and its value.
type Member<'e> = (usize, &'e str, &'e str);

impl Split {
    /// The members of all elements, with the names that they have now.
    fn members<'e>(&self, event: &Event<'e>) -> ArenaVec<'e, (&'e str, Member<'e>)> {
        let mut members = ArenaVec::new_in(event.arena());
        event.for_each(&mut |name, value| {
            let Some(rest) = name.strip_prefix(self.name.as_str()).and_then(|rest| rest.strip_prefix('[')) else {
                return;
            };
            let Some((index, rest)) = rest.split_once(']') else { return };
            if let Ok(index) = index.parse() {
                members.push((name, (index, rest, value)));
            }
        });
        members
    }

    /// The name of a member in the event of its element.
    fn name_in_element<'e>(&self, rest: &'e str, event: &Event<'e>) -> &'e str {
        let bare = rest.strip_prefix('.').unwrap_or(rest);
        match (rest.is_empty(), self.name.is_empty() || self.strip) {
            // A plain value is the field of the array's name.
            (true, _) if self.name.is_empty() => "_value",
            (true, _) => event.keep(&self.name),
            (false, true) => bare,
            (false, false) => event.keep(&format!("{}{rest}", self.name)),
        }
    }
}

impl Transform for Split {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        let members = self.members(event);
        // Elements end at the first hole; members are grouped by their element in one pass.
        let mut elements: Vec<Vec<(&'e str, &'e str)>> = Vec::new();
        let mut sorted: Vec<Member<'e>> = members.iter().map(|(_, member)| *member).collect();
        sorted.sort_by_key(|(index, ..)| *index);
        for (index, rest, value) in sorted {
            if index == elements.len() {
                elements.push(Vec::new());
            }
            match elements.get_mut(index) {
                Some(element) => element.push((rest, value)),
                None => break,
            }
        }
        if elements.is_empty() {
            return Flow::Keep;
        }
        let mut base = event.fork();
        for (name, _) in &members {
            base.remove_named(name);
        }
        let id = base.get_named("@id");
        let mut events = Vec::with_capacity(elements.len());
        for (index, element) in elements.into_iter().enumerate() {
            let mut copy = base.fork();
            for (rest, value) in element {
                let name = self.name_in_element(rest, &copy);
                copy.set_named(name, value);
            }
            copy.set_named("_index", copy.keep(&index.to_string()));
            if let Some(id) = id {
                copy.set_named("@id", copy.keep(&format!("{id}__{index}")));
            }
            events.push(copy);
        }
        Flow::Many(events)
    }
}
