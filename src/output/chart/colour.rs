//! Colours of series, from those that a terminal shows readably on light and on dark ground.

/// The codes, first series first. Neighbours differ as far as they can, also for those who see red and green alike.
const CODES: [&str; 9] = [
    "\u{1b}[34m", // blue
    "\u{1b}[33m", // yellow, which is dark enough without brightness
    "\u{1b}[35m", // magenta
    "\u{1b}[32m", // green
    "\u{1b}[31m", // red
    "\u{1b}[36m", // cyan
    "\u{1b}[94m", // bright blue
    "\u{1b}[95m", // bright magenta
    "\u{1b}[90m", // grey, for all others together
];

/// The colour of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(&'static str);

impl Colour {
    /// Ends any style.
    pub const RESET: &'static str = "\u{1b}[0m";

    /// The colour of the series at that place.
    pub fn of_series(place: usize) -> Option<Self> {
        CODES.get(place).copied().map(Self)
    }

    /// What begins it.
    pub fn start(self) -> &'static str {
        self.0
    }

    /// A text in this colour.
    pub fn paint(colour: Option<Self>, text: &str) -> String {
        match colour {
            Some(colour) if !text.is_empty() => format!("{}{text}{}", colour.0, Self::RESET),
            _ => text.to_owned(),
        }
    }
}
