//! What a rewrite is told of a call's place, and what it gives back.

use crate::ast::{Call, Expr, ExprKind, FilterKind, Name, StepKind};
use crate::diagnostic::{Applicability, Edit};
use crate::source::Span;

use super::nodes;

/// Where a call stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Place {
    /// A step of its own.
    Step,
    /// `name := call`, as a step or in a list of aggregates.
    Assigned(Name),
    /// An operand of a condition.
    Condition,
    /// A step of its own, behind `!` or `not`.
    Negated,
    /// A value: an argument, an operand, a member of a list.
    Value,
    /// Behind `field =~`, or a guard of `match`: only another call can take its place.
    Operator,
}

/// The surroundings of a call.
pub(super) struct Site<'s> {
    /// Where it stands.
    pub place: &'s Place,
    /// The query's text, to tell which names are free.
    pub text: &'s str,
    /// Assignments that are put before the step.
    pub before: &'s mut Vec<(Name, Expr)>,
    /// How many names were made up.
    pub names: &'s mut usize,
}

impl Site<'_> {
    /// Has the value computed before the step, into a field that is dropped after it. Gives its name.
    pub fn compute_before(&mut self, value: Expr) -> Name {
        let name = loop {
            *self.names += 1;
            let name = format!("_value{}", self.names);
            if !self.text.contains(&name) {
                break nodes::name(&name, value.span);
            }
        };
        self.before.push((name.clone(), value));
        name
    }
}

/// What takes the place of a call.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form {
    /// Another call.
    Call(Call),
    /// A value.
    Value(ExprKind),
    /// A test.
    Test(FilterKind),
    /// Steps: what comes before, an aggregate, what comes after. The target of an assignment is used up.
    Steps(Vec<StepKind>),
}

/// A rewrite with its report.
pub(super) struct Change {
    /// What takes the place of the call.
    pub form: Form,
    /// Where the construct stands.
    pub span: Span,
    /// One sentence: what is not official.
    pub message: String,
    /// What was found there; may be empty.
    pub label: String,
    /// What to do, for when no text can be offered; may be empty.
    pub help: String,
    /// The title of the fix.
    pub fix: String,
    /// Whether the official text may be put in unasked.
    pub applicability: Applicability,
    /// The place of a report of the parser that this one replaces.
    pub replaces: Option<Span>,
    /// The change of the text that does this alone and leaves the layout around it; none when only the official text of
    /// the whole call or step will do.
    pub edits: Option<Vec<Edit>>,
}

impl Change {
    /// A change to a call, safe to apply.
    pub fn new(form: Form, span: Span, message: impl Into<String>) -> Self {
        Self {
            form,
            span,
            message: message.into(),
            label: String::new(),
            help: String::new(),
            fix: "write it in LogScale's way".to_owned(),
            applicability: Applicability::Safe,
            replaces: None,
            edits: None,
        }
    }

    /// Sets what was found at the place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = text.into();
        self
    }

    /// Sets what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = text.into();
        self
    }

    /// Sets the title of the fix.
    #[must_use]
    pub fn fix(mut self, text: impl Into<String>) -> Self {
        self.fix = text.into();
        self
    }

    /// The author may have meant something else.
    #[must_use]
    pub fn doubtful(mut self) -> Self {
        self.applicability = Applicability::Unsafe;
        self
    }

    /// Sets the change of the text that does this alone.
    #[must_use]
    pub fn edits(mut self, edits: Option<Vec<Edit>>) -> Self {
        self.edits = edits;
        self
    }

    /// The parser's report of that place says less and is taken back.
    #[must_use]
    pub fn replacing(mut self, span: Span) -> Self {
        self.replaces = Some(span);
        self
    }
}
