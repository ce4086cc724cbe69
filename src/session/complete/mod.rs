//! Help while an entry is typed: completions of the word at the cursor, and the signature of the call around it.

mod paths;
mod place;
mod query;

use std::collections::BTreeSet;

use super::Session;
use super::command::{COMMANDS, Completion, find};
use super::entry::COMMAND_MARK;
use super::summary::Summary;
use crate::check::arguments::signature;
use crate::exec::Function;
use crate::exec::function::Parameter;
use crate::functions::{self, FUNCTIONS};
use crate::output::Format;
use place::{Place, Within};
pub use query::{KnownFields, Sources};

/// Candidates offered at once; a longer list is of no use.
const MOST: usize = 500;

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CandidateKind {
    /// A query function.
    Function,
    /// The name of a function's parameter.
    Parameter,
    /// A value that a parameter or a field can have.
    Value,
    /// A field.
    Field,
    /// A word of the language.
    Keyword,
    /// A saved query.
    SavedQuery,
    /// A parameter of the query.
    QueryParameter,
    /// A word of a session's command.
    Command,
}

/// One possible completion.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// What takes the place of the word.
    pub text: String,
    /// What a list shows.
    pub shown: String,
    /// What it is.
    pub kind: CandidateKind,
}

impl Candidate {
    fn new(text: impl Into<String>, kind: CandidateKind) -> Self {
        let text = text.into();
        Self { shown: text.trim_end().to_owned(), text, kind }
    }

    fn value(text: impl Into<String>) -> Self {
        Self::new(text, CandidateKind::Value)
    }

    fn same(text: impl Into<String>) -> Self {
        Self::new(text, CandidateKind::Command)
    }
}

impl KnownFields for Summary {
    fn names(&self) -> Vec<&str> {
        self.fields.iter().map(|field| &*field.name).collect()
    }

    fn values(&self, field: &str) -> Vec<&str> {
        self.field(field).map_or_else(Vec::new, |field| field.values.iter().map(|value| &**value).collect())
    }
}

/// A call that is open at some place of a text.
pub struct OpenCall {
    /// The function.
    pub function: &'static Function,
    /// The parameter that is being given; the unnamed one unless a name is written.
    pub parameter: Option<&'static Parameter>,
}

/// The innermost call of a known function that is open at the end of a text.
pub fn open_call(text: &str) -> Option<OpenCall> {
    let place = Place::at_end_of(text);
    if place.within == Within::Opaque {
        return None;
    }
    let function = functions::find(place.function?)?;
    let parameter = match place.parameter {
        Some(name) => function.parameter(name),
        None => function.unnamed(),
    };
    Some(OpenCall { function, parameter: parameter.map(|(_, parameter)| parameter) })
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
                kind: CandidateKind::Command,
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
        let matching = |names: Vec<Candidate>| query::select(names, &word);
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
                    .map(|name| Candidate {
                        text: format!("{name}="),
                        shown: name,
                        kind: CandidateKind::QueryParameter,
                    })
                    .collect(),
            ),
            Completion::Fields => {
                matching(self.catalog.fields.fields.iter().map(|field| Candidate::same(&*field.name)).collect())
            }
        };
        (rest_start + start, candidates)
    }

    fn complete_query(&self, text: &str) -> (usize, Vec<Candidate>) {
        let parameters = self.parameter_names();
        Sources { settings: &self.settings, fields: &self.catalog.fields, parameters: &parameters }.complete(text)
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
