//! `textDocument/completion`: what could stand at the cursor, as the session completes it.

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionItemTextEdit, CompletionList,
    CompletionOptions, CompletionParams, CompletionRequest, CompletionResponse, Documentation, InsertTextFormat,
    Request, TextEdit,
};
use serde_json::json;

use super::describe;
use super::handler::{Handler, Refusal, typed};
use super::open::Open;
use super::state::State;
use super::target;
use crate::check::arguments::signature;
use crate::exec::Function;
use crate::exec::function::Parameter;
use crate::functions;
use crate::session::complete::{Candidate, CandidateKind, Sources, open_call};
use crate::source::Span;

/// Items in one answer; an editor asks again as the word grows.
const MOST: usize = 400;

pub(super) static HANDLER: Handler = Handler {
    method: CompletionRequest::METHOD.as_str(),
    offer: |capabilities| {
        let triggers = ["$", "?", "#", "@", "(", "[", "=", "\"", ":"];
        capabilities.completion_provider = Some(CompletionOptions {
            trigger_characters: Some(triggers.map(str::to_owned).to_vec()),
            resolve_provider: Some(true),
            ..CompletionOptions::default()
        });
    },
    answer: |state, params| typed::<CompletionRequest>(state, params, answer),
};

fn answer(state: &State, params: CompletionParams) -> Result<Option<CompletionResponse>, Refusal> {
    let at = params.text_document_position_params;
    let Some(open) = state.open(&at.text_document.uri) else { return Ok(None) };
    let cursor = open.offset(at.position);
    let before = open.text().get(..cursor).unwrap_or("");
    let parameters = target::parameters(open.query());
    let sources = Sources { settings: open.settings(), fields: &state.falcon, parameters: &parameters };
    let (start, candidates) = sources.complete(before);
    let call = open_call(before.get(..start).unwrap_or(""));
    let place = Replaced {
        range: Span::new(start, cursor),
        open: &open,
        // `groupBy(` is not offered where a bracket stands already.
        has_bracket: open.text().get(cursor..).is_some_and(|rest| rest.starts_with('(')),
    };
    let is_incomplete = candidates.len() > MOST;
    let items = candidates.into_iter().take(MOST).enumerate().map(|(rank, candidate)| {
        let parameter = call.as_ref().and_then(|call| call.function.parameter(candidate.text.trim_end_matches('=')));
        place.item(candidate, rank, parameter.map(|(_, parameter)| parameter))
    });
    let list = CompletionList { is_incomplete, items: items.collect(), ..CompletionList::default() };
    Ok(Some(CompletionResponse::CompletionList(list)))
}

/// The word that completions take the place of.
struct Replaced<'s> {
    range: Span,
    open: &'s Open<'s>,
    has_bracket: bool,
}

impl Replaced<'_> {
    fn item(&self, candidate: Candidate, rank: usize, parameter: Option<&Parameter>) -> CompletionItem {
        let mut item = CompletionItem {
            label: candidate.shown.trim_end_matches("()").to_owned(),
            kind: Some(kind(candidate.kind)),
            sort_text: Some(format!("{rank:04}")),
            ..CompletionItem::default()
        };
        let mut text = candidate.text.clone();
        let mut snippet = None;
        match candidate.kind {
            CandidateKind::Function => {
                if let Some(function) = functions::find(&item.label) {
                    item.detail = Some(function.summary.to_owned());
                    item.label_details = Some(CompletionItemLabelDetails {
                        detail: signature(function).strip_prefix(function.name).map(str::to_owned),
                        description: Some(function.roles.name().to_owned()),
                    });
                    item.data = Some(json!({ "function": function.name }));
                    snippet = Some(call(function));
                }
            }
            CandidateKind::Parameter => {
                if let Some(parameter) = parameter {
                    let documentation = describe::markdown(describe::parameter(parameter));
                    item.documentation = Some(Documentation::MarkupContent(documentation));
                    item.detail = Some(format!("{:?}", parameter.kind).to_lowercase());
                }
            }
            CandidateKind::SavedQuery => snippet = Some(format!("{}($1)$0", literal(&item.label))),
            CandidateKind::Field => {
                let made =
                    self.open.mentions().iter().any(|mention| {
                        mention.name == item.label && mention.role != crate::check::mentions::Role::Read
                    });
                item.detail = made.then(|| "made by this query".to_owned());
            }
            _ => {}
        }
        if self.has_bracket {
            text.truncate(text.trim_end_matches('(').len());
        } else if let Some(snippet) = snippet.filter(|_| self.open.state.client.snippets) {
            text = snippet;
            item.insert_text_format = Some(InsertTextFormat::Snippet);
        }
        if item.label != candidate.text {
            item.filter_text = Some(candidate.shown);
        }
        let range = self.open.range(self.range);
        item.text_edit = Some(CompletionItemTextEdit::TextEdit(TextEdit { range, new_text: text }));
        item
    }
}

fn kind(kind: CandidateKind) -> CompletionItemKind {
    match kind {
        CandidateKind::Function => CompletionItemKind::Function,
        CandidateKind::Parameter => CompletionItemKind::Property,
        CandidateKind::Value => CompletionItemKind::EnumMember,
        CandidateKind::Field => CompletionItemKind::Field,
        CandidateKind::Keyword | CandidateKind::Command => CompletionItemKind::Keyword,
        CandidateKind::SavedQuery => CompletionItemKind::Module,
        CandidateKind::QueryParameter => CompletionItemKind::Variable,
    }
}

/// A call with places for what must be given.
fn call(function: &Function) -> String {
    let mut places = Vec::new();
    for parameter in function.parameters.iter().filter(|parameter| parameter.required) {
        let number = places.len() + 1;
        let name = literal(parameter.name.trim_matches(['(', ')']));
        let place = match parameter.unnamed {
            true => format!("${{{number}:{name}}}"),
            false => format!("{name}=${{{number}:{name}}}"),
        };
        places.push((!parameter.unnamed, place));
    }
    // What stays unnamed comes first, as in the reference.
    places.sort_by_key(|(named, _)| *named);
    let places: Vec<String> = places.into_iter().map(|(_, place)| place).collect();
    let inside = if places.is_empty() { "$1".to_owned() } else { places.join(", ") };
    format!("{}({inside})$0", literal(function.name))
}

/// A text in a snippet.
fn literal(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}
