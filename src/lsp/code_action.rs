//! `textDocument/codeAction`: the fixes of findings, all safe ones at once, and a comment that allows a finding.

use std::collections::HashMap;

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionProvider, CodeActionRequest,
    CodeActionResponse, Request, TextEdit, WorkspaceEdit,
};

use super::edits::between;
use super::findings::to_protocol;
use super::handler::{Handler, Refusal, typed};
use super::open::Open;
use super::state::State;
use crate::ast::Step;
use crate::ast::visit::{self, Visitor};
use crate::diagnostic::fix::{self, Level};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::session::words::counted;
use crate::source::Span;

/// The kind of the action that fixes everything.
const FIX_ALL: &str = "source.fixAll.offscale";

pub(super) static HANDLER: Handler = Handler {
    method: CodeActionRequest::METHOD.as_str(),
    offer: |capabilities| {
        capabilities.code_action_provider = Some(CodeActionProvider::CodeActionOptions(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QuickFix, fix_all_kind()]),
            ..CodeActionOptions::default()
        }));
    },
    answer: |state, params| typed::<CodeActionRequest>(state, params, answer),
};

fn fix_all_kind() -> CodeActionKind {
    CodeActionKind::Custom(FIX_ALL.into())
}

fn answer(state: &State, params: CodeActionParams) -> Result<Option<Vec<CodeActionResponse>>, Refusal> {
    let Some(open) = state.open(&params.text_document.uri) else { return Ok(None) };
    let only: Option<Vec<String>> = params.context.only.map(|kinds| kinds.iter().map(ToString::to_string).collect());
    let wanted = |kind: &str| {
        let covers = |asked: &String| kind == asked || kind.starts_with(&format!("{asked}."));
        only.as_ref().is_none_or(|only| only.iter().any(covers))
    };
    let asked = open.span(params.range);
    let mut actions = Vec::new();
    if wanted("quickfix") {
        let touched = |finding: &&Diagnostic| {
            let span = finding.primary.span;
            span.start <= asked.end && asked.start <= span.end
        };
        for finding in open.findings().iter().filter(touched) {
            actions.extend(finding.fixes.iter().map(|fix| quick_fix(&open, finding, fix)));
            actions.extend(allow(&open, finding));
        }
    }
    if wanted(FIX_ALL) {
        actions.extend(fix_all(&open));
    }
    Ok(Some(actions.into_iter().map(CodeActionResponse::CodeAction).collect()))
}

fn quick_fix(open: &Open<'_>, finding: &Diagnostic, fix: &Fix) -> CodeAction {
    CodeAction {
        title: fix.message.clone(),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![to_protocol(open, finding)]),
        is_preferred: Some(fix.applicability == Applicability::Safe),
        edit: Some(workspace_edit(open, &fix.edits)),
        ..CodeAction::default()
    }
}

/// All safe fixes, those that others uncover too.
fn fix_all(open: &Open<'_>) -> Option<CodeAction> {
    let level = Level { unsafe_too: false, wanted: &|_| true };
    level_has_work(open, level).then_some(())?;
    let fixed = fix::apply(open.text(), level, &|text| open.ground().check(text));
    let count = fixed.applied.len();
    (fixed.text != open.text()).then(|| CodeAction {
        title: format!("Apply {}", counted(count as u64, "safe fix", "safe fixes")),
        kind: Some(fix_all_kind()),
        edit: Some(workspace_edit(open, &between(open.text(), &fixed.text))),
        ..CodeAction::default()
    })
}

/// Whether there is anything to fix; most of the time there is not, and the answer costs nothing.
fn level_has_work(open: &Open<'_>, level: Level<'_>) -> bool {
    open.findings()
        .iter()
        .any(|finding| level.choose(finding).is_some_and(|fix| fix.applicability == Applicability::Safe))
}

/// A comment that silences a finding at its step, when it does. Errors cannot be silenced.
fn allow(open: &Open<'_>, finding: &Diagnostic) -> Option<CodeAction> {
    let code = finding.code.name();
    if finding.is_error() {
        return None;
    }
    let edit = comment(open, finding.primary.span, &format!("// offscale: allow({code})"))?;
    let mut text = open.text().to_owned();
    text.insert_str(edit.span.start(), &edit.text);
    let left = open.ground().check(&text);
    if left.len() >= open.findings().len() {
        return None;
    }
    Some(CodeAction {
        title: format!("Allow {code} here"),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![to_protocol(open, finding)]),
        is_preferred: Some(false),
        edit: Some(workspace_edit(open, &[edit])),
        ..CodeAction::default()
    })
}

/// A comment above the innermost step at a place, or behind its line when the line begins with another one.
fn comment(open: &Open<'_>, place: Span, comment: &str) -> Option<Edit> {
    let mut steps = Steps { place, found: None };
    visit::walk_query(&mut steps, open.query());
    let step = steps.found?;
    let text = open.text();
    let before = text.get(..step.start())?;
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let lead = before.get(line..)?;
    if lead.trim().trim_start_matches('|').trim().is_empty() {
        let indent = lead.len() - lead.trim_start().len();
        let indent = lead.get(..indent).unwrap_or("");
        return Some(Edit { span: Span::at(line), text: format!("{indent}{comment}\n") });
    }
    let end = text.get(step.start()..)?.find('\n').map_or(text.len(), |length| step.start() + length);
    let end = if text.get(..end)?.ends_with('\r') { end - 1 } else { end };
    Some(Edit { span: Span::at(end), text: format!(" {comment}") })
}

/// The innermost step around a place.
struct Steps {
    place: Span,
    found: Option<Span>,
}

impl<'q> Visitor<'q> for Steps {
    fn step(&mut self, step: &'q Step) {
        if step.span.start <= self.place.start && self.place.start <= step.span.end {
            self.found = Some(step.span);
        }
        visit::walk_step(self, step);
    }
}

fn workspace_edit(open: &Open<'_>, edits: &[Edit]) -> WorkspaceEdit {
    let edits = edits.iter().map(|edit| TextEdit { range: open.range(edit.span), new_text: edit.text.clone() });
    let changes = HashMap::from([(open.document.uri.clone(), edits.collect())]);
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}
