//! The columns of results whose rows need not have the same fields.

use hashbrown::HashMap;

use super::Results;
use crate::event::Row;
use crate::symbol::FieldName;

/// Column names in order, each once.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    names: Vec<FieldName>,
    places: HashMap<FieldName, usize, foldhash::fast::FixedState>,
}

impl Columns {
    /// The given columns, else the union of all field names in the order of first sight.
    pub fn of(results: &Results<'_>) -> Self {
        let mut columns = Self::default();
        match results.columns {
            Some(names) => names.iter().for_each(|name| columns.add(name)),
            None => {
                for row in results.rows {
                    for (place, (name, _)) in row.iter().enumerate() {
                        if !columns.is_at(name, place) {
                            columns.add(name);
                        }
                    }
                }
            }
        }
        columns
    }

    /// Adds a name, if it is new.
    pub fn add(&mut self, name: &FieldName) {
        self.place_or_add(name);
    }

    /// The place of a name, which is the last one if it is new.
    pub fn place_or_add(&mut self, name: &FieldName) -> usize {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        self.places.insert(name.clone(), self.names.len());
        self.names.push(name.clone());
        self.names.len() - 1
    }

    /// Rows of one result mostly have the same fields in the same order, which saves the look-up.
    fn is_at(&self, name: &FieldName, place: usize) -> bool {
        self.names.get(place) == Some(name)
    }

    /// Names, in order.
    pub fn names(&self) -> &[FieldName] {
        &self.names
    }

    /// The place of a column.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Puts the row's values under their columns; `None` where the row lacks the field.
    pub fn cells<'r>(&self, row: &'r Row, cells: &mut Vec<Option<&'r str>>) {
        cells.clear();
        cells.resize(self.names.len(), None);
        for (place, (name, value)) in row.iter().enumerate() {
            let column = if self.is_at(name, place) { Some(place) } else { self.places.get(name).copied() };
            if let Some(cell) = column.and_then(|column| cells.get_mut(column)) {
                *cell = Some(value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::row;
    use super::*;

    #[test]
    fn union_in_the_order_of_first_sight() {
        let rows = [row(&[("a", "1"), ("b", "2")]), row(&[("b", "3"), ("c", "4"), ("a", "5")]), row(&[])];
        let columns = Columns::of(&Results { rows: &rows, ..Results::default() });
        let names: Vec<_> = columns.names().iter().map(AsRef::as_ref).collect();
        assert_eq!(names, ["a", "b", "c"]);
        let mut cells = Vec::new();
        columns.cells(&rows[1], &mut cells);
        assert_eq!(cells, [Some("5"), Some("3"), Some("4")]);
        columns.cells(&rows[2], &mut cells);
        assert_eq!(cells, [None, None, None]);
    }

    #[test]
    fn given_columns_hide_the_others() {
        let rows = [row(&[("a", "1"), ("b", "2")])];
        let given: [FieldName; 3] = ["b".into(), "x".into(), "b".into()];
        let columns = Columns::of(&Results { rows: &rows, columns: Some(&given), ..Results::default() });
        let mut cells = Vec::new();
        columns.cells(&rows[0], &mut cells);
        assert_eq!(cells, [Some("2"), None]);
    }
}
