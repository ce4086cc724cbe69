//! Calls of saved queries.

use super::{Name, Parameter, Text};
use crate::source::Span;

/// `$name(arguments)`.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedCall {
    /// The query's name, such as `falcon/helper:enrich`.
    pub name: String,
    /// With the dollar sign and quotes.
    pub name_span: Span,
    /// The arguments; a list of one unless written as an array.
    pub arguments: Vec<SavedArgument>,
    /// The whole text.
    pub span: Span,
}

/// An argument of a saved query.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedArgument {
    /// The parameter's name.
    pub name: Name,
    /// Its values.
    pub values: Vec<SavedValue>,
    /// The text of the value.
    pub span: Span,
}

/// One value of a saved query's argument.
#[derive(Clone, Debug, PartialEq)]
pub enum SavedValue {
    /// Text or number, as text.
    Text(Text),
    /// `?p`, passed on.
    Parameter(Parameter),
}
