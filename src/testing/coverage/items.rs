//! The parts of a query that can fire, and what makes each of them fire.

use super::{Kind, split};
use crate::ast::visit::{self, Visitor};
use crate::ast::{
    Call, Expr, ExprKind, Filter, FilterKind, MatchOperator, Pattern, Pipeline, Query, RegexLiteral, Step, StepKind,
    convert,
};
use crate::plan::{Point, PointKind};
use crate::source::Span;
use crate::value::glob::Glob;
use crate::value::regex::{Flags, Regex};

/// A part that can fire.
pub(super) struct Part {
    pub kind: Kind,
    pub span: Span,
    pub step: Span,
    pub when: When,
    /// Which point tells of it.
    point: Point,
}

/// When it does.
pub(super) enum When {
    /// An event passed the point.
    Passed,
    /// The point held.
    Held,
    /// The point did not hold.
    NotHeld,
    /// The point held, and the value of this field matches.
    Matches(String, Box<Test>),
}

/// One way in which a value can match.
pub(super) enum Test {
    Regex(Regex),
    Glob(Glob),
}

impl Test {
    pub fn matches(&self, value: &str) -> bool {
        match self {
            Self::Regex(regex) => regex.is_match(value).unwrap_or(false),
            Self::Glob(glob) => glob.matches(value),
        }
    }
}

impl Part {
    /// Whether a point tells of it.
    pub fn is_told_by(&self, point: Point) -> bool {
        let decides = |kind| matches!(kind, PointKind::Condition | PointKind::Value);
        point.span == self.point.span
            && (point.kind == self.point.kind || (decides(point.kind) && decides(self.point.kind)))
    }
}

/// The parts of a query, in the order of its text.
pub(super) fn parts(tree: &Query, text: &str) -> Vec<Part> {
    let mut parts = Parts { text, step: None, found: Vec::new() };
    visit::walk_query(&mut parts, tree);
    let mut found = parts.found;
    found.sort_by_key(|part| (part.span.start, part.span.end));
    // What a rewrite of the lenient dialect doubled stands at one place.
    found.dedup_by(|next, part| (next.kind, next.span) == (part.kind, part.span));
    found
}

struct Parts<'t> {
    text: &'t str,
    /// The step of the query itself that is being looked at.
    step: Option<Span>,
    found: Vec<Part>,
}

impl Parts<'_> {
    fn add(&mut self, kind: Kind, span: Span, when: When, point: Point) {
        let step = self.step.unwrap_or(span);
        self.found.push(Part { kind, span, step, when, point });
    }

    /// A branch fires when an event has passed the last of its steps. `guard`: what stands before them.
    fn branch(&mut self, kind: Kind, pipeline: &Pipeline, guard: Option<Span>) {
        let first = guard.or(pipeline.steps.first().map(|step| step.span)).unwrap_or(pipeline.span);
        let last = pipeline.steps.last().map(|step| step.span).or(guard);
        let point = match last {
            Some(span) => Point { kind: PointKind::Step, span },
            None => Point { kind: PointKind::Branch, span: pipeline.span },
        };
        self.add(kind, first.to(last.unwrap_or(first)), When::Passed, point);
    }

    /// The alternatives of a regex in a filter on a field.
    fn regex(&mut self, field: &str, literal: &RegexLiteral, point: Span) {
        let start = literal.source_start as usize;
        let end = literal.span.end().saturating_sub(literal.flags.len() + 1);
        // The places are those in the query, where a slash is escaped.
        let Some(raw) = self.text.get(start..end) else { return };
        self.alternatives(field, raw, start, &literal.flags, point, &|raw| raw.replace("\\/", "/"));
    }

    fn alternatives(
        &mut self,
        field: &str,
        raw: &str,
        start: usize,
        flags: &str,
        point: Span,
        decoded: &dyn Fn(&str) -> String,
    ) {
        let places = split::alternatives(raw);
        let Ok(flags) = Flags::parse(flags) else { return };
        if places.len() < 2 {
            return;
        }
        for place in places {
            let Ok(regex) = Regex::new(&decoded(raw.get(place.clone()).unwrap_or("")), flags) else { continue };
            let span = Span::new(start + place.start, start + place.end);
            let point = Point { kind: PointKind::Condition, span: point };
            self.add(Kind::Alternative, span, When::Matches(field.to_owned(), Box::new(Test::Regex(regex))), point);
        }
    }

    /// The values of `in()`, or the alternatives of `regex()`, told by the point of the call.
    fn call(&mut self, call: &Call, field: Option<&str>, point: Span) {
        let named = |name: &str| {
            let mut arguments = call.arguments.iter();
            arguments.find(|argument| argument.name.as_ref().is_some_and(|own| own.text == name)).map(|own| &own.value)
        };
        let unnamed = || call.arguments.iter().find(|argument| argument.name.is_none()).map(|own| &own.value);
        let name = |expr: Option<&Expr>| expr.and_then(convert::into_name).map(|name| name.text);
        let of_left = || field.map(str::to_owned);
        match call.function.to_lowercase().as_str() {
            "in" => {
                let Some(field) = of_left().or_else(|| name(named("field").or_else(unnamed))) else { return };
                let ignore_case = matches!(named("ignoreCase").map(|expr| &expr.kind), Some(ExprKind::Boolean(true)));
                let Some(ExprKind::Array(values)) = named("values").map(|expr| &expr.kind) else { return };
                for value in values {
                    let Some(Pattern::Glob(text)) = convert::into_pattern(&value.value) else { continue };
                    self.value(&field, &text.value, ignore_case, text.span, point);
                }
            }
            "regex" => {
                let Some(field) = of_left().or_else(|| name(named("field"))) else { return };
                let Some(Expr { kind: ExprKind::Text(regex), span }) = named("regex").or_else(unnamed) else { return };
                // With escapes in the text the places in it would be others.
                let start = span.start() + 1;
                if self.text.get(start..start + regex.len()) != Some(regex.as_str()) {
                    return;
                }
                let flags = match named("flags").map(|expr| &expr.kind) {
                    Some(ExprKind::Text(flags)) => flags.clone(),
                    Some(ExprKind::Word { text, .. }) => text.clone(),
                    _ => String::new(),
                };
                self.alternatives(&field, regex, start, &flags, point, &str::to_owned);
            }
            _ => {}
        }
    }

    fn value(&mut self, field: &str, value: &str, ignore_case: bool, span: Span, point: Span) {
        let test = Box::new(Test::Glob(Glob::new(value, ignore_case)));
        let point = Point { kind: PointKind::Condition, span: point };
        self.add(Kind::Value, span, When::Matches(field.to_owned(), test), point);
    }
}

