//! `:fields`: the fields of the events.

use super::{Call, Command, Completion};
use crate::event::Row;
use crate::session::summary::Summary;
use crate::session::words::{beginning, counted, grouped};
use crate::session::{FOR_PEOPLE, Host, Kind, Reply, Session, show};

pub(super) static COMMAND: Command = Command {
    name: "fields",
    arguments: "[all] [TEXT]",
    summary: "list the fields: how many events have them, different values, an example",
    details: "They are those of the first events of each file; :fields all reads all events.\n\
              With a text only fields whose name holds it are listed.",
    completion: Completion::Fields,
    run,
};

/// Characters of an example.
const EXAMPLE: usize = 60;

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    if session.input.is_none() {
        return Reply::error("no events are loaded; load some with :load FILE...");
    }
    let mut words = call.words();
    let all = words.first().is_some_and(|word| word == "all");
    if all {
        words.remove(0);
        match session.sum_up(host) {
            Some(summary) => {
                session.catalog.fields = summary;
                session.catalog.is_whole = true;
            }
            None => return Reply::note("stopped; :fields lists those of the sample"),
        }
    }
    let wanted = words.join(" ").to_lowercase();
    let rows = rows(&session.catalog.fields, &wanted);
    // The list is for looking up, so it is shown whole.
    let (text, _) = show::rows(&rows, FOR_PEOPLE, host, show::Extent::First(usize::MAX));
    let mut reply = Reply::data(text);
    let events = counted(session.catalog.fields.events, "event", "events");
    let of = if session.catalog.is_whole { "all" } else { "a sample of" };
    let fields = counted(rows.len() as u64, "field", "fields");
    let more = if session.catalog.is_whole { "" } else { "; :fields all reads all" };
    reply.add(Kind::Note, format!("{fields} in {of} {events}{more}"));
    reply
}

fn rows(summary: &Summary, wanted: &str) -> Vec<Row> {
    let mut fields: Vec<_> = summary.fields.iter().filter(|field| field.name.to_lowercase().contains(wanted)).collect();
    fields.sort_by(|a, b| a.name.cmp(&b.name));
    fields
        .into_iter()
        .map(|field| {
            let (distinct, exact) = field.distinct.count();
            let distinct = format!("{}{}", if exact { "" } else { "~" }, grouped(distinct));
            [
                ("field", field.name.to_string()),
                ("events", field.events.to_string()),
                ("different", distinct),
                ("example", beginning(&field.example, EXAMPLE)),
            ]
            .into_iter()
            .collect()
        })
        .collect()
}
