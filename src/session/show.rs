//! Rows as text, on a screen no more of them than a reader wants to scroll through.

use std::io::{self, Write};

use super::words::{counted, grouped};
use super::{Host, Session};
use crate::event::Row;
use crate::output::{Format, Kind, Results, Settings};
use crate::value::time::Zone;

/// Rows shown of a long result.
const ROWS: usize = 40;
/// Screens that a result may fill; rows with many fields take several lines each.
const SCREENS: usize = 2;

/// How many rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// All, where there is no screen; else as many as fit a reader.
    Screen,
    /// At most so many.
    First(usize),
}

/// What to do for more rows, where `:more` can give them.
pub(super) const MORE: &str = ":more goes on, ";

/// The remark about rows of a result that are not shown, with what to do for the next; empty when all are.
pub(super) fn left_out(shown: usize, all: usize, next: &str) -> String {
    if shown >= all {
        return String::new();
    }
    let (shown, all) = (grouped(shown as u64), counted(all as u64, "row", "rows"));
    format!("the first {shown} of {all}; {next}:last all shows all, :save FILE writes them")
}

/// How rows are shown.
#[derive(Clone, Debug)]
pub(super) struct Look {
    pub format: &'static Format,
    /// Whether pictures are drawn with plain characters.
    pub ascii: bool,
    /// By whose clock pictures write times.
    pub zone: Zone,
}

impl Look {
    /// A format as it usually looks.
    pub fn of(format: &'static Format) -> Self {
        Self { format, ascii: false, zone: Zone::utc() }
    }
}

impl Session {
    /// How this session shows results.
    pub(super) fn look(&self) -> Look {
        Look { format: self.format, ascii: self.ascii, zone: self.settings.zone.clone() }
    }
}

/// The first rows in a format, and how many they are.
pub(super) fn rows(rows: &[Row], look: Look, host: &dyn Host, extent: Extent) -> (String, usize) {
    let format = look.format;
    let first = |count: usize| rows.get(..count).unwrap_or(rows);
    let settings = Settings {
        width: host.width(),
        color: host.color(),
        ascii: look.ascii,
        zone: look.zone,
        ..Settings::default()
    };
    let most = match (extent, host.height()) {
        (Extent::First(count), _) => return (text(first(count), format, &settings), count.min(rows.len())),
        (Extent::Screen, _) if matches!(format.kind, Kind::Picture(_)) => {
            return (text(rows, format, &settings), rows.len());
        }
        (Extent::Screen, None) => return (text(rows, format, &settings), rows.len()),
        (Extent::Screen, Some(height)) => (height * SCREENS).max(ROWS + 4),
    };
    let mut shown = ROWS.min(rows.len());
    let mut drawn = text(first(shown), format, &settings);
    // Fewer rows may have fewer columns, so the guess from the lines of the first attempt is checked.
    for _ in 0..4 {
        let lines = drawn.lines().count();
        if lines <= most || shown <= 1 {
            break;
        }
        shown = (shown * most / lines).clamp(1, shown - 1);
        drawn = text(first(shown), format, &settings);
    }
    (drawn, shown)
}

fn text(rows: &[Row], format: &Format, settings: &Settings) -> String {
    let mut bytes = Vec::new();
    // Writing into memory does not fail.
    let _ = write(rows, format, settings, &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Writes rows in a format.
///
/// # Errors
/// When `out` fails.
pub(super) fn write(rows: &[Row], format: &Format, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    format.write(&Results { rows, ..Results::default() }, settings, out)
}
