//! Calls of saved queries: `$name(...)` (language notes 11).

use super::cursor::Parser;
use super::lexical;
use crate::ast::{SavedArgument, SavedCall, SavedValue, StepKind};

impl Parser<'_> {
    /// Reads `$name(...)`; the next character is the dollar sign.
    pub fn saved_step(&mut self) -> StepKind {
        let start = self.at;
        self.height = 1;
        self.bump(1);
        let name = if self.at_quote() {
            self.quoted().value
        } else if let Ok((_, word)) = lexical::saved_name(self.rest()) {
            self.bump(word.len());
            word.to_owned()
        } else {
            let diagnostic = self
                .unexpected("the name of a saved query")
                .help("a saved query is called as `$name()`; names with blanks stand in quotes");
            self.error(diagnostic);
            self.recover(false);
            return StepKind::Error;
        };
        let name_span = self.span(start);
        self.skip();
        if !self.looking_at("(") {
            let diagnostic =
                self.unexpected("`(`").help(format!("a saved query is called with parentheses: `${name}()`")).fix(
                    "add the parentheses",
                    crate::source::Span::at(name_span.end()),
                    "()",
                    crate::diagnostic::Applicability::Safe,
                );
            self.error(diagnostic);
            self.recover(false);
            return StepKind::Saved(SavedCall { name, name_span, arguments: Vec::new(), span: self.span(start) });
        }
        let open = self.at;
        self.bump(1);
        self.open.push(')');
        self.skip();
        let mut arguments = Vec::new();
        let mut more = !self.looking_at(")") && self.peek().is_some();
        while more {
            let from = self.at;
            if let Some(argument) = self.saved_argument() {
                arguments.push(argument);
            }
            more = self.list_goes_on(")", "an argument") && self.at > from;
        }
        self.open.pop();
        self.close(open, "(", ")");
        StepKind::Saved(SavedCall { name, name_span, arguments, span: self.span(start) })
    }

    fn saved_argument(&mut self) -> Option<SavedArgument> {
        let Some(name) = self.name() else {
            let diagnostic = self
                .unexpected("the name of a parameter")
                .help("arguments of saved queries are named: `$name(parameter=\"value\")`");
            self.error(diagnostic);
            self.recover(true);
            return None;
        };
        if !self.eat("=") {
            let diagnostic =
                self.unexpected("`=`").help("arguments of saved queries are named: `$name(parameter=\"value\")`");
            self.error(diagnostic);
            self.recover(true);
            return None;
        }
        self.skip();
        let start = self.at;
        let mut values = Vec::new();
        if self.looking_at("[") {
            self.bump(1);
            self.open.push(']');
            self.skip();
            let mut more = !self.looking_at("]") && self.peek().is_some();
            while more {
                let from = self.at;
                values.extend(self.saved_value());
                more = self.list_goes_on("]", "a member") && self.at > from;
            }
            self.open.pop();
            self.close(start, "[", "]");
        } else {
            values.extend(self.saved_value());
        }
        Some(SavedArgument { name, values, span: self.span(start) })
    }

    fn saved_value(&mut self) -> Option<SavedValue> {
        if self.at_quote() {
            return Some(SavedValue::Text(self.quoted()));
        }
        if self.looking_at("?") {
            return Some(SavedValue::Parameter(self.parameter()));
        }
        if let Some(word) = self.word() {
            return Some(SavedValue::Text(word));
        }
        let diagnostic = self.unexpected("a text, a number, a list or a parameter");
        self.error(diagnostic);
        self.recover(true);
        None
    }
}
