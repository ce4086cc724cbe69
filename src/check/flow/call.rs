//! What a function call reads and writes, by the kinds of its parameters; what descriptors cannot say stands in
//! `outputs`.

use super::walk::{Effect, Walk, captured};
use super::{By, Fields, Need, Write, outputs};
use crate::ast::convert::glued_text;
use crate::ast::{Call, Element, Expr, ExprKind, Name, Pipeline};
use crate::check::arguments::{self, ArgumentValue, Resolved, Surroundings, literal};
use crate::exec::function::{Function, INPUT_FIELD, Kind};
use crate::functions;
use crate::source::Span;

impl<'a> Walk<'a> {
    /// A call. `step`: whether it is a step or an aggregate of one, so that what it writes is written to events.
    pub fn call(
        &mut self,
        call: &'a Call,
        surroundings: Surroundings<'a>,
        before: &Fields,
        parent: (usize, usize),
        effect: &mut Effect,
        step: bool,
    ) {
        let Some(function) = functions::find(&call.function) else {
            effect.reads_unknown = true;
            effect.writes_unknown = true;
            return;
        };
        let resolved = arguments::resolve(call, function, surroundings, &mut Vec::new());
        let need = if outputs::FOR_ABSENT.contains(&function.name) { Need::Perhaps } else { Need::Value };
        let mut members = None;
        for argument in &resolved {
            let Some(parameter) = function.parameters.get(argument.parameter) else { continue };
            match parameter.kind {
                // The key of a join is a field of the subquery.
                Kind::Fields if function.name == "join" && parameter.name == "key" => {}
                Kind::Field | Kind::Fields => {
                    for (name, span) in names(argument) {
                        effect.read(&name, span, need);
                    }
                    effect.reads_unknown |= has_computed(argument);
                }
                Kind::Output => {}
                Kind::Array => effect.reads_unknown = true,
                Kind::Expression | Kind::Expressions => {
                    let first = effect.reads.len();
                    each(argument, |expr| self.expression(expr, effect));
                    if need == Need::Perhaps {
                        effect.reads.iter_mut().skip(first).for_each(|read| read.need = need);
                    }
                }
                Kind::Assignments => {
                    if let ArgumentValue::Assignments(pairs) = &argument.value {
                        for (target, value) in pairs {
                            self.expression(value, effect);
                            effect.write(target, super::walk::is_literal(value));
                        }
                    }
                }
                Kind::Aggregates => members = Some(self.aggregates(argument, before, parent, effect)),
                Kind::Stages | Kind::Filters => each(argument, |expr| self.stages(expr, effect)),
                Kind::Subquery | Kind::NamedSubqueries => each(argument, |expr| self.subquery(expr, effect)),
                Kind::Pipeline => {
                    each(argument, |expr| self.stages(expr, effect));
                    effect.reads_unknown = true;
                }
                Kind::Text
                | Kind::Texts
                | Kind::TextLists
                | Kind::Regex
                | Kind::Boolean
                | Kind::Integer
                | Kind::Number
                | Kind::Numbers
                | Kind::Duration
                | Kind::Time => {}
            }
        }
        self.defaults(function, &resolved, call.span, effect);
        effect.reads_unknown |= outputs::READS_UNKNOWN.contains(&function.name);
        if step {
            self.writes(function, call, &resolved, members, before, effect);
        }
    }

