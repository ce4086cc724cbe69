//! Every diagnostic code once: name, severity, one sentence, and the query that triggers it.

use super::Severity;

/// A stable diagnostic code. Compare with the constants of this module.
#[derive(Clone, Copy)]
pub struct Code(&'static CodeInfo);

/// What is known about a code.
#[derive(Debug)]
pub struct CodeInfo {
    /// The stable name, as in `error[unclosed-string]`.
    pub name: &'static str,
    /// Severity unless the place changes it.
    pub severity: Severity,
    /// One sentence of explanation for `offscale errors`.
    pub summary: &'static str,
    /// A query that triggers it; empty for codes that come from input or settings.
    pub example: &'static str,
}

impl Code {
    /// A code that is declared beside what raises it, such as a lint.
    pub const fn new(info: &'static CodeInfo) -> Self {
        Self(info)
    }

    /// The stable name.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// Severity unless the place changes it.
    pub fn severity(self) -> Severity {
        self.0.severity
    }

    /// Everything known about the code.
    pub fn info(self) -> &'static CodeInfo {
        self.0
    }

    /// The codes of this module; `check::codes` adds those of the lints.
    pub fn all() -> impl Iterator<Item = Code> {
        ALL.iter().copied()
    }

    /// The code of this module with that name; `check::code` knows those of the lints as well.
    pub fn named(name: &str) -> Option<Code> {
        Self::all().find(|code| code.name() == name)
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for Code {}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.name)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.name)
    }
}

macro_rules! codes {
    ($($constant:ident $name:literal $severity:ident $summary:literal $example:literal;)*) => {
        $(
            #[doc = $summary]
            pub const $constant: Code = Code(&CodeInfo {
                name: $name, severity: Severity::$severity, summary: $summary, example: $example,
            });
        )*
        static ALL: &[Code] = &[$($constant),*];
    };
}

