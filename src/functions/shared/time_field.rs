//! Reading points in time from fields.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;
use crate::value::number::{self, Number};
use crate::value::time::{Civil, Zone};

/// The time zone of an event: a given one, else the one that a field names (functions-time-hour.html).
pub struct ZoneOfEvent {
    given: Option<Zone>,
    field: Symbol,
}

impl ZoneOfEvent {
    /// From the parameters `timezone` and `timezoneField`.
    ///
    /// # Errors
    /// When there is no zone of that name.
    pub fn of(build: &mut Build<'_>) -> Result<Self, Diagnostic> {
        let given = if build.has("timezone") { Some(build.zone("timezone")?) } else { None };
        Ok(Self { given, field: build.field("timezoneField")?.symbol })
    }

    /// The zone given to the call.
    pub fn given(&self) -> Option<&Zone> {
        self.given.as_ref()
    }

    /// The zone that the event's field names, if it does.
    pub fn of_field(&self, event: &Event<'_>) -> Option<Zone> {
        event.get(self.field).and_then(Zone::named)
    }
}

/// A part of the calendar or the clock.
pub type Part = fn(&Civil) -> Value<'static>;

/// A function of the parameter `field`, read as epoch milliseconds, in the time zone of the event; null where the field
/// is no number.
///
/// # Errors
/// When there is no zone of the given name.
pub fn part_of_time(build: &mut Build<'_>, part: Part) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?.symbol;
    let zone = ZoneOfEvent::of(build)?;
    Ok(Executable::Compute(Box::new(PartOfTime { field, zone, part })))
}

struct PartOfTime {
    field: Symbol,
    zone: ZoneOfEvent,
    part: Part,
}

impl Compute for PartOfTime {
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        let Some(millis) = event.get(self.field).and_then(number::parse).and_then(millis) else { return Value::Null };
        let civil = match self.zone.given() {
            Some(zone) => zone.civil(millis),
            None => match self.zone.of_field(event) {
                Some(zone) => zone.civil(millis),
                None => context.settings.zone.civil(millis),
            },
        };
        (self.part)(&civil)
    }
}

/// Whole milliseconds; decimals are cut off towards the past.
fn millis(number: Number) -> Option<i64> {
    match number {
        Number::Integer(millis) => Some(millis),
        Number::Double(value) => Number::Double(value.floor()).as_whole(),
    }
}

/// The fields that tell of a timestamp that could not be read (the pages name none; these are the ones of LogScale's page
/// on parser errors).
pub struct ErrorFields {
    error: Symbol,
    message: Symbol,
    parsed: Symbol,
}

impl ErrorFields {
    /// The fields, unless the call says `addErrors=false`.
    pub fn of(build: &mut Build<'_>) -> Option<Self> {
        build.flag("addErrors").then(|| Self {
            error: build.named("@error").symbol,
            message: build.named("@error_msg").symbol,
            parsed: build.named("@event_parsed").symbol,
        })
    }

    /// Sets them.
    pub fn set<'e>(&'e self, event: &mut Event<'e>, message: &'e str) {
        event.set(self.error, "true");
        event.set(self.message, message);
        event.set(self.parsed, "false");
    }
}
