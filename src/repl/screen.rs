//! The terminal as the surroundings of a session: its size, its styles, Ctrl-C, and how far a run is.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::eval::{Progress, Stop};
use crate::session::words::{counted, size};
use crate::session::{Block, Host, Kind, Reply};

/// A run that is over sooner shows no progress.
const PATIENCE: Duration = Duration::from_millis(400);
/// How often progress is shown.
const EVERY: Duration = Duration::from_millis(100);

/// See [`Host`].
pub(super) struct Screen {
    interactive: bool,
    progress: bool,
    now: Option<i64>,
    memory: Option<(u64, fn() -> u64)>,
    interrupted: Arc<AtomicBool>,
    line: Mutex<Line>,
}

/// The progress line.
struct Line {
    next: Instant,
    is_shown: bool,
}

impl Screen {
    pub fn new(interactive: bool, progress: bool, now: Option<i64>, memory: Option<(u64, fn() -> u64)>) -> Self {
        Self {
            interactive,
            progress: progress && std::io::stderr().is_terminal(),
            now,
            memory,
            interrupted: Arc::default(),
            line: Mutex::new(Line { next: Instant::now(), is_shown: false }),
        }
    }

    /// From now on Ctrl-C stops the run and not the program. At the prompt it arrives as a key.
    pub fn take_interrupts(&mut self) -> Result<(), String> {
        let interrupted = self.interrupted.clone();
        ctrlc::set_handler(move || interrupted.store(true, Ordering::Relaxed))
            .map_err(|error| format!("Ctrl-C: {error}"))
    }
}

impl Host for Screen {
    fn has_editor(&self) -> bool {
        self.interactive && super::external::is_there()
    }

    fn begin(&self) {
        self.interrupted.store(false, Ordering::Relaxed);
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        *line = Line { next: Instant::now() + PATIENCE, is_shown: false };
    }

    fn stop(&self) -> Option<Stop> {
        if self.interrupted.load(Ordering::Relaxed) {
            return Some(Stop::Cancelled);
        }
        let (limit, taken) = self.memory?;
        (taken() > limit).then_some(Stop::Memory)
    }

    fn progress(&self, at: Progress) {
        if !self.progress {
            return;
        }
        // Whoever finds another worker at it has nothing newer to show.
        let Ok(mut line) = self.line.try_lock() else { return };
        if Instant::now() < line.next {
            return;
        }
        *line = Line { next: Instant::now() + EVERY, is_shown: true };
        let events = counted(at.events, "event", "events");
        let part = match at.bytes.saturating_mul(100).checked_div(at.total) {
            Some(percent) => format!("{percent} % of {}", size(at.total)),
            None => size(at.bytes),
        };
        let _ = write!(std::io::stderr().lock(), "\r{part}, {events} (Ctrl-C stops)\u{1b}[K");
    }

    fn end(&self) {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        if std::mem::take(&mut line.is_shown) {
            let _ = write!(std::io::stderr().lock(), "\r\u{1b}[K");
        }
    }

    fn can_follow(&self) -> bool {
        self.interactive && std::io::stdout().is_terminal()
    }

    fn show(&self, kind: Kind, text: &str) {
        super::show(&Reply { blocks: vec![Block { kind, text: text.to_owned() }], ..Reply::default() });
    }

    fn width(&self) -> Option<usize> {
        let shown = std::io::stdout().is_terminal();
        shown.then(|| terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0)))
    }

    fn height(&self) -> Option<usize> {
        let shown = self.interactive && std::io::stdout().is_terminal();
        shown.then(|| terminal_size::terminal_size().map_or(24, |(_, height)| usize::from(height.0)))
    }

    fn color(&self) -> bool {
        anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
    }

    fn now(&self) -> Option<i64> {
        self.now.or_else(|| i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_millis()).ok())
    }
}
