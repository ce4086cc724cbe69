//! Charts as drawings inside the page, from the same model as those of the terminal.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::super::Results;
use super::super::chart::model::{Bars, Model};
use super::super::chart::series::{Series, TimeChart};
use super::super::chart::value_axis::{ValueAxis, short_text};
use super::super::chart::{time_axis, value_axis_of};
use super::super::columns::Columns;
use super::escape::escaped;
use super::{sankey, world_map};
use crate::value::time::Zone;

/// Width of the drawings; they shrink with the page.
pub(super) const WIDTH: f64 = 1000.0;
/// Left of the plot, for the texts of the axis.
const LEFT: f64 = 60.0;
/// Height of the plot of a time chart.
const PLOT: f64 = 260.0;
/// Above the plot.
const TOP: f64 = 12.0;
/// One bar with the room around it.
const BAR: f64 = 22.0;
/// Where bars begin: labels stand left of that.
const LABELS: f64 = 300.0;
/// Letters of a label that are shown; the rest is in its tooltip.
const LETTERS: usize = 44;
/// Columns in which labels of time are arranged; each is as wide as a letter.
const LABEL_COLUMNS: usize = 130;
/// Rows with more fields than this are events, of which bars say nothing.
const MOST_FIELDS: usize = 4;

/// Colours that can be told apart, also by people who see few of them, on light and on dark pages.
pub(super) const COLOURS: [&str; 9] =
    ["#3b7dd8", "#d9741a", "#2a9d6f", "#c2417c", "#8a63d2", "#b58900", "#17a2b8", "#7a8b99", "#9aa4ad"];

/// A drawing with what is said about it.
#[derive(Debug, PartialEq)]
pub(super) struct Picture {
    /// What is drawn.
    pub heading: String,
    /// An `svg` element.
    pub drawing: String,
    /// What is not drawn, and why.
    pub notes: Vec<String>,
}

/// Writes the chart that the rows make; nothing if they make none.
pub fn write(results: &Results<'_>, zone: &Zone, out: &mut dyn Write) -> io::Result<()> {
    let Some(picture) =
        sankey::picture(results).or_else(|| world_map::picture(results)).or_else(|| chart(results, zone))
    else {
        return Ok(());
    };
    let Picture { heading, drawing, notes } = picture;
    write!(out, "<section>\n<h2>Chart</h2>\n<figure>\n<figcaption>{}</figcaption>\n{drawing}", escaped(&heading))?;
    for note in notes {
        writeln!(out, "<p class=\"note\">{}</p>", escaped(&note))?;
    }
    out.write_all(b"</figure>\n</section>\n")
}

/// Lines over time, or bars.
fn chart(results: &Results<'_>, zone: &Zone) -> Option<Picture> {
    match Model::of(results, " · ") {
        Model::Time(chart) if chart.times.len() > 1 => {
            let span = chart.times.first().zip(chart.times.last());
            let span = span.map_or_else(String::new, |(first, last)| time_axis::span_text(*first, *last, zone));
            let heading = format!("{}, {span}", chart.heading);
            Some(Picture { heading, drawing: lines(&chart, zone), notes: chart.notes })
        }
        Model::Bars(chart) if chart.bars.len() > 1 && Columns::of(results).len() <= MOST_FIELDS => {
            let drawing = bars(&chart);
            Some(Picture { heading: chart.heading, drawing, notes: chart.notes })
        }
        _ => None,
    }
}

/// Begins a drawing of that height.
pub(super) fn begin(height: f64) -> String {
    format!("<svg viewBox=\"0 0 {WIDTH} {height:.0}\" width=\"{WIDTH}\" height=\"{height:.0}\" role=\"img\">\n")
}

