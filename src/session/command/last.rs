//! `:last`: the last result again, without another run.

use super::{Call, Command, Completion};
use crate::session::show::Extent;
use crate::session::{Host, Kind, Reply, Session};

pub(super) static COMMAND: Command = Command {
    name: "last",
    arguments: "[all | N]",
    summary: "show the last result again, all rows or the first N, in the present format",
    details: "It does not run the query again.",
    completion: Completion::Nothing,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    let look = session.look();
    let Some(outcome) = &mut session.outcome else { return Reply::error("there is no result yet") };
    let extent = match call.rest {
        "" => Extent::Screen,
        "all" => Extent::First(usize::MAX),
        number => match number.parse() {
            Ok(number) => Extent::First(number),
            Err(_) => return Reply::error(format!("expected :last, :last all or :last N, found {number:?}")),
        },
    };
    let mut reply = outcome.show(look, host, extent);
    if outcome.rows.is_empty() {
        reply.add(Kind::Note, "0 rows");
    }
    reply
}
