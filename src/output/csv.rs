//! Comma separated values with a header line; a missing field is an empty cell.

use super::delimited::Delimited;
use super::{Format, Kind};

/// The registration.
pub const FORMAT: Format = Format {
    name: "csv",
    summary: "comma separated values with a header",
    reads: &[],
    kind: Kind::Delimited(|settings| Delimited::new(b',', settings)),
};
