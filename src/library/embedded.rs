//! Where the characters of a query stand in the file that holds it as a YAML text.

use crate::diagnostic::{Diagnostic, Fix};
use crate::library::yaml::{Scalar, ScalarStyle};
use crate::source::{SourceFile, Span};

/// A query's text in its file.
#[derive(Clone, Debug)]
pub struct Embedded {
    file: SourceFile,
    style: ScalarStyle,
    /// Ascending, without gaps in the query's text.
    runs: Vec<Run>,
}

/// A piece of the query and the piece of the file that stands for it; of equal lengths where it is written as it is.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Run {
    query: usize,
    query_len: usize,
    file: usize,
    file_len: usize,
}

impl Embedded {
    /// Finds the characters of a text in its file. None when that fails, which would be a construct of YAML that is
    /// not foreseen here; then findings can only be shown in the query itself.
    pub fn find(file: SourceFile, scalar: &Scalar) -> Option<Self> {
        let runs = align(scalar, &file.text)?;
        Some(Self { file, style: scalar.style, runs })
    }

    /// The file.
    pub fn file(&self) -> &SourceFile {
        &self.file
    }

    /// A span of the query as one of the file.
    pub fn span(&self, span: Span) -> Span {
        let start = self.start(span.start());
        Span::new(start, if span.is_empty() { start } else { self.end(span.end()).max(start) })
    }

    /// A finding about the query as one about the file.
    pub fn diagnostic(&self, mut diagnostic: Diagnostic) -> Diagnostic {
        diagnostic.primary.span = self.span(diagnostic.primary.span);
        for label in &mut diagnostic.secondary {
            label.span = self.span(label.span);
        }
        for fix in std::mem::take(&mut diagnostic.fixes) {
            let message = fix.message.clone();
            match self.fix(fix) {
                Some(fix) => diagnostic.fixes.push(fix),
                None => diagnostic.helps.push(message),
            }
        }
        diagnostic
    }

    /// A change of the query as one of the file; none where this way of writing a text has no room for it.
    fn fix(&self, mut fix: Fix) -> Option<Fix> {
        for edit in &mut fix.edits {
            edit.text = match self.style {
                ScalarStyle::Literal => edit.text.replace('\n', &format!("\n{}", self.indent())),
                ScalarStyle::DoubleQuoted => edit.text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"),
                ScalarStyle::SingleQuoted if !edit.text.contains('\n') => edit.text.replace('\'', "''"),
                ScalarStyle::Folded if !edit.text.contains('\n') => std::mem::take(&mut edit.text),
                // A colon or a sharp behind a blank would end a plain text.
                ScalarStyle::Plain if !edit.text.contains([':', '#', '\n']) => std::mem::take(&mut edit.text),
                _ => return None,
            };
            edit.span = self.span(edit.span);
        }
        Some(fix)
    }

    /// The blanks before the lines of a block.
    fn indent(&self) -> String {
        let first = self.runs.first().map_or(0, |run| run.file);
        let line = self.file.text.get(..first).map_or(0, |before| before.rfind('\n').map_or(0, |at| at + 1));
        self.file.text.get(line..first).unwrap_or("").to_owned()
    }

    fn start(&self, offset: usize) -> usize {
        let next = self.runs.partition_point(|run| run.query <= offset);
        match next.checked_sub(1).and_then(|at| self.runs.get(at)) {
            None => self.runs.first().map_or(0, |run| run.file),
            Some(run) if offset >= run.query + run.query_len => run.file + run.file_len,
            Some(run) if run.query_len == run.file_len => run.file + (offset - run.query),
            Some(run) => run.file,
        }
    }

    fn end(&self, offset: usize) -> usize {
        let next = self.runs.partition_point(|run| run.query < offset);
        match next.checked_sub(1).and_then(|at| self.runs.get(at)) {
            None => self.start(offset),
            Some(run) if run.query_len == run.file_len => run.file + (offset - run.query).min(run.query_len),
            Some(run) => run.file + run.file_len,
        }
    }
}

/// Walks through query and file together. Beside escapes, only blanks and line ends differ between the two.
fn align(scalar: &Scalar, file: &str) -> Option<Vec<Run>> {
    let mut at = first_character(scalar, file)?;
    let mut runs: Vec<Run> = Vec::new();
    for (offset, letter) in scalar.text.char_indices() {
        let len = letter.len_utf8();
        let file_len = loop {
            let rest = file.get(at..)?;
            if let Some((meaning, length)) = escape(rest, scalar.style) {
                match meaning {
                    Some(meaning) if meaning == letter => break length,
                    Some(_) => return None,
                    // A line that goes on in the next.
                    None => at += length,
                }
                continue;
            }
            if letter == '\n' {
                // Blanks before the end of a line do not count.
                let ending = rest.trim_start_matches([' ', '\t', '\r']);
                if ending.starts_with('\n') {
                    at += rest.len() - ending.len();
                    break 1;
                }
                break 0;
            }
            if rest.starts_with(letter) {
                break len;
            }
            if letter.is_whitespace() {
                break 0;
            }
            let next = rest.chars().next()?;
            if !next.is_whitespace() {
                return None;
            }
            at += next.len_utf8();
        };
        match runs.last_mut() {
            Some(run) if run.query_len == run.file_len && file_len == len && run.file + run.file_len == at => {
                run.query_len += len;
                run.file_len += len;
            }
            _ => runs.push(Run { query: offset, query_len: len, file: at, file_len }),
        }
        at += file_len;
    }
    Some(runs)
}

