//! Places on a map of the world, as `worldMap()` gives them: circles whose area is the magnitude.
//!
//! The outlines in `world.path` are those of Natural Earth (1:110 million, public domain), simplified to less than a degree. They
//! are SVG path data in quarters of a degree from 180° W and 90° N, longitude to the right and latitude downwards.

use std::fmt::Write as _;

use super::super::Results;
use super::super::chart::value_axis::short_text;
use super::super::columns::Columns;
use super::charts::{COLOURS, Picture, WIDTH};
use super::escape::escaped;
use crate::value::number;

const OUTLINES: &str = include_str!("world.path");
/// Units of the outlines in a degree.
const UNITS: f64 = 4.0;
/// What is shown of the world: without the Antarctic and the ice of the north. West, north, width and height in degrees.
const WORLD: Window = Window { west: -180.0, north: 84.0, width: 360.0, height: 142.0 };
/// A map does not show less than this many degrees from west to east.
const LEAST_WIDTH: f64 = 24.0;
/// More places than this make a page that browsers are slow with.
const MOST_PLACES: usize = 2000;
/// Radius of the largest circle, in pixels of the page.
const LARGEST: f64 = 26.0;
/// Radius below which a circle cannot be seen.
const SMALLEST: f64 = 2.5;

/// A part of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Window {
    west: f64,
    north: f64,
    width: f64,
    height: f64,
}

struct Spot<'r> {
    latitude: f64,
    longitude: f64,
    magnitude: f64,
    cell: &'r str,
}

/// The drawing, when the rows are places with a magnitude.
pub(super) fn picture(results: &Results<'_>) -> Option<Picture> {
    let columns = Columns::of(results);
    let places = ["lat", "lon", "magnitude"].map(|name| columns.place(name));
    let [Some(latitude), Some(longitude), Some(magnitude)] = places else { return None };
    let cell = columns.place("geohash");
    let mut spots = Vec::new();
    let mut without_place = 0;
    let mut cells = Vec::new();
    for row in results.rows {
        columns.cells(row, &mut cells);
        let number = |place: usize| cells.get(place).copied().flatten().and_then(number::parse_f64);
        let spot = number(latitude).zip(number(longitude)).zip(number(magnitude));
        match spot.filter(|((latitude, longitude), magnitude)| {
            latitude.abs() <= 90.0 && longitude.abs() <= 180.0 && *magnitude > 0.0 && magnitude.is_finite()
        }) {
            Some(((latitude, longitude), magnitude)) => {
                let cell = cell.and_then(|place| cells.get(place).copied().flatten()).unwrap_or("");
                spots.push(Spot { latitude, longitude, magnitude, cell });
            }
            None => without_place += 1,
        }
    }
    // Small circles lie on top of large ones.
    spots.sort_by(|a, b| b.magnitude.total_cmp(&a.magnitude));
    let left_out = spots.len().saturating_sub(MOST_PLACES);
    spots.truncate(MOST_PLACES);
    let largest = spots.first()?.magnitude;
    let mut notes = vec![format!("the area of a circle is its magnitude; the largest is {}", short_text(largest))];
    if left_out > 0 {
        notes.push(format!("the {left_out} smallest are not drawn"));
    }
    if without_place > 0 {
        notes.push(format!("rows without a place or a magnitude above zero, not drawn: {without_place}"));
    }
    let drawing = draw(&spots, largest, window(&spots));
    Some(Picture { heading: "magnitude by place".to_owned(), drawing, notes })
}

