//! `:range`: the search interval.

use super::{Call, Command, Completion};
use crate::session::{Host, Range, Reply, Session};

pub(super) static COMMAND: Command = Command {
    name: "range",
    arguments: "[START [END] | all]",
    summary: "show or set the search interval",
    details: "A time is relative (7d, 1d@d), ISO (2024-05-01T10:00) or epoch milliseconds; relative times count from\n\
              the moment of each query. Events without a time lie in every interval. :range all takes the bounds away.",
    completion: Completion::Nothing,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    let range = match call.words().as_slice() {
        [] => return Reply::note(session.range.describe()),
        [all] if all == "all" => {
            session.settings.start = None;
            session.settings.end = None;
            Range::default()
        }
        [start] => Range { start: Some(start.clone()), end: None },
        [start, end] => Range { start: Some(start.clone()), end: Some(end.clone()) },
        _ => return Reply::error("expected :range START [END]"),
    };
    if let Some(now) = host.now() {
        session.settings.now = now;
    }
    let mut settings = session.settings.clone();
    if let Err(message) = range.apply(&mut settings) {
        return Reply::error(message);
    }
    session.settings = settings;
    session.range = range;
    if let Some(outcome) = &mut session.outcome {
        outcome.is_old = true;
    }
    Reply::note(session.range.describe())
}
