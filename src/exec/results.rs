//! The row of results of one group while aggregates add to it.

use super::Context;
use crate::diagnostic::codes;
use crate::event::Row;
use crate::symbol::FieldName;
use crate::value::number::{self, Number};

/// A row to which aggregates that give one row at most add their results.
pub struct Results<'r> {
    row: &'r mut Row,
    /// How many fields were there before, those of the group.
    group_fields: usize,
    text: String,
    /// Where a conflict is reported.
    pub context: &'r Context,
}

impl<'r> Results<'r> {
    /// Results are added behind the fields that the row has.
    pub fn behind(row: &'r mut Row, context: &'r Context) -> Self {
        Self { group_fields: row.len(), row, text: String::new(), context }
    }

    /// The rows of one group: that with the results that `add` adds, none if it adds none.
    pub fn rows(context: &Context, add: impl FnOnce(&mut Results<'_>)) -> Vec<Row> {
        let mut row = Row::new();
        add(&mut Results::behind(&mut row, context));
        if row.is_empty() { Vec::new() } else { vec![row] }
    }

    /// Adds a result. One with the name of a field of the group says nothing new or would hide which group it is, so it is
    /// left out. Two results of the same name with different values are an error (functions-stats.html).
    pub fn add(&mut self, name: &FieldName, value: &str) {
        let known = self.row.iter().enumerate().find(|(_, (known, _))| *known == name);
        match known {
            None => self.row.push(name.clone(), value),
            Some((place, (_, known))) if place >= self.group_fields && known != value => {
                conflict(name, known, value, self.context)
            }
            Some(_) => {}
        }
    }

    /// Adds a number.
    pub fn add_number(&mut self, name: &FieldName, number: Number) {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        number::write(number, &mut text);
        self.add(name, &text);
        self.text = text;
    }

    /// Adds all fields of a row.
    pub fn add_row(&mut self, row: &Row) {
        row.iter().for_each(|(name, value)| self.add(name, value));
    }
}

/// Reports two values for the same field.
pub(super) fn conflict(name: &str, first: &str, second: &str, context: &Context) {
    context.fail(
        codes::STATS_CONFLICT,
        format!(
            "two aggregates give conflicting values for the field {name}, {first:?} and {second:?}; rename one with as="
        ),
    );
}
