//! `offscale run --follow`: files that grow, folders that fill, pipes.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::ops::ControlFlow;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use clap::Args;

use super::limits::{self, Limits};
use super::options::RunOptions;
use super::progress::ProgressBar;
use super::sink::{Closed, StreamSink};
use super::{Trouble, complain};
use crate::eval::{Options, Sink, Stop};
use crate::event::{Event, Row};
use crate::input::Follow;
use crate::output::{Appender, Format, Kind, Results, Settings, write_again};
use crate::plan::Plan;
use crate::session::live::{Audience, Following, Status, present};
use crate::session::live_screen::{Drawing, LiveScreen};
use crate::session::words::counted;
use crate::value::time::{Zone, parse_duration};

/// A screen is drawn anew at most so often.
const SCREEN: Duration = Duration::from_millis(250);

/// What help says at its end.
pub const MORE_HELP: &str = "\
With --follow, rows of a query without an aggregate are appended as they come. The result of an aggregate is drawn anew on a \
terminal (table, chart, markdown), else written again after each change: each result with an empty line behind it, JSON with \
each document on a line. Compressed files and event logs are read once. A file that is replaced or becomes shorter is read \
from its start. --start, --end and now() are those of the start, and subqueries (join, defineTable) see what was there then.";

/// How input is followed.
#[derive(Args, Clone, Debug)]
pub struct FollowOptions {
    /// Go on as lines are added to the files, files come into the folders, or standard input delivers; Ctrl-C ends
    #[arg(long, conflicts_with = "profile")]
    pub follow: bool,
    /// With --follow: the least time between two results that are written again
    #[arg(long, value_name = "DURATION", value_parser = duration, default_value = "1s", requires = "follow")]
    pub interval: Duration,
    /// With --follow: end when nothing has come for so long, for scripts
    #[arg(long, value_name = "DURATION", value_parser = duration, requires = "follow")]
    pub until_idle: Option<Duration>,
}

/// A span of time on the command line.
pub fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || format!("expected a duration such as 500ms, 2s or 1m, found {text:?}");
    let millis = parse_duration(text).and_then(|millis| u64::try_from(millis).ok());
    millis.map(Duration::from_millis).ok_or_else(wrong)
}

/// What decides the exit code.
pub struct Ending {
    /// Whether some input could not be read.
    pub lost_input: bool,
    /// Rows of the result.
    pub rows: u64,
}

/// Follows until the user ends it; `None` when a limit ended it.
///
/// # Errors
/// What cannot be done at all.
pub fn run(
    plan: &Plan,
    files: &[String],
    format: &'static Format,
    settings: &Settings,
    run_options: &RunOptions,
    follow_options: &FollowOptions,
) -> Result<Option<Ending>, Trouble> {
    if files.is_empty() {
        return Err(Trouble("nothing to follow: name files, folders, patterns, or - for standard input".to_owned()));
    }
    if matches!(format.kind, Kind::Page(_)) {
        let name = format.name;
        return Err(Trouble(format!(
            "--format {name} makes a page, which cannot be written again and again; without --follow it can"
        )));
    }
    let input = run_options.input();
    let present = present(plan, files, &input)?;
    let follow = Follow::open(files, input)?;
    let limits = Limits::watch(run_options, None)?;
    let stop = || limits.reached();
    let bar = ProgressBar::new(run_options);
    let is_caught_up = std::sync::atomic::AtomicBool::new(false);
    let progress = |at| {
        if !is_caught_up.load(Ordering::Relaxed) {
            bar.show(at);
        }
    };
    let options = Options {
        threads: run_options.threads(),
        strict: run_options.read.strict,
        interrupt: Some(&stop),
        progress: bar.is_shown().then_some(&progress as _),
        ..Options::default()
    };
    let is_screen = settings.width.is_some()
        && plan.pipeline.has_aggregate()
        && matches!(format.kind, Kind::AllRows(_) | Kind::Picture(_))
        && format.name != "json";
    let following = Following {
        plan,
        follow: &follow,
        present: &*present,
        options: &options,
        every: if is_screen { SCREEN } else { follow_options.interval },
        until_idle: follow_options.until_idle,
    };
    let out = Out { format, settings, zone: &plan.settings.zone, bar: &bar, is_caught_up: &is_caught_up };
    let stdout = || Box::new(io::stdout());
    let report = if plan.pipeline.has_aggregate() {
        let screen = is_screen.then(LiveScreen::default);
        let mut audience = Again { out, screen, sink: crate::eval::CollectRows::default(), last: None, closed: None };
        let report = following.run(&mut audience);
        written(audience.closed)?;
        report
    } else if let Kind::Streaming(writer) = format.kind {
        let mut audience = Lines { out, sink: StreamSink::new(writer(settings), stdout()) };
        let report = following.run(&mut audience);
        written(audience.sink.finish().err())?;
        report
    } else {
        let Some(appender) = Appender::new(format, settings) else {
            let name = format.name;
            return Err(Trouble(format!(
                "--format {name} with --follow needs a query with an aggregate, such as count() or timeChart()"
            )));
        };
        let mut audience =
            Append { out, sink: RowSink(Mutex::new(Appended { appender, lost: Vec::new(), closed: None })) };
        let report = following.run(&mut audience);
        written(audience.sink.0.into_inner().unwrap_or_else(PoisonError::into_inner).closed)?;
        report
    };
    let report = report.map_err(|failure| Trouble(failure.message))?;
    match report.stopped {
        Some(stop @ Stop::Memory) => {
            limits::say(stop, report.read, limits::PARTIAL);
            return Ok(None);
        }
        Some(_) => {
            let read = counted(report.read, "event", "events");
            complain(&format!("partial: stopped after {read}, before everything that was there had been read"));
        }
        None => {}
    }
    Ok(Some(Ending { lost_input: follow.issues().lost_input(), rows: report.rows }))
}

