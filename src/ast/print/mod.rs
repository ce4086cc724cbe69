//! Tree to text: official CQL wherever the tree has an official form (language notes 16.3, 16.6), the dialect's own
//! words where not. On one line; blanks as the formatter wants them.

mod expr;
mod filter;
mod nested_if;
mod step;
mod word;

pub use nested_if::nested_if;
pub use word::{pattern_word, quote};

use super::{Comment, Expr, Filter, Pipeline, Query, Step, StepKind};
use crate::source::Span;

/// A text under construction, and whether all of it is official CQL.
#[derive(Default)]
pub(super) struct Printer {
    text: String,
    dialect: bool,
}

impl Printer {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Notes that what is printed has no official form.
    fn unofficial(&mut self) {
        self.dialect = true;
    }

    fn official(self) -> Option<String> {
        (!self.dialect).then_some(self.text)
    }

    /// Prints the items with a separator between them.
    fn list<T>(&mut self, items: impl IntoIterator<Item = T>, separator: &str, mut item: impl FnMut(&mut Self, T)) {
        for (number, value) in items.into_iter().enumerate() {
            if number > 0 {
                self.push(separator);
            }
            item(self, value);
        }
    }
}

/// A printed text with the comments before it that stand in the place which it takes; printing leaves them out.
pub fn comments_before(text: &str, comments: &[Comment], place: Span, printed: String) -> String {
    let first = comments.partition_point(|comment| comment.span.start < place.start);
    let inside = comments.iter().skip(first).take_while(|comment| comment.span.end <= place.end);
    let mut before = String::new();
    for comment in inside {
        let comment = comment.span.of(text);
        before.push_str(comment.trim_end());
        before.push(if comment.starts_with("//") { '\n' } else { ' ' });
    }
    if before.is_empty() { printed } else { before + &printed }
}

fn printed(print: impl FnOnce(&mut Printer)) -> Printer {
    let mut printer = Printer::default();
    print(&mut printer);
    printer
}

/// The query, its steps joined by bars; comments are left out.
pub fn query(query: &Query) -> String {
    pipeline(&query.pipeline)
}

/// The pipeline on one line.
pub fn pipeline(pipeline: &Pipeline) -> String {
    printed(|printer| printer.pipeline(pipeline)).text
}

/// The step on one line.
pub fn step(step: &Step) -> String {
    printed(|printer| printer.step(&step.kind)).text
}

/// The filter as it is written in a step.
pub fn filter(filter: &Filter) -> String {
    printed(|printer| printer.filter(filter)).text
}

/// The expression.
pub fn expr(expr: &Expr) -> String {
    printed(|printer| printer.expr(expr)).text
}

/// The step in official CQL, perhaps as several steps. `None` when it has no official form.
pub fn official_step(kind: &StepKind) -> Option<String> {
    printed(|printer| printer.step(kind)).official()
}

/// The filter as official steps: tests of values become `test()`, alternatives of them a `case`.
pub fn official_filter(filter: &Filter) -> Option<String> {
    printed(|printer| printer.steps_of(filter)).official()
}

/// The condition as an official expression, for `if()` and `test()`. `None` where free text, or a
/// pattern on a computed value, is involved: no expression tests that.
pub fn condition_as_expr(filter: &Filter) -> Option<String> {
    printed(|printer| printer.condition(filter)).official()
}

/// The expression in official CQL.
pub fn official_expr(expr: &Expr) -> Option<String> {
    printed(|printer| printer.expr(expr)).official()
}
