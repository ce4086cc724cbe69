//! `textDocument/signatureHelp`: the parameters of the call around the cursor, and which one is being given.

use gen_lsp_types::{
    ActiveParameter, Documentation, ParameterInformation, ParameterInformationLabel, Request, SignatureHelp,
    SignatureHelpOptions, SignatureHelpParams, SignatureHelpRequest, SignatureInformation,
};

use super::describe;
use super::handler::{Handler, Refusal, typed};
use super::open::number;
use super::state::State;
use crate::check::arguments::signature_parts;
use crate::session::complete::open_call;

pub(super) static HANDLER: Handler = Handler {
    method: SignatureHelpRequest::METHOD.as_str(),
    offer: |capabilities| {
        capabilities.signature_help_provider = Some(SignatureHelpOptions {
            trigger_characters: Some(["(", ",", "="].map(str::to_owned).to_vec()),
            ..SignatureHelpOptions::default()
        });
    },
    answer: |state, params| typed::<SignatureHelpRequest>(state, params, answer),
};

fn answer(state: &State, params: SignatureHelpParams) -> Result<Option<SignatureHelp>, Refusal> {
    let at = params.text_document_position_params;
    let Some(open) = state.open(&at.text_document.uri) else { return Ok(None) };
    let before = open.text().get(..open.offset(at.position)).unwrap_or("");
    let Some(call) = open_call(before) else { return Ok(None) };
    let mut label = format!("{}(", call.function.name);
    let mut parameters = Vec::new();
    let mut active = None;
    for (place, (parameter, text)) in signature_parts(call.function).into_iter().enumerate() {
        if place > 0 {
            label.push_str(", ");
        }
        // Names of parameters are ASCII, so that every way of counting gives the same.
        let start = number(label.len());
        label.push_str(&text);
        if call.parameter.is_some_and(|given| given.name == parameter.name) {
            active = Some(ActiveParameter::Int(number(place)));
        }
        parameters.push(ParameterInformation {
            label: ParameterInformationLabel::Tuple((start, number(label.len()))),
            documentation: Some(Documentation::MarkupContent(describe::markdown(describe::parameter(parameter)))),
        });
    }
    label.push(')');
    let information = SignatureInformation {
        label,
        documentation: Some(Documentation::String(call.function.summary.to_owned())),
        parameters: Some(parameters),
        active_parameter: active,
    };
    Ok(Some(SignatureHelp { signatures: vec![information], active_signature: Some(0), active_parameter: active }))
}
