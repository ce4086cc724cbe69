//! Functions, parameters and codes described in Markdown.

use std::fmt::Write;

use gen_lsp_types::{MarkupContent, MarkupKind};

use crate::check;
use crate::check::arguments::signature;
use crate::diagnostic::Code;
use crate::exec::Function;
use crate::exec::function::{Parameter, Support};

/// Remarks on a function's behaviour that are shown; `offscale functions NAME` has all.
const REMARKS: usize = 8;

/// The language of fenced queries.
const LANGUAGE: &str = "logscale";

pub(super) fn markdown(value: String) -> MarkupContent {
    MarkupContent { kind: MarkupKind::Markdown, value }
}

/// A query in a fence.
pub(super) fn fenced(query: &str) -> String {
    format!("```{LANGUAGE}\n{}\n```\n", query.trim())
}

/// What a function does.
pub(super) fn function(function: &Function) -> String {
    let mut text = fenced(&signature(function));
    let _ = writeln!(text, "{}\n", escaped(function.summary));
    if let Some(instead) = function.deprecated {
        let _ = writeln!(text, "**Deprecated:** {}\n", escaped(instead));
    }
    match function.support {
        Support::Exact => {}
        Support::Approximate(how) => drop(writeln!(text, "**Approximate offline:** {}\n", escaped(how))),
        Support::NeedsData(what) => drop(writeln!(text, "**Needs data:** {}\n", escaped(what))),
        Support::CloudOnly(why) => drop(writeln!(text, "**Not offline:** {}\n", escaped(why))),
    }
    for known in function.parameters {
        let _ = writeln!(text, "- {}", parameter(known));
    }
    text.push('\n');
    for remark in function.behaviour.iter().take(REMARKS) {
        let _ = writeln!(text, "{}\n", escaped(remark));
    }
    if let Some(example) = function.examples.first() {
        text.push_str(&fenced(example.query));
    }
    let _ = write!(text, "\n*{}*, {}", function.roles.name(), function.page);
    text
}

/// What a parameter takes, in one line.
pub(super) fn parameter(parameter: &Parameter) -> String {
    let mut facts = vec![format!("{:?}", parameter.kind).to_lowercase()];
    let given = |condition: bool, text: &str| condition.then(|| text.to_owned());
    facts.extend(given(parameter.required, "required"));
    facts.extend(given(parameter.unnamed, "may stay unnamed"));
    facts.extend(given(parameter.deprecated, "deprecated"));
    facts.extend(parameter.default.filter(|default| !default.is_empty()).map(|default| format!("default `{default}`")));
    if !parameter.values.is_empty() {
        facts.push(format!("one of `{}`", parameter.values.join("`, `")));
    }
    facts.extend(parameter.min.map(|min| format!("at least {min}")));
    facts.extend(parameter.max.map(|max| format!("at most {max}")));
    let summary =
        if parameter.summary.is_empty() { String::new() } else { format!(". {}", escaped(parameter.summary)) };
    format!("`{}`: {}{summary}", parameter.name, facts.join(", "))
}

/// What a code means.
pub(super) fn code(code: Code) -> String {
    let info = code.info();
    let mut text = format!("**{}** ({}): {}\n", code.name(), code.severity().name(), escaped(info.summary));
    let explanation = check::explain(code.name()).unwrap_or_default();
    if !explanation.why.is_empty() {
        let _ = writeln!(text, "\n{}", escaped(explanation.why));
    }
    for (word, query) in [("For example", explanation.example), ("Instead", explanation.instead)] {
        if !query.is_empty() {
            let _ = write!(text, "\n{word}:\n\n{}", fenced(query));
        }
    }
    text
}

/// Plain text as Markdown, so that `<name>` and `*` show.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('<', "\\<").replace('*', "\\*").replace('_', "\\_")
}