/// Horizontal bars; negative ones go left of the zero line.
fn bars(chart: &Bars) -> String {
    let values = || chart.bars.iter().filter_map(|bar| bar.value);
    let axis = ValueAxis::of(
        values().fold(0.0, f64::min),
        values().fold(0.0, f64::max),
        values().all(|value| value.fract() == 0.0),
    );
    // Behind the longest bar its value needs room.
    let right = WIDTH - 110.0;
    let x = |value: f64| LABELS + axis.fraction(value) * (right - LABELS);
    let mut svg = begin(chart.bars.len() as f64 * BAR + 8.0);
    for (place, bar) in chart.bars.iter().enumerate() {
        let y = place as f64 * BAR + 4.0;
        let text = y + BAR / 2.0 + 2.0;
        let short = shortened(&bar.label);
        let _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{text:.1}\" text-anchor=\"end\"><title>{}</title>{}</text>",
            LABELS - 8.0,
            escaped(&bar.label),
            escaped(&short),
        );
        let Some(value) = bar.value else { continue };
        let (from, to) = if value < 0.0 { (x(value), x(0.0)) } else { (x(0.0), x(value)) };
        let _ = writeln!(
            svg,
            "<rect x=\"{from:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{}\"><title>{}: {}</title></rect>\
             <text x=\"{:.1}\" y=\"{text:.1}\">{}</text>",
            (to - from).max(1.0),
            BAR - 5.0,
            COLOURS[0],
            escaped(&bar.label),
            escaped(&bar.text),
            to + 6.0,
            escaped(&shortened(&bar.text)),
        );
    }
    let zero = x(0.0);
    let _ = writeln!(svg, "<line class=\"grid\" x1=\"{zero:.1}\" x2=\"{zero:.1}\" y1=\"0\" y2=\"100%\"/>");
    svg.push_str("</svg>\n");
    svg
}

/// Lines over time, broken where values are missing, with a legend.
fn lines(chart: &TimeChart, zone: &Zone) -> String {
    let axis = value_axis_of(chart);
    let legend_lines = chart.series.len().div_ceil(2);
    let bottom = TOP + PLOT;
    let mut svg = begin(bottom + 34.0 + legend_lines as f64 * 18.0);
    let y = |value: f64| TOP + (1.0 - axis.fraction(value)) * PLOT;
    for (value, text) in axis.ticks() {
        let _ = writeln!(
            svg,
            "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{WIDTH}\" y1=\"{0:.1}\" y2=\"{0:.1}\"/>\
             <text class=\"soft\" x=\"{1:.1}\" y=\"{2:.1}\" text-anchor=\"end\">{text}</text>",
            y(*value),
            LEFT - 8.0,
            y(*value) + 4.0,
        );
    }
    let (first, last) = chart.times.first().zip(chart.times.last()).map_or((0, 0), |(first, last)| (*first, *last));
    let fraction = |time: i64| {
        if first == last { 0.5 } else { time.saturating_sub(first) as f64 / last.saturating_sub(first) as f64 }
    };
    let x = |fraction: f64| LEFT + 6.0 + fraction * (WIDTH - LEFT - 12.0);
    let column = |time: i64| (fraction(time) * (LABEL_COLUMNS - 1) as f64).round() as usize;
    let labels = time_axis::labels(&chart.times, LABEL_COLUMNS, zone, &column);
    for (place, text) in labels.places.iter().zip(&labels.texts) {
        let at = x(*place as f64 / (LABEL_COLUMNS - 1) as f64);
        let anchor = match at {
            at if at < LEFT + 30.0 => "start",
            at if at > WIDTH - 30.0 => "end",
            _ => "middle",
        };
        let _ = writeln!(
            svg,
            "<text class=\"soft\" x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>",
            bottom + 18.0,
            escaped(text)
        );
    }
    for (number, (series, colour)) in chart.series.iter().zip(COLOURS.iter().cycle()).enumerate() {
        draw(series, &chart.times, &|time| x(fraction(time)), &y, colour, &mut svg);
        let (at, line) = (LEFT + (number % 2) as f64 * (WIDTH - LEFT) / 2.0, (number / 2) as f64);
        let top = bottom + 36.0 + line * 18.0;
        let _ = writeln!(
            svg,
            "<rect x=\"{at:.1}\" y=\"{:.1}\" width=\"12\" height=\"12\" fill=\"{colour}\"/>\
             <text x=\"{:.1}\" y=\"{top:.1}\"><title>{}</title>{} <tspan class=\"soft\">({})</tspan></text>",
            top - 11.0,
            at + 18.0,
            escaped(&series.name),
            escaped(&shortened(&series.name)),
            chart.summary(series),
        );
    }
    svg.push_str("</svg>\n");
    svg
}

