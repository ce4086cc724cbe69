//! `fieldset()`: Lists the names of the fields that occur in the events.

use super::shared::byte_set::ByteSet;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable, RowCount};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "fieldset",
    summary: "Lists the names of the fields that occur in the events.",
    page: "functions-fieldset.html",
    parameters: &[],
    output: &["field"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Outputs one row per field name that occurs in the events reaching it, including tags (#type) and built-in fields (@timestamp, @rawstring, @id, @host ...).",
        "After an aggregate it lists the fields of the aggregate: groupBy([#type,@host]) | fieldset() lists _count, @host and #type.",
        "Takes no parameters.",
        "[undocumented] name of the output column and order of the rows. Here the column is field, and the order that of first appearance.",
    ],
    examples: &[
        Example {
            query: "fieldset()",
            input: r#"{"a":"1","b":"2"}
{"c":"3","a":"4"}"#,
            output: r#"{"field":"a"}
{"field":"b"}
{"field":"c"}"#,
        },
        Example {
            query: "groupBy(host) | fieldset()",
            input: r#"{"host":"h1"}
{"host":"h2"}"#,
            output: r#"{"field":"host"}
{"field":"_count"}"#,
        },
    ],
    build: Some(build),
};

/// Most rows of any result (StateRowLimit).
const MOST_NAMES: usize = 200_000;

fn build(_build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Aggregate(Box::new(FieldSet)))
}

struct FieldSet;

impl Aggregation for FieldSet {
    /// The names so far, and whether there were too many.
    type State = (ByteSet, bool);

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        event.for_each(&mut |name, _| add(state, name.as_bytes()));
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.1 |= later.1;
        later.0.iter().for_each(|name| add(state, name));
    }

    fn finish(&self, (names, cut): Self::State, context: &Context) -> Vec<Row> {
        if cut {
            context.warn(codes::LIMIT_REACHED, format!("fieldset() kept the first {MOST_NAMES} field names"));
        }
        (0..names.len()).map(|number| [("field", names.text(number))].into_iter().collect()).collect()
    }

    fn row_count(&self) -> RowCount {
        RowCount::Several
    }
}

fn add((names, cut): &mut (ByteSet, bool), name: &[u8]) {
    if names.find_or_insert(name, |length| length < MOST_NAMES).is_none() {
        *cut = true;
    }
}
