//! `:open`: a query from a file, or a shipped one, for editing.

use super::load::expand;
use super::{Call, Command, Completion};
use crate::library::query::{self, Query};
use crate::library::shipped;
use crate::session::{Host, Next, Reply, Session};

pub(super) static COMMAND: Command = Command {
    name: "open",
    arguments: "[FILE | NAME]",
    summary: "take a query from a file, or a shipped one, for editing",
    details: "Without a name it lists the shipped queries.",
    completion: Completion::Paths,
    run,
};

fn run(_: &mut Session, call: &Call<'_>, _: &dyn Host) -> Reply {
    let words = call.words();
    let [name] = words.as_slice() else {
        if words.is_empty() {
            let names: String = shipped::QUERIES.iter().map(|query| format!("{}\n", query.name)).collect();
            return Reply::data(names);
        }
        return Reply::error("name one file or query: :open NAME (a name with blanks in quotes)");
    };
    let query = query::open(&expand(name)).or_else(|error| Query::shipped(name).ok_or(error));
    let text = match query {
        Ok(query) => query.text,
        Err(error) => {
            return Reply::error(format!("{error}; no shipped query has that name either (:open lists them)"));
        }
    };
    Reply::default().then(Next::edit(text.trim_end()))
}
