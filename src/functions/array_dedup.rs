//! `array:dedup()`: Removes repeated elements from an array; the first of each stays.

use super::shared::array::Array;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use bumpalo::collections::Vec as ArenaVec;
use hashbrown::HashSet;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:dedup",
    summary: "Removes repeated elements from an array; the first of each stays.",
    page: "functions-array-dedup.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { default: Some("(input array)"), ..Parameter::new("asArray", Kind::Array) },
    ],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Removes repeated elements; the first occurrence of each value is kept, in the original order, and indexes are renumbered from 0.",
        "Without asArray the input array is replaced: elements left over behind the shorter result are removed (horse, fish, horse, cow, cow becomes three elements).",
        "With asArray the result goes to that array and the input array stays as it is.",
        "[inferred] equality is exact text equality (case-sensitive).",
        "[undocumented] whether surplus elements of an already existing, longer asArray target are removed; array:sort() says that array functions in general do not remove them.",
    ],
    examples: &[
        Example {
            query: r#"array:dedup("a[]")"#,
            input: r#"{"a":["x","y","x","z","z"]}"#,
            output: r#"{"a[0]":"x","a[1]":"y","a[2]":"z"}"#,
        },
        Example {
            query: r#"array:dedup("a[]", asArray="b[]")"#,
            input: r#"{"a":["x","X","x"]}"#,
            output: r#"{"a[0]":"x","a[1]":"X","a[2]":"x","b[0]":"x","b[1]":"X"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let array = Array::required(build, "array")?;
    let target = Array::optional(build, "asArray")?;
    Ok(Executable::Transform(Box::new(Dedup { array, target })))
}

/// From this many elements on a hash table finds the repeated ones.
const FEW: usize = 16;

struct Dedup {
    array: Array,
    /// None when the array itself is overwritten.
    target: Option<Array>,
}

impl Transform for Dedup {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        let elements = self.array.elements(event);
        let mut kept: ArenaVec<'e, &'e str> = ArenaVec::with_capacity_in(elements.len(), event.arena());
        if elements.len() < FEW {
            for element in &elements {
                if !kept.contains(element) {
                    kept.push(element);
                }
            }
        } else {
            let mut seen: HashSet<&str, foldhash::fast::RandomState> = HashSet::default();
            kept.extend(elements.iter().copied().filter(|element| seen.insert(element)));
        }
        self.target.as_ref().unwrap_or(&self.array).replace(event, &kept);
        Flow::Keep
    }
}
