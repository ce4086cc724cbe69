//! A compact form of the tree for comparison in tests.

use crate::ast::*;

pub(super) fn query(query: &Query) -> String {
    pipeline(&query.pipeline)
}

fn list<T>(items: &[T], print: impl Fn(&T) -> String) -> String {
    items.iter().map(print).collect::<Vec<_>>().join(" ")
}

fn pipeline(pipeline: &Pipeline) -> String {
    pipeline.steps.iter().map(step).collect::<Vec<_>>().join(" | ")
}

fn step(step: &Step) -> String {
    match &step.kind {
        StepKind::Filter(filter) => self::filter(filter),
        StepKind::Call { negated, call } => {
            format!("{}{}", if *negated { "!" } else { "" }, self::call(call))
        }
        StepKind::Assign { target, value, statement } => {
            format!("({} {} {})", if *statement { "eval" } else { ":=" }, name(target), expr(value))
        }
        StepKind::FieldOperator { field, negated, call } => {
            format!("(=~ {} {}{})", name(field), if *negated { "!" } else { "" }, self::call(call))
        }
        StepKind::Case(branches) => {
            let branch = |branch: &Branch| {
                format!("{{{}{}}}", if branch.arrow { "=> " } else { "" }, pipeline(&branch.pipeline))
            };
            format!("(case {})", list(branches, branch))
        }
        StepKind::Match { field, arms } => {
            let arm = |arm: &Arm| {
                let guard = match &arm.guard {
                    Guard::Always => "*".to_owned(),
                    Guard::Pattern(pattern) => self::pattern(pattern),
                    Guard::Call { negated, call } => {
                        format!("{}{}", if *negated { "!" } else { "" }, self::call(call))
                    }
                    Guard::Error => "ERROR".to_owned(),
                };
                format!("{{{guard} => {}}}", pipeline(&arm.pipeline))
            };
            format!("(match {} {})", name(field), list(arms, arm))
        }
        StepKind::Stats(elements) => format!("(stats {})", list(elements, element)),
        StepKind::Saved(call) => format!(
            "(${} {})",
            call.name,
            list(&call.arguments, |argument| {
                format!(
                    "{}={}",
                    name(&argument.name),
                    list(&argument.values, |value| match value {
                        SavedValue::Text(text) => self::text(text),
                        SavedValue::Parameter(parameter) => self::parameter(parameter),
                    })
                )
            })
        ),
        StepKind::Where(filter) => format!("(where {})", self::filter(filter)),
        StepKind::AnyOf(pipelines) => format!("(any {})", list(pipelines, |part| format!("{{{}}}", pipeline(part)))),
        StepKind::Error => "ERROR".to_owned(),
    }
}

pub(super) fn filter(filter: &Filter) -> String {
    let sign = |operator: &MatchOperator| match operator {
        MatchOperator::Equal => "=",
        MatchOperator::NotEqual => "!=",
        MatchOperator::Like => "like",
    };
    match &filter.kind {
        FilterKind::And(parts) => format!("(and {})", list(parts, self::filter)),
        FilterKind::Or(parts) => format!("(or {})", list(parts, self::filter)),
        FilterKind::Not(inner) => format!("(not {})", self::filter(inner)),
        FilterKind::Group(inner) => format!("(group {})", self::filter(inner)),
        FilterKind::Match { field, operator, pattern } => {
            format!("({} {} {})", sign(operator), name(field), self::pattern(pattern))
        }
        FilterKind::Compare { field, operator, number } => {
            let number = match number {
                NumberOperand::Literal { text, .. } => text.clone(),
                NumberOperand::Parameter(parameter) => self::parameter(parameter),
            };
            format!("({} {} {number})", operator.symbol(), name(field))
        }
        FilterKind::Link { left, right } => format!("(<=> {} {})", name(left), name(right)),
        FilterKind::FreeText(pattern) => format!("~{}", self::pattern(pattern)),
        FilterKind::Constant(value) => value.to_string(),
        FilterKind::Call(call) => self::call(call),
        FilterKind::Expression(expr) => format!("(test {})", self::expr(expr)),
        FilterKind::MatchExpression { left, operator, pattern } => {
            format!("(E{} {} {})", sign(operator), expr(left), self::pattern(pattern))
        }
        FilterKind::In { left, negated, ignore_case, values } => format!(
            "({}in{} {} [{}])",
            if *negated { "!" } else { "" },
            if *ignore_case { "~" } else { "" },
            expr(left),
            list(values, self::pattern)
        ),
        FilterKind::Exists { field, exists } => {
            format!("({} {})", if *exists { "exists" } else { "missing" }, name(field))
        }
        FilterKind::Error => "ERROR".to_owned(),
    }
}

