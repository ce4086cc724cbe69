//! `:why`: what became of an event in the last query.

use super::{Call, Command, Completion};
use crate::session::query::NAME;
use crate::session::why::{self, Pick};
use crate::session::{Host, Reply, Session};
use crate::source::SourceFile;

pub(super) static COMMAND: Command = Command {
    name: "why",
    arguments: "[N]",
    summary: "say which stage of the last query drops event N, and by which values",
    details: "Events count from 1, as they stand in the input; an @id will do as well. Without a number it is what each\n\
              stage drops of all events, with an example.",
    completion: Completion::Nothing,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    let Some(query) = session.last_query.clone() else { return Reply::error("there is no query yet") };
    let Some(input) = session.input.clone() else { return Reply::error("no events are loaded") };
    let source = SourceFile::new(NAME, query.as_str());
    let answer = match call.rest {
        "" => why::summary(&query, &session.settings, &*input).map(|summary| summary.text(&source, host.color())),
        event => match event.parse::<Pick>() {
            Ok(pick) => why::why(&query, &session.settings, &*input, &pick).map(|why| why.text(&source, host.color())),
            Err(message) => return Reply::error(format!("expected :why [N]: {message}")),
        },
    };
    match answer {
        Ok(text) => Reply::data(text),
        Err(trouble) => Reply::error(trouble.to_string()),
    }
}
