//! Where the values and bands of flows stand: values in layers from left to right, ordered so that bands cross little.

use hashbrown::HashMap;

use super::Flow;

/// Height of the fullest layer when its values are few.
const LEAST_HEIGHT: f64 = 220.0;
/// Height that a value needs so that its label does not touch the next one.
const LABEL: f64 = 20.0;
/// Room between two values of a layer.
const GAP: f64 = 8.0;
/// Sweeps that order the layers; more of them change little.
const SWEEPS: usize = 6;

/// A value with its bar.
#[derive(Debug, PartialEq)]
pub struct Place<'f> {
    /// The value.
    pub name: &'f str,
    /// Left end.
    pub x: f64,
    /// Upper end.
    pub y: f64,
    /// Height, which is its weight.
    pub height: f64,
    /// What flows in, or out when that is more.
    pub weight: f64,
}

/// A flow with its course.
#[derive(Debug, PartialEq)]
pub struct Band<'f> {
    /// The flow.
    pub flow: &'f Flow,
    /// Its beginning, in the middle of the band.
    pub from: (f64, f64),
    /// Its end.
    pub to: (f64, f64),
    /// Its width.
    pub width: f64,
    /// The number of the place where it begins.
    pub colour: usize,
}

/// All places and bands.
#[derive(Debug, Default)]
pub struct Layout<'f> {
    /// Values.
    pub places: Vec<Place<'f>>,
    /// Flows, in the order given.
    pub bands: Vec<Band<'f>>,
    /// Of the whole drawing.
    pub height: f64,
    /// Whether each value stands once; no when flows form a circle.
    pub is_layered: bool,
}

/// The numbers of the values where a flow begins and where it ends.
type Ends = (usize, usize);

/// Values and the ends of all flows.
type Graph<'f> = (Vec<Node<'f>>, Vec<Ends>);

/// A value while the layers are made.
#[derive(Default)]
struct Node<'f> {
    name: &'f str,
    layer: usize,
    into: f64,
    out: f64,
}

impl<'f> Layout<'f> {
    /// Lays flows out over that width, bars being `bar` wide.
    pub fn of(flows: &'f [Flow], width: f64, bar: f64) -> Self {
        let (nodes, ends, is_layered) = match layered(flows) {
            Some((nodes, ends)) => (nodes, ends, true),
            None => {
                let (nodes, ends) = two_sided(flows);
                (nodes, ends, false)
            }
        };
        let layers = ordered(&nodes, &ends, flows);
        let weight = |node: usize| nodes.get(node).map_or(0.0, |node| node.into.max(node.out));
        let fullest = layers.iter().map(Vec::len).max().unwrap_or(1);
        let height = LEAST_HEIGHT.max(fullest as f64 * (LABEL + GAP));
        // One scale for all layers: the one with the most weight, less its gaps, fills the height.
        let scale = layers
            .iter()
            .map(|layer| {
                let sum: f64 = layer.iter().map(|node| weight(*node)).sum();
                (height - GAP * (layer.len() as f64 - 1.0)) / sum
            })
            .fold(f64::INFINITY, f64::min);
        let step = (width - bar) / (layers.len().max(2) - 1) as f64;
        let mut layout = Self { height, is_layered, ..Self::default() };
        let mut place_of = vec![0; nodes.len()];
        for (number, layer) in layers.iter().enumerate() {
            let heights: Vec<f64> = layer.iter().map(|node| (weight(*node) * scale).max(1.0)).collect();
            let used: f64 = heights.iter().sum();
            // What is left over goes between the values, so that a layer takes the whole height.
            let gap = match layer.len() {
                0 | 1 => 0.0,
                count => ((height - used) / (count - 1) as f64).max(GAP),
            };
            let mut y = if layer.len() == 1 { (height - used) / 2.0 } else { 0.0 };
            for (node, own) in layer.iter().zip(heights) {
                if let (Some(place), Some(node)) = (place_of.get_mut(*node), nodes.get(*node)) {
                    *place = layout.places.len();
                    let weight = node.into.max(node.out);
                    layout.places.push(Place { name: node.name, x: number as f64 * step, y, height: own, weight });
                }
                y += own + gap;
            }
        }
        layout.height = layout.places.iter().map(|place| place.y + place.height).fold(height, f64::max);
        let ends: Vec<Ends> =
            ends.iter().filter_map(|(from, to)| Some((*place_of.get(*from)?, *place_of.get(*to)?))).collect();
        layout.bands = bands(flows, &layout.places, &ends, scale, bar);
        layout
    }
}

