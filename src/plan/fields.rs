//! Which fields a part of a query reads, as far as it names them.

use crate::ast::visit::{self, Visitor};
use crate::ast::{Call, Expr, ExprKind, Filter, FilterKind, Step, StepKind};
use crate::exec::function::Kind;
use crate::functions;

/// The fields that are read in what `gather` visits.
pub fn fields_read(gather: impl FnOnce(&mut Fields)) -> Vec<String> {
    let mut fields = Fields::default();
    gather(&mut fields);
    fields.0
}

/// The fields that a part of a query reads, in the order in which it names them.
#[derive(Default)]
pub struct Fields(Vec<String>);

impl Fields {
    fn add(&mut self, name: &str) {
        if !self.0.iter().any(|known| known == name) {
            self.0.push(name.to_owned());
        }
    }
}

impl<'a> Visitor<'a> for Fields {
    fn step(&mut self, step: &'a Step) {
        match &step.kind {
            StepKind::FieldOperator { field, .. } | StepKind::Match { field, .. } => self.add(&field.text),
            _ => {}
        }
        visit::walk_step(self, step);
    }

    fn filter(&mut self, filter: &'a Filter) {
        match &filter.kind {
            FilterKind::Match { field, .. } | FilterKind::Compare { field, .. } | FilterKind::Exists { field, .. } => {
                self.add(&field.text)
            }
            FilterKind::Link { left, .. } => self.add(&left.text),
            _ => {}
        }
        visit::walk_filter(self, filter);
    }

    fn expr(&mut self, expr: &'a Expr) {
        if let ExprKind::Word { text, pattern: false } = &expr.kind {
            self.add(text);
        }
        visit::walk_expr(self, expr);
    }

    fn call(&mut self, call: &'a Call) {
        let function = functions::find(&call.function);
        for argument in &call.arguments {
            let parameter = function.and_then(|function| match &argument.name {
                Some(name) => function.parameter(&name.text),
                None => function.unnamed(),
            });
            match parameter.map(|(_, parameter)| parameter.kind) {
                // Other words are names of modes, values, files.
                Some(Kind::Field | Kind::Fields) => self.names(&argument.value),
                Some(Kind::Expression | Kind::Expressions) | None => self.expr(&argument.value),
                Some(_) => self.nested(&argument.value),
            }
        }
    }
}

impl Fields {
    /// Functions and pipelines in an argument that is no value itself.
    fn nested(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Call(call) => self.call(call),
            ExprKind::Array(elements) => elements.iter().for_each(|element| self.nested(&element.value)),
            _ => {}
        }
    }

    fn names(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Word { text, .. } | ExprKind::Text(text) => self.add(text),
            ExprKind::Array(elements) => elements.iter().for_each(|element| self.names(&element.value)),
            _ => {}
        }
    }
}
