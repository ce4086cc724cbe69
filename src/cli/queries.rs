//! `offscale queries`: the queries that ship with the program and those of libraries.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::{Exit, Outcome, Trouble, complain, print, query_text};
use crate::library::header::Header;
use crate::library::query::{self, Query};
use crate::library::saved::FolderQueries;
use crate::library::{files, shipped};
use crate::testing::CaseFile;

/// List the shipped queries and those of a library, or print one
#[derive(Args)]
pub struct Arguments {
    /// A query's name: prints its text
    name: Option<String>,
    /// Folder of saved queries, listed as well; may be repeated
    #[arg(long, value_name = "DIR")]
    library: Vec<PathBuf>,
    /// Only queries for this ATT&CK technique: T1587 also finds T1587.003
    #[arg(long, value_name = "ID")]
    attack: Option<String>,
    /// How they are listed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Also what they find, their false positives and references
    #[arg(long)]
    long: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// A query of the list.
#[derive(Serialize)]
struct Entry {
    name: String,
    title: String,
    attack: Vec<String>,
    severity: String,
    tests: usize,
    /// None for those in the program.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    kind: &'static str,
    author: String,
    description: String,
    false_positives: Vec<String>,
    references: Vec<String>,
    tags: Vec<String>,
    log_sources: Vec<String>,
}

impl Entry {
    fn new(name: String, file: Option<&Path>, query: Query, tests: usize) -> Self {
        let Header { title, author, attack, description, severity, false_positives, references, tags, log_sources } =
            query.header;
        let file = file.map(|file| file.display().to_string());
        let description = description.trim().to_owned();
        let kind = query.kind.name();
        Self {
            name,
            title,
            attack,
            severity,
            tests,
            file,
            kind,
            author,
            description,
            false_positives,
            references,
            tags,
            log_sources,
        }
    }
}

/// Runs the subcommand.
///
/// # Errors
/// When there is no such query or folder.
pub fn run(arguments: &Arguments) -> Outcome {
    if let Some(folder) = arguments.library.iter().find(|folder| !folder.is_dir()) {
        return Err(Trouble(format!("--library {}: no such folder", folder.display())));
    }
    let library = FolderQueries::new(arguments.library.clone());
    if let Some(name) = &arguments.name {
        let query = query_text::read(name, &arguments.library)?;
        print(&format!("{}\n", query.text.trim_end_matches('\n')))?;
        return Ok(Exit::Done);
    }
    let mut entries = entries(arguments, &library)?;
    if let Some(technique) = &arguments.attack {
        entries.retain(|entry| Header { attack: entry.attack.clone(), ..Header::default() }.concerns(technique.trim()));
        if entries.is_empty() {
            complain(&format!("no query for {technique}; `offscale queries` lists all"));
        }
    }
    match arguments.format {
        Format::Json => {
            for entry in &entries {
                print(&format!("{}\n", serde_json::to_string(entry)?))?;
            }
        }
        Format::Text if entries.is_empty() => {}
        Format::Text => print(&listed(&entries, arguments.long))?,
    }
    Ok(Exit::Done)
}

/// The shipped queries, then those of the folders: every query of every file, called or not.
fn entries(arguments: &Arguments, library: &FolderQueries) -> Result<Vec<Entry>, Trouble> {
    let shipped = shipped::QUERIES.iter().filter_map(|shipped| {
        let query = Query::shipped(shipped.name)?;
        Some(Entry::new(shipped.name.to_owned(), None, query, shipped.tests))
    });
    let mut entries: Vec<Entry> = shipped.collect();
    let saved = library.list();
    for file in files::find(&arguments.library, files::holds_queries)? {
        let queries = match query::read(&file) {
            Ok(queries) => queries,
            Err(problem) => {
                complain(&format!("warning: {problem}"));
                continue;
            }
        };
        let name = saved.iter().find(|(_, known)| *known == file).map(|(name, _)| name.clone());
        for query in queries {
            if let Some(problem) = &query.header_problem {
                complain(&format!("warning: header of {}: {problem}", query.name));
            }
            // What cannot be called by a name is named by its file, which `run` and `check` take.
            let name = name.clone().unwrap_or_else(|| query.name.clone());
            let tests = tests(&file, &query)?;
            entries.push(Entry::new(name, Some(&file), query, tests));
        }
    }
    Ok(entries)
}

/// How many tests stand beside a query.
fn tests(file: &Path, query: &Query) -> Result<usize, Trouble> {
    let beside = files::test_of_query(file);
    let own = query.part().map(|part| {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        file.with_file_name(format!("{stem}#{part}{}", files::TEST_ENDING))
    });
    let mut count = 0;
    for path in std::iter::once(beside).chain(own).filter(|path| path.is_file()) {
        let text = std::fs::read_to_string(&path).map_err(|error| Trouble(format!("{}: {error}", path.display())))?;
        match CaseFile::parse(&text) {
            Ok(file) => count += file.cases.len(),
            Err(problem) => complain(&format!("warning: {}: {problem}", path.display())),
        }
    }
    Ok(count)
}

/// A line for each query, in columns.
fn listed(entries: &[Entry], long: bool) -> String {
    let or_dash = |text: String| if text.is_empty() { "-".to_owned() } else { text };
    let rows: Vec<[String; 5]> = entries
        .iter()
        .map(|entry| {
            let tests = if entry.tests == 1 { "1 test".to_owned() } else { format!("{} tests", entry.tests) };
            let attack = or_dash(entry.attack.join(" "));
            [entry.name.clone(), attack, or_dash(entry.severity.clone()), tests, entry.title.clone()]
        })
        .collect();
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| unicode_width::UnicodeWidthStr::width(cell.as_str()))
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..4).map(width).collect();
    let mut text = String::new();
    for (row, entry) in rows.iter().zip(entries) {
        let mut line = String::new();
        for (at, cell) in row.iter().enumerate() {
            let missing = widths
                .get(at)
                .map_or(0, |width| width.saturating_sub(unicode_width::UnicodeWidthStr::width(cell.as_str())));
            if at == 3 {
                // Numbers stand under each other.
                line.push_str(&" ".repeat(missing));
                line.push_str(cell);
            } else {
                line.push_str(cell);
                line.push_str(&" ".repeat(missing));
            }
            line.push_str("  ");
        }
        text.push_str(line.trim_end());
        text.push('\n');
        if long {
            text.push_str(&details(entry));
        }
    }
    text.push_str("\nRun one with: offscale run NAME FILE...\n");
    text
}

fn details(entry: &Entry) -> String {
    let mut lines: Vec<String> = entry.description.lines().map(str::to_owned).collect();
    if !entry.author.is_empty() {
        lines.push(format!("author: {}", entry.author));
    }
    lines.extend(entry.file.iter().map(|file| format!("file: {file} ({})", entry.kind)));
    lines.extend(entry.false_positives.iter().map(|text| format!("false positive: {text}")));
    lines.extend(entry.references.iter().map(|text| format!("reference: {text}")));
    lines.iter().map(|line| format!("    {line}\n")).collect::<String>() + "\n"
}
