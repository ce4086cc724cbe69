//! Every field of a JSON text by its flattened name: `a.b`, `a[0].c` (language notes 10.1).

use bumpalo::Bump;
use bumpalo::collections::String as ArenaString;

use super::Invalid;
use super::scan::{MAX_DEPTH, Scanner};

/// What becomes of null.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NullHandling {
    /// No field.
    #[default]
    Discard,
    /// The text `null`.
    Keep,
    /// The empty text.
    Empty,
}

/// How [`flatten_value`] makes fields; the default is what records of the input get.
#[derive(Clone, Copy, Debug, Default)]
pub struct FlattenOptions<'o> {
    /// Put directly before each name; a dot has to be part of it.
    pub prefix: &'o str,
    /// What becomes of null.
    pub null: NullHandling,
    /// Whether empty strings make no field. Does not concern null.
    pub exclude_empty: bool,
}

/// Calls `field` with name and value of each field, in order; a name that occurs twice comes twice. Null, empty objects
/// and empty arrays give no field.
///
/// # Errors
/// When the text is not one JSON object. Some fields may have been reported by then.
pub fn flatten<'e>(text: &'e str, arena: &'e Bump, field: &mut dyn FnMut(&'e str, &'e str)) -> Result<(), Invalid> {
    let mut scanner = Scanner::new(text);
    scanner.space();
    if scanner.peek() != Some(b'{') {
        return Err(scanner.expected("an object"));
    }
    flatten_value(text, &FlattenOptions::default(), arena, field)
}

/// Like [`flatten`], for an object or an array (`[0]`, `[1].a`), with options: what `parseJson()` needs.
///
/// # Errors
/// When the text is not one JSON object or array. Some fields may have been reported by then.
pub fn flatten_value<'e>(
    text: &'e str,
    options: &FlattenOptions<'_>,
    arena: &'e Bump,
    field: &mut dyn FnMut(&'e str, &'e str),
) -> Result<(), Invalid> {
    let mut flattening = Flattening {
        scanner: Scanner::new(text),
        arena,
        options,
        field,
        name: ArenaString::from_str_in(options.prefix, arena),
        // Long keys over many small values would make names of quadratic size; real documents stay far below this.
        names_left: text.len().saturating_mul(64).saturating_add(1 << 16),
    };
    flattening.scanner.space();
    match flattening.scanner.peek() {
        Some(b'{') => flattening.members(options.prefix.is_empty(), 0)?,
        Some(b'[') => flattening.elements(0)?,
        _ => return Err(flattening.scanner.expected("an object or an array")),
    }
    flattening.scanner.end("value")
}

struct Flattening<'e, 'o, 'f> {
    scanner: Scanner<'e>,
    arena: &'e Bump,
    options: &'o FlattenOptions<'o>,
    field: &'f mut dyn FnMut(&'e str, &'e str),
    /// The flattened name of the value at hand.
    name: ArenaString<'e>,
    /// Bytes of built names that may still be made.
    names_left: usize,
}

impl<'e> Flattening<'e, '_, '_> {
    /// A value whose name is `key`, or else the built one.
    fn value(&mut self, key: Option<&'e str>, depth: usize) -> Result<(), Invalid> {
        match self.scanner.peek() {
            Some(b'"') => {
                let value = self.scanner.string()?.text(self.arena);
                if !(value.is_empty() && self.options.exclude_empty) {
                    self.report(key, value)?;
                }
            }
            Some(bracket @ (b'{' | b'[')) => {
                if let Some(key) = key {
                    self.name.push_str(key);
                }
                if bracket == b'{' {
                    self.members(false, depth)?;
                } else {
                    self.elements(depth)?;
                }
                if key.is_some() {
                    self.name.clear();
                }
            }
            _ => match (self.scanner.bare()?, self.options.null) {
                ("null", NullHandling::Discard) => {}
                ("null", NullHandling::Empty) => self.report(key, "")?,
                (value, _) => self.report(key, value)?,
            },
        }
        Ok(())
    }

    fn report(&mut self, key: Option<&'e str>, value: &'e str) -> Result<(), Invalid> {
        let name = match key {
            Some(key) => key,
            None => {
                let Some(left) = self.names_left.checked_sub(self.name.len()) else {
                    return Err(self.scanner.expected("field names of bearable length"));
                };
                self.names_left = left;
                &*self.arena.alloc_str(&self.name)
            }
        };
        (self.field)(name, value);
        Ok(())
    }

    /// `bare`: the names are the keys as they stand.
    fn members(&mut self, bare: bool, depth: usize) -> Result<(), Invalid> {
        if depth >= MAX_DEPTH {
            return Err(self.scanner.too_deep());
        }
        let length = self.name.len();
        let mut open = self.scanner.enter(b'}');
        while open {
            let key = self.scanner.key()?.text(self.arena);
            if bare {
                self.value(Some(key), depth + 1)?;
            } else {
                if depth > 0 {
                    self.name.push('.');
                }
                self.name.push_str(key);
                self.value(None, depth + 1)?;
                self.name.truncate(length);
            }
            open = self.scanner.more(b'}')?;
        }
        Ok(())
    }

    fn elements(&mut self, depth: usize) -> Result<(), Invalid> {
        if depth >= MAX_DEPTH {
            return Err(self.scanner.too_deep());
        }
        let length = self.name.len();
        let mut index = 0;
        let mut open = self.scanner.enter(b']');
        while open {
            push_index(&mut self.name, index);
            self.value(None, depth + 1)?;
            self.name.truncate(length);
            index += 1;
            open = self.scanner.more(b']')?;
        }
        Ok(())
    }
}

/// Appends `[index]`.
pub(super) fn push_index(name: &mut ArenaString<'_>, index: usize) {
    name.push('[');
    if index < 10 {
        name.push(char::from(b'0' + index as u8));
    } else {
        name.push_str(&index.to_string());
    }
    name.push(']');
}
