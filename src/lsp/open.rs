//! A document under a request: its tree, and places translated between the client's way of counting and bytes.

use gen_lsp_types::{Location, Position, Range};

use super::document::{Document, Read};
use super::ground::Ground;
use super::state::State;
use crate::ast::Query;
use crate::check::mentions::Mention;
use crate::diagnostic::Diagnostic;
use crate::exec::Settings;
use crate::source::{ColumnUnit, LineIndex, Span};

/// An open document, ready for questions.
pub(super) struct Open<'s> {
    pub state: &'s State,
    pub document: &'s Document,
    pub lines: LineIndex<'s>,
}

impl<'s> Open<'s> {
    pub fn new(state: &'s State, document: &'s Document) -> Self {
        Self { state, document, lines: LineIndex::new(&document.text) }
    }

    pub fn text(&self) -> &'s str {
        &self.document.text
    }

    pub fn ground(&self) -> &'s Ground {
        &self.document.ground
    }

    pub fn settings(&self) -> &'s Settings {
        &self.ground().settings
    }

    fn read(&self) -> &'s Read {
        self.document.read()
    }

    pub fn query(&self) -> &'s Query {
        &self.read().query
    }

    pub fn mentions(&self) -> &'s [Mention] {
        &self.read().mentions
    }

    /// The mention of a field at an offset, one that somebody wrote rather than one that a function implies.
    pub fn mention_at(&self, offset: usize) -> Option<&'s Mention> {
        let touching = |mention: &&Mention| mention.span.start() <= offset && offset <= mention.span.end();
        let written = |mention: &&Mention| mention.role != crate::check::mentions::Role::Implied;
        self.mentions().iter().find(|mention| written(mention) && touching(mention))
    }

    pub fn findings(&self) -> &'s [Diagnostic] {
        self.document.findings()
    }

    pub fn unit(&self) -> ColumnUnit {
        self.state.client.unit
    }

    /// The byte offset of a position.
    pub fn offset(&self, position: Position) -> usize {
        self.lines.offset(position.line as usize, position.character as usize, self.unit())
    }

    /// The position of a byte offset.
    pub fn position(&self, offset: usize) -> Position {
        let (line, character) = self.lines.place(offset, self.unit());
        Position { line: number(line), character: number(character) }
    }

    pub fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start()), end: self.position(span.end()) }
    }

    pub fn span(&self, range: Range) -> Span {
        Span::new(self.offset(range.start), self.offset(range.end))
    }

    pub fn location(&self, span: Span) -> Location {
        Location { uri: self.document.uri.clone(), range: self.range(span) }
    }
}

/// A count as the protocol has it.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
