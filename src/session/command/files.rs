//! `:files`: what is loaded.

use super::{Command, Completion};
use crate::event::Row;
use crate::input::Compression;
use crate::session::words::{counted, grouped, size};
use crate::session::{FOR_PEOPLE, Host, Kind, Reply, Session, show};

pub(super) static COMMAND: Command = Command {
    name: "files",
    arguments: "",
    summary: "list the loaded files: size, format, mapping, what was found in them",
    details: "Of more than a few dozen files only some are looked into.",
    completion: Completion::Nothing,
    run: |session, _, host| run(session, host),
};

fn run(session: &Session, host: &dyn Host) -> Reply {
    let Some(input) = &session.input else {
        return Reply::error("no events are loaded; load some with :load FILE...");
    };
    let rows: Vec<Row> = session
        .catalog
        .files
        .iter()
        .zip(input.files())
        .map(|(facts, file)| {
            let format = match facts.found.or(file.found()) {
                Some((format, Compression::None)) => format.name().to_owned(),
                Some((format, compression)) => format!("{}, {}", format.name(), compression.name()),
                None => "?".to_owned(),
            };
            let found = match (facts.trouble.first(), facts.sample) {
                _ if file.completes_as().is_some() => "completes the events of the others".to_owned(),
                (Some(issue), _) => {
                    let text = issue.to_string();
                    text.strip_prefix(&format!("{}: ", issue.file)).unwrap_or(&text).to_owned()
                }
                (None, Some((events, fields))) => format!(
                    "{} in the first {}",
                    counted(fields as u64, "field", "fields"),
                    counted(events, "event", "events")
                ),
                (None, None) => "not looked into".to_owned(),
            };
            let sources = facts.sources.as_deref().or(file.sources()).unwrap_or(&[]).join(", then ");
            let mapping = file.completes_as().map_or(sources, str::to_owned);
            [
                ("file", facts.name.clone()),
                ("size", size(facts.bytes)),
                ("format", format),
                ("mapping", mapping),
                ("found", found),
            ]
            .into_iter()
            .collect()
        })
        .collect();
    let (text, shown) = show::rows(&rows, show::Look::of(FOR_PEOPLE), host, show::Extent::Screen);
    let mut reply = Reply::data(text);
    if shown < rows.len() {
        reply.add(Kind::Note, format!("the first {} of {} files", grouped(shown as u64), grouped(rows.len() as u64)));
    }
    let left_out = input.issues().left_out;
    if left_out > 0 {
        reply.add(Kind::Note, format!("{} left out: hidden, empty or markers", counted(left_out, "file", "files")));
    }
    reply
}
