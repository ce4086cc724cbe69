//! Tree to executable plan: names resolved to slots, patterns compiled, functions built, map/reduce/finish split.

mod details;
mod explain;
mod fields;
mod lower;
mod required;

use std::sync::Arc;

use crate::ast;
use crate::check::dialect;
use crate::diagnostic::Diagnostic;
use crate::event::source::ReadRequest;
use crate::exec::arguments::Subquery;
use crate::exec::{Pipeline, Settings, Watch};
use crate::parser;
use crate::symbol::Symbols;

pub use details::details;
pub use explain::{explain, one_line};
pub use fields::{Fields, fields_read};
pub use lower::{Point, PointKind};

/// An executable query.
pub struct Plan {
    /// The field names that the query and its functions use.
    pub symbols: Arc<Symbols>,
    /// The settings, with the interval that `setTimeInterval` may have changed.
    pub settings: Arc<Settings>,
    /// The main pipeline.
    pub pipeline: Pipeline,
    /// What runs before it, in this order.
    pub subqueries: Vec<Subquery>,
    /// What the reader may skip in the pass for the main pipeline.
    pub request: ReadRequest,
    /// What it may skip in the passes for the subqueries.
    pub subquery_requests: Vec<ReadRequest>,
}

impl Plan {
    /// Lets no reader skip anything: the plan without its optimisation.
    pub fn read_everything(&mut self) {
        self.request.required.clear();
        self.subquery_requests.iter_mut().for_each(|request| request.required.clear());
    }
}

/// A plan whose parts tell a watcher what they decide, with the tree that it was lowered from.
pub struct WatchedPlan {
    /// The plan; it reads every event.
    pub plan: Plan,
    /// What is told, by number.
    pub points: Vec<Point>,
    /// The tree, rewritten to official CQL; its spans are those of the text.
    pub tree: ast::Query,
}

/// Lowers a tree. `reads`: fields that the output wants although the query may not name them. The plan is there when no diagnostic is an error.
pub fn plan(query: &ast::Query, text: &str, settings: &Settings, reads: &[&str]) -> (Option<Plan>, Vec<Diagnostic>) {
    let (plan, _, diagnostics) = lowered(query, text, settings, reads, None);
    (plan, diagnostics)
}

fn lowered(
    query: &ast::Query,
    text: &str,
    settings: &Settings,
    reads: &[&str],
    watch: Option<Arc<dyn Watch>>,
) -> (Option<Plan>, Vec<Point>, Vec<Diagnostic>) {
    let mut lowering = lower::Lowering::new(query, text, settings);
    if let Some(watch) = watch {
        lowering.watch(watch);
    }
    reads.iter().for_each(|name| lowering.read(name));
    let pipeline = lowering.query(query);
    let points = lowering.take_points();
    let (mut symbols, settings, subqueries, diagnostics) = lowering.into_parts();
    if diagnostics.iter().any(Diagnostic::is_error) {
        return (None, points, diagnostics);
    }
    if settings.start.is_some()
        || settings.end.is_some()
        || subqueries.iter().any(|subquery| subquery.start.is_some() || subquery.end.is_some())
    {
        symbols.intern_silently("@timestamp");
    }
    let request = |pipeline: &Pipeline| ReadRequest { required: required::literals(pipeline, &symbols), strict: false };
    let (main, subquery_requests) = (request(&pipeline), subqueries.iter().map(|own| request(&own.pipeline)).collect());
    let plan = Plan {
        symbols: Arc::new(symbols),
        settings: Arc::new(settings),
        pipeline,
        subqueries,
        request: main,
        subquery_requests,
    };
    (Some(plan), points, diagnostics)
}

/// The tree of a query as it is lowered: read, and rewritten to official CQL where it holds forms of the lenient dialect.
pub fn tree(text: &str, settings: &Settings) -> (ast::Query, Vec<Diagnostic>) {
    let (query, mut diagnostics) = read(text, settings);
    let query = dialect::rewrite(query, text, &mut diagnostics, settings.lenient);
    (query, diagnostics)
}

/// As [`compile`], with a watcher.
///
/// # Errors
/// The findings, when one of them is an error.
pub fn compile_watched(text: &str, settings: &Settings, watch: Arc<dyn Watch>) -> Result<WatchedPlan, Vec<Diagnostic>> {
    let (tree, mut diagnostics) = tree(text, settings);
    let (plan, points, findings) = lowered(&tree, text, settings, &[], Some(watch));
    diagnostics.extend(findings);
    match plan {
        Some(mut plan) if !diagnostics.iter().any(Diagnostic::is_error) => {
            plan.read_everything();
            Ok(WatchedPlan { plan, points, tree })
        }
        _ => Err(diagnostics),
    }
}

/// Reads, rewrites and lowers a query: the whole way from text to plan.
pub fn compile(text: &str, settings: &Settings, reads: &[&str]) -> (Option<Plan>, Vec<Diagnostic>) {
    let (query, mut diagnostics) = tree(text, settings);
    let (plan, findings) = plan(&query, text, settings, reads);
    diagnostics.extend(findings);
    diagnostics.sort_by_key(|diagnostic| diagnostic.primary.span.start);
    let plan = plan.filter(|_| !diagnostics.iter().any(Diagnostic::is_error));
    (plan, diagnostics)
}

/// Reads a query in the dialect of the settings: the tree as written.
pub fn read(text: &str, settings: &Settings) -> (ast::Query, Vec<Diagnostic>) {
    let words = crate::functions::reserved_words();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let dialect = if settings.lenient { parser::Dialect::Lenient } else { parser::Dialect::Logscale };
    parser::parse(text, &parser::Options { dialect, functions: &words })
}
