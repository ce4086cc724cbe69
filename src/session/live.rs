//! A query that follows its input: what is new is taken in and shown, until someone or something ends it.

use std::collections::{BTreeSet, VecDeque};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use super::{issues, mapped};
use crate::diagnostic::codes;
use crate::eval::live::Live;
use crate::eval::{Options, Report, Sink, Stop};
use crate::event::Row;
use crate::event::source::{EventSource, RowSource};
use crate::exec::context::Failure;
use crate::input::{Follow, Input, InputError, InputOptions};
use crate::plan::Plan;

/// How often files are looked at.
const LOOK: Duration = Duration::from_millis(200);
/// How often somebody may want to stop.
const NAP: Duration = Duration::from_millis(40);
/// An update of more events is followed by the next one at once, and shared by all threads.
const MANY: u64 = 20_000;
/// Over how much time the rate is taken.
const RATE_OVER: Duration = Duration::from_secs(10);
/// Bad records that are shown one by one.
const BAD_SHOWN: usize = 5;

/// Who watches.
pub trait Audience {
    /// Gets the rows of a query without an aggregate.
    type Sink: Sink;

    /// Where rows go as they come.
    fn sink(&self) -> &Self::Sink;

    /// The sink has got rows. `Break` ends the following: nobody is there any more.
    fn appended(&mut self, status: &Status) -> ControlFlow<()>;

    /// The result of a query with an aggregate has changed.
    fn result(&mut self, rows: Vec<Row>, status: &Status) -> ControlFlow<()>;

    /// Something else that should be known, in a line.
    fn tell(&mut self, message: &str);

    /// All that was there has been read for the first time.
    fn caught_up(&mut self) {}
}

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Status {
    /// Events read.
    pub read: u64,
    /// Events a second that came of late; none before there is enough to tell.
    pub rate: Option<f64>,
    /// Whether it is the last one.
    pub is_last: bool,
}

/// How to follow.
pub struct Following<'f> {
    /// The query.
    pub plan: &'f Plan,
    /// What it reads.
    pub follow: &'f Follow,
    /// The same as it is now, for subqueries.
    pub present: &'f dyn EventSource,
    /// How to run; its interruption ends the following.
    pub options: &'f Options<'f>,
    /// The least time between two results.
    pub every: Duration,
    /// Ends when nothing has come for so long.
    pub until_idle: Option<Duration>,
}

/// Events for the subqueries of a plan, as they are now; none when it has no subqueries.
///
/// # Errors
/// When there are subqueries and the events can be read only once, or not at all.
pub fn present(plan: &Plan, paths: &[String], options: &InputOptions) -> Result<Box<dyn EventSource>, InputError> {
    if plan.subqueries.is_empty() {
        return Ok(Box::new(RowSource::new(Vec::new(), 1)));
    }
    let once =
        |path: &&String| *path == "-" || std::fs::metadata(path).is_ok_and(|facts| !facts.is_file() && !facts.is_dir());
    if let Some(path) = paths.iter().find(once) {
        let reason = "this query has subqueries, which need all events before the first; a pipe can be read only once. \
                      Write the events to a file and follow that";
        return Err(InputError { path: path.clone(), reason: reason.to_owned() });
    }
    Ok(Box::new(Input::open(paths, options.clone())?))
}

