//! YAML as a tree whose texts know where they stand, so that findings about a query in it point into the file.

use std::collections::HashMap;

pub use saphyr_parser::ScalarStyle;
use saphyr_parser::{Event, Parser, ScanError};

/// How deep lists and mappings may nest.
const DEEPEST: usize = 64;

/// A text of the file: strings, and also what YAML takes for numbers and booleans.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalar {
    /// What it says, quotes and indentation taken off.
    pub text: String,
    /// How it is written.
    pub style: ScalarStyle,
    /// Byte offset of its first character in the file: the quote, or the `|` of a block.
    pub start: usize,
}

/// A part of the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A text.
    Text(Scalar),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order of the file.
    Map(Map),
    /// An alias of something else than a text; those are not followed, since they may stand for any amount of it.
    Alias,
}

/// A mapping.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map(pub Vec<(String, Node)>);

impl Map {
    /// What stands under a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// The text under a key.
    pub fn scalar(&self, key: &str) -> Option<&Scalar> {
        match self.get(key) {
            Some(Node::Text(scalar)) => Some(scalar),
            _ => None,
        }
    }

    /// What the text under a key says; none when it is empty.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.scalar(key).map(|scalar| scalar.text.trim()).filter(|text| !text.is_empty())
    }

    /// The texts under a key: of a list, or the only one.
    pub fn texts(&self, key: &str) -> Vec<String> {
        let nodes = match self.get(key) {
            Some(Node::List(nodes)) => nodes.as_slice(),
            Some(node) => std::slice::from_ref(node),
            None => &[],
        };
        let texts = nodes.iter().filter_map(|node| match node {
            Node::Text(scalar) => Some(scalar.text.trim().to_owned()),
            _ => None,
        });
        texts.filter(|text| !text.is_empty()).collect()
    }
}

/// Why a text is not YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl From<ScanError> for Problem {
    fn from(error: ScanError) -> Self {
        let place = error.marker();
        Self { line: place.line(), column: place.col() + 1, message: error.info().to_owned() }
    }
}

/// A list or mapping that is being read.
enum Open {
    List(Vec<Node>),
    /// With the key whose value comes next.
    Map(Map, Option<String>),
}

/// The documents of a file.
///
/// # Errors
/// When it is not YAML.
pub fn parse(text: &str) -> Result<Vec<Node>, Problem> {
    let offsets = CharOffsets::new(text);
    let mut anchors: HashMap<usize, Scalar> = HashMap::new();
    let mut open: Vec<Open> = Vec::new();
    let mut documents = Vec::new();
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = event?;
        let node = match event {
            Event::Scalar(value, style, anchor, _) => {
                let scalar = Scalar { text: value.into_owned(), style, start: offsets.byte(span.start.index()) };
                if anchor > 0 {
                    anchors.insert(anchor, scalar.clone());
                }
                Node::Text(scalar)
            }
            Event::Alias(anchor) => anchors.get(&anchor).cloned().map_or(Node::Alias, Node::Text),
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                if open.len() >= DEEPEST {
                    let (line, column) = (span.start.line(), span.start.col() + 1);
                    return Err(Problem { line, column, message: format!("nested more than {DEEPEST} levels deep") });
                }
                let list = matches!(event, Event::SequenceStart(..));
                open.push(if list { Open::List(Vec::new()) } else { Open::Map(Map::default(), None) });
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(nodes)) => Node::List(nodes),
                Some(Open::Map(map, _)) => Node::Map(map),
                None => continue,
            },
            _ => continue,
        };
        match open.last_mut() {
            None => documents.push(node),
            Some(Open::List(nodes)) => nodes.push(node),
            Some(Open::Map(map, key)) => match key.take() {
                Some(key) => map.0.push((key, node)),
                None => {
                    // Keys that are no texts name nothing that is looked for.
                    *key = Some(if let Node::Text(scalar) = node { scalar.text } else { String::new() });
                }
            },
        }
    }
    Ok(documents)
}

/// Byte offsets of characters; the parser counts characters.
struct CharOffsets<'t> {
    text: &'t str,
    /// Empty when every character is a byte.
    starts: Vec<u32>,
}

impl<'t> CharOffsets<'t> {
    fn new(text: &'t str) -> Self {
        let starts = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| u32::try_from(at).unwrap_or(u32::MAX)).collect()
        };
        Self { text, starts }
    }

    fn byte(&self, index: usize) -> usize {
        let byte =
            if self.starts.is_empty() { index } else { self.starts.get(index).map_or(usize::MAX, |at| *at as usize) };
        byte.min(self.text.len())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn texts_know_where_they_stand() {
        let text = "näme: x\nlist: [a, 'b']\ncql: |\n  one\n  two\n";
        let documents = parse(text).unwrap();
        let Node::Map(map) = &documents[0] else { panic!("{documents:?}") };
        let cql = map.scalar("cql").unwrap();
        assert_eq!((cql.text.as_str(), cql.style), ("one\ntwo\n", ScalarStyle::Literal));
        assert!(
            text[cql.start..].starts_with('|') || text[cql.start..].trim_start().starts_with("one"),
            "{}",
            cql.start
        );
        assert_eq!(map.texts("list"), ["a", "b"]);
        assert!(text[map.scalar("näme").unwrap().start..].starts_with('x'));
    }

    #[test]
    fn what_is_no_yaml_says_where() {
        let problem = parse("a: b\nc: [1, 2\nd: e\n").unwrap_err();
        assert!(problem.line >= 2 && !problem.message.is_empty(), "{problem:?}");
        assert!(parse(&"[".repeat(100)).is_err());
    }

    #[test]
    fn aliases_of_texts_are_followed() {
        let documents = parse("a: &x hello\nb: *x\nc: &m {k: v}\nd: *m\n").unwrap();
        let Node::Map(map) = &documents[0] else { panic!("{documents:?}") };
        assert_eq!(map.text("b"), Some("hello"));
        assert_eq!(map.get("d"), Some(&Node::Alias));
    }
}
