//! Which argument of a call goes to which parameter (language notes 8 and 3.6).

use crate::ast::{Call, Expr, ExprKind, Name};
use crate::diagnostic::{Applicability, Diagnostic, codes, suggest};
use crate::exec::function::{Function, Kind, Parameter};
use crate::source::Span;

/// The value of a parameter.
#[derive(Clone, Debug)]
pub enum ArgumentValue<'a> {
    /// One argument.
    One(&'a Expr),
    /// Several unnamed arguments that form a list.
    List(Vec<&'a Expr>),
    /// A name given by `name := f()` or `name =~ f()`.
    Name(&'a Name),
    /// `name = expression` arguments, named by the query.
    Assignments(Vec<(&'a Name, &'a Expr)>),
}

/// An argument with the number of its parameter.
#[derive(Clone, Debug)]
pub struct Resolved<'a> {
    /// The number of the parameter.
    pub parameter: usize,
    /// The value.
    pub value: ArgumentValue<'a>,
    /// Where it stands.
    pub span: Span,
}

/// What surrounds a call.
#[derive(Clone, Copy, Default)]
pub struct Surroundings<'a> {
    /// The target of `name := f()`; gives `as`.
    pub target: Option<&'a Name>,
    /// The field of `name =~ f()`; gives `field`.
    pub field: Option<&'a Name>,
    /// Whether the call's value is used by an expression, so that no field needs to be named for it.
    pub value: bool,
}

/// Assigns arguments to parameters and checks that all that is needed is given, once.
pub fn resolve<'a>(
    call: &'a Call,
    function: &'static Function,
    surroundings: Surroundings<'a>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Resolved<'a>> {
    let mut resolved: Vec<Resolved<'a>> = Vec::new();
    let mut unnamed: Vec<&'a Expr> = Vec::new();
    let mut assignments: Vec<(&'a Name, &'a Expr)> = Vec::new();
    let assigns = function.parameters.iter().position(|parameter| parameter.kind == Kind::Assignments);
    for argument in &call.arguments {
        match &argument.name {
            None => unnamed.push(&argument.value),
            Some(name) => match function.parameter(&name.text) {
                Some((number, _)) => {
                    add(
                        &mut resolved,
                        function,
                        number,
                        ArgumentValue::One(&argument.value),
                        name.span.to(argument.value.span),
                        diagnostics,
                    );
                }
                None if assigns.is_some() => assignments.push((name, &argument.value)),
                None => diagnostics.push(unknown_parameter(function, name)),
            },
        }
    }
    if let (Some(number), Some((first, _))) = (assigns, assignments.first()) {
        let span = first.span.to(call.span);
        add(&mut resolved, function, number, ArgumentValue::Assignments(assignments), span, diagnostics);
    }
    let surplus = place_unnamed(&mut resolved, function, call, unnamed, diagnostics);
    if let Some(target) = surroundings.target
        && let Some((number, _)) = function.parameter("as")
    {
        add(&mut resolved, function, number, ArgumentValue::Name(target), target.span, diagnostics);
    }
    if let Some(field) = surroundings.field {
        match function.parameter("field") {
            Some((number, _)) => {
                add(&mut resolved, function, number, ArgumentValue::Name(field), field.span, diagnostics)
            }
            None => diagnostics.push(
                Diagnostic::new(
                    codes::NO_FIELD_PARAMETER,
                    call.span,
                    format!("{}() has no parameter field, so =~ cannot give it one", function.name),
                )
                .help(format!("call it as a step of its own: | {}(...)", function.name)),
            ),
        }
    }
    for (number, parameter) in function.parameters.iter().enumerate() {
        // An argument that only lacks its name is one mistake, not two.
        if parameter.required
            && parameter.default.is_none_or(|default| default.starts_with('('))
            && !(surroundings.value && parameter.name == "as")
            && !surplus
            && !resolved.iter().any(|given| given.parameter == number)
        {
            let message = format!("missing parameter {} of {}()", parameter.name, function.name);
            diagnostics.push(
                Diagnostic::new(codes::MISSING_PARAMETER, call.span, message)
                    .label(format!("{} is required", parameter.name))
                    .help(signature(function)),
            );
        }
    }
    resolved
}

