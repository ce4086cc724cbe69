//! Field names of Falcon's events: those that lints know, those that the mappings of other sources make, and what every
//! event has.

use std::collections::BTreeMap;

use crate::check::lints::falcon;
use crate::input::Choice;
use crate::session::complete::KnownFields;

/// What LogScale knows of every event.
const METADATA: &[&str] =
    &["@timestamp", "@rawstring", "@id", "@ingesttimestamp", "@timezone", "#repo", "#type", "#event_simpleName"];

/// Field names with the values that they are known to have.
pub(super) struct Falcon(BTreeMap<&'static str, Vec<&'static str>>);

impl Default for Falcon {
    fn default() -> Self {
        let mut fields: BTreeMap<&'static str, Vec<&'static str>> =
            METADATA.iter().copied().chain(falcon::names()).map(|name| (name, Vec::new())).collect();
        for row in Choice::all().filter_map(|(name, _)| Choice::table(name)).flatten() {
            let values = fields.entry(row.field).or_default();
            if let Some(value) = row.value.filter(|value| !values.contains(value)) {
                values.push(value);
            }
        }
        Self(fields)
    }
}

impl Falcon {
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

impl KnownFields for Falcon {
    fn names(&self) -> Vec<&str> {
        self.0.keys().copied().collect()
    }

    fn values(&self, field: &str) -> Vec<&str> {
        self.0.get(field).cloned().unwrap_or_default()
    }
}
