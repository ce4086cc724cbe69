//! `textDocument/documentHighlight`: the places of the field under the cursor, read or written.

use gen_lsp_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, DocumentHighlightProvider,
    DocumentHighlightRequest, Request,
};

use super::handler::{Handler, Refusal, typed};
use super::state::State;
use crate::check::mentions::Role;

pub(super) static HANDLER: Handler = Handler {
    method: DocumentHighlightRequest::METHOD.as_str(),
    offer: |capabilities| capabilities.document_highlight_provider = Some(DocumentHighlightProvider::Bool(true)),
    answer: |state, params| typed::<DocumentHighlightRequest>(state, params, answer),
};

fn answer(state: &State, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>, Refusal> {
    let at = params.text_document_position_params;
    let Some(open) = state.open(&at.text_document.uri) else { return Ok(None) };
    let Some(mention) = open.mention_at(open.offset(at.position)) else { return Ok(None) };
    let found = open.mentions().iter().filter(|other| other.name == mention.name).map(|other| {
        let kind = match other.role {
            Role::Read => DocumentHighlightKind::Read,
            Role::Write | Role::Implied => DocumentHighlightKind::Write,
        };
        DocumentHighlight { range: open.range(other.span), kind: Some(kind) }
    });
    Ok(Some(found.collect()))
}
