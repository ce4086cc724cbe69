//! `:load`: other events.

use super::{Call, Command, Completion};
use crate::session::words::{counted, size};
use crate::session::{Host, Kind, Next, Reply, Session, mapped};

pub(super) static COMMAND: Command = Command {
    name: "load",
    arguments: "PATH...",
    summary: "load event files, folders or patterns in place of those before",
    details: "A path with blanks stands in quotes. Without a path it reads the same paths again.",
    completion: Completion::Paths,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    let mut paths: Vec<String> = call.words().iter().map(|path| expand(path)).collect();
    if paths.is_empty() {
        paths = session.paths.clone();
    }
    if paths.is_empty() {
        return Reply::error("name files, folders or patterns: :load PATH...");
    }
    session.open(&paths, host)
}

impl Session {
    /// Loads events as `:load` does: looks into the files and says what was found.
    pub fn open(&mut self, paths: &[String], host: &dyn Host) -> Reply {
        if let Err(error) = self.load(paths) {
            let words: Vec<String> = paths.iter().map(|path| quoted(path)).collect();
            return Reply::error(error).then(Next::edit(format!(":load {}", words.join(" "))));
        }
        if let Some(outcome) = &mut self.outcome {
            outcome.is_old = true;
        }
        self.said.forget_issues();
        self.sample(host);
        let Some(input) = &self.input else { return Reply::default() };
        let mut reply = Reply::default();
        let issues = input.issues().files.into_iter();
        for issue in issues.chain(self.catalog.files.iter().flat_map(|file| file.trouble.iter().cloned())) {
            reply.add(Kind::Warning, format!("warning: {issue}"));
        }
        for line in mapped::lines(&input.mapping_report()) {
            reply.add(Kind::Note, line);
        }
        let files = counted(input.files().len() as u64, "file", "files");
        let fields = counted(self.catalog.fields.fields.len() as u64, "field", "fields");
        let events = counted(self.catalog.fields.events, "event", "events");
        reply.add(
            Kind::Note,
            format!(
                "loaded {files}, {}; {fields} in a sample of {events} (:files, :fields)",
                size(input.total_bytes())
            ),
        );
        reply
    }
}

/// `~/` at the start of a path means the home folder.
pub(in crate::session) fn expand(path: &str) -> String {
    match (path.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest).to_string_lossy().into_owned(),
        _ => path.to_owned(),
    }
}

/// A path as a word of a command.
fn quoted(path: &str) -> String {
    if path.contains(char::is_whitespace) { format!("\"{path}\"") } else { path.to_owned() }
}
