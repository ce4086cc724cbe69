//! What an event shows when a text in it could not be parsed (language notes 10.3).

use crate::event::Event;

/// Sets the error fields of an event.
pub fn flag(event: &mut Event<'_>, message: &str) {
    event.set_named("@error", "true");
    let message = event.keep(message);
    event.set_named("@error_msg", message);
    event.set_named("@event_parsed", "false");
}
