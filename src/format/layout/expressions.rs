//! Expressions.

use super::Layout;
use crate::ast::{ArithmeticOperator, Element, Expr, ExprKind, NamedQuery};
use crate::format::doc::Doc;

impl<'t> Layout<'t> {
    /// An expression, or any value of an argument.
    pub(super) fn expr(&mut self, expr: &Expr) -> Doc<'t> {
        self.expr_in(expr, true)
    }

    fn expr_in(&mut self, expr: &Expr, indent: bool) -> Doc<'t> {
        let end = expr.span.end();
        let doc = match &expr.kind {
            // A word that reads as arithmetic is one token.
            _ if self.tokens.get(self.at).is_some_and(|token| token.span == expr.span) => self.token(),
            ExprKind::Arithmetic { .. } | ExprKind::Compare { .. } | ExprKind::Coalesce(..) => {
                self.operands(expr, indent)
            }
            ExprKind::Minus(inner) | ExprKind::Not(inner) => {
                let mut parts = self.signs(inner.span.start());
                parts.push(self.expr(inner));
                Doc::concat(parts)
            }
            ExprKind::Group(inner) if self.at_token("(", inner.span.start()) => {
                let open = self.token();
                let inner = self.expr_in(inner, false);
                self.bracket(open, vec![inner], false)
            }
            ExprKind::Call(call) => self.call(call),
            ExprKind::Array(elements) => self.array(elements),
            ExprKind::Subquery(pipeline) => self.braces(pipeline),
            ExprKind::Named(queries) => self.named_queries(queries),
            ExprKind::Condition(filter) => self.filter(filter, indent),
            ExprKind::Case(arms) => self.case_value(arms, end),
            _ => self.generic(end),
        };
        self.rest_of(doc, end)
    }

    /// A sign keeps its place: in an argument `- x` and `-x` are not the same.
    fn signs(&mut self, stop: usize) -> Vec<Doc<'t>> {
        let mut parts = Vec::new();
        while self.here() < stop && !self.done() {
            let end = self.tokens.get(self.at).map_or(0, |token| token.span.end());
            let minus = self.next() == "-";
            let word = !minus && self.next() != "!";
            parts.push(self.keyword());
            if word || (minus && self.here() > end) {
                parts.push(Doc::text(" "));
            }
        }
        parts
    }

    fn operands(&mut self, expr: &Expr, indent: bool) -> Doc<'t> {
        let mut operands = Vec::new();
        gather(expr, &mut operands);
        let mut operands = operands.into_iter();
        let Some(first) = operands.next() else {
            return self.generic(expr.span.end());
        };
        let first = self.expr(first);
        let mut rest = Vec::new();
        for operand in operands {
            rest.extend(self.operator(operand.span.start()));
            rest.push(self.expr(operand));
        }
        self.chain(first, rest, indent)
    }

    /// `[a, b]`; of names and numbers as many on a line as fit.
    pub(super) fn array(&mut self, elements: &[Element]) -> Doc<'t> {
        let open = self.token();
        let plain = |element: &Element| {
            element.target.is_none()
                && matches!(element.value.kind, ExprKind::Word { .. } | ExprKind::Number(_) | ExprKind::Boolean(_))
        };
        if elements.len() > 1 && elements.iter().all(plain) && self.bare_list(2 * elements.len()) {
            let mut words = Vec::new();
            for number in 0..elements.len() {
                let mut word = self.take_text();
                if self.next() == "," {
                    self.at += 1;
                    if number + 1 < elements.len() {
                        word.to_mut().push(',');
                    }
                }
                words.push(word);
            }
            return self.bracket(open, vec![Doc::fill(words)], false);
        }
        let items = self.items(elements, start_of_element, |layout, element| {
            let mut parts = Vec::new();
            if element.target.is_some() {
                parts.push(layout.generic(element.value.span.start()));
                parts.push(Doc::text(" "));
            }
            parts.push(layout.expr(&element.value));
            Doc::concat(parts)
        });
        self.bracket(open, items, false)
    }

    /// Whether the next tokens are words and commas without comments between them and before the closer.
    fn bare_list(&self, most: usize) -> bool {
        let tokens = self.tokens.get(self.at..).unwrap_or_default();
        let Some(close) = tokens.iter().position(|token| token.text == "]").filter(|close| *close <= most) else {
            return false;
        };
        let comma = |number: usize, text: &str| (number % 2 == 1) == (text == ",");
        tokens
            .iter()
            .take(close)
            .enumerate()
            .all(|(number, token)| comma(number, &token.text) && token.before.is_empty() && token.after.is_empty())
            && tokens.get(close).is_some_and(|token| token.before.is_empty())
    }

    fn take_text(&mut self) -> std::borrow::Cow<'t, str> {
        let text = self.tokens.get_mut(self.at).map(|token| std::mem::take(&mut token.text)).unwrap_or_default();
        self.at += 1;
        text
    }

    /// `Name: { ... } include: [...]`, one below the other where they do not fit.
    fn named_queries(&mut self, queries: &[NamedQuery]) -> Doc<'t> {
        let mut parts = Vec::new();
        for query in queries {
            if !parts.is_empty() {
                parts.push(Doc::line());
                parts.extend(self.take_blank());
            }
            parts.push(self.generic(query.name.span.end()));
            // The colon.
            parts.push(self.token());
            parts.push(Doc::text(" "));
            parts.push(self.braces(&query.pipeline));
            let end = query.span.end();
            if self.here() < end {
                parts.push(Doc::text(" "));
                parts.push(self.keyword());
                parts.push(self.token());
                parts.push(Doc::text(" "));
                parts.push(self.generic(end));
            }
        }
        Doc::concat(parts)
    }
}

fn start_of_element(element: &Element) -> usize {
    element.target.as_ref().map_or(element.value.span.start(), |target| target.span.start())
}

/// The operands of operators of one kind, from left to right: `a + b - c`.
fn gather<'e>(expr: &'e Expr, operands: &mut Vec<&'e Expr>) {
    let mut right_ones = Vec::new();
    let mut at = expr;
    while let Some((left, right)) = sides(at).filter(|_| binds_alike(expr, at)) {
        right_ones.push(right);
        at = left;
    }
    operands.push(at);
    operands.extend(right_ones.into_iter().rev());
}

fn sides(expr: &Expr) -> Option<(&Expr, &Expr)> {
    match &expr.kind {
        ExprKind::Arithmetic { left, right, .. }
        | ExprKind::Compare { left, right, .. }
        | ExprKind::Coalesce(left, right) => Some((left, right)),
        _ => None,
    }
}

fn binds_alike(one: &Expr, other: &Expr) -> bool {
    let sum = |operator: ArithmeticOperator| matches!(operator, ArithmeticOperator::Add | ArithmeticOperator::Subtract);
    match (&one.kind, &other.kind) {
        (ExprKind::Arithmetic { operator, .. }, ExprKind::Arithmetic { operator: other, .. }) => {
            sum(*operator) == sum(*other)
        }
        (ExprKind::Compare { .. }, ExprKind::Compare { .. }) | (ExprKind::Coalesce(..), ExprKind::Coalesce(..)) => true,
        _ => false,
    }
}
