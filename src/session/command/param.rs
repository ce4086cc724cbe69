//! `:param`: values of query parameters.

use std::collections::BTreeMap;

use super::{Call, Command, Completion};
use crate::session::{Host, Reply, Session};

pub(super) static COMMAND: Command = Command {
    name: "param",
    arguments: "[NAME=VALUE... | NAME]",
    summary: "show or set the values of ?NAME in queries",
    details: "A name given twice makes a list: :param ip=10.0.0.1 ip=10.0.0.2. A name alone takes its value away.",
    completion: Completion::Parameters,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, _: &dyn Host) -> Reply {
    let mut given: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for word in call.words() {
        match word.split_once('=') {
            Some(("", _)) => return Reply::error(format!("expected NAME=VALUE, found {word:?}")),
            Some((name, value)) => {
                given.entry(name.trim_start_matches('?').to_owned()).or_default().push(value.to_owned());
            }
            None => {
                if session.settings.parameters.remove(word.trim_start_matches('?')).is_none() {
                    return Reply::error(format!("{word} has no value; give it one with :param {word}=VALUE"));
                }
            }
        }
    }
    session.settings.parameters.extend(given);
    if let (Some(outcome), false) = (&mut session.outcome, call.rest.is_empty()) {
        outcome.is_old = true;
    }
    let lines: Vec<String> =
        session.settings.parameters.iter().map(|(name, values)| format!("{name} = {}", values.join(", "))).collect();
    if lines.is_empty() { Reply::note("no parameter has a value") } else { Reply::data(lines.join("\n")) }
}
