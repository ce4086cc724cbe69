//! `textDocument/formatting`: the query in canonical layout, as edits of the lines that change.

use gen_lsp_types::{
    DocumentFormattingParams, DocumentFormattingProvider, DocumentFormattingRequest, Request, TextEdit,
};

use super::edits::between;
use super::handler::{Handler, Refusal, typed};
use super::state::State;
use crate::format;
use crate::functions;
use crate::parser::{Dialect, Options};

pub(super) static HANDLER: Handler = Handler {
    method: DocumentFormattingRequest::METHOD.as_str(),
    offer: |capabilities| capabilities.document_formatting_provider = Some(DocumentFormattingProvider::Bool(true)),
    answer: |state, params| typed::<DocumentFormattingRequest>(state, params, answer),
};

/// The client's options (tab size, ...) do not count: there is one layout.
fn answer(state: &State, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>, Refusal> {
    let Some(open) = state.open(&params.text_document.uri) else { return Ok(None) };
    let words = functions::reserved_words();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let dialect = if open.settings().lenient { Dialect::Lenient } else { Dialect::Logscale };
    // A query that does not parse has no layout; its errors are shown already.
    let Ok(formatted) = format::query(open.text(), &Options { dialect, functions: &words }) else { return Ok(None) };
    let edits = between(open.text(), &formatted);
    Ok(Some(edits.into_iter().map(|edit| TextEdit { range: open.range(edit.span), new_text: edit.text }).collect()))
}
