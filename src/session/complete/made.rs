//! The field names that a query itself makes or mentions.

use std::collections::BTreeSet;

use crate::ast::visit::{Visitor, walk_call, walk_filter, walk_step};
use crate::ast::{Call, Expr, ExprKind, Filter, FilterKind, Query, RegexLiteral, Step, StepKind};
use crate::check::arguments::literal;
use crate::functions;

/// Names of fields that the query assigns, captures or tests.
pub(super) fn names(query: &Query) -> BTreeSet<String> {
    let mut names = Names(BTreeSet::new());
    names.pipeline(&query.pipeline);
    names.0
}

struct Names(BTreeSet<String>);

impl Names {
    fn add(&mut self, name: &str) {
        if !name.is_empty() {
            self.0.insert(name.to_owned());
        }
    }
}

impl<'a> Visitor<'a> for Names {
    fn step(&mut self, step: &'a Step) {
        match &step.kind {
            StepKind::Assign { target, .. } => self.add(&target.text),
            StepKind::FieldOperator { field, .. } | StepKind::Match { field, .. } => self.add(&field.text),
            StepKind::Stats(elements) => {
                elements.iter().filter_map(|element| element.target.as_ref()).for_each(|target| self.add(&target.text));
            }
            _ => {}
        }
        walk_step(self, step);
    }

    fn filter(&mut self, filter: &'a Filter) {
        if let FilterKind::Match { field, .. } | FilterKind::Compare { field, .. } = &filter.kind {
            self.add(&field.text);
        }
        walk_filter(self, filter);
    }

    fn call(&mut self, call: &'a Call) {
        let named =
            call.arguments.iter().filter(|argument| argument.name.as_ref().is_some_and(|name| name.text == "as"));
        let mut is_named = false;
        for argument in named {
            is_named = true;
            texts(&argument.value).into_iter().for_each(|name| self.add(&name));
        }
        if let Some(function) = functions::find(&call.function)
            && !is_named
        {
            function.output.iter().filter(|name| !name.contains(['<', ' '])).for_each(|name| self.add(name));
        }
        walk_call(self, call);
    }

    fn regex(&mut self, regex: &'a RegexLiteral) {
        for group in regex.source.split("(?<").skip(1) {
            let name: String =
                group.chars().take_while(|letter| letter.is_alphanumeric() || "_.".contains(*letter)).collect();
            self.add(&name);
        }
    }
}

fn texts(value: &Expr) -> Vec<String> {
    match &value.kind {
        ExprKind::Array(elements) => elements.iter().filter_map(|element| literal(&element.value)).collect(),
        _ => literal(value).into_iter().collect(),
    }
}
