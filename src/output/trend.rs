//! A table of sparklines: for rows with `_bucket`, a line for each series with its course over time.

use std::io::{self, Write};

use super::chart::model::Model;
use super::chart::multiples::course;
use super::chart::series::{Series, TimeChart};
use super::chart::value_axis::short_text;
use super::chart::{paragraph, span_text};
use super::{Format, Kind, Results, RowsWriter, Settings, table};
use crate::event::Row;

/// The registration.
pub const FORMAT: Format = Format {
    name: "trend",
    summary: "a table of sparklines: one line for each series of rows with _bucket",
    reads: &[],
    kind: Kind::Picture(|settings| Box::new(Trend(settings.clone()))),
};

/// Columns of a sparkline, and the least of them that still show something.
const COLUMNS: usize = 48;
const LEAST_COLUMNS: usize = 8;
/// Columns that the numbers and the borders take.
const NUMBERS: usize = 48;
/// Series beyond this are added up.
const MOST_SERIES: usize = 200;

struct Trend(Settings);

impl RowsWriter for Trend {
    fn write(&mut self, results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
        let ascii = self.0.ascii;
        let chart = match Model::with_series(results, if ascii { " / " } else { " · " }, MOST_SERIES) {
            Model::Time(chart) => chart,
            Model::Nothing(reason) => return lines(&[reason], &self.0, out),
            Model::Bars(_) => {
                let reason = "nothing to draw: no field _bucket; timeChart() and bucket() make one".to_owned();
                return lines(&[reason], &self.0, out);
            }
        };
        let columns = self.0.width.map_or(COLUMNS, |width| width.saturating_sub(NUMBERS) / 2);
        let columns = columns.clamp(LEAST_COLUMNS, COLUMNS);
        let span = chart.times.first().zip(chart.times.last());
        let span = span.map_or_else(String::new, |(first, last)| span_text(*first, *last, &self.0.zone));
        lines(&[format!("{}, {span}", chart.heading)], &self.0, out)?;
        let rows: Vec<Row> = chart.series.iter().map(|series| row(&chart, series, columns, ascii)).collect();
        table::FORMAT.write(&Results { rows: &rows, ..Results::default() }, &self.0, out)?;
        lines(&chart.notes, &self.0, out)
    }
}

fn row(chart: &TimeChart, series: &Series, columns: usize, ascii: bool) -> Row {
    let mut row = Row::new();
    row.push("series".into(), &series.name);
    row.push("trend".into(), &course(chart, series, columns, ascii));
    let last = series.points.iter().rev().find_map(|point| *point);
    let range = series.range();
    let mut number = |name: &'static str, value: Option<f64>| {
        row.push(name.into(), &value.map(short_text).unwrap_or_default());
    };
    number("low", range.map(|(low, _)| low));
    number("high", range.map(|(_, high)| high));
    number("last", last);
    if chart.adds_up {
        number("total", Some(series.total()));
    }
    row
}

fn lines(texts: &[String], settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    for line in texts.iter().flat_map(|text| paragraph(text, settings)) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{row, rows_text};
    use super::*;

    fn bucket(hour: i64, host: &str, name: &str, value: &str) -> Row {
        let time = (1_772_323_200_000 + hour * 3_600_000).to_string();
        row(&[("_bucket", time.as_str()), ("host", host), (name, value)])
    }

    fn text(rows: &[Row]) -> String {
        let settings = Settings { width: Some(80), ..Settings::default() };
        rows_text("trend", &settings, &Results { rows, ..Results::default() })
    }

    #[test]
    fn each_series_has_a_line_with_its_course_and_numbers() {
        let rows = [
            bucket(0, "a", "_count", "1"),
            bucket(0, "b", "_count", "7"),
            bucket(1, "a", "_count", "8"),
            bucket(3, "a", "_count", "4"),
        ];
        let text = text(&rows);
        assert!(text.starts_with("_count by host, "), "{text}");
        assert!(text.contains("│ a      │ ▁█ ▄  │   1 │    8 │    4 │    13 │"), "{text}");
        assert!(text.contains("│ b      │ ▅     │   7 │    7 │    7 │     7 │"), "{text}");
    }

    #[test]
    fn averages_have_no_total() {
        let text = text(&[bucket(0, "a", "_avg", "1.5"), bucket(1, "a", "_avg", "2.5")]);
        assert!(text.contains("│ last │") && !text.contains("total"), "{text}");
    }

    #[test]
    fn rows_without_buckets_are_told_what_to_do() {
        let text = text(&[row(&[("host", "a"), ("_count", "1")])]);
        assert!(text.contains("no field _bucket; timeChart() and bucket() make one"), "{text}");
    }
}
