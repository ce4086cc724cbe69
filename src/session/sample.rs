//! What is known about loaded files without reading them all: format, and the fields of the first events of each.

use super::summary::{Summarise, Summary};
use super::{Host, Session};
use crate::eval::{self, Options};
use crate::exec::Settings;
use crate::input::{Compression, FileIssue, Format, Input, InputFile};
use crate::plan::{self, Plan};

/// Decompressed bytes that are read of a file.
const BYTES: usize = 128 << 10;
/// Files that are looked into. Of more, those are taken that lie evenly between the first and the last.
const FILES: usize = 48;

/// What is known about one file.
#[derive(Clone, Debug)]
pub(super) struct FileFacts {
    pub name: String,
    /// Bytes as stored.
    pub bytes: u64,
    /// None where the file was not looked into or cannot be read.
    pub found: Option<(Format, Compression)>,
    /// What the records were recognised as.
    pub sources: Option<Vec<&'static str>>,
    /// Events and fields of the sample.
    pub sample: Option<(u64, usize)>,
    pub trouble: Vec<FileIssue>,
}

/// What is known about all of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Catalog {
    pub files: Vec<FileFacts>,
    pub fields: Summary,
    /// Whether the fields are those of all events.
    pub is_whole: bool,
}

impl Session {
    /// Looks into the loaded files.
    pub(super) fn sample(&mut self, host: &dyn Host) {
        let mut catalog = Catalog::default();
        let plan = everything();
        if let (Some(input), Some(plan)) = (&self.input, &plan) {
            let files = input.files();
            let step = files.len().div_ceil(FILES).max(1);
            host.begin();
            for (number, file) in files.iter().enumerate() {
                let facts = FileFacts {
                    name: file.name.clone(),
                    bytes: file.bytes,
                    found: None,
                    sources: None,
                    sample: None,
                    trouble: Vec::new(),
                };
                let facts = if number.is_multiple_of(step) && host.stop().is_none() {
                    look(number, input, plan, facts, &mut catalog.fields)
                } else {
                    facts
                };
                catalog.files.push(facts);
            }
            host.end();
        }
        self.catalog = catalog;
    }

    /// Sums up the fields of all events; `None` when it was stopped.
    pub(super) fn sum_up(&self, host: &dyn Host) -> Option<Summary> {
        let plan = everything()?;
        let sink = Summarise::default();
        let stop = || host.stop();
        let progress = |at| host.progress(at);
        let options = Options {
            threads: self.threads.max(1),
            interrupt: Some(&stop),
            progress: Some(&progress),
            ..Options::default()
        };
        host.begin();
        let report = self.run(&plan, &options, &sink);
        host.end();
        report.is_ok_and(|report| report.stopped.is_none()).then(|| sink.into_summary())
    }
}

/// The query that lets all events pass, with their time.
fn everything() -> Option<Plan> {
    plan::compile("", &Settings::default(), &["@timestamp"]).0
}

fn look(number: usize, input: &Input, plan: &Plan, mut facts: FileFacts, fields: &mut Summary) -> FileFacts {
    let sink = Summarise::default();
    let beginning = input.beginning(number, BYTES);
    let report = eval::run(plan, &beginning, &Options::default(), &sink);
    let summary = sink.into_summary();
    let file = input.files().get(number);
    facts.found = file.and_then(InputFile::found);
    facts.sources = file.and_then(InputFile::sources).map(<[_]>::to_vec);
    facts.trouble = beginning.issues().files.into_iter().filter(|issue| issue.file == facts.name).collect();
    if report.is_ok() {
        facts.sample = Some((summary.events, summary.fields.len()));
        fields.absorb(summary);
    }
    facts
}
