//! Takes the wanted fields out of a record in one pass; everything else is checked and stepped over.

use bumpalo::Bump;
use bumpalo::collections::String as ArenaString;

use super::keys::{Keys, Path};
use super::scan::{MAX_DEPTH, Scanner};
use super::{Invalid, flatten};

/// Calls `set` with the key and value of each field that is among the keys; a name that occurs twice comes twice, in the
/// order of the text, and so may one whose fields were set when a first look gave up. What no key needs may go unchecked.
///
/// # Errors
/// When the text is not one JSON object, as far as it was looked at. Some fields may have been set by then.
#[inline]
pub fn project<'e>(
    text: &'e str,
    keys: &Keys,
    arena: &'e Bump,
    set: &mut dyn FnMut(usize, &'e str),
) -> Result<(), Invalid> {
    match keys.by_name() {
        Some(by_name) if by_name.project(text, arena, set) => Ok(()),
        _ => scan(text, keys, arena, set),
    }
}

/// The same, with every byte checked.
///
/// # Errors
/// When the text is not one JSON object. Some fields may have been set by then.
pub fn scan<'e>(
    text: &'e str,
    keys: &Keys,
    arena: &'e Bump,
    set: &mut dyn FnMut(usize, &'e str),
) -> Result<(), Invalid> {
    let mut scanner = Scanner::new(text);
    scanner.space();
    if scanner.peek() != Some(b'{') {
        return Err(scanner.expected("an object"));
    }
    let mut open = scanner.enter(b'}');
    while open {
        let key = scanner.key()?;
        let key = key.text(arena);
        match keys.path(key) {
            None => scanner.skip(1)?,
            Some(path) => {
                let mut projection = Nested { keys, arena, set };
                projection.value(&mut scanner, path, Name::Key(key), 1)?;
            }
        }
        open = scanner.more(b'}')?;
    }
    scanner.end("object")
}

/// The flattened name of a value.
enum Name<'n, 'e> {
    Key(&'e str),
    /// Built up; grows while its members are read and shrinks back.
    Built(&'n mut ArenaString<'e>),
}

struct Nested<'k, 's, 'e> {
    keys: &'k Keys,
    arena: &'e Bump,
    set: &'s mut dyn FnMut(usize, &'e str),
}

impl<'e> Nested<'_, '_, 'e> {
    fn value(
        &mut self,
        scanner: &mut Scanner<'e>,
        path: &Path,
        name: Name<'_, 'e>,
        depth: usize,
    ) -> Result<(), Invalid> {
        match scanner.peek() {
            Some(b'"') => {
                let value = scanner.string()?;
                if let Some(key) = path.key {
                    (self.set)(key, value.text(self.arena));
                }
            }
            Some(b'{') if path.members => self.with_name(name, |nested, name| nested.members(scanner, name, depth))?,
            Some(b'[') if path.elements > 0 => {
                self.with_name(name, |nested, name| nested.elements(scanner, name, path.elements, depth))?
            }
            Some(b'{' | b'[') => scanner.skip(depth)?,
            _ => {
                let value = scanner.bare()?;
                if let Some(key) = path.key
                    && value != "null"
                {
                    (self.set)(key, value);
                }
            }
        }
        Ok(())
    }

    fn with_name(
        &mut self,
        name: Name<'_, 'e>,
        body: impl FnOnce(&mut Self, &mut ArenaString<'e>) -> Result<(), Invalid>,
    ) -> Result<(), Invalid> {
        match name {
            Name::Built(name) => body(self, name),
            Name::Key(key) => body(self, &mut ArenaString::from_str_in(key, self.arena)),
        }
    }

    fn members(&mut self, scanner: &mut Scanner<'e>, name: &mut ArenaString<'e>, depth: usize) -> Result<(), Invalid> {
        if depth >= MAX_DEPTH {
            return Err(scanner.too_deep());
        }
        let length = name.len();
        let mut open = scanner.enter(b'}');
        while open {
            let key = scanner.key()?;
            let key = key.text(self.arena);
            let mut path = None;
            if length + 1 + key.len() <= self.keys.longest() {
                name.push('.');
                name.push_str(key);
                path = self.keys.path(name);
            }
            match path {
                Some(path) => self.value(scanner, path, Name::Built(name), depth + 1)?,
                None => scanner.skip(depth + 1)?,
            }
            name.truncate(length);
            open = scanner.more(b'}')?;
        }
        Ok(())
    }

    fn elements(
        &mut self,
        scanner: &mut Scanner<'e>,
        name: &mut ArenaString<'e>,
        wanted: usize,
        depth: usize,
    ) -> Result<(), Invalid> {
        if depth >= MAX_DEPTH {
            return Err(scanner.too_deep());
        }
        let length = name.len();
        let mut index = 0;
        let mut open = scanner.enter(b']');
        while open {
            let mut path = None;
            if index < wanted {
                flatten::push_index(name, index);
                path = self.keys.path(name);
            }
            match path {
                Some(path) => self.value(scanner, path, Name::Built(name), depth + 1)?,
                None => scanner.skip(depth + 1)?,
            }
            name.truncate(length);
            index += 1;
            open = scanner.more(b']')?;
        }
        Ok(())
    }
}
