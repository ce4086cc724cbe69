//! `:report`: the last query and its result as one page.

use std::io::Write;

use super::load::expand;
use super::{Call, Command, Completion, new_file};
use crate::output::{Format, Settings};
use crate::session::page::Page;
use crate::session::words::counted;
use crate::session::{Host, Kind, Reply, Session};

pub(super) static COMMAND: Command = Command {
    name: "report",
    arguments: "FILE",
    summary: "write the last query and result as one HTML page; :report! overwrites one",
    details: "The page holds the query, what each stage let through, charts, and the table to sort and filter; it needs no\n\
              network and prints. The query runs again if its stages were not counted.",
    completion: Completion::Paths,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    let words = call.words();
    let [path] = words.as_slice() else {
        return Reply::error("name one file: :report FILE (a name with blanks in quotes)");
    };
    let (Some(query), Some(_)) = (session.last_query.clone(), &session.outcome) else {
        return Reply::error("there is no result yet");
    };
    let Some(format) = Format::named("html") else { return Reply::error("there is no format for pages") };
    let path = expand(path);
    let was_old = session.outcome.as_ref().is_some_and(|outcome| outcome.is_old);
    let mut again = false;
    if session.outcome.as_ref().is_some_and(|outcome| outcome.report.profile.is_empty()) {
        again = was_old;
        let before = std::mem::replace(&mut session.profile, true);
        let reply = session.evaluate(&query, host);
        session.profile = before;
        if reply.has_error() {
            return reply;
        }
    }
    let Some(outcome) = &session.outcome else { return Reply::error("there is no result") };
    let page = Page::new(session, &query, None, &outcome.report, None);
    let settings = Settings { zone: session.settings.zone.clone(), ..Settings::default() };
    let write = |out: &mut dyn Write| page.write(&outcome.rows, format, &settings, out);
    if let Err(refusal) = new_file::write(COMMAND.name, call, &path, write) {
        return refusal;
    }
    let rows = counted(outcome.rows.len() as u64, "row", "rows");
    let mut reply = Reply::note(format!("a page with the query and {rows} is written to {path}"));
    if again {
        reply.add(Kind::Note, "the query ran again, with the events and settings as they are now");
    }
    outcome.say_reservations(&mut reply);
    reply
}
