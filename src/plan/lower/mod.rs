//! Lowering of a tree to executable stages, one file for each part of the language.

mod argument;
mod call;
mod expression;
mod filter;
mod parameter;
mod points;
mod saved;
mod step;

use std::collections::BTreeMap;

use crate::ast;
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::exec::arguments::{Subqueries, Subquery, SubqueryId};
use crate::exec::pipeline::Label;
use crate::exec::{Aggregate, Pipeline, Reduction, Settings, Source, Stage};
use crate::source::Span;
use crate::symbol::{Symbol, Symbols};

pub use points::{Point, PointKind};

/// The state of lowering one query.
pub struct Lowering<'l> {
    text: &'l str,
    settings: Settings,
    symbols: Symbols,
    subqueries: Subqueries,
    tables: Vec<(String, SubqueryId)>,
    diagnostics: Vec<Diagnostic>,
    /// Values of parameters, the innermost saved query last; the first entry holds the defaults that the query gives.
    parameters: Vec<BTreeMap<String, Vec<String>>>,
    /// Saved queries that are being lowered, with the call in the user's own text.
    saved: Vec<String>,
    saved_call: Option<Span>,
    /// Whether an aggregate has put the events into an order before the step that is being lowered.
    ordered: bool,
    /// Whether the functions of a chart over time are being lowered, `window()` among them.
    in_chart: bool,
    /// Whether a parameter without a value has stood in the arguments of the call that is being lowered.
    unknown_value: bool,
    /// Links of the correlate subquery that is being lowered.
    links: Option<Vec<(String, String)>>,
    /// How many pipelines are being lowered, one within the other.
    depth: usize,
    /// Where the query sets its own search interval.
    interval: Option<Span>,
    /// Who watches the plan, and the points that were given a probe.
    watched: Option<points::Watched>,
    /// Whether the steps of the pipeline that comes next are points.
    mark_steps: bool,
}

/// Where a pipeline stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// The query itself, or a subquery with its own pass over the source.
    Query,
    /// A member of a list of aggregates.
    Member,
    /// A branch of case or match, or stages that a function runs: no aggregates.
    Branch,
}

/// A pipeline under construction.
pub(super) struct Steps {
    position: Position,
    source: Option<Box<dyn Source>>,
    segments: Vec<Segment>,
    /// Whether a step other than a preamble has been seen.
    started: bool,
}

#[derive(Default)]
struct Segment {
    map: Vec<Stage>,
    labels: Vec<Label>,
    aggregate: Option<(Box<dyn Aggregate>, Label)>,
}

impl Steps {
    fn new(position: Position) -> Self {
        Self { position, source: None, segments: vec![Segment::default()], started: false }
    }

    fn stage(&mut self, stage: Stage, label: Label) {
        self.started = true;
        if let Some(segment) = self.segments.last_mut() {
            segment.map.push(stage);
            segment.labels.push(label);
        }
    }

    fn aggregate(&mut self, aggregate: Box<dyn Aggregate>, label: Label) {
        self.started = true;
        if let Some(segment) = self.segments.last_mut() {
            segment.aggregate = Some((aggregate, label));
        }
        self.segments.push(Segment::default());
    }

    /// The stages so far, where they see the events of the source.
    fn before(&mut self) -> Option<&mut Vec<Stage>> {
        let raw = self.position == Position::Query && self.source.is_none();
        match self.segments.as_mut_slice() {
            [only] if raw => Some(&mut only.map),
            _ => None,
        }
    }

    /// Takes a source, which discards all that came before it (functions-readfile.html).
    fn source(&mut self, source: Box<dyn Source>) {
        self.started = true;
        self.source = Some(source);
        self.segments = vec![Segment::default()];
    }

    fn has_aggregate(&self) -> bool {
        self.segments.len() > 1
    }

    fn into_pipeline(self) -> Pipeline {
        let mut pipeline = Pipeline::default();
        for segment in self.segments.into_iter().rev() {
            let reduce = segment.aggregate.map(|(aggregate, label)| {
                Box::new(Reduction { aggregate, label, finish: std::mem::take(&mut pipeline) })
            });
            pipeline = Pipeline { source: None, map: segment.map, labels: segment.labels, reduce };
        }
        pipeline.source = self.source;
        pipeline
    }
}

