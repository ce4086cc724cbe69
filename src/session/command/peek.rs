//! `:peek`: the rows after one stage of the last query.

use super::{Call, Command, Completion};
use crate::session::entry::parsed;
use crate::session::{Host, Kind, Reply, Session};

pub(super) static COMMAND: Command = Command {
    name: "peek",
    arguments: "STAGE",
    summary: "show the rows after stage N of the last query",
    details: "Stages count from 1, as they stand between the bars. The query is run up to that stage; it stays the last\n\
              one for :edit, and what is shown becomes the last result.",
    completion: Completion::Nothing,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    let Some(query) = session.last_query.clone() else { return Reply::error("there is no query yet") };
    let (tree, _) = parsed(&query, &session.settings);
    let steps = &tree.pipeline.steps;
    let step = call.rest.parse::<usize>().ok().and_then(|number| steps.get(number.checked_sub(1)?));
    let Some(step) = step else {
        let list = steps.iter().enumerate().map(|(place, step)| {
            let text = query.get(step.span.start()..step.span.end()).unwrap_or("");
            format!("  {} {}", place + 1, text.split_whitespace().collect::<Vec<_>>().join(" "))
        });
        let stages = list.collect::<Vec<_>>().join("\n");
        return Reply::error(format!("expected the number of a stage of the last query:\n{stages}"));
    };
    let upto = query.get(..step.span.end()).unwrap_or(&query);
    let mut reply = session.evaluate(upto, host);
    reply.add(Kind::Note, format!("after stage {} of {}", call.rest, steps.len()));
    reply
}
