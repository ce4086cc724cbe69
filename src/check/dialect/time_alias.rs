//! `_time`, a Splunk word that no Falcon event carries: it reads as `@timestamp` where an event lacks it (notes, 16.3).

use crate::ast::visit::{self, Visitor};
use crate::ast::{Call, Expr, ExprKind, Filter, FilterKind, Name, Query, Step, StepKind};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, codes};
use crate::source::Span;

/// The word, and what official CQL has for it.
const ALIAS: &str = "_time";
const OFFICIAL: &str = "@timestamp";

/// The step that makes a field of the name, with the value that the alias stands for.
const STEP: &str = "_time := coalesce([_time, @timestamp])";

/// Functions that let nothing through but what they name or make, so that a field made before them does not show.
const CUTTING: &[&str] = &[
    "avg",
    "bucket",
    "collect",
    "count",
    "counterasrate",
    "eventfieldcount",
    "fieldset",
    "fieldstats",
    "groupby",
    "linreg",
    "max",
    "min",
    "percentage",
    "percentile",
    "range",
    "rdns",
    "sankey",
    "select",
    "session",
    "stats",
    "stddev",
    "sum",
    "table",
    "timechart",
    "top",
    "transpose",
    "worldmap",
];

/// Functions whose subqueries read events of their own.
const OWN_EVENTS: &[&str] = &["join", "selfjoin", "selfjoinfilter", "definetable", "correlate", "union"];

/// Reports every place that names `_time`, unless the query makes a field of that name itself. Where a later step cuts the
/// events to named columns, one step before the first of these places keeps rows and columns as they are; else only the
/// other name is left, and the column gets it too.
pub(super) fn report(query: &Query, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    let mut uses = Uses::default();
    let mut first = None;
    for step in &query.pipeline.steps {
        uses.step(step);
        if first.is_none() && !uses.spans.is_empty() {
            first = Some(step.span);
        }
        uses.cut |= first.is_some() && cuts(step);
    }
    let Uses { spans, made, own_events, cut } = uses;
    if made {
        return;
    }
    let step = first.filter(|_| cut && !own_events);
    for span in spans {
        let fix = match step {
            Some(step) => assign_before(step, text),
            None => Fix {
                message: format!("name the field {OFFICIAL}"),
                edits: vec![Edit { span, text: OFFICIAL.to_owned() }],
                applicability: Applicability::Unsafe,
            },
        };
        let mut diagnostic = Diagnostic::new(codes::DIALECT, span, format!("LogScale has no field {ALIAS}"))
            .label(format!("read as {OFFICIAL} where an event lacks it"));
        diagnostic.fixes.push(fix);
        diagnostics.push(diagnostic);
    }
}

/// The fix that makes the field in a step of its own, on a line of its own where steps stand so.
fn assign_before(step: Span, text: &str) -> Fix {
    let before = text.get(..step.start()).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or(before);
    let bar = if line.trim() == "|" && before.len() > line.len() { format!("\n{line}") } else { " | ".to_owned() };
    Fix {
        message: format!("make the field from {OFFICIAL}"),
        edits: vec![Edit { span: Span::at(step.start()), text: format!("{STEP}{bar}") }],
        applicability: Applicability::Safe,
    }
}

fn cuts(step: &Step) -> bool {
    match &step.kind {
        StepKind::Call { call, .. } => is_one_of(call, CUTTING),
        StepKind::Stats(_) => true,
        _ => false,
    }
}

fn is_one_of(call: &Call, names: &[&str]) -> bool {
    names.iter().any(|name| call.function.eq_ignore_ascii_case(name))
}

#[derive(Default)]
struct Uses {
    spans: Vec<Span>,
    /// The query assigns to the name.
    made: bool,
    /// A place reads events that the step before does not see.
    own_events: bool,
    /// A step lets only what it names through.
    cut: bool,
}

impl Uses {
    fn name(&mut self, name: &Name) {
        if name.text == ALIAS {
            self.spans.push(name.span);
        }
    }
}

impl<'a> Visitor<'a> for Uses {
    fn step(&mut self, step: &'a Step) {
        match &step.kind {
            StepKind::Assign { target, .. } => self.made |= target.text == ALIAS,
            StepKind::FieldOperator { field, .. } | StepKind::Match { field, .. } => self.name(field),
            _ => {}
        }
        visit::walk_step(self, step);
    }

    fn call(&mut self, call: &'a Call) {
        let before = self.spans.len();
        visit::walk_call(self, call);
        self.own_events |= is_one_of(call, OWN_EVENTS) && self.spans.len() > before;
    }

    fn filter(&mut self, filter: &'a Filter) {
        match &filter.kind {
            FilterKind::Match { field, .. } | FilterKind::Compare { field, .. } | FilterKind::Exists { field, .. } => {
                self.name(field);
            }
            _ => {}
        }
        visit::walk_filter(self, filter);
    }

    fn expr(&mut self, expr: &'a Expr) {
        if matches!(&expr.kind, ExprKind::Word { text, .. } if text == ALIAS) {
            self.spans.push(expr.span);
        }
        visit::walk_expr(self, expr);
    }
}
