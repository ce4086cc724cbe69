//! What LogScale itself exports: JSON, NDJSON, CSV, query jobs. Its events are as queries see them.

use super::{Role, Source};

pub(super) static SOURCE: Source = Source {
    name: "logscale",
    summary: "events exported from LogScale",
    recognise: |sample| {
        sample.has("#event_simpleName")
            || sample.has("#repo")
            || sample.has_all(&["@timestamp", "@rawstring"])
            || sample.has_all(&["@timestamp", "@id"])
    },
    role: Role::AsIs,
};
