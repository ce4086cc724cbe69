//! `:doc`: a query function.

use super::{Call, Command, Completion};
use crate::session::words::folded;
use crate::session::{Host, Reply, Session, describe};

pub(super) static COMMAND: Command = Command {
    name: "doc",
    arguments: "[FUNCTION]",
    summary: "describe a query function: parameters, defaults, examples",
    details: "Without a name it lists all functions.",
    completion: Completion::Topics,
    run,
};

fn run(_: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    let text = match call.rest {
        "" => describe::list(),
        name => match describe::function(name.trim_end_matches('(')) {
            Ok(function) => describe::describe(function),
            Err(message) => return Reply::error(message),
        },
    };
    Reply::data(host.width().map_or_else(|| text.clone(), |columns| folded(&text, columns)))
}
