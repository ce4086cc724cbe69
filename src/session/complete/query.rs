//! Completions of a query: what could stand at its end, from the descriptors of functions, the tree before it, and what is
//! known of fields, saved queries and lookup files.

use std::collections::BTreeSet;

use super::place::{self, Place, Within};
use super::{Candidate, CandidateKind};
use crate::check::mentions::mentions;
use crate::exec::function::{Kind, Parameter};
use crate::exec::{Function, Settings};
use crate::functions::{self, FUNCTIONS};
use crate::parser;

/// Words of the language that can begin a step.
const KEYWORDS: &[&str] = &["case {", "not ", "and ", "or "];

/// The fields that events can have.
pub trait KnownFields {
    /// Their names, the most wanted first.
    fn names(&self) -> Vec<&str>;

    /// Values that were seen in one of them.
    fn values(&self, field: &str) -> Vec<&str>;
}

/// What completions of a query draw on.
pub struct Sources<'a> {
    /// Saved queries and lookup files.
    pub settings: &'a Settings,
    /// Fields of the events.
    pub fields: &'a dyn KnownFields,
    /// Names of query parameters.
    pub parameters: &'a [String],
}

impl Sources<'_> {
    /// The completions of the word at the end of a text: where it begins, and what may take its place, the likeliest first.
    pub fn complete(&self, text: &str) -> (usize, Vec<Candidate>) {
        let place = Place::at_end_of(text);
        let candidates = match place.within {
            Within::Opaque => Vec::new(),
            _ if place.word.starts_with('$') => {
                let names = self.settings.library.names().into_iter();
                let kind = CandidateKind::SavedQuery;
                names.map(|name| Candidate { text: format!("${name}("), shown: format!("${name}"), kind }).collect()
            }
            Within::Code if place.word.starts_with('?') => {
                let names = self.parameters.iter();
                names.map(|name| Candidate::new(format!("?{name}"), CandidateKind::QueryParameter)).collect()
            }
            _ => self.offers(text, &place),
        };
        (place.start, select(candidates, place.word))
    }

    /// Everything that could stand at a place, the likeliest first.
    fn offers(&self, text: &str, place: &Place<'_>) -> Vec<Candidate> {
        let quoted = place.within == Within::Text;
        let function = place.function.and_then(functions::find);
        if let Some((function, name)) = function.zip(place.parameter)
            && let Some((_, parameter)) = function.parameter(name)
        {
            return self.values_of(text, place, parameter, quoted);
        }
        if let Some(field) = place.field {
            return self.fields.values(field).into_iter().map(|value| value_text(value, quoted)).collect();
        }
        if quoted {
            return Vec::new();
        }
        let Some(function) = function else {
            let mut all = functions_that(|_| true);
            all.extend(self.field_names(text, place));
            all.extend(KEYWORDS.iter().map(|word| Candidate::new(*word, CandidateKind::Keyword)));
            return all;
        };
        let given = text.get(place.argument..place.start).unwrap_or("").trim();
        let mut all = Vec::new();
        if given.is_empty() {
            let parameters = function.parameters.iter().filter(|parameter| !parameter.deprecated);
            all.extend(
                parameters.map(|parameter| Candidate::new(format!("{}=", parameter.name), CandidateKind::Parameter)),
            );
        }
        if let Some((_, parameter)) = function.unnamed() {
            all.extend(self.values_of(text, place, parameter, false));
        }
        if function.parameters.iter().any(|parameter| parameter.kind == Kind::Assignments) {
            all.extend(self.field_names(text, place));
            all.extend(functions_that(|function| function.roles.compute));
        }
        all
    }

    /// What a parameter can be given.
    fn values_of(&self, text: &str, place: &Place<'_>, parameter: &Parameter, quoted: bool) -> Vec<Candidate> {
        if !parameter.values.is_empty() {
            return parameter.values.iter().map(|value| Candidate::value(*value)).collect();
        }
        if parameter.name == "file" {
            let names = self.settings.lookups.names().into_iter();
            return names.map(|name| Candidate::value(if quoted { name } else { format!("\"{name}\"") })).collect();
        }
        if quoted {
            return Vec::new();
        }
        match parameter.kind {
            Kind::Boolean => ["true", "false"].map(Candidate::value).to_vec(),
            Kind::Field | Kind::Fields | Kind::Array => self.field_names(text, place),
            Kind::Aggregates => functions_that(|function| function.roles.aggregate),
            Kind::Expression | Kind::Expressions | Kind::Filters | Kind::Assignments => {
                let mut all = self.field_names(text, place);
                all.extend(functions_that(|function| function.roles.compute || function.roles.filter));
                all
            }
            _ => Vec::new(),
        }
    }

    /// The fields that the query makes before the call or word at its end, then those of the events.
    fn field_names(&self, text: &str, place: &Place<'_>) -> Vec<Candidate> {
        let before = text.get(..place.call).unwrap_or("");
        let (query, _) = parser::parse(before, &parser::Options::default());
        let made: BTreeSet<String> = mentions(&query, before).into_iter().map(|mention| mention.name).collect();
        let known = self.fields.names();
        let mut seen = BTreeSet::new();
        made.iter()
            .map(String::as_str)
            .chain(known)
            .filter(|name| seen.insert(*name))
            .map(|name| {
                let is_plain = name.chars().all(|letter| place::is_word(letter) && !":$?".contains(letter));
                let text = if is_plain || is_indexed(name) { name.to_owned() } else { format!("\"{name}\"") };
                Candidate { text, shown: name.to_owned(), kind: CandidateKind::Field }
            })
            .collect()
    }
}

/// Candidates that begin with the word, ignoring case; without one, those that hold it.
pub(super) fn select(candidates: Vec<Candidate>, word: &str) -> Vec<Candidate> {
    let word = word.to_lowercase();
    let (beginning, others): (Vec<_>, Vec<_>) =
        candidates.into_iter().partition(|candidate| candidate.text.to_lowercase().starts_with(&word));
    if !beginning.is_empty() {
        return beginning;
    }
    others.into_iter().filter(|candidate| candidate.shown.to_lowercase().contains(&word)).collect()
}

fn functions_that(wanted: impl Fn(&Function) -> bool) -> Vec<Candidate> {
    let wanted = FUNCTIONS.iter().filter(|function| function.deprecated.is_none() && wanted(function));
    wanted
        .map(|function| Candidate {
            text: format!("{}(", function.name),
            shown: format!("{}()", function.name),
            kind: CandidateKind::Function,
        })
        .collect()
}

fn value_text(value: &str, quoted: bool) -> Candidate {
    let is_plain = value.chars().all(|letter| letter.is_alphanumeric() || "_.-".contains(letter));
    let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
    let kind = CandidateKind::Value;
    match (quoted, is_plain) {
        (false, true) => Candidate::value(value),
        // A star in a value is no pattern; LogScale has no escape for it, so it is offered as it is.
        (false, false) => Candidate { text: format!("\"{escaped}\""), shown: value.to_owned(), kind },
        (true, _) => Candidate { text: format!("{escaped}\""), shown: value.to_owned(), kind },
    }
}

/// Whether a name is plain but for array indices.
fn is_indexed(name: &str) -> bool {
    name.contains('[') && !name.contains([' ', '"', ',', '(', ')', '|', '=', '-', '/'])
}
