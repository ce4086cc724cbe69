//! `textDocument/rename`: another name for a field that the query makes, wherever it reads or writes it.

use std::collections::HashMap;

use gen_lsp_types::{RenameOptions, RenameParams, RenameProvider, RenameRequest, Request, TextEdit, WorkspaceEdit};

use super::handler::{Handler, Refusal, typed};
use super::open::Open;
use super::state::State;
use crate::ast::{FilterKind, StepKind};
use crate::check::mentions::{Form, Mention, Role, mentions};
use crate::diagnostic::Diagnostic;
use crate::parser;
use crate::session::entry::parsed;

pub(super) static HANDLER: Handler = Handler {
    method: RenameRequest::METHOD.as_str(),
    offer: |capabilities| {
        let options = RenameOptions { prepare_provider: Some(true), ..RenameOptions::default() };
        capabilities.rename_provider = Some(RenameProvider::RenameOptions(options));
    },
    answer: |state, params| typed::<RenameRequest>(state, params, answer),
};

fn answer(state: &State, params: RenameParams) -> Result<Option<WorkspaceEdit>, Refusal> {
    let at = params.text_document_position_params;
    let Some(open) = state.open(&at.text_document.uri) else { return Ok(None) };
    let mention = open
        .mention_at(open.offset(at.position))
        .ok_or_else(|| Refusal::failed("only fields can be renamed; there is none here"))?;
    let edits = rename(&open, &mention.name, &params.new_name).map_err(Refusal::failed)?;
    let edits = edits.into_iter().map(|(mention, text)| TextEdit { range: open.range(mention.span), new_text: text });
    let changes = HashMap::from([(open.document.uri.clone(), edits.collect())]);
    Ok(Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }))
}

/// The places to change when a field is renamed.
///
/// # Errors
/// Says why the field cannot be renamed without changing what the query means.
pub(super) fn places<'s>(open: &Open<'s>, name: &str) -> Result<Vec<&'s Mention>, String> {
    let found: Vec<&Mention> = open.mentions().iter().filter(|mention| mention.name == name).collect();
    if let Some(implied) = found.iter().find(|mention| mention.role == Role::Implied) {
        let function = implied.span.of(open.text());
        return Err(format!(
            "{name} is the name that {function}() gives; write {function}(..., as=NAME) to choose one"
        ));
    }
    if found.first().is_none_or(|first| first.role == Role::Read) {
        return Err(format!("{name} comes from the events; make a field of your own first: NAME := {name}"));
    }
    if name.contains('[') {
        return Err(format!("{name} belongs to an array, whose elements are named by number"));
    }
    if found.iter().any(|mention| found.first().is_some_and(|first| first.scope != mention.scope)) {
        return Err(format!("{name} is a field of a subquery and of the query around it; rename it by hand"));
    }
    Ok(found)
}

/// The new text of each place.
fn rename<'s>(open: &Open<'s>, old: &str, new: &str) -> Result<Vec<(&'s Mention, String)>, String> {
    let new = new.trim();
    let new = new.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).unwrap_or(new);
    if new.is_empty() || new.chars().any(char::is_control) {
        return Err("the name of a field is a text on one line, and not empty".to_owned());
    }
    let found = places(open, old)?;
    if new == old {
        return Ok(Vec::new());
    }
    if open.mentions().iter().any(|mention| mention.name == new) {
        return Err(format!("the query has a field {new} already"));
    }
    let plain = is_plain(new);
    let text = |mention: &Mention| match mention.form {
        Form::Bare if plain => new.to_owned(),
        Form::Bare | Form::Quoted => format!("\"{}\"", new.replace('\\', "\\\\").replace('"', "\\\"")),
        Form::Group => new.to_owned(),
    };
    let edits: Vec<(&Mention, String)> = found.iter().map(|mention| (*mention, text(mention))).collect();
    stays_the_same(open, &edits, old, new)?;
    Ok(edits)
}

/// Whether a name needs no quotes.
fn is_plain(name: &str) -> bool {
    let (query, findings) = parser::parse(&format!("{name}=1"), &parser::Options::default());
    let step = query.pipeline.steps.first().map(|step| &step.kind);
    findings.is_empty()
        && matches!(step, Some(StepKind::Filter(filter)) if matches!(&filter.kind,
            FilterKind::Match { field, .. } if field.text == name && !field.quoted))
}

/// Reads the query with its new name: it must be the same one but for that name.
fn stays_the_same(open: &Open<'_>, edits: &[(&Mention, String)], old: &str, new: &str) -> Result<(), String> {
    let mut text = open.text().to_owned();
    let mut sorted: Vec<_> = edits.iter().collect();
    sorted.sort_by_key(|(mention, _)| std::cmp::Reverse(mention.span.start));
    for (mention, name) in sorted {
        text.replace_range(mention.span.start()..mention.span.end(), name);
    }
    let (query, _) = parsed(&text, open.settings());
    let after = mentions(&query, &text);
    let renamed = |mention: &Mention| if mention.name == old { new.to_owned() } else { mention.name.clone() };
    let same = after.len() == open.mentions().len()
        && open.mentions().iter().zip(&after).all(|(before, after)| {
            renamed(before) == after.name && before.role == after.role && before.scope == after.scope
        });
    if !same {
        return Err(match is_plain(new) {
            true => format!("{new} would mean something else where {old} stands"),
            false => format!("{new} needs quotes, and where {old} stands quotes would make it a text"),
        });
    }
    let errors = |findings: &[Diagnostic]| findings.iter().filter(|finding| finding.is_error()).count();
    let findings = open.ground().check(&text);
    match findings.iter().find(|finding| finding.is_error()) {
        Some(error) if errors(&findings) > errors(open.findings()) => {
            Err(format!("{new} cannot stand where {old} does: {}", error.message))
        }
        _ => Ok(()),
    }
}
