//! The language server: what an editor asks about a query, answered from the parts that check and run it.
//!
//! One file for each request; [`HANDLERS`] lists them. A handler says what the server offers by it, so that the
//! capabilities cannot promise what nobody answers. `lsp-server` frames the messages, `gen-lsp-types` has their types; both
//! are named here only. Columns are counted as the client does (UTF-8 or UTF-16), at the edge, in [`open`].

mod code_action;
mod completion;
mod completion_resolve;
mod definition;
mod describe;
mod document;
mod document_highlight;
mod document_symbol;
mod edits;
mod falcon;
mod findings;
mod folding_range;
mod formatting;
mod ground;
mod handler;
mod hover;
mod inbox;
mod lifecycle;
mod notifications;
mod open;
mod prepare_rename;
mod references;
mod rename;
mod selection_range;
mod semantic_tokens;
mod server;
mod signature_help;
mod state;
mod target;
mod uri;
mod workspace;

pub use lsp_server::Connection;
pub use server::serve;
pub use workspace::Options;

use handler::Handler;

/// Every request that is answered. A new one adds its module and its line here.
static HANDLERS: &[&Handler] = &[
    &completion::HANDLER,
    &completion_resolve::HANDLER,
    &signature_help::HANDLER,
    &hover::HANDLER,
    &code_action::HANDLER,
    &formatting::HANDLER,
    &definition::HANDLER,
    &references::HANDLER,
    &document_highlight::HANDLER,
    &prepare_rename::HANDLER,
    &rename::HANDLER,
    &document_symbol::HANDLER,
    &folding_range::HANDLER,
    &selection_range::HANDLER,
    &semantic_tokens::FULL,
    &semantic_tokens::RANGE,
];

/// Serves one client over standard input and output until it says goodbye; whether it did so in order.
///
/// # Errors
/// When what came in is no message of the protocol.
pub fn serve_stdio(options: Options) -> Result<bool, String> {
    let (connection, threads) = Connection::stdio();
    let in_order = serve(connection, options)?;
    if in_order {
        threads.join().map_err(|error| format!("language server: {error}"))?;
    }
    Ok(in_order)
}
