//! The examples in `grammar/cql.ebnf` are read as it says.

use super::{lenient, strict};
use crate::diagnostic::Diagnostic;

const GRAMMAR: &str = include_str!("../../../grammar/cql.ebnf");

#[test]
fn the_examples_are_read_as_the_grammar_says() {
    let mut count = 0;
    for line in GRAMMAR.lines() {
        let Some((kind, text)) = line.strip_prefix("# ").and_then(|line| line.split_once(": ")) else {
            continue;
        };
        let text = text.trim_start();
        let (official_tree, official) = strict(text);
        let (dialect_tree, dialect) = lenient(text);
        match kind {
            "accept" => assert!(official.is_empty() && dialect.is_empty(), "{line}: {official:#?} {dialect:#?}"),
            "lenient" => {
                assert!(!dialect.iter().any(Diagnostic::is_error), "{line}: {dialect:#?}");
                assert!(!official.is_empty() || official_tree != dialect_tree, "{line} is official");
            }
            "refuse" => {
                assert!(official.iter().any(Diagnostic::is_error), "{line} passes");
                assert!(dialect.iter().any(Diagnostic::is_error), "{line} passes");
            }
            _ => continue,
        }
        count += 1;
    }
    assert!(count > 80, "only {count} examples");
}
