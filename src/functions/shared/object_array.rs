//! Arrays of objects: inside a function, `in.key` stands for `in[3].key` (language notes 10.2, functions-objectarray-eval.html).

use super::array::{Array, Names};
use super::element::Bindings;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::Build;
use crate::symbol::Symbol;

/// An array of objects, with the fields that stand for members of the element at hand.
pub struct ObjectArray {
    /// The array.
    pub array: Array,
    members: Vec<Member>,
}

/// A field that stands for a member of the element.
struct Member {
    symbol: Symbol,
    /// What follows the element's name: `.key`, `[2]`, `.others[1].d`.
    path: String,
    /// Whether the member is an array, whose *name* goes to the field, for the function that runs over it.
    is_array: bool,
}

impl ObjectArray {
    /// The array of the parameters `array` and `var`.
    ///
    /// # Errors
    /// When the array is not given or not in array syntax, or `var` is no plain name.
    pub fn new(build: &mut Build<'_>) -> Result<Self, Diagnostic> {
        let array = Array::required(build, "array")?;
        let given = build.optional_text("var");
        if let Some(name) = given.as_deref().filter(|name| name.is_empty() || name.contains(['.', '['])) {
            let message = format!("parameter var of {}() takes a plain name, found {name:?}", build.function.name);
            return Err(build.error(codes::ARGUMENT_VALUE, "var", message));
        }
        let variable = given.as_deref().unwrap_or(array.query_name());
        let member = |(symbol, name): (Symbol, &crate::symbol::FieldName)| {
            let mut path = name.strip_prefix(variable)?;
            if path.is_empty() && given.is_none() || !(path.is_empty() || path.starts_with(['.', '['])) {
                return None;
            }
            if given.is_none() {
                // The older form: NAME[].member.
                path = path.strip_prefix("[]").filter(|rest| !rest.is_empty()).unwrap_or(path);
            }
            let is_array = path.ends_with("[]");
            let path = path.strip_suffix("[]").unwrap_or(path).to_owned();
            Some(Member { symbol, path, is_array })
        };
        let members = build.symbols.iter().filter_map(member).collect();
        Ok(Self { array, members })
    }

    /// Binds the members of an element; false when there is no such element.
    pub fn bind<'e>(&'e self, event: &mut Event<'e>, index: usize, bindings: &mut Bindings<'e>) -> bool {
        let arena = event.arena();
        let mut names = Names::new(self.array.name(event), arena);
        let element = names.at(index);
        let mut exists = false;
        let mut name = String::with_capacity(element.len() + 16);
        for member in &self.members {
            name.clear();
            name.push_str(element);
            name.push_str(&member.path);
            if member.is_array {
                bindings.push((member.symbol, Some(arena.alloc_str(&name))));
            } else {
                let value = event.get_named(&name);
                exists |= value.is_some();
                bindings.push((member.symbol, value));
            }
        }
        exists || event.has_beginning(element)
    }
}
