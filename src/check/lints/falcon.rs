//! What Falcon calls its fields and values.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::check::flow::{Flow, Need};

/// Field names that occur in Falcon events, one a line, sorted. It is not complete: a name that is missing here may
/// exist, so lints only speak of names that are very near to one of these.
static TEXT: &str = include_str!("falcon_fields.txt");

static NAMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| names().collect());

/// Fields that only Falcon events have.
const TELLING: &[&str] = &["#event_simpleName", "event_simpleName", "event_platform", "aid", "ParentBaseFileName"];

/// The known names.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    TEXT.lines().filter(|line| !line.is_empty())
}

/// Whether Falcon events are known to have the field.
pub(super) fn knows(name: &str) -> bool {
    NAMES.contains(name.trim_start_matches('#'))
}

/// Whether the query is about Falcon events.
pub(super) fn speaks_of(flow: &Flow<'_>) -> bool {
    let named = |name: &str| TELLING.contains(&name);
    let reads = flow.pipelines.iter().flat_map(|pipeline| &pipeline.steps).flat_map(|step| &step.reads);
    reads.filter(|read| read.need != Need::Implied).any(|read| named(&read.name))
}
