//! Printing of filters: as written, as official steps, as an official expression.

use super::Printer;
use crate::ast::{Expr, ExprKind, Filter, FilterKind, MatchOperator, NumberOperand, Pattern, RegexLiteral};

impl Printer {
    /// As written in a filter step. `or` binds tighter than `and` there, so only an `and` under `or` needs parentheses.
    pub(super) fn filter(&mut self, filter: &Filter) {
        match &filter.kind {
            FilterKind::And(filters) => self.list(filters, " and ", |printer, part| printer.filter(part)),
            FilterKind::Or(filters) => self.list(filters, " or ", |printer, part| {
                printer.grouped(part, |kind| matches!(kind, FilterKind::And(_)))
            }),
            FilterKind::Not(inner) => {
                self.push("not ");
                self.grouped(inner, |kind| matches!(kind, FilterKind::And(_) | FilterKind::Or(_)));
            }
            FilterKind::Group(inner) => self.in_parentheses(inner),
            FilterKind::Match { field, operator, pattern } => {
                self.name(field);
                self.push(symbol(*operator));
                self.pattern(pattern);
            }
            FilterKind::Compare { field, operator, number } => {
                self.name(field);
                self.push(" ");
                self.push(operator.symbol());
                self.push(" ");
                match number {
                    NumberOperand::Literal { text, .. } => self.push(text),
                    NumberOperand::Parameter(parameter) => self.parameter(parameter),
                }
            }
            FilterKind::Link { left, right } => {
                self.name(left);
                self.push(" <=> ");
                self.name(right);
            }
            FilterKind::FreeText(pattern) => self.pattern(pattern),
            FilterKind::Constant(value) => self.push(if *value { "true" } else { "false" }),
            FilterKind::Exists { field, exists } => {
                self.name(field);
                self.push(if *exists { " = *" } else { " != *" });
            }
            FilterKind::Call(_)
            | FilterKind::Expression(_)
            | FilterKind::MatchExpression { .. }
            | FilterKind::In { .. } => {
                self.unofficial();
                self.dialect_part(filter);
            }
            FilterKind::Error => self.unofficial(),
        }
    }

    fn grouped(&mut self, filter: &Filter, needed: impl Fn(&FilterKind) -> bool) {
        if needed(&filter.kind) { self.in_parentheses(filter) } else { self.filter(filter) }
    }

    fn in_parentheses(&mut self, filter: &Filter) {
        self.push("(");
        self.filter(filter);
        self.push(")");
    }

    /// A dialect operand in its own words.
    fn dialect_part(&mut self, filter: &Filter) {
        match &filter.kind {
            FilterKind::Call(call) => self.call(call),
            FilterKind::Expression(expr) => self.expr(expr),
            FilterKind::MatchExpression { left, operator, pattern } => {
                self.expr(left);
                self.push(symbol(*operator));
                self.pattern(pattern);
            }
            FilterKind::In { left, negated, ignore_case, values } => {
                self.expr(left);
                self.push(if *negated { " not in" } else { " in" });
                self.push(if *ignore_case { "~ (" } else { " (" });
                self.list(values, ", ", |printer, value| printer.pattern(value));
                self.push(")");
            }
            _ => {}
        }
    }

    /// As official steps: and becomes bars, or a case, wherever a part is no plain filter.
    pub(super) fn steps_of(&mut self, filter: &Filter) {
        if is_plain(filter) {
            return self.filter(filter);
        }
        match &filter.kind {
            FilterKind::And(parts) => self.list(parts, " | ", |printer, part| printer.steps_of(part)),
            FilterKind::Or(parts) => {
                self.push("case { ");
                self.list(parts, "; ", |printer, part| printer.steps_of(part));
                self.push(" }");
            }
            FilterKind::Group(inner) => self.steps_of(inner),
            FilterKind::Not(inner) => self.negated_step(inner),
            FilterKind::Call(call) => self.call(call),
            FilterKind::In { .. } => self.membership(filter, false),
            FilterKind::Expression(expr) => {
                self.push("test(");
                self.expr(expr);
                self.push(")");
            }
            FilterKind::MatchExpression { left, operator: MatchOperator::Equal, pattern: Pattern::Glob(text) }
                if !text.value.contains('*') =>
            {
                self.push("test(");
                self.expr(left);
                self.push(" == ");
                self.push(&super::quote(&text.value));
                self.push(")");
            }
            _ => self.filter(filter),
        }
    }

