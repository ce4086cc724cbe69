//! The result of an expression: null, a boolean, a number, or text (language notes 6.2).

use std::cmp::Ordering;

use bumpalo::Bump;

use crate::value::number::{self, Number};

/// A value while it is computed. Only text lives in events.
#[derive(Clone, Copy, Debug)]
pub enum Value<'e> {
    /// No value: a missing field, or an operation on what it does not fit.
    Null,
    /// True or false; as text, `true` and `false`.
    Boolean(bool),
    /// A number.
    Number(Number),
    /// Text; it counts as a number or boolean when it reads as one.
    Text(&'e str),
}

impl<'e> Value<'e> {
    /// The value of a field.
    pub fn of(field: Option<&'e str>) -> Self {
        field.map_or(Self::Null, Self::Text)
    }

    /// A double; null when it is not a finite number (6.4).
    pub fn double(value: f64) -> Self {
        if value.is_finite() { Self::Number(Number::Double(value)) } else { Self::Null }
    }

    /// A whole number.
    pub fn integer(value: i64) -> Self {
        Self::Number(Number::Integer(value))
    }

    /// Whether there is no value.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The number it is or reads as.
    pub fn number(&self) -> Option<Number> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => number::parse(text),
            Self::Null | Self::Boolean(_) => None,
        }
    }

    /// True or false, where it is one of them.
    pub fn boolean(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            Self::Text("true") => Some(true),
            Self::Text("false") => Some(false),
            _ => None,
        }
    }

    /// Its text; null has none.
    pub fn text(&self, arena: &'e Bump) -> Option<&'e str> {
        match self {
            Self::Null => None,
            Self::Boolean(true) => Some("true"),
            Self::Boolean(false) => Some("false"),
            Self::Number(number) => {
                let mut text = bumpalo::collections::String::with_capacity_in(24, arena);
                number::write(*number, &mut text);
                Some(text.into_bump_str())
            }
            Self::Text(text) => Some(text),
        }
    }

    /// `==`: null if either side is null; numbers by value; otherwise by text (6.3).
    pub fn equals(&self, other: &Self) -> Option<bool> {
        if self.is_null() || other.is_null() {
            return None;
        }
        match (self, other) {
            (Self::Text(a), Self::Text(b)) if a == b => return Some(true),
            _ => {}
        }
        match (self.number(), other.number()) {
            (Some(a), Some(b)) => Some(number::compare(a, b) == Ordering::Equal),
            (None, None) => Some(match (self, other) {
                (Self::Text(a), Self::Text(b)) => a == b,
                // A boolean and its word are the same text.
                _ => self.boolean().is_some() && self.boolean() == other.boolean(),
            }),
            _ => Some(false),
        }
    }

    /// The order of two numbers; none when one of them is not a number.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        Some(number::compare(self.number()?, other.number()?))
    }
}