/// The bands, which leave and reach a value in the order of their other ends.
fn bands<'f>(flows: &'f [Flow], places: &[Place<'f>], ends: &[Ends], scale: f64, bar: f64) -> Vec<Band<'f>> {
    let y = |place: usize| places.get(place).map_or(0.0, |place| place.y);
    let mut offsets = vec![(0.0, 0.0); flows.len()];
    type End = fn(&Ends) -> usize;
    let (source, target): (End, End) = (|ends| ends.0, |ends| ends.1);
    for (is_out, own, other) in [(true, source, target), (false, target, source)] {
        let mut order: Vec<(usize, &Ends)> = ends.iter().enumerate().collect();
        order.sort_by(|a, b| y(other(a.1)).total_cmp(&y(other(b.1))));
        let mut used = vec![0.0; places.len()];
        for (flow, ends) in order {
            let width = flows.get(flow).map_or(0.0, |flow| flow.weight * scale);
            if let (Some(used), Some(offset)) = (used.get_mut(own(ends)), offsets.get_mut(flow)) {
                let middle = *used + width / 2.0;
                *used += width;
                if is_out { offset.0 = middle } else { offset.1 = middle }
            }
        }
    }
    let band = |(number, flow): (usize, &'f Flow)| {
        let (ends, offset) = (ends.get(number)?, offsets.get(number)?);
        let (from, to) = (places.get(ends.0)?, places.get(ends.1)?);
        Some(Band {
            flow,
            from: (from.x + bar, from.y + offset.0),
            to: (to.x, to.y + offset.1),
            width: flow.weight * scale,
            colour: ends.0,
        })
    };
    flows.iter().enumerate().filter_map(band).collect()
}

/// Each value once, as far right as the flows into it demand; `None` when flows form a circle.
fn layered(flows: &[Flow]) -> Option<Graph<'_>> {
    let mut nodes: Vec<Node<'_>> = Vec::new();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut ends = Vec::with_capacity(flows.len());
    for flow in flows {
        let mut number = |name| {
            *numbers.entry(name).or_insert_with(|| {
                nodes.push(Node { name, ..Node::default() });
                nodes.len() - 1
            })
        };
        let (from, to) = (number(&flow.source), number(&flow.target));
        ends.push((from, to));
        add(&mut nodes, from, to, flow.weight);
    }
    // Each round moves what must stand further right; a path without a circle is no longer than the values are many.
    for _ in 0..=nodes.len() {
        let mut moved = false;
        for (from, to) in &ends {
            let least = nodes.get(*from).map_or(0, |node| node.layer + 1);
            if let Some(node) = nodes.get_mut(*to).filter(|node| node.layer < least) {
                node.layer = least;
                moved = true;
            }
        }
        if !moved {
            return Some((nodes, ends));
        }
    }
    None
}

/// Sources left, targets right.
fn two_sided(flows: &[Flow]) -> Graph<'_> {
    let mut nodes: Vec<Node<'_>> = Vec::new();
    let mut numbers: HashMap<(usize, &str), usize> = HashMap::new();
    let mut ends = Vec::with_capacity(flows.len());
    for flow in flows {
        let mut number = |layer, name| {
            *numbers.entry((layer, name)).or_insert_with(|| {
                nodes.push(Node { name, layer, ..Node::default() });
                nodes.len() - 1
            })
        };
        let (from, to) = (number(0, flow.source.as_str()), number(1, flow.target.as_str()));
        ends.push((from, to));
        add(&mut nodes, from, to, flow.weight);
    }
    (nodes, ends)
}

