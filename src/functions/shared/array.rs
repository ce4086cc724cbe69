//! Arrays as fields: reading and writing `name[0]`, `name[1]`, ... (language notes 10.2).
//!
//! An array ends at its first missing index; what stands behind the gap is not part of it.

use std::fmt::Write;

use bumpalo::Bump;
use bumpalo::collections::{String as ArenaString, Vec as ArenaVec};

use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::Build;
use crate::symbol::Symbol;

/// An array that a call names.
pub struct Array {
    name: String,
    /// Where a function that runs over an outer array leaves the name that this one really has (see [`Array::name`]).
    alias: Symbol,
}

impl Array {
    /// The array of a parameter, in array syntax: `name[]`.
    ///
    /// # Errors
    /// When it is not given, or not in array syntax.
    pub fn required(build: &mut Build<'_>, parameter: &str) -> Result<Self, Diagnostic> {
        Self::optional(build, parameter)?.ok_or_else(|| build.missing(parameter))
    }

    /// The array of a parameter, where it is given.
    ///
    /// # Errors
    /// When it is not in array syntax.
    pub fn optional(build: &mut Build<'_>, parameter: &str) -> Result<Option<Self>, Diagnostic> {
        let Some(text) = build.optional_text(parameter) else { return Ok(None) };
        match plain_name(&text) {
            Some(name) => Ok(Some(Self::named(build, &name))),
            None => Err(invalid(build, parameter, &text)),
        }
    }

    /// The array of a parameter that also takes the name without brackets.
    ///
    /// # Errors
    /// When it is not given, or no array name.
    pub fn with_or_without_brackets(build: &mut Build<'_>, parameter: &str) -> Result<Self, Diagnostic> {
        let text = build.text(parameter)?;
        match plain_name(&text).or_else(|| plain_name(&format!("{text}[]"))) {
            Some(name) => Ok(Self::named(build, &name)),
            None => Err(invalid(build, parameter, &text)),
        }
    }

    /// The array of that name (without brackets).
    pub fn named(build: &mut Build<'_>, name: &str) -> Self {
        Self { name: name.to_owned(), alias: build.silent(&format!("{name}[]")) }
    }

    /// The name in the query, without brackets and backquotes.
    pub fn query_name(&self) -> &str {
        &self.name
    }

    /// The name that the fields of the event have: that of the query, unless the call stands inside one such as
    /// `objectArray:eval("in[]", ...)`, where `in.others[]` means `in[3].others[]`.
    pub fn name<'e>(&'e self, event: &Event<'e>) -> &'e str {
        event.get(self.alias).unwrap_or(&self.name)
    }

    /// The elements up to the first gap.
    pub fn elements<'e>(&'e self, event: &mut Event<'e>) -> ArenaVec<'e, &'e str> {
        let mut elements = ArenaVec::new_in(event.arena());
        let mut cursor = self.cursor(event);
        while let Some(element) = cursor.next(event) {
            elements.push(element);
        }
        elements
    }

    /// The number of elements up to the first gap.
    pub fn length(&self, event: &mut Event<'_>) -> usize {
        let name = event.get(self.alias).unwrap_or(&self.name);
        let mut names = Names::new(name, event.arena());
        let mut length = 0;
        while event.get_named(names.at(length)).is_some() {
            length += 1;
        }
        length
    }

    /// The elements one by one.
    pub fn cursor<'e>(&'e self, event: &Event<'e>) -> Cursor<'e> {
        Cursor { names: Names::new(self.name(event), event.arena()), index: 0 }
    }

    /// Writes elements from an index on.
    pub fn write<'e>(&'e self, event: &mut Event<'e>, first: usize, elements: &[&'e str]) {
        let mut names = Names::new(self.name(event), event.arena());
        for (place, element) in elements.iter().enumerate() {
            let name = event.keep(names.at(first + place));
            event.set_named(name, element);
        }
    }

    /// Removes the elements from an index on, up to the first gap.
    pub fn truncate<'e>(&'e self, event: &mut Event<'e>, length: usize) {
        let mut names = Names::new(self.name(event), event.arena());
        let mut index = length;
        while event.get_named(names.at(index)).is_some() {
            event.remove_named(names.at(index));
            index += 1;
        }
    }

    /// Makes these the elements, in place of the old ones.
    pub fn replace<'e>(&'e self, event: &mut Event<'e>, elements: &[&'e str]) {
        self.write(event, 0, elements);
        self.truncate(event, elements.len());
    }
}

