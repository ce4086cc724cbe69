//! Findings about queries that run, but perhaps not as meant: one file each, one registry.
//!
//! A new lint is a file with its descriptor and code, its two lines here (the module, the entry), and its cases in
//! `tests/lints`.

/// Declares a lint: its code and its texts. `check` is a function beside it.
macro_rules! lint {
    (
        $name:literal $severity:ident $group:ident,
        what: $what:literal,
        why: $why:literal,
        example: $example:literal,
        instead: $instead:literal $(,)?
    ) => {
        pub(super) static LINT: $crate::check::lints::Lint = $crate::check::lints::Lint {
            code: CODE,
            group: $crate::check::lints::Group::$group,
            why: $why,
            instead: $instead,
            check,
        };

        const CODE: $crate::diagnostic::Code = $crate::diagnostic::Code::new(&$crate::diagnostic::codes::CodeInfo {
            name: $name,
            severity: $crate::diagnostic::Severity::$severity,
            summary: $what,
            example: $example,
        });
    };
}

mod absolute_time;
mod always_counted;
mod always_true_or;
mod anchor_covers_one;
mod case_sensitive;
mod case_without_default;
mod cidr_as_text;
mod constant_condition;
pub mod context;
mod contradiction;
mod correlate_with_join;
mod default_limit;
mod deprecated_function;
mod deprecated_parameter;
mod double_negation;
mod drive_letter;
mod dropped_field;
mod duplicate_value;
mod edit;
mod empty_alternative;
mod event_type_missing;
mod exact_blank;
pub mod falcon;
mod falcon_value;
mod field_as_text;
mod filter_after_aggregate;
mod filter_after_limit;
mod function_case;
mod greedy_capture;
mod group_limit;
mod inline_flag;
mod join_as_table;
mod lowered_comparison;
mod missing_attack;
mod missing_tests;
mod needless_any;
mod needless_star;
mod newline_in_path;
mod not_covers_one;
mod not_empty_passes_missing;
mod not_equal_in_test;
mod or_as_list;
mod overwritten_field;
mod percent_in_name;
mod quoted_regex;
mod quoted_star_guard;
mod redundant_exists;
mod redundant_star;
mod regex_as_glob;
mod regex_as_list;
mod repeated_select;
mod seconds_as_milliseconds;
pub mod selection;
mod self_assignment;
pub(crate) mod shape;
mod single_value;
mod sort_before_aggregate;
mod star_as_wildcard;
pub mod suppress;
pub mod survey;
mod switch_prefix;
mod tag_not_first;
mod text_as_number;
mod time_dropped;
mod trailing_bar;
mod unanchored_name;
mod unescaped_backslash;
mod unescaped_dot;
mod unknown_field;
mod unreachable_branch;
mod unused_capture;
mod unused_field;
mod used_before_set;
mod wildcard_as_glob;

use crate::diagnostic::{Code, Diagnostic};

pub use context::{Context, Facts, File, Input};
pub use selection::{Level, Selection};

/// A check for one kind of mistake.
pub struct Lint {
    /// Name, severity, one sentence, and a query that triggers it.
    pub code: Code,
    /// Which kind of trouble it is about.
    pub group: Group,
    /// Why it matters to a detection.
    pub why: &'static str,
    /// A query that says it better.
    pub instead: &'static str,
    /// Adds its findings.
    pub check: fn(&Context<'_>, &mut Vec<Diagnostic>),
}

/// Kinds of trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The query finds something else than it says.
    Correctness,
    /// An attacker gets past it with little effort.
    Evasion,
    /// It depends on the product's version or on undocumented behaviour.
    Portability,
    /// It asks for more work than it needs.
    Performance,
    /// It could be said more plainly.
    Style,
    /// It lacks what a shared library of queries wants.
    Library,
}

impl Group {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Correctness, Self::Evasion, Self::Portability, Self::Performance, Self::Style, Self::Library];

    /// The word used in listings and settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Correctness => "correctness",
            Self::Evasion => "evasion",
            Self::Portability => "portability",
            Self::Performance => "performance",
            Self::Style => "style",
            Self::Library => "library",
        }
    }
}

/// Every lint, ordered by file name.
pub static ALL: &[&Lint] = &[
    &absolute_time::LINT,
    &always_counted::LINT,
    &always_true_or::LINT,
    &anchor_covers_one::LINT,
    &case_sensitive::LINT,
    &case_without_default::LINT,
    &cidr_as_text::LINT,
    &constant_condition::LINT,
    &contradiction::LINT,
    &correlate_with_join::LINT,
    &default_limit::LINT,
    &deprecated_function::LINT,
    &deprecated_parameter::LINT,
    &double_negation::LINT,
    &drive_letter::LINT,
    &dropped_field::LINT,
    &duplicate_value::LINT,
    &empty_alternative::LINT,
    &event_type_missing::LINT,
    &exact_blank::LINT,
    &falcon_value::LINT,
    &field_as_text::LINT,
    &filter_after_aggregate::LINT,
    &filter_after_limit::LINT,
    &function_case::LINT,
    &greedy_capture::LINT,
    &group_limit::LINT,
    &inline_flag::LINT,
    &join_as_table::LINT,
    &lowered_comparison::LINT,
    &missing_attack::LINT,
    &missing_tests::LINT,
    &needless_any::LINT,
    &needless_star::LINT,
    &newline_in_path::LINT,
    &not_covers_one::LINT,
    &not_empty_passes_missing::LINT,
    &not_equal_in_test::LINT,
    &or_as_list::LINT,
    &overwritten_field::LINT,
    &percent_in_name::LINT,
    &quoted_regex::LINT,
    &quoted_star_guard::LINT,
    &redundant_exists::LINT,
    &redundant_star::LINT,
    &regex_as_glob::LINT,
    &regex_as_list::LINT,
    &repeated_select::LINT,
    &seconds_as_milliseconds::LINT,
    &self_assignment::LINT,
    &single_value::LINT,
    &sort_before_aggregate::LINT,
    &star_as_wildcard::LINT,
    &switch_prefix::LINT,
    &tag_not_first::LINT,
    &text_as_number::LINT,
    &time_dropped::LINT,
    &trailing_bar::LINT,
    &unanchored_name::LINT,
    &unescaped_backslash::LINT,
    &unescaped_dot::LINT,
    &unknown_field::LINT,
    &unreachable_branch::LINT,
    &unused_capture::LINT,
    &unused_field::LINT,
    &used_before_set::LINT,
    &wildcard_as_glob::LINT,
];

/// The lint that raises a code.
pub fn lint(code: Code) -> Option<&'static Lint> {
    ALL.iter().copied().find(|lint| lint.code == code)
}

/// The group of a lint's code.
pub fn group(code: Code) -> Option<Group> {
    lint(code).map(|lint| lint.group)
}

/// Runs every lint, in the order of the text. A query of which a part could not be read has other troubles.
pub fn run(input: &Input<'_>) -> Vec<Diagnostic> {
    let context = Context::new(input);
    let mut findings = Vec::new();
    if context.survey.broken {
        return findings;
    }
    for lint in ALL {
        (lint.check)(&context, &mut findings);
    }
    findings.sort_by_key(|finding| finding.primary.span.start);
    findings
}
