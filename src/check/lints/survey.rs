//! One walk over a query's tree, and lists of what it met: lints look through the lists instead of walking themselves.

use std::borrow::Cow;

use super::shape::{self, Alternative};
use crate::ast::visit::{self, Visitor};
use crate::ast::{
    Call, Element, Expr, ExprKind, Filter, FilterKind, Guard, MatchOperator, Pattern, Pipeline, Query, RegexLiteral,
    Step, StepKind,
};
use crate::check::arguments::{self, ArgumentValue, Resolved, Surroundings, literal};
use crate::exec::function::Function;
use crate::functions;
use crate::source::Span;

/// What a query holds.
#[derive(Default)]
pub struct Survey<'a> {
    /// Its pipelines, the query's own first.
    pub pipelines: Vec<PipelineSite<'a>>,
    /// Its filters and their parts, outer ones before inner ones.
    pub filters: Vec<FilterSite<'a>>,
    /// Its function calls.
    pub calls: Vec<CallSite<'a>>,
    /// Its regexes, as literals and as arguments.
    pub regexes: Vec<RegexSite<'a>>,
    /// Its expressions and their parts.
    pub expressions: Vec<&'a Expr>,
    /// Whether a part of the text could not be read.
    pub broken: bool,
}

/// Where a pipeline stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is the query.
    Query,
    /// A branch of `case` or `match`.
    Branch,
    /// In braces, as an argument of this function.
    Argument(&'static str),
}

/// A pipeline and its place.
pub struct PipelineSite<'a> {
    /// The pipeline.
    pub pipeline: &'a Pipeline,
    /// Where it stands.
    pub place: Place,
}

/// A filter, or a part of one, and how it counts.
#[derive(Clone, Copy)]
pub struct FilterSite<'a> {
    /// The filter.
    pub filter: &'a Filter,
    /// Whether it stands under an odd number of `not`.
    pub negated: bool,
    /// Whether it stands under `or`.
    pub alternative: bool,
    /// Whether it is a condition inside an expression.
    pub value: bool,
    /// Whether it is a whole step.
    pub step: bool,
}

/// What a call is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// A step.
    Step,
    /// A value in an expression or an argument.
    Value,
    /// A test in a condition or guard.
    Test,
}

/// A function call.
pub struct CallSite<'a> {
    /// The call.
    pub call: &'a Call,
    /// The function, when there is one of that name.
    pub function: Option<&'static Function>,
    /// Its arguments by parameter.
    pub arguments: Vec<Resolved<'a>>,
    /// What it is there for.
    pub used: Use,
    /// Whether it is negated.
    pub negated: bool,
    /// With `field =~` or `target :=` before it.
    pub span: Span,
}

impl CallSite<'_> {
    /// Whether it calls this function.
    pub fn is(&self, name: &str) -> bool {
        self.function.is_some_and(|function| function.name == name)
    }

    /// The argument of a parameter.
    pub fn argument(&self, name: &str) -> Option<&Resolved<'_>> {
        let (number, _) = self.function?.parameter(name)?;
        self.arguments.iter().find(|resolved| resolved.parameter == number)
    }

    /// The argument of a parameter, where it is one plain word, number, text or boolean.
    pub fn text(&self, name: &str) -> Option<String> {
        match &self.argument(name)?.value {
            ArgumentValue::One(expr) => literal(expr),
            ArgumentValue::Name(name) => Some(name.text.clone()),
            _ => None,
        }
    }

    /// The plain words or texts that a parameter is given, with their places; nothing where one is anything else.
    pub fn texts(&self, name: &str) -> Option<Vec<(String, Span)>> {
        let one = |expr: &Expr| literal(expr).map(|text| (text, expr.span));
        match &self.argument(name)?.value {
            ArgumentValue::One(Expr { kind: ExprKind::Array(elements), .. }) => {
                elements.iter().map(|element| one(&element.value)).collect()
            }
            ArgumentValue::One(expr) => Some(vec![one(expr)?]),
            ArgumentValue::List(list) => list.iter().map(|expr| one(expr)).collect(),
            ArgumentValue::Name(name) => Some(vec![(name.text.clone(), name.span)]),
            ArgumentValue::Assignments(_) => None,
        }
    }
}

