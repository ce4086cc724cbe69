//! Progress on stderr: bytes, events, rate, time left.

use std::io::IsTerminal;
use std::time::Instant;

use super::options::RunOptions;
use crate::eval::Progress;

/// A progress bar, or nothing when stderr is no terminal.
pub struct ProgressBar {
    bar: Option<indicatif::ProgressBar>,
    start: Instant,
}

impl ProgressBar {
    /// A bar that appears once there is something to show.
    pub fn new(options: &RunOptions) -> Self {
        let shown = std::io::stderr().is_terminal() && !options.no_progress;
        let bar = shown.then(|| {
            let bar = indicatif::ProgressBar::no_length();
            let template = "{bar:30} {bytes} of {total_bytes}, {msg}, {eta} left";
            match indicatif::ProgressStyle::with_template(template) {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            }
        });
        Self { bar, start: Instant::now() }
    }

    /// Whether anything is shown.
    pub fn is_shown(&self) -> bool {
        self.bar.is_some()
    }

    /// Shows how far the run is.
    pub fn show(&self, at: Progress) {
        let Some(bar) = &self.bar else { return };
        if at.total > 0 {
            bar.set_length(at.total);
        }
        bar.set_position(at.bytes);
        let rate = at.events as f64 / self.start.elapsed().as_secs_f64().max(0.001);
        bar.set_message(format!("{} events, {:.0} a second", at.events, rate));
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
