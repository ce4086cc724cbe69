//! `:profile`: what each stage cost and let through.

use super::{Call, Command, Completion};
use crate::session::{Host, Reply, Session, profile};

pub(super) static COMMAND: Command = Command {
    name: "profile",
    arguments: "[on | off]",
    summary: "run the last query again and show counts and times of its stages",
    details: ":profile on shows them under every result, :profile off no longer.",
    completion: Completion::Nothing,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    match call.rest {
        "on" | "off" => {
            session.profile = call.rest == "on";
            return Reply::note(format!("stages are {}shown under results", if session.profile { "" } else { "not " }));
        }
        "" => {}
        other => return Reply::error(format!("expected :profile, :profile on or :profile off, found {other:?}")),
    }
    let Some(query) = session.last_query.clone() else { return Reply::error("there is no query yet") };
    let before = std::mem::replace(&mut session.profile, true);
    let reply = session.evaluate(&query, host);
    session.profile = before;
    match &session.outcome {
        Some(outcome) if !reply.has_error() => Reply::data(profile::text(&outcome.report)),
        _ => reply,
    }
}
