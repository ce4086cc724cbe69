//! Follows the loaded files with a query of an interactive session, and keeps the last result.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::kept::{KeepRows, Outcome};
use super::live::{Audience, Following, Status, present};
use super::live_screen::{Drawing, LiveScreen};
use super::query::conclusion;
use super::reply::{Kind, Next, Reply};
use super::show::{self, Extent};
use super::words::counted;
use super::{Host, Session};
use crate::eval::Options;
use crate::event::Row;
use crate::input::{Follow, InputOptions};
use crate::output::{self, Appender, Format, Settings};
use crate::value::time::Zone;

/// The screen is drawn anew at most so often.
const EVERY: Duration = Duration::from_millis(250);
/// Of rows that come at once only the last ones are shown.
const SHOWN: usize = 40;
/// Takes away what the terminal shows of Ctrl-C.
const NO_ECHO: &str = "\r\u{1b}[K";
/// What stands before a query that comes back for editing.
const BEFORE: &str = ":follow ";

impl Session {
    /// Runs a query over the loaded files and goes on as they grow, until the host stops it.
    pub(super) fn follow(&mut self, text: &str, host: &dyn Host) -> Reply {
        if !host.can_follow() {
            return Reply::error(":follow needs a terminal; `offscale run --follow` works without");
        }
        if self.paths.is_empty() {
            return Reply::error("no events are loaded; load some with :load FILE...");
        }
        let mut reply = Reply::default();
        let plan = match self.prepare(text, host, &mut reply) {
            Ok(plan) => plan,
            Err(at) => return reply.then(Next::Edit(format!("{BEFORE}{text}"), BEFORE.len() + at)),
        };
        let input = InputOptions { keep_bytes: 0, ..self.input_options.clone() };
        let opened =
            present(&plan, &self.paths, &input).and_then(|present| Ok((present, Follow::open(&self.paths, input)?)));
        let (present, follow) = match opened {
            Ok(opened) => opened,
            Err(error) => return Reply::error(error),
        };
        self.last_query = Some(text.to_owned());
        self.outcome = None;
        // What was found about the query stands above what follows.
        for block in std::mem::take(&mut reply).blocks {
            host.show(block.kind, &block.text);
        }
        let stop = || host.stop();
        let is_caught_up = AtomicBool::new(false);
        let progress = |at| {
            if !is_caught_up.load(Ordering::Relaxed) {
                host.progress(at);
            }
        };
        let options = Options {
            threads: self.threads.max(1),
            strict: self.strict,
            interrupt: Some(&stop),
            progress: Some(&progress),
            ..Options::default()
        };
        let following = Following {
            plan: &plan,
            follow: &follow,
            present: &*present,
            options: &options,
            every: EVERY,
            until_idle: None,
        };
        let format = match self.format.kind {
            output::Kind::Page(_) => super::FOR_PEOPLE,
            output::Kind::Picture(_) if !plan.pipeline.has_aggregate() => super::FOR_PEOPLE,
            _ => self.format,
        };
        let settings = Settings { width: host.width(), color: host.color(), ascii: self.ascii, ..Settings::default() };
        let mut watcher = Watcher {
            host,
            format,
            appender: Appender::new(format, &settings),
            settings,
            zone: plan.settings.zone.clone(),
            screen: LiveScreen::default(),
            sink: KeepRows::default(),
            shown: 0,
            rows: None,
            is_caught_up: &is_caught_up,
        };
        host.begin();
        let begin = Instant::now();
        let result = following.run(&mut watcher);
        host.end();
        host.show(Kind::Data, NO_ECHO);
        host.show(Kind::Data, &watcher.screen.clear());
        match result {
            Ok(report) => {
                let is_whole = watcher.rows.is_some();
                let rows = watcher.rows.take().unwrap_or_else(|| watcher.sink.into_rows());
                // Rows of a query without an aggregate have all been shown as they came.
                let seen = rows.len();
                let mut outcome = Outcome { rows, report, reads: self.format.reads, is_old: false, looked_at: 0, seen };
                if is_whole {
                    let (text, shown) = show::rows(&outcome.rows, self.look(), host, Extent::Screen);
                    outcome.seen = shown;
                    reply.add(Kind::Data, text);
                    reply.add(Kind::Note, show::left_out(shown, outcome.rows.len(), show::MORE));
                }
                reply.add(Kind::Note, conclusion(&outcome, begin.elapsed()));
                self.outcome = Some(outcome);
                reply
            }
            Err(failure) => {
                reply.add(Kind::Error, format!("error[{}]: {}", failure.code, failure.message));
                reply.then(Next::edit(text))
            }
        }
    }
}

/// The user before the screen.
struct Watcher<'w> {
    host: &'w dyn Host,
    format: &'static Format,
    appender: Option<Appender>,
    settings: Settings,
    zone: Zone,
    screen: LiveScreen,
    sink: KeepRows,
    /// How many of the kept rows were shown.
    shown: usize,
    /// The last result of an aggregate.
    rows: Option<Vec<Row>>,
    is_caught_up: &'w AtomicBool,
}

impl Audience for Watcher<'_> {
    type Sink = KeepRows;

    fn sink(&self) -> &KeepRows {
        &self.sink
    }

    fn appended(&mut self, status: &Status) -> ControlFlow<()> {
        if status.is_last {
            self.host.show(Kind::Data, NO_ECHO);
        }
        let (rows, all) = self.sink.since(self.shown, SHOWN);
        let left_out = all - self.shown - rows.len();
        self.shown = all;
        if left_out > 0 {
            let left_out = counted(left_out as u64, "row", "rows");
            self.host.show(Kind::Note, &format!("... {left_out} before these; the result keeps them\n"));
        }
        let mut text = Vec::new();
        if let Some(appender) = &mut self.appender {
            // Writing into memory does not fail. What has no column is there in the kept result.
            let _ = appender.write(&rows, &mut text);
        }
        self.host.show(Kind::Data, &String::from_utf8_lossy(&text));
        ControlFlow::Continue(())
    }

    fn result(&mut self, rows: Vec<Row>, status: &Status) -> ControlFlow<()> {
        // The last one is shown as every result is.
        if !status.is_last {
            let settings = Settings { width: self.host.width(), ..self.settings.clone() };
            let height = self.host.height().unwrap_or(24);
            let drawing = Drawing { format: self.format, settings, height, zone: &self.zone };
            self.host.show(Kind::Data, &self.screen.result(&rows, status, &drawing));
        }
        self.rows = Some(rows);
        ControlFlow::Continue(())
    }

    fn tell(&mut self, message: &str) {
        self.host.show(Kind::Data, &self.screen.clear());
        self.host.show(Kind::Warning, &format!("{message}\n"));
        self.host.show(Kind::Data, &self.screen.again());
    }

    fn caught_up(&mut self) {
        self.is_caught_up.store(true, Ordering::Relaxed);
        self.host.end();
    }
}