    fn negated_step(&mut self, inner: &Filter) {
        match &inner.kind {
            FilterKind::Group(inner) => self.negated_step(inner),
            FilterKind::Not(inner) => self.steps_of(inner),
            FilterKind::Call(_) | FilterKind::Expression(_) => {
                self.push("!");
                self.steps_of(inner);
            }
            FilterKind::In { .. } => self.membership(inner, true),
            _ => {
                self.push("not ");
                self.in_parentheses(inner);
            }
        }
    }

    /// `in(field=f, values=[...])`.
    fn membership(&mut self, filter: &Filter, not: bool) {
        let FilterKind::In { left, negated, ignore_case, values } = &filter.kind else {
            return;
        };
        if *negated != not {
            self.push("!");
        }
        self.push("in(field=");
        if !matches!(left.kind, ExprKind::Word { .. } | ExprKind::Text(_) | ExprKind::Number(_)) {
            self.unofficial();
        }
        self.expr(left);
        self.push(", values=");
        match values.as_slice() {
            [Pattern::Parameter(parameter)] => self.parameter(parameter),
            _ => {
                self.push("[");
                self.list(values, ", ", |printer, value| match value {
                    Pattern::Regex(regex) => {
                        printer.unofficial();
                        printer.regex(regex);
                    }
                    Pattern::Glob(text) if !text.quoted => printer.push(&super::pattern_word(&text.value)),
                    value => printer.pattern(value),
                });
                self.push("]");
            }
        }
        self.push(if *ignore_case { ", ignoreCase=true)" } else { ")" });
    }

    /// As an official expression that is true where the filter holds.
    pub(super) fn condition(&mut self, filter: &Filter) {
        match &filter.kind {
            FilterKind::Match { field, operator: MatchOperator::Equal, pattern: Pattern::Glob(text) }
                if !text.value.contains('*') =>
            {
                self.value_of(field);
                self.push(" == ");
                let number = text.value.bytes().all(|byte| byte.is_ascii_digit()) && !text.value.is_empty();
                self.push(&if number && !text.quoted { text.value.clone() } else { super::quote(&text.value) });
            }
            FilterKind::Match { field, operator, pattern: Pattern::Regex(regex) } => {
                self.push(if *operator == MatchOperator::NotEqual { "!" } else { "" });
                self.regex_call(regex, field);
            }
            FilterKind::Match { field, operator, pattern: Pattern::Glob(text) } => match operator {
                MatchOperator::Equal => self.glob_call(field, &text.value),
                MatchOperator::Like => self.glob_call(field, &format!("*{}*", text.value)),
                // A missing field passes, so this is no comparison.
                MatchOperator::NotEqual => {
                    self.push("!");
                    self.glob_call(field, &text.value);
                }
            },
            FilterKind::Exists { field, exists } => {
                self.push(if *exists { "" } else { "!" });
                self.glob_call(field, "*");
            }
            FilterKind::Compare { field, operator, number } => {
                self.value_of(field);
                self.push(" ");
                self.push(operator.symbol());
                self.push(" ");
                match number {
                    NumberOperand::Literal { text, .. } => self.push(text),
                    NumberOperand::Parameter(parameter) => self.parameter(parameter),
                }
            }
            FilterKind::And(parts) => self.nested_if(parts, true),
            FilterKind::Or(parts) => self.nested_if(parts, false),
            FilterKind::Group(inner) => self.condition(inner),
            FilterKind::Not(inner) => self.negated_condition(inner),
            FilterKind::Call(call) => self.call(call),
            FilterKind::Expression(expr) => self.expr(expr),
            FilterKind::In { .. } => self.membership(filter, false),
            FilterKind::Constant(value) => self.push(if *value { "true" } else { "false" }),
            FilterKind::MatchExpression { left, operator: MatchOperator::Equal, pattern: Pattern::Glob(text) }
                if !text.value.contains('*') =>
            {
                self.expr(left);
                self.push(" == ");
                self.push(&super::quote(&text.value));
            }
            _ => {
                self.unofficial();
                self.filter(filter);
            }
        }
    }

    /// A filter holds where its negation is null, which `!` of an expression does not.
    fn negated_condition(&mut self, inner: &Filter) {
        match &inner.kind {
            FilterKind::Group(inner) => self.negated_condition(inner),
            FilterKind::Not(inner) => self.condition(inner),
            FilterKind::Call(call) => {
                self.push("!");
                self.call(call);
            }
            FilterKind::In { .. } => self.membership(inner, true),
            _ => {
                self.push("if(");
                self.condition(inner);
                self.push(", then=false, else=true)");
            }
        }
    }

