//! `:save`: the last result into a file.

use std::io::Write;
use std::path::Path;

use super::format::missing_fields;
use super::{Call, Command, Completion, new_file};
use crate::output::{Format, Settings};
use crate::session::words::counted;
use crate::session::{Host, Kind, Reply, Session, show};

pub(super) static COMMAND: Command = Command {
    name: "save",
    arguments: "FILE",
    summary: "write the last result into a file; :save! overwrites one",
    details: "The ending tells the format: .ndjson .jsonl .json .csv .tsv .md; with any other it is the present one.\n\
              It does not run the query again.",
    completion: Completion::Paths,
    run,
};

/// Formats by the ending of the file.
const ENDINGS: &[(&str, &str)] =
    &[("ndjson", "ndjson"), ("jsonl", "ndjson"), ("json", "json"), ("csv", "csv"), ("tsv", "tsv"), ("md", "markdown")];

fn run(session: &mut Session, call: &Call<'_>, _: &dyn Host) -> Reply {
    let words = call.words();
    let [path] = words.as_slice() else {
        return Reply::error("name one file: :save FILE (a name with blanks in quotes)");
    };
    let Some(outcome) = &session.outcome else { return Reply::error("there is no result yet") };
    let path = super::load::expand(path);
    let format = format_of(&path).unwrap_or(session.format);
    let settings = Settings { zone: session.settings.zone.clone(), ..Settings::default() };
    let write = |out: &mut dyn Write| show::write(&outcome.rows, format, &settings, out);
    if let Err(refusal) = new_file::write(COMMAND.name, call, &path, write) {
        return refusal;
    }
    let rows = counted(outcome.rows.len() as u64, "row", "rows");
    let mut reply = Reply::note(format!("{rows} written to {path} as {}", format.name));
    outcome.say_reservations(&mut reply);
    reply.add(Kind::Note, missing_fields(session, format).unwrap_or_default());
    reply
}

fn format_of(path: &str) -> Option<&'static Format> {
    let ending = Path::new(path).extension()?.to_str()?.to_ascii_lowercase();
    let (_, name) = ENDINGS.iter().find(|(known, _)| *known == ending)?;
    Format::named(name)
}