impl Following<'_> {
    /// Follows until it is stopped, the input is over, or nobody watches any more. What is known at the end; `stopped` only
    /// when not even what was there had been read.
    ///
    /// # Errors
    /// When the query fails.
    pub fn run<A: Audience>(&self, audience: &mut A) -> Result<Report, Failure> {
        let mut live = Live::new(self.plan, self.present, self.options)?;
        let mut said = Said::default();
        if !self.plan.subqueries.is_empty() {
            audience.tell(&format!(
                "warning[{}]: subqueries (join, defineTable, ...) ran once, over what was there at the start; events that come later are not in their tables",
                codes::STATIC_TABLES
            ));
        }
        self.follow.waits_for().iter().for_each(|message| audience.tell(message));
        let mut pace = Pace::default();
        let mut shown: Option<Instant> = None;
        let (mut has_changed, mut caught_up, mut last_news) = (true, false, Instant::now());
        let mut latest = u64::MAX;
        let stop = || self.options.interrupt.and_then(|interrupt| interrupt());
        let mut ending = live.stopped();
        while ending.is_none() {
            ending = stop();
            let look = self.follow.look();
            look.messages.iter().for_each(|message| audience.tell(message));
            if look.has_news && ending.is_none() {
                let few = Options { threads: 1, ..*self.options };
                let options = if latest > MANY { self.options } else { &few };
                latest = live.update(self.follow, options, audience.sink())?;
                if !std::mem::replace(&mut caught_up, true) {
                    audience.caught_up();
                }
                said.after(self.follow, &live, audience);
                if latest > 0 {
                    (has_changed, last_news) = (true, Instant::now());
                    pace.add(live.read());
                    if !live.has_aggregate() && audience.appended(&pace.status(&live)).is_break() {
                        return Ok(live.report());
                    }
                }
                ending = ending.or(live.stopped());
            } else {
                latest = 0;
                if !std::mem::replace(&mut caught_up, true) {
                    audience.caught_up();
                }
            }
            let is_due = shown.is_none_or(|shown| shown.elapsed() >= self.every);
            if live.has_aggregate() && has_changed && is_due && ending.is_none() && !look.is_over {
                let rows = live.rows()?;
                said.warnings(&live, audience);
                if audience.result(rows, &pace.status(&live)).is_break() {
                    return Ok(live.report());
                }
                has_changed = false;
                // Before the first event there was not much to see.
                shown = (live.read() > 0).then(Instant::now);
            }
            if look.is_over || self.until_idle.is_some_and(|idle| last_news.elapsed() >= idle) {
                break;
            }
            if latest <= MANY {
                let begin = Instant::now();
                while begin.elapsed() < LOOK && stop().is_none() {
                    std::thread::sleep(NAP);
                }
            }
        }
        self.conclude(&mut live, &mut said, pace, audience)
    }

    /// Takes in what waited for its end, and gives the last result.
    fn conclude<A: Audience>(
        &self,
        live: &mut Live<'_>,
        said: &mut Said,
        mut pace: Pace,
        audience: &mut A,
    ) -> Result<Report, Failure> {
        if live.stopped().is_none() {
            self.follow.end();
            let options = Options { interrupt: None, progress: None, ..*self.options };
            let rest = live.update(self.follow, &options, audience.sink())?;
            said.after(self.follow, live, audience);
            pace.add(live.read());
            let status = Status { is_last: true, ..pace.status(live) };
            if rest > 0 && !live.has_aggregate() && audience.appended(&status).is_break() {
                return Ok(live.report());
            }
        }
        if live.stopped() != Some(Stop::Memory) && live.has_aggregate() {
            let rows = live.rows()?;
            said.warnings(live, audience);
            let _ = audience.result(rows, &Status { is_last: true, ..pace.status(live) });
        }
        said.in_the_end(self.follow, audience);
        Ok(live.report())
    }
}

/// When how many events had been read.
#[derive(Default)]
struct Pace(VecDeque<(Instant, u64)>);

impl Pace {
    fn add(&mut self, read: u64) {
        let now = Instant::now();
        self.0.push_back((now, read));
        while self.0.len() > 2 && self.0.front().is_some_and(|(then, _)| now.duration_since(*then) > RATE_OVER) {
            self.0.pop_front();
        }
    }

    fn status(&self, live: &Live<'_>) -> Status {
        let ends = self.0.front().zip(self.0.back());
        let rate = ends.and_then(|((begin, before), (end, after))| {
            let time = end.duration_since(*begin).as_secs_f64();
            (time > 0.15).then(|| (after - before) as f64 / time)
        });
        Status { read: live.read(), rate, is_last: false }
    }
}

/// What the audience has been told.
#[derive(Default)]
struct Said {
    lines: BTreeSet<String>,
    warnings: BTreeSet<(&'static str, String)>,
    bad: usize,
}

impl Said {
    fn once<A: Audience>(&mut self, line: String, audience: &mut A) {
        if !self.lines.contains(&line) {
            audience.tell(&line);
            self.lines.insert(line);
        }
    }

    /// What an update has brought to light.
    fn after<A: Audience>(&mut self, follow: &Follow, live: &Live<'_>, audience: &mut A) {
        mapped::lines(&follow.mapping_report()).into_iter().for_each(|line| self.once(line, audience));
        for name in follow.read_once() {
            self.once(format!("{name}: read once; compressed files and event logs are not followed"), audience);
        }
        let found = follow.issues();
        for bad in &found.first {
            let line = format!("warning[{}]: {bad}", codes::LINES_SKIPPED);
            if self.bad < BAD_SHOWN && !self.lines.contains(&line) {
                self.bad += 1;
                self.once(line, audience);
            }
        }
        for line in issues::of_files(&found) {
            self.once(line, audience);
        }
        self.warnings(live, audience);
    }

    /// Warnings that differ in more than their numbers.
    fn warnings<A: Audience>(&mut self, live: &Live<'_>, audience: &mut A) {
        for warning in live.report().warnings.iter() {
            let kind = warning.message.chars().filter(|letter| !letter.is_ascii_digit()).collect();
            if self.warnings.insert((warning.code.name(), kind)) {
                audience.tell(&format!("warning[{}]: {}", warning.code, warning.message));
            }
        }
    }

    /// What was only counted.
    fn in_the_end<A: Audience>(&mut self, follow: &Follow, audience: &mut A) {
        let bad = follow.issues().bad_records;
        if bad > self.bad as u64 {
            audience.tell(&format!("warning[{}]: {bad} records in all could not be read", codes::LINES_SKIPPED));
        }
    }
}
