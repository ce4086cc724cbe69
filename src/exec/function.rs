//! What a query function is: a static descriptor, and the executable that its `build` makes of a call's arguments.

use super::arguments::{Build, SubqueryId};
use super::{Aggregate, Context, Flow, Value};
use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};

/// A filter function: keeps or drops the event.
pub trait Test: Send + Sync {
    /// Whether the event passes.
    fn test<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> bool;

    /// Whether a test can set fields (captures).
    fn changes_event(&self) -> bool {
        false
    }

    /// Whether it drops every event and, as a step in a branch of `case`, keeps it from the next branch too
    /// (`dropEvent`).
    fn ends_event(&self) -> bool {
        false
    }
}

/// A function that computes one value; the planner assigns it to the field `as`, unless it is null.
pub trait Compute: Send + Sync {
    /// The value.
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e>;
}

/// A function that changes, drops or multiplies events in any way.
pub trait Transform: Send + Sync {
    /// Applies it.
    fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e>;
}

/// A function that makes events in place of those of the input.
pub trait Source: Send + Sync {
    /// The events.
    fn rows(&self, context: &Context) -> Vec<Row>;
}

/// What a call becomes.
pub enum Executable {
    /// A filter.
    Test(Box<dyn Test>),
    /// A field computation.
    Compute(Box<dyn Compute>),
    /// Any other transformation.
    Transform(Box<dyn Transform>),
    /// An aggregate.
    Aggregate(Box<dyn Aggregate>),
    /// A source of events.
    Source(Box<dyn Source>),
    /// `defineTable`: a subquery whose result has a name.
    Table(String, SubqueryId),
    /// `setTimeInterval`: start and end in epoch milliseconds.
    Interval(i64, i64),
}

/// A query function.
pub struct Function {
    /// The name as LogScale writes it; names match without regard to case.
    pub name: &'static str,
    /// One sentence.
    pub summary: &'static str,
    /// The page of the CQL reference, such as `functions-groupby.html`.
    pub page: &'static str,
    /// The parameters, in alphabetical order as the reference lists them.
    pub parameters: &'static [Parameter],
    /// The fields it writes by default; `<...>` marks names that depend on arguments.
    pub output: &'static [&'static str],
    /// What it can do.
    pub roles: Roles,
    /// How far offscale supports it.
    pub support: Support,
    /// Where in a query it may stand.
    pub place: Place,
    /// What to use instead, when the reference calls it deprecated.
    pub deprecated: Option<&'static str>,
    /// What it does in detail: what the reference documents, and, in brackets, what is inferred or undocumented.
    pub behaviour: &'static [&'static str],
    /// Queries with input and output, as NDJSON; each runs as a test.
    pub examples: &'static [Example],
    /// Makes the executable; `None` while the code is not there.
    pub build: Option<BuildFunction>,
}

/// Turns the arguments of a call into an executable, or says why they do not fit.
pub type BuildFunction = fn(&mut Build<'_>) -> Result<Executable, Diagnostic>;

/// What kinds of step a function can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Roles {
    /// Drops events; can be negated and stand in a condition.
    pub filter: bool,
    /// Can stand inside an expression as a value.
    pub compute: bool,
    /// Replaces all events by result rows.
    pub aggregate: bool,
    /// Makes events in place of the input.
    pub source: bool,
}

impl Roles {
    /// Changes events, and is none of the rest.
    pub const TRANSFORM: Self = Self { filter: false, compute: false, aggregate: false, source: false };
    /// A filter.
    pub const FILTER: Self = Self { filter: true, ..Self::TRANSFORM };
    /// A field computation.
    pub const COMPUTE: Self = Self { compute: true, ..Self::TRANSFORM };
    /// An aggregate.
    pub const AGGREGATE: Self = Self { aggregate: true, ..Self::TRANSFORM };
    /// A source of events.
    pub const SOURCE: Self = Self { source: true, ..Self::TRANSFORM };

    /// The word used in listings.
    pub fn name(self) -> &'static str {
        match self {
            Self { source: true, .. } => "source",
            Self { aggregate: true, .. } => "aggregate",
            Self { filter: true, compute: true, .. } => "filter, field computation",
            Self { filter: true, .. } => "filter",
            Self { compute: true, .. } => "field computation",
            _ => "transformation",
        }
    }
}

