//! The formats that files of events come in, and their names on the command line.

use std::str::FromStr;

/// What the (decompressed) bytes of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Ndjson,
    /// JSON over several lines: arrays of objects, objects one after the other, and `{"events":[...]}` or
    /// `{"Records":[...]}` around them.
    Json,
    /// Comma-separated cells with a header line.
    Csv,
    /// Tab-separated cells with a header line.
    Tsv,
    /// Any text: each line is an event with nothing but `@rawstring`.
    Lines,
    /// Records of the Linux audit log, several of which make an event.
    Auditd,
    /// A Windows event log file.
    Evtx,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 7] = [Self::Ndjson, Self::Json, Self::Csv, Self::Tsv, Self::Lines, Self::Auditd, Self::Evtx];

    /// The name that `--input-format` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ndjson => "ndjson",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Lines => "lines",
            Self::Auditd => "auditd",
            Self::Evtx => "evtx",
        }
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name.to_ascii_lowercase().as_str() {
            "ndjson" | "jsonl" => Ok(Self::Ndjson),
            "json" => Ok(Self::Json),
            "csv" => Ok(Self::Csv),
            "tsv" => Ok(Self::Tsv),
            "lines" | "text" | "raw" => Ok(Self::Lines),
            "auditd" => Ok(Self::Auditd),
            "evtx" => Ok(Self::Evtx),
            _ => {
                let names = Self::ALL.map(Self::name).join(", ");
                Err(format!("unknown input format `{name}`; there are {names}"))
            }
        }
    }
}
