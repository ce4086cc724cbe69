//! Runs a query of an interactive session: findings, result, remarks, the line with the times.

use std::time::{Duration, Instant};

use super::kept::{KeepRows, Outcome};
use super::reply::{Kind, Next, Reply};
use super::words::{counted, elapsed};
use super::{Host, Session, issues, profile, show, timeline};
use crate::diagnostic::{codes, render};
use crate::eval::{Options, Report, Sink};
use crate::exec::context::Failure;
use crate::plan::Plan;
use crate::source::SourceFile;

/// The name under which messages mention a query that was typed.
pub(super) const NAME: &str = "query";

/// Words that people type to leave or to get help. They would be searches for a word.
const NOT_SEARCHES: &[(&str, &str)] = &[("quit", ":quit"), ("exit", ":quit"), ("help", ":help")];

impl Session {
    /// Runs a query and keeps its result.
    pub(super) fn query(&mut self, text: &str, host: &dyn Host) -> Reply {
        let word = text.trim();
        if word.is_empty() {
            return Reply::default();
        }
        if let Some((word, command)) = NOT_SEARCHES.iter().find(|(known, _)| word.eq_ignore_ascii_case(known)) {
            return Reply::note(format!("{command} is the command; to search for the word, write \"{word}\""));
        }
        self.last_query = Some(text.to_owned());
        self.history.retain(|known| known != text);
        self.history.push(text.to_owned());
        self.evaluate(text, host)
    }

    /// Runs a query that is not the user's own last one, and keeps its result.
    pub(super) fn evaluate(&mut self, text: &str, host: &dyn Host) -> Reply {
        let mut reply = Reply::default();
        let plan = match self.prepare(text, host, &mut reply) {
            Ok(plan) => plan,
            Err(at) => return reply.then(Next::Edit(text.to_owned(), at)),
        };
        if self.input.is_none() && plan.pipeline.source.is_none() {
            reply.add(Kind::Error, "error: no events are loaded; load some with :load FILE...");
            return reply;
        }
        // What was kept goes first, so that two results need not fit into memory.
        self.outcome = None;
        let begin = Instant::now();
        let sink = KeepRows::default();
        match self.watched(&plan, host, &sink) {
            Ok(report) => {
                let outcome = Outcome {
                    rows: sink.into_rows(),
                    report,
                    reads: self.format.reads,
                    is_old: false,
                    looked_at: 0,
                    seen: 0,
                };
                let time = begin.elapsed();
                let (text, shown) = show::rows(&outcome.rows, self.look(), host, show::Extent::Screen);
                let timeline = host
                    .width()
                    .and_then(|columns| timeline::line(&outcome.rows, columns, self.ascii, &self.settings.zone));
                reply.add(Kind::Note, timeline.unwrap_or_default());
                reply.add(Kind::Data, text);
                self.remarks(&outcome.report, &mut reply);
                reply.add(Kind::Note, show::left_out(shown, outcome.rows.len(), show::MORE));
                reply.add(Kind::Note, conclusion(&outcome, time));
                self.outcome = Some(Outcome { seen: shown, ..outcome });
                reply
            }
            Err(failure) => {
                reply.add(Kind::Error, format!("error[{}]: {}", failure.code, failure.message));
                reply.then(Next::edit(text))
            }
        }
    }

    /// Runs a plan as the session is set, in sight of the host.
    ///
    /// # Errors
    /// When the query fails while it runs.
    pub(super) fn watched<S: Sink>(&self, plan: &Plan, host: &dyn Host, sink: &S) -> Result<Report, Failure> {
        let stop = || host.stop();
        let progress = |at| host.progress(at);
        let options = Options {
            threads: self.threads.max(1),
            profile: self.profile,
            strict: self.strict,
            interrupt: Some(&stop),
            progress: Some(&progress),
            ..Options::default()
        };
        host.begin();
        let report = self.run(plan, &options, sink);
        host.end();
        report
    }

    /// The plan of a query; findings go to the reply.
    ///
    /// # Errors
    /// When it has none: the byte at which the first error begins.
    pub(super) fn prepare(&mut self, text: &str, host: &dyn Host, reply: &mut Reply) -> Result<Plan, usize> {
        if let Some(now) = host.now() {
            self.settings.now = now;
        }
        if let Err(message) = self.range.apply(&mut self.settings) {
            reply.add(Kind::Error, format!("error: :range {}: {message}", self.range.describe()));
            return Err(text.len());
        }
        let (plan, findings) = self.compile(text, self.format.reads);
        let source = SourceFile::new(NAME, text);
        // Of the lenient dialect it is enough to say once that it was used: the query runs as meant.
        let (dialect, findings): (Vec<_>, Vec<_>) =
            findings.into_iter().partition(|finding| finding.code == codes::DIALECT && !finding.is_error());
        let without_value = findings.iter().any(|finding| finding.code == codes::PARAMETER_WITHOUT_VALUE);
        let (new, left_out) = self.said.only_new(findings);
        let error = new.iter().find(|finding| finding.is_error()).map(|finding| finding.primary.span.start());
        let is_error = error.is_some();
        if !new.is_empty() {
            let kind = if is_error { Kind::Error } else { Kind::Warning };
            reply.add(kind, render::text(&new, &source, host.color()).trim_end());
        }
        if left_out > 0 {
            reply.add(Kind::Note, format!("({} as before)", counted(left_out as u64, "warning", "warnings")));
        }
        if without_value {
            reply.add(Kind::Note, "give parameters values with :param NAME=VALUE");
        }
        if !dialect.is_empty() && !is_error && self.said.first_time(codes::DIALECT.name()) {
            let constructs = counted(dialect.len() as u64, "construct", "constructs");
            reply.add(
                Kind::Note,
                format!(
                    "note: LogScale itself would refuse {constructs} here; `offscale check` shows the official form"
                ),
            );
        }
        plan.ok_or(error.unwrap_or(text.len()))
    }

    /// What has to be said about a result: warnings, input that was skipped, stages.
    fn remarks(&mut self, report: &Report, reply: &mut Reply) {
        for warning in report.warnings.iter() {
            if warning.code == codes::IMPLIED_TAIL && !self.said.first_time(warning.code.name()) {
                continue;
            }
            let times = if warning.count > 1 { format!(" ({} times)", warning.count) } else { String::new() };
            reply.add(Kind::Warning, format!("warning[{}]: {}{times}", warning.code, warning.message));
        }
        self.input_issues(reply);
        if self.profile {
            reply.add(Kind::Note, profile::text(report));
        }
    }

    /// Says what could not be read, when that is news.
    pub(super) fn input_issues(&mut self, reply: &mut Reply) {
        let Some(input) = &self.input else { return };
        let report = input.issues();
        if self.said.are_new(&report) {
            reply.add(Kind::Warning, issues::lines(&report).join("\n"));
        }
    }
}

/// The last line under a result: counts, time, and why it is not the whole truth.
pub(super) fn conclusion(outcome: &Outcome, time: Duration) -> String {
    let rows = counted(outcome.report.rows, "row", "rows");
    let events = counted(outcome.report.read, "event", "events");
    let mut text = format!("{rows}, {events} read, {}", elapsed(time));
    for reservation in outcome.reservations() {
        text.push_str("\n! ");
        text.push_str(&reservation);
    }
    text
}
