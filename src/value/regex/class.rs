//! Character classes `[…]` of LogScale's regex dialect (language notes 5.2).

use super::RegexError;
use super::escape::Escape;
use super::parse::{Modes, Parser};
use super::syntax::{Case, Class, ClassItem, DIGIT, Node, Ranges, WORD};

/// The names between `[:` and `:]`.
const POSIX: &[(&str, Ranges)] = &[
    ("alnum", &[('0', '9'), ('A', 'Z'), ('a', 'z')]),
    ("alpha", &[('A', 'Z'), ('a', 'z')]),
    ("ascii", &[('\0', '\u{7f}')]),
    ("blank", &[('\t', '\t'), (' ', ' ')]),
    ("cntrl", &[('\0', '\u{1f}'), ('\u{7f}', '\u{7f}')]),
    ("digit", DIGIT),
    ("graph", &[('!', '~')]),
    ("lower", &[('a', 'z')]),
    ("print", &[(' ', '~')]),
    ("punct", &[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')]),
    ("space", &[('\t', '\r'), (' ', ' ')]),
    ("upper", &[('A', 'Z')]),
    ("word", WORD),
    ("xdigit", &[('0', '9'), ('A', 'F'), ('a', 'f')]),
];

impl Parser<'_> {
    /// Reads the class at the position. A `]` right behind the opening is a member; a `[` inside is a plain character
    /// (vendor queries write `[^[]`), unless it was clearly meant as a union or an intersection, which are refused.
    pub(super) fn class(&mut self, modes: Modes) -> Result<Node, RegexError> {
        let start = self.position;
        self.skip("[");
        let negated = self.skip("^");
        let first = self.position;
        let mut items = Vec::new();
        let mut union_checked = false;
        loop {
            let item_start = self.position;
            match self.peek() {
                None => {
                    let message = "regex: '[' is never closed; write \\[ for the character";
                    return Err(RegexError::new(message, start..start + 1));
                }
                Some(']') if item_start > first => {
                    self.take();
                    break;
                }
                Some('[') => {
                    if let Some(item) = self.posix() {
                        items.push(item);
                        continue;
                    }
                    if !union_checked && self.is_union() {
                        return self.unsupported("a union of classes (such as [a-d[m-p]]) is", start);
                    }
                    union_checked = true;
                }
                Some('&') if self.rest().starts_with("&&[") => {
                    return self.unsupported("an intersection of classes (&&) is", start);
                }
                Some(_) => {}
            }
            self.item(&mut items)?;
        }
        let has_letters = items.iter().any(may_hold_letters);
        let case = if has_letters { self.case(true, modes) } else { Case::Any };
        Ok(Node::Class(Class { negated, items, case }))
    }

    /// A character, a range, or a set such as `\d`.
    fn item(&mut self, items: &mut Vec<ClassItem>) -> Result<(), RegexError> {
        let start = self.position;
        let low = match self.member(items)? {
            Some(low) => low,
            None => return Ok(()),
        };
        let rest = self.rest();
        if !rest.starts_with('-') || rest.starts_with("-]") || rest.len() < 2 {
            items.push(ClassItem::Range(low, low));
            return Ok(());
        }
        self.skip("-");
        match self.member(items)? {
            Some(high) if high < low => self.error("regex: the range in the class runs backwards", start),
            Some(high) => {
                items.push(ClassItem::Range(low, high));
                Ok(())
            }
            None => {
                // `a-\d`: no range, so the dash is a member
                items.extend([ClassItem::Range(low, low), ClassItem::Range('-', '-')]);
                Ok(())
            }
        }
    }

    /// One character of a class; sets go to `items` at once.
    fn member(&mut self, items: &mut Vec<ClassItem>) -> Result<Option<char>, RegexError> {
        if self.peek() != Some('\\') {
            return Ok(self.take());
        }
        match self.escape(true)? {
            Escape::Character(character) => Ok(Some(character)),
            Escape::Item(item) => {
                items.push(item);
                Ok(None)
            }
            Escape::Assertion(_) | Escape::BackReference(_) | Escape::Nothing => Ok(None),
        }
    }

    /// `[:alpha:]` inside a class.
    fn posix(&mut self) -> Option<ClassItem> {
        let start = self.position;
        let inner = self.rest().strip_prefix("[:")?;
        let (inner, negated) = inner.strip_prefix('^').map_or((inner, false), |inner| (inner, true));
        let ends = |name: &str| inner.strip_prefix(name).is_some_and(|rest| rest.starts_with(":]"));
        let (name, ranges) = POSIX.iter().find(|(name, _)| ends(name))?;
        self.position += "[:".len() + usize::from(negated) + name.len() + ":]".len();
        let message = "regex: [[:…:]] is not on LogScale's list; it works at most through the fallback engine";
        self.warnings.push((message.to_owned(), start..self.position));
        Some(ClassItem::Set(ranges, negated))
    }

    /// Whether the `[` at the position opens a class inside the class: some members, then `]]`.
    fn is_union(&self) -> bool {
        let bytes = self.rest().as_bytes();
        let mut position = 1;
        while let Some(&byte) = bytes.get(position) {
            match byte {
                b'\\' => position += 1,
                b']' => return position > 1 && bytes.get(position + 1) == Some(&b']'),
                _ => {}
            }
            position += 1;
        }
        false
    }
}

fn may_hold_letters(item: &ClassItem) -> bool {
    match item {
        ClassItem::Range(low, high) if low == high => low.is_alphabetic(),
        ClassItem::Range(low, high) => *high >= 'A' && !(*low > 'z' && high.is_ascii()),
        ClassItem::Set(ranges, _) => ranges.iter().any(|(low, _)| low.is_alphabetic()),
        ClassItem::Property(..) => true,
    }
}
