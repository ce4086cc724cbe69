//! `_time`, a Splunk word that no Falcon event carries: it reads as `@timestamp` where an event lacks it (notes, 16.3).

use crate::ast::visit::{self, Visitor};
use crate::ast::{Expr, ExprKind, Filter, FilterKind, Name, Query, Step, StepKind};
use crate::diagnostic::{Applicability, Diagnostic, codes};
use crate::source::Span;

/// The word, and what official CQL has for it.
const ALIAS: &str = "_time";
const OFFICIAL: &str = "@timestamp";

/// Reports every place that names `_time`, unless the query makes a field of that name itself.
pub(super) fn report(query: &Query, diagnostics: &mut Vec<Diagnostic>) {
    let mut uses = Uses::default();
    visit::walk_query(&mut uses, query);
    if uses.made {
        return;
    }
    for span in uses.spans {
        diagnostics.push(
            Diagnostic::new(codes::DIALECT, span, format!("LogScale has no field {ALIAS}"))
                .label(format!("read as {OFFICIAL} where an event lacks it"))
                .fix(format!("name the field {OFFICIAL}"), span, OFFICIAL, Applicability::Unsafe),
        );
    }
}

#[derive(Default)]
struct Uses {
    spans: Vec<Span>,
    made: bool,
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
