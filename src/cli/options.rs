//! Options that several subcommands share, and what they make of them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, ValueEnum};

use super::Trouble;
use crate::exec::Settings;
use crate::exec::geography::Geography;
use crate::input::{Choice, Format as InputFormat, InputOptions};
use crate::library::geography::Databases;
use crate::library::lookups::FileLookups;
use crate::library::saved::FolderQueries;
use crate::value::time::{self, Zone};

/// Which language queries are read as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Dialect {
    /// Official CQL, and the forms of published LogScale-style detections.
    #[default]
    Lenient,
    /// Official CQL only.
    Logscale,
}

/// What a query draws on beside events.
#[derive(Args, Clone, Debug, Default)]
pub struct QueryOptions {
    /// Start of the search interval: 7d, 1d@d, an ISO time, or epoch milliseconds
    #[arg(long, value_name = "TIME")]
    pub start: Option<String>,
    /// End of the search interval, exclusive
    #[arg(long, value_name = "TIME")]
    pub end: Option<String>,
    /// The time that now() gives [default: the clock]
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
    /// Time zone of the query [default: UTC]
    #[arg(long, value_name = "ZONE")]
    pub timezone: Option<String>,
    /// Value of ?NAME in the query; repeat it to make a list
    #[arg(long = "param", value_name = "NAME=VALUE")]
    pub params: Vec<String>,
    /// Lookup file for match(), readFile() and cidr()
    #[arg(long = "lookup", value_name = "NAME=FILE")]
    pub lookup: Vec<String>,
    /// Folder of lookup files, named by their path in it
    #[arg(long, value_name = "DIR")]
    pub lookups: Vec<PathBuf>,
    /// Folder of saved queries: $pkg/sub:name() is pkg/sub/name.logscale (or .lql, .ngsiem, .yaml); may be repeated
    #[arg(long, value_name = "DIR")]
    pub library: Vec<PathBuf>,
    /// MaxMind database (City or ASN) for ipLocation() and asn(); may be repeated
    #[arg(long, value_name = "FILE")]
    pub geoip: Vec<PathBuf>,
    /// Hosts file (address and names a line) for reverseDns()
    #[arg(long, value_name = "FILE")]
    pub hosts: Option<PathBuf>,
    /// Indicator file (CSV) for ioc:lookup()
    #[arg(long, value_name = "FILE")]
    pub iocs: Option<PathBuf>,
    /// Language of the query [default: lenient]
    #[arg(long, value_enum)]
    pub dialect: Option<Dialect>,
}

impl QueryOptions {
    /// The settings of a run.
    ///
    /// # Errors
    /// Says which option cannot be understood.
    pub fn settings(&self) -> Result<Settings, Trouble> {
        let zone = match &self.timezone {
            None => Zone::utc(),
            Some(name) => Zone::named(name).ok_or_else(|| {
                Trouble(format!("--timezone: unknown time zone {name:?}; write a name such as Europe/Copenhagen or an offset such as +02:00"))
            })?,
        };
        let clock =
            SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| i64::try_from(now.as_millis()).unwrap_or(0));
        let point = |option: &str, text: &Option<String>, now: i64| -> Result<Option<i64>, Trouble> {
            let Some(text) = text else { return Ok(None) };
            time::parse_point(text, now, &zone).map(Some).map_err(|error| Trouble(format!("--{option}: {error}")))
        };
        let now = point("now", &self.now, clock)?.unwrap_or(clock);
        let start = point("start", &self.start, now)?;
        let end = point("end", &self.end, now)?;
        let mut parameters: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for given in &self.params {
            let (name, value) = pair("param", given)?;
            parameters.entry(name).or_default().push(value);
        }
        let mut files = BTreeMap::new();
        for given in &self.lookup {
            let (name, path) = pair("lookup", given)?;
            if !PathBuf::from(&path).is_file() {
                return Err(Trouble(format!("--lookup {given}: {path}: no such file")));
            }
            files.insert(name, PathBuf::from(path));
        }
        // Two functions look into files of their own, which they know by these names.
        for (name, option, path) in [("hosts", "--hosts", &self.hosts), ("ioc", "--iocs", &self.iocs)] {
            let Some(path) = path else { continue };
            if !path.is_file() {
                return Err(Trouble(format!("{option} {}: no such file", path.display())));
            }
            files.insert(name.to_owned(), path.clone());
        }
        for folder in self.lookups.iter().chain(&self.library) {
            if !folder.is_dir() {
                return Err(Trouble(format!("{}: no such folder", folder.display())));
            }
        }
        Ok(Settings {
            now,
            start,
            end,
            zone,
            parameters,
            lookups: Arc::new(FileLookups::new(files, self.lookups.clone())),
            geography: self.geography()?,
            library: Arc::new(FolderQueries::new(self.library.clone())),
            lenient: self.dialect.unwrap_or_default() == Dialect::Lenient,
        })
    }

    fn geography(&self) -> Result<Option<Arc<dyn Geography>>, Trouble> {
        if self.geoip.is_empty() {
            return Ok(None);
        }
        let mut databases = Databases::default();
        for path in &self.geoip {
            databases.add(path).map_err(|error| Trouble(format!("--geoip {error}")))?;
        }
        Ok(Some(Arc::new(databases)))
    }
}

