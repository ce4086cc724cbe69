//! `:edit`: the last query back for editing.

use super::{Command, Completion};
use crate::session::{Next, Reply};

pub(super) static COMMAND: Command = Command {
    name: "edit",
    arguments: "",
    summary: "take the last query back for editing",
    details: "A query with an error comes back by itself; the arrow keys and Ctrl-R find older ones.",
    completion: Completion::Nothing,
    run: |session, _, _| match &session.last_query {
        Some(query) => Reply::default().then(Next::edit(query.clone())),
        None => Reply::error("there is no query yet"),
    },
};
