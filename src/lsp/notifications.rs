//! What the client tells without asking: documents opened, changed, saved and closed, settings and folders changed.

use gen_lsp_types::{
    DidChangeConfigurationNotification, DidChangeTextDocumentNotification, DidChangeWatchedFilesNotification,
    DidChangeWorkspaceFoldersNotification, DidCloseTextDocumentNotification, DidOpenTextDocumentNotification,
    DidSaveTextDocumentNotification, Notification,
};

use super::server::Server;

/// Languages whose files hold queries at best inside of something else.
const OTHER_LANGUAGES: &[&str] = &["yaml", "markdown", "json", "toml"];

/// Takes a notification; those that mean nothing here are ignored.
///
/// # Errors
/// When its parameters cannot be understood.
pub(super) fn receive(server: &mut Server, note: lsp_server::Notification) -> Result<(), String> {
    match note.method.as_str() {
        method if method == DidOpenTextDocumentNotification::METHOD.as_str() => {
            let document = read::<DidOpenTextDocumentNotification>(note)?.text_document;
            let language = serde_json::to_value(&document.language_id).unwrap_or_default();
            if !language.as_str().is_some_and(|language| OTHER_LANGUAGES.contains(&language)) {
                let uri = document.uri.to_string();
                let remark = server.state.insert(document.uri, document.version, document.text);
                remark.iter().for_each(|remark| server.show(remark));
                server.mark_stale(&uri, true);
            }
        }
        method if method == DidChangeTextDocumentNotification::METHOD.as_str() => {
            let params = read::<DidChangeTextDocumentNotification>(note)?;
            let uri = params.text_document.text_document_identifier.uri.to_string();
            let unit = server.state.client.unit;
            if let Some(document) = server.state.documents.get_mut(&uri) {
                document.change(params.text_document.version, params.content_changes, unit);
                server.mark_stale(&uri, false);
            }
        }
        method if method == DidCloseTextDocumentNotification::METHOD.as_str() => {
            let uri = read::<DidCloseTextDocumentNotification>(note)?.text_document.uri.to_string();
            if server.state.documents.remove(&uri).is_some() {
                // A document that is not open has no findings, which the client must be told.
                server.mark_stale(&uri, true);
            }
        }
        method if method == DidChangeConfigurationNotification::METHOD.as_str() => {
            let settings = read::<DidChangeConfigurationNotification>(note)?.settings;
            let remarks = server.state.workspace.configure(settings);
            remarks.iter().for_each(|remark| server.show(remark));
            server.mark_all_stale();
        }
        method if method == DidChangeWorkspaceFoldersNotification::METHOD.as_str() => {
            let change = read::<DidChangeWorkspaceFoldersNotification>(note)?.event;
            server.state.workspace.change_folders(&change);
            server.mark_all_stale();
        }
        // Other queries may use a saved query that was saved, or a lookup file.
        method
            if method == DidSaveTextDocumentNotification::METHOD.as_str()
                || method == DidChangeWatchedFilesNotification::METHOD.as_str() =>
        {
            server.mark_all_stale();
        }
        _ => {}
    }
    Ok(())
}

fn read<N: Notification>(note: lsp_server::Notification) -> Result<N::Params, String> {
    serde_json::from_value(note.params).map_err(|error| error.to_string())
}