    /// Fields that are read because they are not named.
    fn defaults(&mut self, function: &'static Function, resolved: &[Resolved<'_>], span: Span, effect: &mut Effect) {
        for (number, parameter) in function.parameters.iter().enumerate() {
            if matches!(parameter.kind, Kind::Field | Kind::Fields)
                && let Some(default) = parameter.default
                && !resolved.iter().any(|given| given.parameter == number)
            {
                if default.starts_with('(') {
                    effect.reads_unknown |= function.roles.aggregate;
                } else {
                    effect.read(default, span, Need::Implied);
                }
            }
        }
    }

    fn writes(
        &mut self,
        function: &'static Function,
        call: &Call,
        resolved: &[Resolved<'_>],
        members: Option<Option<Vec<String>>>,
        before: &Fields,
        effect: &mut Effect,
    ) {
        let given = |name: &str| {
            let (number, _) = function.parameter(name)?;
            resolved.iter().find(|argument| argument.parameter == number)
        };
        if function.roles.aggregate {
            effect.aggregates = !matches!(function.name, "sort" | "head" | "tail");
            effect.after = Some(match outputs::of_aggregate(function, resolved, members) {
                outputs::After::Same => before.clone(),
                outputs::After::Only(names) => Fields::closed(names, call.span),
                outputs::After::Unknown => Fields::Open,
            });
            return;
        }
        if function.name == "regex" {
            if let Some(argument) = given("regex")
                && let ArgumentValue::One(expr) = &argument.value
            {
                match &expr.kind {
                    ExprKind::Text(text) => captured(text, None, expr.span, effect),
                    ExprKind::Regex(regex) => captured(&regex.source, Some(regex), expr.span, effect),
                    _ => effect.writes_unknown = true,
                }
            }
            return;
        }
        match outputs::of_event(function, resolved) {
            outputs::Event::None => {}
            outputs::Event::Unknown => effect.writes_unknown = true,
            outputs::Event::Only(names) => effect.after = Some(Fields::closed(names, call.span)),
            outputs::Event::Dropped(names) => {
                let after = names.iter().fold(before.clone(), |fields, name| fields.without(name));
                effect.after = Some(after);
                effect.removes.extend(names);
            }
            outputs::Event::Renamed(pairs) => {
                let mut after = before.clone();
                for ((from, _), (to, span)) in pairs {
                    after = after.without(&from).with([to.clone()]);
                    effect.removes.extend((from != to).then_some(from));
                    effect.writes.push(Write { name: to, span, by: By::Name, maybe: false, certain: false });
                }
                effect.after = Some(after);
            }
            outputs::Event::Added(names) => {
                effect.writes.extend(names.into_iter().map(|name| Write {
                    name,
                    span: call.span,
                    by: By::Default,
                    maybe: false,
                    certain: false,
                }));
            }
            outputs::Event::Value => {
                let target = given("as").and_then(|argument| names(argument).into_iter().next());
                let (name, span, by) = match target {
                    Some((name, span)) => (name, span, By::Name),
                    None => {
                        let input = function.parameter("as").is_some_and(|(_, own)| own.default == Some(INPUT_FIELD));
                        let field = given("field").and_then(|argument| names(argument).into_iter().next());
                        let name = match field {
                            Some((name, _)) if input => name,
                            _ => function.default_output(),
                        };
                        (name, call.span, By::Default)
                    }
                };
                let certain = outputs::NEVER_NULL.contains(&function.name);
                effect.writes.push(Write { name, span, by, maybe: false, certain });
            }
        }
    }

    /// The members of `function=`; the fields that they make, where they are known.
    fn aggregates(
        &mut self,
        argument: &Resolved<'a>,
        before: &Fields,
        parent: (usize, usize),
        effect: &mut Effect,
    ) -> Option<Vec<String>> {
        let exprs: Vec<(Option<&'a Name>, &'a Expr)> = match &argument.value {
            ArgumentValue::One(Expr { kind: ExprKind::Array(elements), .. }) => {
                return self.members(elements, before, parent, effect);
            }
            ArgumentValue::One(expr) => vec![(None, *expr)],
            ArgumentValue::List(list) => list.iter().map(|expr| (None, *expr)).collect(),
            _ => return None,
        };
        let mut names = Some(Vec::new());
        for (target, expr) in exprs {
            let own = self.member(target, expr, before, parent, effect);
            names = names.zip(own).map(|(names, own)| [names, own].concat());
        }
        names
    }

    /// The members of a list of aggregates.
    pub fn members(
        &mut self,
        elements: &'a [Element],
        before: &Fields,
        parent: (usize, usize),
        effect: &mut Effect,
    ) -> Option<Vec<String>> {
        let mut names = Some(Vec::new());
        for element in elements {
            let own = self.member(element.target.as_ref(), &element.value, before, parent, effect);
            names = names.zip(own).map(|(names, own)| [names, own].concat());
        }
        names
    }

    fn member(
        &mut self,
        target: Option<&'a Name>,
        expr: &'a Expr,
        before: &Fields,
        parent: (usize, usize),
        effect: &mut Effect,
    ) -> Option<Vec<String>> {
        match &expr.kind {
            ExprKind::Call(call) => {
                let mut own = Effect::default();
                let surroundings = Surroundings { target, ..Surroundings::default() };
                self.call(call, surroundings, before, parent, &mut own, true);
                effect.reads.append(&mut own.reads);
                effect.inner_reads.append(&mut own.inner_reads);
                effect.reads_unknown |= own.reads_unknown;
                match own.after {
                    Some(Fields::Closed(closed)) => Some(closed.names().into_iter().collect()),
                    _ => None,
                }
            }
            ExprKind::Subquery(pipeline) => {
                let (number, after) = self.pipeline(pipeline, before.clone(), Some(parent));
                self.absorb_reads(number, effect);
                let ends = pipeline_aggregates(&self.flow.pipelines, number);
                match after {
                    Fields::Closed(closed) if ends => Some(closed.names().into_iter().collect()),
                    _ => None,
                }
            }
            ExprKind::Array(elements) => self.members(elements, before, parent, effect),
            ExprKind::Group(inner) => self.member(target, inner, before, parent, effect),
            _ => None,
        }
    }

    fn absorb_reads(&mut self, number: usize, effect: &mut Effect) {
        let mut own = Effect::default();
        self.absorb(number, &mut own);
        effect.inner_reads.append(&mut own.inner_reads);
        effect.reads_unknown |= own.reads_unknown;
    }

    /// Steps that a function runs on something of its own choice.
    fn stages(&mut self, expr: &'a Expr, effect: &mut Effect) {
        match &expr.kind {
            ExprKind::Subquery(pipeline) => self.own_pipeline(pipeline, effect),
            ExprKind::Array(elements) => elements.iter().for_each(|element| self.stages(&element.value, effect)),
            ExprKind::Call(call) => {
                self.call(call, Surroundings::default(), &Fields::Open, (0, 0), effect, false);
            }
            _ => self.expression(expr, effect),
        }
    }

    fn own_pipeline(&mut self, pipeline: &'a Pipeline, effect: &mut Effect) {
        let (number, _) = self.pipeline(pipeline, Fields::Open, None);
        self.absorb_reads(number, effect);
    }

    /// A subquery over all events: its fields are its own.
    fn subquery(&mut self, expr: &'a Expr, effect: &mut Effect) {
        match &expr.kind {
            ExprKind::Subquery(pipeline) => {
                self.pipeline(pipeline, Fields::Open, None);
            }
            ExprKind::Named(queries) => {
                for query in queries {
                    self.pipeline(&query.pipeline, Fields::Open, None);
                }
            }
            ExprKind::Group(inner) => self.subquery(inner, effect),
            _ => effect.reads_unknown = true,
        }
    }
}

