//! Suricata's `eve.json`: nested objects, the time with microseconds and a zone in `timestamp`.

use super::{Role, Source};

pub(super) static SOURCE: Source = Source {
    name: "suricata",
    summary: "Suricata eve records",
    recognise: |sample| {
        sample.has_all(&["timestamp", "event_type"]) && sample.has_one(&["flow_id", "src_ip", "stats.uptime"])
    },
    role: Role::AsIs,
};
