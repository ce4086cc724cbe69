//! The syntax tree of a query: plain data with spans, error nodes allowed. What is official CQL and what is lenient
//! dialect is marked on the nodes; section numbers are those of the language notes in `grammar/cql.ebnf`.

pub mod convert;
pub mod print;
mod saved;
pub mod visit;
pub mod visit_mut;

pub use saved::{SavedArgument, SavedCall, SavedValue};

use crate::source::Span;

/// A whole query.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Query {
    /// The steps.
    pub pipeline: Pipeline,
    /// All comments, in order.
    pub comments: Vec<Comment>,
}

/// A comment, with its delimiters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comment {
    /// From the first slash to the end of the line (exclusive) or past the closing `*/`.
    pub span: Span,
}

/// Steps joined by bars.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Pipeline {
    /// The steps in order; empty steps are left out.
    pub steps: Vec<Step>,
    /// From the first step (or bar) to the last.
    pub span: Span,
}

/// One step of a pipeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it does.
    pub kind: StepKind,
    /// Its text.
    pub span: Span,
}

/// The kinds of steps.
#[derive(Clone, Debug, PartialEq)]
pub enum StepKind {
    /// A filter.
    Filter(Filter),
    /// A function call, perhaps negated.
    Call {
        /// Whether an odd number of `not`/`!` stands before it.
        negated: bool,
        /// The call.
        call: Call,
    },
    /// `name := expression`; also the lenient `eval name = expression` (several give several steps).
    Assign {
        /// The field that is set.
        target: Name,
        /// Its new value.
        value: Expr,
        /// Written as `eval x = e`, `let x = e` (dialect).
        statement: bool,
    },
    /// `name =~ call`.
    FieldOperator {
        /// The field given to the call.
        field: Name,
        /// Whether the call is negated.
        negated: bool,
        /// The call.
        call: Call,
    },
    /// `case { ... }`.
    Case(Vec<Branch>),
    /// `name match { guard => ... }`.
    Match {
        /// The tested field.
        field: Name,
        /// The arms.
        arms: Vec<Arm>,
    },
    /// `[a(), b := c()]`, short for `stats([...])`.
    Stats(Vec<Element>),
    /// `$name(...)`.
    Saved(SavedCall),
    /// Dialect: `where condition`, `filter(condition)`, `filter { condition }`. Filter rules, usual precedence.
    Where(Filter),
    /// Dialect: `( A | B ) or ( C | D )`, `A union B`: the step lets through what any pipeline lets through, tried in order.
    AnyOf(Vec<Pipeline>),
    /// A step that could not be read; a diagnostic says why.
    Error,
}

/// A branch of `case`.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// The branch's steps. In the lenient `condition => steps` form the condition is the first step.
    pub pipeline: Pipeline,
    /// Written with `=>` or `:` (dialect).
    pub arrow: bool,
}

/// An arm of `match`.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// When it is taken.
    pub guard: Guard,
    /// The guard's text.
    pub guard_span: Span,
    /// What it does.
    pub pipeline: Pipeline,
}

/// The guard of a match arm (section 9).
#[derive(Clone, Debug, PartialEq)]
pub enum Guard {
    /// Bare `*` or `true`: everything, even when the field is missing.
    Always,
    /// A glob on the whole value.
    Pattern(Pattern),
    /// A filter function; `field` is filled in.
    Call {
        /// Whether it is negated.
        negated: bool,
        /// The call.
        call: Call,
    },
    /// Could not be read.
    Error,
}

/// A filter, or in the lenient dialect a condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// What it tests.
    pub kind: FilterKind,
    /// Its text.
    pub span: Span,
}

/// The kinds of filters.
#[derive(Clone, Debug, PartialEq)]
pub enum FilterKind {
    /// All must hold. At least two.
    And(Vec<Filter>),
    /// One must hold. At least two.
    Or(Vec<Filter>),
    /// Must not hold.
    Not(Box<Filter>),
    /// A filter in parentheses.
    Group(Box<Filter>),
    /// `field = pattern`, `field != pattern`, `field like pattern`.
    Match {
        /// The tested field.
        field: Name,
        /// How.
        operator: MatchOperator,
        /// Against what.
        pattern: Pattern,
    },
    /// `field < 5` and its kin.
    Compare {
        /// The tested field.
        field: Name,
        /// How.
        operator: CompareOperator,
        /// Against what.
        number: NumberOperand,
    },
    /// `f <=> Other.g`, inside correlate only.
    Link {
        /// The field of this subquery.
        left: Name,
        /// The linked one, `Query.field`.
        right: Name,
    },
    /// Free text: a word, quoted text, regex or parameter.
    FreeText(Pattern),
    /// `true`, `false`, or a lone `*` (true).
    Constant(bool),
    /// Dialect: a call under and/or, after `where`, ...
    Call(Call),
    /// Dialect: an official expression used as a condition, such as `lower(u) == "x"`; true passes.
    Expression(Box<Expr>),
    /// Dialect: `expr = pattern`, `expr != pattern` with an expression on the left (`lower(f) = "x"`), `expr =~ /re/`.
    MatchExpression {
        /// The tested value.
        left: Box<Expr>,
        /// How.
        operator: MatchOperator,
        /// Against what.
        pattern: Pattern,
    },
    /// Dialect: `f in (a, b)`, `f in [a, b]`, `f in~ (...)`, `f != [a, b]` (negated).
    In {
        /// The tested value.
        left: Box<Expr>,
        /// Whether it must not be among them; a missing field then passes.
        negated: bool,
        /// `in~`.
        ignore_case: bool,
        /// The values.
        values: Vec<Pattern>,
    },
    /// Dialect: `f = null` (exists = false), `f != null` (exists = true).
    Exists {
        /// The tested field.
        field: Name,
        /// Whether it must exist.
        exists: bool,
    },
    /// Could not be read.
    Error,
}

