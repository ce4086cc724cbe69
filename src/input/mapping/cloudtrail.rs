//! AWS CloudTrail. The list in `Records` is opened by the reader of JSON, and `eventTime` gives `@timestamp`; the names are
//! CloudTrail's own, as in LogScale's package for it.

use super::{Role, Source};

pub(super) static SOURCE: Source = Source {
    name: "cloudtrail",
    summary: "AWS CloudTrail records",
    recognise: |sample| sample.has_all(&["eventVersion", "eventTime", "eventSource", "eventName"]),
    role: Role::AsIs,
};
