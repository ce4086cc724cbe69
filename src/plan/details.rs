//! What each stage of a plan needs, makes and drops, and what it roughly costs.

use std::fmt::Write;

use super::explain::one_line;
use super::fields::fields_read;
use super::{Plan, explain};
use crate::ast::visit::{self, Visitor};
use crate::ast::{
    Call, Element, Expr, ExprKind, Filter, FilterKind, MatchOperator, Pattern, Query, RegexLiteral, Step, StepKind,
    convert,
};
use crate::exec::{Aggregate, Pipeline, RowCount, Stage};
use crate::functions;
use crate::source::Span;
use crate::value::regex::{Flags, Regex};

/// What [`explain`] says, with some lines on each stage. `tree`: the one that the plan was lowered from.
pub fn details(plan: &Plan, tree: &Query) -> String {
    let mut text = String::new();
    for (number, subquery) in plan.subqueries.iter().enumerate() {
        let _ = writeln!(text, "subquery {} (runs before the query, over all events)", number + 1);
        write_pipeline(&mut text, plan, &subquery.pipeline, None);
    }
    let _ = writeln!(text, "query");
    write_pipeline(&mut text, plan, &plan.pipeline, Some(tree));
    // What holds for the query as a whole stands at the end of the short form.
    let whole = explain(plan);
    for line in
        whole.lines().filter(|line| ["fields: ", "prefilter: ", "interval: "].iter().any(|word| line.starts_with(word)))
    {
        let _ = writeln!(text, "{line}");
    }
    text
}

fn write_pipeline(text: &mut String, plan: &Plan, pipeline: &Pipeline, tree: Option<&Query>) {
    let mut pipeline = pipeline;
    let mut segment = "map";
    if pipeline.source.is_some() {
        let _ = writeln!(text, "  source  events made by the query");
    }
    loop {
        for (label, stage) in pipeline.labels.iter().zip(&pipeline.map) {
            let _ = writeln!(text, "  {segment:6}  {}", one_line(&label.text));
            if let Some(step) = tree.and_then(|tree| step_of(tree, label.span)) {
                write_step(text, plan, step, Some(stage), segment == "map");
            }
        }
        let Some(reduction) = &pipeline.reduce else { break };
        let reduce = if segment == "finish" { segment } else { "reduce" };
        let _ = writeln!(text, "  {reduce:6}  {}", one_line(&reduction.label.text));
        if let Some(step) = tree.and_then(|tree| step_of(tree, reduction.label.span)) {
            write_step(text, plan, step, None, false);
        }
        write_aggregate(text, &*reduction.aggregate, segment == "map");
        pipeline = &reduction.finish;
        segment = "finish";
    }
}

fn step_of(tree: &Query, span: Span) -> Option<&Step> {
    tree.pipeline.steps.iter().find(|step| step.span == span)
}

fn write_step(text: &mut String, plan: &Plan, step: &Step, stage: Option<&Stage>, reads_input: bool) {
    let mut reads = fields_read(|fields| fields.step(step));
    let makes = made(step);
    let mut line = |name: &str, what: &str| _ = writeln!(text, "            {name:6} {what}");
    // A field that a branch makes and a later part of it reads is no need of the stage.
    reads.retain(|name| !makes.contains(name) || matches!(step.kind, StepKind::Assign { .. }));
    if !reads.is_empty() {
        line("needs", &reads.join(", "));
    }
    if !makes.is_empty() {
        line("makes", &makes.join(", "));
    }
    match stage.map(Stage::inner) {
        Some(Stage::Filter(_)) => line("drops", "events that do not match"),
        Some(Stage::Case(_)) if takes_all(step) => line("drops", "none: the last branch takes what is left"),
        Some(Stage::Case(_)) => line("drops", "events that no branch lets out"),
        Some(Stage::End) => line("drops", "every event"),
        Some(Stage::Transform(_)) => line("may", "change the event, drop it, or make several of it"),
        Some(Stage::Assign(..) | Stage::Shared(_) | Stage::Mark(_)) | None => {}
    }
    if reads_input && matches!(stage.map(Stage::inner), Some(Stage::Filter(_))) {
        let own = |field: &Option<_>| {
            field.as_ref().is_none_or(|name: &crate::symbol::FieldName| reads.iter().any(|read| read == name.as_ref()))
        };
        let sets = plan.request.required.iter().filter(|set| set.fields.iter().all(own));
        let sets: Vec<String> = sets
            .map(|set| set.literals.iter().map(|literal| format!("{literal:?}")).collect::<Vec<_>>().join(" or "))
            .collect();
        if !sets.is_empty() {
            line("spares", &format!("lines without {} are not decoded", sets.join(" and ")));
        }
    }
    let (linear, backtracking) = Regexes::of(step);
    let noun = |count: usize| if count == 1 { "regex" } else { "regexes" };
    if linear > 0 {
        line("costs", &format!("{linear} {} for each event, in time linear in the value", noun(linear)));
    }
    if backtracking > 0 {
        line(
            "costs",
            &format!("{backtracking} {} with look-around or back-references, which can be slow", noun(backtracking)),
        );
    }
}

