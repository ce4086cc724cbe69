//! What is known about loaded files without reading them all: format, and the fields of the first events of each.

use std::sync::atomic::{AtomicBool, Ordering};

use super::summary::{Summarise, Summary};
use super::{Host, Session};
use crate::eval::{self, Options};
use crate::event::source::{Chunk, EventSource, Pass, ReadRequest};
use crate::exec::Settings;
use crate::input::{Compression, FileIssue, Format, Input, InputFile, InputOptions};
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
                    sample: None,
                    trouble: Vec::new(),
                };
                let facts = if number.is_multiple_of(step) && host.stop().is_none() {
                    look(file, input, plan, &self.input_options, facts, &mut catalog.fields)
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

fn look(
    file: &InputFile,
    input: &Input,
    plan: &Plan,
    options: &InputOptions,
    mut facts: FileFacts,
    fields: &mut Summary,
) -> FileFacts {
    let sink = Summarise::default();
    let options = InputOptions { chunk_bytes: BYTES, ..options.clone() };
    let on_disk = file.path().and_then(|_| Input::open(&[&file.name], options).ok());
    // What came through a pipe cannot be opened again; it lies in memory, as the first chunk of the input itself.
    let source = FirstChunk(on_disk.as_ref().unwrap_or(input));
    let report = eval::run(plan, &source, &Options::default(), &sink);
    let summary = sink.into_summary();
    let looked = source.0.files().iter().find(|other| other.name == file.name);
    facts.found = looked.and_then(InputFile::found);
    facts.trouble = source.0.issues().files.into_iter().filter(|issue| issue.file == file.name).collect();
    if report.is_ok() {
        facts.sample = Some((summary.events, summary.fields.len()));
        fields.absorb(summary);
    }
    if on_disk.is_none() {
        input.clear_issues();
    }
    facts
}

/// The first chunk of an input.
struct FirstChunk<'i>(&'i Input);

impl EventSource for FirstChunk<'_> {
    fn open<'s>(&'s self, request: &'s ReadRequest) -> Box<dyn Pass + 's> {
        Box::new(FirstOf { pass: self.0.open(request), is_taken: AtomicBool::new(false) })
    }
}

struct FirstOf<'s> {
    pass: Box<dyn Pass + 's>,
    is_taken: AtomicBool,
}

impl Pass for FirstOf<'_> {
    fn next(&self) -> Option<Box<dyn Chunk>> {
        if self.is_taken.swap(true, Ordering::Relaxed) { None } else { self.pass.next() }
    }
}
