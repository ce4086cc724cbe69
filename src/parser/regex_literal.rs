//! Regex literals: where `/.../flags` ends (language notes 5.1), and what its source is.

/// The flags of a literal (language notes 5.1).
const KNOWN_FLAGS: &[u8] = b"dimgF";

/// A regex literal found in a text, in byte offsets from its first slash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    /// Offset of the closing slash.
    pub close: usize,
    /// Offset behind the flags.
    pub end: usize,
}

/// Finds the end of the literal that starts `input`, on its first line. Inside `[ ]` a slash does not close; a class
/// that never closes is not one.
pub(super) fn on_one_line(input: &str) -> Option<Extent> {
    closing_slash(input, true).or_else(|| closing_slash(input, false)).map(|close| extent(input, close))
}

/// Dialect: finds the end on one of the following lines. Gives up at a line that looks like the next step or a comment,
/// and when something other than a border follows the closing slash.
pub(super) fn over_lines(input: &str) -> Option<Extent> {
    let mut offset = 0;
    for (number, line) in input.split_inclusive('\n').take(64).enumerate() {
        let body = line.trim_start();
        let next_step = body.starts_with("| ") || body.starts_with("|\n") || body.starts_with("//");
        if number > 0 && next_step {
            return None;
        }
        let scanned = if number == 0 { line.get(1..)? } else { line };
        if let Some(at) = unescaped_slash(scanned) {
            let close = offset + at + usize::from(number == 0);
            let found = extent(input, close);
            let behind = input.get(found.end..)?.chars().next();
            let border = behind.is_none_or(|next| super::lexical::is_blank(next) || "|),;]}".contains(next));
            return (number > 0 && border).then_some(found);
        }
        offset += line.len();
    }
    None
}

/// The expression between the slashes: `\/` becomes `/`; line ends and the blanks around them vanish (dialect).
pub(super) fn source(inner: &str) -> String {
    let mut source = String::with_capacity(inner.len());
    for (number, line) in inner.split('\n').enumerate() {
        let line = if number > 0 { line.trim_start() } else { line };
        let line = if inner.contains('\n') { line.trim_end_matches(['\r', ' ', '\t']) } else { line };
        let mut characters = line.chars();
        while let Some(character) = characters.next() {
            if character != '\\' {
                source.push(character);
                continue;
            }
            match characters.next() {
                Some('/') => source.push('/'),
                Some(other) => source.extend(['\\', other]),
                None => source.push('\\'),
            }
        }
    }
    source
}

fn closing_slash(input: &str, classes: bool) -> Option<usize> {
    let bytes = input.as_bytes();
    let mut at = 1;
    let mut in_class = false;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\n' => return None,
            b'\\' => at += 1,
            b'[' if classes && !in_class => in_class = class_closes(bytes, at),
            b']' => in_class = false,
            b'/' if !in_class => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Whether the class that opens at `at` closes on its line. The window keeps many unclosed brackets linear.
fn class_closes(bytes: &[u8], at: usize) -> bool {
    let window = bytes.get(at..(at + 4096).min(bytes.len())).unwrap_or_default();
    memchr::memchr2(b']', b'\n', window).is_some_and(|found| window.get(found) == Some(&b']'))
}

fn unescaped_slash(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'/' => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Whether a literal, or one of those glued behind it without a blank, has flags that LogScale does not know.
pub(super) fn leaves_unknown_flags(input: &str, first: Extent) -> bool {
    let mut end = first.end;
    let mut flags = input.get(first.close + 1..first.end).unwrap_or("");
    loop {
        if flags.bytes().any(|flag| !KNOWN_FLAGS.contains(&flag)) {
            return true;
        }
        let Some(rest) = input.get(end..).filter(|rest| rest.starts_with('/')) else { return false };
        let Some(next) = on_one_line(rest) else { return true };
        flags = rest.get(next.close + 1..next.end).unwrap_or("");
        end += next.end;
    }
}

/// The first slash from `from` on that has only known flags and a border behind it, on the same line.
pub(super) fn closing_at_border(input: &str, from: usize) -> Option<Extent> {
    let line = input.split('\n').next().unwrap_or(input);
    let slashes = memchr::memchr_iter(b'/', line.get(from..)?.as_bytes()).map(|at| from + at);
    slashes.map(|close| extent(line, close)).find(|found| {
        let flags = line.get(found.close + 1..found.end).unwrap_or("");
        let behind = line.get(found.end..).and_then(|rest| rest.chars().next());
        flags.bytes().all(|flag| KNOWN_FLAGS.contains(&flag))
            && behind.is_none_or(|next| super::lexical::is_blank(next) || "|),;]}".contains(next))
    })
}

fn extent(input: &str, close: usize) -> Extent {
    let flags = input.get(close + 1..).unwrap_or("");
    let length = flags.bytes().take_while(u8::is_ascii_alphabetic).count();
    Extent { close, end: close + 1 + length }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn literal(input: &str) -> Option<&str> {
        on_one_line(input).and_then(|extent| input.get(..extent.end))
    }

    #[test]
    fn ends() {
        assert_eq!(literal("/a\\/b/i x"), Some("/a\\/b/i"));
        assert_eq!(literal("/[-/][ix]/ x"), Some("/[-/][ix]/"));
        assert_eq!(literal("/[^\\\\/|]*/ x/"), Some("/[^\\\\/|]*/"));
        assert_eq!(literal("/[/ x"), Some("/[/"));
        assert_eq!(literal("/open\nx/"), None);
    }

    #[test]
    fn several_lines() {
        let text = "/foo|\n  bar/i\n| x";
        let extent = over_lines(text).unwrap();
        assert_eq!(text.get(..extent.end), Some("/foo|\n  bar/i"));
        assert_eq!(source(&text[1..extent.close]), "foo|bar");
        assert_eq!(over_lines("/open\n| b = /x/"), None);
        assert_eq!(over_lines("/open"), None);
    }

    #[test]
    fn sources() {
        assert_eq!(source("a\\/b\\.c "), "a/b\\.c ");
    }
}
