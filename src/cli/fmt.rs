//! `offscale fmt`: queries in canonical layout, in files of their own and inside YAML and Markdown.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use similar::TextDiff;

use super::check::tests_beside;
use super::{Exit, Outcome, Trouble, colored_stderr, complain, print};
use crate::diagnostic::{Diagnostic, render};
use crate::exec::Settings;
use crate::format::embedded::{self, Host};
use crate::library::files;
use crate::parser::Options;
use crate::session::portable;
use crate::source::SourceFile;
use crate::{format, functions, testing};

/// Write queries in one layout: a step a line, lines of at most 100 columns
///
/// Takes query files, and YAML (keys queryString and cql) and Markdown (blocks marked cql, logscale or humio) that hold
/// queries. The meaning never changes, comments stay, and what is no query is left byte for byte.
#[derive(Args)]
pub struct Arguments {
    /// Files, folders of them, or - for standard input to standard output
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// A query itself; its layout goes to standard output
    #[arg(short, long, value_name = "QUERY")]
    query: Option<String>,
    /// Write nothing; name the files that would change and exit with 1 if there are any
    #[arg(long)]
    check: bool,
    /// Write nothing; show what would change and exit with 1 if something would
    #[arg(long)]
    diff: bool,
    /// Write official CQL in place of the lenient dialect, when it gives the same rows on the query's tests
    #[arg(long)]
    portable: bool,
}

/// What the text of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Query,
    Holds(Host),
}

/// What was done, for the last line.
#[derive(Default)]
struct Count {
    changed: usize,
    unchanged: usize,
    failed: usize,
}

/// Runs the subcommand.
///
/// # Errors
/// What cannot be done at all.
pub fn run(arguments: &Arguments) -> Outcome {
    let names = functions::reserved_words();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let options = Options { functions: &names, ..Options::default() };
    let (stdin, paths): (Vec<_>, Vec<_>) = arguments.paths.iter().cloned().partition(|path| path.as_os_str() == "-");
    if stdin.is_empty() && paths.is_empty() && arguments.query.is_none() {
        return Err(Trouble(
            "nothing to format: name files or folders, - for standard input, or give -q 'QUERY'".to_owned(),
        ));
    }
    let mut count = Count::default();
    if let Some(query) = &arguments.query {
        text(arguments, &SourceFile::new("<query>", query), &options, &mut count)?;
    }
    if !stdin.is_empty() {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        let input = String::from_utf8(bytes).map_err(|_| Trouble("standard input: not UTF-8".to_owned()))?;
        text(arguments, &SourceFile::new("<stdin>", input), &options, &mut count)?;
    }
    for path in files::find(&paths, |path| kind(path).is_some())? {
        if let Err(Trouble(message)) = file(arguments, &path, &options, &mut count) {
            complain(&format!("error: {}: {message}", path.display()));
            count.failed += 1;
        }
    }
    if !paths.is_empty() {
        complain(&count.summary(arguments.check || arguments.diff));
    }
    let found = (arguments.check || arguments.diff) && count.changed > 0;
    Ok(match count.failed {
        0 if found => Exit::Found,
        0 => Exit::Done,
        _ => Exit::Usage,
    })
}

impl Count {
    fn summary(&self, dry: bool) -> String {
        let files = |number: usize| if number == 1 { "1 file".to_owned() } else { format!("{number} files") };
        let mut parts = Vec::new();
        if self.changed > 0 {
            parts.push(format!("{} {}", files(self.changed), if dry { "would change" } else { "formatted" }));
        }
        if self.unchanged > 0 {
            parts.push(format!(
                "{} left as {}",
                files(self.unchanged),
                if self.unchanged == 1 { "it is" } else { "they are" }
            ));
        }
        if self.failed > 0 {
            parts.push(format!("{} not formatted", files(self.failed)));
        }
        if parts.is_empty() { "no query files found".to_owned() } else { parts.join(", ") }
    }
}

/// What a file of that name holds, where it is one to format.
fn kind(path: &Path) -> Option<Kind> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "logscale" | "lql" | "ngsiem" | "cql" => Some(Kind::Query),
        "yml" | "yaml" => Some(Kind::Holds(Host::Yaml)),
        "md" | "markdown" => Some(Kind::Holds(Host::Markdown)),
        _ => None,
    }
}

