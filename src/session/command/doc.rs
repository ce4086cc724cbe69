//! `:doc`: a query function.

use super::{Call, Command, Completion};
use crate::session::{Host, Reply, Session, describe};

pub(super) static COMMAND: Command = Command {
    name: "doc",
    arguments: "[FUNCTION]",
    summary: "describe a query function: parameters, defaults, examples",
    details: "Without a name it lists all functions.",
    completion: Completion::Topics,
    run,
};

fn run(_: &mut Session, call: &Call<'_>, _: &dyn Host) -> Reply {
    match call.rest {
        "" => Reply::data(describe::list()),
        name => match describe::function(name.trim_end_matches('(')) {
            Ok(function) => Reply::data(describe::describe(function)),
            Err(message) => Reply::error(message),
        },
    }
}
