//! `completionItem/resolve`: the documentation of a completion, once it is looked at.

use gen_lsp_types::{CompletionItem, CompletionResolveRequest, Documentation, Request};

use super::describe;
use super::handler::{Handler, Refusal, typed};
use super::state::State;
use crate::functions;

pub(super) static HANDLER: Handler = Handler {
    method: CompletionResolveRequest::METHOD.as_str(),
    // `completion` offers it.
    offer: |_| {},
    answer: |state, params| typed::<CompletionResolveRequest>(state, params, answer),
};

fn answer(_: &State, mut item: CompletionItem) -> Result<CompletionItem, Refusal> {
    let name = item.data.as_ref().and_then(|data| data.get("function")).and_then(serde_json::Value::as_str);
    if let Some(function) = name.and_then(functions::find) {
        let documentation = describe::markdown(describe::function(function));
        item.documentation = Some(Documentation::MarkupContent(documentation));
    }
    Ok(item)
}
