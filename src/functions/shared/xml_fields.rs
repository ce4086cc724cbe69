//! The fields of an XML text: a name for each leaf element and attribute (functions-parsexml.html).

use std::borrow::Cow;

use bumpalo::Bump;
use bumpalo::collections::String as ArenaString;
use hashbrown::HashMap;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Deeper texts are refused; names grow with the depth.
const MAX_DEPTH: usize = 256;

/// An element or attribute, in the order of the text.
struct Node<'e> {
    name: &'e str,
    depth: usize,
    /// Its place among the nodes of its name in the same element.
    index: usize,
    /// Whether there are several of its name in the same element.
    repeated: bool,
    has_attributes: bool,
    has_elements: bool,
    text: ArenaString<'e>,
}

/// An element that is not closed yet.
struct Open<'e> {
    node: usize,
    /// For each name in it the first node and how many there are.
    names: HashMap<&'e str, (usize, usize), foldhash::fast::RandomState>,
}

struct Tree<'e> {
    arena: &'e Bump,
    nodes: Vec<Node<'e>>,
    open: Vec<Open<'e>>,
}

/// Calls `field` with name and value of each leaf. Among several elements of one name, the first one's value has the
/// plain name too, and all have the name with an index. An attribute counts as a leaf of its element. References other
/// than those that XML itself defines stay as they are, a document type is passed over.
///
/// # Errors
/// What is wrong with the text when it is no XML; no field was reported then.
pub fn read<'e>(
    text: &str,
    prefix: &str,
    arena: &'e Bump,
    field: &mut dyn FnMut(&'e str, &'e str),
) -> Result<(), String> {
    let mut tree = Tree { arena, nodes: Vec::new(), open: Vec::new() };
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => tree.start(&start)?,
            Event::Empty(start) => {
                tree.start(&start)?;
                tree.open.pop();
            }
            Event::End(_) => {
                tree.open.pop();
            }
            Event::Text(text) => tree.text(&text.xml10_content())?,
            Event::CData(text) => tree.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => tree.text(&unescaped(&format!("&{};", &*reference)))?,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    if let Some(open) = tree.open.last() {
        let name = tree.nodes.get(open.node).map_or("", |node| node.name);
        return Err(format!("element {name} is not closed"));
    }
    if tree.nodes.is_empty() {
        return Err("no element".to_owned());
    }
    // Long names over many small values would make names of quadratic size; real documents stay far below this.
    tree.report(prefix, text.len().saturating_mul(64).saturating_add(1 << 16), field)
}

impl<'e> Tree<'e> {
    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), String> {
        if self.open.len() >= MAX_DEPTH {
            return Err(format!("more than {MAX_DEPTH} elements in each other"));
        }
        if self.open.is_empty() && !self.nodes.is_empty() {
            return Err("more than one element at the top".to_owned());
        }
        if let Some(parent) = self.open.last().and_then(|open| self.nodes.get_mut(open.node)) {
            parent.has_elements = true;
        }
        let node = self.add(start.name().as_ref());
        self.open.push(Open { node, names: HashMap::default() });
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| error.to_string())?;
            if let Some(parent) = self.nodes.get_mut(node) {
                parent.has_attributes = true;
            }
            let place = self.add(attribute.key.as_ref());
            if let Some(leaf) = self.nodes.get_mut(place) {
                leaf.text.push_str(&unescaped(&attribute.value));
            }
        }
        Ok(())
    }

    /// Adds a node to the innermost open element.
    fn add(&mut self, name: &str) -> usize {
        let name: &'e str = self.arena.alloc_str(name);
        let place = self.nodes.len();
        let mut index = 0;
        if let Some(open) = self.open.last_mut() {
            let (first, count) = open.names.entry(name).or_insert((place, 0));
            index = *count;
            *count += 1;
            if index == 1
                && let Some(first) = self.nodes.get_mut(*first)
            {
                first.repeated = true;
            }
        }
        self.nodes.push(Node {
            name,
            depth: self.open.len(),
            index,
            repeated: index > 0,
            has_attributes: false,
            has_elements: false,
            text: ArenaString::new_in(self.arena),
        });
        place
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        match self.open.last().and_then(|open| self.nodes.get_mut(open.node)) {
            Some(node) => node.text.push_str(text),
            None if text.trim().is_empty() => {}
            None => return Err("text outside of elements".to_owned()),
        }
        Ok(())
    }

    fn report(
        self,
        prefix: &str,
        mut names_left: usize,
        field: &mut dyn FnMut(&'e str, &'e str),
    ) -> Result<(), String> {
        // The path with indices and the one without, and for each depth how long they are and what is so far.
        let (mut indexed, mut plain) = (prefix.to_owned(), prefix.to_owned());
        let mut above = vec![Above { indexed: indexed.len(), plain: plain.len(), all_first: true, repeated: false }];
        let mut fields = Vec::new();
        for node in self.nodes {
            above.truncate(node.depth + 1);
            let Some(parent) = above.last().copied() else { continue };
            indexed.truncate(parent.indexed);
            plain.truncate(parent.plain);
            for path in [&mut indexed, &mut plain] {
                if node.depth > 0 {
                    path.push('.');
                }
                path.push_str(node.name);
            }
            if node.repeated {
                indexed.push_str(&format!("[{}]", node.index));
            }
            let all_first = parent.all_first && node.index == 0;
            let repeated = parent.repeated || node.repeated;
            above.push(Above { indexed: indexed.len(), plain: plain.len(), all_first, repeated });
            let text = node.text.into_bump_str();
            let value = match (node.has_elements, node.has_attributes) {
                (false, false) => text,
                (false, true) if text.trim().is_empty() => continue,
                (false, true) => text,
                (true, _) if text.trim().is_empty() => continue,
                (true, _) => text.trim(),
            };
            if all_first || !repeated {
                fields.push((&*self.arena.alloc_str(&plain), value));
            }
            if repeated {
                fields.push((&*self.arena.alloc_str(&indexed), value));
            }
            names_left = names_left.checked_sub(plain.len() + indexed.len()).ok_or("the names are too long")?;
        }
        fields.into_iter().for_each(|(name, value)| field(name, value));
        Ok(())
    }
}

