//! `:chart`: the last result as a picture.

use super::{Call, Command, Completion};
use crate::output::Format;
use crate::session::show::{self, Extent};
use crate::session::{Host, Reply, Session};

pub(super) static COMMAND: Command = Command {
    name: "chart",
    arguments: "[N]",
    summary: "draw the last result: lines over time for rows with _bucket, else bars",
    details: "With a number only the first N rows are drawn. It does not run the query again. :set ascii on draws without\n\
              special characters; :report FILE puts the chart on a page.",
    completion: Completion::Nothing,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    let Some(outcome) = &session.outcome else { return Reply::error("there is no result yet") };
    let Some(format) = Format::named("chart") else { return Reply::error("there is no format for charts") };
    let extent = match (call.rest, call.rest.parse()) {
        ("", _) => Extent::Screen,
        (_, Ok(number)) => Extent::First(number),
        (text, Err(_)) => return Reply::error(format!("expected :chart or :chart N, found {text:?}")),
    };
    let look = show::Look { format, ..session.look() };
    outcome.shown(&outcome.rows, look, host, extent)
}
