//! Expressions over one event (language notes 6).

use std::cmp::Ordering;

use super::{Compute, Condition, Context, Probe, Test, Value};
use crate::ast::{ArithmeticOperator, CompareOperator};
use crate::event::Event;
use crate::symbol::Symbol;
use crate::value::number::{self, Number};

/// An expression with its names resolved.
pub enum Expression {
    /// The value of a field.
    Field(Symbol),
    /// Quoted text, or a parameter's value.
    Text(Box<str>),
    /// A literal number.
    Number(Number),
    /// `true` or `false`.
    Boolean(bool),
    /// No value.
    Null,
    /// `+ - * / %`.
    Arithmetic(ArithmeticOperator, Box<Expression>, Box<Expression>),
    /// `== != < <= > >=`.
    Compare(CompareOperator, Box<Expression>, Box<Expression>),
    /// `-x`.
    Minus(Box<Expression>),
    /// `!x`.
    Not(Box<Expression>),
    /// A function with one result.
    Compute(Box<dyn Compute>),
    /// A filter function as true or false; the flag negates it.
    Test(Box<dyn Test>, bool),
    /// Dialect: a condition as true or false.
    Condition(Box<Condition>),
    /// Dialect: the value of the first arm whose condition holds.
    Case(Vec<(Condition, Expression)>),
    /// Dialect: the first that is not null.
    Coalesce(Box<Expression>, Box<Expression>),
    /// An expression that is watched.
    Probe(Box<Probe<Expression>>),
}

impl Expression {
    /// Its value for an event.
    pub fn evaluate<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        match self {
            Self::Field(symbol) => Value::of(event.get(*symbol)),
            Self::Text(text) => Value::Text(text),
            Self::Number(number) => Value::Number(*number),
            Self::Boolean(value) => Value::Boolean(*value),
            Self::Null => Value::Null,
            Self::Arithmetic(operator, left, right) => {
                let left = left.evaluate(event, context).number();
                let right = right.evaluate(event, context).number();
                match (left, right) {
                    (Some(left), Some(right)) => arithmetic(*operator, left, right).map_or(Value::Null, Value::Number),
                    _ => Value::Null,
                }
            }
            Self::Compare(operator, left, right) => {
                let left = left.evaluate(event, context);
                let right = right.evaluate(event, context);
                compare(*operator, &left, &right).map_or(Value::Null, Value::Boolean)
            }
            Self::Minus(inner) => {
                let value = inner.evaluate(event, context).number().and_then(number::negate);
                value.map_or(Value::Null, Value::Number)
            }
            Self::Not(inner) => not(&inner.evaluate(event, context)).map_or(Value::Null, Value::Boolean),
            Self::Compute(compute) => compute.compute(event, context),
            Self::Test(test, negated) => Value::Boolean(test.test(event, context) != *negated),
            Self::Condition(condition) => Value::Boolean(condition.test(event, context)),
            Self::Case(arms) => {
                for (condition, value) in arms {
                    if condition.test(event, context) {
                        return value.evaluate(event, context);
                    }
                }
                Value::Null
            }
            Self::Coalesce(first, second) => match first.evaluate(event, context) {
                Value::Null => second.evaluate(event, context),
                value => value,
            },
            Self::Probe(probe) => {
                let value = probe.inner.evaluate(event, context);
                probe.tell(value.boolean(), event);
                value
            }
        }
    }

    /// Whether it is true, as `test()` asks: null and everything that is no boolean are not (6.5).
    pub fn holds<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> bool {
        self.evaluate(event, context).boolean() == Some(true)
    }

    /// The text of a literal.
    pub fn literal(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.to_string()),
            Self::Number(value) => Some(number::format(*value)),
            Self::Boolean(value) => Some(value.to_string()),
            _ => None,
        }
    }
}

fn arithmetic(operator: ArithmeticOperator, left: Number, right: Number) -> Option<Number> {
    match operator {
        ArithmeticOperator::Add => number::add(left, right),
        ArithmeticOperator::Subtract => number::subtract(left, right),
        ArithmeticOperator::Multiply => number::multiply(left, right),
        ArithmeticOperator::Divide => number::divide(left, right),
        ArithmeticOperator::Remainder => number::remainder(left, right),
    }
}

fn compare(operator: CompareOperator, left: &Value<'_>, right: &Value<'_>) -> Option<bool> {
    match operator {
        CompareOperator::Equal => left.equals(right),
        CompareOperator::NotEqual => left.equals(right).map(|equal| !equal),
        _ => left.compare(right).map(|order| holds(operator, order)),
    }
}

/// Whether an order satisfies a comparison.
pub fn holds(operator: CompareOperator, order: Ordering) -> bool {
    match operator {
        CompareOperator::Less => order == Ordering::Less,
        CompareOperator::LessOrEqual => order != Ordering::Greater,
        CompareOperator::Greater => order == Ordering::Greater,
        CompareOperator::GreaterOrEqual => order != Ordering::Less,
        CompareOperator::Equal => order == Ordering::Equal,
        CompareOperator::NotEqual => order != Ordering::Equal,
    }
}

fn not(value: &Value<'_>) -> Option<bool> {
    match value.boolean() {
        Some(value) => Some(!value),
        None => value.number().map(|value| number::compare(value, Number::Integer(0)) == Ordering::Equal),
    }
}
