//! Panther's records of Falcon data: the FDR record is in `event`, lower-cased facts about it are around it (shapes of the
//! input, section 5).

use super::{Role, Source, member};

pub(super) static SOURCE: Source = Source {
    name: "panther",
    summary: "Falcon data in Panther's wrapper",
    recognise: |sample| {
        sample.has_one(&["fdr_event_type", "event_simplename", "p_log_type"]) && sample.has_beginning("event.")
    },
    role: Role::Wrapper { unwrap: |record, _| member::object(record, "event"), verbatim: true },
};
