//! The header in a query file itself: `key: value` lines, or a TOML block, in the comment that the file begins with.

use super::header::Header;

/// The fence of a TOML block.
const FENCE: &str = "+++";

/// Reads the header of a query's text; a comment without facts gives an empty one.
///
/// # Errors
/// When the comment holds a TOML block that cannot be read.
pub fn read(query: &str) -> Result<Header, String> {
    let lines = comment(query);
    let mut rest = lines.iter().skip_while(|line| line.trim().is_empty());
    if rest.next().is_some_and(|line| line.trim() == FENCE) {
        let block: Vec<&str> = rest.take_while(|line| line.trim() != FENCE).copied().collect();
        return Header::parse(&block.join("\n"));
    }
    Ok(facts(&lines))
}

/// The lines of the comment that the text begins with, without their marks.
fn comment(query: &str) -> Vec<&str> {
    let query = query.trim_start_matches('\u{feff}').trim_start();
    if let Some(block) = query.strip_prefix("/*") {
        let block = block.split_once("*/").map_or(block, |(block, _)| block);
        return block.lines().map(|line| line.trim_start().strip_prefix("* ").unwrap_or(line)).collect();
    }
    query.lines().map_while(|line| line.trim_start().strip_prefix("//")).collect()
}

/// The `key: value` lines. A value goes on in the lines that begin further right or with a dash; all other lines are
/// prose.
fn facts(lines: &[&str]) -> Header {
    let mut header = Header::default();
    let mut open: Option<(&str, usize, Vec<String>)> = None;
    for line in lines {
        let text = line.trim();
        let indent = line.len() - line.trim_start().len();
        if let Some((_, start, values)) = &mut open {
            if let Some(item) = text.strip_prefix("- ") {
                values.push(item.trim().to_owned());
                continue;
            }
            if indent > *start && !text.is_empty() {
                match values.last_mut() {
                    Some(value) => {
                        value.push(' ');
                        value.push_str(text);
                    }
                    None => values.push(text.to_owned()),
                }
                continue;
            }
        }
        close(&mut header, open.take());
        // Function names hold colons too, without the blank.
        let fact = text.split_once(':').filter(|(_, value)| value.is_empty() || value.starts_with([' ', '\t']));
        if let Some((name, value)) = fact {
            let value = value.trim();
            open = Some((name, indent, if value.is_empty() { Vec::new() } else { vec![value.to_owned()] }));
        }
    }
    close(&mut header, open);
    header
}

fn close(header: &mut Header, fact: Option<(&str, usize, Vec<String>)>) {
    if let Some((name, _, values)) = fact {
        header.take(name, values);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_key_and_value() {
        let text = "\
// Title: New services
// Author: K. Larsen
// MITRE ATT&CK ids are below: not a fact
// attack: T1543.003, T1569
// Severity: High
// description: what was installed,
//   and by whom
// false positives:
//   - software distribution
//   - updates
// reference: https://example.org/a
// reference: https://example.org/b
#event_simpleName=ServiceStarted";
        let header = read(text).unwrap();
        assert_eq!(header.title, "New services");
        assert_eq!(header.author, "K. Larsen");
        assert_eq!(header.attack, ["T1543.003", "T1569"]);
        assert_eq!(header.severity, "high");
        assert_eq!(header.description, "what was installed, and by whom");
        assert_eq!(header.false_positives, ["software distribution", "updates"]);
        assert_eq!(header.references, ["https://example.org/a", "https://example.org/b"]);
    }

    #[test]
    fn a_block_comment_and_a_block_of_toml() {
        let header = read("/*\n * title: x\n * tags: a, b\n */\ncount()").unwrap();
        assert_eq!((header.title.as_str(), header.tags.len()), ("x", 2));
        let header = read("// +++\n// title = \"y\"\n// attack = [\"T1587\"]\n// +++\ncount()").unwrap();
        assert_eq!((header.title.as_str(), header.attack.len()), ("y", 1));
        assert!(read("// +++\n// title = \n// +++\n").unwrap_err().contains("line 1"));
    }

    #[test]
    fn prose_and_code_are_no_header() {
        for text in
            ["count()", "", "// just words, and a link: https://x", "// x := math:abs(y)\ncount()", "a=1 // title: x"]
        {
            assert_eq!(read(text).unwrap(), Header::default(), "{text}");
        }
    }
}