fn draw(
    series: &Series,
    times: &[i64],
    x: &dyn Fn(i64) -> f64,
    y: &dyn Fn(f64) -> f64,
    colour: &str,
    svg: &mut String,
) {
    let mut path = String::new();
    let mut is_drawing = false;
    for (time, point) in times.iter().zip(&series.points) {
        match point {
            Some(value) => {
                let _ = write!(path, "{}{:.1} {:.1}", if is_drawing { "L" } else { "M" }, x(*time), y(*value));
                is_drawing = true;
            }
            None => is_drawing = false,
        }
    }
    let _ = writeln!(
        svg,
        "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.8\" stroke-linejoin=\"round\"/>"
    );
    // A value between two gaps has no line; dots show it, and few values better than a line alone.
    let before = std::iter::once(&None).chain(&series.points);
    let after = series.points.iter().skip(1).chain(std::iter::once(&None));
    for (((time, point), before), after) in times.iter().zip(&series.points).zip(before).zip(after) {
        let Some(value) = point else { continue };
        if times.len() <= 60 || (before.is_none() && after.is_none()) {
            let _ = writeln!(
                svg,
                "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"2.4\" fill=\"{colour}\"><title>{}: {}</title></circle>",
                x(*time),
                y(*value),
                escaped(&series.name),
                short_text(*value),
            );
        }
    }
}

/// A label in the room for it, without control characters.
pub(super) fn shortened(label: &str) -> String {
    let label: String = label.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if label.chars().count() <= LETTERS {
        return label;
    }
    label.chars().take(LETTERS - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::row;
    use super::*;

    fn drawn(rows: &[crate::event::Row]) -> String {
        let mut page = Vec::new();
        let _ = write(&Results { rows, ..Results::default() }, &Zone::utc(), &mut page);
        String::from_utf8_lossy(&page).into_owned()
    }

    #[test]
    fn groups_are_bars() {
        let rows = [row(&[("x", "<a>"), ("_count", "10")]), row(&[("x", "b"), ("_count", "5")])];
        let page = drawn(&rows);
        assert!(page.contains("<figcaption>_count by x</figcaption>"));
        let widths: Vec<&str> =
            page.split("<rect").skip(1).filter_map(|rect| rect.split("width=\"").nth(1)?.split('"').next()).collect();
        assert_eq!(widths, ["590.0", "295.0"]);
        assert!(page.contains("&lt;a&gt;") && !page.contains("<a>"));
    }

    #[test]
    fn buckets_are_lines_with_gaps() {
        let bucket = |time: i64, value: Option<&str>| {
            let time = (1_772_323_200_000 + time * 3_600_000).to_string();
            let mut fields = vec![("_bucket", time.as_str())];
            fields.extend(value.map(|value| ("_count", value)));
            row(&fields)
        };
        let rows = [bucket(0, Some("1")), bucket(1, Some("3")), bucket(2, None), bucket(3, Some("2"))];
        let page = drawn(&rows);
        assert_eq!(page.matches("<circle").count(), 3);
        let path = page.split("<path d=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("");
        assert_eq!((path.matches('M').count(), path.matches('L').count()), (2, 1), "{path}");
        assert!(page.contains("00:00") && page.contains("total 6"));
    }

    #[test]
    fn events_and_single_rows_are_not_drawn() {
        let fields = [("a", "x"), ("b", "1"), ("c", "2"), ("d", "3"), ("e", "4")];
        assert_eq!(drawn(&[row(&fields), row(&fields)]), "");
        assert_eq!(drawn(&[row(&[("_count", "5")])]), "");
        assert_eq!(drawn(&[]), "");
    }
}
