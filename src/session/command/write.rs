//! `:write`: the last query as a file.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::load::expand;
use super::{Call, Command, Completion};
use crate::library::saved::ENDING;
use crate::session::{Host, Reply, Session};

pub(super) static COMMAND: Command = Command {
    name: "write",
    arguments: "NAME",
    summary: "write the last query into a file; :write! overwrites one",
    details: "A name without an ending gets .logscale. The file is one for `offscale run`, `check` and `test`, and for :open.",
    completion: Completion::Paths,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, _: &dyn Host) -> Reply {
    let words = call.words();
    let [name] = words.as_slice() else {
        return Reply::error("name one file: :write NAME (a name with blanks in quotes)");
    };
    let Some(query) = &session.last_query else { return Reply::error("there is no query yet") };
    let mut path = expand(name);
    if Path::new(&path).extension().is_none() {
        path = format!("{path}.{ENDING}");
    }
    let mut options = OpenOptions::new();
    options.write(true);
    // Nothing is overwritten by a slip of the finger.
    let options = if call.forced { options.create(true).truncate(true) } else { options.create_new(true) };
    let written = options.open(&path).and_then(|mut file| writeln!(file, "{}", query.trim()));
    match written {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Reply::error(format!("{path} is there already; :write! {} overwrites it", call.rest))
        }
        Err(error) => Reply::error(format!("{path}: {error}")),
        Ok(()) => Reply::note(format!("the last query is written to {path}")),
    }
}
