//! What is drawn for which rows.

use super::*;
use crate::event::Row;
use crate::output::testing::row;

fn model(rows: &[Row]) -> Model {
    Model::of(&Results { rows, ..Results::default() }, " · ")
}

fn bars_of(rows: &[Row]) -> Bars {
    match model(rows) {
        Model::Bars(bars) => bars,
        other => panic!("no bars: {other:?}"),
    }
}

fn labels(bars: &Bars) -> Vec<(&str, Option<f64>)> {
    bars.bars.iter().map(|bar| (bar.label.as_str(), bar.value)).collect()
}

fn time_of(rows: &[Row]) -> TimeChart {
    match model(rows) {
        Model::Time(chart) => chart,
        other => panic!("no chart over time: {other:?}"),
    }
}

fn series(chart: &TimeChart) -> Vec<(&str, &[Option<f64>])> {
    chart.series.iter().map(|series| (series.name.as_str(), series.points.as_slice())).collect()
}

#[test]
fn words_name_the_bars() {
    let bars = bars_of(&[
        row(&[("host", "a"), ("user", "x"), ("_count", "3")]),
        row(&[("host", "a"), ("user", ""), ("_count", "1.50")]),
    ]);
    assert_eq!(bars.heading, "_count by host, user");
    assert_eq!(labels(&bars), [("a · x", Some(3.0)), ("a · (empty)", Some(1.5))]);
    assert_eq!(bars.bars[1].text, "1.50");
    assert!(bars.notes.is_empty());
}

#[test]
fn numbers_name_the_bars_where_words_do_not() {
    let bars = bars_of(&[row(&[("port", "80"), ("_count", "3")]), row(&[("port", "443"), ("_count", "9")])]);
    assert_eq!(bars.heading, "_count by port");
    assert_eq!(labels(&bars), [("80", Some(3.0)), ("443", Some(9.0))]);
    let bars = bars_of(&[
        row(&[("host", "a"), ("port", "80"), ("_sum", "3")]),
        row(&[("host", "a"), ("port", "443"), ("_sum", "9")]),
    ]);
    assert_eq!(bars.heading, "_sum by host, port");
    // The same rows twice: no column tells them apart, so the first number is drawn.
    let twice = [row(&[("name", "a"), ("size", "1"), ("n", "2")]), row(&[("name", "a"), ("size", "1"), ("n", "2")])];
    assert_eq!(bars_of(&twice).heading, "size by name");
}

#[test]
fn counts_come_first_and_the_rest_is_named() {
    let bars = bars_of(&[
        row(&[("host", "a"), ("_avg", "0.5"), ("_count", "3")]),
        row(&[("host", "b"), ("_avg", "0.7"), ("_count", "4")]),
    ]);
    assert_eq!(bars.heading, "_count by host");
    assert_eq!(bars.notes, ["other numbers, not drawn: _avg"]);
}

#[test]
fn what_is_missing_or_no_number() {
    let bars = bars_of(&[
        row(&[("host", "a"), ("n", "1")]),
        row(&[("host", "b")]),
        row(&[("host", "c"), ("n", "NaN")]),
        row(&[("host", "d"), ("n", "4")]),
    ]);
    assert_eq!(labels(&bars), [("a", Some(1.0)), ("b", None), ("d", Some(4.0))]);
    assert_eq!(bars.notes, ["1 value is no number and is not drawn"]);
}

#[test]
fn rows_beyond_a_picture_are_counted() {
    let rows: Vec<Row> = (0..60).map(|n| row(&[("host", &format!("h{n}")), ("_count", &n.to_string())])).collect();
    let bars = bars_of(&rows);
    assert_eq!((bars.bars.len(), bars.notes), (50, vec!["10 rows more not drawn".to_owned()]));
}

