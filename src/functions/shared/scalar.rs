//! Computations from one field's text to one value.

use bumpalo::Bump;

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;
use crate::value::number::{self, Number};

/// From a text to a value that may live in the event's arena.
pub type OfText = for<'e> fn(&'e str, &'e Bump) -> Value<'e>;

/// A function of the parameter `field`, whose text it takes; a missing field gives null.
///
/// # Errors
/// When `field` is not given.
pub fn of_text(build: &mut Build<'_>, function: OfText) -> Result<Executable, Diagnostic> {
    Ok(Executable::Compute(Box::new(TextFunction { field: build.field("field")?.symbol, function })))
}

struct TextFunction {
    field: Symbol,
    function: OfText,
}

impl Compute for TextFunction {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        event.get(self.field).map_or(Value::Null, |text| (self.function)(text, event.arena()))
    }
}

/// A function of the parameter `field`, read as a number; null for anything else.
///
/// # Errors
/// When `field` is not given.
pub fn of_number(build: &mut Build<'_>, function: fn(Number) -> Value<'static>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Compute(Box::new(NumberFunction { field: build.field("field")?.symbol, function })))
}

/// As [`of_number`], over doubles; a result that is not finite is null (language notes 6.4).
///
/// # Errors
/// When `field` is not given.
pub fn of_double(build: &mut Build<'_>, function: fn(f64) -> f64) -> Result<Executable, Diagnostic> {
    Ok(Executable::Compute(Box::new(DoubleFunction { field: build.field("field")?.symbol, function })))
}

struct NumberFunction {
    field: Symbol,
    function: fn(Number) -> Value<'static>,
}

impl Compute for NumberFunction {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        event.get(self.field).and_then(number::parse).map_or(Value::Null, self.function)
    }
}

struct DoubleFunction {
    field: Symbol,
    function: fn(f64) -> f64,
}

impl Compute for DoubleFunction {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        let number = event.get(self.field).and_then(number::parse_f64);
        number.map_or(Value::Null, |number| Value::double((self.function)(number)))
    }
}
