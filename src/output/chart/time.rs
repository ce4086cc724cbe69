//! Values over time as lines between two axes, with a legend.

use super::canvas::Canvas;
use super::colour::Colour;
use super::series::TimeChart;
use super::text::{blanks, fit, pad_left};
use super::time_axis;
use super::value_axis::ValueAxis;
use crate::output::Settings;
use crate::output::wrap::width;

/// Lines of the plot, without axis and legend.
const ROWS: usize = 12;

/// The lines of a chart over time, none wider than `columns`.
pub fn lines(chart: &TimeChart, columns: usize, settings: &Settings) -> Vec<String> {
    let (ascii, color) = (settings.ascii, settings.color);
    let axis = value_axis(chart);
    let margin = axis.ticks().iter().map(|(_, text)| text.len()).max().unwrap_or(0);
    let plot = columns.saturating_sub(margin + 2).max(1);
    let canvas = draw(chart, &axis, plot, ascii, color);
    let mut lines = Vec::new();
    for row in 0..ROWS {
        let tick = axis.ticks().iter().find(|(value, _)| height(&axis, *value, &canvas) / canvas.dots_down() == row);
        let label = pad_left(tick.map_or("", |(_, text)| text), margin);
        let edge = match (tick.is_some(), ascii) {
            (true, false) => '┤',
            (false, false) => '│',
            (true, true) => '+',
            (false, true) => '|',
        };
        lines.push(format!("{label} {edge}{}", canvas.row(row)));
    }
    lines.extend(bottom(chart, margin, plot, settings));
    lines.extend(legend(chart, columns, ascii, color));
    lines
}

/// The axis for all values of a chart.
pub fn value_axis(chart: &TimeChart) -> ValueAxis {
    let values = || chart.series.iter().flat_map(|series| series.points.iter().flatten().copied());
    let low = values().fold(0.0, f64::min);
    let high = values().fold(0.0, f64::max);
    ValueAxis::of(low, high, values().all(|value| value.fract() == 0.0))
}

/// The dots of a value below the upper edge.
fn height(axis: &ValueAxis, value: f64, canvas: &Canvas) -> usize {
    let lowest = canvas.height().saturating_sub(1);
    ((1.0 - axis.fraction(value)) * lowest as f64).round() as usize
}

/// Where a moment stands in so many places; the only one in the middle.
fn place(chart: &TimeChart, time: i64, places: usize) -> usize {
    let (Some(first), Some(last)) = (chart.times.first(), chart.times.last()) else {
        return 0;
    };
    if first == last {
        return places / 2;
    }
    let past = time.saturating_sub(*first) as f64 / last.saturating_sub(*first) as f64;
    (past * places.saturating_sub(1) as f64).round() as usize
}

fn draw(chart: &TimeChart, axis: &ValueAxis, plot: usize, ascii: bool, color: bool) -> Canvas {
    let mut canvas = Canvas::new(plot, ROWS, ascii);
    let step = chart.step();
    for (number, series) in chart.series.iter().enumerate() {
        let colour = colour_of(number, color);
        let points = chart.times.iter().zip(&series.points);
        let points: Vec<(i64, usize, usize)> = points
            .filter_map(|(time, value)| {
                Some((*time, place(chart, *time, canvas.width()), height(axis, (*value)?, &canvas)))
            })
            .collect();
        let mut is_joined = false;
        for (place, &(time, x, y)) in points.iter().enumerate() {
            // A line over a gap would show values that nobody saw; ASCII has points only.
            let next = points.get(place + 1).filter(|next| !ascii && are_neighbours(time, next.0, step));
            match next {
                Some(&(_, next_x, next_y)) => canvas.line((x, y), (next_x, next_y), colour),
                None if is_joined => {}
                None => canvas.point(x, y, colour),
            }
            is_joined = next.is_some();
        }
    }
    canvas
}

/// Whether nothing is missing between two buckets. Days and months differ in length, so the step is a guide only.
fn are_neighbours(one: i64, next: i64, step: Option<i64>) -> bool {
    step.is_some_and(|step| next.saturating_sub(one) <= step.saturating_add(step / 2))
}

fn colour_of(number: usize, color: bool) -> Option<Colour> {
    Colour::of_series(number).filter(|_| color)
}

/// The axis of time and its labels.
fn bottom(chart: &TimeChart, margin: usize, plot: usize, settings: &Settings) -> [String; 2] {
    let ascii = settings.ascii;
    // Through the dots, so that a label stands under the cell with its point.
    let across = if ascii { 1 } else { 2 };
    let start = margin + 2;
    let cell = |time: i64| start + place(chart, time, plot * across) / across;
    let labels = time_axis::labels(&chart.times, start + plot, &settings.zone, &cell);
    let (corner, dash, tick) = if ascii { ('+', '-', '+') } else { ('└', '─', '┬') };
    let mark = |column: usize| if labels.places.contains(&(start + column)) { tick } else { dash };
    let line: String = (0..plot).map(mark).collect();
    [format!("{} {corner}{line}", blanks(margin)), labels.line]
}

/// The names of the series with their totals or ranges, as many on a line as have room.
fn legend(chart: &TimeChart, columns: usize, ascii: bool, color: bool) -> Vec<String> {
    let marker = if ascii { '*' } else { '●' };
    let mut lines: Vec<String> = Vec::new();
    let mut used = columns;
    for (number, series) in chart.series.iter().enumerate() {
        let entry = format!("{} ({})", fit(&series.name, columns / 3, ascii), chart.summary(series));
        let text = fit(&entry, columns.saturating_sub(2), ascii);
        let needed = width(&text) + 2;
        let marker = Colour::paint(colour_of(number, color), &marker.to_string());
        let text = format!("{marker} {text}");
        match lines.last_mut() {
            Some(line) if used + 2 + needed <= columns => {
                line.push_str("  ");
                line.push_str(&text);
                used += 2 + needed;
            }
            _ => {
                lines.push(text);
                used = needed;
            }
        }
    }
    lines
}
