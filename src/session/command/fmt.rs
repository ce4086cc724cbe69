//! `:fmt`: a query in canonical layout.

use super::{Call, Command, Completion};
use crate::diagnostic::render;
use crate::parser::Options;
use crate::session::{Host, Kind, Next, Reply, Session};
use crate::source::SourceFile;
use crate::{format, functions};

pub(super) static COMMAND: Command = Command {
    name: "fmt",
    arguments: "[QUERY]",
    summary: "lay out a query, a step a line, for editing",
    details: "Without a query it takes the last one. The meaning stays and so do comments; `offscale fmt` does the same to files.",
    completion: Completion::Query,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    let query = match (call.rest, &session.last_query) {
        ("", Some(last)) => last.clone(),
        ("", None) => return Reply::error("there is no query yet; :fmt QUERY lays one out"),
        (query, _) => query.to_owned(),
    };
    let names = functions::reserved_words();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match format::query(&query, &Options { functions: &names, ..Options::default() }) {
        // Without a screen nobody edits.
        Ok(layout) if host.width().is_none() => Reply::data(layout),
        Ok(layout) => Reply::default().then(Next::edit(layout.trim_end())),
        Err(errors) => {
            let text = render::text(&errors, &SourceFile::new("query", &query), host.color());
            Reply::of(Kind::Error, text.trim_end()).then(Next::edit(query))
        }
    }
}
