//! Printing of expressions, calls and lists.

use super::Printer;
use crate::ast::{Argument, Call, Element, Expr, ExprKind, Name, NamedQuery};

impl Printer {
    pub(super) fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Word { text, .. } | ExprKind::Number(text) => self.push(text),
            ExprKind::Text(text) => self.push(&super::quote(text)),
            ExprKind::Boolean(value) => self.push(if *value { "true" } else { "false" }),
            ExprKind::Parameter(parameter) => self.parameter(parameter),
            ExprKind::Arithmetic { operator, left, right } => {
                let glued = right.span.start == left.span.end + 1;
                self.binary(left, operator.symbol(), right, glued && crate::ast::convert::glued_text(expr).is_some());
            }
            ExprKind::Compare { operator, left, right } => self.binary(left, operator.symbol(), right, false),
            ExprKind::Minus(inner) => self.prefixed("-", inner),
            ExprKind::Not(inner) => self.prefixed("!", inner),
            ExprKind::Group(inner) => {
                self.push("(");
                self.expr(inner);
                self.push(")");
            }
            ExprKind::Call(call) => self.call(call),
            ExprKind::Array(elements) => self.elements(elements),
            ExprKind::Subquery(pipeline) => {
                self.push("{ ");
                self.pipeline(pipeline);
                self.push(" }");
            }
            ExprKind::Named(queries) => self.list(queries, " ", Self::named_query),
            ExprKind::Condition(filter) => self.condition(filter),
            ExprKind::Case(arms) => {
                self.unofficial();
                self.push("case { ");
                self.list(arms, "; ", |printer, (condition, value)| {
                    printer.filter(condition);
                    printer.push(" => ");
                    printer.expr(value);
                });
                self.push(" }");
            }
            ExprKind::Coalesce(left, right) => {
                self.push("coalesce([");
                self.coalesced(left);
                self.push(", ");
                self.expr(right);
                self.push("])");
            }
            ExprKind::Regex(regex) => {
                self.unofficial();
                self.regex(regex);
            }
            ExprKind::Error => self.unofficial(),
        }
    }

    /// The left sides of a chain of `??`.
    fn coalesced(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Coalesce(left, right) => {
                self.coalesced(left);
                self.push(", ");
                self.expr(right);
            }
            _ => self.expr(expr),
        }
    }

    fn binary(&mut self, left: &Expr, symbol: &str, right: &Expr, glued: bool) {
        let blank = if glued { "" } else { " " };
        self.expr(left);
        self.push(blank);
        self.push(symbol);
        self.push(blank);
        self.expr(right);
    }

    fn prefixed(&mut self, sign: &str, inner: &Expr) {
        self.push(sign);
        self.expr(inner);
    }

    pub(super) fn call(&mut self, call: &Call) {
        if let Some(text) = super::nested_if(call) {
            return self.push(&text);
        }
        self.push(&call.function);
        self.push("(");
        self.list(&call.arguments, ", ", Self::argument);
        self.push(")");
    }

    fn argument(&mut self, argument: &Argument) {
        if let Some(name) = &argument.name {
            self.name(name);
            self.push("=");
        }
        self.expr(&argument.value);
    }

    pub(super) fn elements(&mut self, elements: &[Element]) {
        self.push("[");
        self.list(elements, ", ", |printer, element| {
            if let Some(target) = &element.target {
                printer.name(target);
                printer.push(" := ");
            }
            printer.expr(&element.value);
        });
        self.push("]");
    }

    fn named_query(&mut self, query: &NamedQuery) {
        self.name(&query.name);
        self.push(": { ");
        self.pipeline(&query.pipeline);
        self.push(" }");
        if let Some(include) = &query.include {
            self.push(" include: [");
            self.list(include, ", ", Self::included);
            self.push("]");
        }
    }

    fn included(&mut self, name: &Name) {
        if name.text == "*" { self.push("*") } else { self.name(name) }
    }
}
