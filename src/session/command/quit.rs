//! `:quit`: ends the session.

use super::{Command, Completion};
use crate::session::{Next, Reply};

pub(super) static COMMAND: Command = Command {
    name: "quit",
    arguments: "",
    summary: "leave (also Ctrl-D)",
    details: "",
    completion: Completion::Nothing,
    run: |_, _, _| Reply::default().then(Next::Quit),
};