/// A regex and what it is looked for in.
pub struct RegexSite<'a> {
    /// The expression.
    pub source: &'a str,
    /// Its shape; none when its brackets do not fit.
    pub shape: Option<Vec<Alternative>>,
    /// Its flags.
    pub flags: Cow<'a, str>,
    /// The literal with slashes and flags, or the quoted text.
    pub span: Span,
    /// The literal, unless it is quoted text.
    pub literal: Option<&'a RegexLiteral>,
    /// The field; none for free text.
    pub field: Option<Cow<'a, str>>,
    /// The test of a field, `f = /x/`, that it is part of.
    pub test: Option<&'a Filter>,
    /// Whether it keeps what does not match (`!=`, `not`).
    pub negated: bool,
    /// Whether named groups become fields here.
    pub captures: bool,
    /// Whether it only tests: it neither replaces nor splits.
    pub tests: bool,
}

impl RegexSite<'_> {
    /// Whether case is ignored in the whole of it.
    pub fn ignores_case(&self) -> bool {
        self.flags.contains('i') || self.source.starts_with("(?i)")
    }

    /// The place in the query of a part of the expression. None for quoted text, whose escapes hide the places.
    pub fn exact(&self, part: std::ops::Range<usize>, text: &str) -> Option<Span> {
        let literal = self.literal?;
        let start = literal.source_start as usize;
        let written = text.get(start..literal.span.end())?;
        Some(Span::new(start + written_at(written, part.start), start + written_at(written, part.end)))
    }

    /// As `exact`, or the place of the whole regex.
    pub fn span_of(&self, part: std::ops::Range<usize>, text: &str) -> Span {
        self.exact(part, text).unwrap_or(self.span)
    }
}

/// Where byte `offset` of a regex stands in its written form, in which a slash has a backslash before it.
fn written_at(written: &str, offset: usize) -> usize {
    let mut at = 0;
    let mut read = 0;
    let mut bytes = written.bytes().peekable();
    while read < offset {
        let Some(byte) = bytes.next() else { break };
        at += 1;
        read += 1;
        if byte == b'\\' {
            match bytes.next() {
                // `\/` has become `/`.
                Some(b'/') => at += 1,
                Some(_) => {
                    at += 1;
                    read += 1;
                }
                None => break,
            }
        }
    }
    // An offset within an escape is that of its second byte.
    at - read.saturating_sub(offset)
}

/// Walks a query once.
pub fn survey(query: &Query) -> Survey<'_> {
    let mut walk = Walk {
        survey: Survey::default(),
        place: Place::Query,
        negated: false,
        alternative: false,
        value: false,
        step: false,
        used: Use::Value,
        surroundings: Surroundings::default(),
        span: None,
    };
    walk.pipeline(&query.pipeline);
    walk.survey
}

struct Walk<'a> {
    survey: Survey<'a>,
    place: Place,
    negated: bool,
    alternative: bool,
    value: bool,
    step: bool,
    used: Use,
    surroundings: Surroundings<'a>,
    span: Option<Span>,
}

impl<'a> Walk<'a> {
    /// A call with what its step says besides.
    fn call_with(&mut self, call: &'a Call, used: Use, negated: bool, surroundings: Surroundings<'a>, span: Span) {
        self.used = used;
        self.surroundings = surroundings;
        self.span = Some(span);
        let outer = std::mem::replace(&mut self.negated, negated);
        self.call(call);
        self.negated = outer;
    }

    fn inside(&mut self, place: Place, pipeline: &'a Pipeline) {
        let outer = (self.place, self.negated, self.alternative, self.value);
        (self.place, self.negated, self.alternative, self.value) = (place, false, false, false);
        self.pipeline(pipeline);
        (self.place, self.negated, self.alternative, self.value) = outer;
    }

    fn regex_site(
        &mut self,
        regex: &'a RegexLiteral,
        field: Option<Cow<'a, str>>,
        test: Option<&'a Filter>,
        negated: bool,
    ) {
        self.survey.regexes.push(RegexSite {
            source: &regex.source,
            shape: shape::parse(&regex.source),
            flags: Cow::Borrowed(&regex.flags),
            span: regex.span,
            literal: Some(regex),
            field,
            test,
            negated: negated != self.negated,
            captures: !(negated || self.negated || self.alternative || self.value),
            tests: true,
        });
    }

