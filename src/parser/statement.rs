//! Dialect: steps that start with a word of other languages: `where`, `filter`, `eval x = e`, `let`, `table a, b`.

use super::cursor::Parser;
use super::lexical;
use super::token::Operator;
use crate::ast::{Argument, Call, Element, Expr, ExprKind, Filter, Step, StepKind};
use crate::diagnostic::{Applicability, Diagnostic, codes};
use crate::source::Span;

/// Calls whose arguments some authors write without parentheses and brackets.
const LISTS: &[&str] = &["table", "select", "fields", "drop"];

impl Parser<'_> {
    /// Whether a dialect statement begins at `at`.
    pub fn begins_statement(&self, at: usize) -> bool {
        let rest = self.from(at);
        let free = |length: usize| super::token::operator(self.from(self.after_blanks(at + length))).is_none();
        (lexical::keyword(rest, "where") && free(5))
            || (lexical::keyword(rest, "filter") && self.from(self.after_blanks(at + 6)).starts_with(['(', '{']))
            || (lexical::keyword(rest, "eval") && self.assigned_name(at + 4).is_some())
            || (lexical::keyword(rest, "let") && self.assigned_name(at + 3).is_some())
    }

    /// Reads a dialect statement if one begins here. `Some(None)`: the steps have been pushed.
    pub fn statement(&mut self, steps: &mut Vec<Step>) -> Option<Option<StepKind>> {
        let rest = self.rest();
        if lexical::keyword(rest, "where") && self.begins_statement(self.at) {
            return self.where_step().map(Some);
        }
        if lexical::keyword(rest, "filter") && self.begins_statement(self.at) {
            return Some(Some(self.filter_block()));
        }
        for word in ["eval", "let"] {
            if lexical::keyword(rest, word) && self.assigned_name(self.at + word.len()).is_some() {
                self.assignments(word, steps);
                return Some(None);
            }
        }
        let list = LISTS.iter().find(|word| lexical::keyword(rest, word) && self.bare_list(self.at + word.len()))?;
        Some(Some(self.list_step(list)))
    }

    /// The end of the name behind a statement word when `=` or `:=` follows it.
    fn assigned_name(&self, at: usize) -> Option<usize> {
        let start = self.after_blanks(at);
        let end = self.name_end(start)?;
        matches!(self.operator_after(end), Some(Operator::Equal | Operator::Assign)).then_some(end)
    }

    /// `where condition`. In LogScale the word is free text and-ed with the rest.
    fn where_step(&mut self) -> Option<StepKind> {
        let start = self.at;
        let word = Span::new(start, start + "where".len());
        if !self.lenient() {
            let diagnostic = Diagnostic::new(codes::WHERE_IS_TEXT, word, "LogScale reads `where` as a search word")
                .label("only events that contain this word pass")
                .help("a filter needs no word before it")
                .fix("leave out the word", Span::new(start, self.after_blanks(word.end())), "", Applicability::Unsafe);
            self.push(diagnostic);
            return None;
        }
        self.bump("where".len());
        let condition = self.condition();
        if !self.at_border() && !self.on_new_line() {
            let diagnostic = self.unexpected("an operator or `|`");
            let diagnostic = self.foreign_help(diagnostic);
            self.error(diagnostic);
            self.recover(false);
        }
        self.report_where(&condition, word, self.span(start));
        Some(StepKind::Where(condition))
    }

    fn report_where(&mut self, condition: &Filter, word: Span, span: Span) {
        let message = format!("LogScale has no `{}`", self.slice(word));
        let mut diagnostic = self.dialect(word, &message).label("a filter is a step by itself");
        match crate::ast::print::official_filter(condition) {
            Some(text) => {
                diagnostic = self.rewrite(diagnostic, "write the filter alone", span, text);
            }
            None => diagnostic = diagnostic.help("write the filter alone; compare values in test()"),
        }
        self.push(diagnostic);
    }

    /// `filter(condition)`, `filter { condition }`.
    fn filter_block(&mut self) -> StepKind {
        let start = self.at;
        self.bump("filter".len());
        let word = self.span(start);
        self.skip();
        let open = self.at;
        let (opener, closer) = if self.looking_at("{") { ("{", '}') } else { ("(", ')') };
        self.bump(1);
        self.open.push(closer);
        let condition = self.condition();
        self.open.pop();
        self.close(open, opener, closer.encode_utf8(&mut [0; 4]));
        self.report_where(&condition, word, self.span(start));
        StepKind::Where(condition)
    }

    /// `eval x = e, y = f`, `let x = e`.
    fn assignments(&mut self, word: &str, steps: &mut Vec<Step>) {
        let start = self.at;
        self.bump(word.len());
        let keyword = self.span(start);
        if word == "eval" && !self.lenient() {
            let diagnostic =
                Diagnostic::new(codes::RESERVED_WORD, keyword, "syntax error: `eval` is the name of a function")
                    .label("a function name cannot be a search word")
                    .help("assign with `name := value`, or call `eval(name = value)`");
            self.push(diagnostic);
        }
        self.skip();
        let first = steps.len();
        let mut height = 0;
        loop {
            let from = self.at;
            let kind = self.assign_step(true);
            height = height.max(self.height);
            steps.push(Step { kind, span: self.span(from) });
            self.skip();
            let more = self.looking_at(",") && self.assigned_name(self.at + 1).is_some();
            if !more {
                break;
            }
            self.bump(1);
            self.skip();
        }
        self.grown(height);
        let whole = self.span(start);
        if let Some(step) = steps.get_mut(first) {
            step.span = keyword.to(step.span);
        }
        let official: Option<Vec<String>> =
            steps.iter().skip(first).map(|step| crate::ast::print::official_step(&step.kind)).collect();
        let mut diagnostic = self
            .dialect(keyword, &format!("LogScale has no statement `{word}`"))
            .label("an assignment is written `name := value`");
        if let Some(text) = official {
            diagnostic = self.rewrite(diagnostic, "assign with `:=`", whole, text.join(" | "));
        }
        if word == "eval" && !self.lenient() {
            return;
        }
        self.push(diagnostic);
    }

    /// Whether a list of names without parentheses follows: `table a, b`, or one name up to the bar.
    fn bare_list(&self, at: usize) -> bool {
        let start = self.after_blanks(at);
        if start == at || self.from(start).starts_with(['(', '[']) {
            return false;
        }
        let Some(end) = self.name_end(start) else {
            return false;
        };
        self.from(self.after_blanks(end)).chars().next().is_none_or(|next| matches!(next, ',' | '|' | '}' | ';'))
    }

    fn list_step(&mut self, word: &str) -> StepKind {
        let start = self.at;
        let function = self.slice(Span::new(start, start + word.len())).to_owned();
        self.bump(word.len());
        let function_span = self.span(start);
        self.skip();
        let list = self.at;
        let mut elements = Vec::new();
        while let Some(name) = self.name() {
            let kind = if name.quoted {
                ExprKind::Text(name.text)
            } else {
                ExprKind::Word { text: name.text, pattern: false }
            };
            elements.push(Element { target: None, value: Expr { kind, span: name.span } });
            if !self.eat(",") {
                break;
            }
            self.skip();
        }
        self.height = 2;
        let list = self.span(list);
        let span = self.span(start);
        let official = if word == "fields" { "select" } else { function.as_str() };
        let message = format!("`{function}` is a function");
        let text = format!("{official}([{}])", self.slice(list).trim_end_matches([',', ' ']));
        let diagnostic = self.dialect(function_span, &message).label("its arguments stand in parentheses").fix(
            "call the function",
            span,
            text,
            Applicability::Safe,
        );
        self.push(diagnostic);
        let value = Expr { kind: ExprKind::Array(elements), span: list };
        let call = Call {
            function: official.to_owned(),
            function_span,
            arguments: vec![Argument { name: None, value }],
            span,
        };
        StepKind::Call { negated: false, call }
    }
}
