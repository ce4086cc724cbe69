//! The lenient dialect's function calls, rewritten to official CQL before lowering (language notes 16.3, 16.4). Each
//! rewrite is reported with the official text; official calls are never touched.

mod aliases;
mod bucket;
mod change;
mod collect;
mod conditions;
mod count;
mod fixes;
mod format;
mod join;
mod matching;
mod nested;
mod nodes;
mod regex_argument;
#[cfg(test)]
mod tests;
mod time_alias;
mod walk;

use crate::ast::{Call, Query, visit_mut};
use crate::diagnostic::Diagnostic;
use change::{Change, Site};

/// A construct of the dialect: which calls may show it, and what they become.
struct Rewrite {
    /// Names in lower case; empty for every function.
    functions: &'static [&'static str],
    /// The change, or nothing when the call is official or beyond repair.
    apply: fn(&Call, &mut Site<'_>) -> Option<Change>,
}

/// All rewrites, in the order in which they are tried; what one gives goes through those after it.
const REWRITES: &[Rewrite] = &[
    Rewrite { functions: &["test"], apply: conditions::test },
    Rewrite { functions: &["if"], apply: conditions::condition },
    Rewrite { functions: &["if"], apply: conditions::positional },
    Rewrite { functions: &["match"], apply: matching::rewrite },
    Rewrite { functions: count::DISTINCT_NAMES, apply: count::distinct_function },
    Rewrite { functions: &["count"], apply: count::distinct_argument },
    Rewrite { functions: &["count"], apply: count::filter },
    Rewrite { functions: &["collectdistinct"], apply: collect::distinct },
    Rewrite { functions: &["collect"], apply: collect::maximum },
    Rewrite { functions: &["collect"], apply: collect::renamed },
    Rewrite { functions: &["tolong", "toint", "string"], apply: aliases::conversion },
    Rewrite { functions: &["hour"], apply: aliases::hour },
    Rewrite { functions: &["isnull", "isnotnull"], apply: aliases::is_null },
    Rewrite { functions: &["cidrmatch"], apply: aliases::cidr_match },
    Rewrite { functions: &["true", "false"], apply: aliases::boolean },
    Rewrite { functions: &["bucket"], apply: bucket::by },
    Rewrite { functions: &["bucket"], apply: bucket::functions },
    Rewrite { functions: &["format"], apply: format::values },
    Rewrite { functions: &[], apply: regex_argument::rewrite },
    Rewrite { functions: &[], apply: nested::rewrite },
];

/// Rewrites what only the lenient dialect accepts. Official CQL stays as it is, and so does everything unless `lenient`.
pub fn rewrite(mut query: Query, text: &str, diagnostics: &mut Vec<Diagnostic>, lenient: bool) -> Query {
    if lenient {
        time_alias::report(&query, text, diagnostics);
        let mut walk = walk::Walk::new(text, std::mem::take(&mut query.comments), diagnostics);
        visit_mut::walk_query(&mut walk, &mut query);
        query.comments = walk.into_comments();
    }
    query
}
