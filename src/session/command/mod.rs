//! Commands: one file each, and the one table that lists them.

mod chart;
mod check;
mod doc;
mod edit;
mod error;
mod event;
mod explain;
mod fields;
mod files;
mod fmt;
mod follow;
mod format;
mod help;
mod history;
mod last;
mod load;
mod lookup;
mod more;
mod new_file;
mod open;
mod param;
mod peek;
mod profile;
mod quit;
mod range;
mod report;
mod sample;
mod save;
mod set;
mod sort;
mod table;
mod why;
mod write;

use super::entry::COMMAND_MARK;
use super::{Host, Reply, Session};
use crate::diagnostic::suggest;
pub(super) use load::expand;

/// Every command, in the order of help. A new one adds its module and its line here.
pub(super) static COMMANDS: &[&Command] = &[
    &load::COMMAND,
    &files::COMMAND,
    &fields::COMMAND,
    &sample::COMMAND,
    &range::COMMAND,
    &param::COMMAND,
    &lookup::COMMAND,
    &set::COMMAND,
    &edit::COMMAND,
    &fmt::COMMAND,
    &history::COMMAND,
    &open::COMMAND,
    &write::COMMAND,
    &check::COMMAND,
    &explain::COMMAND,
    &profile::COMMAND,
    &peek::COMMAND,
    &follow::COMMAND,
    &why::COMMAND,
    &last::COMMAND,
    &more::COMMAND,
    &event::COMMAND,
    &table::COMMAND,
    &sort::COMMAND,
    &chart::COMMAND,
    &format::COMMAND,
    &save::COMMAND,
    &report::COMMAND,
    &help::COMMAND,
    &doc::COMMAND,
    &error::COMMAND,
    &quit::COMMAND,
];

/// A command.
pub(super) struct Command {
    /// Without the colon.
    pub name: &'static str,
    /// What follows the name, in the notation of help.
    pub arguments: &'static str,
    /// One line of help.
    pub summary: &'static str,
    /// Further lines of help; may be empty.
    pub details: &'static str,
    /// What its arguments are completed from.
    pub completion: Completion,
    /// What it does with the text behind the name.
    pub run: fn(&mut Session, &Call<'_>, &dyn Host) -> Reply,
}

/// What arguments are completed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Completion {
    Nothing,
    /// Files and folders.
    Paths,
    /// A query.
    Query,
    /// Names of output formats.
    Formats,
    /// Commands and functions.
    Topics,
    /// Parameters of the last query.
    Parameters,
    /// Names of fields.
    Fields,
}

/// One call of a command.
pub(super) struct Call<'c> {
    /// The text behind the name, without blanks around it.
    pub rest: &'c str,
    /// Whether `!` follows the name: do it although something is lost.
    pub forced: bool,
}

impl Call<'_> {
    /// The arguments as words.
    pub fn words(&self) -> Vec<String> {
        super::entry::words(self.rest)
    }
}

/// What is meant of several commands that begin alike: what people type most.
const USUAL: &[&str] = &["edit", "fields", "format", "help", "load", "param", "save"];

/// The command of that name, or the only one whose name begins so, or the usual one of them.
///
/// # Errors
/// When there is none or more than one.
pub(super) fn find(name: &str) -> Result<&'static Command, String> {
    let all = || COMMANDS.iter().copied();
    if let Some(command) = all().find(|command| command.name == name) {
        return Ok(command);
    }
    let beginning: Vec<&Command> = all().filter(|command| !name.is_empty() && command.name.starts_with(name)).collect();
    match beginning.as_slice() {
        [command] => all().find(|known| known.name == command.name).ok_or_else(String::new),
        [] => {
            let near = suggest::closest(name, all().map(|command| command.name));
            let hint = near.map_or_else(String::new, |near| format!("; did you mean :{near}?"));
            Err(format!("unknown command {COMMAND_MARK}{name}{hint} (:help lists the commands)"))
        }
        several => {
            if let Some(usual) = several.iter().find(|command| USUAL.contains(&command.name)) {
                return all().find(|known| known.name == usual.name).ok_or_else(String::new);
            }
            let names: Vec<String> = several.iter().map(|command| format!(":{}", command.name)).collect();
            Err(format!("{COMMAND_MARK}{name} could be {}", names.join(" or ")))
        }
    }
}

/// Runs the command in a text, which begins behind the colon.
pub(super) fn run(session: &mut Session, text: &str, host: &dyn Host) -> Reply {
    let end = text.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let (forced, rest) = match rest.strip_prefix('!') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    match find(name) {
        Ok(command) => (command.run)(session, &Call { rest: rest.trim(), forced }, host),
        Err(message) => Reply::error(message).then(super::Next::edit(format!("{COMMAND_MARK}{}", text.trim_end()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_be_shortened() {
        assert!(find("loo").is_ok_and(|command| command.name == "lookup"));
        assert!(["l", "lo"].iter().all(|short| find(short).is_ok_and(|command| command.name == "load")));
        assert!(find("h").is_ok_and(|command| command.name == "help"));
        assert!(find("q").is_ok_and(|command| command.name == "quit"));
        assert!(find("pr").is_ok() && find("r").is_err_and(|message| message.contains(":range or :report")));
        assert!(find("laod").is_err_and(|message| message.contains("did you mean :load?")));
        assert!(find("").is_err());
    }
}
