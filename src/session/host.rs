//! What a session asks of the place it runs in: the size of the screen, the clock, whether to stop.

use super::Kind;
use crate::eval::{Progress, Stop};

/// The surroundings of a session. The defaults fit a place without screen, clock and interruption.
pub trait Host: Sync {
    /// A run begins; a wish to stop from before it is void.
    fn begin(&self) {}

    /// Whether the run has to stop, and why. Asked between chunks, by every worker.
    fn stop(&self) -> Option<Stop> {
        None
    }

    /// How far the run is. Told between chunks, by every worker.
    fn progress(&self, _at: Progress) {}

    /// The run is over.
    fn end(&self) {}

    /// Whether it shows texts while a command is at work and the user can stop it: without both nothing can be followed.
    fn can_follow(&self) -> bool {
        false
    }

    /// Shows a text at once, as it is, before the command that it belongs to is over.
    fn show(&self, _kind: Kind, _text: &str) {}

    /// Columns of the screen; `None` where text may be as wide as it is.
    fn width(&self) -> Option<usize> {
        None
    }

    /// Lines of the screen; `None` where everything is shown however long it is.
    fn height(&self) -> Option<usize> {
        None
    }

    /// Whether text may hold terminal styles.
    fn color(&self) -> bool {
        false
    }

    /// Whether the user has an editor that a query can be opened in.
    fn has_editor(&self) -> bool {
        false
    }

    /// The time, in epoch milliseconds; `None` leaves that of the settings.
    fn now(&self) -> Option<i64> {
        None
    }
}

/// A place without a screen, where nobody interrupts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quiet;

impl Host for Quiet {}
