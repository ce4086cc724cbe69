//! Which parts of a query never fired in its tests: branches, arms, sides of `if`, alternatives of a regex, values of a
//! list, parts of an or.

mod items;
mod split;
mod text;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

pub use text::{json, text};

use super::file::TestFile;
use super::runner::{self, Mode};
use crate::ast::Query;
use crate::event::Event;
use crate::exec::{Settings, Watch};
use crate::plan::{self, Point, WatchedPlan};
use crate::source::{SourceFile, Span};
use items::{Part, When};

/// What kind of part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A branch of `case`.
    Branch,
    /// An arm of `match`.
    Arm,
    /// The side of an `if` that is taken when its condition holds.
    Then,
    /// The other side.
    Else,
    /// An alternative of a regex.
    Alternative,
    /// A value of a list.
    Value,
    /// A part of an or.
    OrPart,
}

impl Kind {
    /// The word in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Branch => "branch",
            Self::Arm => "arm",
            Self::Then => "then",
            Self::Else => "else",
            Self::Alternative => "alternative",
            Self::Value => "value",
            Self::OrPart => "or-part",
        }
    }
}

/// A part of a query that can fire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
    /// The step of the query in which it stands.
    pub step: Span,
    /// How many events made it fire.
    pub fired: u64,
}

/// What fired of a query in all of its tests.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The query; its name is that of its file, or the place of the case that holds it.
    pub source: SourceFile,
    /// Its parts, in the order of the text.
    pub items: Vec<Item>,
}

impl Coverage {
    /// How many parts fired.
    pub fn fired(&self) -> usize {
        self.items.iter().filter(|item| item.fired > 0).count()
    }

    /// The parts that fired, in percent; all of none is everything.
    pub fn percent(&self) -> f64 {
        if self.items.is_empty() { 100.0 } else { 100.0 * self.fired() as f64 / self.items.len() as f64 }
    }
}

/// Runs the cases once more, with plans that tell what fired. Queries that cannot run have no coverage.
pub fn measure(files: &[TestFile], wanted: &dyn Fn(&str) -> bool, base: &Settings) -> Vec<Coverage> {
    let mut sheets: Vec<Arc<Sheet>> = Vec::new();
    for file in files {
        let mut plans: HashMap<String, Option<WatchedPlan>> = HashMap::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for case in file.cases.iter().filter(|case| wanted(&case.name)) {
            let watched = plans.entry(runner::key(case)).or_insert_with(|| {
                let settings = runner::settings(case, base).ok()?;
                let (tree, _) = plan::tree(&case.query, &settings);
                let place = *places.entry(case.query.as_str()).or_insert_with(|| {
                    sheets.push(Arc::new(Sheet::new(file, case, &tree)));
                    sheets.len() - 1
                });
                let watcher = Arc::new(Watcher { sheet: sheets.get(place)?.clone(), hooks: OnceLock::new() });
                let watched = plan::compile_watched(&case.query, &settings, watcher.clone()).ok()?;
                watcher.know(&watched.points);
                Some(watched)
            });
            if let Some(watched) = watched {
                // What the case expects was checked in the run before this one.
                let _ = runner::answer(case, &watched.plan, Mode::Serial);
            }
        }
    }
    sheets.iter().map(|sheet| sheet.coverage()).collect()
}

/// The parts of a query and how often each fired.
struct Sheet {
    source: SourceFile,
    parts: Vec<Part>,
    fired: Vec<AtomicU64>,
}

impl Sheet {
    fn new(file: &TestFile, case: &super::Case, tree: &Query) -> Self {
        let beside =
            file.query.as_ref().filter(|path| std::fs::read_to_string(path).is_ok_and(|text| text == case.query));
        let name = match beside {
            Some(path) => path.display().to_string(),
            None => format!("{}:{} ({})", file.path.display(), case.line, case.name),
        };
        let parts = items::parts(tree, &case.query);
        let fired = parts.iter().map(|_| AtomicU64::new(0)).collect();
        Self { source: SourceFile::new(name, case.query.as_str()), parts, fired }
    }

    fn coverage(&self) -> Coverage {
        let counts = self.fired.iter().map(|count| count.load(Ordering::Relaxed));
        let items = self.parts.iter().zip(counts);
        let items = items.map(|(part, fired)| Item { kind: part.kind, span: part.span, step: part.step, fired });
        Coverage { source: self.source.clone(), items: items.collect() }
    }
}

/// Hears from the probes of one plan of a query.
struct Watcher {
    sheet: Arc<Sheet>,
    /// For each point the numbers of the parts that it may make fire.
    hooks: OnceLock<Vec<Vec<usize>>>,
}

impl Watcher {
    fn know(&self, points: &[Point]) {
        let hooks = points.iter().map(|point| {
            let parts = self.sheet.parts.iter().enumerate();
            parts.filter(|(_, part)| part.is_told_by(*point)).map(|(number, _)| number).collect()
        });
        // The plan is compiled once.
        let _ = self.hooks.set(hooks.collect());
    }
}

impl Watch for Watcher {
    fn seen(&self, point: usize, held: Option<bool>, event: &Event<'_>) {
        let Some(hooks) = self.hooks.get().and_then(|hooks| hooks.get(point)) else { return };
        for number in hooks {
            let (Some(part), Some(count)) = (self.sheet.parts.get(*number), self.sheet.fired.get(*number)) else {
                continue;
            };
            let fires = match &part.when {
                When::Passed => true,
                When::Held => held == Some(true),
                When::NotHeld => held != Some(true),
                When::Matches(field, test) => {
                    let value = event.symbols().find(field).and_then(|symbol| event.get(symbol));
                    held == Some(true) && value.is_some_and(|value| test.matches(value))
                }
            };
            count.fetch_add(u64::from(fires), Ordering::Relaxed);
        }
    }
}