#[test]
fn one_row_and_one_column() {
    let bars = bars_of(&[row(&[("_count", "3")])]);
    assert_eq!(labels(&bars), [("_count", Some(3.0))]);
    let bars = bars_of(&[row(&[("_50", "3"), ("_99", "8")])]);
    assert_eq!(labels(&bars), [("_50", Some(3.0)), ("_99", Some(8.0))]);
    let bars = bars_of(&[row(&[("n", "3")]), row(&[("n", "4")])]);
    assert_eq!(bars.heading, "n by row");
    assert_eq!(labels(&bars), [("1", Some(3.0)), ("2", Some(4.0))]);
}

#[test]
fn without_numbers_the_reason_is_said() {
    let nothing = |rows: &[Row], reason: &str| assert_eq!(model(rows), Model::Nothing(reason.to_owned()));
    nothing(&[], "nothing to draw: no rows");
    nothing(&[row(&[])], "nothing to draw: no column of numbers in the rows");
    nothing(&[row(&[("a", "x"), ("b", "")])], "nothing to draw: no column of numbers in a, b");
    nothing(&[row(&[("_bucket", "0"), ("a", "x")])], "nothing to draw: no column of numbers in a");
    nothing(&[row(&[("_bucket", "0")])], "nothing to draw: no column of numbers in the rows");
}

#[test]
fn columns_are_series() {
    let chart = time_of(&[
        row(&[("_bucket", "2000"), ("_min", "1"), ("_max", "5")]),
        row(&[("_bucket", "1000"), ("_max", "4")]),
    ]);
    assert_eq!(chart.heading, "_min, _max");
    assert_eq!(chart.times, [1000, 2000]);
    assert_eq!(series(&chart), [("_min", &[None, Some(1.0)][..]), ("_max", &[Some(4.0), Some(5.0)])]);
}

#[test]
fn a_field_names_the_series() {
    let chart = time_of(&[
        row(&[("_bucket", "1000"), ("who", "a"), ("_count", "1")]),
        row(&[("_bucket", "1000"), ("who", "b"), ("_count", "2")]),
        row(&[("_bucket", "2000"), ("who", "b"), ("_count", "3")]),
    ]);
    assert_eq!(chart.heading, "_count by who");
    assert_eq!(series(&chart), [("a", &[Some(1.0), None][..]), ("b", &[Some(2.0), Some(3.0)])]);
    let chart = time_of(&[
        row(&[("_bucket", "1000"), ("status", "200"), ("_sum", "1")]),
        row(&[("_bucket", "1000"), ("status", "404"), ("_sum", "2")]),
    ]);
    assert_eq!(series(&chart), [("200", &[Some(1.0)][..]), ("404", &[Some(2.0)])]);
    let chart = time_of(&[row(&[("_bucket", "1000"), ("who", "a"), ("_min", "1"), ("_max", "2")])]);
    assert_eq!(series(&chart), [("a _min", &[Some(1.0)][..]), ("a _max", &[Some(2.0)])]);
}

#[test]
fn times_and_values_that_cannot_be_placed() {
    let chart = time_of(&[
        row(&[("_bucket", "1000"), ("n", "1")]),
        row(&[("_bucket", "1000"), ("n", "2")]),
        row(&[("_bucket", "2000"), ("n", "inf")]),
        row(&[("n", "3")]),
    ]);
    assert_eq!(series(&chart), [("n", &[Some(3.0), None][..])]);
    let notes = [
        "1 row without a time not drawn",
        "1 value is no number and is not drawn",
        "1 value of the same bucket and series added up",
    ];
    assert_eq!(chart.notes, notes);
}

#[test]
fn small_series_are_added_up() {
    let name = |n: usize| format!("s{n}");
    let rows: Vec<Row> =
        (0..11).map(|n| row(&[("_bucket", "0"), ("who", &name(n)), ("_count", &(n % 7).to_string())])).collect();
    let chart = time_of(&rows);
    let names: Vec<&str> = chart.series.iter().map(|series| series.name.as_str()).collect();
    assert_eq!(names, ["s1", "s2", "s3", "s4", "s5", "s6", "s9", "s10", "other"]);
    assert_eq!(chart.notes, ["other: the sum of 3 series, all but the 8 largest"]);
}
