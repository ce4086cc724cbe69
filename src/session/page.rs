//! What a report says about a query and its run, gathered for a format that draws pages.

use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use super::Session;
use super::highlight::{self, Meaning};
use super::words::{counted, elapsed, size};
use crate::eval::Report;
use crate::event::Row;
use crate::library::header::Header;
use crate::library::query::header_of;
use crate::output::{About, Format, Results, Settings, StageFacts, Warning};

/// Files that are named; of more only the number is said.
const NAMED: usize = 4;

/// See the module.
pub struct Page<'p> {
    pieces: Vec<(&'p str, Option<&'static str>)>,
    header: Header,
    facts: Vec<(&'static str, String)>,
    stages: Vec<StageFacts>,
    warnings: Vec<(&'static str, String)>,
}

impl<'p> Page<'p> {
    /// A page about a query over the session's events. `path`: the query's file, beside which its header may lie. `time`:
    /// how long the run took.
    pub fn new(
        session: &Session,
        query: &'p str,
        path: Option<&Path>,
        report: &Report,
        time: Option<Duration>,
    ) -> Self {
        let header = header_of(query, path);
        let mut facts: Vec<(&'static str, String)> = Vec::new();
        if !header.attack.is_empty() {
            facts.push(("ATT&CK", header.attack.join(", ")));
        }
        if !header.severity.is_empty() {
            facts.push(("Severity", header.severity.clone()));
        }
        facts.push(("Results", counted(report.rows, "row", "rows")));
        facts.push(("Events read", counted(report.read, "event", "events")));
        if let Some(input) = session.input() {
            let files = input.files();
            let names: Vec<&str> = files.iter().take(NAMED).map(|file| file.name.as_str()).collect();
            let names =
                if files.len() > NAMED { counted(files.len() as u64, "file", "files") } else { names.join(", ") };
            facts.push(("Input", format!("{names} ({})", size(input.total_bytes()))));
        }
        let range = session.range.describe();
        facts.push(("Interval", range));
        if let Some(time) = time {
            facts.push(("Time", elapsed(time)));
        }
        if report.stopped.is_some() {
            facts.push(("Partial", "the query was stopped before its end".to_owned()));
        }
        let stage = |stage: &crate::eval::StageProfile| StageFacts {
            step: stage.label.text.clone(),
            input: stage.input,
            output: stage.output,
            millis: stage.time.as_secs_f64() * 1000.0,
        };
        Self {
            pieces: pieces(query, session),
            header,
            facts,
            stages: report.profile.iter().map(stage).collect(),
            warnings: report.warnings.iter().map(|warning| (warning.code.name(), warning.message.clone())).collect(),
        }
    }

    /// Writes these rows in a format, which takes of the page what it has a place for.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn write(&self, rows: &[Row], format: &Format, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
        let warnings: Vec<Warning<'_>> =
            self.warnings.iter().map(|(code, message)| Warning { code, message }).collect();
        let about = About {
            title: &self.header.title,
            description: self.header.description.trim(),
            facts: &self.facts,
            query: &self.pieces,
            stages: &self.stages,
        };
        let results = Results { rows, warnings: &warnings, about: Some(&about), ..Results::default() };
        format.write(&results, settings, out)
    }
}

fn pieces<'p>(query: &'p str, session: &Session) -> Vec<(&'p str, Option<&'static str>)> {
    let mut pieces = Vec::new();
    let mut end = 0;
    let query = query.trim_end();
    for (range, meaning) in highlight::pieces(query, &session.settings) {
        pieces.push((query.get(end..range.start).unwrap_or(""), None));
        end = range.end;
        pieces.push((query.get(range).unwrap_or(""), Some(Meaning::name(meaning))));
    }
    pieces.push((query.get(end..).unwrap_or(""), None));
    pieces.retain(|(text, _)| !text.is_empty());
    pieces
}
