//! Exact look-up by one or several columns, without a copy of the keys and without an allocation for each look-up.

use std::hash::{BuildHasher, Hasher};

use hashbrown::HashTable;

use super::Table;

/// Marks the end of a chain.
const NONE: u32 = u32::MAX;

/// Row numbers of a table by the values of some columns. It must be asked together with the table it was made of.
#[derive(Debug, Default)]
pub struct TextIndex {
    columns: Vec<usize>,
    ignore_case: bool,
    /// The last row of each key.
    last: HashTable<u32>,
    /// The row before with the same key.
    previous: Vec<u32>,
}

impl TextIndex {
    /// The index of these columns; rows that lack one of them are left out. A table is read up to 2^32-2 rows.
    pub fn new(table: &Table, columns: &[usize], ignore_case: bool) -> Self {
        let rows = u32::try_from(table.len()).unwrap_or(NONE).min(NONE - 1);
        let mut index = Self {
            columns: columns.to_vec(),
            ignore_case,
            last: HashTable::with_capacity(rows as usize),
            previous: vec![NONE; rows as usize],
        };
        if columns.is_empty() {
            return index;
        }
        for row in 0..rows {
            let key = || columns.iter().map(|&column| table.value(row as usize, column));
            if key().any(|value| value.is_none()) {
                continue;
            }
            let hash = hash(key().flatten(), ignore_case);
            let same = |&other: &u32| has(table, columns, other, key().flatten(), ignore_case);
            match index.last.find_entry(hash, same) {
                Ok(mut entry) => {
                    let before = std::mem::replace(entry.get_mut(), row);
                    if let Some(previous) = index.previous.get_mut(row as usize) {
                        *previous = before;
                    }
                }
                Err(_) => {
                    let rehash = |&row: &u32| {
                        let values = columns.iter().map(|&column| table.value(row as usize, column).unwrap_or(""));
                        self::hash(values, ignore_case)
                    };
                    index.last.insert_unique(hash, row, rehash);
                }
            }
        }
        index
    }

    /// The rows with these key values, the last row of the table first.
    pub fn find<'v, I>(&self, table: &Table, values: I) -> Rows<'_>
    where
        I: Iterator<Item = &'v str> + Clone,
    {
        let hash = hash(values.clone(), self.ignore_case);
        let same = |&row: &u32| has(table, &self.columns, row, values.clone(), self.ignore_case);
        let found = self.last.find(hash, same);
        Rows { previous: &self.previous, next: found.copied().unwrap_or(NONE) }
    }
}

fn has<'v>(
    table: &Table,
    columns: &[usize],
    row: u32,
    values: impl Iterator<Item = &'v str>,
    ignore_case: bool,
) -> bool {
    let own = columns.iter().map(|&column| table.value(row as usize, column));
    let equal = |a: &str, b: &str| a == b || (ignore_case && lower_case(a).eq(lower_case(b)));
    own.zip(values).all(|(own, value)| own.is_some_and(|own| equal(own, value)))
}

fn hash<'v>(values: impl Iterator<Item = &'v str>, ignore_case: bool) -> u64 {
    let mut hasher = foldhash::fast::FixedState::default().build_hasher();
    for value in values {
        if ignore_case {
            lower_case(value).for_each(|letter| hasher.write_u32(letter as u32));
        } else {
            hasher.write(value.as_bytes());
        }
        // Keeps ("a", "bc") and ("ab", "c") apart.
        hasher.write_u8(0xff);
    }
    hasher.finish()
}

fn lower_case(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().flat_map(char::to_lowercase)
}

/// Row numbers of one key, from the last to the first.
#[derive(Clone, Debug)]
pub struct Rows<'i> {
    previous: &'i [u32],
    next: u32,
}

impl Iterator for Rows<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let row = self.next as usize;
        self.next = *self.previous.get(row)?;
        Some(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(index: &TextIndex, table: &Table, values: &[&str]) -> Vec<usize> {
        index.find(table, values.iter().copied()).collect()
    }

    #[test]
    fn rows_of_a_key_come_last_first() {
        let table = Table::from_csv("k,v\na,1\nb,2\na,3\na,4\n");
        let index = TextIndex::new(&table, &[0], false);
        assert_eq!(rows(&index, &table, &["a"]), [3, 2, 0]);
        assert_eq!(rows(&index, &table, &["b"]), [1]);
        assert_eq!(rows(&index, &table, &["A"]), [0usize; 0]);
    }

    #[test]
    fn several_columns_must_all_be_equal() {
        let table = Table::from_csv("a,b\nx,yz\nxy,z\nx\n");
        let index = TextIndex::new(&table, &[1, 0], false);
        assert_eq!(rows(&index, &table, &["z", "xy"]), [1]);
        assert_eq!(rows(&index, &table, &["xy", "z"]), [0usize; 0]);
    }

    #[test]
    fn case_is_ignored_on_request_beyond_ascii() {
        let table = Table::from_csv("k\nÆBLE\n");
        let index = TextIndex::new(&table, &[0], true);
        assert_eq!(rows(&index, &table, &["æble"]), [0]);
        assert_eq!(rows(&index, &table, &["aeble"]), [0usize; 0]);
    }

    #[test]
    fn no_columns_find_nothing() {
        let table = Table::from_csv("k\n1\n");
        assert_eq!(rows(&TextIndex::new(&table, &[], false), &table, &[]), [0usize; 0]);
    }
}
