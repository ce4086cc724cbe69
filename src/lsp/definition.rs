//! `textDocument/definition`: the file of a saved query, or the place where a field is first made.

use gen_lsp_types::{
    Definition, DefinitionParams, DefinitionProvider, DefinitionRequest, DefinitionResponse, Location, Range, Request,
};

use super::handler::{Handler, Refusal, typed};
use super::state::State;
use super::target::{self, Target};
use super::uri;
use crate::check::mentions::Role;

pub(super) static HANDLER: Handler = Handler {
    method: DefinitionRequest::METHOD.as_str(),
    offer: |capabilities| capabilities.definition_provider = Some(DefinitionProvider::Bool(true)),
    answer: |state, params| typed::<DefinitionRequest>(state, params, answer),
};

fn answer(state: &State, params: DefinitionParams) -> Result<Option<DefinitionResponse>, Refusal> {
    let at = params.text_document_position_params;
    let Some(open) = state.open(&at.text_document.uri) else { return Ok(None) };
    let offset = open.offset(at.position);
    let location = if let Some(Target::Saved(call)) = target::at(open.query(), offset) {
        // Of a name that two files claim, hover says which.
        let path = open.ground().library.file(&call.name).and_then(Result::ok);
        path.map(|path| Location { uri: uri::of_path(&path), range: Range::default() })
    } else {
        open.mention_at(offset).and_then(|mention| {
            let made = open.mentions().iter().find(|other| other.name == mention.name && other.role != Role::Read);
            made.map(|made| open.location(made.span))
        })
    };
    Ok(location.map(|location| DefinitionResponse::Definition(Definition::Location(location))))
}
