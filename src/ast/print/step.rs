//! Printing of steps; dialect steps become official ones where they can.

use super::Printer;
use super::filter::{has_expression, is_always};
use crate::ast::{Branch, Call, Expr, ExprKind, Filter, Guard, Name, Pipeline, SavedCall, SavedValue, StepKind};

impl Printer {
    pub(super) fn pipeline(&mut self, pipeline: &Pipeline) {
        self.list(&pipeline.steps, " | ", |printer, step| printer.step(&step.kind));
    }

    pub(super) fn step(&mut self, kind: &StepKind) {
        match kind {
            StepKind::Filter(filter) | StepKind::Where(filter) => self.steps_of(filter),
            StepKind::Call { negated, call } => {
                self.push(if *negated { "!" } else { "" });
                self.call(call);
            }
            StepKind::Assign { target, value, .. } => self.assign(target, value),
            StepKind::FieldOperator { field, negated, call } => {
                self.name(field);
                self.push(if *negated { " =~ !" } else { " =~ " });
                self.call(call);
            }
            StepKind::Case(branches) => {
                self.push("case { ");
                self.list(branches, "; ", |printer, branch: &Branch| printer.pipeline(&branch.pipeline));
                self.push(" }");
            }
            StepKind::Match { field, arms } => {
                self.name(field);
                self.push(" match { ");
                self.list(arms, "; ", |printer, arm| {
                    printer.guard(&arm.guard, field);
                    printer.push(" => ");
                    printer.pipeline(&arm.pipeline);
                });
                self.push(" }");
            }
            StepKind::Stats(elements) => self.elements(elements),
            StepKind::Saved(call) => self.saved(call),
            StepKind::AnyOf(pipelines) => {
                self.push("case { ");
                self.list(pipelines, "; ", Self::pipeline);
                self.push(" }");
            }
            StepKind::Error => self.unofficial(),
        }
    }

    fn assign(&mut self, target: &Name, value: &Expr) {
        match &value.kind {
            ExprKind::Condition(filter) => {
                let yes = |printer: &mut Self| printer.push("\"true\"");
                self.push("case { ");
                self.arm(filter, target, yes);
                self.push("; * | ");
                self.name(target);
                self.push(" := \"false\" }");
            }
            ExprKind::Case(arms) => {
                self.push("case { ");
                self.list(arms, "; ", |printer, (condition, value)| {
                    if is_always(condition) {
                        printer.push("* | ");
                        printer.name(target);
                        printer.push(" := ");
                        printer.expr(value);
                    } else {
                        printer.arm(condition, target, |printer| printer.expr(value));
                    }
                });
                // As a value, no match sets nothing and the event stays.
                self.push(if arms.iter().any(|(condition, _)| is_always(condition)) { " }" } else { "; * }" });
            }
            ExprKind::Call(call) => match if_parts(call) {
                // A condition that no expression can test.
                Some((condition, then, other)) if !has_expression(condition) => {
                    self.push("case { ");
                    self.arm(condition, target, |printer| printer.expr(then));
                    self.push("; * | ");
                    self.assign(target, other);
                    self.push(" }");
                }
                _ => self.plain_assign(target, value),
            },
            _ => self.plain_assign(target, value),
        }
    }

    fn plain_assign(&mut self, target: &Name, value: &Expr) {
        self.name(target);
        self.push(" := ");
        self.expr(value);
    }

    fn arm(&mut self, condition: &Filter, target: &Name, value: impl FnOnce(&mut Self)) {
        self.steps_of(condition);
        self.push(" | ");
        self.name(target);
        self.push(" := ");
        value(self);
    }

    fn guard(&mut self, guard: &Guard, field: &Name) {
        match guard {
            Guard::Always => self.push("*"),
            Guard::Pattern(pattern) => self.pattern(pattern),
            Guard::Call { negated, call } => {
                self.push(if *negated { "!" } else { "" });
                self.push(&call.function);
                self.push("(");
                // The field that the reader filled in has the span of the tested field.
                let given = call.arguments.iter().filter(|argument| argument.value.span != field.span);
                self.list(given, ", ", |printer, argument| {
                    if let Some(name) = &argument.name {
                        printer.name(name);
                        printer.push("=");
                    }
                    printer.expr(&argument.value);
                });
                self.push(")");
            }
            Guard::Error => self.unofficial(),
        }
    }

    fn saved(&mut self, call: &SavedCall) {
        let bare = call.name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-/:.".contains(&byte))
            && !call.name.is_empty();
        self.push("$");
        let quoted = super::quote(&call.name);
        self.push(if bare { &call.name } else { &quoted });
        self.push("(");
        self.list(&call.arguments, ", ", |printer, argument| {
            printer.name(&argument.name);
            printer.push("=");
            match argument.values.as_slice() {
                [value] => printer.saved_value(value),
                values => {
                    printer.push("[");
                    printer.list(values, ", ", Self::saved_value);
                    printer.push("]");
                }
            }
        });
        self.push(")");
    }

    fn saved_value(&mut self, value: &SavedValue) {
        match value {
            SavedValue::Text(text) => self.text(text),
            SavedValue::Parameter(parameter) => self.parameter(parameter),
        }
    }
}

/// The dialect condition of an `if()`, and its two values.
pub(super) fn if_parts(call: &Call) -> Option<(&Filter, &Expr, &Expr)> {
    let value = |parameter: &str| {
        let named = |name: &Name| name.text == parameter;
        call.arguments.iter().find(|argument| argument.name.as_ref().is_some_and(named)).map(|argument| &argument.value)
    };
    let unnamed = call.arguments.iter().find(|argument| argument.name.is_none()).map(|argument| &argument.value);
    let condition = value("condition").or(unnamed)?;
    match &condition.kind {
        ExprKind::Condition(filter) if call.function.eq_ignore_ascii_case("if") && value("as").is_none() => {
            Some((filter, value("then")?, value("else")?))
        }
        _ => None,
    }
}
