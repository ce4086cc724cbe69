//! The case format: a TOML file of queries with input and expected rows.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A file of cases.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// The cases in order.
    #[serde(default, rename = "case")]
    pub cases: Vec<Case>,
}

/// One case.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Its name, unique in the file.
    pub name: String,
    /// The page or finding that it comes from.
    #[serde(default)]
    pub source: String,
    /// `worked-example`, `documented-rule`, `inferred`.
    #[serde(default)]
    pub basis: String,
    /// A remark.
    #[serde(default)]
    pub note: String,
    /// The query.
    #[serde(default)]
    pub query: String,
    /// Events, one JSON object a line; with `map`, the content of a file of any kind.
    #[serde(default)]
    pub input: String,
    /// How the input is read: `auto`, or the name of a mapping, as `--map` takes it. Without it, the events are taken as
    /// they stand.
    pub map: Option<String>,
    /// Rows, one JSON object a line.
    pub expect: Option<String>,
    /// Words that the error holds, without regard to case.
    pub expect_error: Option<String>,
    /// Whether the order of the rows counts.
    #[serde(default = "yes")]
    pub ordered: bool,
    /// Lookup files by name.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
    /// Values of parameters.
    #[serde(default)]
    pub params: BTreeMap<String, Values>,
    /// Saved queries by name.
    #[serde(default)]
    pub saved: BTreeMap<String, String>,
    /// `logscale` for official CQL only.
    pub dialect: Option<String>,
    /// Start of the interval, epoch milliseconds.
    pub start: Option<i64>,
    /// End of the interval, epoch milliseconds.
    pub end: Option<i64>,
    /// The clock, epoch milliseconds.
    pub now: Option<i64>,
    /// Allowed relative difference of numbers.
    pub tolerance: Option<f64>,
    /// Allowed absolute difference of numbers.
    pub abs_tolerance: Option<f64>,
}

/// One value or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Values {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl Values {
    /// As a list.
    pub fn to_list(&self) -> Vec<String> {
        match self {
            Self::One(value) => vec![value.clone()],
            Self::Many(values) => values.clone(),
        }
    }
}

fn yes() -> bool {
    true
}

impl CaseFile {
    /// Reads a file's text.
    ///
    /// # Errors
    /// When it is not TOML of this form; the message says where.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }
}
