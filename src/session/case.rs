//! A query and its result as a case of a detection test: the events that it looked at, and the rows that it gave.

use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use super::words::counted;
use super::{Host, Session};
use crate::eval::{self, Options, Sink};
use crate::event::{Event, Row, TextSource};
use crate::output::json_text;

/// More events than this nobody reads in a test.
const MOST_EVENTS: usize = 200;
/// Events that one chunk of a case holds.
const GRAIN: usize = 64;

impl Session {
    /// The text of a test file with one case: the events that pass the query's own filters, and the rows it makes of them.
    ///
    /// # Errors
    /// Says why there can be none.
    pub(super) fn case(&self, query: &str, name: &str, host: &dyn Host) -> Result<String, String> {
        let broken = || "the query has errors; run it first".to_owned();
        let plan = self.compile(query, &[]).0.ok_or_else(broken)?;
        if !plan.subqueries.is_empty() {
            return Err("the query reads other events besides (join() or the like); write its case by hand".to_owned());
        }
        if plan.pipeline.source.is_some() {
            return Err("the query makes its events itself; a case needs none".to_owned());
        }
        // What stands before the first aggregate decides which events matter.
        let filters = match &plan.pipeline.reduce {
            Some(reduction) => query.get(..reduction.label.span.start()).unwrap_or(""),
            None => query,
        };
        let filters = filters.trim_end().trim_end_matches('|');
        let filter = self.compile(filters, &[]).0.ok_or_else(broken)?;
        let sink = Entered::default();
        let report = self.watched(&filter, host, &sink).map_err(|failure| failure.message)?;
        let events = sink.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        if report.stopped.is_some() {
            return Err("stopped; nothing is written".to_owned());
        }
        if report.rows > MOST_EVENTS as u64 {
            let events = counted(report.rows, "event passes", "events pass");
            return Err(format!("{events} the filters, and a case holds at most {MOST_EVENTS}; narrow the query"));
        }
        let input = events.concat();
        let (rows, _) = eval::collect(&plan, &TextSource::new(&input, GRAIN), &Options::default())
            .map_err(|failure| failure.message)?;
        let mut expect = Vec::new();
        for row in &rows {
            json_text::write_object(row.iter(), &mut expect);
            expect.push(b'\n');
        }
        let expect = String::from_utf8_lossy(&expect).into_owned();
        Ok(format!("[[case]]\nname = {}\ninput = {}\nexpect = {}\n", one_line(name), lines(&input), lines(&expect)))
    }
}

/// The events with all fields with which they entered the query, one JSON object a line.
#[derive(Default)]
struct Entered(Mutex<Vec<String>>);

impl Sink for Entered {
    type Part = Vec<String>;

    fn event(&self, part: &mut Vec<String>, event: &Event<'_>) {
        if part.len() > MOST_EVENTS {
            return;
        }
        let mut fields: Vec<(&str, &str)> = Vec::new();
        event.for_each_entered(&mut |name, value| fields.push((name, value)));
        let mut line = Vec::new();
        json_text::write_object(fields.iter().copied(), &mut line);
        line.push(b'\n');
        part.push(String::from_utf8_lossy(&line).into_owned());
    }

    fn part(&self, part: Vec<String>) -> ControlFlow<()> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let room = MOST_EVENTS.saturating_sub(all.len());
        all.extend(part.into_iter().take(room));
        ControlFlow::Continue(())
    }

    fn rows(&self, _: Vec<Row>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

fn one_line(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Lines as TOML, as they are where TOML lets them be.
fn lines(text: &str) -> String {
    let is_plain = !text.contains("'''") && text.chars().all(|letter| !letter.is_control() || letter == '\n');
    if is_plain { format!("'''\n{text}'''") } else { one_line(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_toml() {
        for text in ["", "{\"a\":\"1\"}\n", "'''\n", "a\u{1}\n", "x'\n"] {
            let file = format!("a = {}", lines(text));
            let read: toml::Table = toml::from_str(&file).unwrap_or_default();
            assert_eq!(read.get("a").and_then(toml::Value::as_str), Some(text), "{file}");
        }
    }
}
