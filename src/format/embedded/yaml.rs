//! Queries in YAML, read line by line: the file is not parsed, so that nothing else of it can change.

use super::Block;
use crate::source::Span;

/// The keys whose block scalars are queries: LogScale's own templates, and the Query Hub's files.
const KEYS: &[&str] = &["queryString", "cql"];

/// The block scalars of the keys that hold queries.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = lines(text).peekable();
    while let Some((_, line)) = lines.next() {
        let Some(scalar) = scalar(line) else { continue };
        let mut indent: Option<&str> = None;
        let mut span: Option<Span> = None;
        while let Some((at, line)) = lines.next_if(|(_, line)| {
            line.trim().is_empty() || {
                let depth = depth(line);
                indent.map_or(depth > scalar.depth, |indent| depth >= indent.len())
            }
        }) {
            if !line.trim().is_empty() {
                indent.get_or_insert_with(|| line.get(..depth(line)).unwrap_or(""));
                let line = Span::new(at, at + line.len());
                span = Some(span.map_or(line, |span| span.to(line)));
            }
        }
        if let (true, Some(indent), Some(span)) = (scalar.query, indent, span) {
            blocks.push(Block { span, indent: indent.to_owned() });
        }
    }
    blocks
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}

/// The head of a block scalar.
struct Scalar {
    /// The column of its key.
    depth: usize,
    /// Whether it is a query that can be rewritten.
    query: bool,
}

/// Reads `key: |`, also behind the dashes of lists.
fn scalar(line: &str) -> Option<Scalar> {
    let mut rest = line.trim_start_matches(' ');
    while let Some(behind) = rest.strip_prefix("- ") {
        rest = behind.trim_start_matches(' ');
    }
    let depth = line.len() - rest.len();
    if rest.starts_with('#') {
        return None;
    }
    let (key, value) = match rest.split_once(": ") {
        Some((key, value)) => (key.trim_end().trim_matches(['"', '\'']), value.trim_start()),
        // A scalar as a member of a list: `- |`.
        None => ("", rest),
    };
    let value = value.split(" #").next().unwrap_or(value).trim_end();
    let style = value.chars().next().filter(|style| matches!(style, '|' | '>'))?;
    let sign = value.get(1..)?;
    let known = sign.chars().all(|sign| matches!(sign, '+' | '-') || sign.is_ascii_digit()) && sign.len() <= 2;
    // What states its indentation itself is left alone: its lines may begin with blanks.
    let query = KEYS.contains(&key) && style == '|' && matches!(sign, "" | "-" | "+");
    let depth = if key.is_empty() { depth.saturating_sub(2) } else { depth };
    known.then_some(Scalar { depth, query })
}

fn depth(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}