/// Where the characters of a text begin: behind the quote, or in the line after the `|` of a block.
fn first_character(scalar: &Scalar, file: &str) -> Option<usize> {
    let rest = file.get(scalar.start..)?;
    let skipped = match scalar.style {
        ScalarStyle::DoubleQuoted | ScalarStyle::SingleQuoted if rest.starts_with(['"', '\'']) => 1,
        ScalarStyle::Literal | ScalarStyle::Folded if rest.starts_with(['|', '>']) => rest.find('\n')? + 1,
        _ => 0,
    };
    let mut at = scalar.start + skipped;
    if matches!(scalar.style, ScalarStyle::Literal | ScalarStyle::Folded) {
        // The indentation of the first line is that of the block.
        let rest = file.get(at..)?;
        at += rest.len() - rest.trim_start_matches(' ').len();
    }
    Some(at)
}

/// The escape that a quoted text goes on with: the character it stands for, none for a line end that does not count, and
/// its length.
fn escape(rest: &str, style: ScalarStyle) -> Option<(Option<char>, usize)> {
    match style {
        ScalarStyle::SingleQuoted => rest.starts_with("''").then_some((Some('\''), 2)),
        ScalarStyle::DoubleQuoted => {
            let code = rest.strip_prefix('\\')?.chars().next()?;
            let number = |digits: usize| {
                let value = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
                Some((Some(char::from_u32(value)?), 2 + digits))
            };
            let letter = match code {
                'x' => return number(2),
                'u' => return number(4),
                'U' => return number(8),
                '\n' | '\r' => {
                    let next = rest.get(1..)?.trim_start();
                    return Some((None, rest.len() - next.len()));
                }
                '0' => '\0',
                'a' => '\u{7}',
                'b' => '\u{8}',
                't' | '\t' => '\t',
                'n' => '\n',
                'v' => '\u{b}',
                'f' => '\u{c}',
                'r' => '\r',
                'e' => '\u{1b}',
                'N' => '\u{85}',
                '_' => '\u{a0}',
                'L' => '\u{2028}',
                'P' => '\u{2029}',
                other => other,
            };
            Some((Some(letter), 1 + code.len_utf8()))
        }
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::library::yaml::{self, Node};

    /// The place of a word of the query `q` in the file.
    fn place(yaml: &str, word: &str) -> String {
        let documents = yaml::parse(yaml).unwrap();
        let Node::Map(map) = &documents[0] else { panic!("{documents:?}") };
        let scalar = map.scalar("q").unwrap();
        let embedded = Embedded::find(SourceFile::new("f", yaml), scalar).unwrap();
        let at = scalar.text.find(word).unwrap();
        let span = embedded.span(Span::new(at, at + word.len()));
        let position = embedded.file().lines().position(span.start());
        format!("{}:{}:{}", position.line, position.column, span.of(yaml))
    }

    #[test]
    fn words_are_found_however_the_text_is_written() {
        assert_eq!(place("a: 1\nq: |\n  one = 1\n  | count()\n", "count()"), "4:5:count()");
        assert_eq!(place("q: |-\n    one\n      | two\n\n    | three\n", "three"), "5:7:three");
        assert_eq!(place("q: |2\n    one\n  | two\n", "two"), "3:5:two");
        assert_eq!(place("q: >\n  one\n  | two\n  | three\n", "three"), "4:5:three");
        assert_eq!(place("q: one\n  | two | three\n", "three"), "2:11:three");
        assert_eq!(place("q: 'it''s' \n", "s"), "1:9:s");
        assert_eq!(place("q: \"a=\\\"x\\\" \\\n   | two\"\n", "two"), "2:6:two");
        assert_eq!(place("q: \"a=\\\"x\\\"\\n| two\"\n", "\"x\""), "1:7:\\\"x\\\"");
        assert_eq!(place("q: \"\\u00e4 | two\"\n", "two"), "1:14:two");
        assert_eq!(place("näme: ö\r\nq: |\r\n  one\r\n  | two\r\n", "two"), "4:5:two");
    }

    #[test]
    fn a_span_over_lines_ends_where_its_last_character_ends() {
        let yaml = "q: |\n  one\n  | two\n";
        assert_eq!(place(yaml, "one\n| two"), "2:3:one\n  | two");
    }
}