fn pipeline_aggregates(pipelines: &[super::PipelineFlow<'_>], number: usize) -> bool {
    pipelines.get(number).is_some_and(|own| own.steps.iter().any(|step| step.aggregates))
}

fn each<'a>(argument: &Resolved<'a>, mut look: impl FnMut(&'a Expr)) {
    match &argument.value {
        ArgumentValue::One(expr) => look(expr),
        ArgumentValue::List(list) => list.iter().for_each(|expr| look(expr)),
        ArgumentValue::Name(_) | ArgumentValue::Assignments(_) => {}
    }
}

/// The names that an argument lists, with their places.
pub(super) fn names(argument: &Resolved<'_>) -> Vec<(String, Span)> {
    fn add(expr: &Expr, found: &mut Vec<(String, Span)>) {
        match &expr.kind {
            ExprKind::Array(elements) => elements.iter().for_each(|element| add(&element.value, found)),
            ExprKind::Group(inner) => add(inner, found),
            _ => found.extend(glued_text(expr).or_else(|| literal(expr)).map(|text| (text, expr.span))),
        }
    }
    let mut found = Vec::new();
    match &argument.value {
        ArgumentValue::Name(name) => found.push((name.text.clone(), name.span)),
        ArgumentValue::One(expr) => add(expr, &mut found),
        ArgumentValue::List(list) => list.iter().for_each(|expr| add(expr, &mut found)),
        ArgumentValue::Assignments(_) => {}
    }
    found
}

/// Whether an argument that lists fields holds something else than names: parameters.
fn has_computed(argument: &Resolved<'_>) -> bool {
    fn computed(expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Array(elements) => elements.iter().any(|element| computed(&element.value)),
            ExprKind::Group(inner) => computed(inner),
            _ => glued_text(expr).or_else(|| literal(expr)).is_none(),
        }
    }
    match &argument.value {
        ArgumentValue::Name(_) | ArgumentValue::Assignments(_) => false,
        ArgumentValue::One(expr) => computed(expr),
        ArgumentValue::List(list) => list.iter().any(|expr| computed(expr)),
    }
}

/// Whether an argument names a field that cannot be told.
pub(super) fn is_computed(argument: &Resolved<'_>) -> bool {
    has_computed(argument)
}
