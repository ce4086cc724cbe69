//! `:sort`: the last result in another order.

use super::{Call, Command, Completion};
use crate::functions::compare_values;
use crate::session::show::Extent;
use crate::session::{Host, Reply, Session};

pub(super) static COMMAND: Command = Command {
    name: "sort",
    arguments: "FIELD [asc | desc]",
    summary: "put the last result in another order",
    details: "Numbers come before texts (behind them when descending), rows without the field last; ties keep their order.\n\
              Descending is the default, as in sort(). It does not run the query again; :last, :save and :table show the\n\
              new order.",
    completion: Completion::Fields,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    let look = session.look();
    let Some(outcome) = &mut session.outcome else { return Reply::error("there is no result yet") };
    let words = call.words();
    let (field, descending) = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [field] | [field, "desc"] => (field, true),
        [field, "asc"] => (field, false),
        _ => return Reply::error("expected :sort FIELD, :sort FIELD asc or :sort FIELD desc"),
    };
    if outcome.rows.iter().all(|row| row.get(field).is_none()) {
        return Reply::error(format!("no row of the last result has the field {field}"));
    }
    outcome.rows.sort_by(|a, b| compare_values(a.get(field), b.get(field), descending));
    outcome.looked_at = 0;
    outcome.show(look, host, Extent::Screen)
}