    /// `if(a, then=b, else=false)` for and, `if(a, then=true, else=b)` for or.
    fn nested_if(&mut self, parts: &[Filter], and: bool) {
        let Some((first, rest)) = parts.split_first() else {
            return;
        };
        if rest.len() > 20 {
            return self.unofficial();
        }
        if rest.is_empty() {
            return self.condition(first);
        }
        self.push("if(");
        self.condition(first);
        self.push(if and { ", then=" } else { ", then=true, else=" });
        self.nested_if(rest, and);
        self.push(if and { ", else=false)" } else { ")" });
    }

    fn regex_call(&mut self, regex: &RegexLiteral, field: &crate::ast::Name) {
        self.push("regex(");
        self.push(&super::quote(&regex.source));
        self.push(", field=");
        self.name(field);
        // Repeating changes nothing where only true or false is asked.
        let flags = regex.flags.replace('g', "");
        if !flags.is_empty() || has_anchor(regex) {
            self.push(", flags=");
            self.push(&super::quote(&flags));
        }
        self.push(")");
    }

    /// The glob test of a field as a function.
    fn glob_call(&mut self, field: &crate::ast::Name, glob: &str) {
        self.push("in(field=");
        self.name(field);
        self.push(", values=[");
        self.push(&super::quote(glob));
        self.push("])");
    }

    /// A field in an expression; names that cannot be written bare need `getField()`.
    fn value_of(&mut self, field: &crate::ast::Name) {
        let bare =
            field.text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"#._@[]\\".contains(&byte) || byte >= 0x80);
        if bare && !field.text.is_empty() && !field.text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            self.push(&field.text);
        } else {
            self.push("getField(");
            self.push(&super::quote(&field.text));
            self.push(")");
        }
    }
}

fn symbol(operator: MatchOperator) -> &'static str {
    match operator {
        MatchOperator::Equal => " = ",
        MatchOperator::NotEqual => " != ",
        MatchOperator::Like => " like ",
    }
}

/// `regex()` has the flag `m` by default and the literal has not, which shows at anchors (notes 16.6).
fn has_anchor(regex: &RegexLiteral) -> bool {
    regex.source.contains(['^', '$'])
}

/// Whether the filter has no part that only the dialect knows.
fn is_plain(filter: &Filter) -> bool {
    match &filter.kind {
        FilterKind::And(parts) | FilterKind::Or(parts) => parts.iter().all(is_plain),
        FilterKind::Not(inner) | FilterKind::Group(inner) => is_plain(inner),
        FilterKind::Call(_)
        | FilterKind::Expression(_)
        | FilterKind::MatchExpression { .. }
        | FilterKind::In { .. } => false,
        _ => true,
    }
}

/// Whether the condition lets every event through.
pub(super) fn is_always(filter: &Filter) -> bool {
    match &filter.kind {
        FilterKind::Constant(value) => *value,
        FilterKind::Group(inner) => is_always(inner),
        FilterKind::Expression(expr) => matches!(**expr, Expr { kind: ExprKind::Boolean(true), .. }),
        _ => false,
    }
}

/// Whether an expression can test what the filter tests. Looks at the filter alone, not into its calls, so that nesting
/// costs nothing.
pub(super) fn has_expression(filter: &Filter) -> bool {
    match &filter.kind {
        FilterKind::And(parts) | FilterKind::Or(parts) => parts.iter().all(has_expression),
        FilterKind::Not(inner) | FilterKind::Group(inner) => has_expression(inner),
        FilterKind::Match { pattern, .. } => !matches!(pattern, Pattern::Parameter(_)),
        FilterKind::MatchExpression { operator, pattern, .. } => {
            *operator == MatchOperator::Equal && matches!(pattern, Pattern::Glob(text) if !text.value.contains('*'))
        }
        FilterKind::In { left, .. } => {
            matches!(left.kind, ExprKind::Word { .. } | ExprKind::Text(_) | ExprKind::Number(_))
        }
        FilterKind::FreeText(_) | FilterKind::Link { .. } | FilterKind::Error => false,
        FilterKind::Compare { .. }
        | FilterKind::Constant(_)
        | FilterKind::Call(_)
        | FilterKind::Expression(_)
        | FilterKind::Exists { .. } => true,
    }
}
