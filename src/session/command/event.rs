//! `:event`: one row of the last result with all of its fields.

use super::{Call, Command, Completion};
use crate::output::write_record;
use crate::session::matched::Searches;
use crate::session::words::counted;
use crate::session::{Host, Reply, Session};

pub(super) static COMMAND: Command = Command {
    name: "event",
    arguments: "[N]",
    summary: "show row N of the last result whole, a field on each line",
    details: "Rows count from 1, in the order in which the result shows them. Nothing is cut, and what\n\
              the filters of the query looked for is marked. Without a number it is the row after the one before.",
    completion: Completion::Nothing,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    let searches =
        session.last_query.as_deref().map(|query| Searches::of(query, &session.settings)).unwrap_or_default();
    let Some(outcome) = &mut session.outcome else { return Reply::error("there is no result yet") };
    let number = match (call.rest, call.rest.parse::<usize>()) {
        ("", _) => outcome.looked_at + 1,
        (_, Ok(number)) => number,
        (text, Err(_)) => return Reply::error(format!("expected :event N, found {text:?}")),
    };
    let Some(row) = number.checked_sub(1).and_then(|place| outcome.rows.get(place)) else {
        let rows = counted(outcome.rows.len() as u64, "row", "rows");
        return Reply::error(format!("there is no row {number}; the last result has {rows}, which count from 1"));
    };
    let text = write_record(row, number, host.width(), host.color(), &|name, line| searches.found(name, line));
    outcome.looked_at = number;
    Reply::data(text)
}