/// How far offscale supports a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// As LogScale.
    Exact,
    /// The results differ; says how.
    Approximate(&'static str),
    /// Works with data that the user gives; says which.
    NeedsData(&'static str),
    /// Cannot be had offline; says why.
    CloudOnly(&'static str),
}

/// Where a function may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Anywhere.
    Anywhere,
    /// Before everything but other preambles.
    Preamble,
    /// As the first step that is no preamble; it replaces the input.
    First,
    /// Before any aggregate.
    RawEvents,
    /// After an aggregate, which fixes the order of the events.
    Ordered,
}

/// A parameter of a function.
pub struct Parameter {
    /// The name, case-sensitive.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether it must be given.
    pub required: bool,
    /// Whether its argument may stay without the name.
    pub unnamed: bool,
    /// The default as the reference writes it; in parentheses when it is no literal.
    pub default: Option<&'static str>,
    /// The allowed values; empty when any is.
    pub values: &'static [&'static str],
    /// The smallest allowed number.
    pub min: Option<i64>,
    /// The largest allowed number.
    pub max: Option<i64>,
    /// What it is for; may be empty.
    pub summary: &'static str,
    /// Whether the reference calls it deprecated.
    pub deprecated: bool,
}

impl Parameter {
    /// An optional parameter of a kind, to be changed by struct update syntax.
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            required: false,
            unnamed: false,
            default: None,
            values: &[],
            min: None,
            max: None,
            summary: "",
            deprecated: false,
        }
    }
}

/// What a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The name of a field to read.
    Field,
    /// Names of fields to read; one alone is a list of one.
    Fields,
    /// The name of a field to write.
    Output,
    /// An array, `name[]`.
    Array,
    /// Text.
    Text,
    /// Texts; one alone is a list of one.
    Texts,
    /// Lists of texts.
    TextLists,
    /// A regex as text, or in the lenient dialect a literal.
    Regex,
    /// `true` or `false`.
    Boolean,
    /// A whole number, where listed also `max`.
    Integer,
    /// A number.
    Number,
    /// Numbers.
    Numbers,
    /// A span of time.
    Duration,
    /// A point in time, relative or absolute.
    Time,
    /// An expression.
    Expression,
    /// Expressions in an array.
    Expressions,
    /// `name = expression`, any number of them, named by the query (`eval`).
    Assignments,
    /// An aggregate, a list of them, or a pipeline with one.
    Aggregates,
    /// A pipeline of filters and transformations, run on something that the function chooses.
    Stages,
    /// Filters in an array, or one.
    Filters,
    /// A pipeline that is run over all events of the source.
    Subquery,
    /// Named subqueries (`correlate`).
    NamedSubqueries,
    /// A query whose steps run on the events so far (`appendAggregation`).
    Pipeline,
}

/// A query with input and output.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The query.
    pub query: &'static str,
    /// Events, one JSON object a line.
    pub input: &'static str,
    /// Result rows, one JSON object a line, in order.
    pub output: &'static str,
}

/// The default of `as` that stands for the field named by the parameter `field`.
pub const INPUT_FIELD: &str = "(input field)";

impl Function {
    /// The parameter of that name, with its number.
    pub fn parameter(&self, name: &str) -> Option<(usize, &'static Parameter)> {
        self.parameters.iter().enumerate().find(|(_, parameter)| parameter.name == name)
    }

    /// The parameter that may stay unnamed.
    pub fn unnamed(&self) -> Option<(usize, &'static Parameter)> {
        self.parameters.iter().enumerate().find(|(_, parameter)| parameter.unnamed)
    }

    /// The field that the function writes when `as` is not given: its default, else `_` and the name.
    pub fn default_output(&self) -> String {
        let default = self.parameter("as").and_then(|(_, parameter)| parameter.default);
        match default {
            Some(name) if !name.starts_with('(') => name.to_owned(),
            _ => format!("_{}", self.name.rsplit(':').next().unwrap_or(self.name)),
        }
    }
}
