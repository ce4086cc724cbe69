//! `:sample`: some of the loaded events, from all over them.

use super::{Call, Command, Completion};
use crate::session::kept::Outcome;
use crate::session::picked::PickedRows;
use crate::session::show::Extent;
use crate::session::words::counted;
use crate::session::{Host, Kind, Reply, Session};

pub(super) static COMMAND: Command = Command {
    name: "sample",
    arguments: "[N]",
    summary: "show N events from all over the loaded ones (10 without a number)",
    details: "Each event is as likely as any other, and the choice is the same each time. It reads all events. The sample\n\
              becomes the last result: :event N shows one whole.",
    completion: Completion::Nothing,
    run,
};

/// Events without a number.
const USUAL: usize = 10;
/// More are a query's business.
const MOST: usize = 10_000;

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    if session.input.is_none() {
        return Reply::error("no events are loaded; load some with :load FILE...");
    }
    let count = match (call.rest, call.rest.parse::<usize>()) {
        ("", _) => USUAL,
        (_, Ok(count @ 1..=MOST)) => count,
        (text, _) => return Reply::error(format!("expected :sample N with a number up to {MOST}, found {text:?}")),
    };
    let mut reply = Reply::default();
    let Ok(plan) = session.prepare("", host, &mut reply) else { return reply };
    let sink = PickedRows::new(count);
    let mut report = match session.watched(&plan, host, &sink) {
        Ok(report) => report,
        Err(failure) => return Reply::error(failure.message),
    };
    let rows = sink.into_rows();
    let read = report.read;
    report.rows = rows.len() as u64;
    let mut outcome = Outcome { rows, report, reads: session.format.reads, is_old: false, looked_at: 0, seen: 0 };
    reply.append(outcome.show(session.look(), host, Extent::Screen));
    reply.add(Kind::Note, format!("{} of {}", outcome.rows.len(), counted(read, "event", "events")));
    session.outcome = Some(outcome);
    reply
}
