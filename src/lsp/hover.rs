//! `textDocument/hover`: what is known of the thing under the pointer.

use gen_lsp_types::{Contents, Hover, HoverParams, HoverProvider, HoverRequest, Request};

use super::describe;
use super::handler::{Handler, Refusal, typed};
use super::open::Open;
use super::state::State;
use super::target::{self, Target};
use crate::check;
use crate::check::mentions::{Mention, Role};
use crate::functions;
use crate::source::Span;

/// Lines of a saved query that are shown.
const LINES: usize = 30;

pub(super) static HANDLER: Handler = Handler {
    method: HoverRequest::METHOD.as_str(),
    offer: |capabilities| capabilities.hover_provider = Some(HoverProvider::Bool(true)),
    answer: |state, params| typed::<HoverRequest>(state, params, answer),
};

fn answer(state: &State, params: HoverParams) -> Result<Option<Hover>, Refusal> {
    let at = params.text_document_position_params;
    let Some(open) = state.open(&at.text_document.uri) else { return Ok(None) };
    let offset = open.offset(at.position);
    let (mut text, span) = match code_in_comment(&open, offset).or_else(|| named(&open, offset)) {
        Some((text, span)) => (text, Some(span)),
        None => (String::new(), None),
    };
    let touched = open.findings().iter().filter(|finding| {
        let span = finding.primary.span;
        span.start() <= offset && offset < span.end().max(span.start() + 1)
    });
    let mut codes: Vec<&str> = touched.map(|finding| finding.code.name()).collect();
    codes.dedup();
    for code in codes.into_iter().filter_map(check::code) {
        if !text.is_empty() {
            text.push_str("\n\n---\n\n");
        }
        text.push_str(&describe::code(code));
    }
    let contents = Contents::MarkupContent(describe::markdown(text.clone()));
    Ok((!text.is_empty()).then(|| Hover { contents, range: span.map(|span| open.range(span)) }))
}

/// The code of a finding, named in a comment: `// offscale: allow(CODE)`.
fn code_in_comment(open: &Open<'_>, offset: usize) -> Option<(String, Span)> {
    let inside = |span: Span| span.start() <= offset && offset <= span.end();
    let comment = open.query().comments.iter().find(|comment| inside(comment.span))?;
    comment.span.of(open.text()).contains("offscale:").then_some(())?;
    let is_code = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let before = open.text().get(comment.span.start()..offset)?;
    let after = open.text().get(offset..comment.span.end())?;
    let start = offset - (before.len() - before.trim_end_matches(is_code).len());
    let end = offset + (after.len() - after.trim_start_matches(is_code).len());
    let span = Span::new(start, end);
    Some((describe::code(check::code(span.of(open.text()))?), span))
}

fn named(open: &Open<'_>, offset: usize) -> Option<(String, Span)> {
    let Some(target) = target::at(open.query(), offset) else { return field(open, offset) };
    let text = match target {
        Target::Function(call) => describe::function(functions::find(&call.function)?),
        Target::Argument(call, name) => {
            let function = functions::find(&call.function)?;
            match function.parameter(&name.text) {
                Some((_, parameter)) => {
                    format!("{}\n\nparameter of `{}()`", describe::parameter(parameter), function.name)
                }
                None => return field(open, offset),
            }
        }
        Target::Saved(call) => saved(open, &call.name),
        Target::Parameter(parameter) => {
            let mut text = format!("query parameter `?{}`", parameter.name);
            if let Some(values) = open.settings().parameters.get(&parameter.name) {
                text.push_str(&format!("\n\nvalue: `{}`", values.join("`, `")));
            }
            if let Some(default) = &parameter.default {
                text.push_str(&format!("\n\ndefault: `{}`", default.value));
            }
            text
        }
    };
    Some((text, target.span()))
}

fn saved(open: &Open<'_>, name: &str) -> String {
    let Some(query) = open.settings().library.text(name) else {
        return format!("saved query `{name}`: not in the library");
    };
    let query = match query {
        Ok(query) => query,
        Err(reason) => return format!("saved query `{name}`: {reason}"),
    };
    let mut shown: String = query.lines().take(LINES).collect::<Vec<_>>().join("\n");
    if query.lines().nth(LINES).is_some() {
        shown.push_str("\n// ...");
    }
    format!("saved query `{name}`\n\n{}", describe::fenced(&shown))
}

/// A field: where the query makes it, or that events bring it.
fn field(open: &Open<'_>, offset: usize) -> Option<(String, Span)> {
    let mention = open.mention_at(offset)?;
    let same = |other: &&Mention| other.name == mention.name;
    let mut text = format!("field `{}`", mention.name);
    let makers: Vec<&Mention> = open.mentions().iter().filter(same).filter(|other| other.role != Role::Read).collect();
    for maker in &makers {
        let line = open.lines.position(maker.span.start()).line;
        let shown = open.text().lines().nth(line - 1).unwrap_or("").trim();
        text.push_str(&format!("\n\nmade in line {line}:\n\n{}", describe::fenced(shown)));
    }
    if makers.is_empty() {
        text.push_str("\n\ncomes from the events");
        if open.state.falcon.has(&mention.name) {
            text.push_str("; Falcon events have a field of this name");
        }
    }
    Some((text, mention.span))
}
