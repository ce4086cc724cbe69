//! `:edit`: the last query back for editing.

use super::{Command, Completion};
use crate::session::{Next, Reply};

pub(super) static COMMAND: Command = Command {
    name: "edit",
    arguments: "",
    summary: "take the last query to $EDITOR; :edit! to the prompt",
    details: "What the editor leaves comes back to the prompt; Enter runs it. Without $EDITOR (or $VISUAL) the query comes\n\
              to the prompt at once. A query with an error comes back by itself; the arrow keys and Ctrl-R find older ones.",
    completion: Completion::Nothing,
    run: |session, call, host| match &session.last_query {
        Some(query) if host.has_editor() && !call.forced => Reply::default().then(Next::Editor(query.clone())),
        Some(query) => Reply::default().then(Next::edit(query.clone())),
        None => Reply::error("there is no query yet"),
    },
};
