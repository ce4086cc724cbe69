//! What the front end has to say: code, severity, labelled spans, notes, fixes. Plain data; rendering is apart.

pub mod codes;
pub mod fix;
pub mod render;
pub mod suggest;

pub use codes::Code;

use crate::source::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A remark that changes nothing.
    Info,
    /// The query runs, but perhaps not as meant.
    Warning,
    /// The query does not run.
    Error,
}

impl Severity {
    /// The word used in every output form.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A remark attached to a span.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The place in the query.
    pub span: Span,
    /// What is said there; may be empty.
    pub text: String,
}

/// Whether a fix may be applied without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// Keeps the meaning (or gives the only possible one).
    Safe,
    /// Probably what was meant; look at it first.
    Unsafe,
}

/// Replace one span by a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What takes its place.
    pub text: String,
}

/// A change of the query text that removes the diagnostic.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What the change does, as an imperative sentence.
    pub message: String,
    /// The edits, in ascending order, not overlapping.
    pub edits: Vec<Edit>,
    /// Whether it may be applied unasked.
    pub applicability: Applicability,
}

/// One finding about a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// How bad it is; starts as the code's own severity.
    pub severity: Severity,
    /// One sentence: what is wrong.
    pub message: String,
    /// Where; the label says what was found there.
    pub primary: Label,
    /// Further places that explain it.
    pub secondary: Vec<Label>,
    /// Further sentences (`= note: ...`).
    pub notes: Vec<String>,
    /// What to do (`= help: ...`).
    pub helps: Vec<String>,
    /// Changes that remove it.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A finding with the code's own severity.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            primary: Label { span, text: String::new() },
            secondary: Vec::new(),
            notes: Vec::new(),
            helps: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Sets the text at the primary span: what was found, what was expected.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Adds a further place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// Adds a note.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(text.into());
        self
    }

    /// Adds a fix of one edit.
    #[must_use]
    pub fn fix(
        mut self,
        message: impl Into<String>,
        span: Span,
        text: impl Into<String>,
        applicability: Applicability,
    ) -> Self {
        let edits = vec![Edit { span, text: text.into() }];
        self.fixes.push(Fix { message: message.into(), edits, applicability });
        self
    }

    /// Changes the severity (a place-dependent finding is an error for `run` and a warning for `check`).
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Whether the query cannot run.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
