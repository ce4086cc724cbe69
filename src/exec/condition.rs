//! Filters over one event (language notes 4), and the conditions of the lenient dialect (16.2).

use super::free_text::FreeText;
use super::{Context, Expression, Probe, Test};
use crate::ast::CompareOperator;
use crate::event::Event;
use crate::symbol::Symbol;
use crate::value::glob::Glob;
use crate::value::number::{self, Number};
use crate::value::regex::Regex;

/// A filter with its names resolved and its patterns compiled. A missing field is simply not matched.
pub enum Condition {
    /// All hold; tried from the left.
    And(Vec<Condition>),
    /// One holds; tried from the left.
    Or(Vec<Condition>),
    /// Does not hold.
    Not(Box<Condition>),
    /// The whole value matches.
    Glob(Symbol, Glob),
    /// Some part of the value matches (`like`).
    Contains(Symbol, Glob),
    /// The field is there (`f = *`).
    Exists(Symbol),
    /// The regex is found in the value.
    Regex(Symbol, RegexTest),
    /// The value is a number and compares so.
    Number(Symbol, CompareOperator, Number),
    /// Free text.
    FreeText(FreeText),
    /// Always or never.
    Constant(bool),
    /// A filter function.
    Test(Box<dyn Test>),
    /// Dialect: an expression that must be true.
    Expression(Expression),
    /// Dialect: the value of an expression matches.
    GlobOf(Expression, Glob),
    /// Dialect: the regex is found in the value of an expression.
    RegexOf(Expression, RegexTest),
    /// Dialect: the value of an expression matches one of the patterns.
    InOf(Expression, Vec<Glob>),
    /// A condition that is watched.
    Probe(Probe<Condition>),
}

/// A compiled regex with the fields that its named groups set.
pub struct RegexTest {
    /// The regex.
    pub regex: Regex,
    /// The field of each named group; empty where captures create nothing (4.4).
    pub captures: Vec<Symbol>,
}

impl RegexTest {
    /// Whether the regex is found; sets the fields of its groups. A group that took no part leaves its field alone (4.4).
    pub fn test<'e>(&self, value: &'e str, event: &mut Event<'e>, context: &Context) -> bool {
        if self.captures.is_empty() {
            return self.regex.is_match(value).unwrap_or_else(|_| {
                context.regex_gave_up();
                false
            });
        }
        match self.regex.captures(value) {
            Ok(Some(captures)) => {
                for (group, symbol) in self.captures.iter().enumerate() {
                    if let Some(text) = captures.group(group) {
                        event.set(*symbol, text);
                    }
                }
                true
            }
            Ok(None) => false,
            Err(_) => {
                context.regex_gave_up();
                false
            }
        }
    }
}

impl Condition {
    /// Whether the event passes.
    pub fn test<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> bool {
        match self {
            Self::And(parts) => parts.iter().all(|part| part.test(event, context)),
            Self::Or(parts) => parts.iter().any(|part| part.test(event, context)),
            Self::Not(inner) => !inner.test(event, context),
            Self::Glob(field, glob) => event.get(*field).is_some_and(|value| glob.matches(value)),
            Self::Contains(field, glob) => event.get(*field).is_some_and(|value| glob.contains(value)),
            Self::Exists(field) => event.get(*field).is_some(),
            Self::Regex(field, regex) => match event.get(*field) {
                Some(value) => regex.test(value, event, context),
                None => false,
            },
            Self::Number(field, operator, number) => event
                .get(*field)
                .and_then(number::parse)
                .is_some_and(|value| super::expression::holds(*operator, number::compare(value, *number))),
            Self::FreeText(text) => text.test(event, context),
            Self::Constant(value) => *value,
            Self::Test(test) => test.test(event, context),
            Self::Expression(expression) => expression.holds(event, context),
            Self::GlobOf(expression, glob) => {
                let value = expression.evaluate(event, context).text(event.arena());
                value.is_some_and(|value| glob.matches(value))
            }
            Self::RegexOf(expression, regex) => match expression.evaluate(event, context).text(event.arena()) {
                Some(value) => regex.test(value, event, context),
                None => false,
            },
            Self::InOf(expression, globs) => {
                let value = expression.evaluate(event, context).text(event.arena());
                value.is_some_and(|value| globs.iter().any(|glob| glob.matches(value)))
            }
            Self::Probe(probe) => {
                let held = probe.inner.test(event, context);
                probe.tell(Some(held), event);
                held
            }
        }
    }

    /// Whether a test can change the event (by captures).
    pub fn changes_event(&self) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::changes_event),
            Self::Not(inner) => inner.changes_event(),
            Self::Regex(_, regex) | Self::RegexOf(_, regex) => !regex.captures.is_empty(),
            Self::FreeText(text) => text.changes_event(),
            Self::Test(test) => test.changes_event(),
            Self::Probe(probe) => probe.inner.changes_event(),
            _ => false,
        }
    }
}
