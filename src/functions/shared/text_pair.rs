//! Filters that compare two texts, each of them an expression.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::{Build, Context, Executable, Expression, Test};

/// A filter of the parameters `string` and `substring`; a missing text on either side is no match.
///
/// # Errors
/// When one of them is not given.
pub fn compare(build: &mut Build<'_>, holds: fn(&str, &str) -> bool) -> Result<Executable, Diagnostic> {
    let string = build.expression("string")?;
    let substring = build.expression("substring")?;
    Ok(Executable::Test(Box::new(Comparison { string, substring, holds })))
}

struct Comparison {
    string: Expression,
    substring: Expression,
    holds: fn(&str, &str) -> bool,
}

impl Test for Comparison {
    fn test<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> bool {
        let Some(string) = self.string.evaluate(event, context).text(event.arena()) else { return false };
        let substring = self.substring.evaluate(event, context).text(event.arena());
        substring.is_some_and(|substring| (self.holds)(string, substring))
    }
}
