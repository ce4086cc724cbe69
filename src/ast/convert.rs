//! Readings of the same text: an expression as a name, as a pattern, as plain text; a named argument as a condition.
//! The parser knows no function, so whoever knows the parameter picks the reading.

use super::{Argument, Expr, ExprKind, Filter, FilterKind, MatchOperator, Name, Pattern, Text};

/// The field name that a bare or quoted word stands for.
pub fn into_name(expr: &Expr) -> Option<Name> {
    let (text, quoted) = match &expr.kind {
        ExprKind::Word { text, pattern: false } | ExprKind::Number(text) => (text.clone(), false),
        ExprKind::Text(text) => (text.clone(), true),
        ExprKind::Boolean(value) => (value.to_string(), false),
        _ => return None,
    };
    Some(Name { text, quoted, span: expr.span })
}

/// The pattern that a value stands for where a pattern is expected.
pub fn into_pattern(expr: &Expr) -> Option<Pattern> {
    match &expr.kind {
        ExprKind::Text(text) => Some(Pattern::Glob(Text { value: text.clone(), quoted: true, span: expr.span })),
        ExprKind::Parameter(parameter) => Some(Pattern::Parameter(parameter.clone())),
        ExprKind::Regex(regex) => Some(Pattern::Regex(regex.clone())),
        _ => glued_text(expr).map(|value| Pattern::Glob(Text { value, quoted: false, span: expr.span })),
    }
}

/// The text of an unquoted word. Words such as `web-1` or `10.0.0.0/8` read as arithmetic where an expression may stand;
/// where a text is expected they are one word, provided that no blank stands in them.
pub fn glued_text(expr: &Expr) -> Option<String> {
    let mut text = String::new();
    glue(expr, &mut text).then_some(text)
}

fn glue(expr: &Expr, text: &mut String) -> bool {
    match &expr.kind {
        ExprKind::Word { text: word, .. } | ExprKind::Number(word) => text.push_str(word),
        ExprKind::Boolean(value) => text.push_str(if *value { "true" } else { "false" }),
        ExprKind::Minus(inner) => {
            text.push('-');
            return inner.span.start == expr.span.start + 1 && glue(inner, text);
        }
        ExprKind::Arithmetic { operator, left, right } => {
            if right.span.start != left.span.end + 1 || !glue(left, text) {
                return false;
            }
            text.push_str(operator.symbol());
            return glue(right, text);
        }
        _ => return false,
    }
    true
}

impl Argument {
    /// Dialect: a named argument read as the condition `name = value`, as in `test(a = 1)`. `None` when it has no name or
    /// the value is no pattern.
    pub fn as_condition(&self) -> Option<Filter> {
        let field = self.name.clone()?;
        let span = field.span.to(self.value.span);
        if matches!(&self.value.kind, ExprKind::Word { text, .. } if text == "null") {
            return Some(Filter { kind: FilterKind::Exists { field, exists: false }, span });
        }
        let pattern = into_pattern(&self.value)?;
        Some(Filter { kind: FilterKind::Match { field, operator: MatchOperator::Equal, pattern }, span })
    }
}
