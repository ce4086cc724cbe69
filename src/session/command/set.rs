//! `:set`: how queries run.

use super::{Call, Command, Completion};
use crate::session::{Host, Reply, Session};
use crate::value::time::Zone;

pub(super) static COMMAND: Command = Command {
    name: "set",
    arguments: "[NAME VALUE]",
    summary: "show or change settings: threads, timezone, dialect, strict, ascii",
    details: "  :set threads N\n  :set timezone NAME      such as Europe/Copenhagen or +02:00\n  \
              :set dialect lenient | logscale\n  :set strict on | off    decode and check every line\n  :set ascii on | off     draw charts with plain characters",
    completion: Completion::Nothing,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, _: &dyn Host) -> Reply {
    let words = call.words();
    let changed = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => Ok(()),
        ["threads", count] => match count.parse() {
            Ok(count @ 1..=1024) => {
                session.threads = count;
                Ok(())
            }
            _ => Err(format!("expected a number of threads from 1 to 1024, found {count:?}")),
        },
        ["timezone", name] => match Zone::named(name) {
            Some(zone) => {
                session.settings.zone = zone;
                Ok(())
            }
            None => Err(format!(
                "unknown time zone {name:?}; write a name such as Europe/Copenhagen or an offset such as +02:00"
            )),
        },
        ["dialect", name @ ("lenient" | "logscale")] => {
            session.settings.lenient = name == "lenient";
            Ok(())
        }
        ["strict", value @ ("on" | "off")] => {
            session.strict = value == "on";
            Ok(())
        }
        ["ascii", value @ ("on" | "off")] => {
            session.ascii = value == "on";
            let characters = if session.ascii { "plain" } else { "all" };
            return Reply::note(format!("charts are drawn with {characters} characters"));
        }
        _ => Err(format!(
            "expected :set threads N, timezone NAME, dialect lenient | logscale, strict on | off or ascii on | off, found {:?}",
            call.rest
        )),
    };
    if let Err(message) = changed {
        return Reply::error(message);
    }
    if let (Some(outcome), false) = (&mut session.outcome, words.is_empty()) {
        outcome.is_old = true;
    }
    let dialect = if session.settings.lenient { "lenient" } else { "logscale" };
    let on = |value: bool| if value { "on" } else { "off" };
    let (strict, ascii) = (on(session.strict), on(session.ascii));
    let (threads, zone) =
        (session.threads, if session.settings.zone.is_utc() { "UTC".to_owned() } else { session.settings.zone.id() });
    Reply::data(format!(
        "threads   {threads}\ntimezone  {zone}\ndialect   {dialect}\nstrict    {strict}\nascii     {ascii}"
    ))
}
