//! Mappings: what kind of source the records of a file come from, what they are wrapped in, and which of Falcon's fields
//! can be made from theirs. One file each; this table is the registration.
//!
//! A file is told by its first records. Wrappers come off one after the other (a Splunk export of raw FDR is `splunk` and
//! then `fdr`); what is left may be a vocabulary that Falcon's field names can be put on top of.

mod auditd;
mod cloudtrail;
mod cribl;
mod elastic;
mod event_search;
mod event_stream;
mod evtx_json;
pub(super) mod fdr;
mod host;
mod host_names;
mod humioctl;
mod inventory;
mod logscale;
mod member;
mod message;
mod panther;
mod sample;
mod splunk;
mod suricata;
mod syslog;
mod text;
pub(super) mod windows;
mod winlogbeat;
mod zeek;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use bumpalo::Bump;

use crate::event::Record;
use crate::event::mapping::{DerivedField, Mapped, Mapping};
pub(super) use host_names::{HostNames, Nobody, User};
pub(super) use inventory::Inventory;
pub(super) use sample::Sample;

/// Takes what wraps a record off it.
pub(super) type Unwrap = for<'c> fn(Record<'c>, &'c Bump) -> Result<Record<'c>, String>;

/// What surrounds a file and a vocabulary may draw on.
pub(super) struct Surroundings {
    /// Hosts and users of the whole input.
    pub names: Arc<dyn HostNames>,
    /// The latest time that a record of the file can have: when it was written, in epoch milliseconds.
    pub written: Option<i64>,
}

/// One kind of source.
pub(super) struct Source {
    /// Its name for `--map`.
    pub name: &'static str,
    /// What it is, for people.
    pub summary: &'static str,
    /// Whether a record comes from it.
    pub recognise: fn(&Sample<'_>) -> bool,
    pub role: Role,
}

/// What is done with the records of a source.
pub(super) enum Role {
    /// They are what LogScale has, or nothing can be added to them.
    AsIs,
    /// They wrap something. `verbatim`: the values stand in the line as in the record inside, so that literals can be
    /// searched in it.
    Wrapper { unwrap: Unwrap, verbatim: bool },
    /// Falcon's names are put on top.
    Vocabulary(fn(&Surroundings) -> Box<dyn Mapping>),
    /// An inventory of hosts or users, which other records are completed from.
    Inventory(Inventory),
}

/// All sources; the first that recognises a record has it.
static SOURCES: &[&Source] = &[
    &auditd::SOURCE,
    &logscale::SOURCE,
    &panther::SOURCE,
    &event_stream::SOURCE,
    &splunk::RESULT,
    &elastic::HIT,
    &elastic::ORIGINAL,
    &cribl::SOURCE,
    &splunk::SOURCE,
    &humioctl::SOURCE,
    &event_search::SOURCE,
    &fdr::SOURCE,
    &inventory::AIDMASTER,
    &inventory::USERINFO,
    &inventory::NOTMANAGED,
    &inventory::MANAGEDASSETS,
    &inventory::APPINFO,
    &evtx_json::SOURCE,
    &winlogbeat::SOURCE,
    &windows::SYSMON,
    &windows::SOURCE,
    &windows::XML,
    &syslog::SOURCE,
    &cloudtrail::SOURCE,
    &suricata::SOURCE,
    &zeek::SOURCE,
    &elastic::SOURCE,
    &text::SOURCE,
];

/// How many wrappers may lie around a record.
const MOST_WRAPPERS: usize = 4;

/// Which mapping files get.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// By the content of each file.
    #[default]
    Auto,
    /// None: records stay as they are, and every file is one of events.
    None,
    /// The one of this name, whatever the content; wrappers still come off by content.
    Named(&'static str),
}

impl Choice {
    /// Name and meaning of each mapping that can be chosen, `auto` and `none` aside.
    pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
        SOURCES.iter().map(|source| (source.name, source.summary))
    }

    /// What a mapping does, in rows: for a vocabulary each field that it makes, from what, and for which events. `None`
    /// when there is no mapping of that name.
    pub fn table(name: &str) -> Option<Vec<MappingRow>> {
        let source = SOURCES.iter().find(|source| source.name == name)?;
        if let "sysmon" | "windows" = name {
            return Some(windows::table(name == "sysmon"));
        }
        let Role::Vocabulary(make) = &source.role else { return Some(Vec::new()) };
        let mapping = make(&Surroundings { names: Arc::new(Nobody), written: None });
        let row = |field: &DerivedField| MappingRow {
            events: "all".to_owned(),
            field: field.name,
            from: field.inputs.clone(),
            value: field.constant,
            values: "",
        };
        let decoded = if name == auditd::SOURCE.name { auditd::table() } else { Vec::new() };
        Some(mapping.fields().iter().map(row).chain(decoded).collect())
    }
}

impl FromStr for Choice {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name.to_ascii_lowercase().as_str() {
            "auto" => Ok(Self::Auto),
            "none" => Ok(Self::None),
            lower => match SOURCES.iter().find(|source| source.name == lower) {
                Some(source) => Ok(Self::Named(source.name)),
                None => {
                    let names: Vec<&str> = Self::all().map(|(name, _)| name).collect();
                    Err(format!("unknown mapping `{name}`; there are auto, none, {}", names.join(", ")))
                }
            },
        }
    }
}

