//! What the server knows: the client's abilities, the workspace, the open documents.

use std::collections::BTreeMap;

use gen_lsp_types::{ClientCapabilities, PositionEncodingKind, Uri};

use super::document::Document;
use super::falcon::Falcon;
use super::open::Open;
use super::workspace::Workspace;
use crate::source::ColumnUnit;

/// What the client can do, as far as it makes a difference.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Client {
    /// How it counts columns.
    pub unit: ColumnUnit,
    /// Whether completions may have places to fill in.
    pub snippets: bool,
}

impl Client {
    /// What the client says of itself. UTF-8 is taken when it is offered, as texts are kept in it.
    pub fn of(capabilities: &ClientCapabilities) -> Self {
        let encodings = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_ref());
        let has_utf8 = encodings.is_some_and(|encodings| encodings.contains(&PositionEncodingKind::UTF8));
        let completion = capabilities.text_document.as_ref().and_then(|document| document.completion.as_ref());
        let item = completion.and_then(|completion| completion.completion_item.as_ref());
        Self {
            unit: if has_utf8 { ColumnUnit::Bytes } else { ColumnUnit::Utf16 },
            snippets: item.and_then(|item| item.snippet_support).unwrap_or(false),
        }
    }
}

/// Everything that requests are answered from.
#[derive(Default)]
pub(super) struct State {
    pub client: Client,
    pub workspace: Workspace,
    /// The open documents by their URI.
    pub documents: BTreeMap<String, Document>,
    /// Field names of Falcon's events.
    pub falcon: Falcon,
}

impl State {
    /// An open document, ready for questions.
    pub fn open<'s>(&'s self, uri: &Uri) -> Option<Open<'s>> {
        Some(Open::new(self, self.documents.get(uri.as_ref())?))
    }

    /// Takes a document in; what is wrong with the settings of its folder.
    pub fn insert(&mut self, uri: Uri, version: i32, text: String) -> Option<String> {
        let (ground, remark) = self.workspace.ground(&uri);
        self.documents.insert(uri.to_string(), Document::new(uri, version, text, ground));
        remark
    }

    /// Lets everything be found out anew under the present settings; what is wrong with them.
    pub fn renew(&mut self) -> Vec<String> {
        let mut remarks = Vec::new();
        for document in self.documents.values_mut() {
            let (ground, remark) = self.workspace.ground(&document.uri);
            document.ground = ground;
            document.forget();
            remarks.extend(remark);
        }
        remarks.dedup();
        remarks
    }
}