impl<'a> Visitor<'a> for Parts<'_> {
    fn step(&mut self, step: &'a Step) {
        let outer = self.step;
        self.step = outer.or(Some(step.span));
        match &step.kind {
            StepKind::Case(branches) => {
                branches.iter().for_each(|branch| self.branch(Kind::Branch, &branch.pipeline, None));
            }
            StepKind::AnyOf(pipelines) => {
                pipelines.iter().for_each(|pipeline| self.branch(Kind::Branch, pipeline, None));
            }
            StepKind::Match { arms, .. } => {
                arms.iter().for_each(|arm| self.branch(Kind::Arm, &arm.pipeline, Some(arm.guard_span)));
            }
            StepKind::Call { call, negated: false } => self.call(call, None, step.span),
            StepKind::FieldOperator { field, call, negated: false } => self.call(call, Some(&field.text), step.span),
            _ => {}
        }
        visit::walk_step(self, step);
        self.step = outer;
    }

    fn filter(&mut self, filter: &'a Filter) {
        match &filter.kind {
            FilterKind::Or(parts) => {
                for part in parts {
                    let mut inner = part;
                    while let FilterKind::Group(within) = &inner.kind {
                        inner = within;
                    }
                    let point = Point { kind: PointKind::Condition, span: inner.span };
                    self.add(Kind::OrPart, part.span, When::Held, point);
                }
            }
            FilterKind::Match { field, operator, pattern: Pattern::Regex(regex) }
                if *operator != MatchOperator::NotEqual =>
            {
                self.regex(&field.text, regex, filter.span);
            }
            FilterKind::In { left, negated: false, ignore_case, values } => {
                if let Some(field) = convert::into_name(left) {
                    for value in values {
                        if let Pattern::Glob(text) = value {
                            self.value(&field.text, &text.value, *ignore_case, text.span, filter.span);
                        }
                    }
                }
            }
            FilterKind::Call(call) => self.call(call, None, filter.span),
            _ => {}
        }
        visit::walk_filter(self, filter);
    }

    fn expr(&mut self, expr: &'a Expr) {
        match &expr.kind {
            ExprKind::Call(call) if call.function.eq_ignore_ascii_case("if") => {
                let named = |name: &str| {
                    let mut all = call.arguments.iter();
                    all.find(|argument| argument.name.as_ref().is_some_and(|own| own.text == name))
                        .map(|own| &own.value)
                };
                let unnamed = call.arguments.iter().find(|argument| argument.name.is_none()).map(|own| &own.value);
                if let Some(condition) = named("condition").or(unnamed) {
                    let point = Point { kind: PointKind::Value, span: decider(condition) };
                    for (kind, side, when) in
                        [(Kind::Then, named("then"), When::Held), (Kind::Else, named("else"), When::NotHeld)]
                    {
                        if let Some(side) = side {
                            self.add(kind, side.span, when, point);
                        }
                    }
                }
            }
            ExprKind::Call(call) => self.call(call, None, expr.span),
            ExprKind::Case(arms) => {
                for (condition, value) in arms {
                    let mut inner = condition;
                    while let FilterKind::Group(within) = &inner.kind {
                        inner = within;
                    }
                    let point = Point { kind: PointKind::Condition, span: inner.span };
                    self.add(Kind::Branch, condition.span.to(value.span), When::Held, point);
                }
            }
            _ => {}
        }
        visit::walk_expr(self, expr);
    }
}

/// The span of the part that decides on a condition in parentheses.
fn decider(condition: &Expr) -> Span {
    match &condition.kind {
        ExprKind::Group(inner) => decider(inner),
        ExprKind::Condition(filter) => {
            let mut inner: &Filter = filter;
            while let FilterKind::Group(within) = &inner.kind {
                inner = within;
            }
            inner.span
        }
        _ => condition.span,
    }
}
