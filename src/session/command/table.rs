//! `:table`: chosen columns of the last result.

use super::{Call, Command, Completion};
use crate::event::Row;
use crate::session::show::Extent;
use crate::session::{Host, Reply, Session};

pub(super) static COMMAND: Command = Command {
    name: "table",
    arguments: "FIELD, ...",
    summary: "show the last result with these columns",
    details: "It does not run the query again, and the result keeps its other fields: :last shows them.",
    completion: Completion::Fields,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    let Some(outcome) = &session.outcome else { return Reply::error("there is no result yet") };
    let names: Vec<String> = call.words().iter().flat_map(|word| word.split(',')).map(str::to_owned).collect();
    let names: Vec<&str> = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return Reply::error("name the columns: :table FIELD, ...");
    }
    if let Some(unknown) = names.iter().find(|name| outcome.rows.iter().all(|row| row.get(name).is_none())) {
        let known = outcome.rows.iter().flat_map(Row::iter).map(|(name, _)| name.as_ref());
        let near = crate::diagnostic::suggest::closest(unknown, known);
        let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
        return Reply::error(format!("no row of the last result has the field {unknown}{hint}"));
    }
    let chosen = |row: &Row| names.iter().map(|name| (*name, row.get(name).unwrap_or(""))).collect::<Row>();
    let rows: Vec<Row> = outcome.rows.iter().map(chosen).collect();
    outcome.shown(&rows, session.look(), host, Extent::Screen)
}
