//! Points in time, time zones, time spans and the texts that stand for them.
//!
//! All instants are epoch milliseconds (`i64`) unless a name says otherwise. Nothing here reads a clock: whoever
//! needs "now" hands it in.

mod bucket;
mod civil;
mod clock;
mod detect;
mod duration;
mod event_time;
mod format;
mod iso;
mod parse;
mod pattern;
mod point;
mod relative;
mod zone;

pub use bucket::{align, auto_span, next_bucket, span_for_buckets};
pub use civil::{Civil, MONTH_NAMES, WEEKDAY_NAMES};
pub use detect::{DetectError, Detected, detect};
pub use duration::{DurationUnit, write_duration};
pub use event_time::event_time;
pub use format::{FormatError, Moment, TimeFormat, auto_millis, is_time_letter, write_letter};
pub use parse::{Parsed, TimestampPattern};
pub use pattern::PatternError;
pub use point::parse_point;
pub use relative::{Amount, Relative, TimePointError, UNIT_WORDS, Unit, parse_duration, parse_span, unit_millis};
pub use zone::Zone;