/// Elements one by one; the event can be used in between.
pub struct Cursor<'e> {
    names: Names<'e>,
    index: usize,
}

impl<'e> Cursor<'e> {
    /// The next element; `None` from the first gap on.
    pub fn next(&mut self, event: &mut Event<'e>) -> Option<&'e str> {
        let element = event.get_named(self.names.at(self.index))?;
        self.index += 1;
        Some(element)
    }
}

/// The names of an array's elements, made one at a time in the same place.
pub struct Names<'e> {
    text: ArenaString<'e>,
    length: usize,
}

impl<'e> Names<'e> {
    /// Names that begin so.
    pub fn new(array: &str, arena: &'e Bump) -> Self {
        let mut text = ArenaString::with_capacity_in(array.len() + 8, arena);
        text.push_str(array);
        Self { text, length: array.len() }
    }

    /// `array[index]`.
    pub fn at(&mut self, index: usize) -> &str {
        self.text.truncate(self.length);
        let _ = write!(self.text, "[{index}]");
        &self.text
    }
}

/// A row with one array, whose name comes without brackets; none for an array without elements.
pub fn row<'t>(name: &str, elements: impl Iterator<Item = &'t str>) -> Option<Row> {
    let fields = elements.enumerate().map(|(index, element)| (format!("{name}[{index}]"), element));
    Some(fields.collect::<Row>()).filter(|row| !row.is_empty())
}

fn invalid(build: &Build<'_>, parameter: &str, text: &str) -> Diagnostic {
    let message = format!("{text:?} is no array name for parameter {parameter} of {}()", build.function.name);
    let help = if text.ends_with("[]") {
        "put members with other characters than those of field names in backquotes: \"`log:code`[]\"".to_owned()
    } else {
        format!("array names end in brackets: \"{text}[]\"")
    };
    build.error(codes::ARGUMENT_VALUE, parameter, message).help(help)
}

/// The name without `[]` and backquotes; `None` when the text is not in array syntax.
fn plain_name(text: &str) -> Option<String> {
    let mut rest = text.strip_suffix("[]")?;
    let mut name = String::with_capacity(rest.len());
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '`' => {
                let member = rest.get(1..)?;
                let end = member.find('`').filter(|end| *end > 0)?;
                name.push_str(member.get(..end)?);
                end + 2
            }
            '[' => {
                let end = rest.find(']')?;
                let digits = rest.get(1..end)?;
                if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    return None;
                }
                name.push_str(rest.get(..=end)?);
                end + 1
            }
            _ => {
                let end = rest.find(|character| !is_field_character(character)).unwrap_or(rest.len());
                name.push_str(rest.get(..end)?);
                end
            }
        };
        // A character that fits nowhere takes nothing.
        rest = rest.get(taken..).filter(|_| taken > 0)?;
    }
    Some(name)
}

/// Characters of field names (language notes 2.2).
fn is_field_character(character: char) -> bool {
    match character {
        '#' | '%' | '&' | '.' | '@' | '\\' | '^' | '_' | '~' => true,
        _ if character.is_ascii() => character.is_ascii_alphanumeric(),
        '\u{a1}'..='\u{aa}' | '\u{ae}'..='\u{ba}' | '\u{bc}'..='\u{ff}' => true,
        _ => character > '\u{ff}' && !character.is_whitespace() && !character.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn reads_array_syntax() {
        for (text, name) in [
            ("a[]", Some("a")),
            ("a.b[]", Some("a.b")),
            ("a[0][]", Some("a[0]")),
            ("#t.x[12].y[]", Some("#t.x[12].y")),
            ("user.`e-mail`[]", Some("user.e-mail")),
            ("`log:code`[]", Some("log:code")),
            ("[]", Some("")),
            ("größe[]", Some("größe")),
            ("log:code[]", None),
            ("a", None),
            ("a[x][]", None),
            ("a[][]", None),
            ("``[]", None),
            ("`open[]", None),
            ("a b[]", None),
        ] {
            assert_eq!(plain_name(text).as_deref(), name, "{text}");
        }
    }
}