    /// The regex that a function is given as text.
    fn regex_argument(&mut self, site: &CallSite<'a>) {
        let Some(function) = site.function else { return };
        let Some((number, _)) = function.parameter("regex") else { return };
        let Some(argument) = site.arguments.iter().find(|argument| argument.parameter == number) else { return };
        let ArgumentValue::One(expr) = &argument.value else { return };
        let (source, literal, flags, span) = match &expr.kind {
            ExprKind::Text(text) => {
                (text.as_str(), None, Cow::Owned(site.text("flags").unwrap_or_default()), expr.span)
            }
            ExprKind::Regex(regex) => {
                (regex.source.as_str(), Some(regex), Cow::Borrowed(regex.flags.as_str()), expr.span)
            }
            _ => return,
        };
        let field = site.text("field").map_or(Cow::Borrowed("@rawstring"), Cow::Owned);
        self.survey.regexes.push(RegexSite {
            source,
            shape: shape::parse(source),
            flags,
            span,
            literal,
            field: Some(field),
            test: None,
            negated: site.negated,
            captures: function.name == "regex" && site.used == Use::Step,
            tests: function.roles.filter,
        });
    }
}

impl<'a> Visitor<'a> for Walk<'a> {
    fn pipeline(&mut self, pipeline: &'a Pipeline) {
        self.survey.pipelines.push(PipelineSite { pipeline, place: self.place });
        visit::walk_pipeline(self, pipeline);
    }

    fn step(&mut self, step: &'a Step) {
        // `where f = 1` is no place for an official function.
        self.step = matches!(step.kind, StepKind::Filter(_));
        let none = Surroundings::default();
        match &step.kind {
            StepKind::Call { negated, call } => self.call_with(call, Use::Step, *negated, none, step.span),
            StepKind::FieldOperator { field, negated, call } => {
                self.call_with(call, Use::Step, *negated, Surroundings { field: Some(field), ..none }, step.span);
            }
            StepKind::Assign { target, value, .. } => match &value.kind {
                ExprKind::Call(call) => {
                    self.survey.expressions.push(value);
                    let roles = functions::find(&call.function).map(|function| function.roles);
                    let used = if roles.is_some_and(|roles| roles.filter) { Use::Value } else { Use::Step };
                    self.call_with(call, used, false, Surroundings { target: Some(target), ..none }, step.span);
                }
                _ => self.expr(value),
            },
            StepKind::Case(branches) => {
                branches.iter().for_each(|branch| self.inside(Place::Branch, &branch.pipeline));
            }
            StepKind::AnyOf(pipelines) => {
                pipelines.iter().for_each(|pipeline| self.inside(Place::Branch, pipeline));
            }
            StepKind::Match { field, arms } => {
                for arm in arms {
                    match &arm.guard {
                        Guard::Pattern(Pattern::Regex(regex)) => {
                            self.regex_site(regex, Some(Cow::Borrowed(&field.text)), None, false);
                        }
                        Guard::Call { negated, call } => {
                            self.call_with(call, Use::Test, *negated, none, arm.guard_span);
                        }
                        Guard::Error => self.survey.broken = true,
                        Guard::Pattern(_) | Guard::Always => {}
                    }
                    self.inside(Place::Branch, &arm.pipeline);
                }
            }
            StepKind::Stats(elements) => elements.iter().for_each(|element| self.element(element)),
            StepKind::Error => self.survey.broken = true,
            StepKind::Filter(_) | StepKind::Where(_) | StepKind::Saved(_) => visit::walk_step(self, step),
        }
        self.step = false;
    }

    fn filter(&mut self, filter: &'a Filter) {
        let step = std::mem::take(&mut self.step);
        let Self { negated, alternative, value, .. } = *self;
        self.survey.filters.push(FilterSite { filter, negated, alternative, value, step });
        match &filter.kind {
            FilterKind::Not(inner) => {
                self.negated = !negated;
                self.filter(inner);
                self.negated = negated;
            }
            FilterKind::Or(parts) => {
                self.alternative = true;
                parts.iter().for_each(|part| self.filter(part));
                self.alternative = alternative;
            }
            FilterKind::Match { field, operator, pattern: Pattern::Regex(regex) } => {
                let different = *operator == MatchOperator::NotEqual;
                self.regex_site(regex, Some(Cow::Borrowed(&field.text)), Some(filter), different);
            }
            FilterKind::MatchExpression { left, operator, pattern } => {
                self.expr(left);
                if let Pattern::Regex(regex) = pattern {
                    let field = match &left.kind {
                        ExprKind::Word { text, .. } => Some(Cow::Borrowed(text.as_str())),
                        // Of `lower(f) = /x/`, what matters is f.
                        _ => None,
                    };
                    self.regex_site(regex, field, None, *operator == MatchOperator::NotEqual);
                }
            }
            FilterKind::FreeText(Pattern::Regex(regex)) => self.regex_site(regex, None, None, false),
            FilterKind::Call(call) => {
                self.call_with(call, Use::Test, negated, Surroundings::default(), filter.span);
            }
            FilterKind::Error => self.survey.broken = true,
            _ => visit::walk_filter(self, filter),
        }
    }

    fn expr(&mut self, expr: &'a Expr) {
        self.survey.expressions.push(expr);
        match &expr.kind {
            ExprKind::Call(call) => {
                let surroundings = Surroundings { value: true, ..Surroundings::default() };
                self.call_with(call, Use::Value, false, surroundings, expr.span);
            }
            ExprKind::Condition(filter) => {
                let outer = (self.negated, self.alternative, self.value, self.step);
                (self.negated, self.alternative, self.value, self.step) = (false, false, true, false);
                self.filter(filter);
                (self.negated, self.alternative, self.value, self.step) = outer;
            }
            ExprKind::Array(elements) => elements.iter().for_each(|element| self.element(element)),
            ExprKind::Error => self.survey.broken = true,
            _ => visit::walk_expr(self, expr),
        }
    }

    fn call(&mut self, call: &'a Call) {
        let function = functions::find(&call.function);
        let arguments = function.map_or_else(Vec::new, |function| {
            // What does not fit was reported by the planner.
            arguments::resolve(call, function, self.surroundings, &mut Vec::new())
        });
        let span = self.span.take().unwrap_or(call.span);
        let site = CallSite { call, function, arguments, used: self.used, negated: self.negated, span };
        self.regex_argument(&site);
        self.survey.calls.push(site);
        let outer = (self.used, self.surroundings, self.step);
        self.step = false;
        let name = function.map_or("", |function| function.name);
        for argument in &call.arguments {
            (self.used, self.surroundings) = (Use::Value, Surroundings::default());
            self.argument(name, &argument.value);
        }
        (self.used, self.surroundings, self.step) = outer;
    }
}

impl<'a> Walk<'a> {
    fn argument(&mut self, function: &'static str, value: &'a Expr) {
        match &value.kind {
            ExprKind::Subquery(pipeline) => self.inside(Place::Argument(function), pipeline),
            ExprKind::Named(queries) => {
                queries.iter().for_each(|query| self.inside(Place::Argument(function), &query.pipeline));
            }
            ExprKind::Array(elements) => {
                for element in elements {
                    match &element.value.kind {
                        ExprKind::Subquery(pipeline) => self.inside(Place::Argument(function), pipeline),
                        _ => self.element(element),
                    }
                }
            }
            _ => self.expr(value),
        }
    }

    fn element(&mut self, element: &'a Element) {
        match (&element.target, &element.value.kind) {
            (target, ExprKind::Call(call)) => {
                self.survey.expressions.push(&element.value);
                let surroundings = Surroundings { target: target.as_ref(), value: true, ..Surroundings::default() };
                self.call_with(call, Use::Value, false, surroundings, element.value.span);
            }
            _ => self.expr(&element.value),
        }
    }
}

/// The name of a field that an expression is, where it is one.
pub fn field_of(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Word { text, pattern: false } => Some(text),
        ExprKind::Group(inner) => field_of(inner),
        _ => None,
    }
}