fn add(nodes: &mut [Node<'_>], from: usize, to: usize, weight: f64) {
    if let Some(node) = nodes.get_mut(from) {
        node.out += weight;
    }
    if let Some(node) = nodes.get_mut(to) {
        node.into += weight;
    }
}

/// The layers with their values in order: the heaviest on top at first, then near to those that they are bound to.
fn ordered(nodes: &[Node<'_>], ends: &[Ends], flows: &[Flow]) -> Vec<Vec<usize>> {
    let depth = nodes.iter().map(|node| node.layer + 1).max().unwrap_or(0);
    let mut layers: Vec<Vec<usize>> = vec![Vec::new(); depth];
    for (number, node) in nodes.iter().enumerate() {
        if let Some(layer) = layers.get_mut(node.layer) {
            layer.push(number);
        }
    }
    let weight = |number: usize| nodes.get(number).map_or(0.0, |node| node.into.max(node.out));
    for layer in &mut layers {
        layer.sort_by(|a, b| weight(*b).total_cmp(&weight(*a)));
    }
    let mut heights = vec![0.0; nodes.len()];
    for sweep in 0..SWEEPS {
        for layer in &layers {
            for (place, node) in layer.iter().enumerate() {
                if let Some(height) = heights.get_mut(*node) {
                    *height = place as f64 / layer.len() as f64;
                }
            }
        }
        let is_forward = sweep % 2 == 0;
        let mut sums = vec![(0.0, 0.0); nodes.len()];
        for ((from, to), flow) in ends.iter().zip(flows) {
            let (own, other) = if is_forward { (*to, *from) } else { (*from, *to) };
            if let (Some(sum), Some(height)) = (sums.get_mut(own), heights.get(other)) {
                sum.0 += height * flow.weight;
                sum.1 += flow.weight;
            }
        }
        let wanted = |node: usize| match sums.get(node) {
            Some((sum, weight)) if *weight > 0.0 => sum / weight,
            _ => heights.get(node).copied().unwrap_or(0.0),
        };
        for layer in &mut layers {
            layer.sort_by(|a, b| wanted(*a).total_cmp(&wanted(*b)));
        }
    }
    layers
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn flows(list: &[(&str, &str, f64)]) -> Vec<Flow> {
        list.iter().map(|(a, b, weight)| Flow { source: (*a).into(), target: (*b).into(), weight: *weight }).collect()
    }

    #[test]
    fn a_value_that_is_target_and_source_stands_between() {
        let flows = flows(&[("a", "b", 4.0), ("b", "c", 3.0), ("a", "c", 1.0)]);
        let layout = Layout::of(&flows, 100.0, 10.0);
        let x = |name: &str| layout.places.iter().find(|place| place.name == name).unwrap().x;
        assert!(layout.is_layered);
        assert_eq!((x("a"), x("b"), x("c")), (0.0, 45.0, 90.0));
    }

    #[test]
    fn circles_stand_on_both_sides() {
        let flows = flows(&[("a", "b", 1.0), ("b", "a", 1.0), ("c", "c", 1.0)]);
        let layout = Layout::of(&flows, 100.0, 10.0);
        assert!(!layout.is_layered);
        assert_eq!(layout.places.len(), 6);
        assert!(layout.bands.iter().all(|band| band.from.0 < band.to.0));
    }

    #[test]
    fn bands_fill_their_bars_and_do_not_overlap() {
        let flows = flows(&[("a", "x", 5.0), ("a", "y", 2.0), ("b", "x", 1.0), ("b", "z", 9.0)]);
        let layout = Layout::of(&flows, 100.0, 10.0);
        for place in &layout.places {
            let leaving =
                layout.bands.iter().filter(|band| band.flow.source == place.name && band.from.0 == place.x + 10.0);
            let mut spans: Vec<(f64, f64)> =
                leaving.map(|band| (band.from.1 - band.width / 2.0, band.from.1 + band.width / 2.0)).collect();
            spans.sort_by(|a, b| a.0.total_cmp(&b.0));
            assert!(spans.windows(2).all(|pair| (pair[0].1 - pair[1].0).abs() < 1e-6), "{spans:?}");
            assert!(spans.iter().all(|span| span.0 >= place.y - 1e-6 && span.1 <= place.y + place.height + 1e-6));
        }
    }

    #[test]
    fn bound_values_stand_at_like_heights() {
        let flows = flows(&[("a", "x", 9.0), ("b", "y", 8.0), ("c", "z", 7.0), ("c", "x", 0.1)]);
        let layout = Layout::of(&flows, 100.0, 10.0);
        let order = |x: f64| {
            let mut names: Vec<(&str, f64)> =
                layout.places.iter().filter(|place| place.x == x).map(|place| (place.name, place.y)).collect();
            names.sort_by(|a, b| a.1.total_cmp(&b.1));
            names.into_iter().map(|(name, _)| name).collect::<String>()
        };
        assert_eq!((order(0.0).as_str(), order(90.0).as_str()), ("abc", "xyz"));
    }
}