impl<'l> Lowering<'l> {
    /// Begins with a query's text and the defaults of its parameters.
    pub fn new(query: &ast::Query, text: &'l str, settings: &Settings) -> Self {
        let mut lowering = Self {
            text,
            settings: settings.clone(),
            symbols: Symbols::new(),
            subqueries: Subqueries::default(),
            tables: Vec::new(),
            diagnostics: Vec::new(),
            parameters: Vec::new(),
            saved: Vec::new(),
            saved_call: None,
            ordered: false,
            in_chart: false,
            unknown_value: false,
            links: None,
            depth: 0,
            interval: None,
            watched: None,
            mark_steps: false,
        };
        lowering.collect_defaults(&query.pipeline);
        lowering
    }

    /// Takes a field from each record as if the query named it.
    pub fn read(&mut self, name: &str) {
        self.symbols.intern(name);
    }

    /// Lowers the main pipeline.
    pub fn query(&mut self, query: &ast::Query) -> Pipeline {
        self.pipeline(&query.pipeline, Position::Query)
    }

    /// What lowering leaves.
    pub fn into_parts(self) -> (Symbols, Settings, Vec<Subquery>, Vec<Diagnostic>) {
        (self.symbols, self.settings, self.subqueries.0, self.diagnostics)
    }

    fn pipeline(&mut self, pipeline: &ast::Pipeline, position: Position) -> Pipeline {
        let mut steps = Steps::new(position);
        let ordered = self.ordered;
        let in_chart = self.in_chart;
        // A member of a list of aggregates sees the events in the order of the pipeline around it.
        self.ordered &= position != Position::Query;
        self.depth += 1;
        let marks = std::mem::take(&mut self.mark_steps);
        for step in &pipeline.steps {
            self.step(step, &mut steps);
            if marks {
                self.mark(&mut steps, PointKind::Step, step.span);
            }
            self.ordered |= steps.has_aggregate();
            self.in_chart &= !steps.has_aggregate();
        }
        self.depth -= 1;
        self.ordered = ordered;
        self.in_chart = in_chart;
        steps.into_pipeline()
    }

    /// Lowers steps that may hold no aggregate.
    fn stages(&mut self, pipeline: &ast::Pipeline) -> Vec<Stage> {
        self.pipeline(pipeline, Position::Branch).map
    }

    fn symbol(&mut self, name: &str) -> Symbol {
        self.symbols.intern(name)
    }

    fn label(&self, span: Span) -> Label {
        let (span, text) = match self.saved_call {
            // Inside a saved query the spans belong to another text; the call stands for all of it.
            Some(call) => {
                (call, format!("{} (in ${}())", call.of(self.text), self.saved.last().map_or("", String::as_str)))
            }
            None => (span, span.of(self.text).to_owned()),
        };
        Label { span, text }
    }

    /// Reports a finding; inside a saved query it is shown at the call.
    fn report(&mut self, mut diagnostic: Diagnostic) {
        if let Some(call) = self.saved_call {
            diagnostic.message = format!(
                "in the saved query ${}(): {}",
                self.saved.last().map_or("", String::as_str),
                diagnostic.message
            );
            diagnostic.primary.span = call;
            diagnostic.secondary.clear();
            diagnostic.fixes.clear();
        }
        self.diagnostics.push(diagnostic);
    }

    fn error(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.report(Diagnostic::new(code, span, message));
    }

    fn aggregate_in_branch(&mut self, span: Span, function: &str) {
        self.report(
            Diagnostic::new(codes::AGGREGATE_IN_BRANCH, span, format!("the aggregate {function}() cannot stand here"))
                .label("an aggregate in a branch")
                .note("case and match branches, and the pipelines that a function runs on an event, look at one event at a time")
                .help("set a field in the branches and aggregate by it after the closing brace"),
        );
    }
}
