//! The time of an event, in epoch milliseconds, as head(), tail(), bucket() and others need it.

use crate::event::Event;
use crate::exec::Build;
use crate::symbol::Symbol;
use crate::value::{number, time};

/// Where the time of an event stands: `@timestamp`, and where that is missing `@ingesttimestamp` (functions-tail.html).
#[derive(Clone, Copy, Debug)]
pub struct EventTime {
    timestamp: Symbol,
    ingested: Symbol,
}

impl EventTime {
    /// Asks for both fields.
    pub fn new(build: &mut Build<'_>) -> Self {
        Self { timestamp: build.silent("@timestamp"), ingested: build.silent("@ingesttimestamp") }
    }

    /// The time in epoch milliseconds.
    #[inline]
    pub fn of(&self, event: &Event<'_>) -> Option<i64> {
        match event.get(self.timestamp).and_then(millis) {
            None => event.get(self.ingested).and_then(millis),
            time => time,
        }
    }

    /// Whether the event had one of the fields when it entered the query, although it has none now. A field that is there and
    /// tells no time was not dropped.
    pub fn was_dropped(&self, event: &Event<'_>) -> bool {
        if [self.timestamp, self.ingested].iter().any(|field| event.get(*field).is_some()) {
            return false;
        }
        let mut found = false;
        let names = [event.symbols().name(self.timestamp), event.symbols().name(self.ingested)];
        event.for_each_entered(&mut |name, _| found |= names.iter().any(|known| known.as_ref() == name));
        found
    }
}

/// A text as epoch milliseconds: a number is taken as such, anything else is read as a point in time.
#[inline]
pub fn millis(text: &str) -> Option<i64> {
    match number::parse(text) {
        Some(number) => number.as_whole().or_else(|| Some(number.as_f64().floor() as i64)),
        None => time::event_time(text),
    }
}
