//! The fields that a call writes, and their names.

use super::arguments::{Argument, Build, Given, Target};
use super::function::{Function, INPUT_FIELD};

/// The name of the field that a call writes: `as`, else where the reference says so the name of the input field, else
/// the function's own (see [`Function::default_output`]).
pub fn output_name(function: &Function, given: &[Given]) -> String {
    let name_of = |wanted: &str| {
        given.iter().find_map(|given| match (&given.value, function.parameters.get(given.parameter)) {
            (Argument::Field(target), Some(parameter)) if parameter.name == wanted => Some(target.name.clone()),
            _ => None,
        })
    };
    if let Some(name) = name_of("as") {
        return name;
    }
    let default = function.parameter("as").and_then(|(_, parameter)| parameter.default);
    if default != Some(INPUT_FIELD) {
        return function.default_output();
    }
    let default = || function.parameter("field").and_then(|(_, parameter)| parameter.default).map(str::to_owned);
    name_of("field").or_else(default).unwrap_or_else(|| function.default_output())
}

impl Build<'_> {
    /// The field that the function writes (see [`output_name`]).
    pub fn output(&mut self) -> Target {
        let name = output_name(self.function, &self.given);
        Target { symbol: self.symbols.intern(&name), name }
    }

    /// The name of the field that the function writes, of an aggregate that only gives rows: no event need have it.
    pub fn output_name(&self) -> String {
        output_name(self.function, &self.given)
    }

    /// A field named by the function itself, such as `as` with a suffix; it shows in results.
    pub fn named(&mut self, name: &str) -> Target {
        Target { name: name.to_owned(), symbol: self.symbols.intern(name) }
    }
}
