//! Making and reading small parts of the tree.

use crate::ast::{Argument, Call, Element, Expr, ExprKind, Name};
use crate::source::Span;

/// A name, as if written at `span`.
pub(super) fn name(text: &str, span: Span) -> Name {
    Name { text: text.to_owned(), quoted: false, span }
}

/// The name as a value that is read as a field's name.
pub(super) fn field(name: &Name) -> Expr {
    let kind = if name.quoted {
        ExprKind::Text(name.text.clone())
    } else {
        ExprKind::Word { text: name.text.clone(), pattern: false }
    };
    Expr { kind, span: name.span }
}

/// Quoted text.
pub(super) fn text(text: &str, span: Span) -> Expr {
    Expr { kind: ExprKind::Text(text.to_owned()), span }
}

/// A list.
pub(super) fn list(values: Vec<Expr>, span: Span) -> Expr {
    let elements = values.into_iter().map(|value| Element { target: None, value }).collect();
    Expr { kind: ExprKind::Array(elements), span }
}

/// An argument without name.
pub(super) fn unnamed(value: Expr) -> Argument {
    Argument { name: None, value }
}

/// `name=value`.
pub(super) fn named(parameter: &str, value: Expr) -> Argument {
    Argument { name: Some(name(parameter, Span::at(value.span.start()))), value }
}

/// The call with another function and other arguments.
pub(super) fn call(call: &Call, function: &str, arguments: Vec<Argument>) -> Call {
    Call { function: function.to_owned(), function_span: call.function_span, arguments, span: call.span }
}

/// The argument of that name.
pub(super) fn argument<'c>(call: &'c Call, parameter: &str) -> Option<&'c Argument> {
    call.arguments.iter().find(|argument| is_named(argument, parameter))
}

/// Whether the argument has that name.
pub(super) fn is_named(argument: &Argument, parameter: &str) -> bool {
    argument.name.as_ref().is_some_and(|name| name.text == parameter)
}

/// The arguments without names.
pub(super) fn unnamed_values(call: &Call) -> impl Iterator<Item = &Expr> {
    call.arguments.iter().filter(|argument| argument.name.is_none()).map(|argument| &argument.value)
}

/// The value in parentheses where it may stand next to an operator.
pub(super) fn operand(value: &Expr) -> ExprKind {
    match value.kind {
        ExprKind::Arithmetic { .. } | ExprKind::Compare { .. } | ExprKind::Minus(_) | ExprKind::Not(_) => {
            ExprKind::Group(Box::new(value.clone()))
        }
        _ => value.kind.clone(),
    }
}
