//! Digests of field values.

use bumpalo::collections::String as ArenaString;
use sha2::Digest;

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;

/// The digest, as lower-case hexadecimal text, of the values of the fields of the parameter `field`, joined. In a list a
/// missing field counts as empty (functions-crypto-md5.html); one field that is missing gives nothing.
///
/// # Errors
/// None now; the form is that of a build function.
pub fn of_fields<D: Digest + 'static>(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let fields = build.fields("field").into_iter().map(|target| target.symbol).collect();
    Ok(Executable::Compute(Box::new(DigestOfFields { fields, digest: hexadecimal::<D> })))
}

struct DigestOfFields {
    fields: Vec<Symbol>,
    digest: for<'e> fn(&[Symbol], &Event<'e>) -> &'e str,
}

impl Compute for DigestOfFields {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        match self.fields.as_slice() {
            [field] if event.get(*field).is_none() => Value::Null,
            fields => Value::Text((self.digest)(fields, event)),
        }
    }
}

fn hexadecimal<'e, D: Digest>(fields: &[Symbol], event: &Event<'e>) -> &'e str {
    let mut digest = D::new();
    for value in fields.iter().filter_map(|field| event.get(*field)) {
        digest.update(value);
    }
    let bytes = digest.finalize();
    let mut text = ArenaString::with_capacity_in(bytes.len() * 2, event.arena());
    for byte in bytes.iter() {
        text.extend([byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16).unwrap_or('0')));
    }
    text.into_bump_str()
}