/// Lengths of the paths of an element, and what holds for it and all elements around it.
#[derive(Clone, Copy)]
struct Above {
    indexed: usize,
    plain: usize,
    /// Each is the first of its name.
    all_first: bool,
    /// One of them is there several times.
    repeated: bool,
}

/// The text with the references resolved that XML itself defines.
fn unescaped(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let (before, mut rest) = text.split_at(first);
    let mut result = String::with_capacity(text.len());
    result.push_str(before);
    while let Some(reference) = rest.strip_prefix('&') {
        // The longest reference that XML defines has eight digits or less.
        let end = reference.bytes().take(12).position(|byte| byte == b';');
        let name = end.and_then(|end| reference.get(..end));
        match name.and_then(resolved) {
            Some(character) => {
                result.push(character);
                rest = reference.get(end.map_or(0, |end| end + 1)..).unwrap_or_default();
            }
            None => {
                result.push('&');
                rest = reference;
            }
        }
        let next = rest.find('&').unwrap_or(rest.len());
        let (text, more) = rest.split_at(next);
        result.push_str(text);
        rest = more;
    }
    Cow::Owned(result)
}

fn resolved(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|character| *character != '\0')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> String {
        let arena = Bump::new();
        let mut found = String::new();
        match read(text, "", &arena, &mut |name, value| found.push_str(&format!("{name}={value}|"))) {
            Ok(()) => found,
            Err(message) => format!("error: {message}"),
        }
    }

    #[test]
    fn names_leaves_and_attributes() {
        assert_eq!(fields("<a><b>1</b><c/> <d e='2'>3</d></a>"), "a.b=1|a.c=|a.d=3|a.d.e=2|");
        assert_eq!(
            fields("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'y'>]><a>1 &lt; &#x41;&x;<![CDATA[<&]]></a>"),
            "a=1 < A&x;<&|"
        );
        assert_eq!(fields("<a t='&amp;&quot;&nbsp;&'>x<b>1</b></a>"), "a=x|a.t=&\"&nbsp;&|a.b=1|");
    }

    #[test]
    fn numbers_repeated_elements() {
        assert_eq!(fields("<o><i>1</i><i>2</i></o>"), "o.i=1|o.i[0]=1|o.i[1]=2|");
        assert_eq!(
            fields("<o><i><x>1</x><x>2</x></i><i><x>3</x></i></o>"),
            "o.i.x=1|o.i[0].x[0]=1|o.i[0].x[1]=2|o.i[1].x=3|"
        );
    }

    #[test]
    fn refuses_what_is_no_xml() {
        for text in ["", "no xml", "<a>", "<a></b>", "<a/><b/>", "<a/>x", "x<a/>", "<a><b></a></b>", "</a>", "<a b=>"] {
            assert!(fields(text).starts_with("error: "), "{text}: {}", fields(text));
        }
    }

    #[test]
    fn bears_hostile_texts() {
        assert!(fields(&"<a>".repeat(200_000)).starts_with("error"));
        assert!(fields(&format!("<a>{}</a>", "<b/>".repeat(100_000))).len() > 100_000);
        assert!(fields(&format!("<a {}/>", "b='1' ".repeat(100_000))).len() > 100_000);
        let long = "n".repeat(100_000);
        assert!(fields(&format!("<{long}>{}</{long}>", "<b/>".repeat(50_000))).starts_with("error"));
        assert!(fields(&format!("<a>{}</a>", "&".repeat(100_000))).starts_with("error"));
        assert!(fields(&format!("<a>{}</a>", "&a;".repeat(100_000))).len() > 100_000);
    }
}
