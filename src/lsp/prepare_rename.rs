//! `textDocument/prepareRename`: whether the thing under the cursor can be renamed, and what it is called now.

use gen_lsp_types::{
    PrepareRenameParams, PrepareRenamePlaceholder, PrepareRenameRequest, PrepareRenameResult, Request,
};

use super::handler::{Handler, Refusal, typed};
use super::rename;
use super::state::State;

pub(super) static HANDLER: Handler = Handler {
    method: PrepareRenameRequest::METHOD.as_str(),
    // `rename` offers it.
    offer: |_| {},
    answer: |state, params| typed::<PrepareRenameRequest>(state, params, answer),
};

fn answer(state: &State, params: PrepareRenameParams) -> Result<Option<PrepareRenameResult>, Refusal> {
    let at = params.text_document_position_params;
    let Some(open) = state.open(&at.text_document.uri) else { return Ok(None) };
    let Some(mention) = open.mention_at(open.offset(at.position)) else { return Ok(None) };
    rename::places(&open, &mention.name).map_err(Refusal::failed)?;
    Ok(Some(PrepareRenameResult::PrepareRenamePlaceholder(PrepareRenamePlaceholder {
        range: open.range(mention.span),
        placeholder: mention.name.clone(),
    })))
}
