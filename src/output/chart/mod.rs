//! A picture for the terminal: lines over time for rows with `_bucket`, bars for all others.

mod bars;
mod canvas;
mod colour;
pub(super) mod model;
pub(super) mod multiples;
pub(super) mod series;
mod sparkline;
mod text;
mod time;
pub(super) mod time_axis;
pub(super) mod value_axis;

use std::io::{self, Write};

pub use sparkline::sparkline;
pub(super) use time::value_axis as value_axis_of;
pub use time_axis::span_text;

use super::{Format, Kind, Results, RowsWriter, Settings};
use colour::Colour;
use model::Model;

/// The registration.
pub const FORMAT: Format = Format {
    name: "chart",
    summary: "a picture for the terminal: lines over time for rows with _bucket, else bars",
    reads: &[],
    kind: Kind::Picture(|settings| Box::new(Chart(settings.clone()))),
};

/// Columns where the terminal does not say how many it has.
const USUAL_WIDTH: usize = 100;
/// In less columns than this nothing can be drawn.
const NARROWEST: usize = 20;
/// Lines that a heading or a note may take.
const MOST_LINES: usize = 4;

struct Chart(Settings);

/// A heading or a note in lines that fit.
pub(super) fn paragraph(text: &str, settings: &Settings) -> Vec<String> {
    text::paragraph(text, columns(settings), MOST_LINES, settings.ascii)
}

fn columns(settings: &Settings) -> usize {
    settings.width.unwrap_or(USUAL_WIDTH).max(NARROWEST)
}

impl RowsWriter for Chart {
    fn write(&mut self, results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
        for line in self.lines(results) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }
}

impl Chart {
    fn lines(&self, results: &Results<'_>) -> Vec<String> {
        let Settings { ascii, color, .. } = self.0;
        let columns = columns(&self.0);
        let paragraph = |text: &str| paragraph(text, &self.0);
        let (heading, lines, notes) = match Model::of(results, if ascii { " / " } else { " · " }) {
            Model::Nothing(reason) => return paragraph(&reason),
            Model::Bars(chart) => {
                let colour = Colour::of_series(0).filter(|_| color);
                let lines = bars::lines(&chart, columns, ascii, colour);
                (chart.heading, lines, chart.notes)
            }
            Model::Time(mut chart) => {
                let span = chart.times.first().zip(chart.times.last());
                let span =
                    span.map_or_else(String::new, |(first, last)| time_axis::span_text(*first, *last, &self.0.zone));
                let heading = format!("{}, {span}", chart.heading);
                let lines = if color || chart.series.len() == 1 {
                    time::lines(&chart, columns, &self.0)
                } else {
                    chart.notes.insert(0, multiples::NOTE.to_owned());
                    multiples::lines(&chart, columns, ascii)
                };
                (heading, lines, chart.notes)
            }
        };
        let bold = |line: String| if color { format!("\u{1b}[1m{line}{}", Colour::RESET) } else { line };
        let mut all: Vec<String> = paragraph(&heading).into_iter().map(bold).collect();
        all.extend(lines);
        all.extend(notes.iter().flat_map(|note| paragraph(note)));
        all
    }
}

#[cfg(test)]
#[path = "chart_tests.rs"]
mod tests;
