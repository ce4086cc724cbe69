//! `:lookup`: lookup files for `match()` and its kin.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::load::expand;
use super::{Call, Command, Completion};
use crate::library::lookups::FileLookups;
use crate::lookup::{LookupFiles, Table};
use crate::session::{Host, Reply, Session};

pub(super) static COMMAND: Command = Command {
    name: "lookup",
    arguments: "[NAME=FILE | FILE ...]",
    summary: "show the lookup files, or add one: match(file=NAME, ...)",
    details: "Without a name it has that of the file. A file is read again when it is added again.",
    completion: Completion::Paths,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, _: &dyn Host) -> Reply {
    let mut files = BTreeMap::new();
    for word in call.words() {
        let (name, path) = match word.split_once('=') {
            Some((name, path)) if !name.is_empty() => (name.to_owned(), PathBuf::from(expand(path))),
            Some(_) => return Reply::error(format!("expected NAME=FILE, found {word:?}")),
            None => {
                let path = PathBuf::from(expand(&word));
                (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), path)
            }
        };
        if !path.is_file() {
            return Reply::error(format!("{}: no such file", path.display()));
        }
        files.insert(name, path);
    }
    if !files.is_empty() {
        let added = FileLookups::new(files, Vec::new());
        session.settings.lookups = Arc::new(Layered { added, below: session.settings.lookups.clone() });
        if let Some(outcome) = &mut session.outcome {
            outcome.is_old = true;
        }
    }
    let names = session.settings.lookups.names();
    if names.is_empty() { Reply::note("there are no lookup files") } else { Reply::data(names.join("\n")) }
}

/// Lookup files on top of those there were.
struct Layered {
    added: FileLookups,
    below: Arc<dyn LookupFiles>,
}

impl LookupFiles for Layered {
    fn table(&self, name: &str) -> Option<Result<Arc<Table>, String>> {
        self.added.table(name).or_else(|| self.below.table(name))
    }

    fn names(&self) -> Vec<String> {
        let mut names = self.added.names();
        names.extend(self.below.names());
        names.sort();
        names.dedup();
        names
    }
}