/// A closed pipe is no trouble.
fn written(closed: Option<Closed>) -> Result<(), Trouble> {
    match closed {
        Some(Closed::Broken(error)) => Err(Trouble(format!("standard output: {error}"))),
        Some(Closed::Pipe) | None => Ok(()),
    }
}

/// What all audiences need.
struct Out<'o> {
    format: &'static Format,
    settings: &'o Settings,
    zone: &'o Zone,
    bar: &'o ProgressBar,
    is_caught_up: &'o std::sync::atomic::AtomicBool,
}

impl Out<'_> {
    fn caught_up(&self) {
        self.is_caught_up.store(true, Ordering::Relaxed);
        self.bar.finish();
    }
}

/// Rows are written by the workers, and need only be flushed.
struct Lines<'o> {
    out: Out<'o>,
    sink: StreamSink,
}

impl Audience for Lines<'_> {
    type Sink = StreamSink;

    fn sink(&self) -> &StreamSink {
        &self.sink
    }

    fn appended(&mut self, _: &Status) -> ControlFlow<()> {
        self.sink.flush()
    }

    fn result(&mut self, _: Vec<Row>, _: &Status) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    fn tell(&mut self, message: &str) {
        complain(message);
    }

    fn caught_up(&mut self) {
        self.out.caught_up();
    }
}

/// Rows are appended under a header that is written once.
struct Append<'o> {
    out: Out<'o>,
    sink: RowSink,
}

struct Appended {
    appender: Appender,
    /// Fields that came too late for the header.
    lost: Vec<String>,
    closed: Option<Closed>,
}

struct RowSink(Mutex<Appended>);

impl Sink for RowSink {
    type Part = Vec<Row>;

    fn event(&self, part: &mut Vec<Row>, event: &Event<'_>) {
        part.push(event.to_row());
    }

    fn part(&self, part: Vec<Row>) -> ControlFlow<()> {
        self.rows(part)
    }

    fn rows(&self, rows: Vec<Row>) -> ControlFlow<()> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut out = BufWriter::new(io::stdout().lock());
        let result = state.appender.write(&rows, &mut out).and_then(|lost| out.flush().map(|()| lost));
        match result {
            Ok(lost) => {
                state.lost.extend(lost.iter().map(ToString::to_string));
                ControlFlow::Continue(())
            }
            Err(error) => {
                state.closed = Some(error.into());
                ControlFlow::Break(())
            }
        }
    }
}

impl Audience for Append<'_> {
    type Sink = RowSink;

    fn sink(&self) -> &RowSink {
        &self.sink
    }

    fn appended(&mut self, _: &Status) -> ControlFlow<()> {
        let mut state = self.sink.0.lock().unwrap_or_else(PoisonError::into_inner);
        for field in state.lost.drain(..) {
            complain(&format!(
                "note: the field {field} came after the header was written and has no column; name the columns with select() or table()"
            ));
        }
        if state.closed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn result(&mut self, _: Vec<Row>, _: &Status) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    fn tell(&mut self, message: &str) {
        complain(message);
    }

    fn caught_up(&mut self) {
        self.out.caught_up();
    }
}

/// The result as a whole, again and again.
struct Again<'o> {
    out: Out<'o>,
    /// `None`: one result after the other.
    screen: Option<LiveScreen>,
    sink: crate::eval::CollectRows,
    last: Option<Vec<Row>>,
    closed: Option<Closed>,
}

impl Again<'_> {
    fn write(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> ControlFlow<()> {
        let mut out = BufWriter::new(io::stdout().lock());
        match write(&mut out).and_then(|()| out.flush()) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.closed = Some(error.into());
                ControlFlow::Break(())
            }
        }
    }
}

impl Audience for Again<'_> {
    type Sink = crate::eval::CollectRows;

    fn sink(&self) -> &Self::Sink {
        &self.sink
    }

    fn appended(&mut self, _: &Status) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    fn result(&mut self, rows: Vec<Row>, status: &Status) -> ControlFlow<()> {
        let Out { format, settings, zone, .. } = self.out;
        if let Some(screen) = &mut self.screen {
            let size = terminal_size::terminal_size();
            let (width, height) =
                size.map_or((80, 24), |(width, height)| (usize::from(width.0), usize::from(height.0)));
            let settings = Settings { width: Some(width), ..settings.clone() };
            let text = screen.result(&rows, status, &Drawing { format, settings, height, zone });
            return self.write(|out| out.write_all(text.as_bytes()));
        }
        // Of nothing there is no result before the end, and later ones count only when something has changed.
        let is_nothing = (status.read == 0 || rows.is_empty()) && !status.is_last;
        let is_same = self.last.as_ref().map_or(is_nothing, |last| *last == rows);
        if is_same {
            return ControlFlow::Continue(());
        }
        let flow = self.write(|out| write_again(format, &Results { rows: &rows, ..Results::default() }, settings, out));
        self.last = Some(rows);
        flow
    }

    fn tell(&mut self, message: &str) {
        // Where both are one terminal, the message goes above the result.
        let shared = io::stderr().is_terminal();
        if let Some(text) = self.screen.as_mut().filter(|_| shared).map(LiveScreen::clear) {
            let _ = self.write(|out| out.write_all(text.as_bytes()));
        }
        complain(message);
        if let Some(text) = self.screen.as_mut().filter(|_| shared).map(LiveScreen::again) {
            let _ = self.write(|out| out.write_all(text.as_bytes()));
        }
    }

    fn caught_up(&mut self) {
        self.out.caught_up();
    }
}
