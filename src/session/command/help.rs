//! `:help`: the commands, one command, or a query function.

use std::fmt::Write;

use super::{COMMANDS, Call, Command, Completion, find};
use crate::output::wrap::wrap;
use crate::session::{Host, Reply, Session, describe};

pub(super) static COMMAND: Command = Command {
    name: "help",
    arguments: "[COMMAND | FUNCTION | functions]",
    summary: "show this list, a command, or a query function",
    details: "",
    completion: Completion::Topics,
    run,
};

/// A command that takes more columns has its summary on the next line.
const LONGEST_USAGE: usize = 28;

const KEYS: &str = "
Everything else is a query. Enter runs it when it is complete; a bar, an open
bracket or a lone backslash at the end goes on in the next line, and an empty
line ends it in any case.

keys:
  Tab           complete functions, parameters, fields, values, commands, files
  Alt-Enter     begin another line of the query
  Up, Down      other lines of the query, then older and newer queries
  Ctrl-R        search older queries
  Ctrl-C        stop the running query, or clear what is typed
  Ctrl-D        leave
";

fn run(_: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    match call.rest {
        "" => Reply::data(overview(host.width())),
        "functions" => Reply::data(describe::list()),
        topic => {
            let command = topic.trim_start_matches(':');
            let is_command = topic.starts_with(':') || COMMANDS.iter().any(|known| known.name == command);
            // Some functions are called like commands.
            let function = describe::function(topic.trim_end_matches('(')).map(describe::describe);
            match (is_command.then(|| find(command)), function) {
                (Some(Err(message)), _) => Reply::error(message),
                (Some(Ok(command)), Ok(function)) if !topic.starts_with(':') => {
                    Reply::data(format!("{}\n{function}", about(command)))
                }
                (Some(Ok(command)), _) => Reply::data(about(command)),
                (None, Ok(function)) => Reply::data(function),
                (None, Err(message)) => match find(command) {
                    Ok(command) => Reply::data(about(command)),
                    Err(_) => Reply::error(message),
                },
            }
        }
    }
}

fn usage(command: &Command) -> String {
    format!(":{} {}", command.name, command.arguments).trim_end().to_owned()
}

/// Columns of help where the screen does not say how many it has.
const USUAL_WIDTH: usize = 100;

/// All commands with a line for each, or more where the screen is narrow.
fn overview(columns: Option<usize>) -> String {
    let usages = COMMANDS.iter().map(|command| usage(command));
    let longest = usages.map(|usage| usage.len()).filter(|length| *length <= LONGEST_USAGE).max().unwrap_or(0);
    let margin = longest + 4;
    let room = columns.unwrap_or(USUAL_WIDTH).saturating_sub(margin).max(20);
    let mut text = String::from("commands (the beginning of a name is enough):\n");
    for command in COMMANDS {
        let usage = usage(command);
        let mut indent = 0;
        if usage.len() > longest {
            let _ = writeln!(text, "  {usage}");
            indent = margin;
        } else {
            let _ = write!(text, "  {usage:<longest$}  ");
        }
        for line in wrap(command.summary, room, usize::MAX) {
            let _ = writeln!(text, "{:indent$}{}", "", line.trim_end());
            indent = margin;
        }
    }
    text.push_str(KEYS);
    text
}

fn about(command: &Command) -> String {
    let mut text = format!("{}\n\n{}\n", usage(command), command.summary);
    if !command.details.is_empty() {
        let _ = writeln!(text, "{}", command.details);
    }
    text
}