/// The part of the world that holds all places: a region when they are near to each other.
fn window(spots: &[Spot<'_>]) -> Window {
    let span = |value: fn(&Spot<'_>) -> f64| {
        let values = || spots.iter().map(value);
        (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
    };
    let ((west, east), (south, north)) = (span(|spot| spot.longitude), span(|spot| spot.latitude));
    let shape = WORLD.height / WORLD.width;
    let width = ((east - west) * 1.4).max((north - south) * 1.4 / shape).max(LEAST_WIDTH);
    // A part that is nearly the whole is better shown as the whole; places outside of the usual part need all of it.
    if width > WORLD.width * 0.6 {
        let outside = south < WORLD.north - WORLD.height || north > WORLD.north;
        return if outside { Window { north: 90.0, height: 180.0, ..WORLD } } else { WORLD };
    }
    let height = width * shape;
    Window { west: (west + east - width) / 2.0, north: (south + north + height) / 2.0, width, height }
}

fn draw(spots: &[Spot<'_>], largest: f64, window: Window) -> String {
    let (x, y) = (|longitude: f64| (longitude + 180.0) * UNITS, |latitude: f64| (90.0 - latitude) * UNITS);
    let height = WIDTH * window.height / window.width;
    // Circles are measured in pixels, the map in degrees.
    let unit = window.width * UNITS / WIDTH;
    let mut svg = format!(
        "<svg class=\"map\" viewBox=\"{:.1} {:.1} {:.1} {:.1}\" width=\"{WIDTH}\" height=\"{height:.0}\" role=\"img\">\n\
         <path class=\"land\" vector-effect=\"non-scaling-stroke\" d=\"{}\"/>\n",
        x(window.west),
        y(window.north),
        window.width * UNITS,
        window.height * UNITS,
        OUTLINES.trim_end(),
    );
    for Spot { latitude, longitude, magnitude, cell } in spots {
        let radius = ((magnitude / largest).sqrt() * LARGEST).max(SMALLEST) * unit;
        let cell = if cell.is_empty() { String::new() } else { format!("{} ", escaped(cell)) };
        let _ = writeln!(
            svg,
            "<circle cx=\"{:.2}\" cy=\"{:.2}\" r=\"{radius:.2}\" fill=\"{}\" fill-opacity=\".55\" stroke=\"{0}\" \
             vector-effect=\"non-scaling-stroke\"><title>{cell}{latitude:.2}, {longitude:.2}: {}</title></circle>",
            x(*longitude),
            y(*latitude),
            COLOURS[1],
            short_text(*magnitude),
        );
    }
    svg.push_str("</svg>\n");
    svg
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::super::testing::row;
    use super::*;
    use crate::event::Row;

    fn place(latitude: &str, longitude: &str, magnitude: &str) -> Row {
        row(&[("geohash", "u<"), ("lat", latitude), ("lon", longitude), ("magnitude", magnitude)])
    }

    fn picture_of(rows: &[Row]) -> Option<Picture> {
        picture(&Results { rows, ..Results::default() })
    }

    fn attribute<'p>(picture: &'p Picture, element: usize, name: &str) -> &'p str {
        let circle = picture.drawing.split("<circle").nth(element + 1).unwrap();
        circle.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap()
    }

    #[test]
    fn areas_are_magnitudes_and_places_are_right() {
        let picture = picture_of(&[place("0", "0", "1"), place("45", "-90", "4"), place("x", "1", "1")]).unwrap();
        assert_eq!((attribute(&picture, 0, "cx"), attribute(&picture, 0, "cy")), ("360.00", "180.00"));
        let radius = |element| attribute(&picture, element, "r").parse::<f64>().unwrap();
        assert!((radius(0) / radius(1) - 2.0).abs() < 0.01);
        assert!(picture.drawing.contains("<title>u&lt; 45.00, -90.00: 4</title>"));
        assert_eq!(picture.notes.len(), 2);
    }

    #[test]
    fn near_places_are_shown_as_a_region() {
        let spots = |list: &[(f64, f64)]| -> Vec<Spot<'static>> {
            let spot = |(latitude, longitude): &(f64, f64)| Spot {
                latitude: *latitude,
                longitude: *longitude,
                magnitude: 1.0,
                cell: "",
            };
            list.iter().map(spot).collect()
        };
        let region = window(&spots(&[(50.0, 5.0), (52.0, 15.0)]));
        assert_eq!(region.width, LEAST_WIDTH);
        assert!(region.west < 5.0 && region.west + region.width > 15.0);
        assert_eq!(window(&spots(&[(50.0, -100.0), (-30.0, 140.0)])), WORLD);
        assert_eq!(window(&spots(&[(-80.0, -100.0), (-30.0, 140.0)])).height, 180.0);
    }

    #[test]
    fn other_rows_are_no_places() {
        assert_eq!(picture_of(&[row(&[("lat", "1"), ("lon", "2")])]), None);
        assert_eq!(picture_of(&[place("1", "2", "0")]), None);
    }
}