fn pair(option: &str, given: &str) -> Result<(String, String), Trouble> {
    match given.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err(Trouble(format!("--{option}: expected NAME=VALUE, found {given:?}"))),
    }
}

/// How events are read.
#[derive(Args, Clone, Debug, Default)]
pub struct ReadOptions {
    /// Format of the input [default: by content]
    #[arg(long, value_name = "FORMAT", value_parser = InputFormat::from_str)]
    pub input_format: Option<InputFormat>,
    /// Falcon's fields for the events of other sources: auto, none, fdr, sysmon, windows, auditd, splunk, ... [default: by
    /// content]
    #[arg(long, value_name = "MAPPING", value_parser = Choice::from_str, default_value = "auto", hide_default_value = true)]
    pub map: Choice,
    /// FDR's inventory of hosts, which gives events their ComputerName: a file, a folder or a pattern; may be repeated
    #[arg(long, value_name = "FILE")]
    pub aidmaster: Vec<String>,
    /// Decode every line, and end with exit code 3 when input was skipped
    #[arg(long)]
    pub strict: bool,
}

impl ReadOptions {
    /// How files are read, by so many threads.
    pub fn input(&self, threads: usize) -> InputOptions {
        InputOptions {
            format: self.input_format,
            map: self.map,
            aidmaster: self.aidmaster.clone(),
            threads,
            ..InputOptions::default()
        }
    }
}

/// How events are read and queries run.
#[derive(Args, Clone, Debug, Default)]
pub struct RunOptions {
    #[command(flatten)]
    pub read: ReadOptions,
    /// Worker threads [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub threads: Option<std::num::NonZeroUsize>,
    /// Stop with exit code 4 when the program takes more memory, e.g. 2GB
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub max_memory: Option<u64>,
    /// Show no progress
    #[arg(long)]
    pub no_progress: bool,
}

impl RunOptions {
    /// How files are read.
    pub fn input(&self) -> InputOptions {
        self.read.input(self.threads())
    }

    /// How many workers.
    pub fn threads(&self) -> usize {
        self.threads.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
    }
}

/// A number of bytes with an optional unit.
fn size(text: &str) -> Result<u64, String> {
    let trimmed = text.trim();
    let digits = trimmed.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(trimmed.len());
    let (number, unit) = trimmed.split_at(digits);
    let factor: f64 = match unit.trim().to_ascii_lowercase().trim_end_matches('b') {
        "" => 1.0,
        "k" | "ki" => 1024.0,
        "m" | "mi" => 1024.0 * 1024.0,
        "g" | "gi" => 1024.0 * 1024.0 * 1024.0,
        _ => return Err(format!("expected a size such as 512MB or 2GB, found {text:?}")),
    };
    match number.parse::<f64>() {
        Ok(number) => Ok((number * factor) as u64),
        Err(_) => Err(format!("expected a size such as 512MB or 2GB, found {text:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        assert_eq!(size("512"), Ok(512));
        assert_eq!(size("2GB"), Ok(2 << 30));
        assert_eq!(size("1.5k"), Ok(1536));
        assert!(size("many").is_err());
        assert!(size("1x").is_err());
    }

    #[test]
    fn pairs_need_a_name() {
        assert!(pair("param", "=x").is_err());
        assert!(pair("param", "x").is_err());
        assert!(matches!(pair("param", "a=b=c"), Ok((name, value)) if name == "a" && value == "b=c"));
    }
}
