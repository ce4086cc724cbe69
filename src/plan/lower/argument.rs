//! Arguments by the kind of their parameter.

use super::{Lowering, Position, Steps};
use crate::ast::convert::glued_text;
use crate::ast::{
    Element, Expr, ExprKind, Filter, FilterKind, Name, Pattern, Pipeline as PipelineNode, Step, StepKind,
};
use crate::check::arguments::{ArgumentValue, Resolved, literal};
use crate::diagnostic::{Diagnostic, codes, suggest};
use crate::exec::arguments::{Argument, NamedPipeline, Target};
use crate::exec::function::{Function, Kind, Parameter};
use crate::exec::{Aggregate, Stage, Stats};
use crate::source::Span;

impl Lowering<'_> {
    /// One argument, lowered; `None` after a reported error.
    pub(super) fn argument(
        &mut self,
        function: &'static Function,
        parameter: &'static Parameter,
        resolved: &Resolved<'_>,
    ) -> Option<Argument> {
        // `window()` is at home in the functions of a chart, and there only (functions-window.html).
        let in_chart = parameter.kind == Kind::Aggregates && matches!(function.name, "timeChart" | "bucket");
        let outer = std::mem::replace(&mut self.in_chart, in_chart);
        let argument = self.argument_value(Taken { function, parameter }, resolved);
        self.in_chart = outer;
        argument
    }

    fn argument_value(&mut self, taken: Taken, resolved: &Resolved<'_>) -> Option<Argument> {
        match &resolved.value {
            ArgumentValue::Name(name) => self.name_argument(taken.parameter, name),
            ArgumentValue::One(expr) => self.one(taken, expr),
            ArgumentValue::List(exprs) => self.list(taken, exprs, resolved.span),
            ArgumentValue::Assignments(pairs) => {
                let pairs = pairs.iter().map(|(name, value)| {
                    let symbol = self.symbol(&name.text);
                    (symbol, self.expression(value))
                });
                Some(Argument::Assignments(pairs.collect()))
            }
        }
    }

    fn name_argument(&mut self, parameter: &Parameter, name: &Name) -> Option<Argument> {
        Some(match parameter.kind {
            Kind::Fields => Argument::Fields(vec![self.target(&name.text)]),
            Kind::Texts => Argument::Texts(vec![name.text.clone()]),
            Kind::Text | Kind::Array => Argument::Text(name.text.clone()),
            _ => Argument::Field(self.target(&name.text)),
        })
    }

    fn target(&mut self, name: &str) -> Target {
        Target { name: name.to_owned(), symbol: self.symbol(name) }
    }

    fn one(&mut self, taken: Taken, expr: &Expr) -> Option<Argument> {
        match taken.parameter.kind {
            Kind::Field | Kind::Output => {
                let name = self.text(taken, expr)?;
                Some(Argument::Field(self.target(&name)))
            }
            Kind::Fields => {
                let names = self.texts(taken, expr)?;
                Some(Argument::Fields(names.iter().map(|name| self.target(name)).collect()))
            }
            Kind::Text | Kind::Array | Kind::Duration | Kind::Time | Kind::Integer | Kind::Number | Kind::Boolean => {
                let text = self.text(taken, expr)?;
                self.check_value(taken, &text, expr.span)?;
                Some(Argument::Text(text))
            }
            Kind::Regex => match &expr.kind {
                // A regex literal where text is expected is dialect; the parser has said so.
                ExprKind::Regex(regex) => Some(Argument::Text(regex.source.clone())),
                _ => Some(Argument::Text(self.text(taken, expr)?)),
            },
            Kind::Texts | Kind::Numbers => {
                let texts = self.texts(taken, expr)?;
                for text in &texts {
                    self.check_value(taken, text, expr.span)?;
                }
                Some(Argument::Texts(texts))
            }
            Kind::TextLists => {
                let ExprKind::Array(elements) = &expr.kind else {
                    return self.wrong(taken, expr.span, "a list of lists of texts");
                };
                let lists: Option<Vec<_>> = elements.iter().map(|element| self.texts(taken, &element.value)).collect();
                Some(Argument::TextLists(lists?))
            }
            Kind::Expression => Some(Argument::Expression(self.expression(expr))),
            Kind::Expressions => Some(Argument::Expressions(match &expr.kind {
                ExprKind::Array(elements) => elements.iter().map(|element| self.expression(&element.value)).collect(),
                _ => vec![self.expression(expr)],
            })),
            Kind::Assignments => self.wrong(taken, expr.span, "name = expression"),
            Kind::Aggregates => Some(Argument::Aggregates(self.aggregates(expr))),
            Kind::Stages => Some(Argument::Stages(self.stages_argument(expr)?)),
            Kind::Filters => Some(Argument::Filters(match &expr.kind {
                ExprKind::Array(elements) => {
                    let filters: Option<Vec<_>> =
                        elements.iter().map(|element| self.stages_argument(&element.value)).collect();
                    filters?
                }
                _ => vec![self.stages_argument(expr)?],
            })),
            Kind::Subquery | Kind::Pipeline => match &expr.kind {
                ExprKind::Subquery(pipeline) => {
                    Some(Argument::Pipeline(self.pipeline(pipeline, taken.pipeline_position())))
                }
                ExprKind::Group(inner) => self.one(taken, inner),
                ExprKind::Call(call) => {
                    let step = Step { kind: StepKind::Call { negated: false, call: call.clone() }, span: expr.span };
                    let pipeline = PipelineNode { steps: vec![step], span: expr.span };
                    Some(Argument::Pipeline(self.pipeline(&pipeline, taken.pipeline_position())))
                }
                _ => self.wrong(taken, expr.span, "a subquery in braces"),
            },
            Kind::NamedSubqueries => self.named(taken, &[expr]),
        }
    }

    fn list(&mut self, taken: Taken, exprs: &[&Expr], span: Span) -> Option<Argument> {
        let texts = |this: &mut Self| -> Option<Vec<String>> {
            let lists: Option<Vec<Vec<String>>> = exprs.iter().map(|expr| this.texts(taken, expr)).collect();
            Some(lists?.into_iter().flatten().collect())
        };
        match taken.parameter.kind {
            Kind::Fields => {
                let names = texts(self)?;
                Some(Argument::Fields(names.iter().map(|name| self.target(name)).collect()))
            }
            Kind::Texts | Kind::Numbers => Some(Argument::Texts(texts(self)?)),
            Kind::Expressions => Some(Argument::Expressions(exprs.iter().map(|expr| self.expression(expr)).collect())),
            Kind::Aggregates => {
                let members = exprs.iter().filter_map(|expr| self.member(None, expr)).collect();
                Some(Argument::Aggregates(self.combined(members, span)))
            }
            Kind::NamedSubqueries => self.named(taken, exprs),
            _ => self.wrong(taken, span, "one value"),
        }
    }

    /// A word, number, quoted text, boolean or parameter as text.
    fn text(&mut self, taken: Taken, expr: &Expr) -> Option<String> {
        if let Some(text) = literal(expr) {
            return Some(text);
        }
        // `web-1` or `10.0.0.0/8` reads as arithmetic; where text is expected it is one word.
        if let Some(text) = glued_text(expr) {
            return Some(text);
        }
        match &expr.kind {
            ExprKind::Parameter(parameter) => Some(self.parameter_text(parameter)),
            ExprKind::Group(inner) => self.text(taken, inner),
            // One text in brackets is that text.
            ExprKind::Array(elements) if elements.len() == 1 => {
                elements.first().and_then(|element| self.text(taken, &element.value))
            }
            // `limit=max` and times such as `1d@d` may be read as words; anything computed is refused.
            ExprKind::Error => None,
            _ => self.wrong(taken, expr.span, "a name, number or quoted text"),
        }
    }

    fn texts(&mut self, taken: Taken, expr: &Expr) -> Option<Vec<String>> {
        match &expr.kind {
            ExprKind::Array(elements) => {
                let lists: Option<Vec<Vec<String>>> =
                    elements.iter().map(|element| self.texts(taken, &element.value)).collect();
                Some(lists?.into_iter().flatten().collect())
            }
            ExprKind::Parameter(parameter) => Some(self.parameter_values(parameter)),
            ExprKind::Group(inner) => self.texts(taken, inner),
            _ => Some(vec![self.text(taken, expr)?]),
        }
    }

    fn wrong<T>(&mut self, taken: Taken, span: Span, expected: &str) -> Option<T> {
        let (parameter, function) = (taken.parameter.name, taken.function.name);
        self.report(
            Diagnostic::new(
                codes::ARGUMENT_TYPE,
                span,
                format!("parameter {parameter} of {function}() takes {expected}"),
            )
            .label(format!("expected {expected}")),
        );
        None
    }

    fn check_value(&mut self, taken: Taken, text: &str, span: Span) -> Option<()> {
        let parameter = taken.parameter;
        let allowed = |value: &&str| value.eq_ignore_ascii_case(text);
        let free = parameter.values.is_empty() || !matches!(parameter.kind, Kind::Text | Kind::Texts | Kind::Boolean);
        if parameter.kind == Kind::Boolean && !matches!(text, "true" | "false") {
            return self.wrong(taken, span, "true or false");
        }
        if free || parameter.values.iter().any(allowed) {
            return Some(());
        }
        let choices = parameter.values.join(", ");
        let mut diagnostic = Diagnostic::new(
            codes::ARGUMENT_VALUE,
            span,
            format!("parameter {} of {}() is one of {choices}; found {text}", parameter.name, taken.function.name),
        )
        .label(format!("expected one of {choices}"));
        if let Some(near) = suggest::closest(text, parameter.values.iter().copied()) {
            diagnostic = diagnostic.help(format!("did you mean {near}?"));
        }
        self.report(diagnostic);
        None
    }

    fn aggregates(&mut self, expr: &Expr) -> Stats {
        match &expr.kind {
            ExprKind::Group(inner) => self.aggregates(inner),
            ExprKind::Array(elements) => self.aggregate_list(elements),
            _ => Stats::new(self.member(None, expr).into_iter().collect()),
        }
    }

    /// A member of a list of aggregates: a call, `name := call`, or a pipeline in braces.
    pub(super) fn member(&mut self, target: Option<&Name>, expr: &Expr) -> Option<Box<dyn Aggregate>> {
        let step = match &expr.kind {
            ExprKind::Group(inner) => return self.member(target, inner),
            ExprKind::Array(elements) => return Some(Box::new(self.inner_list(elements))),
            ExprKind::Subquery(pipeline) => return self.composite(pipeline, expr.span),
            ExprKind::Call(call) => match target {
                Some(target) => StepKind::Assign { target: target.clone(), value: expr.clone(), statement: false },
                None => StepKind::Call { negated: false, call: call.clone() },
            },
            ExprKind::Error => return None,
            _ => {
                self.report(
                    Diagnostic::new(
                        codes::AGGREGATE_EXPECTED,
                        expr.span,
                        "expected an aggregate function, such as count() or max(f)",
                    )
                    .label("not an aggregate"),
                );
                return None;
            }
        };
        let pipeline = PipelineNode { steps: vec![Step { kind: step, span: expr.span }], span: expr.span };
        self.composite(&pipeline, expr.span)
    }

    fn composite(&mut self, pipeline: &PipelineNode, span: Span) -> Option<Box<dyn Aggregate>> {
        let before = self.diagnostics.len();
        let lowered = self.pipeline(pipeline, Position::Member);
        let Some(reduction) = lowered.reduce else {
            if self.diagnostics.iter().skip(before).all(|diagnostic| !diagnostic.is_error()) {
                self.report(
                    Diagnostic::new(codes::AGGREGATE_EXPECTED, span, "expected an aggregate function here")
                        .label("no aggregate in this")
                        .help("a list of functions holds aggregates such as count(), or pipelines in braces that end in one"),
                );
            }
            return None;
        };
        let reduction = *reduction;
        if lowered.map.is_empty() && reduction.finish.map.is_empty() && reduction.finish.reduce.is_none() {
            return Some(reduction.aggregate);
        }
        Some(Box::new(crate::exec::pipeline::Composite { map: lowered.map, reduction }))
    }

    /// Stages given as `{ ... }`, as a call, or in the lenient dialect as a condition.
    fn stages_argument(&mut self, expr: &Expr) -> Option<Vec<Stage>> {
        match &expr.kind {
            ExprKind::Subquery(pipeline) => Some(self.stages(pipeline)),
            ExprKind::Group(inner) => self.stages_argument(inner),
            ExprKind::Call(call) => {
                let step = Step { kind: StepKind::Call { negated: false, call: call.clone() }, span: expr.span };
                Some(self.stages(&PipelineNode { steps: vec![step], span: expr.span }))
            }
            ExprKind::Not(inner) if matches!(inner.kind, ExprKind::Call(_)) => {
                let ExprKind::Call(call) = &inner.kind else { return None };
                let step = Step { kind: StepKind::Call { negated: true, call: call.clone() }, span: expr.span };
                Some(self.stages(&PipelineNode { steps: vec![step], span: expr.span }))
            }
            ExprKind::Condition(filter) => {
                let condition = self.condition(filter, false, &Steps::new(Position::Branch));
                Some(vec![Stage::Filter(condition)])
            }
            ExprKind::Word { text, .. } => {
                // A bare word in a filter position is free text.
                let pattern = Pattern::Glob(crate::ast::Text { value: text.clone(), quoted: false, span: expr.span });
                let filter = Filter { kind: FilterKind::FreeText(pattern), span: expr.span };
                let condition = self.condition(&filter, false, &Steps::new(Position::Branch));
                Some(vec![Stage::Filter(condition)])
            }
            ExprKind::Error => None,
            _ => {
                self.report(
                    Diagnostic::new(codes::ARGUMENT_TYPE, expr.span, "expected filters or transformations in braces")
                        .help("write them as a pipeline: { status=500 | x := 1 }"),
                );
                None
            }
        }
    }

    fn named(&mut self, taken: Taken, exprs: &[&Expr]) -> Option<Argument> {
        let mut queries = Vec::new();
        for expr in exprs {
            match &expr.kind {
                ExprKind::Named(named) => {
                    for query in named {
                        let outer = self.links.replace(Vec::new());
                        let pipeline = self.pipeline(&query.pipeline, Position::Query);
                        let links = std::mem::replace(&mut self.links, outer).unwrap_or_default();
                        queries.push(NamedPipeline {
                            name: query.name.text.clone(),
                            pipeline,
                            include: query.include.iter().flatten().map(|name| name.text.clone()).collect(),
                            links,
                            span: query.span,
                        });
                    }
                }
                ExprKind::Array(elements) => {
                    let values: Vec<&Expr> = elements.iter().map(|Element { value, .. }| value).collect();
                    if let Some(Argument::Named(more)) = self.named(taken, &values) {
                        queries.extend(more);
                    }
                }
                _ => return self.wrong(taken, expr.span, "named queries, such as Login: { event=login }"),
            }
        }
        Some(Argument::Named(queries))
    }
}

/// The parameter that an argument is for.
#[derive(Clone, Copy)]
struct Taken {
    function: &'static Function,
    parameter: &'static Parameter,
}

impl Taken {
    /// A pipeline over the events so far sees them in their order; one with its own pass over the source does not.
    fn pipeline_position(self) -> Position {
        if self.parameter.kind == Kind::Pipeline { Position::Member } else { Position::Query }
    }
}
