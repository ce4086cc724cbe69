//! `:fields`: the fields of the events.

use super::{Call, Command, Completion};
use crate::session::words::counted;
use crate::session::{FOR_PEOPLE, Host, Kind, Reply, Session, fields, show};

pub(super) static COMMAND: Command = Command {
    name: "fields",
    arguments: "[all] [TEXT]",
    summary: "list the fields: how many events have them, different values, kind, samples",
    details: "They are those of the first events of each file; :fields all reads all events.\n\
              With a text only fields whose name holds it are listed.",
    completion: Completion::Fields,
    run,
};

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
    let wanted = words.join(" ");
    let rows = fields::for_people(&session.catalog.fields, &wanted);
    // The list is for looking up, so it is shown whole.
    let (text, _) = show::rows(&rows, show::Look::of(FOR_PEOPLE), host, show::Extent::First(usize::MAX));
    let mut reply = Reply::data(text);
    let events = counted(session.catalog.fields.events, "event", "events");
    let of = if session.catalog.is_whole { "all" } else { "a sample of" };
    let fields = counted(rows.len() as u64, "field", "fields");
    let more = if session.catalog.is_whole { "" } else { "; :fields all reads all" };
    reply.add(Kind::Note, format!("{fields} in {of} {events}{more}"));
    reply
}
