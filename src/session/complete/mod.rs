//! Help while an entry is typed: completions of the word at the cursor, and the signature of the call around it.

mod made;
mod paths;
mod place;

use std::collections::BTreeSet;

use super::Session;
use super::command::{COMMANDS, Completion, find};
use super::entry::COMMAND_MARK;
use crate::check::arguments::signature;
use crate::exec::Function;
use crate::exec::function::{Kind, Parameter};
use crate::functions::{self, FUNCTIONS};
use crate::output::Format;
use crate::parser;
use place::{Place, Within};

/// Candidates offered at once; a longer list is of no use.
const MOST: usize = 500;

/// Words of the language that can begin a step.
const KEYWORDS: &[&str] = &["case {", "not ", "and ", "or "];

/// One possible completion.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// What takes the place of the word.
    pub text: String,
    /// What a list shows.
    pub shown: String,
}

impl Candidate {
    fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { shown: text.trim_end().to_owned(), text }
    }
}

impl Session {
    /// The completions of the word that ends at byte `cursor`: where it begins, and what may take its place.
    pub fn complete(&self, entry: &str, cursor: usize) -> (usize, Vec<Candidate>) {
        let text = entry.get(..cursor).unwrap_or(entry);
        let (start, mut candidates) = match command_part(text) {
            Some(command) => {
                let (start, candidates) = self.complete_command(command);
                (text.len() - command.len() + start, candidates)
            }
            None => self.complete_query(text),
        };
        // `groupBy(` is not offered where a bracket stands already.
        if entry.get(cursor..).is_some_and(|rest| rest.starts_with('(')) {
            for candidate in &mut candidates {
                candidate.text.truncate(candidate.text.trim_end_matches('(').len());
            }
        }
        candidates.truncate(MOST);
        (start, candidates)
    }

    /// What is known about the call or command around byte `cursor`, in one line.
    pub fn hint(&self, entry: &str, cursor: usize) -> Option<String> {
        let text = entry.get(..cursor)?;
        let query = match command_part(text) {
            Some(command) => {
                let (name, rest) = command.split_once(' ')?;
                let command = find(name).ok()?;
                match (command.completion, rest.trim()) {
                    (_, "") if !command.arguments.is_empty() => return Some(command.arguments.to_owned()),
                    (Completion::Query, query) => query,
                    _ => return None,
                }
            }
            None => text,
        };
        let place = Place::at_end_of(query);
        if place.within == Within::Opaque {
            return None;
        }
        let function = functions::find(place.function?)?;
        match place.parameter.and_then(|name| function.parameter(name)) {
            Some((_, parameter)) => Some(describe(parameter)),
            None => Some(signature(function)),
        }
    }

    fn complete_command(&self, text: &str) -> (usize, Vec<Candidate>) {
        let Some((name, rest)) = text.split_once([' ', '!']) else {
            let names = COMMANDS.iter().filter(|command| command.name.starts_with(text));
            let candidates = names.map(|command| Candidate {
                text: if command.arguments.is_empty() { command.name.to_owned() } else { format!("{} ", command.name) },
                shown: format!(":{}", command.name),
            });
            return (0, candidates.collect());
        };
        let rest_start = text.len() - rest.len();
        let Ok(command) = find(name) else { return (text.len(), Vec::new()) };
        if command.completion == Completion::Query {
            let (start, candidates) = self.complete_query(rest);
            return (rest_start + start, candidates);
        }
        let (start, word) = last_word(rest);
        let matching = |names: Vec<Candidate>| select(names, &word);
        let candidates = match command.completion {
            Completion::Nothing | Completion::Query => Vec::new(),
            Completion::Paths => paths::candidates(&word),
            Completion::Formats => matching(Format::names().map(Candidate::same).collect()),
            Completion::Topics => {
                let commands = COMMANDS.iter().map(|command| command.name);
                let all = commands.chain(FUNCTIONS.iter().map(|function| function.name));
                matching(all.map(Candidate::same).collect())
            }
            Completion::Parameters => matching(
                self.parameter_names()
                    .into_iter()
                    .map(|name| Candidate { text: format!("{name}="), shown: name })
                    .collect(),
            ),
            Completion::Fields => {
                matching(self.catalog.fields.fields.iter().map(|field| Candidate::same(&*field.name)).collect())
            }
        };
        (rest_start + start, candidates)
    }

