//! Flows between values, as `sankey()` gives them: bands from sources to targets, as wide as their weight.

mod layout;

use std::fmt::Write as _;

use super::super::Results;
use super::super::chart::value_axis::short_text;
use super::super::columns::Columns;
use super::charts::{COLOURS, Picture, WIDTH, begin, shortened};
use super::escape::escaped;
use crate::value::number;
use layout::{Band, Layout, Place};

/// The fields of the rows, as the page of `sankey()` names them.
const FIELDS: [&str; 3] = ["source", "target", "weight"];
/// More bands than this are a tangle; the heaviest are drawn.
const MOST_FLOWS: usize = 80;
/// Width of the bar of a value.
const BAR: f64 = 12.0;
/// Room for labels right of the last layer.
const LABELS: f64 = 230.0;

/// A flow between two values.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Flow {
    /// Where it comes from.
    pub source: String,
    /// Where it goes.
    pub target: String,
    /// Its width; more than 0.
    pub weight: f64,
}

/// The drawing, when the rows are flows.
pub(super) fn picture(results: &Results<'_>) -> Option<Picture> {
    let columns = Columns::of(results);
    let [source, target, weight] = FIELDS.map(|name| columns.place(name));
    let places = [source?, target?, weight?];
    if columns.len() != FIELDS.len() {
        return None;
    }
    let mut flows = Vec::new();
    let mut without_weight = 0;
    let mut cells = Vec::new();
    for row in results.rows {
        columns.cells(row, &mut cells);
        let [source, target, weight] = places.map(|place| cells.get(place).copied().flatten().unwrap_or(""));
        match number::parse_f64(weight).filter(|weight| *weight > 0.0 && weight.is_finite()) {
            Some(weight) => flows.push(Flow { source: named(source), target: named(target), weight }),
            None => without_weight += 1,
        }
    }
    // The sort keeps the order of equal ones.
    flows.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let total: f64 = flows.iter().map(|flow| flow.weight).sum();
    let left_out = flows.split_off(flows.len().min(MOST_FLOWS));
    if flows.is_empty() {
        return None;
    }
    let mut notes = Vec::new();
    if !left_out.is_empty() {
        let part = left_out.iter().map(|flow| flow.weight).sum::<f64>() / total * 100.0;
        notes.push(format!("{} lighter flows, {part:.1} % of the weight, are not drawn", left_out.len()));
    }
    if without_weight > 0 {
        notes.push(format!("{without_weight} flows without a weight above zero are not drawn"));
    }
    let layout = Layout::of(&flows, WIDTH - LABELS, BAR);
    if !layout.is_layered {
        notes.push("values that are sources and targets stand on both sides, since the flows form a circle".to_owned());
    }
    Some(Picture { heading: "weight from source to target".to_owned(), drawing: draw(&layout), notes })
}

fn named(value: &str) -> String {
    if value.is_empty() { "(empty)".to_owned() } else { value.to_owned() }
}

fn draw(layout: &Layout<'_>) -> String {
    let mut svg = begin(layout.height + 10.0);
    svg.push_str("<g transform=\"translate(0 5)\">\n");
    for Band { flow, from, to, width, colour } in &layout.bands {
        let middle = (from.0 + to.0) / 2.0;
        let _ = writeln!(
            svg,
            "<path class=\"flow\" d=\"M{:.1} {:.1}C{middle:.1} {:.1} {middle:.1} {:.1} {:.1} {:.1}\" fill=\"none\" \
             stroke=\"{}\" stroke-width=\"{:.1}\"><title>{} → {}: {}</title></path>",
            from.0,
            from.1,
            from.1,
            to.1,
            to.0,
            to.1,
            colour_of(*colour),
            width.max(1.0),
            escaped(&flow.source),
            escaped(&flow.target),
            short_text(flow.weight),
        );
    }
    for (number, Place { name, x, y, height, weight }) in layout.places.iter().enumerate() {
        let (short, total) = (shortened(name), short_text(*weight));
        let label = escaped(&short);
        let _ = writeln!(
            svg,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{BAR}\" height=\"{height:.1}\" fill=\"{}\"><title>{}: {total}</title></rect>\
             <text class=\"halo\" x=\"{:.1}\" y=\"{:.1}\">{label} <tspan class=\"soft\">{total}</tspan></text>",
            colour_of(number),
            escaped(name),
            x + BAR + 6.0,
            y + height / 2.0 + 4.0,
        );
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

fn colour_of(number: usize) -> &'static str {
    COLOURS.get(number % COLOURS.len()).copied().unwrap_or("#7a8b99")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::super::testing::row;
    use super::*;
    use crate::event::Row;

    fn flow(source: &str, target: &str, weight: &str) -> Row {
        row(&[("source", source), ("target", target), ("weight", weight)])
    }

    fn picture_of(rows: &[Row]) -> Option<Picture> {
        picture(&Results { rows, ..Results::default() })
    }

    #[test]
    fn a_band_for_each_flow_as_wide_as_its_weight() {
        let rows = [flow("cmd", "a.exe", "30"), flow("cmd", "<b>", "10"), flow("ps", "a.exe", "0")];
        let picture = picture_of(&rows).unwrap();
        let widths: Vec<f64> = picture
            .drawing
            .split("stroke-width=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
            .collect();
        assert_eq!(widths.len(), 2);
        assert!((widths[0] / widths[1] - 3.0).abs() < 0.05, "{widths:?}");
        assert!(picture.drawing.contains("cmd → &lt;b&gt;: 10") && !picture.drawing.contains("<b>"));
        assert_eq!(picture.notes, ["1 flows without a weight above zero are not drawn"]);
    }

    #[test]
    fn other_rows_are_not_flows() {
        assert_eq!(picture_of(&[row(&[("source", "a"), ("target", "b")])]), None);
        assert_eq!(picture_of(&[row(&[("source", "a"), ("target", "b"), ("weight", "x")])]), None);
        assert_eq!(picture_of(&[row(&[("source", "a"), ("target", "b"), ("weight", "1"), ("c", "1")])]), None);
    }

    #[test]
    fn only_the_heaviest_are_drawn_and_it_is_said() {
        let rows: Vec<Row> = (1..=100).map(|n| flow(&format!("s{n}"), "t", &n.to_string())).collect();
        let picture = picture_of(&rows).unwrap();
        assert_eq!(picture.drawing.matches("class=\"flow\"").count(), MOST_FLOWS);
        assert_eq!(picture.notes, ["20 lighter flows, 4.2 % of the weight, are not drawn"]);
    }
}