/// The layout, or the text where errors leave it as it is; `None` when there is no query in it. With `--portable` it is the
/// layout of the official text, which is refused when the tests beside `path` see a difference.
fn laid_out(
    arguments: &Arguments,
    source: &SourceFile,
    path: Option<&Path>,
    kind: Kind,
    options: &Options<'_>,
) -> Result<Option<(String, Vec<Diagnostic>)>, Trouble> {
    if !arguments.portable {
        return Ok(layout(source, kind, options));
    }
    if kind != Kind::Query {
        return Err(Trouble(
            "--portable takes files with nothing but a query; `offscale check --fix` takes YAML".to_owned(),
        ));
    }
    let settings = Settings::default();
    let official = match portable::portable(&source.text, &settings) {
        Ok(official) => official,
        Err(refused) => {
            // The findings are about the text as far as it was rewritten.
            show(&refused.findings, &SourceFile::new(format!("{} (rewritten)", source.name), refused.text));
            return Err(Trouble("no official text of the query is known; the places above are left".to_owned()));
        }
    };
    let tests = path.map_or_else(|| Ok(Vec::new()), |path| tests_beside(path, &source.text))?;
    testing::verify(&source.text, &official, &tests, true)
        .map_err(|difference| Trouble(format!("the official text would give other rows {difference}")))?;
    Ok(layout(&SourceFile::new(&source.name, official), kind, options))
}

fn layout(source: &SourceFile, kind: Kind, options: &Options<'_>) -> Option<(String, Vec<Diagnostic>)> {
    match kind {
        Kind::Query => Some(match format::query(&source.text, options) {
            Ok(layout) => (layout, Vec::new()),
            Err(errors) => (source.text.clone(), errors),
        }),
        Kind::Holds(host) => {
            let rewritten = embedded::rewrite(&source.text, host, options);
            (rewritten.queries > 0).then_some((rewritten.text, rewritten.errors))
        }
    }
}

/// A query that is no file: its layout is the answer.
fn text(arguments: &Arguments, source: &SourceFile, options: &Options<'_>, count: &mut Count) -> Result<(), Trouble> {
    let Some((layout, errors)) = laid_out(arguments, source, None, Kind::Query, options)? else { return Ok(()) };
    if !errors.is_empty() {
        show(&errors, source);
        count.failed += 1;
        return Ok(());
    }
    // A query on the command line has no line end.
    let changed = layout.trim_end() != source.text.trim_end();
    count.changed += usize::from(changed);
    match (arguments.diff, arguments.check) {
        (true, _) => print(&difference(&source.name, &source.text, &layout)),
        (false, true) if changed => print(&format!("{}\n", source.name)),
        (false, true) => Ok(()),
        (false, false) => print(&layout),
    }
}

fn file(arguments: &Arguments, path: &Path, options: &Options<'_>, count: &mut Count) -> Result<(), Trouble> {
    let text = String::from_utf8(std::fs::read(path)?)
        .map_err(|error| Trouble(format!("not UTF-8 behind byte {}", error.utf8_error().valid_up_to())))?;
    let source = SourceFile::new(path.to_string_lossy(), text);
    let kind = kind(path).unwrap_or(Kind::Query);
    let Some((layout, errors)) = laid_out(arguments, &source, Some(path), kind, options)? else { return Ok(()) };
    show(&errors, &source);
    let changed = layout != source.text;
    if changed && arguments.diff {
        print(&difference(&source.name, &source.text, &layout))?;
    } else if changed && arguments.check {
        print(&format!("{}\n", source.name))?;
    } else if changed {
        replace(path, &layout)?;
    }
    match (errors.is_empty(), changed) {
        (false, _) => count.failed += 1,
        (true, true) => count.changed += 1,
        (true, false) => count.unchanged += 1,
    }
    Ok(())
}

fn show(errors: &[Diagnostic], source: &SourceFile) {
    if !errors.is_empty() {
        complain(render::text(errors, source, colored_stderr()).trim_end());
    }
}

fn difference(name: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    diff.unified_diff().context_radius(3).header(name, &format!("{name} (formatted)")).to_string()
}

/// Writes a file anew: what is written goes beside it first, so that it is never there by half.
fn replace(path: &Path, text: &str) -> Result<(), Trouble> {
    // A link stays one.
    let path = path.canonicalize()?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let permissions = std::fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(Trouble("the file may not be written to".to_owned()));
    }
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    beside.write_all(text.as_bytes())?;
    beside.as_file().set_permissions(permissions)?;
    beside.persist(&path)?;
    Ok(())
}
