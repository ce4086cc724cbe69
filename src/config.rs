//! `offscale.toml`: what holds for the queries of a folder and those below, found upward from a query file.
//!
//! ```toml
//! [check]
//! dialect = "logscale"            # or "lenient"
//! allow = ["style"]               # codes, groups of them, or "all"; deny goes before warn, warn before allow,
//! warn = ["dialect"]              # a code before its group, a group before "all"
//! deny = ["correctness"]
//! deny-warnings = true
//! data = ["samples/*.ndjson"]     # events whose fields are those that queries may name
//!
//! [library]
//! paths = ["saved"]               # folders of saved queries
//! lookups = ["lookups"]           # folders of lookup files
//! ```
//!
//! Paths are relative to the folder of the file.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use crate::check;
use crate::check::lints::{Level, Selection};
use crate::diagnostic::{Code, suggest};
use crate::source::LineIndex;

/// The name of the file.
pub const FILE: &str = "offscale.toml";

/// What the file says; empty when there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The file.
    pub file: Option<PathBuf>,
    /// For `check`.
    pub check: Check,
    /// Where names of saved queries and lookup files are looked for.
    pub library: Library,
}

/// What `check` finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// Whether official CQL only is taken; none when the file does not say.
    pub official: Option<bool>,
    /// Codes, groups or `all`, each with what is done about it, in the order of [`Check::selection`].
    pub rules: Vec<(String, Level)>,
    /// Whether warnings are errors.
    pub deny_warnings: bool,
    /// Files, folders and patterns of events.
    pub data: Vec<String>,
}

/// Folders of saved queries and lookup files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
    /// Of saved queries.
    pub paths: Vec<PathBuf>,
    /// Of lookup files.
    pub lookups: Vec<PathBuf>,
}

/// What is wrong with the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The file.
    pub file: PathBuf,
    /// Line and column, from 1, where a place is known.
    pub place: Option<(usize, usize)>,
    /// What was found there and what may stand there.
    pub message: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.file.display())?;
        if let Some((line, column)) = self.place {
            write!(out, ":{line}:{column}")?;
        }
        write!(out, ": {}", self.message)
    }
}

