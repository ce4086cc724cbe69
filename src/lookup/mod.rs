//! Tables of rows that functions look values up in: lookup files, results of subqueries.

mod cidr_index;
mod csv;
mod glob_index;
mod hosts;
mod json;
mod text_index;

use std::sync::Arc;

pub use cidr_index::CidrIndex;
pub use glob_index::{GLOB_LIMIT, GlobIndex};
pub use text_index::TextIndex;

use crate::event::Row;
use crate::symbol::FieldName;

/// Rows to look up in. Rows and columns are numbered from 0.
#[derive(Clone, Debug, Default)]
pub struct Table {
    columns: Vec<FieldName>,
    cells: Cells,
}

#[derive(Clone, Debug)]
enum Cells {
    /// Rows that may have gaps: results of subqueries, JSON.
    Rows(Vec<Row>),
    /// The text of a file, with the place of each cell; a file of a million lines costs no allocation for each of them.
    Grid(Grid),
}

#[derive(Clone, Debug, Default)]
struct Grid {
    text: String,
    /// Start and end in `text`, row by row; [`Grid::ABSENT`] where a line is too short.
    spans: Vec<(u32, u32)>,
}

impl Grid {
    const ABSENT: (u32, u32) = (u32::MAX, u32::MAX);
}

impl Default for Cells {
    fn default() -> Self {
        Self::Rows(Vec::new())
    }
}

impl Table {
    /// A table of these rows; its columns come in the order of their first appearance.
    pub fn from_rows(rows: Vec<Row>) -> Self {
        let mut columns: Vec<FieldName> = Vec::new();
        let mut seen: hashbrown::HashSet<FieldName, foldhash::fast::FixedState> = hashbrown::HashSet::default();
        let mut first: Vec<FieldName> = Vec::new();
        for row in &rows {
            // Rows of one query mostly have the same names in the same order; those need no hashing.
            if row.len() == first.len() && row.iter().zip(&first).all(|((name, _), known)| Arc::ptr_eq(name, known)) {
                continue;
            }
            first.clear();
            for (name, _) in row.iter() {
                first.push(name.clone());
                if seen.insert(name.clone()) {
                    columns.push(name.clone());
                }
            }
        }
        Self { columns, cells: Cells::Rows(rows) }
    }

    /// The table of a lookup file's text; the name's ending tells the format: `.json`, `.hosts`, else CSV. A text that
    /// cannot be read as its format gives an empty table, in which nothing is found (functions-match.html).
    pub fn from_file(name: &str, text: &str) -> Self {
        let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        match ending.as_str() {
            "json" => Self::from_json(text).unwrap_or_default(),
            "hosts" => Self::from_hosts(text),
            _ => Self::from_csv(text),
        }
    }

    /// Column names, in file order or in the order of their first appearance.
    pub fn columns(&self) -> &[FieldName] {
        &self.columns
    }

    /// The number of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.as_ref() == name)
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        match &self.cells {
            Cells::Rows(rows) => rows.len(),
            Cells::Grid(grid) => grid.spans.len().checked_div(self.columns.len()).unwrap_or(0),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A value; `None` where the row lacks the column.
    pub fn value(&self, row: usize, column: usize) -> Option<&str> {
        match &self.cells {
            Cells::Rows(rows) => rows.get(row)?.get(self.columns.get(column)?),
            Cells::Grid(grid) => {
                if column >= self.columns.len() {
                    return None;
                }
                let (start, end) = *grid.spans.get(row.checked_mul(self.columns.len())?.checked_add(column)?)?;
                grid.text.get(start as usize..end as usize)
            }
        }
    }

    /// The row with only these columns, in that order.
    pub fn row(&self, row: usize, columns: &[usize]) -> Row {
        let fields = columns.iter().filter_map(|&column| Some((self.columns.get(column)?, self.value(row, column)?)));
        fields.map(|(name, value)| (name.clone(), value)).collect()
    }
}

/// Where lookup files come from. Kept behind a trait so that nothing below the command line opens files.
pub trait LookupFiles: Send + Sync {
    /// The table of a lookup file, by the name that the query uses; `None` when there is no such file.
    ///
    /// # Errors
    /// When the file is there but cannot be read.
    fn table(&self, name: &str) -> Option<Result<Arc<Table>, String>>;

    /// The names there are, for "did you mean".
    fn names(&self) -> Vec<String>;
}

/// Lookup files held in memory.
#[derive(Debug, Default)]
pub struct MemoryLookups(std::collections::BTreeMap<String, Arc<Table>>);

impl MemoryLookups {
    /// Adds a table under a name.
    pub fn insert(&mut self, name: impl Into<String>, table: Table) {
        self.0.insert(name.into(), Arc::new(table));
    }
}

impl LookupFiles for MemoryLookups {
    fn table(&self, name: &str) -> Option<Result<Arc<Table>, String>> {
        self.0.get(name).cloned().map(Ok)
    }

    fn names(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn row(fields: &[(&str, &str)]) -> Row {
        fields.iter().map(|(name, value)| (*name, *value)).collect()
    }

    #[test]
    fn columns_of_rows_come_in_order_of_first_appearance() {
        let table = Table::from_rows(vec![row(&[("b", "1"), ("a", "2")]), row(&[("c", "3"), ("a", "4")])]);
        let columns: Vec<&str> = table.columns().iter().map(AsRef::as_ref).collect();
        assert_eq!(columns, ["b", "a", "c"]);
        assert_eq!(table.value(1, 1), Some("4"));
        assert_eq!(table.value(1, 0), None);
        assert_eq!(table.value(9, 0), None);
        assert_eq!(table.row(0, &[1, 2, 0]), row(&[("a", "2"), ("b", "1")]));
    }

    #[test]
    fn the_ending_of_a_file_name_tells_its_format() {
        assert_eq!(Table::from_file("x.csv", "a,b\n1,2\n").value(0, 1), Some("2"));
        assert_eq!(Table::from_file("x.json", r#"[{"a":1}]"#).value(0, 0), Some("1"));
        assert_eq!(Table::from_file("x.hosts", "10.0.0.1 one\n").value(0, 1), Some("one"));
        assert!(Table::from_file("x.json", "{not json").is_empty());
    }
}