    fn complete_query(&self, text: &str) -> (usize, Vec<Candidate>) {
        let place = Place::at_end_of(text);
        let candidates = match place.within {
            Within::Opaque => Vec::new(),
            _ if place.word.starts_with('$') => {
                let names = self.settings.library.names().into_iter();
                names.map(|name| Candidate { text: format!("${name}("), shown: format!("${name}") }).collect()
            }
            Within::Code if place.word.starts_with('?') => {
                self.parameter_names().into_iter().map(|name| Candidate::same(format!("?{name}"))).collect()
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
            let known = self.catalog.fields.field(field);
            let values = known.map(|field| field.values.iter().map(|value| value_text(value, quoted)));
            return values.into_iter().flatten().collect();
        }
        if quoted {
            return Vec::new();
        }
        let Some(function) = function else {
            let mut all = functions_that(|_| true);
            all.extend(self.field_names(text, place));
            all.extend(KEYWORDS.iter().map(|word| Candidate::same(*word)));
            return all;
        };
        let given = text.get(place.arguments..place.start).unwrap_or("").trim();
        let mut all = Vec::new();
        if given.is_empty() {
            let parameters = function.parameters.iter().filter(|parameter| !parameter.deprecated);
            all.extend(parameters.map(|parameter| Candidate::same(format!("{}=", parameter.name))));
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
            return parameter.values.iter().map(|value| Candidate::same(*value)).collect();
        }
        if parameter.name == "file" {
            let names = self.settings.lookups.names().into_iter();
            return names.map(|name| Candidate::same(if quoted { name } else { format!("\"{name}\"") })).collect();
        }
        if quoted {
            return Vec::new();
        }
        match parameter.kind {
            Kind::Boolean => ["true", "false"].map(Candidate::same).to_vec(),
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
        let end = place.function.map_or(place.start, |name| place.arguments.saturating_sub(name.len() + 1));
        let (query, _) = parser::parse(text.get(..end).unwrap_or(""), &parser::Options::default());
        let made = made::names(&query);
        let known = self.catalog.fields.fields.iter().map(|field| &*field.name);
        let mut seen = BTreeSet::new();
        made.iter()
            .map(String::as_str)
            .chain(known)
            .filter(|name| seen.insert(*name))
            .map(|name| {
                let is_plain = name.chars().all(|letter| place::is_word(letter) && !":$?".contains(letter));
                let text = if is_plain || is_indexed(name) { name.to_owned() } else { format!("\"{name}\"") };
                Candidate { text, shown: name.to_owned() }
            })
            .collect()
    }

    /// Parameters that have a value, and those that the last query names.
    fn parameter_names(&self) -> Vec<String> {
        let mut names: BTreeSet<String> = self.settings.parameters.keys().cloned().collect();
        for part in self.last_query.as_deref().unwrap_or("").split('?').skip(1) {
            let name: String = part
                .trim_start_matches('{')
                .chars()
                .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                .collect();
            if !name.is_empty() {
                names.insert(name);
            }
        }
        names.into_iter().collect()
    }
}

/// The text behind the colon of a command.
fn command_part(text: &str) -> Option<&str> {
    text.trim_start().strip_prefix(COMMAND_MARK)
}

/// Candidates that begin with the word, ignoring case; without one, those that hold it.
fn select(candidates: Vec<Candidate>, word: &str) -> Vec<Candidate> {
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
        .map(|function| Candidate { text: format!("{}(", function.name), shown: format!("{}()", function.name) })
        .collect()
}

fn value_text(value: &str, quoted: bool) -> Candidate {
    let is_plain = value.chars().all(|letter| letter.is_alphanumeric() || "_.-".contains(letter));
    let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
    match (quoted, is_plain) {
        (false, true) => Candidate::same(value),
        // A star in a value is no pattern; LogScale has no escape for it, so it is offered as it is.
        (false, false) => Candidate { text: format!("\"{escaped}\""), shown: value.to_owned() },
        (true, _) => Candidate { text: format!("{escaped}\""), shown: value.to_owned() },
    }
}

/// Whether a name is plain but for array indices.
fn is_indexed(name: &str) -> bool {
    name.contains('[') && !name.contains([' ', '"', ',', '(', ')', '|', '=', '-', '/'])
}

/// The last word of a command's arguments, as typed and as meant: where it begins, and without quotes and backslashes.
fn last_word(text: &str) -> (usize, String) {
    let mut start = 0;
    let mut quoted = false;
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        if letter == '"' {
            quoted = !quoted;
        } else if letter.is_whitespace() && !quoted && before != '\\' {
            start = at + letter.len_utf8();
        }
        before = letter;
    }
    (start, super::entry::words(text.get(start..).unwrap_or("")).join(" "))
}

/// A parameter in one line.
fn describe(parameter: &Parameter) -> String {
    let mut text = format!("{}: ", parameter.name);
    if parameter.values.is_empty() {
        text.push_str(&format!("{:?}", parameter.kind).to_lowercase());
    } else {
        text.push_str(&parameter.values.join(" | "));
    }
    if let Some(default) = parameter.default {
        text.push_str(&format!(", default {default}"));
    }
    text
}
