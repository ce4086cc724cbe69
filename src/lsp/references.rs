//! `textDocument/references`: every place where the query reads or makes a field.

use gen_lsp_types::{Location, ReferenceParams, ReferencesProvider, ReferencesRequest, Request};

use super::handler::{Handler, Refusal, typed};
use super::state::State;
use crate::check::mentions::Role;

pub(super) static HANDLER: Handler = Handler {
    method: ReferencesRequest::METHOD.as_str(),
    offer: |capabilities| capabilities.references_provider = Some(ReferencesProvider::Bool(true)),
    answer: |state, params| typed::<ReferencesRequest>(state, params, answer),
};

fn answer(state: &State, params: ReferenceParams) -> Result<Option<Vec<Location>>, Refusal> {
    let at = params.text_document_position_params;
    let Some(open) = state.open(&at.text_document.uri) else { return Ok(None) };
    let Some(mention) = open.mention_at(open.offset(at.position)) else { return Ok(None) };
    let wanted = |role: Role| params.context.include_declaration || role == Role::Read;
    let found = open.mentions().iter().filter(|other| other.name == mention.name && wanted(other.role));
    Ok(Some(found.map(|other| open.location(other.span)).collect()))
}
