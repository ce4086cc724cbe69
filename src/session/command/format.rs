//! `:format`: how results are shown.

use super::{Call, Command, Completion};
use crate::output::{FORMATS, Format};
use crate::session::{Host, Kind, Reply, Session};

pub(super) static COMMAND: Command = Command {
    name: "format",
    arguments: "[NAME]",
    summary: "choose how results are shown; the last one can be shown again with :last",
    details: "Without a name it lists the formats.",
    completion: Completion::Formats,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, _: &dyn Host) -> Reply {
    if call.rest.is_empty() {
        let mut text = String::new();
        for format in FORMATS {
            let mark = if format.name == session.format.name { '*' } else { ' ' };
            text.push_str(&format!("{mark} {:<9} {}\n", format.name, format.summary));
        }
        return Reply::data(text);
    }
    let Some(format) = Format::named(call.rest) else {
        let names: Vec<&str> = Format::names().collect();
        return Reply::error(format!("unknown format {}; there are {}", call.rest, names.join(", ")));
    };
    session.format = format;
    let mut reply = Reply::note(format!("results are shown as {}", format.name));
    reply.add(Kind::Note, missing_fields(session, format).unwrap_or_default());
    reply
}

/// Says when the last result was read without a field that the format wants.
pub(super) fn missing_fields(session: &Session, format: &Format) -> Option<String> {
    let outcome = session.outcome.as_ref()?;
    let missing: Vec<&str> = format.reads.iter().copied().filter(|name| !outcome.reads.contains(name)).collect();
    (!missing.is_empty() && !outcome.rows.is_empty()).then(|| {
        format!(
            "the last result was read without {}; :format {} and run the query again",
            missing.join(", "),
            format.name
        )
    })
}
