//! JSON built from flattened names: dots make objects, indices arrays (functions-writejson.html).

use std::collections::BTreeMap;

use crate::value::json;

/// Levels beyond this stay together in one key.
const MAX_DEPTH: usize = 256;

/// A key in an object, or an index in an array; indices sort by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'t> {
    Index(usize),
    Name(&'t str),
}

#[derive(Default)]
struct Node<'t> {
    value: Option<&'t str>,
    /// Where in the list of nodes they are.
    members: BTreeMap<Key<'t>, usize>,
}

/// Fields on their way to JSON.
pub struct JsonTree<'t> {
    nodes: Vec<Node<'t>>,
}

impl<'t> JsonTree<'t> {
    /// An empty object.
    pub fn new() -> Self {
        Self { nodes: vec![Node::default()] }
    }

    /// Adds a field by its flattened name.
    pub fn add(&mut self, name: &'t str, value: &'t str) {
        let mut node = 0;
        let mut rest = Some(name);
        for depth in 0.. {
            let Some(text) = rest else { break };
            let (key, more) = if depth < MAX_DEPTH { first_key(text, depth == 0) } else { (Key::Name(text), None) };
            rest = more;
            let new = self.nodes.len();
            let Some(parent) = self.nodes.get_mut(node) else { return };
            node = *parent.members.entry(key).or_insert(new);
            if node == new {
                self.nodes.push(Node::default());
            }
        }
        if let Some(node) = self.nodes.get_mut(node) {
            node.value = Some(value);
        }
    }

    /// Writes the object, keys in the order of their texts.
    pub fn write(&self, out: &mut Vec<u8>) {
        self.write_node(0, true, out);
    }

    /// Not deeper than [`MAX_DEPTH`].
    fn write_node(&self, place: usize, is_root: bool, out: &mut Vec<u8>) {
        let Some(node) = self.nodes.get(place) else { return };
        if node.members.is_empty() && !is_root {
            return write_value(node.value.unwrap_or_default(), out);
        }
        let is_array = !is_root && node.value.is_none() && node.members.keys().all(|key| matches!(key, Key::Index(_)));
        out.push(if is_array { b'[' } else { b'{' });
        let mut between = false;
        if let Some(value) = node.value {
            out.extend_from_slice(b"\"\":");
            write_value(value, out);
            between = true;
        }
        for (key, member) in &node.members {
            if between {
                out.push(b',');
            }
            between = true;
            if !is_array {
                match key {
                    Key::Name(name) => json::write_string(name, json::Escaping::Required, out),
                    Key::Index(index) => json::write_string(&format!("[{index}]"), json::Escaping::Required, out),
                }
                out.push(b':');
            }
            self.write_node(*member, false, out);
        }
        out.push(if is_array { b']' } else { b'}' });
    }
}

/// The first key of a name and what follows it.
fn first_key(text: &str, is_start: bool) -> (Key<'_>, Option<&str>) {
    if let Some((digits, rest)) = text.strip_prefix('[').and_then(|text| text.split_once(']'))
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && (rest.is_empty() || rest.starts_with(['.', '[']))
        && let Ok(index) = digits.parse()
    {
        return (Key::Index(index), Some(rest).filter(|rest| !rest.is_empty()));
    }
    let text = if is_start { text } else { text.strip_prefix('.').unwrap_or(text) };
    // A bracket that begins no index belongs to the name.
    let end = text.char_indices().skip(1).find(|(_, character)| matches!(character, '.' | '['));
    match end.filter(|(end, _)| *end < text.len()) {
        Some((end, _)) => (Key::Name(text.get(..end).unwrap_or_default()), text.get(end..)),
        None => (Key::Name(text), None),
    }
}

/// A number as it is written, if JSON writes numbers so; anything else as text.
fn write_value(value: &str, out: &mut Vec<u8>) {
    if is_json_number(value) {
        out.extend_from_slice(value.as_bytes());
    } else {
        json::write_string(value, json::Escaping::Required, out);
    }
}

fn is_json_number(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let text = text.strip_prefix('-').unwrap_or(text);
    let whole = digits(text);
    if whole == 0 || (whole > 1 && text.starts_with('0')) {
        return false;
    }
    let mut rest = text.get(whole..).unwrap_or_default();
    if let Some(fraction) = rest.strip_prefix('.') {
        let length = digits(fraction);
        if length == 0 {
            return false;
        }
        rest = fraction.get(length..).unwrap_or_default();
    }
    match rest.strip_prefix(['e', 'E']) {
        Some(exponent) => {
            let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            !exponent.is_empty() && digits(exponent) == exponent.len()
        }
        None => rest.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(fields: &[(&str, &str)]) -> String {
        let mut tree = JsonTree::new();
        fields.iter().for_each(|(name, value)| tree.add(name, value));
        let mut out = Vec::new();
        tree.write(&mut out);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn builds_objects_and_arrays() {
        assert_eq!(
            written(&[("a.b[10]", "x"), ("a.b[9].c", "1"), ("a.\"", "007"), ("@t", "-1.5e3")]),
            r#"{"@t":-1.5e3,"a":{"\"":"007","b":[{"c":1},"x"]}}"#
        );
        assert_eq!(written(&[("m[0][1]", "1"), ("m[0][0]", "true")]), r#"{"m":[["true",1]]}"#);
        assert_eq!(written(&[("a", "1"), ("a.b", "2")]), r#"{"a":{"":1,"b":2}}"#);
        assert_eq!(written(&[("[0].x", "1"), ("y", "2")]), r#"{"[0]":{"x":1},"y":2}"#);
        assert_eq!(
            written(&[("a[x].b", "1"), ("a[0]b", "2"), (".c.", "3")]),
            r#"{".c":{"":3},"a":{"[0]b":2,"[x]":{"b":1}}}"#
        );
        assert_eq!(written(&[]), "{}");
    }

    #[test]
    fn knows_json_numbers() {
        for text in ["0", "-0", "10", "1.50", "1e5", "1E-5", "0.1e+0"] {
            assert!(is_json_number(text), "{text}");
        }
        for text in ["", "-", "01", "1.", ".5", "1e", "1e+", "0x1", "1 ", "+1", "NaN", "1,0"] {
            assert!(!is_json_number(text), "{text}");
        }
    }

    #[test]
    fn bears_deep_names() {
        let name = "a.".repeat(100_000);
        assert!(written(&[(&name, "1"), (&"[0]".repeat(100_000), "2")]).len() > 100_000);
    }
}