/// `=`, `!=`, `like`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchOperator {
    /// The whole value matches the glob, or the regex is found.
    Equal,
    /// Not `Equal`; a missing field passes.
    NotEqual,
    /// The value contains the glob.
    Like,
}

/// `<`, `<=`, `>`, `>=` (filters and expressions), `==`, `!=` (expressions).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareOperator {
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
}

impl CompareOperator {
    /// As written in a query.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Equal => "==",
            Self::NotEqual => "!=",
        }
    }
}

/// The right side of a numeric filter.
#[derive(Clone, Debug, PartialEq)]
pub enum NumberOperand {
    /// A number, bare or quoted, as written (without the quotes).
    Literal {
        /// The number's text; reads as a number.
        text: String,
        /// Where.
        span: Span,
    },
    /// `?p`.
    Parameter(Parameter),
}

/// What stands on the right of `=`, or alone as free text.
#[derive(Clone, Debug, PartialEq)]
pub enum Pattern {
    /// A glob.
    Glob(Text),
    /// A regex literal.
    Regex(RegexLiteral),
    /// `?p`, whose value is a glob.
    Parameter(Parameter),
}

impl Pattern {
    /// The text it was read from.
    pub fn span(&self) -> Span {
        match self {
            Self::Glob(text) => text.span,
            Self::Regex(regex) => regex.span,
            Self::Parameter(parameter) => parameter.span,
        }
    }
}

/// A word or quoted text, decoded.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The text with escapes resolved.
    pub value: String,
    /// Whether it was quoted.
    pub quoted: bool,
    /// With its quotes.
    pub span: Span,
}

/// `/.../flags`.
#[derive(Clone, Debug, PartialEq)]
pub struct RegexLiteral {
    /// The expression; `\/` has become `/`, everything else is as written.
    pub source: String,
    /// The flags as written.
    pub flags: String,
    /// From slash to the last flag.
    pub span: Span,
    /// Where the expression itself starts (behind the first slash).
    pub source_start: u32,
}

/// A field name, bare or quoted.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The name, decoded.
    pub text: String,
    /// Whether it was quoted.
    pub quoted: bool,
    /// With its quotes.
    pub span: Span,
}

/// `?p` or `?{p=default}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// The parameter's name.
    pub name: String,
    /// The default given here.
    pub default: Option<Text>,
    /// The whole text.
    pub span: Span,
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What it computes.
    pub kind: ExprKind,
    /// Its text.
    pub span: Span,
}

/// The kinds of expressions.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// A bare name: a field in an expression; a plain word or pattern where the parameter takes text. `pattern` is set when
    /// it holds characters that no field name has (`4*`, `a-b`), which only a text parameter accepts.
    Word {
        /// The word.
        text: String,
        /// Whether it holds pattern-only characters.
        pattern: bool,
    },
    /// A number as written.
    Number(String),
    /// Quoted text, decoded.
    Text(String),
    /// `true` or `false`.
    Boolean(bool),
    /// `?p`.
    Parameter(Parameter),
    /// An arithmetic operation.
    Arithmetic {
        /// Which.
        operator: ArithmeticOperator,
        /// Left side.
        left: Box<Expr>,
        /// Right side.
        right: Box<Expr>,
    },
    /// A comparison.
    Compare {
        /// Which.
        operator: CompareOperator,
        /// Left side.
        left: Box<Expr>,
        /// Right side.
        right: Box<Expr>,
    },
    /// `-x`.
    Minus(Box<Expr>),
    /// `!x`, `not x`.
    Not(Box<Expr>),
    /// `( x )`.
    Group(Box<Expr>),
    /// A function call.
    Call(Call),
    /// `[a, b]`.
    Array(Vec<Element>),
    /// `{ ... }`.
    Subquery(Pipeline),
    /// `Name: { ... } include: [...]`, one or more, blank separated; only in correlate.
    Named(Vec<NamedQuery>),
    /// Dialect: a condition as a value (true or false), e.g. the first argument of `if(a = /x/ and b = 1, 1, 0)`.
    Condition(Box<Filter>),
    /// Dialect: `case { c => v; ... }` as a value; no match gives null.
    Case(Vec<(Filter, Expr)>),
    /// Dialect: `a ?? b`.
    Coalesce(Box<Expr>, Box<Expr>),
    /// Dialect: a regex literal as an argument.
    Regex(RegexLiteral),
    /// Could not be read.
    Error,
}

/// `+ - * / %`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArithmeticOperator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
}

impl ArithmeticOperator {
    /// As written in a query.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Remainder => "%",
        }
    }
}

/// `function(arguments)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The function's name as written.
    pub function: String,
    /// Where the name stands.
    pub function_span: Span,
    /// The arguments.
    pub arguments: Vec<Argument>,
    /// From the name to the closing parenthesis.
    pub span: Span,
}

/// An argument of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// The parameter's name, where given.
    pub name: Option<Name>,
    /// The value.
    pub value: Expr,
}

/// A member of an array.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// `name := call` in a list of aggregates.
    pub target: Option<Name>,
    /// The value.
    pub value: Expr,
}

/// A named subquery of correlate.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedQuery {
    /// Its name.
    pub name: Name,
    /// Its steps.
    pub pipeline: Pipeline,
    /// `include: [...]`: field names, or `*`.
    pub include: Option<Vec<Name>>,
    /// The whole text.
    pub span: Span,
}
