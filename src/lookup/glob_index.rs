//! Look-up of a value among patterns with stars (functions-match.html, mode=glob), without trying each of them.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};
use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;

use super::Table;
use crate::value::glob::Glob;

/// How many lines a file may have in glob mode (GLOB_MATCH_LIMIT).
pub const GLOB_LIMIT: usize = 20_000;

/// Rows of a table by the pattern in one column.
#[derive(Debug, Default)]
pub struct GlobIndex {
    /// In the Unicode order of the patterns; equal patterns with the last row first.
    patterns: Vec<(Glob, u32)>,
    /// Finds the literals; the pattern of each is in `literals`.
    finder: Option<AhoCorasick>,
    literals: Vec<u32>,
    /// Patterns without a literal: tried always.
    always: Vec<u32>,
    ignore_case: bool,
}

impl GlobIndex {
    /// The index of a column; lines beyond [`GLOB_LIMIT`] are left out.
    pub fn new(table: &Table, column: usize, ignore_case: bool) -> Self {
        let rows = 0..table.len().min(GLOB_LIMIT);
        let mut texts: Vec<(&str, u32)> =
            rows.filter_map(|row| Some((table.value(row, column)?, u32::try_from(row).ok()?))).collect();
        texts.sort_by(|a, b| a.0.cmp(b.0).then(b.1.cmp(&a.1)));
        let mut index = Self { ignore_case, ..Self::default() };
        let mut found: Vec<String> = Vec::new();
        for (number, (text, row)) in (0u32..).zip(&texts) {
            let longest = text.split('*').max_by_key(|part| part.len()).unwrap_or("");
            if longest.is_empty() {
                index.always.push(number);
            } else {
                found.push(if ignore_case { lower_case(longest) } else { longest.to_owned() });
                index.literals.push(number);
            }
            index.patterns.push((Glob::new(text, ignore_case), *row));
        }
        if !found.is_empty() {
            index.finder = AhoCorasickBuilder::new().ascii_case_insensitive(ignore_case).build(&found).ok();
            if index.finder.is_none() {
                // Too large to build: try all.
                index.always = (0..u32::try_from(index.patterns.len()).unwrap_or(u32::MAX)).collect();
            }
        }
        index
    }

    /// The rows whose pattern matches the whole value, in the Unicode order of the patterns, at most `limit`.
    pub fn find(&self, value: &str, limit: usize, arena: &Bump, mut found: impl FnMut(usize)) {
        let mut candidates: ArenaVec<'_, u32> = ArenaVec::new_in(arena);
        candidates.extend_from_slice(&self.always);
        if let Some(finder) = &self.finder {
            let folded;
            let text = if self.ignore_case && !value.is_ascii() {
                folded = lower_case(value);
                folded.as_str()
            } else {
                value
            };
            let hits = finder.find_overlapping_iter(text);
            candidates.extend(hits.filter_map(|hit| self.literals.get(hit.pattern().as_usize())));
        }
        candidates.sort_unstable();
        candidates.dedup();
        let matching = candidates.iter().filter_map(|&number| self.patterns.get(number as usize));
        matching.filter(|(glob, _)| glob.matches(value)).take(limit).for_each(|(_, row)| found(*row as usize));
    }
}

/// Letter by letter, as [`Glob`] does it.
fn lower_case(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str, ignore_case: bool, value: &str, limit: usize) -> Vec<usize> {
        let arena = Bump::new();
        let mut rows = Vec::new();
        GlobIndex::new(&Table::from_csv(text), 0, ignore_case).find(value, limit, &arena, |row| rows.push(row));
        rows
    }

    #[test]
    fn patterns_match_whole_values_in_unicode_order() {
        let text = "p\n*.example.com\nwww.*\n*\nwww.example.com\nexample\n";
        assert_eq!(find(text, false, "www.example.com", 9), [2, 0, 1, 3]);
        assert_eq!(find(text, false, "www.example.com", 1), [2]);
        assert_eq!(find(text, false, "example", 9), [2, 4]);
        assert_eq!(find(text, false, "an example", 9), [2]);
    }

    #[test]
    fn equal_patterns_give_the_last_row_first() {
        assert_eq!(find("p\na*\na*\n", false, "ab", 9), [1, 0]);
    }

    #[test]
    fn case_is_ignored_on_request_beyond_ascii() {
        assert_eq!(find("p\n*ÆBLE*\nWWW*\n", true, "et æble", 9), [0]);
        assert_eq!(find("p\n*ÆBLE*\nWWW*\n", true, "www æBle", 9), [0, 1]);
        assert_eq!(find("p\nWWW*\n", false, "www", 9), [0usize; 0]);
    }
}