fn add<'a>(
    resolved: &mut Vec<Resolved<'a>>,
    function: &'static Function,
    parameter: usize,
    value: ArgumentValue<'a>,
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if let Some(first) = resolved.iter().find(|given| given.parameter == parameter) {
        let name = function.parameters.get(parameter).map_or("", |parameter| parameter.name);
        diagnostics.push(
            Diagnostic::new(
                codes::REPEATED_PARAMETER,
                span,
                format!("parameter {name} of {}() is given twice", function.name),
            )
            .label("given again here")
            .also(first.span, "first given here"),
        );
        return;
    }
    resolved.push(Resolved { parameter, value, span });
}

/// The guide allows one unnamed argument. Where its parameter takes a list, several form that list (notes, 3.6), and
/// `math:mod(x, 3)` of the reference has its second one go to the other required number. Whether some were left over.
fn place_unnamed<'a>(
    resolved: &mut Vec<Resolved<'a>>,
    function: &'static Function,
    call: &'a Call,
    unnamed: Vec<&'a Expr>,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let Some(first) = unnamed.first() else { return false };
    let Some((number, parameter)) = function.unnamed() else {
        diagnostics.push(
            Diagnostic::new(
                codes::UNNAMED_ARGUMENT,
                first.span,
                format!("{}() takes no unnamed argument", function.name),
            )
            .label("this unnamed argument needs a name")
            .help(signature(function)),
        );
        return true;
    };
    let span = unnamed.last().map_or(first.span, |last| first.span.to(last.span));
    let rest = unnamed.get(1..).unwrap_or(&[]);
    if rest.is_empty() {
        add(resolved, function, number, ArgumentValue::One(first), span, diagnostics);
        return false;
    }
    if is_list(parameter.kind) {
        add(resolved, function, number, ArgumentValue::List(unnamed), span, diagnostics);
        return false;
    }
    add(resolved, function, number, ArgumentValue::One(first), first.span, diagnostics);
    let second =
        function.parameters.iter().position(|other| other.required && !other.unnamed && other.kind == Kind::Number);
    for (place, extra) in rest.iter().enumerate() {
        match second {
            Some(second) if place == 0 => {
                add(resolved, function, second, ArgumentValue::One(extra), extra.span, diagnostics)
            }
            _ => diagnostics.push(
                Diagnostic::new(
                    codes::UNNAMED_ARGUMENT,
                    extra.span,
                    format!(
                        "{}() takes one unnamed argument ({}); a second unnamed argument is not allowed",
                        function.name, parameter.name
                    ),
                )
                .label("name this one")
                .also(call.function_span, format!("unnamed is {}", parameter.name))
                .help(signature(function)),
            ),
        }
    }
    rest.len() > usize::from(second.is_some())
}

fn is_list(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Fields | Kind::Texts | Kind::Aggregates | Kind::Expressions | Kind::NamedSubqueries | Kind::Numbers
    )
}

fn unknown_parameter(function: &'static Function, name: &Name) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(
        codes::UNKNOWN_PARAMETER,
        name.span,
        format!("unknown parameter {} of {}()", name.text, function.name),
    )
    .label("no such parameter");
    let names = || function.parameters.iter().map(|parameter| parameter.name);
    if let Some(near) = suggest::closest(&name.text, names()) {
        diagnostic = diagnostic.fix(format!("did you mean {near}?"), name.span, near, Applicability::Unsafe);
    }
    diagnostic.help(signature(function))
}

/// The parameters of a function in one line, the required ones first.
pub fn signature(function: &Function) -> String {
    let parts: Vec<String> = signature_parts(function).into_iter().map(|(_, part)| part).collect();
    format!("{}({})", function.name, parts.join(", "))
}

/// The parameters of a function as [`signature`] writes them.
pub fn signature_parts(function: &Function) -> Vec<(&'static Parameter, String)> {
    let mut parts = Vec::new();
    for required in [true, false] {
        for parameter in function.parameters.iter().filter(|parameter| parameter.required == required) {
            let name =
                if parameter.unnamed { format!("[{}=]", parameter.name) } else { format!("{}=", parameter.name) };
            parts.push((parameter, if required { name } else { format!("{name}?") }));
        }
    }
    parts
}

/// The text of an argument that is a plain word, number, quoted text or boolean.
pub fn literal(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Word { text, .. } | ExprKind::Number(text) | ExprKind::Text(text) => Some(text.clone()),
        ExprKind::Boolean(value) => Some(value.to_string()),
        ExprKind::Group(inner) => literal(inner),
        ExprKind::Minus(inner) => match &inner.kind {
            ExprKind::Number(text) => Some(format!("-{text}")),
            _ => None,
        },
        _ => None,
    }
}
