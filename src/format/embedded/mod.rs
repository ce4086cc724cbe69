//! Queries inside other files: where they stand, and the same file with each of them in canonical layout.

mod markdown;
mod yaml;

use crate::diagnostic::Diagnostic;
use crate::parser::Options;
use crate::source::Span;

/// A kind of file that holds queries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// Block scalars (`|`, `|-`, `|+`) under the keys `queryString` and `cql`.
    Yaml,
    /// Fenced blocks marked `cql`, `logscale` or `humio`.
    Markdown,
}

/// A file with its queries laid out.
#[derive(Clone, Debug, Default)]
pub struct Rewritten {
    /// The whole text; a query with errors is in it as it was.
    pub text: String,
    /// How many queries there are.
    pub queries: usize,
    /// The errors of queries; places are those of the file.
    pub errors: Vec<Diagnostic>,
}

/// A query inside a text: whole lines, each with the same indentation.
#[derive(Clone, Debug, PartialEq)]
struct Block {
    /// Its lines, with the last line end.
    span: Span,
    /// What stands before each line.
    indent: String,
}

/// Lays out the queries of a file; everything else stays byte for byte.
pub fn rewrite(text: &str, host: Host, options: &Options<'_>) -> Rewritten {
    let blocks = match host {
        Host::Yaml => yaml::blocks(text),
        Host::Markdown => markdown::blocks(text),
    };
    let mut rewritten = Rewritten { queries: blocks.len(), ..Rewritten::default() };
    let mut done = 0;
    for block in &blocks {
        rewritten.text.push_str(text.get(done..block.span.start()).unwrap_or(""));
        done = block.span.end();
        let body = block.span.of(text);
        let (query, starts) = block.query(body);
        match super::query(&query, options) {
            Ok(layout) => block.write(&layout, body.ends_with('\n'), &mut rewritten.text),
            Err(errors) => {
                rewritten.text.push_str(body);
                rewritten.errors.extend(errors.into_iter().map(|error| moved(error, &starts)));
            }
        }
    }
    rewritten.text.push_str(text.get(done..).unwrap_or(""));
    rewritten
}

impl Block {
    /// The query without indentation, and where its lines begin in it and in the file.
    fn query(&self, body: &str) -> (String, Vec<(usize, usize)>) {
        let mut query = String::with_capacity(body.len());
        let mut starts = Vec::new();
        let mut at = self.span.start();
        for line in body.split_inclusive('\n') {
            let bare = match line.strip_prefix(self.indent.as_str()) {
                Some(bare) => bare,
                None => line.trim_start_matches([' ', '\t']),
            };
            starts.push((query.len(), at + line.len() - bare.len()));
            query.push_str(bare);
            at += line.len();
        }
        (query, starts)
    }

    fn write(&self, layout: &str, line_end: bool, text: &mut String) {
        for line in layout.split_inclusive('\n') {
            if !line.trim_end().is_empty() {
                text.push_str(&self.indent);
            }
            text.push_str(line);
        }
        if !line_end {
            text.truncate(text.trim_end_matches(['\r', '\n']).len());
        }
    }
}

/// The finding with places in the file; its fixes know only the query.
fn moved(mut diagnostic: Diagnostic, starts: &[(usize, usize)]) -> Diagnostic {
    let place = |offset: usize| {
        let line = starts.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
        starts.get(line).map_or(offset, |(start, place)| place + (offset - start))
    };
    let labels = std::iter::once(&mut diagnostic.primary).chain(&mut diagnostic.secondary);
    for label in labels {
        label.span = Span::new(place(label.span.start()), place(label.span.end()));
    }
    diagnostic.fixes.clear();
    diagnostic
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn rewritten(text: &str, host: Host) -> String {
        let rewritten = rewrite(text, host, &Options::default());
        assert!(rewritten.errors.is_empty(), "{:?}", rewritten.errors);
        assert_eq!(rewrite(&rewritten.text, host, &Options::default()).text, rewritten.text, "stable");
        rewritten.text
    }

    #[test]
    fn yaml_changes_the_query_alone() {
        let text = "# head\nname:   X   \ndescription: |\n  cql: |\n    a=1|b=2\nqueryString: |-\n  a=1|count()\n\n\nother:  [ 1,2 ]\n";
        let expected = text.replace("  a=1|count()\n", "  a = 1\n  | count()\n");
        assert_eq!(rewritten(text, Host::Yaml), expected);
    }

    #[test]
    fn yaml_in_lists_and_deep() {
        let text = "rules:\n  - id: 1\n    cql: | # why\n      a=1\n      // c\n\n      |b=\"x: |\"\n  - cql: |+\n      x=2\n    id: 2\n";
        let expected = "rules:\n  - id: 1\n    cql: | # why\n      a = 1\n      // c\n\n      | b = \"x: |\"\n  - cql: |+\n      x = 2\n    id: 2\n";
        assert_eq!(rewritten(text, Host::Yaml), expected);
    }

    #[test]
    fn yaml_that_is_no_block_stays() {
        for text in
            ["cql: a=1\n", "cql: >\n  a=1\n", "cql: |2\n    a=1\n", "cql: |\n", "cql: |\nb: 1\n", "cql: \"a=1\"\n"]
        {
            assert_eq!(rewritten(text, Host::Yaml), text);
        }
    }

    #[test]
    fn line_ends_stay() {
        let text = "cql: |\r\n  a=1|count()\r\nb: 1\r\n";
        assert_eq!(rewritten(text, Host::Yaml), "cql: |\r\n  a = 1\r\n  | count()\r\nb: 1\r\n");
        assert_eq!(rewritten("cql: |\n  a=1", Host::Yaml), "cql: |\n  a = 1");
    }

    #[test]
    fn markdown_fences() {
        let text = "# T\n\n```cql\na=1|count()\n```\n\n- item\n\n  ```logscale title\n  a=1\n  ```\n\n```text\n```cql\n\n~~~humio\nb=2\n~~~\n";
        let expected =
            text.replace("a=1|count()", "a = 1\n| count()").replace("  a=1\n", "  a = 1\n").replace("b=2", "b = 2");
        // The fence behind `text` closes only with a bare fence.
        let expected = expected.replace("~~~humio\nb = 2", "~~~humio\nb=2");
        assert_eq!(rewritten(text, Host::Markdown), expected);
        let nested = "````md\n```cql\na=1\n```\n````\n\n~~~humio\nb=2\n~~~\n";
        assert_eq!(rewritten(nested, Host::Markdown), nested.replace("b=2", "b = 2"));
    }

    #[test]
    fn errors_have_the_places_of_the_file() {
        let text = "x: 1\ncql: |\n    a=1\n    | b=\"open\n";
        let rewritten = rewrite(text, Host::Yaml, &Options::default());
        assert_eq!(rewritten.text, text);
        assert_eq!(rewritten.errors.len(), 1);
        assert!(text[rewritten.errors[0].primary.span.start()..].starts_with("\"open"));
    }
}