codes! {
    SYNTAX "syntax" Error "The text does not fit the grammar." "(a=1";
    UNCLOSED_STRING "unclosed-string" Error "A quoted text has no closing quote on its line." "a = \"open";
    UNCLOSED_REGEX "unclosed-regex" Error "A regex literal has no closing slash on its line." "a = /open";
    UNCLOSED_COMMENT "unclosed-comment" Error "A block comment is never closed." "a=1 /* never closed";
    MISSING_BAR "missing-bar" Error "Two steps stand side by side without a bar between them." "a = 1\ncount()";
    REGEX_FLAG "regex-flag" Error "A regex has a flag that LogScale does not know." "a = /x/q";
    RESERVED_WORD "reserved-word" Error "A function name stands alone as a search word." "test";
    NUMBER_EXPECTED "number-expected" Error "The operators < <= > >= of a filter take a number." "400 > code";
    DIALECT "dialect" Warning "A construct of the lenient dialect, which LogScale itself refuses." "where a = 1";
    ADDED_TEXT "added-text" Warning "`+` adds numbers and never joins texts." "x := a + \" \" + b";
    WHERE_IS_TEXT "where-is-text" Warning "LogScale reads the word where as free text." "where a = 1";
    ARITHMETIC_IN_FILTER "arithmetic-in-filter" Warning "An arithmetic operator in a filter is a search word." "foo < 42 + 3";
    FOREIGN_WORD "foreign-word" Warning "A word of another query language stands at the start of a step." "a=1 | project b";
    REGEX_INVALID "regex-invalid" Error "The regex does not compile, or uses what LogScale's engine lacks." "a = /(?<!x)y/";
    REGEX_UNOFFICIAL "regex-unofficial" Warning "The regex uses what LogScale documents as unsupported but its fallback engine may know." "a = /\\p{L}/";
    UNKNOWN_FUNCTION "unknown-function" Error "No query function has that name." "frobnicate(a)";
    UNKNOWN_PARAMETER "unknown-parameter" Error "The function has no parameter of that name." "in(a, values=[1], colour=red)";
    MISSING_PARAMETER "missing-parameter" Error "A required parameter is not given." "in(field=a)";
    REPEATED_PARAMETER "repeated-parameter" Error "A parameter is given twice." "in(a, field=b, values=[1])";
    UNNAMED_ARGUMENT "unnamed-argument" Error "At most one argument may stay unnamed." "x := format(\"%s\", a, b)";
    ARGUMENT_TYPE "argument-type" Error "The argument has the wrong form for its parameter." "sort(a, limit=\"many\")";
    ARGUMENT_VALUE "argument-value" Error "The argument is outside what the parameter allows." "sort(a, order=up)";
    NOT_NEGATABLE "not-negatable" Error "Only filter functions can be negated." "not count()";
    NOT_A_FILTER "not-a-filter" Error "A function stands where only a filter, or a function with one result, can." "test(count())";
    NO_FIELD_PARAMETER "no-field-parameter" Error "The operator =~ needs a function with a parameter field." "a =~ table([b])";
    NO_AS_PARAMETER "no-as-parameter" Error "An assignment needs an expression or a function with one output." "a := drop([b])";
    AGGREGATE_IN_BRANCH "aggregate-in-branch" Error "Aggregates are refused inside case and match branches." "case { count() }";
    AGGREGATE_EXPECTED "aggregate-expected" Error "An aggregate function stands where none can, or is missing where one must be." "groupBy(a, function=lower(b))";
    FREE_TEXT_AFTER_AGGREGATE "free-text-after-aggregate" Error "Free text looks at raw events, which an aggregate has replaced." "count() | word";
    MUST_BE_FIRST "must-be-first" Error "The function may only stand at the start of the query." "a=1 | setTimeInterval(start=1d)";
    RAW_EVENTS_NEEDED "raw-events-needed" Error "The function looks at raw events, which an aggregate has replaced." "count() | eventSize()";
    LINK_OUTSIDE_CORRELATE "link-outside-correlate" Error "A link <=> stands outside correlate()." "a <=> b.c";
    DURATION "duration" Error "The text is not a span of time." "x := duration(\"3 moons\")";
    TIME_POINT "time-point" Error "The text is not a point in time." "setTimeInterval(start=\"noonish\")";
    TIME_ZONE "time-zone" Error "The time zone is not known." "x := formatTime(\"%F\", field=t, timezone=\"Mars/Olympus\")";
    FORMAT_STRING "format-string" Error "The format has a specifier that does not exist." "format(\"%y\", field=a)";
    UNKNOWN_SAVED_QUERY "unknown-saved-query" Error "The library has no saved query of that name." "$nosuch()";
    UNUSABLE_SAVED_QUERY "unusable-saved-query" Error "Two files of the library claim the name, or its file cannot be read." "";
    RECURSIVE_SAVED_QUERY "recursive-saved-query" Error "A saved query calls itself." "";
    PARAMETER_WITHOUT_VALUE "parameter-without-value" Error "A query parameter has neither a value nor a default." "a = ?p";
    PARAMETER_LIST "parameter-list" Error "A query parameter holds several values where one is needed." "";
    PARAMETER_DEFAULTS_DIFFER "parameter-defaults-differ" Warning "A query parameter has two different defaults; the first one counts." "a = ?{p=1} b = ?{p=2}";
    UNKNOWN_LOOKUP "unknown-lookup" Error "The lookup file is not there." "match(file=\"nosuch.csv\", field=a)";
    NOT_IMPLEMENTED "not-implemented" Error "The function is known but cannot be run yet." "";
    CLOUD_ONLY "cloud-only" Error "The function needs LogScale's servers and has no offline equivalent." "eventInternals()";
    NEEDS_DATA "needs-data" Error "The function needs data that was not given." "";
    QUERY_TOO_LONG "query-too-long" Warning "LogScale refuses queries of more than 66,000 characters." "";
    QUERY_TOO_DEEP "query-too-deep" Error "Brackets are nested too deeply." "";
    INLINE_CASE_SCOPE "inline-case-scope" Warning "(?i) covers only the first alternative." "a = /(?i)x|y/";
    CAPTURE_UNDER_OR "capture-under-or" Warning "A named group under or/not creates no field." "a=1 or b=/(?<c>x)/";
    MIXED_AND_OR "mixed-and-or" Warning "and/or are mixed without parentheses; or binds tighter in LogScale." "where a=1 and b=2 or c=3";
    IMPLIED_TAIL "implied-tail" Warning "LogScale would show only the 200 newest events." "";
    SUBQUERY_TAIL "subquery-tail" Warning "A subquery without an aggregate keeps only its 200 newest events." "";
    LIMIT_REACHED "limit-reached" Warning "A limit was reached; the result is incomplete." "";
    STATS_CONFLICT "stats-conflict" Error "Two aggregates give the same output field different values." "";
    REGEX_BUDGET "regex-budget" Warning "A regex took too many steps; those events count as not matching." "";
    REPEAT_LIMIT "repeat-limit" Warning "A repeated regex gave more than its limit of events." "";
    NO_TIMESTAMP "no-timestamp" Warning "Events have no @timestamp; the input order stands in for it." "";
    LINES_SKIPPED "lines-skipped" Warning "Input could not be read and was skipped." "";
    STATE "state" Error "A partial result could not be written or read as bytes." "";
    NO_EVENTS "no-events" Warning "An input file holds no events." "";
}
