//! An open document: its text, kept in step with the editor, and what was read from it.

use std::cell::OnceCell;

use gen_lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::ground::Ground;
use crate::ast::Query;
use crate::check::mentions::{Mention, mentions};
use crate::diagnostic::Diagnostic;
use crate::session;
use crate::source::{ColumnUnit, LineIndex};

/// An open document.
pub(super) struct Document {
    pub uri: Uri,
    /// As the client counts.
    pub version: i32,
    pub text: String,
    /// What holds where it lies.
    pub ground: Ground,
    read: OnceCell<Read>,
    findings: OnceCell<Vec<Diagnostic>>,
}

/// What the text says.
pub(super) struct Read {
    pub query: Query,
    pub mentions: Vec<Mention>,
}

impl Document {
    pub fn new(uri: Uri, version: i32, text: String, ground: Ground) -> Self {
        Self { uri, version, text, ground, read: OnceCell::new(), findings: OnceCell::new() }
    }

    /// Applies changes, each to the text that the one before left.
    pub fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>, unit: ColumnUnit) {
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => self.text = whole.text,
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let lines = LineIndex::new(&self.text);
                    let place = |position: gen_lsp_types::Position| {
                        lines.offset(position.line as usize, position.character as usize, unit)
                    };
                    let (start, end) = (place(part.range.start), place(part.range.end));
                    self.text.replace_range(start..end.max(start), &part.text);
                }
            }
        }
        self.version = version;
        self.forget();
    }

    /// Lets everything be read anew: the text or the settings have changed.
    pub fn forget(&mut self) {
        self.read.take();
        self.findings.take();
    }

    pub fn read(&self) -> &Read {
        self.read.get_or_init(|| {
            let (query, _) = session::entry::parsed(&self.text, &self.ground.settings);
            let mentions = mentions(&query, &self.text);
            Read { query, mentions }
        })
    }

    pub fn findings(&self) -> &[Diagnostic] {
        self.findings.get_or_init(|| self.ground.check(&self.text))
    }
}
