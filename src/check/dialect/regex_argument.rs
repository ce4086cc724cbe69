//! Regex literals as arguments: `regex(/x/i, field=f)`, `replace(/a/, with="b")`, `splitString(by=/,/)`.

use super::change::{Change, Form, Site};
use super::nodes;
use crate::ast::{Call, ExprKind, RegexLiteral};
use crate::exec::function::{Function, Kind};
use crate::functions;

/// The literal as quoted text, its flags as an argument.
pub(super) fn rewrite(call: &Call, _site: &mut Site<'_>) -> Option<Change> {
    let function = functions::find(&call.function)?;
    let takes_regex = |name: Option<&str>| {
        let parameter = match name {
            Some(name) => function.parameter(name),
            None => function.unnamed(),
        };
        parameter.is_some_and(|(_, parameter)| parameter.kind == Kind::Regex)
    };
    let place = call.arguments.iter().position(|argument| {
        matches!(argument.value.kind, ExprKind::Regex(_))
            && takes_regex(argument.name.as_ref().map(|name| name.text.as_str()))
    })?;
    let mut changed = call.clone();
    let argument = changed.arguments.get_mut(place)?;
    let ExprKind::Regex(regex) = argument.value.kind.clone() else { return None };
    let (source, extra) = official(&regex, function, nodes::argument(call, "flags").is_some())?;
    let span = argument.value.span;
    argument.value = nodes::text(&source, span);
    for (parameter, value) in extra {
        let kind = if value == "true" { ExprKind::Boolean(true) } else { ExprKind::Text(value) };
        changed.arguments.push(nodes::named(parameter, crate::ast::Expr { kind, span }));
    }
    Some(
        Change::new(Form::Call(changed), span, "a regex literal is not an argument")
            .label("functions take a regex as quoted text")
            .fix("quote the regex")
            .replacing(span),
    )
}

/// The text of the regex and the further arguments that give it the literal's flags.
fn official(
    regex: &RegexLiteral,
    function: &Function,
    flags_given: bool,
) -> Option<(String, Vec<(&'static str, String)>)> {
    let mut extra = Vec::new();
    // Searching again: replace() does so always, regex() when told to; the others only ask whether there is a match.
    if regex.flags.contains('g') && function.parameter("repeat").is_some() {
        extra.push(("repeat", "true".to_owned()));
    }
    let flags = regex.flags.replace('g', "");
    let Some((_, parameter)) = function.parameter("flags") else {
        return match flags.as_str() {
            "" => Some((regex.source.clone(), extra)),
            // Inside a group the flag covers all alternatives.
            "i" => Some((format!("(?i:{})", regex.source), extra)),
            _ => None,
        };
    };
    // The literal has no flag m, which shows at anchors.
    let differs = parameter.default.is_some_and(|default| default.contains('m')) && regex.source.contains(['^', '$']);
    if !flags_given && (!flags.is_empty() || differs) {
        extra.push(("flags", flags));
    }
    Some((regex.source.clone(), extra))
}
