//! The header of a query: what it detects, kept in a TOML file of the same name beside it.

use serde::Deserialize;

/// Facts about a query.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// One line.
    pub title: String,
    /// ATT&CK technique, such as `T1587.003`.
    #[serde(default)]
    pub attack: Vec<String>,
    /// What it finds and how.
    #[serde(default)]
    pub description: String,
    /// `low`, `medium`, `high`, `critical`.
    #[serde(default)]
    pub severity: String,
    /// What else it finds.
    #[serde(default)]
    pub false_positives: Vec<String>,
    /// Where to read more.
    #[serde(default)]
    pub references: Vec<String>,
}

impl Header {
    /// Reads a header.
    ///
    /// # Errors
    /// When the text is not a header; the message says where.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }
}
