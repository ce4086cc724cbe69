//! The arguments of a call as a function's `build` sees them: checked, typed, lowered.

use std::sync::Arc;

use super::context::Settings;
use super::function::{Function, Parameter};
pub use super::subquery::{Subqueries, Subquery, SubqueryId};
use super::{Expression, Pipeline, Stage, Stats};
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::lookup::Table;
use crate::source::Span;
use crate::symbol::{Symbol, Symbols};
use crate::value::time::{self, Zone};

/// A named subquery of `correlate`.
pub struct NamedPipeline {
    /// Its name.
    pub name: String,
    /// Its stages.
    pub pipeline: Pipeline,
    /// `include`: field names, `*` for all.
    pub include: Vec<String>,
    /// Links: the field of this subquery, and the linked `Query.field`.
    pub links: Vec<(String, String)>,
    /// Where it stands.
    pub span: Span,
}

/// A value by the kind of its parameter.
pub enum Argument {
    /// `Kind::Field`, `Kind::Output`.
    Field(Target),
    /// `Kind::Fields`.
    Fields(Vec<Target>),
    /// `Kind::Text`, `Regex`, `Array`, `Duration`, `Time`, `Integer`, `Number`, `Boolean`: the text, to be read on demand.
    Text(String),
    /// `Kind::Texts`, `Numbers`.
    Texts(Vec<String>),
    /// `Kind::TextLists`.
    TextLists(Vec<Vec<String>>),
    /// `Kind::Expression`.
    Expression(Expression),
    /// `Kind::Expressions`.
    Expressions(Vec<Expression>),
    /// `Kind::Assignments`.
    Assignments(Vec<(Symbol, Expression)>),
    /// `Kind::Aggregates`.
    Aggregates(Stats),
    /// `Kind::Stages`.
    Stages(Vec<Stage>),
    /// `Kind::Filters`.
    Filters(Vec<Vec<Stage>>),
    /// `Kind::Subquery`, `Pipeline`.
    Pipeline(Pipeline),
    /// `Kind::NamedSubqueries`.
    Named(Vec<NamedPipeline>),
}

/// A field by name and slot.
#[derive(Clone, Debug)]
pub struct Target {
    /// The name as the query has it.
    pub name: String,
    /// Its slot.
    pub symbol: Symbol,
}

/// An argument with its place in the query.
pub struct Given {
    /// The number of the parameter.
    pub parameter: usize,
    /// The value.
    pub value: Argument,
    /// Where it stands.
    pub span: Span,
}

/// What a `build` function works with.
pub struct Build<'b> {
    /// The function.
    pub function: &'static Function,
    /// The call.
    pub span: Span,
    /// Whether the call is negated. The planner negates tests itself; transforms look here.
    pub negated: bool,
    /// Whether captures may set fields here (language notes 4.4, 6.5).
    pub captures: bool,
    /// The query's field names.
    pub symbols: &'b mut Symbols,
    /// What the user decided.
    pub settings: &'b Settings,
    /// Subqueries so far.
    pub subqueries: &'b mut Subqueries,
    /// Tables that `defineTable` has made so far, by name.
    pub tables: &'b [(String, SubqueryId)],
    /// Findings that do not stop the build.
    pub diagnostics: &'b mut Vec<Diagnostic>,
    /// The stages before the call, when it is a step of a query or subquery over source events with no aggregate yet.
    pub before: Option<&'b mut Vec<Stage>>,
    /// Whether an aggregate before the call has put the events into an order, which then counts more than their times.
    pub ordered: bool,
    /// Whether the call is a member of the functions of a chart over time.
    pub in_chart: bool,
    /// The arguments that the call gives.
    pub given: Vec<Given>,
}

