//! `textDocument/semanticTokens/full` and `/range`: the query by meaning, as the session colours it.

use std::ops::Range;

use gen_lsp_types::{
    Full, Request, SemanticToken, SemanticTokenModifiers, SemanticTokenTypes, SemanticTokens, SemanticTokensLegend,
    SemanticTokensOptions, SemanticTokensOptionsRange, SemanticTokensParams, SemanticTokensProvider,
    SemanticTokensRangeParams, SemanticTokensRangeRequest, SemanticTokensRequest,
};
use serde::Serialize;

use super::handler::{Handler, Refusal, typed};
use super::open::{Open, number};
use super::state::State;
use crate::check::mentions::Role;
use crate::functions;
use crate::session::highlight::{self, Meaning};
use crate::source::Span;

pub(super) static FULL: Handler = Handler {
    method: SemanticTokensRequest::METHOD.as_str(),
    offer: |capabilities| {
        let options = SemanticTokensOptions {
            legend: SemanticTokensLegend {
                token_types: TYPES.iter().map(name).collect(),
                token_modifiers: MODIFIERS.iter().map(name).collect(),
            },
            range: Some(SemanticTokensOptionsRange::Bool(true)),
            full: Some(Full::Bool(true)),
            ..SemanticTokensOptions::default()
        };
        capabilities.semantic_tokens_provider = Some(SemanticTokensProvider::SemanticTokensOptions(options));
    },
    answer: |state, params| typed::<SemanticTokensRequest>(state, params, full),
};

pub(super) static RANGE: Handler = Handler {
    method: SemanticTokensRangeRequest::METHOD.as_str(),
    offer: |_| {},
    answer: |state, params| typed::<SemanticTokensRangeRequest>(state, params, range),
};

/// The types, by the numbers of [`type_of`].
const TYPES: &[SemanticTokenTypes] = &[
    SemanticTokenTypes::Property,
    SemanticTokenTypes::String,
    SemanticTokenTypes::Number,
    SemanticTokenTypes::Function,
    SemanticTokenTypes::Parameter,
    SemanticTokenTypes::Keyword,
    SemanticTokenTypes::Regexp,
    SemanticTokenTypes::Variable,
    SemanticTokenTypes::Comment,
];

/// The modifiers, by bit.
const MODIFIERS: &[SemanticTokenModifiers] = &[SemanticTokenModifiers::Declaration, SemanticTokenModifiers::Deprecated];
const DECLARATION: u32 = 1;
const DEPRECATED: u32 = 2;

fn name(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn type_of(meaning: Meaning, text: &str) -> u32 {
    match meaning {
        Meaning::Field => 0,
        Meaning::Value if text.parse::<f64>().is_ok() => 2,
        Meaning::Value => 1,
        Meaning::Function => 3,
        Meaning::Argument => 4,
        Meaning::Keyword => 5,
        Meaning::Regex => 6,
        Meaning::Parameter => 7,
        Meaning::Comment => 8,
    }
}

fn full(state: &State, params: SemanticTokensParams) -> Result<Option<SemanticTokens>, Refusal> {
    Ok(state.open(&params.text_document.uri).map(|open| tokens(&open, 0..open.text().len())))
}

fn range(state: &State, params: SemanticTokensRangeParams) -> Result<Option<SemanticTokens>, Refusal> {
    Ok(state.open(&params.text_document.uri).map(|open| {
        let span = open.span(params.range);
        tokens(&open, span.start()..span.end())
    }))
}

/// The tokens that lie in a stretch at least in part; one of several lines is one for each line.
fn tokens(open: &Open<'_>, stretch: Range<usize>) -> SemanticTokens {
    let mut data = Vec::new();
    let mut before = (0, 0);
    for (piece, meaning) in highlight::pieces(open.text(), open.settings()) {
        if piece.end <= stretch.start || piece.start >= stretch.end {
            continue;
        }
        let text = open.text().get(piece.clone()).unwrap_or("");
        let kind = type_of(meaning, text);
        let modifiers = modifiers(open, Span::new(piece.start, piece.end), meaning, text);
        let mut at = piece.start;
        for line in text.split_inclusive('\n') {
            let length = open.unit().length(line.trim_end_matches(['\r', '\n']));
            let place = open.lines.place(at, open.unit());
            at += line.len();
            if length == 0 {
                continue;
            }
            let same_line = place.0 == before.0;
            data.push(SemanticToken {
                delta_line: number(place.0 - before.0),
                delta_start: number(if same_line { place.1 - before.1 } else { place.1 }),
                length: number(length),
                token_type: kind,
                token_modifiers_bitset: modifiers,
            });
            before = place;
        }
    }
    SemanticTokens { result_id: None, data }
}

fn modifiers(open: &Open<'_>, span: Span, meaning: Meaning, text: &str) -> u32 {
    let is_made = || open.mentions().iter().any(|mention| mention.span == span && mention.role == Role::Write);
    let is_deprecated = || functions::find(text).is_some_and(|function| function.deprecated.is_some());
    match meaning {
        Meaning::Field if is_made() => DECLARATION,
        Meaning::Function if is_deprecated() => DEPRECATED,
        _ => 0,
    }
}
