//! What ends a run before its input does: memory, time, the user's wish; and what is said of it then.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::memory::resident_bytes;
use super::options::RunOptions;
use super::{Exit, Trouble, complain, interrupt};
use crate::eval::Stop;
use crate::session::Host;
use crate::session::words::counted;

/// The limits of a run.
pub struct Limits {
    memory: Option<u64>,
    end: Option<Instant>,
    wish: Arc<AtomicBool>,
}

impl Limits {
    /// Watches from now on. The first Ctrl-C ends the run and not the program, so that what was found is not lost.
    ///
    /// # Errors
    /// When the system does not tell of Ctrl-C.
    pub fn watch(options: &RunOptions, timeout: Option<Duration>) -> Result<Self, Trouble> {
        let end = timeout.map(|timeout| Instant::now() + timeout);
        Ok(Self { memory: options.max_memory, end, wish: interrupt::watch()? })
    }

    /// Why the run is to end now, if it is.
    pub fn reached(&self) -> Option<Stop> {
        if self.wish.load(Ordering::Relaxed) {
            return Some(Stop::Cancelled);
        }
        if self.end.is_some_and(|end| Instant::now() >= end) {
            return Some(Stop::Time);
        }
        self.memory.filter(|limit| resident_bytes() > *limit).map(|_| Stop::Memory)
    }
}

/// A session's runs end at the limits as well.
impl Host for Limits {
    fn stop(&self) -> Option<Stop> {
        self.reached()
    }
}

/// Says why a run ended after so many events, and `what` became of its result; the exit code.
pub fn say(stop: Stop, read: u64, what: &str) -> Exit {
    let events = counted(read, "event", "events");
    let (why, exit) = match stop {
        Stop::Memory => ("stopped at the limit of --max-memory", Exit::Limit),
        Stop::Time => ("stopped at the limit of --timeout", Exit::Limit),
        Stop::Cancelled => ("interrupted", Exit::Interrupted),
    };
    complain(&format!("error: {why} after {events}; {what}"));
    exit
}

/// What is said of a result that is there as far as it goes.
pub const PARTIAL: &str = "the result is partial";
