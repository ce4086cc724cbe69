//! `:follow`: a query over input that grows.

use super::{Call, Command, Completion};
use crate::session::{Host, Reply, Session};

pub(super) static COMMAND: Command = Command {
    name: "follow",
    arguments: "[QUERY]",
    summary: "run a query and go on as lines are added to the loaded files; Ctrl-C ends",
    details: "Without a query it follows the last one. Rows of a filter are appended as they come; a result with an aggregate is\n\
              drawn anew, with :format chart as a chart. Files that come into loaded folders are read as well. The last result\n\
              stays: :last, :table, :chart and :save work on it. The interval and now() are those of the start.",
    completion: Completion::Query,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    let query = match (call.rest, &session.last_query) {
        ("", Some(last)) => last.clone(),
        ("", None) => return Reply::error("there is no query yet; :follow QUERY runs one and goes on"),
        (query, _) => query.to_owned(),
    };
    session.follow(&query, host)
}
