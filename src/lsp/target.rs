//! What stands at an offset of a query: the innermost name that something is known of.

use crate::ast::visit::{self, Visitor};
use crate::ast::{Call, Name, Parameter, Query, SavedCall};
use crate::source::Span;

/// Something with a name.
#[derive(Clone, Copy)]
pub(super) enum Target<'q> {
    /// The function of a call.
    Function(&'q Call),
    /// The name of an argument.
    Argument(&'q Call, &'q Name),
    /// A saved query.
    Saved(&'q SavedCall),
    /// A query parameter.
    Parameter(&'q Parameter),
}

impl Target<'_> {
    /// Where the name stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Function(call) => call.function_span,
            Self::Argument(_, name) => name.span,
            Self::Saved(call) => call.name_span,
            Self::Parameter(parameter) => parameter.span,
        }
    }
}

/// What the offset touches.
pub(super) fn at(query: &Query, offset: usize) -> Option<Target<'_>> {
    let mut find = Find { offset, found: None };
    visit::walk_query(&mut find, query);
    find.found
}

/// The names of a query's parameters, each once.
pub(super) fn parameters(query: &Query) -> Vec<String> {
    let mut names = Names(Vec::new());
    visit::walk_query(&mut names, query);
    names.0.sort();
    names.0.dedup();
    names.0
}

struct Find<'q> {
    offset: usize,
    found: Option<Target<'q>>,
}

impl<'q> Find<'q> {
    fn offer(&mut self, target: Target<'q>) {
        let span = target.span();
        if span.start() <= self.offset && self.offset <= span.end() {
            self.found = Some(target);
        }
    }
}

impl<'q> Visitor<'q> for Find<'q> {
    fn call(&mut self, call: &'q Call) {
        self.offer(Target::Function(call));
        for name in call.arguments.iter().filter_map(|argument| argument.name.as_ref()) {
            self.offer(Target::Argument(call, name));
        }
        visit::walk_call(self, call);
    }

    fn saved_call(&mut self, call: &'q SavedCall) {
        self.offer(Target::Saved(call));
        visit::walk_saved_call(self, call);
    }

    fn parameter(&mut self, parameter: &'q Parameter) {
        self.offer(Target::Parameter(parameter));
    }
}

struct Names(Vec<String>);

impl<'q> Visitor<'q> for Names {
    fn parameter(&mut self, parameter: &'q Parameter) {
        self.0.push(parameter.name.clone());
    }
}
