//! `textDocument/documentSymbol`: the stages of a query, with the fields that they make and the stages inside of them.

use gen_lsp_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolProvider, DocumentSymbolRequest, DocumentSymbolResponse,
    Request, SymbolKind,
};

use super::handler::{Handler, Refusal, typed};
use super::open::Open;
use super::state::State;
use crate::ast::visit::{self, Visitor};
use crate::ast::{Pipeline, Step, StepKind};
use crate::check::mentions::Role;
use crate::functions;
use crate::session::words::beginning;

/// Characters of a stage that are shown.
const SHOWN: usize = 60;

pub(super) static HANDLER: Handler = Handler {
    method: DocumentSymbolRequest::METHOD.as_str(),
    offer: |capabilities| capabilities.document_symbol_provider = Some(DocumentSymbolProvider::Bool(true)),
    answer: |state, params| typed::<DocumentSymbolRequest>(state, params, answer),
};

fn answer(state: &State, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>, Refusal> {
    let Some(open) = state.open(&params.text_document.uri) else { return Ok(None) };
    let symbols = open.query().pipeline.steps.iter().map(|step| symbol(&open, step)).collect();
    Ok(Some(DocumentSymbolResponse::DocumentSymbolList(symbols)))
}

fn symbol(open: &Open<'_>, step: &Step) -> DocumentSymbol {
    let range = open.range(step.span);
    let mut inner = Inner(Vec::new());
    visit::walk_step(&mut inner, step);
    let nested: Vec<&Step> = inner.0.iter().flat_map(|pipeline| &pipeline.steps).collect();
    let inside = |at: usize, step: &Step| step.span.start() <= at && at < step.span.end();
    let mut children: Vec<DocumentSymbol> = open
        .mentions()
        .iter()
        .filter(|mention| mention.role == Role::Write && inside(mention.span.start(), step))
        .filter(|mention| !nested.iter().any(|step| inside(mention.span.start(), step)))
        .map(|mention| {
            let range = open.range(mention.span);
            node(mention.name.clone(), None, SymbolKind::Field, range, Vec::new())
        })
        .collect();
    children.extend(nested.iter().map(|step| symbol(open, step)));
    children.sort_by_key(|child| child.range.start);
    let (kind, detail) = kind(step);
    let first_line = step.span.of(open.text()).lines().next().unwrap_or("").trim();
    let name = if first_line.is_empty() { "(unreadable)".to_owned() } else { beginning(first_line, SHOWN) };
    node(name, Some(detail.to_owned()), kind, range, children)
}

fn node(
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    range: gen_lsp_types::Range,
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    let children = (!children.is_empty()).then_some(children);
    #[allow(deprecated)] // a field of the type
    let symbol =
        DocumentSymbol { name, detail, kind, tags: None, deprecated: None, range, selection_range: range, children };
    symbol
}

fn kind(step: &Step) -> (SymbolKind, &'static str) {
    match &step.kind {
        StepKind::Filter(_) | StepKind::Where(_) | StepKind::AnyOf(_) => (SymbolKind::Boolean, "filter"),
        StepKind::Call { call, .. } | StepKind::FieldOperator { call, .. } => {
            let role = functions::find(&call.function).map_or("call", |function| function.roles.name());
            (SymbolKind::Function, role)
        }
        StepKind::Assign { .. } => (SymbolKind::Variable, "assignment"),
        StepKind::Case(_) | StepKind::Match { .. } => (SymbolKind::Enum, "branches"),
        StepKind::Stats(_) => (SymbolKind::Function, "aggregate"),
        StepKind::Saved(_) => (SymbolKind::Module, "saved query"),
        StepKind::Error => (SymbolKind::Null, "unreadable"),
    }
}

/// The outermost pipelines inside of a step.
struct Inner<'q>(Vec<&'q Pipeline>);

impl<'q> Visitor<'q> for Inner<'q> {
    fn pipeline(&mut self, pipeline: &'q Pipeline) {
        self.0.push(pipeline);
    }
}