fn write_aggregate(text: &mut String, aggregate: &dyn Aggregate, is_first: bool) {
    let rows = match aggregate.row_count() {
        RowCount::One => "one row at most for each group",
        RowCount::Several => "several rows",
        RowCount::Sequence => "a row for each event",
    };
    let _ = writeln!(text, "            gives  {rows}");
    match aggregate.keeps() {
        Some((limit, what)) => _ = writeln!(text, "            keeps  at most {limit} {what}"),
        None => _ = writeln!(text, "            keeps  what its result needs; there is no limit of its own"),
    }
    if is_first {
        let _ =
            writeln!(text, "            splits here: each chunk of the input has its own state; they merge in order");
    }
}

/// The fields that a step makes, as far as the query names them.
fn made(step: &Step) -> Vec<String> {
    let mut made = Made::default();
    made.step(step);
    made.0
}

#[derive(Default)]
struct Made(Vec<String>);

impl Made {
    fn add(&mut self, name: &str) {
        if !self.0.iter().any(|known| known == name) {
            self.0.push(name.to_owned());
        }
    }

    fn of_call(&mut self, call: &Call) {
        let Some(function) = functions::find(&call.function) else { return };
        let named = |wanted: &str| {
            let mut arguments = call.arguments.iter();
            arguments.find(|argument| argument.name.as_ref().is_some_and(|name| name.text == wanted))
        };
        if let Some(inner) = named("function") {
            return self.of_aggregates(&inner.value);
        }
        match named("as").and_then(|argument| convert::into_name(&argument.value)) {
            Some(name) => self.add(&name.text),
            // Names in angle brackets depend on arguments.
            None => function.output.iter().filter(|name| !name.starts_with('<')).for_each(|name| self.add(name)),
        }
    }
}

impl Made {
    /// A function, or a list of them.
    fn of_aggregates(&mut self, value: &Expr) {
        match &value.kind {
            ExprKind::Call(call) => self.of_call(call),
            ExprKind::Array(elements) => elements.iter().for_each(|element| self.of_element(element)),
            _ => {}
        }
    }

    fn of_element(&mut self, element: &Element) {
        match &element.target {
            Some(target) => self.add(&target.text),
            None => self.of_aggregates(&element.value),
        }
    }
}

impl<'a> Visitor<'a> for Made {
    fn step(&mut self, step: &'a Step) {
        match &step.kind {
            StepKind::Assign { target, .. } => self.add(&target.text),
            StepKind::Call { call, .. } | StepKind::FieldOperator { call, .. } => self.of_call(call),
            StepKind::Stats(elements) => elements.iter().for_each(|element| self.of_element(element)),
            _ => visit::walk_step(self, step),
        }
    }

    fn filter(&mut self, filter: &'a Filter) {
        match &filter.kind {
            // Named groups make fields, but not under or and not.
            FilterKind::And(_) | FilterKind::Group(_) => visit::walk_filter(self, filter),
            FilterKind::Match { operator, pattern: Pattern::Regex(regex), .. }
                if *operator != MatchOperator::NotEqual =>
            {
                self.regex(regex);
            }
            FilterKind::FreeText(Pattern::Regex(regex)) => self.regex(regex),
            _ => {}
        }
    }

    fn regex(&mut self, regex: &'a RegexLiteral) {
        if let Some(regex) = compiled(regex) {
            regex.capture_names().iter().for_each(|name| self.add(name));
        }
    }
}

/// Whether the last branch has a step that lets everything through and nothing else that could drop.
fn takes_all(step: &Step) -> bool {
    let lets_through = |step: &Step| match &step.kind {
        StepKind::Filter(filter) => matches!(filter.kind, FilterKind::Constant(true)),
        StepKind::Assign { .. } => true,
        _ => false,
    };
    match &step.kind {
        StepKind::Case(branches) => branches.last().is_some_and(|last| last.pipeline.steps.iter().all(lets_through)),
        StepKind::Match { arms, .. } => arms.last().is_some_and(|last| {
            last.guard == crate::ast::Guard::Always && last.pipeline.steps.iter().all(lets_through)
        }),
        _ => false,
    }
}

/// Counts the regexes of a step by engine.
#[derive(Default)]
struct Regexes {
    linear: usize,
    backtracking: usize,
}

impl Regexes {
    fn of(step: &Step) -> (usize, usize) {
        let mut regexes = Self::default();
        regexes.step(step);
        (regexes.linear, regexes.backtracking)
    }
}

impl<'a> Visitor<'a> for Regexes {
    fn regex(&mut self, regex: &'a RegexLiteral) {
        match compiled(regex) {
            Some(regex) if regex.backtracks() => self.backtracking += 1,
            Some(_) => self.linear += 1,
            None => {}
        }
    }
}

fn compiled(literal: &RegexLiteral) -> Option<Regex> {
    Regex::new(&literal.source, Flags::parse(&literal.flags).ok()?).ok()
}
