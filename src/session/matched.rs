//! What the filters of a query look for, found again in the values that it let through.

use std::ops::Range;

use super::entry::parsed;
use crate::ast::visit::{self, Visitor};
use crate::ast::{Filter, FilterKind, MatchOperator, Pattern};
use crate::exec::Settings;
use crate::value::regex::{Flags, Regex};

/// A literal piece of a pattern that is shorter is found everywhere and says nothing.
const SHORTEST: usize = 2;

/// The searches of a query: the field in which each looks (`None`: in all), and for what.
#[derive(Default)]
pub(super) struct Searches(Vec<(Option<String>, Search)>);

enum Search {
    /// A piece of a pattern between its stars; free text does not tell upper and lower case apart.
    Literal {
        text: String,
        ignore_case: bool,
    },
    Regex(Regex),
}

impl Searches {
    /// The searches of the filters of a query. What is negated looks for nothing.
    pub fn of(query: &str, settings: &Settings) -> Self {
        let (tree, _) = parsed(query, settings);
        let mut searches = Self::default();
        visit::walk_query(&mut searches, &tree);
        searches
    }

    fn add(&mut self, field: Option<&str>, pattern: &Pattern) {
        let field = field.map(str::to_owned);
        match pattern {
            Pattern::Glob(text) => {
                let pieces = text.value.split('*').filter(|piece| piece.len() >= SHORTEST);
                let ignore_case = field.is_none();
                let found = pieces.map(|piece| {
                    let text = if ignore_case { piece.to_lowercase() } else { piece.to_owned() };
                    (field.clone(), Search::Literal { text, ignore_case })
                });
                self.0.extend(found);
            }
            Pattern::Regex(literal) => {
                let flags = Flags::parse(&literal.flags).ok();
                if let Some(regex) = flags.and_then(|flags| Regex::new(&literal.source, flags).ok()) {
                    self.0.push((field, Search::Regex(regex)));
                }
            }
            Pattern::Parameter(_) => {}
        }
    }

    /// The places in a value of a field that were looked for, in order; they do not overlap.
    pub fn found(&self, name: &str, value: &str) -> Vec<Range<usize>> {
        let mut places: Vec<Range<usize>> = Vec::new();
        for (field, search) in &self.0 {
            if field.as_ref().is_some_and(|field| field != name) {
                continue;
            }
            match search {
                Search::Literal { text, ignore_case } => {
                    // Lowering may change the length of a text; then the places would be others.
                    let lower = ignore_case.then(|| value.to_lowercase()).filter(|lower| lower.len() == value.len());
                    let value = lower.as_deref().unwrap_or(value);
                    places.extend(value.match_indices(text.as_str()).map(|(start, piece)| start..start + piece.len()));
                }
                Search::Regex(regex) => {
                    let mut from = 0;
                    while let Ok(Some(place)) = regex.find_at(value, from) {
                        from = place.end;
                        if place.is_empty() {
                            // Behind an empty match the search goes on with the next character.
                            let Some(next) = value.get(from..).and_then(|rest| rest.chars().next()) else { break };
                            from += next.len_utf8();
                        } else {
                            places.push(place);
                        }
                    }
                }
            }
        }
        places.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
        let mut end = 0;
        places.retain(|place| {
            let is_new = place.start >= end && value.get(place.clone()).is_some();
            end = if is_new { place.end } else { end };
            is_new
        });
        places
    }
}

impl<'a> Visitor<'a> for Searches {
    fn filter(&mut self, filter: &'a Filter) {
        match &filter.kind {
            FilterKind::Not(_) => return,
            FilterKind::Match { field, operator, pattern } if *operator != MatchOperator::NotEqual => {
                self.add(Some(&field.text), pattern);
            }
            FilterKind::FreeText(pattern) => self.add(None, pattern),
            _ => {}
        }
        visit::walk_filter(self, filter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'v>(query: &str, name: &str, value: &'v str) -> Vec<&'v str> {
        let places = Searches::of(query, &Settings::default()).found(name, value);
        places.into_iter().map(|place| value.get(place).unwrap_or("")).collect()
    }

    #[test]
    fn filters_are_found_again_in_their_fields() {
        let query = "FileName=*ssl*exe | CommandLine=/req|key/i | \"temp\" | not cmd | x!=df00";
        assert_eq!(found(query, "FileName", "openssl.exe"), ["ssl", "exe"]);
        assert_eq!(found(query, "CommandLine", r"REQ -new -key C:\Temp\df00 cmd"), ["REQ", "key", "Temp"]);
        assert_eq!(found(query, "ParentBaseFileName", "ssl temp"), ["temp"]);
        assert_eq!(found(query, "x", "df00"), Vec::<&str>::new());
    }

    #[test]
    fn any_value_is_searched_to_its_end() {
        assert_eq!(found("a=/x*/", "a", "é证xx证x"), ["xx", "x"]);
        assert_eq!(found("ß", "a", "İß"), ["ß"]);
        assert_eq!(found("a=", "a", "b"), Vec::<&str>::new());
    }
}
