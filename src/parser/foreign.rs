//! Words of other query languages: recognised, and answered with what CQL has instead (language notes 16.3, end).

use super::cursor::Parser;
use super::lexical;
use crate::ast::Text;
use crate::diagnostic::{Diagnostic, codes};

/// Words that start a step elsewhere, and the CQL for it. Those that are CQL functions get the help when they stand alone.
const STATEMENTS: &[(&str, &str)] = &[
    ("project", "keep fields with `select([a, b])`"),
    ("fields", "keep fields with `select([a, b])`, remove them with `drop([a, b])`"),
    ("extend", "assign with `name := value`"),
    ("summarize", "group with `groupBy([a, b], function=count())`"),
    ("summarise", "group with `groupBy([a, b], function=count())`"),
    ("stats", "group with `groupBy([a, b], function=count())`"),
    ("distinct", "distinct rows: `groupBy([a, b], function=[])`"),
    ("dedup", "distinct rows: `groupBy([a, b], function=[])`"),
    ("take", "the first rows: `head(10)`"),
    ("limit", "the first rows: `head(10)`"),
    ("head", "the first rows: `head(10)`"),
    ("tail", "the last rows: `tail(10)`"),
    ("top", "the most frequent values: `top(a, limit=10)`"),
    ("order", "sort with `sort(a, order=desc, limit=1000)`"),
    ("sort", "sort with `sort(a, order=desc, limit=1000)`"),
    ("search", "a search word stands by itself; a field test is `field = value`"),
    ("table", "a table is `table([a, b])`"),
    ("rename", "rename with `rename(field=a, as=b)`"),
    ("eval", "assign with `name := value`"),
    ("rex", "named groups of a regex become fields: `field = /(?<name>...)/`"),
    ("parse", "named groups of a regex become fields: `field = /(?<name>...)/`"),
    ("lookup", "look up a table with `match(file=\"table.csv\", field=a)`"),
    ("join", "join with `join({subquery}, field=a, include=[b])`"),
    ("count", "count with `count()`"),
    ("select", "keep fields with `select([a, b])`"),
];

/// Words that stand between operands elsewhere.
const OPERATORS: &[(&str, &str)] = &[
    ("between", "a range is two tests: `a >= 1 a <= 5`"),
    ("contains", "a part of a value: `a = *part*`"),
    ("has", "a part of a value: `a = *part*`"),
    ("startswith", "a beginning: `a = part*`"),
    ("endswith", "an end: `a = *part`"),
    ("matches", "a regex test: `a = /regex/`"),
    ("regex", "a regex test: `a = /regex/`"),
    ("is", "existence is asked with `a = *` and `a != *`"),
    ("by", "grouping: `groupBy([a, b], function=count())`"),
    ("as", "an output is named with `as=`: `count(as=n)`"),
    ("desc", "an order is an argument: `sort(a, order=desc)`"),
    ("asc", "an order is an argument: `sort(a, order=asc)`"),
    ("not", "negate a whole test: `not a = b`"),
];

impl Parser<'_> {
    /// Adds what CQL has instead when the next token is a word of another language.
    pub fn foreign_help(&self, diagnostic: Diagnostic) -> Diagnostic {
        let next = self.from(self.after_blanks(self.at));
        match OPERATORS.iter().find(|(word, _)| lexical::keyword(next, word)) {
            Some((_, help)) => diagnostic.help(*help),
            None => diagnostic,
        }
    }

    /// Adds what CQL has instead of a statement word.
    pub fn foreign_statement_help(&self, diagnostic: Diagnostic, lower: &str) -> Diagnostic {
        match STATEMENTS.iter().find(|(word, _)| *word == lower) {
            Some((_, help)) => diagnostic.help(*help),
            None => diagnostic,
        }
    }

    /// Behind a statement word of another language nothing else in the step needs a report.
    pub fn foreign_statement_rest(&mut self, lower: &str) {
        self.skip();
        if !self.at_border() && STATEMENTS.iter().any(|(word, _)| *word == lower) {
            self.recover(false);
        }
        self.hush();
    }

    /// Warns when a search word between two others is an operator elsewhere: `a contains b` searches for three words.
    fn foreign_operator(&mut self, text: &Text, before: &str) {
        let lower = text.value.to_ascii_lowercase();
        let operator =
            matches!(lower.as_str(), "between" | "contains" | "has" | "startswith" | "endswith" | "matches" | "is");
        let between = before.ends_with(lexical::is_field) && self.begins_operand_at(self.after_blanks(self.end));
        let help = OPERATORS.iter().find(|(word, _)| *word == lower);
        if let Some((_, help)) = help.filter(|_| operator && between) {
            let message = format!("`{}` is a search word here", text.value);
            let diagnostic = Diagnostic::new(codes::FOREIGN_WORD, text.span, message)
                .label("LogScale has no such operator; only events that contain the word pass")
                .help(*help);
            self.push(diagnostic);
        }
    }

    /// Warns when a search word at the start of a step, with another word behind it, is a statement elsewhere.
    pub fn foreign_word(&mut self, text: &Text) {
        let before = self.text.get(..text.span.start()).unwrap_or("").trim_end_matches(lexical::is_blank);
        if !(before.is_empty() || before.ends_with('|')) {
            return self.foreign_operator(text, before);
        }
        let next = self.after_blanks(self.end);
        let another = lexical::field_word(self.from(next)).is_ok()
            && !self.text.get(self.end..next).is_some_and(|blank| blank.contains('\n'));
        let lower = text.value.to_ascii_lowercase();
        if let Some((_, help)) = STATEMENTS.iter().find(|(word, _)| another && *word == lower) {
            let diagnostic =
                Diagnostic::new(codes::FOREIGN_WORD, text.span, format!("`{}` is a search word here", text.value))
                    .label("LogScale has no such step; only events that contain the word pass")
                    .help(*help);
            self.push(diagnostic);
        }
    }
}
