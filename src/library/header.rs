//! The header of a query: what it detects, from a TOML file of the same name beside it or from its first comment.

use serde::Deserialize;

/// Facts about a query.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// One line.
    #[serde(default)]
    pub title: String,
    /// Who wrote it.
    #[serde(default)]
    pub author: String,
    /// ATT&CK techniques, such as `T1587.003`.
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
    /// Words to find it by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The kinds of events that it needs.
    #[serde(default)]
    pub log_sources: Vec<String>,
}

impl Header {
    /// Reads a header file.
    ///
    /// # Errors
    /// When the text is not a header; the message says where.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// Fills what this one leaves open from another.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        let texts = [
            (&mut self.title, other.title),
            (&mut self.author, other.author),
            (&mut self.description, other.description),
            (&mut self.severity, other.severity),
        ];
        for (own, other) in texts {
            if own.is_empty() {
                *own = other;
            }
        }
        let lists = [
            (&mut self.attack, other.attack),
            (&mut self.false_positives, other.false_positives),
            (&mut self.references, other.references),
            (&mut self.tags, other.tags),
            (&mut self.log_sources, other.log_sources),
        ];
        for (own, other) in lists {
            if own.is_empty() {
                *own = other;
            }
        }
        self
    }

    /// Whether it names the technique, or a part of it: `T1587` also finds `T1587.003`.
    pub fn concerns(&self, technique: &str) -> bool {
        self.attack.iter().any(|known| {
            known.get(..technique.len()).is_some_and(|start| start.eq_ignore_ascii_case(technique))
                && matches!(known.as_bytes().get(technique.len()), None | Some(b'.'))
        })
    }

    /// Takes a fact by the name that authors give it, in whatever case, with blanks, dashes or underscores. False for
    /// names that say nothing here.
    pub fn take(&mut self, name: &str, values: Vec<String>) -> bool {
        let name: String =
            name.chars().filter(|letter| !matches!(letter, ' ' | '-' | '_')).flat_map(char::to_lowercase).collect();
        let listed = |values: Vec<String>| {
            let parts = values.iter().flat_map(|value| value.split(',')).map(str::trim);
            parts.filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        };
        let text = |values: Vec<String>| values.join("\n").trim().to_owned();
        match name.as_str() {
            "title" | "name" => self.title = text(values),
            "author" | "authors" | "by" => self.author = listed(values).join(", "),
            "attack" | "att&ck" | "mitre" | "mitreid" | "mitreids" | "mitreattack" | "technique" | "techniques" => {
                self.attack = values.iter().flat_map(|value| techniques(value)).collect();
            }
            "description" | "summary" => self.description = text(values),
            "severity" | "level" => self.severity = text(values).to_lowercase(),
            "falsepositives" | "falsepositive" => self.false_positives.extend(values),
            "references" | "reference" | "links" | "link" => self.references.extend(values),
            "tags" | "tag" | "labels" => self.tags = listed(values),
            "logsources" | "logsource" | "datasources" => self.log_sources = listed(values),
            _ => return false,
        }
        true
    }
}

/// The technique ids in a text, in the order in which they stand there, each once.
pub fn techniques(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.') {
        let word = word.trim_matches('.').to_ascii_uppercase();
        let Some(number) = word.strip_prefix('T') else { continue };
        let (technique, part) = number.split_once('.').unwrap_or((number, "000"));
        let digits = |text: &str, len| text.len() == len && text.bytes().all(|letter| letter.is_ascii_digit());
        if digits(technique, 4) && digits(part, 3) && !found.contains(&word) {
            found.push(word);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_technique_finds_its_parts() {
        let header = Header { attack: vec!["T1587.003".to_owned()], ..Header::default() };
        assert!(header.concerns("T1587.003") && header.concerns("t1587"));
        assert!(!header.concerns("T1587.004") && !header.concerns("T158") && !header.concerns("T1587.003.1"));
    }

    #[test]
    fn techniques_are_found_in_any_text() {
        assert_eq!(techniques("attack.t1587.003"), Vec::<String>::new());
        assert_eq!(techniques("T1587.003, t1553 and T1587.003"), ["T1587.003", "T1553"]);
        assert_eq!(techniques("https://attack.mitre.org/techniques/T1587/003/"), ["T1587"]);
    }
}
