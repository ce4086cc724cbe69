//! Steps: which kind begins here, decided by one word and what follows it (language notes 3.7).

use super::cursor::Parser;
use super::lexical;
use super::token::Operator;
use crate::ast::{Argument, Call, Expr, ExprKind, Filter, FilterKind, Name, Pipeline, Step, StepKind};
use crate::diagnostic::{Applicability, Diagnostic, codes};
use crate::source::Span;

impl Parser<'_> {
    /// Reads one step (several for the dialect's `eval a = 1, b = 2`).
    pub fn step(&mut self, steps: &mut Vec<Step>) {
        let start = self.at;
        if !self.enter() {
            self.leave();
            return;
        }
        let kind = match self.peek() {
            Some('[') => Some(self.stats_step()),
            Some('$') => Some(self.saved_step()),
            Some('(') => Some(self.group_step()),
            Some('`') => Some(self.backquoted_step()),
            Some('{') if self.template_end().is_none() => {
                let diagnostic =
                    self.unexpected("a step").help("braces hold a subquery, which is an argument of a function");
                self.error(diagnostic);
                let _ = self.bracketed_pipeline("{", '}');
                Some(StepKind::Error)
            }
            _ => self.word_step(steps),
        };
        if let Some(kind) = kind {
            let span = self.span(start);
            steps.push(Step { kind, span });
        }
        self.leave();
    }

    fn word_step(&mut self, steps: &mut Vec<Step>) -> Option<StepKind> {
        let start = self.at;
        let (negations, behind) = self.negations(start);
        if self.call_at(behind).is_some() && !lexical::keyword(self.from(behind), "filter") {
            self.skip_to(behind);
            return Some(self.call_step(start, negations % 2 == 1));
        }
        if negations > 0 {
            return Some(self.filter_step(Vec::new()));
        }
        if lexical::keyword(self.rest(), "case") && self.from(self.after_blanks(start + 4)).starts_with('{') {
            return Some(self.case_step());
        }
        if let Some(kind) = self.statement(steps) {
            return kind;
        }
        if let Some(end) = self.name_end(start) {
            let behind = self.after_blanks(end);
            match super::token::operator(self.from(behind)).map(|(operator, _)| operator) {
                Some(Operator::Assign) => return Some(self.assign_step(false)),
                Some(Operator::Tilde) if self.tilde_call(behind) => {
                    return Some(self.field_operator_step());
                }
                None if self.match_follows(behind) => return Some(self.match_step()),
                _ => {}
            }
        }
        Some(self.filter_step(Vec::new()))
    }

    /// Counts `not` and `!` from `at`; gives the place behind them.
    pub fn negations(&self, mut at: usize) -> (usize, usize) {
        let mut count = 0;
        loop {
            let rest = self.from(at);
            let length = if rest.starts_with('!') && !rest.starts_with("!=") && !rest.starts_with("!~") {
                1
            } else if lexical::keyword(rest, "not")
                && !matches!(self.operator_after(at + 3), Some(operator) if operator != Operator::Tilde)
            {
                3
            } else {
                return (count, at);
            };
            count += 1;
            at = self.after_blanks(at + length);
        }
    }

    /// The end of the function name at `at` when a call begins there. A blank before the parenthesis is allowed;
    /// then only known functions count, for `word (a or b)` is two filters.
    pub fn call_at(&self, at: usize) -> Option<usize> {
        let (rest, name) = lexical::function_name(self.from(at)).ok()?;
        if matches!(name.to_ascii_lowercase().as_str(), "and" | "or" | "not" | "like")
            || name.starts_with(|first: char| first.is_ascii_digit())
        {
            return None;
        }
        let end = self.text.len() - rest.len();
        let behind = self.after_blanks(end);
        let known = behind == end || self.may_be_function(name);
        (known && self.from(behind).starts_with('(')).then_some(end)
    }

    fn tilde_call(&self, operator: usize) -> bool {
        let value = self.after_blanks(operator + 2);
        !self.from(value).starts_with(['/', '"', '`', '\'', '\u{201c}', '\u{201d}', '?'])
    }

    fn match_follows(&self, at: usize) -> bool {
        lexical::keyword(self.from(at), "match") && self.from(self.after_blanks(at + 5)).starts_with('{')
    }

    /// Whether something that is not a filter begins at `at`: a call, an assignment, `case {`, ...
    pub fn begins_other_step(&self, at: usize) -> bool {
        let (negations, behind) = self.negations(at);
        if self.call_at(behind).is_some() {
            return true;
        }
        if negations > 0 {
            return false;
        }
        let rest = self.from(at);
        if rest.starts_with(['$', '['])
            || (lexical::keyword(rest, "case") && self.from(self.after_blanks(at + 4)).starts_with('{'))
        {
            return true;
        }
        let Some(end) = self.name_end(at) else {
            return false;
        };
        let behind = self.after_blanks(end);
        match super::token::operator(self.from(behind)).map(|(operator, _)| operator) {
            Some(Operator::Assign) => true,
            Some(Operator::Tilde) => self.tilde_call(behind),
            None => self.match_follows(behind) || (self.lenient() && self.begins_statement(at)),
            _ => false,
        }
    }

    fn stats_step(&mut self) -> StepKind {
        let elements = self.elements();
        if matches!(self.operator_after(self.at), Some(Operator::Assign)) {
            let diagnostic = self.unexpected("`|` or the end of the step");
            self.error(diagnostic);
            self.recover(false);
        }
        StepKind::Stats(elements)
    }

    /// A step that starts with a call: the step itself, or an operand when and/or or a comparison follows (dialect).
    fn call_step(&mut self, start: usize, negated: bool) -> StepKind {
        let call = self.call();
        self.skip();
        if !self.operand_goes_on() {
            return StepKind::Call { negated, call };
        }
        let operand = self.call_operand(call);
        let operand = negate(operand, negated, self.span(start));
        self.filter_step(vec![operand])
    }

    /// Whether the call just read is only the beginning of a condition.
    pub fn operand_goes_on(&self) -> bool {
        let rest = self.rest();
        let word = ["and", "or", "like", "in", "in~"].iter().any(|word| lexical::keyword(rest, word));
        let symbol = ["&&", "+", "-", "*", "%", "??"].iter().any(|symbol| rest.starts_with(symbol))
            || (rest.starts_with("||")
                && self.lenient()
                && !self.on_new_line()
                && self.begins_operand_at(self.after_blanks(self.at + 2)))
            || (rest.starts_with('/') && !self.on_new_line());
        let compared = super::token::operator(rest)
            .is_some_and(|(operator, _)| operator != Operator::Arrow && operator != Operator::Assign);
        (word && !(self.on_new_line() && self.call_at(self.at).is_some())) || symbol || compared
    }

    /// Reads the rest of an operand that starts with a call.
    pub fn call_operand(&mut self, call: Call) -> Filter {
        let span = call.span;
        let left = Expr { kind: ExprKind::Call(call), span };
        self.condition_operand(left)
    }

    /// Reads a filter and reports what in it is dialect, with the official form of the step.
    pub fn filter_step(&mut self, first: Vec<Filter>) -> StepKind {
        let start = first.first().map_or(self.at, |filter| filter.span.start());
        let filter = self.filter(first, 0);
        let span = self.span(start);
        self.report_dialect(&filter, span);
        if matches!(filter.kind, FilterKind::Error) { StepKind::Error } else { StepKind::Filter(filter) }
    }

    /// A parenthesis at the start of a step: a filter, or in the dialect pipelines joined by `or`.
    fn group_step(&mut self) -> StepKind {
        let start = self.at;
        let mut groups: Vec<(Pipeline, Span)> = Vec::new();
        loop {
            let open = self.at;
            let pipeline = self.bracketed_pipeline("(", ')');
            groups.push((pipeline, self.span(open)));
            self.skip();
            let behind = if self.looking_at("||") { Some(2) } else { lexical::keyword(self.rest(), "or").then_some(2) };
            let Some(length) = behind else { break };
            let next = self.after_blanks(self.at + length);
            if !self.from(next).starts_with('(') {
                break;
            }
            if self.looking_at("||") {
                self.symbol_for_word("||", "or");
            } else {
                self.bump(length);
            }
            self.skip();
        }
        if groups.iter().all(|(pipeline, _)| is_filter(pipeline)) {
            let operands = groups.into_iter().filter_map(into_group).collect();
            return self.filter_step(operands);
        }
        let span = self.span(start);
        let kind = StepKind::AnyOf(groups.into_iter().map(|(pipeline, _)| pipeline).collect());
        let mut diagnostic = self
            .dialect(span, "steps in parentheses are not LogScale")
            .label("read as: what any of the pipelines lets through");
        if let Some(official) = crate::ast::print::official_step(&kind) {
            diagnostic = self.rewrite(diagnostic, "write a case", span, official);
        }
        self.push(diagnostic);
        kind
    }

    /// `name := value`.
    pub fn assign_step(&mut self, statement: bool) -> StepKind {
        let start = self.at;
        let Some(target) = self.name() else {
            return StepKind::Error;
        };
        self.skip();
        if self.looking_at(":=") {
            self.bump(2);
        } else {
            self.eat("=");
        }
        self.skip();
        let mut value = self.assigned_value();
        if let ExprKind::Condition(_) | ExprKind::Case(_) = value.kind {
            let span = self.span(start);
            let message = match value.kind {
                ExprKind::Case(_) => "case is a step, not a value",
                _ => "a condition is not a value",
            };
            let step = StepKind::Assign { target: target.clone(), value: value.clone(), statement: false };
            let mut diagnostic = self.dialect(value.span, message);
            if let Some(official) = crate::ast::print::official_step(&step) {
                diagnostic = self.rewrite(diagnostic, "write a case", span, official);
            }
            self.push(diagnostic);
        }
        if !self.at_border() && !self.lenient_end_of_value(statement) {
            self.after_value();
            if value.span.is_empty() {
                value.kind = ExprKind::Error;
            }
        }
        StepKind::Assign { target, value, statement }
    }

    /// What follows a value starts another step on its own line; the pipeline reports the missing bar.
    fn lenient_end_of_value(&self, statement: bool) -> bool {
        self.on_new_line() || (statement && self.peek() == Some(',')) || self.begins_other_step(self.at)
    }

    fn after_value(&mut self) {
        let diagnostic = self.unexpected("an operator or `|`");
        let diagnostic = self.foreign_help(diagnostic);
        self.error(diagnostic);
        self.recover(false);
    }

    fn assigned_value(&mut self) -> Expr {
        if self.looking_at("/") {
            let span = Span::at(self.at);
            let diagnostic = Diagnostic::new(codes::SYNTAX, span, "syntax error: a regex is not a value")
                .label("expected an expression")
                .help("a regex tests a field: `field = /regex/`; a slash between two values divides");
            self.error(diagnostic);
            self.recover(false);
            return Expr { kind: ExprKind::Error, span };
        }
        self.patterns = false;
        self.value()
    }

    /// `name =~ not* call`.
    fn field_operator_step(&mut self) -> StepKind {
        let start = self.at;
        let Some(field) = self.name() else {
            return StepKind::Error;
        };
        self.skip();
        self.bump(2);
        self.skip();
        let (negations, behind) = self.negations(self.at);
        if self.call_at(behind).is_none() {
            let diagnostic = self
                .unexpected("a function call")
                .help("`=~` gives the field to a function: `field =~ in(values=[a, b])`; a regex needs `=`");
            self.error(diagnostic);
            self.recover(false);
            return StepKind::Error;
        }
        self.skip_to(behind);
        let call = self.call();
        let negated = negations % 2 == 1;
        self.skip();
        let goes_on = ["and", "or"].iter().any(|word| lexical::keyword(self.rest(), word)) || self.looking_at("&&");
        if goes_on {
            let call = with_field(call, &field);
            let span = self.span(start);
            let operand = negate(Filter { kind: FilterKind::Call(call), span }, negated, span);
            return self.filter_step(vec![operand]);
        }
        StepKind::FieldOperator { field, negated, call }
    }

    /// `` `f` := x `` of 2018: assigns the field named by the value of f (notes 17).
    fn backquoted_step(&mut self) -> StepKind {
        let start = self.at;
        let Ok((_, token)) = lexical::backquoted(self.rest()) else {
            let diagnostic = self
                .unexpected("a step")
                .help("backticks do not quote; names with other characters stand in double quotes");
            self.error(diagnostic);
            self.recover(false);
            return StepKind::Error;
        };
        let inner = token.get(1..token.len() - 1).unwrap_or("").to_owned();
        let length = token.len();
        if self.operator_after(start + length) == Some(Operator::Assign) {
            let span = Span::new(start, start + length);
            let mut diagnostic =
                Diagnostic::new(codes::SYNTAX, span, "syntax error: a field name in backticks cannot be assigned to")
                    .label("gone from the language since 2018")
                    .help(format!(
                        "to set the field named by the value of {inner}, write `setField(target={inner}, value=...)`"
                    ));
            self.bump(length);
            self.skip();
            self.bump(2);
            self.skip();
            let value = self.assigned_value();
            let whole = self.span(start);
            let text = format!("setField(target={inner}, value={})", self.slice(value.span));
            diagnostic = diagnostic.fix("use setField()", whole, text, Applicability::Unsafe);
            self.push(diagnostic);
            self.hush();
            self.recover(false);
            return StepKind::Error;
        }
        self.filter_step(Vec::new())
    }
}

