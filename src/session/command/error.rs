//! `:error`: what a code of a finding means.

use super::{Call, Command, Completion};
use crate::session::{Host, Reply, Session, findings};

pub(super) static COMMAND: Command = Command {
    name: "error",
    arguments: "[CODE]",
    summary: "explain the code of an error or warning",
    details: "The code stands in brackets: error[missing-bar]. Without one it lists all.",
    completion: Completion::Nothing,
    run,
};

fn run(_: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    match call.rest {
        "" => Reply::data(findings::list()),
        name => match findings::explain(name, host.color()) {
            Ok(text) => Reply::data(text),
            Err(message) => Reply::error(message),
        },
    }
}
