//! How a session begins and ends: the handshake, what the server offers, goodbye.

use gen_lsp_types::{
    ExitNotification, InitializeParams, InitializeResult, Notification as _, PositionEncodingKind, Request as _, Save,
    ServerCapabilities, ServerInfo, ShutdownRequest, TextDocumentSync, TextDocumentSyncKind, TextDocumentSyncOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};
use lsp_server::{Connection, ErrorCode, Notification, Request, Response};

use super::HANDLERS;
use super::state::{Client, State};
use super::workspace::{Options, Workspace};
use crate::source::ColumnUnit;

/// Shakes hands with the client: the state to serve it with, and what the user should hear about the settings. `None` when
/// the client leaves before.
///
/// # Errors
/// When the request cannot be understood.
pub(super) fn initialize(connection: &Connection, options: Options) -> Result<Option<(State, Vec<String>)>, String> {
    // The only error is a client that leaves, with or without `exit`.
    let Ok((id, params)) = connection.initialize_start() else { return Ok(None) };
    let params: InitializeParams = match serde_json::from_value(params) {
        Ok(params) => params,
        Err(error) => {
            let message = format!("initialize: {error}");
            let response = Response::new_err(id, ErrorCode::InvalidParams as i32, message.clone());
            let _ = connection.sender.send(response.into());
            return Err(message);
        }
    };
    let client = Client::of(&params.capabilities);
    let (workspace, remarks) = Workspace::of(&params, options);
    let result = InitializeResult {
        capabilities: capabilities(client),
        server_info: Some(ServerInfo {
            name: "offscale".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    };
    let result = serde_json::to_value(result).map_err(|error| error.to_string())?;
    let _ = connection.sender.send(Response::new_ok(id, result).into());
    Ok(Some((State { client, workspace, ..State::default() }, remarks)))
}

/// What the server can do.
fn capabilities(client: Client) -> ServerCapabilities {
    let encoding = match client.unit {
        ColumnUnit::Bytes => PositionEncodingKind::UTF8,
        ColumnUnit::Utf16 => PositionEncodingKind::UTF16,
    };
    let mut capabilities = ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(TextDocumentSync::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::Incremental),
            save: Some(Save::Bool(true)),
            ..TextDocumentSyncOptions::default()
        })),
        workspace: Some(WorkspaceOptions {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(true.into()),
            }),
            ..WorkspaceOptions::default()
        }),
        ..ServerCapabilities::default()
    };
    HANDLERS.iter().for_each(|handler| (handler.offer)(&mut capabilities));
    capabilities
}

/// Whether the client ends the session with this.
pub(super) fn is_exit(notification: &Notification) -> bool {
    notification.method == ExitNotification::METHOD.as_str()
}

/// Whether the client announces the end with this.
pub(super) fn is_shutdown(request: &Request) -> bool {
    request.method == ShutdownRequest::METHOD.as_str()
}
