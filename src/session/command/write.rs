//! `:write`: the last query as a file, or as a case of a test.

use std::path::Path;

use super::load::expand;
use super::{Call, Command, Completion, new_file};
use crate::library::files::is_test;
use crate::library::saved::ENDING;
use crate::session::{Host, Reply, Session};

pub(super) static COMMAND: Command = Command {
    name: "write",
    arguments: "NAME",
    summary: "write the last query into a file, or with .test.toml a test of it; :write! overwrites",
    details: "A name without an ending gets .logscale. The file is one for `offscale run`, `check` and `test`, and for :open.\n\
              NAME.test.toml holds the events that pass the query's filters and the rows it makes of them: `offscale test`\n\
              runs NAME.logscale over them and compares.",
    completion: Completion::Paths,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    let words = call.words();
    let [name] = words.as_slice() else {
        return Reply::error("name one file: :write NAME (a name with blanks in quotes)");
    };
    let Some(query) = &session.last_query else { return Reply::error("there is no query yet") };
    let mut path = expand(name);
    if Path::new(&path).extension().is_none() {
        path = format!("{path}.{ENDING}");
    }
    let (text, what) = match is_test(Path::new(&path)) {
        false => (format!("{}\n", query.trim()), "the last query"),
        true => {
            let name = Path::new(&path).file_name().unwrap_or_default().to_string_lossy();
            match session.case(query, name.split('.').next().unwrap_or_default(), host) {
                Ok(text) => (text, "a test of the last query"),
                Err(message) => return Reply::error(message),
            }
        }
    };
    match new_file::write(COMMAND.name, call, &path, |out| out.write_all(text.as_bytes())) {
        Ok(()) => Reply::note(format!("{what} is written to {path}")),
        Err(refusal) => refusal,
    }
}
