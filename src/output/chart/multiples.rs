//! Values over time without colours: a sparkline for each series, because lines that cross could not be told apart.

use super::series::{Series, TimeChart};
use super::sparkline::sparkline;
use super::text::{fit, pad_right};
use super::value_axis::short_text;
use crate::output::wrap::width;

/// What has to be known to read them.
pub const NOTE: &str = "each series has its own scale, lowest..highest";

/// A line for each series: name, sparkline, lowest and highest value. None is wider than `columns`.
pub fn lines(chart: &TimeChart, columns: usize, ascii: bool) -> Vec<String> {
    let third = columns / 3;
    let names: Vec<String> = chart.series.iter().map(|series| fit(&series.name, third, ascii)).collect();
    let ranges: Vec<String> = chart.series.iter().map(|series| fit(&range(series), third, ascii)).collect();
    let widest = |texts: &[String]| texts.iter().map(|text| width(text)).max().unwrap_or(0);
    let (name_columns, range_columns) = (widest(&names), widest(&ranges));
    let room = columns.saturating_sub(name_columns + range_columns + 2);
    let drawn = chart.series.iter().zip(names).zip(ranges);
    let line = |((series, name), range): ((&Series, String), String)| {
        let line = course(chart, series, room, ascii);
        let line = format!("{} {line} {range}", pad_right(&name, name_columns));
        line.trim_end_matches(' ').to_owned()
    };
    drawn.map(line).collect()
}

fn range(series: &Series) -> String {
    match series.range() {
        Some((low, high)) if low == high => short_text(low),
        Some((low, high)) => format!("{}..{}", short_text(low), short_text(high)),
        None => String::new(),
    }
}

/// The sparkline of a series in at most that many columns.
pub fn course(chart: &TimeChart, series: &Series, columns: usize, ascii: bool) -> String {
    sparkline(&slots(chart, series), columns, ascii)
}

/// The points in a grid of equal steps, so that buckets that no row has are gaps too.
fn slots(chart: &TimeChart, series: &Series) -> Vec<Option<f64>> {
    let (Some(first), Some(last), Some(step)) = (chart.times.first(), chart.times.last(), chart.step()) else {
        return series.points.clone();
    };
    let slot = |time: i64| (time.saturating_sub(*first).saturating_add(step / 2) / step.max(1)) as usize;
    let count = slot(*last).saturating_add(1);
    // Times that follow no grid would need more slots than anybody can see.
    if count > chart.times.len().saturating_mul(4).saturating_add(1000) {
        return series.points.clone();
    }
    let mut slots = vec![None; count];
    for (time, point) in chart.times.iter().zip(&series.points) {
        if let Some(filled) = slots.get_mut(slot(*time)) {
            *filled = point.or(*filled);
        }
    }
    slots
}
