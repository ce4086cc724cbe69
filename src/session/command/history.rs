//! `:history`: the queries of this session.

use super::{Call, Command, Completion};
use crate::session::{Host, Next, Reply, Session};

pub(super) static COMMAND: Command = Command {
    name: "history",
    arguments: "[N | TEXT]",
    summary: "list the queries of this session; with N take one back for editing",
    details: "With a text only queries that hold it are listed. Ctrl-R also searches those of earlier sessions.",
    completion: Completion::Nothing,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, _: &dyn Host) -> Reply {
    if let Ok(number) = call.rest.parse::<usize>() {
        return match number.checked_sub(1).and_then(|place| session.history.get(place)) {
            Some(query) => Reply::default().then(Next::edit(query.clone())),
            None => Reply::error(format!("there is no query {number}; there are {}", session.history.len())),
        };
    }
    let holds = |query: &str| query.to_lowercase().contains(&call.rest.to_lowercase());
    let wanted = session.history.iter().enumerate().filter(|(_, query)| holds(query));
    let lines: String = wanted
        .map(|(place, query)| format!("{:>4}  {}\n", place + 1, query.trim().replace('\n', "\n      ")))
        .collect();
    if lines.is_empty() { Reply::note("no queries yet") } else { Reply::data(lines) }
}