fn expr(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Word { text, pattern: false } => text.clone(),
        ExprKind::Word { text, pattern: true } => format!("<{text}>"),
        ExprKind::Number(text) => text.clone(),
        ExprKind::Text(text) => format!("{text:?}"),
        ExprKind::Boolean(value) => value.to_string(),
        ExprKind::Parameter(parameter) => self::parameter(parameter),
        ExprKind::Arithmetic { operator, left, right } => {
            format!("({} {} {})", operator.symbol(), self::expr(left), self::expr(right))
        }
        ExprKind::Compare { operator, left, right } => {
            format!("({} {} {})", operator.symbol(), self::expr(left), self::expr(right))
        }
        ExprKind::Minus(inner) => format!("(- {})", self::expr(inner)),
        ExprKind::Not(inner) => format!("(! {})", self::expr(inner)),
        ExprKind::Group(inner) => format!("(group {})", self::expr(inner)),
        ExprKind::Call(call) => self::call(call),
        ExprKind::Array(elements) => format!("[{}]", list(elements, element)),
        ExprKind::Subquery(pipeline) => format!("{{{}}}", self::pipeline(pipeline)),
        ExprKind::Named(queries) => list(queries, |query| {
            let include = query.include.as_ref().map(|names| format!("+[{}]", list(names, name))).unwrap_or_default();
            format!("{}:{{{}}}{include}", name(&query.name), pipeline(&query.pipeline))
        }),
        ExprKind::Condition(filter) => format!("(cond {})", self::filter(filter)),
        ExprKind::Case(arms) => format!(
            "(case {})",
            list(arms, |(condition, value)| format!("{{{} => {}}}", filter(condition), self::expr(value)))
        ),
        ExprKind::Coalesce(left, right) => {
            format!("(?? {} {})", self::expr(left), self::expr(right))
        }
        ExprKind::Regex(regex) => self::regex(regex),
        ExprKind::Error => "ERROR".to_owned(),
    }
}

fn call(call: &Call) -> String {
    let argument = |argument: &Argument| match &argument.name {
        Some(given) => format!("{}={}", name(given), expr(&argument.value)),
        None => expr(&argument.value),
    };
    format!("({}() {})", call.function, list(&call.arguments, argument)).replace("() )", "())")
}

fn element(element: &Element) -> String {
    match &element.target {
        Some(target) => format!("{}:={}", name(target), expr(&element.value)),
        None => expr(&element.value),
    }
}

fn name(name: &Name) -> String {
    if name.quoted { format!("{:?}", name.text) } else { name.text.clone() }
}

fn text(text: &Text) -> String {
    if text.quoted { format!("{:?}", text.value) } else { text.value.clone() }
}

fn regex(regex: &RegexLiteral) -> String {
    format!("/{}/{}", regex.source, regex.flags)
}

fn parameter(parameter: &Parameter) -> String {
    match &parameter.default {
        Some(default) => format!("?{{{}={}}}", parameter.name, text(default)),
        None => format!("?{}", parameter.name),
    }
}

fn pattern(pattern: &Pattern) -> String {
    match pattern {
        Pattern::Glob(text) => self::text(text),
        Pattern::Regex(regex) => self::regex(regex),
        Pattern::Parameter(parameter) => self::parameter(parameter),
    }
}