impl Build<'_> {
    fn position(&self, name: &str) -> Option<usize> {
        let (number, _) = self.function.parameter(name)?;
        self.given.iter().position(|given| given.parameter == number)
    }

    fn parameter(&self, name: &str) -> Option<&'static Parameter> {
        self.function.parameter(name).map(|(_, parameter)| parameter)
    }

    fn find(&self, name: &str) -> Option<&Given> {
        self.position(name).and_then(|place| self.given.get(place))
    }

    fn take(&mut self, name: &str) -> Option<Argument> {
        let place = self.position(name)?;
        Some(self.given.swap_remove(place).value)
    }

    /// Whether the call gives this parameter.
    pub fn has(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// Where an argument stands; the call where it is not given.
    pub fn span_of(&self, name: &str) -> Span {
        self.find(name).map_or(self.span, |given| given.span)
    }

    /// An error at an argument.
    pub fn error(&self, code: Code, name: &str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, self.span_of(name), message)
    }

    /// The error of a required parameter that is not given.
    pub fn missing(&self, name: &str) -> Diagnostic {
        let message = format!("missing parameter {name} of {}()", self.function.name);
        Diagnostic::new(codes::MISSING_PARAMETER, self.span, message)
    }

    /// A field that the function needs although the query does not name it.
    pub fn silent(&mut self, name: &str) -> Symbol {
        self.symbols.intern_silently(name)
    }

    /// A field, also by its default.
    ///
    /// # Errors
    /// When it is not given and has no default.
    pub fn field(&mut self, name: &str) -> Result<Target, Diagnostic> {
        match self.optional_field(name) {
            Some(target) => Ok(target),
            None => Err(self.missing(name)),
        }
    }

    /// A field, also by its default; `None` when there is neither.
    pub fn optional_field(&mut self, name: &str) -> Option<Target> {
        if let Some(Given { value: Argument::Field(target), .. }) = self.find(name) {
            return Some(target.clone());
        }
        let default = self.parameter(name)?.default.filter(|default| !default.starts_with('('))?;
        Some(Target { name: default.to_owned(), symbol: self.symbols.intern_silently(default) })
    }

    /// A list of fields; empty when it is not given. Defaults of lists are the function's business.
    pub fn fields(&mut self, name: &str) -> Vec<Target> {
        match self.find(name) {
            Some(Given { value: Argument::Fields(targets), .. }) => targets.clone(),
            Some(Given { value: Argument::Field(target), .. }) => vec![target.clone()],
            _ => Vec::new(),
        }
    }

    /// A text, also by its default; `None` when there is neither.
    pub fn optional_text(&self, name: &str) -> Option<String> {
        match self.find(name).map(|given| &given.value) {
            Some(Argument::Text(text)) => Some(text.clone()),
            Some(Argument::Field(target)) => Some(target.name.clone()),
            Some(Argument::Texts(texts)) if texts.len() == 1 => texts.first().cloned(),
            Some(_) => None,
            None => self.parameter(name)?.default.filter(|default| !default.starts_with('(')).map(str::to_owned),
        }
    }

    /// A text.
    ///
    /// # Errors
    /// When it is not given and has no default.
    pub fn text(&self, name: &str) -> Result<String, Diagnostic> {
        self.optional_text(name).ok_or_else(|| self.missing(name))
    }

    /// Texts; empty when the parameter is not given.
    pub fn texts(&self, name: &str) -> Vec<String> {
        match self.find(name).map(|given| &given.value) {
            Some(Argument::Texts(texts)) => texts.clone(),
            Some(Argument::Text(text)) => vec![text.clone()],
            Some(Argument::Fields(targets)) => targets.iter().map(|target| target.name.clone()).collect(),
            Some(Argument::Field(target)) => vec![target.name.clone()],
            _ => Vec::new(),
        }
    }

    /// Lists of texts; empty when the parameter is not given.
    pub fn text_lists(&self, name: &str) -> Vec<Vec<String>> {
        match self.find(name).map(|given| &given.value) {
            Some(Argument::TextLists(lists)) => lists.clone(),
            Some(Argument::Texts(texts)) => vec![texts.clone()],
            _ => Vec::new(),
        }
    }

    /// `true` or `false`, also by default; false when there is neither.
    pub fn flag(&self, name: &str) -> bool {
        self.optional_text(name).as_deref() == Some("true")
    }

    /// A whole number, also by its default. `max` gives the parameter's maximum.
    ///
    /// # Errors
    /// When the text is not a whole number in the parameter's range.
    pub fn integer(&self, name: &str) -> Result<Option<i64>, Diagnostic> {
        let Some(text) = self.optional_text(name) else { return Ok(None) };
        let parameter = self.parameter(name);
        if text.eq_ignore_ascii_case("max")
            && let Some(max) = parameter.and_then(|parameter| parameter.max)
        {
            return Ok(Some(max));
        }
        let Some(value) = crate::value::number::parse_f64(&text).filter(|value| value.fract() == 0.0) else {
            return Err(self.error(
                codes::ARGUMENT_TYPE,
                name,
                format!("parameter {name} of {}() takes a whole number, found {text:?}", self.function.name),
            ));
        };
        let value = value as i64;
        let min = parameter.and_then(|parameter| parameter.min);
        let max = parameter.and_then(|parameter| parameter.max);
        if min.is_some_and(|min| value < min) || max.is_some_and(|max| value > max) {
            let range = match (min, max) {
                (Some(min), Some(max)) => format!("between {min} and {max}"),
                (Some(min), None) => format!("at least {min}"),
                (None, Some(max)) => format!("at most {max}"),
                (None, None) => String::new(),
            };
            return Err(self.error(
                codes::ARGUMENT_VALUE,
                name,
                format!(
                    "parameter {name} of {}() must be {range}, found {value}: the limit of LogScale",
                    self.function.name
                ),
            ));
        }
        Ok(Some(value))
    }

    /// A number of rows or groups, by the default if it is not given.
    ///
    /// # Errors
    /// When it is not a whole number in range, or negative.
    pub fn limit(&self, name: &str) -> Result<usize, Diagnostic> {
        let value = self.integer(name)?.unwrap_or(i64::MAX);
        usize::try_from(value).map_err(|_| {
            self.error(
                codes::ARGUMENT_VALUE,
                name,
                format!("parameter {name} of {}() cannot be negative", self.function.name),
            )
        })
    }

    /// A number, also by its default.
    ///
    /// # Errors
    /// When the text is not a number.
    pub fn number(&self, name: &str) -> Result<Option<f64>, Diagnostic> {
        let Some(text) = self.optional_text(name) else { return Ok(None) };
        match crate::value::number::parse_f64(&text) {
            Some(number) => Ok(Some(number)),
            None => Err(self.error(
                codes::ARGUMENT_TYPE,
                name,
                format!("parameter {name} of {}() takes a number, found {text:?}", self.function.name),
            )),
        }
    }

    /// A span of time in milliseconds, also by its default.
    ///
    /// # Errors
    /// When the text is not a span of time.
    pub fn duration(&self, name: &str) -> Result<Option<i64>, Diagnostic> {
        let Some(text) = self.optional_text(name) else { return Ok(None) };
        match time::parse_duration(&text) {
            Some(millis) => Ok(Some(millis)),
            None => Err(self
                .error(
                    codes::DURATION,
                    name,
                    format!("parameter {name} of {}() takes a duration, found {text:?}", self.function.name),
                )
                .help("write a number and a unit, such as 5m, 2 hours, 1d, 1mon; m is minutes")),
        }
    }

    /// The time zone of a parameter, or of the query.
    ///
    /// # Errors
    /// When there is no such zone.
    pub fn zone(&self, name: &str) -> Result<Zone, Diagnostic> {
        match self.optional_text(name) {
            None => Ok(self.settings.zone.clone()),
            Some(text) => Zone::named(&text).ok_or_else(|| {
                self.error(codes::TIME_ZONE, name, format!("unknown time zone {text:?}"))
                    .help("write a name such as Europe/Copenhagen or UTC, or an offset such as +02:00")
            }),
        }
    }

    /// An expression.
    ///
    /// # Errors
    /// When it is not given.
    pub fn expression(&mut self, name: &str) -> Result<Expression, Diagnostic> {
        self.optional_expression(name).ok_or_else(|| self.missing(name))
    }

    /// An expression; `None` when it is not given.
    pub fn optional_expression(&mut self, name: &str) -> Option<Expression> {
        match self.take(name) {
            Some(Argument::Expression(expression)) => Some(expression),
            _ => None,
        }
    }

    /// Expressions; empty when the parameter is not given.
    pub fn expressions(&mut self, name: &str) -> Vec<Expression> {
        match self.take(name) {
            Some(Argument::Expressions(expressions)) => expressions,
            Some(Argument::Expression(expression)) => vec![expression],
            _ => Vec::new(),
        }
    }

    /// All `name = expression` arguments, in order.
    pub fn assignments(&mut self, name: &str) -> Vec<(Symbol, Expression)> {
        match self.take(name) {
            Some(Argument::Assignments(assignments)) => assignments,
            _ => Vec::new(),
        }
    }

    /// Aggregates; `None` when the parameter is not given (the function knows its default).
    pub fn aggregates(&mut self, name: &str) -> Option<Stats> {
        match self.take(name) {
            Some(Argument::Aggregates(stats)) => Some(stats),
            _ => None,
        }
    }

    /// Stages that the function runs on something of its own.
    ///
    /// # Errors
    /// When they are not given.
    pub fn stages(&mut self, name: &str) -> Result<Vec<Stage>, Diagnostic> {
        match self.take(name) {
            Some(Argument::Stages(stages)) => Ok(stages),
            _ => Err(self.missing(name)),
        }
    }

    /// Filters in an array; empty when the parameter is not given.
    pub fn filters(&mut self, name: &str) -> Vec<Vec<Stage>> {
        match self.take(name) {
            Some(Argument::Filters(filters)) => filters,
            Some(Argument::Stages(stages)) => vec![stages],
            _ => Vec::new(),
        }
    }

    /// A pipeline.
    ///
    /// # Errors
    /// When it is not given.
    pub fn pipeline(&mut self, name: &str) -> Result<Pipeline, Diagnostic> {
        match self.take(name) {
            Some(Argument::Pipeline(pipeline)) => Ok(pipeline),
            _ => Err(self.missing(name)),
        }
    }

    /// Named subqueries.
    pub fn named_subqueries(&mut self, name: &str) -> Vec<NamedPipeline> {
        match self.take(name) {
            Some(Argument::Named(queries)) => queries,
            _ => Vec::new(),
        }
    }

    /// A point in time in epoch milliseconds, measured back from `from`; `None` when it is not given.
    ///
    /// # Errors
    /// When the text is not a point in time.
    pub fn time(&self, name: &str, from: i64) -> Result<Option<i64>, Diagnostic> {
        let Some(given) = self.find(name) else { return Ok(None) };
        let Argument::Text(text) = &given.value else { return Ok(None) };
        time::parse_point(text, from, &self.settings.zone)
            .map(Some)
            .map_err(|error| self.error(codes::TIME_POINT, name, error.to_string()))
    }

    /// A lookup file by the name in a parameter.
    ///
    /// # Errors
    /// When there is no such file, or it cannot be read.
    pub fn lookup(&self, parameter: &str, file: &str) -> Result<Arc<Table>, Diagnostic> {
        match self.settings.lookups.table(file) {
            Some(Ok(table)) => Ok(table),
            Some(Err(reason)) => Err(self.error(
                codes::UNKNOWN_LOOKUP,
                parameter,
                format!("lookup file {file:?} cannot be read: {reason}"),
            )),
            None => {
                let names = self.settings.lookups.names();
                let mut error = self.error(codes::UNKNOWN_LOOKUP, parameter, format!("unknown lookup file {file:?}"));
                error = match crate::diagnostic::suggest::closest(file, names.iter().map(String::as_str)) {
                    Some(near) => error.help(format!("there is a lookup file {near:?}")),
                    None => error.help(format!(
                        "give it with --lookup {file}=PATH, or a folder of lookup files with --lookups DIR"
                    )),
                };
                Err(error)
            }
        }
    }

    /// The stages before the call, for another pass over the source that sees the same events as this step.
    ///
    /// # Errors
    /// When the call is no step of its own, or the events do not come from the source as they are.
    pub fn stages_before(&mut self) -> Result<Vec<Stage>, Diagnostic> {
        match &mut self.before {
            Some(stages) => Ok(stages.iter_mut().map(Stage::share).collect()),
            None => Err(Diagnostic::new(
                codes::RAW_EVENTS_NEEDED,
                self.span,
                format!("{}() must be a step of its own that gets its events from the source", self.function.name),
            )
            .label("it goes over the source several times")
            .help("give it a step of its own, joined by bars, outside of braces, before any aggregate and after no readFile() or createEvents()")),
        }
    }

    /// The subquery of a table made by `defineTable`.
    pub fn defined_table(&self, name: &str) -> Option<SubqueryId> {
        self.tables.iter().rev().find(|(known, _)| known == name).map(|(_, id)| *id)
    }
}
