//! Queries in Markdown: fenced blocks whose language is that of LogScale.

use super::Block;
use crate::source::Span;

/// What people write behind the fence.
const LANGUAGES: &[&str] = &["cql", "logscale", "humio"];

/// A fence that is open.
struct Fence<'t> {
    mark: char,
    length: usize,
    indent: &'t str,
    query: bool,
    /// Where its first line begins.
    start: usize,
}

/// The closed fenced blocks that hold queries.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Fence<'_>> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches(' ');
        let indent = line.get(..line.len() - bare.len()).unwrap_or("");
        let mark = bare.chars().next().filter(|mark| matches!(mark, '`' | '~'));
        let length = mark.map_or(0, |mark| bare.chars().take_while(|letter| *letter == mark).count());
        let info = bare.get(length..).unwrap_or("").trim();
        match (&open, mark) {
            (None, Some(mark)) if length >= 3 && !(mark == '`' && info.contains('`')) => {
                let language = info.split([' ', ',', '{', '}']).find(|word| !word.is_empty()).unwrap_or("");
                let language = language.trim_start_matches('.');
                let query = LANGUAGES.iter().any(|known| language.eq_ignore_ascii_case(known));
                open = Some(Fence { mark, length, indent, query, start: at + line.len() });
            }
            (Some(fence), Some(mark)) if mark == fence.mark && length >= fence.length && info.is_empty() => {
                if fence.query && fence.start < at {
                    blocks.push(Block { span: Span::new(fence.start, at), indent: fence.indent.to_owned() });
                }
                open = None;
            }
            _ => {}
        }
        at += line.len();
    }
    blocks
}
