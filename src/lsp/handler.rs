//! What a request handler is, and how the messages' JSON becomes types and back.

use gen_lsp_types::{Request, ServerCapabilities};
use lsp_server::ErrorCode;
use serde_json::Value;

use super::state::State;

/// A request that the server answers.
pub(super) struct Handler {
    /// The method, such as `textDocument/hover`.
    pub method: &'static str,
    /// Adds what this makes possible to the server's capabilities.
    pub offer: fn(&mut ServerCapabilities),
    /// The answer to the request's parameters.
    pub answer: fn(&State, Value) -> Result<Value, Refusal>,
}

/// Why a request has no answer.
#[derive(Debug)]
pub(super) struct Refusal {
    pub code: ErrorCode,
    pub message: String,
}

impl Refusal {
    /// The request is understood, but cannot be done; the message is for the user.
    pub fn failed(message: impl Into<String>) -> Self {
        Self { code: ErrorCode::RequestFailed, message: message.into() }
    }
}

/// Reads the parameters of a request, answers it, writes the result.
pub(super) fn typed<R: Request>(
    state: &State,
    params: Value,
    answer: fn(&State, R::Params) -> Result<R::Result, Refusal>,
) -> Result<Value, Refusal> {
    let params = serde_json::from_value(params).map_err(|error| Refusal {
        code: ErrorCode::InvalidParams,
        message: format!("{}: {error}", R::METHOD.as_str()),
    })?;
    serde_json::to_value(answer(state, params)?)
        .map_err(|error| Refusal { code: ErrorCode::InternalError, message: error.to_string() })
}
