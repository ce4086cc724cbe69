//! A result on a terminal that is drawn anew when it changes, and what is said above it.

use std::time::{SystemTime, UNIX_EPOCH};

use super::live::Status;
use super::words::{counted, grouped};
use crate::event::Row;
use crate::output::{Format, Frame, Kind, Results, Settings};
use crate::value::time::Zone;

/// Lines that a screen has at least.
const LOWEST: usize = 6;

/// See the module.
pub struct LiveScreen {
    frame: Frame,
    text: String,
    size: (usize, usize),
}

/// How a result is drawn.
pub struct Drawing<'d> {
    /// The format; one for people.
    pub format: &'static Format,
    /// What is known of the terminal, with its width.
    pub settings: Settings,
    /// Lines of the terminal.
    pub height: usize,
    /// The zone of the clock.
    pub zone: &'d Zone,
}

impl Default for LiveScreen {
    fn default() -> Self {
        Self { frame: Frame::default(), text: String::new(), size: (80, 24) }
    }
}

impl LiveScreen {
    /// What draws this result in the place of the one before.
    pub fn result(&mut self, rows: &[Row], status: &Status, drawing: &Drawing<'_>) -> String {
        self.size = (drawing.settings.width.unwrap_or(80), drawing.height.max(LOWEST));
        // The line of facts and the one of the cursor.
        let (mut text, shown) = fitting(rows, drawing, self.size.1 - 2);
        let all = counted(rows.len() as u64, "row", "rows");
        let mut facts = vec![format!("{}  {} read", clock(drawing.zone), counted(status.read, "event", "events"))];
        facts.push(match shown < rows.len() {
            true => format!("; the first {} of {all}", grouped(shown as u64)),
            false => format!("; {all}"),
        });
        facts.extend(status.rate.map(|rate| {
            let rate = if rate < 10.0 { format!("{rate:.1}") } else { grouped(rate as u64) };
            format!("; {rate} a second")
        }));
        facts.extend((!status.is_last).then(|| "; Ctrl-C ends".to_owned()));
        let mut room = self.size.0;
        for fact in facts {
            // What does not fit is left out whole.
            if let Some(left) = room.checked_sub(fact.len()) {
                text.push_str(&fact);
                room = left;
            }
        }
        text.push('\n');
        self.text = text;
        self.frame.replace(&self.text, self.size)
    }

    /// What takes the result away.
    pub fn clear(&mut self) -> String {
        self.frame.clear()
    }

    /// What draws the last result again; empty when there was none.
    pub fn again(&mut self) -> String {
        if self.text.is_empty() { String::new() } else { self.frame.replace(&self.text, self.size) }
    }
}

/// As many of the rows as fit into so many lines, and how many they are.
fn fitting(rows: &[Row], drawing: &Drawing<'_>, room: usize) -> (String, usize) {
    let draw = |count: usize| {
        let mut bytes = Vec::new();
        let results = Results { rows: rows.get(..count).unwrap_or(rows), ..Results::default() };
        // Writing into memory does not fail.
        let _ = drawing.format.write(&results, &drawing.settings, &mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let is_picture = matches!(drawing.format.kind, Kind::Picture(_));
    let mut shown = if is_picture { rows.len() } else { rows.len().min(room) };
    let mut text = draw(shown);
    while !is_picture && text.lines().count() > room && shown > 1 {
        let lines = text.lines().count();
        // A header and borders do not shrink with the rows.
        shown = (shown * room / lines).min(shown - (lines - room).min(shown - 1)).max(1).min(shown - 1);
        text = draw(shown);
    }
    if text.lines().count() > room {
        text = text.lines().take(room).fold(String::new(), |text, line| text + line + "\n");
    }
    (text, shown)
}

/// The time of day.
fn clock(zone: &Zone) -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let civil = zone.civil(i64::try_from(since.as_millis()).unwrap_or(0));
    format!("{:02}:{:02}:{:02}", civil.hour(), civil.minute(), civil.second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_fits_the_screen() {
        let rows: Vec<Row> = (0..100).map(|number| [("n", number.to_string())].into_iter().collect()).collect();
        let zone = Zone::utc();
        for format in ["table", "chart"] {
            let Some(format) = Format::named(format) else { continue };
            let settings = Settings { width: Some(90), ..Settings::default() };
            let drawing = Drawing { format, settings, height: 20, zone: &zone };
            let mut screen = LiveScreen::default();
            let status = Status { read: 1234, rate: Some(3.25), is_last: false };
            let text = screen.result(&rows, &status, &drawing);
            let lines = text.matches('\n').count();
            assert!((12..20).contains(&lines), "{lines} lines of {text}");
            assert!(text.contains("1,234 events read; ") && text.contains("; 3.2 a second; Ctrl-C ends"), "{text}");
            assert_eq!(text.contains("the first 14 of 100 rows"), format.name == "table", "{text}");
            assert_eq!(screen.again().matches('\n').count(), lines);
        }
    }
}