/// The filter, negated where asked.
pub(super) fn negate(filter: Filter, negated: bool, span: Span) -> Filter {
    if negated { Filter { kind: FilterKind::Not(Box::new(filter)), span } } else { filter }
}

/// The call with `field=` filled in, as the operator `=~` does.
pub(super) fn with_field(mut call: Call, field: &Name) -> Call {
    let kind = if field.quoted {
        ExprKind::Text(field.text.clone())
    } else {
        ExprKind::Word { text: field.text.clone(), pattern: false }
    };
    let name = Name { text: "field".to_owned(), quoted: false, span: field.span };
    call.arguments.insert(0, Argument { name: Some(name), value: Expr { kind, span: field.span } });
    call
}

fn is_filter(pipeline: &Pipeline) -> bool {
    let only = |step: &Step| matches!(step.kind, StepKind::Filter(_) | StepKind::Error);
    pipeline.steps.len() <= 1 && pipeline.steps.iter().all(only)
}

fn into_group((pipeline, span): (Pipeline, Span)) -> Option<Filter> {
    let kind = match pipeline.steps.into_iter().next()?.kind {
        StepKind::Filter(filter) => FilterKind::Group(Box::new(filter)),
        _ => FilterKind::Error,
    };
    Some(Filter { kind, span })
}