impl Config {
    /// What holds in a folder: the file there, or in the nearest folder above that has one.
    ///
    /// # Errors
    /// When the file cannot be read or says something that is not known.
    pub fn of_folder(folder: &Path) -> Result<Self, Wrong> {
        match find(folder) {
            Some(file) => Self::read(&file),
            None => Ok(Self::default()),
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read or says something that is not known.
    pub fn read(file: &Path) -> Result<Self, Wrong> {
        match std::fs::read_to_string(file) {
            Ok(text) => Self::parse(&text, file),
            Err(error) => Err(Wrong { file: file.to_owned(), place: None, message: error.to_string() }),
        }
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// When it says something that is not known.
    pub fn parse(text: &str, file: &Path) -> Result<Self, Wrong> {
        let wrong = |at: Option<usize>, message: String| {
            let position = at.map(|at| LineIndex::new(text).position(at));
            let place = position.map(|position| (position.line, position.column));
            Wrong { file: file.to_owned(), place, message }
        };
        let written: Written = toml::from_str(text)
            .map_err(|error| wrong(error.span().map(|span| span.start), error.message().trim_end().to_owned()))?;
        let mut rules = Vec::new();
        for (names, level) in
            [(written.check.allow, Level::Allow), (written.check.warn, Level::Warn), (written.check.deny, Level::Deny)]
        {
            for name in names {
                known(name.get_ref()).map_err(|message| wrong(Some(name.span().start), message))?;
                rules.push((name.into_inner(), level));
            }
        }
        let folder = file.parent().unwrap_or(Path::new(""));
        let beside = |paths: Vec<String>| paths.into_iter().map(|path| folder.join(path)).collect();
        let data = |path: String| folder.join(path).to_string_lossy().into_owned();
        Ok(Self {
            file: Some(file.to_owned()),
            check: Check {
                official: written.check.dialect.map(|dialect| dialect == Dialect::Logscale),
                rules: in_order(rules),
                deny_warnings: written.check.deny_warnings,
                data: written.check.data.into_iter().map(data).collect(),
            },
            library: Library { paths: beside(written.library.paths), lookups: beside(written.library.lookups) },
        })
    }
}

impl Check {
    /// The file's choice of findings, and over it further rules, which the command line gives.
    pub fn selection(&self, further: &[(String, Level)]) -> Selection {
        let further = in_order(further.to_vec());
        Selection { rules: self.rules.iter().cloned().chain(further).collect() }
    }
}

/// Rules of one place, so that the last that fits is the one meant: what is narrower goes before what is wider, and of
/// equals the stricter one.
fn in_order(mut rules: Vec<(String, Level)>) -> Vec<(String, Level)> {
    let width = |name: &str| match name {
        "all" => 0,
        name if check::code(name).is_some() => 2,
        _ => 1,
    };
    let strictness = |level: Level| match level {
        Level::Allow => 0,
        Level::Warn => 1,
        Level::Deny => 2,
    };
    rules.sort_by_key(|(name, level)| (width(name), strictness(*level)));
    rules
}

/// Whether the name is that of a code or a group, or `all`.
///
/// # Errors
/// When it is not; names the nearest.
pub fn known(name: &str) -> Result<(), String> {
    let rule = Selection { rules: vec![(name.to_owned(), Level::Warn)] };
    if rule.unknown().next().is_none() {
        return Ok(());
    }
    let groups = check::lints::Group::ALL.iter().map(|group| group.name());
    let near = suggest::closest(name, check::codes().map(Code::name).chain(groups));
    let hint = near.map_or_else(|| "`offscale errors` lists them".to_owned(), |near| format!("did you mean {near}?"));
    Err(format!("no finding and no group of findings is called {name:?}; {hint}"))
}

/// The file that holds in a folder.
fn find(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    folder.ancestors().map(|folder| folder.join(FILE)).find(|file| file.is_file())
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Written {
    check: WrittenCheck,
    library: WrittenLibrary,
    /// Nothing can be chosen yet; the table may stand there.
    #[serde(rename = "fmt")]
    _format: Nothing,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct WrittenCheck {
    dialect: Option<Dialect>,
    allow: Vec<Spanned<String>>,
    warn: Vec<Spanned<String>>,
    deny: Vec<Spanned<String>>,
    deny_warnings: bool,
    data: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct WrittenLibrary {
    paths: Vec<String>,
    lookups: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Nothing {}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Dialect {
    Lenient,
    Logscale,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(text, Path::new("rules/offscale.toml")).map_err(|wrong| wrong.to_string())
    }

    #[test]
    fn everything_may_be_left_out() {
        let empty = parse("").unwrap();
        assert_eq!(empty, Config { file: Some("rules/offscale.toml".into()), ..Config::default() });
        assert!(parse("[fmt]\n[check]\n[library]\n").is_ok());
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let config = parse("[check]\ndata = [\"d/*.json\", \"/x\"]\n[library]\npaths = [\"saved\"]\n").unwrap();
        assert_eq!(config.check.data, ["rules/d/*.json", "/x"]);
        assert_eq!(config.library.paths, [PathBuf::from("rules/saved")]);
        assert_eq!(config.check.official, None);
        assert_eq!(parse("[check]\ndialect = \"logscale\"").unwrap().check.official, Some(true));
    }

    #[test]
    fn mistakes_are_shown_where_they_stand() {
        for (text, place, word) in [
            ("[check]\nalow = []\n", ":2:1: ", "unknown field `alow`"),
            ("[chek]\n", ":1:2: ", "unknown field `chek`"),
            ("[fmt]\nwidth = 3\n", ":2:1: ", "unknown field `width`"),
            ("[check]\n\ndialect = \"splunk\"\n", ":3:11: ", "splunk"),
            ("[check]\ndeny = [\"dialect\", \"corectness\"]\n", ":2:20: ", "did you mean correctness?"),
            ("[check]\ndata = 3\n", ":2:8: ", "invalid type"),
            ("[check\n", ":1:7: ", ""),
        ] {
            let wrong = parse(text).unwrap_err();
            assert!(wrong.starts_with(&format!("rules/offscale.toml{place}")), "{wrong}");
            assert!(wrong.contains(word), "{wrong}");
        }
    }

    #[test]
    fn the_narrower_rule_and_the_command_line_win() {
        let config = parse("[check]\nallow = [\"dialect\"]\nwarn = [\"all\"]\ndeny = [\"style\", \"all\"]\n").unwrap();
        let level =
            |further: &[(String, Level)], name: &str| config.check.selection(further).level(check::code(name).unwrap());
        assert_eq!(level(&[], "dialect"), Some(Level::Allow));
        assert_eq!(level(&[], "syntax"), Some(Level::Deny));
        assert_eq!(level(&[("all".to_owned(), Level::Warn)], "dialect"), Some(Level::Warn));
        let both = [("dialect".to_owned(), Level::Deny), ("all".to_owned(), Level::Allow)];
        assert_eq!(level(&both, "dialect"), Some(Level::Deny));
    }

    #[test]
    fn the_nearest_file_above_holds() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a/b");
        std::fs::create_dir_all(&inner).unwrap();
        std::fs::write(folder.path().join(FILE), "[check]\ndeny-warnings = true\n").unwrap();
        assert!(Config::of_folder(&inner).unwrap().check.deny_warnings);
        std::fs::write(folder.path().join("a").join(FILE), "[library]\nlookups = [\"x\"]\n").unwrap();
        let nearest = Config::of_folder(&inner).unwrap();
        assert!(!nearest.check.deny_warnings);
        assert_eq!(nearest.library.lookups, [folder.path().join("a/x")]);
    }
}
