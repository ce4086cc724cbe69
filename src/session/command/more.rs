//! `:more`: the next screen of the last result.

use super::{Call, Command, Completion};
use crate::session::show::{self, Extent};
use crate::session::words::grouped;
use crate::session::{Host, Kind, Reply, Session};

pub(super) static COMMAND: Command = Command {
    name: "more",
    arguments: "[N]",
    summary: "show the next rows of the last result: a screen of them, or N",
    details: "It goes on where the result, :last, :sort or :more ended; :last begins again. It does not run the query again.",
    completion: Completion::Nothing,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    let look = session.look();
    let Some(outcome) = &mut session.outcome else { return Reply::error("there is no result yet") };
    let extent = match (call.rest, call.rest.parse()) {
        ("", _) => Extent::Screen,
        (_, Ok(count)) => Extent::First(count),
        (text, Err(_)) => return Reply::error(format!("expected :more or :more N, found {text:?}")),
    };
    let all = outcome.rows.len();
    let rest = outcome.rows.get(outcome.seen..).unwrap_or(&[]);
    if rest.is_empty() {
        return Reply::note("there are no more rows; :last shows them from the first");
    }
    let (text, shown) = show::rows(rest, look, host, extent);
    let (first, last) = (outcome.seen + 1, outcome.seen + shown);
    outcome.seen = last;
    let mut reply = Reply::data(text);
    let end = if last < all { "; :more goes on" } else { "" };
    let [first, last, all] = [first, last, all].map(|number| grouped(number as u64));
    reply.add(Kind::Note, format!("rows {first} to {last} of {all}{end}"));
    reply
}
