//! Filters and conditions.

use super::{Lowering, Steps};
use crate::ast::{self, Filter, FilterKind, MatchOperator, NumberOperand, Pattern, RegexLiteral};
use crate::check::arguments::Surroundings;
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, codes};
use crate::exec::condition::RegexTest;
use crate::exec::free_text::FreeText;
use crate::exec::{Condition, Stage};
use crate::functions;
use crate::source::Span;
use crate::symbol::Symbol;
use crate::value::glob::Glob;
use crate::value::number;
use crate::value::regex::{Flags, Regex};

impl Lowering<'_> {
    /// `or` binds tighter than `and`, which few people expect (language notes 4.2).
    fn mixed_and_or(&mut self, parts: &[Filter]) {
        for part in parts.iter().filter(|part| matches!(part.kind, FilterKind::Or(_))) {
            let (start, end) = (Span::at(part.span.start()), Span::at(part.span.end()));
            let edits = [(start, "("), (end, ")")].map(|(span, text)| Edit { span, text: text.to_owned() });
            let mut diagnostic = Diagnostic::new(
                codes::MIXED_AND_OR,
                part.span,
                "and/or are mixed without parentheses; or binds tighter than and in LogScale",
            )
            .label("read as one group");
            diagnostic.fixes.push(Fix {
                message: "write the parentheses".to_owned(),
                edits: edits.to_vec(),
                applicability: Applicability::Safe,
            });
            self.report(diagnostic);
        }
    }

    /// A filter. `captures`: whether named groups set fields here, which they do not under or/not (notes, 4.4).
    pub(super) fn condition(&mut self, filter: &Filter, captures: bool, steps: &Steps) -> Condition {
        let condition = self.unwatched_condition(filter, captures, steps);
        match filter.kind {
            // The filter in the parentheses is watched.
            FilterKind::Group(_) => condition,
            _ => self.watched_condition(condition, filter.span),
        }
    }

    fn unwatched_condition(&mut self, filter: &Filter, captures: bool, steps: &Steps) -> Condition {
        match &filter.kind {
            FilterKind::And(parts) => {
                self.mixed_and_or(parts);
                Condition::And(parts.iter().map(|part| self.condition(part, captures, steps)).collect())
            }
            FilterKind::Or(parts) => {
                Condition::Or(parts.iter().map(|part| self.condition(part, false, steps)).collect())
            }
            FilterKind::Not(inner) => Condition::Not(Box::new(self.condition(inner, false, steps))),
            FilterKind::Group(inner) => self.condition(inner, captures, steps),
            FilterKind::Match { field, operator, pattern } => self.field_match(field, *operator, pattern, captures),
            FilterKind::Compare { field, operator, number } => {
                let symbol = self.symbol(&field.text);
                match self.number_operand(number) {
                    Some(number) => Condition::Number(symbol, *operator, number),
                    None => Condition::Constant(false),
                }
            }
            FilterKind::Link { left, right } => {
                match &mut self.links {
                    Some(links) => links.push((left.text.clone(), right.text.clone())),
                    None => self.report(
                        Diagnostic::new(
                            codes::LINK_OUTSIDE_CORRELATE,
                            filter.span,
                            "a link <=> can only stand in a subquery of correlate()",
                        )
                        .help("compare two fields of one event with test(a == b)"),
                    ),
                }
                let symbol = self.symbol(&left.text);
                Condition::Exists(symbol)
            }
            FilterKind::FreeText(pattern) => self.free_text(pattern, filter.span, captures, steps),
            FilterKind::Constant(value) => Condition::Constant(*value),
            FilterKind::Call(call) => self.call_condition(call, false, Surroundings::default(), captures, steps),
            FilterKind::Expression(expression) => Condition::Expression(self.expression(expression)),
            FilterKind::MatchExpression { left, operator, pattern } => {
                let expression = self.expression(left);
                let condition = match pattern {
                    Pattern::Regex(regex) => match self.regex(regex, false) {
                        Some(regex) => Condition::RegexOf(expression, regex),
                        None => Condition::Constant(false),
                    },
                    _ => {
                        let text = self.pattern_text(pattern);
                        Condition::GlobOf(expression, Glob::new(&text, false))
                    }
                };
                if *operator == MatchOperator::NotEqual { Condition::Not(Box::new(condition)) } else { condition }
            }
            FilterKind::In { left, negated, ignore_case, values } => {
                let expression = self.expression(left);
                let globs = values.iter().map(|value| Glob::new(&self.pattern_text(value), *ignore_case)).collect();
                let condition = Condition::InOf(expression, globs);
                if *negated { Condition::Not(Box::new(condition)) } else { condition }
            }
            FilterKind::Exists { field, exists } => {
                let condition = Condition::Exists(self.symbol(&field.text));
                if *exists { condition } else { Condition::Not(Box::new(condition)) }
            }
            FilterKind::Error => Condition::Constant(false),
        }
    }

    fn field_match(
        &mut self,
        field: &ast::Name,
        operator: MatchOperator,
        pattern: &Pattern,
        captures: bool,
    ) -> Condition {
        let symbol = self.symbol(&field.text);
        match operator {
            MatchOperator::Equal => self.pattern(symbol, pattern, captures),
            MatchOperator::NotEqual => Condition::Not(Box::new(self.pattern(symbol, pattern, false))),
            MatchOperator::Like => match pattern {
                Pattern::Regex(_) => self.pattern(symbol, pattern, captures),
                _ => {
                    let text = self.pattern_text(pattern);
                    Condition::Contains(symbol, Glob::new(&text, false))
                }
            },
        }
    }

    /// `field = pattern`.
    pub(super) fn pattern(&mut self, symbol: Symbol, pattern: &Pattern, captures: bool) -> Condition {
        match pattern {
            Pattern::Regex(regex) => match self.regex(regex, captures) {
                Some(regex) => Condition::Regex(symbol, regex),
                None => Condition::Constant(false),
            },
            Pattern::Glob(_) | Pattern::Parameter(_) => {
                let glob = Glob::new(&self.pattern_text(pattern), false);
                if glob.is_everything() { Condition::Exists(symbol) } else { Condition::Glob(symbol, glob) }
            }
        }
    }

    fn pattern_text(&mut self, pattern: &Pattern) -> String {
        match pattern {
            Pattern::Glob(text) => text.value.clone(),
            Pattern::Parameter(parameter) => self.parameter_text(parameter),
            Pattern::Regex(regex) => regex.source.clone(),
        }
    }

    fn free_text(&mut self, pattern: &Pattern, span: Span, captures: bool, steps: &Steps) -> Condition {
        if let Pattern::Regex(regex) = pattern {
            self.refuse_free_text(span, steps);
            return match self.regex(regex, captures) {
                Some(regex) => Condition::FreeText(FreeText::Regex(regex)),
                None => Condition::Constant(false),
            };
        }
        let glob = Glob::new(&self.pattern_text(pattern), false);
        if glob.is_everything() {
            // `*` keeps everything, also where free text cannot stand; defaults of parameters are declared so (notes, 3.8).
            return Condition::Constant(true);
        }
        self.refuse_free_text(span, steps);
        Condition::FreeText(FreeText::Glob(glob))
    }

    pub(super) fn refuse_free_text(&mut self, span: Span, steps: &Steps) {
        if !steps.has_aggregate() {
            return;
        }
        let word = span.of(self.text).trim_matches('"').to_owned();
        self.report(
            Diagnostic::new(codes::FREE_TEXT_AFTER_AGGREGATE, span, "free-text search after an aggregate")
                .label("free text looks at raw events, which the aggregate has replaced")
                .help(format!("move it before the aggregate, or test a field: @rawstring = \"*{word}*\"")),
        );
    }

    fn number_operand(&mut self, operand: &NumberOperand) -> Option<number::Number> {
        let before = self.diagnostics.len();
        let (text, span) = match operand {
            NumberOperand::Literal { text, span } => (text.clone(), *span),
            NumberOperand::Parameter(parameter) => (self.parameter_text(parameter), parameter.span),
        };
        let value = number::parse(&text);
        // A parameter without a value was reported as such.
        if value.is_none() && self.diagnostics.len() == before {
            self.report(
                Diagnostic::new(codes::NUMBER_EXPECTED, span, format!("expected a number, found {text:?}"))
                    .help("compare texts with = or !=, and two fields with test(a < b)"),
            );
        }
        value
    }

    /// Compiles a regex literal; reports why it cannot.
    pub(super) fn regex(&mut self, literal: &RegexLiteral, captures: bool) -> Option<RegexTest> {
        // Unknown flags were reported by the parser.
        let flags = Flags::parse(&literal.flags).unwrap_or_default();
        match Regex::new(&literal.source, flags) {
            Ok(regex) => {
                self.regex_warnings(&regex, literal.source_start as usize, captures, literal.span);
                let names = if captures { regex.capture_names() } else { &[] };
                let captures = names.iter().map(|name| self.symbols.intern(name)).collect();
                Some(RegexTest { regex, captures })
            }
            Err(error) => {
                let start = literal.source_start as usize;
                let span = Span::new(start + error.range.start, start + error.range.end);
                let span = if span.end() <= literal.span.end() && !span.is_empty() { span } else { literal.span };
                self.error(codes::REGEX_INVALID, span, error.message);
                None
            }
        }
    }

    fn regex_warnings(&mut self, regex: &Regex, start: usize, captures: bool, literal: Span) {
        for (message, range) in regex.warnings() {
            let span = Span::new(start + range.start, start + range.end);
            self.report(Diagnostic::new(codes::REGEX_UNOFFICIAL, span, message.clone()));
        }
        if let Some(range) = regex.inline_case_scope() {
            let span = Span::new(start + range.start, start + range.end);
            let diagnostic = Diagnostic::new(codes::INLINE_CASE_SCOPE, span, "(?i) covers only the first alternative")
                .label("the alternatives after the first | are case-sensitive");
            // Between slashes the text is as written, and its end is known.
            let close = literal.of(self.text).rfind('/').filter(|close| *close > 0 && range.start == 0);
            self.report(match close {
                Some(close) => {
                    let edit = |at: usize, text: &str| Edit { span: Span::at(at), text: text.to_owned() };
                    let edits = vec![edit(span.end(), "("), edit(literal.start() + close, ")")];
                    let message = "put all alternatives in a group".to_owned();
                    let fix = Fix { message, edits, applicability: Applicability::Unsafe };
                    Diagnostic { fixes: vec![fix], ..diagnostic }
                }
                None => diagnostic
                    .help("write the flag i behind the closing slash, or put all alternatives in a group: (?i)(a|b)"),
            });
        }
        if !captures && !regex.capture_names().is_empty() {
            self.report(
                Diagnostic::new(
                    codes::CAPTURE_UNDER_OR,
                    literal,
                    "a named group creates no field under or, not, !=, or inside an expression",
                )
                .help("move the regex to a step of its own"),
            );
        }
    }

    /// `field = /regex/g` as a stage.
    pub(super) fn repeated_regex(&mut self, field: Option<Symbol>, literal: &RegexLiteral) -> Option<Stage> {
        let test = self.regex(literal, true)?;
        let field = match field {
            Some(field) => field,
            None => self.symbols.intern_silently("@rawstring"),
        };
        Some(Stage::Transform(Box::new(functions::RegexExtract::repeated(field, test.regex, test.captures))))
    }
}