/// One line of the table of a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappingRow {
    /// The events that it is for.
    pub events: String,
    /// The field that is made.
    pub field: &'static str,
    /// What it is made from.
    pub from: Vec<&'static str>,
    /// Its value, where that is always the same.
    pub value: Option<&'static str>,
    /// The values that can come out, where there are few; may be empty.
    pub values: &'static str,
}

/// What was found out about the records of a file.
#[derive(Clone, Default)]
pub(super) struct Shape {
    /// The sources, the outermost first; empty when there is nothing to say.
    pub names: Vec<&'static str>,
    /// Takes the wrappers off.
    wrappers: Vec<Unwrap>,
    vocabulary: Option<&'static Source>,
    pub inventory: Option<Inventory>,
    /// Whether values stand in the file as in the records.
    pub verbatim: bool,
}

impl Debug for Shape {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Shape").field(&self.names).finish()
    }
}

impl Shape {
    /// That of records which are taken as they stand.
    pub fn plain() -> Self {
        Self { verbatim: true, ..Self::default() }
    }

    /// The shape of a file that begins with an event as LogScale exports it, to which nothing has to be done, or with a
    /// record of the Falcon Data Replicator.
    pub fn of_falcon<'c>(record: &Record<'c>, arena: &'c Bump) -> Option<Self> {
        let sample = Sample::of(record, arena);
        let source = SOURCES.iter().copied().find(|source| (source.recognise)(&sample))?;
        let is_falcon = [logscale::SOURCE.name, fdr::SOURCE.name].contains(&source.name);
        let vocabulary = matches!(source.role, Role::Vocabulary(_)).then_some(source);
        is_falcon.then(|| Self { names: vec![source.name], vocabulary, ..Self::plain() })
    }

    /// The shape of a file with these first records.
    pub fn of<'c>(choice: Choice, mut records: Vec<Record<'c>>, arena: &'c Bump) -> Self {
        let mut shape = Self::plain();
        let mut forced = match choice {
            Choice::None => return shape,
            Choice::Auto => None,
            Choice::Named(name) => SOURCES.iter().find(|source| source.name == name).copied(),
        };
        for _ in 0..=MOST_WRAPPERS {
            let samples: Vec<Sample<'_>> = records.iter().map(|record| Sample::of(record, arena)).collect();
            let known = |source: &&&Source| samples.iter().any(|sample| (source.recognise)(sample));
            let recognised = SOURCES.iter().find(known).copied();
            let is_wrapper = |source: &Source| matches!(source.role, Role::Wrapper { .. });
            let source = match forced {
                None => recognised,
                Some(named) if is_wrapper(named) => forced.take(),
                // Wrappers come off by content until the chosen vocabulary can be put on.
                Some(named) => recognised.filter(|source| is_wrapper(source)).or(Some(named)),
            };
            let Some(source) = source else { break };
            shape.names.push(source.name);
            match &source.role {
                Role::AsIs => break,
                Role::Wrapper { unwrap, verbatim } => {
                    shape.wrappers.push(*unwrap);
                    shape.verbatim &= verbatim;
                    records = records.into_iter().filter_map(|record| unwrap(record, arena).ok()).collect();
                }
                Role::Vocabulary(_) => {
                    shape.vocabulary = Some(source);
                    break;
                }
                Role::Inventory(inventory) => {
                    shape.inventory = Some(*inventory);
                    break;
                }
            }
        }
        shape
    }

    /// The shape of a file whose format tells its source.
    pub fn known(name: &'static str, choice: Choice) -> Self {
        let name = match choice {
            Choice::None => return Self::default(),
            Choice::Auto => name,
            Choice::Named(name) => name,
        };
        let source = SOURCES.iter().find(|source| source.name == name).copied();
        let vocabulary = source.filter(|source| matches!(source.role, Role::Vocabulary(_)));
        Self { names: vec![name], vocabulary, ..Self::default() }
    }

    /// Takes the wrappers off a record.
    pub fn unwrap<'c>(&self, record: Record<'c>, arena: &'c Bump) -> Result<Record<'c>, String> {
        self.wrappers.iter().try_fold(record, |record, unwrap| unwrap(record, arena))
    }

    /// Whether records are wrapped in something.
    pub fn is_wrapped(&self) -> bool {
        !self.wrappers.is_empty()
    }

    /// Whether records are changed or get fields.
    pub fn changes(&self) -> bool {
        self.is_wrapped() || self.vocabulary.is_some()
    }
}

/// What tells vocabularies of the same input apart: their name, and when the file was written where that matters.
type Key = (&'static str, Option<i64>);

/// The vocabularies of one input, each made once.
#[derive(Debug)]
pub(super) struct Mappings {
    names: Arc<dyn HostNames>,
    made: Mutex<BTreeMap<Key, Arc<Mapped>>>,
}

impl Mappings {
    /// Vocabularies that draw on these names.
    pub fn new(names: Arc<dyn HostNames>) -> Self {
        Self { names, made: Mutex::default() }
    }

    /// What is added to the records of a file. `written`: when it was, in epoch milliseconds.
    pub fn mapped(&self, shape: &Shape, written: Option<i64>) -> Option<Arc<Mapped>> {
        let source = shape.vocabulary?;
        let Role::Vocabulary(make) = &source.role else { return None };
        // Only dates without a year depend on when a file was written.
        let written = written.filter(|_| [text::SOURCE.name, auditd::SOURCE.name].contains(&source.name));
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || Arc::new(Mapped::new(make(&Surroundings { names: self.names.clone(), written })));
        Some(made.entry((source.name, written)).or_insert_with(new).clone())
    }
}
