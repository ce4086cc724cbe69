//! Zeek's JSON logs: flat names that may hold dots (`id.orig_h`), the time in `ts` as epoch seconds or ISO.

use super::{Role, Source};

pub(super) static SOURCE: Source = Source {
    name: "zeek",
    summary: "Zeek logs as JSON",
    recognise: |sample| sample.has("ts") && sample.has_one(&["uid", "id.orig_h", "_path", "fuid", "fingerprint"]),
    role: Role::AsIs,
};
