//! Tab separated values with a header line, quoted like CSV where a value holds a tab, a quote or a line end.

use super::delimited::Delimited;
use super::{Format, Kind};

/// The registration.
pub const FORMAT: Format = Format {
    name: "tsv",
    summary: "tab separated values with a header",
    reads: &[],
    kind: Kind::Delimited(|settings| Delimited::new(b'\t', settings)),
};
