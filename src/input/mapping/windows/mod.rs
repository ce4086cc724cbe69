//! Windows events, of Sysmon and of the Windows logs, with Falcon's names on top, so that a query written for Falcon runs
//! over endpoints that never had it. Every field keeps its own name beside them; where Falcon uses that name for something
//! else, the original is under `EventData.NAME`.
//!
//! The tables of kinds (`sysmon.rs`, `security.rs`, `logs.rs`) say what becomes of what. Falcon's vocabulary is that of its
//! events as seen (inventory of Falcon fields), and of the mapping that pySigma's Falcon pipeline assumes.

mod dns;
mod files;
pub(in crate::input) mod json;
mod logs;
mod paths;
mod registry;
mod rules;
mod security;
mod sysmon;
mod values;
pub(super) mod xml;

use std::cmp::Ordering;

use bumpalo::Bump;

use super::{MappingRow, Role, Sample, Source};
use crate::event::mapping::{DerivedField, Mapping};
use rules::{Kind, Log, Rule};

/// Windows events, the first of which are Sysmon's.
pub(super) static SYSMON: Source = Source {
    name: "sysmon",
    summary: "Sysmon events, of Windows or Linux, with Falcon's names on top",
    recognise: |sample| is_windows(sample) && log_of(sample) == Some(Log::Sysmon),
    role: Role::Vocabulary(|_| Box::new(Windows::new())),
};

/// Windows events of any log.
pub(super) static SOURCE: Source = Source {
    name: "windows",
    summary: "Windows events with Falcon's names on top",
    recognise: is_windows,
    role: Role::Vocabulary(|_| Box::new(Windows::new())),
};

/// Lines that are such events as XML.
pub(super) static XML: Source = Source {
    name: "windows-xml",
    summary: "Windows or Sysmon events as XML, one a line",
    recognise: |sample| {
        sample.text().is_some_and(|text| text.starts_with("<Event") && xml::record(text, &Bump::new()).is_some())
    },
    role: Role::Wrapper {
        unwrap: |record, arena| Ok(record.raw().and_then(|text| xml::record(text, arena)).unwrap_or(record)),
        verbatim: false,
    },
};

/// The rules as a table: those for all events, then those of Sysmon, then, unless only these are wanted, all others.
pub(super) fn table(only_sysmon: bool) -> Vec<MappingRow> {
    let row = |events: &str, rule: &Rule| MappingRow {
        events: events.to_owned(),
        field: rule.field,
        from: rule.inputs.to_vec(),
        value: Some(rule.constant).filter(|constant| rule.inputs.is_empty() && !constant.is_empty()),
        values: rule.values,
    };
    let mut rows: Vec<MappingRow> = rules::FIRST.iter().map(|rule| row("all", rule)).collect();
    for kind in kinds().filter(|kind| !only_sysmon || kind.log == Log::Sysmon) {
        let events = format!("{} {}", kind.log.name(), kind.id);
        rows.extend(kind.rules.iter().copied().flatten().map(|rule| row(&events, rule)));
    }
    rows
}

fn is_windows(sample: &Sample<'_>) -> bool {
    sample.has_one(&["EventID", "EventCode"])
        && sample.has_one(&["Channel", "LogName", "Provider_Name", "SourceName", "ProviderName"])
}

fn log_of(sample: &Sample<'_>) -> Option<Log> {
    Log::of(&SELECTORS.map(|name| sample.get(name)))
}

/// The fields that tell the kind of an event.
const SELECTORS: [&str; 7] =
    ["EventID", "EventCode", "Channel", "LogName", "Provider_Name", "SourceName", "ProviderName"];

/// All kinds, by log and number.
fn kinds() -> impl Iterator<Item = &'static Kind> {
    sysmon::KINDS.iter().chain(security::KINDS).chain(logs::KINDS)
}

/// A rule with the places of its inputs among those of its field.
#[derive(Debug)]
struct Placed {
    /// `None` for all events.
    kind: Option<&'static Kind>,
    rule: &'static Rule,
    inputs: Vec<usize>,
}

/// The mapping.
#[derive(Debug)]
struct Windows {
    fields: Vec<DerivedField>,
    /// The rules of each field, sorted by kind; those for all events last.
    rules: Vec<Vec<Placed>>,
}

impl Windows {
    fn new() -> Self {
        let mut mapping = Self { fields: Vec::new(), rules: Vec::new() };
        let of_kinds =
            kinds().flat_map(|kind| kind.rules.iter().copied().flatten().map(move |rule| (Some(kind), rule)));
        // The name comes first, then what every event has, then what its kind has.
        for (kind, rule) in rules::FIRST.iter().map(|rule| (None, rule)).chain(of_kinds) {
            mapping.add(kind, rule);
        }
        mapping.rules.iter_mut().for_each(|rules| rules.sort_by(|a, b| order(a.kind, b.kind)));
        mapping
    }

    fn add(&mut self, kind: Option<&'static Kind>, rule: &'static Rule) {
        let place = match self.fields.iter().position(|field| field.name == rule.field) {
            Some(place) => place,
            None => {
                let field = DerivedField::new(rule.field, SELECTORS.to_vec());
                self.fields.push(DerivedField { verbatim: true, ..field });
                self.rules.push(Vec::new());
                self.fields.len() - 1
            }
        };
        let (Some(field), Some(rules)) = (self.fields.get_mut(place), self.rules.get_mut(place)) else { return };
        field.replaces |= rule.replaces;
        field.verbatim &= rule.verbatim;
        let inputs = rule.inputs.iter().map(|input| {
            field.inputs.iter().position(|known| known == input).unwrap_or_else(|| {
                field.inputs.push(input);
                field.inputs.len() - 1
            })
        });
        let inputs = inputs.collect();
        rules.push(Placed { kind, rule, inputs });
    }
}

fn order(a: Option<&Kind>, b: Option<&Kind>) -> Ordering {
    let key = |kind: Option<&Kind>| kind.map_or((2, Log::Other, 0), |kind| (1, kind.log, kind.id));
    key(a).cmp(&key(b))
}

impl Mapping for Windows {
    fn name(&self) -> &str {
        SOURCE.name
    }

    fn fields(&self) -> &[DerivedField] {
        &self.fields
    }

    fn derive<'e>(&'e self, field: usize, inputs: &[Option<&'e str>], arena: &'e Bump) -> Option<&'e str> {
        let rules = self.rules.get(field)?;
        let selectors = inputs.get(..SELECTORS.len())?;
        let log = Log::of(selectors)?;
        let id: u32 = selectors.iter().take(2).flatten().next()?.trim().parse().ok()?;
        let start = rules.partition_point(|placed| placed.kind.is_some_and(|kind| (kind.log, kind.id) < (log, id)));
        let of_kind = rules
            .get(start..)?
            .iter()
            .take_while(|placed| placed.kind.is_some_and(|kind| (kind.log, kind.id) == (log, id)));
        let for_all = rules.iter().rev().take_while(|placed| placed.kind.is_none());
        of_kind.chain(for_all).find_map(|placed| {
            let mut values = [None; rules::MOST_INPUTS];
            for (value, place) in values.iter_mut().zip(&placed.inputs) {
                *value = inputs.get(*place).copied().flatten();
            }
            let context = rules::Context { log, constant: placed.rule.constant, arena };
            (placed.rule.make)(values.get(..placed.inputs.len())?, &context)
        })
    }
}
