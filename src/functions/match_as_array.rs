//! `matchAsArray()`: looks values up as `match()` does, and adds the matching rows to the event as an array of objects.

use super::shared::lookup::{Lookup, Mode};
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Test};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "matchAsArray",
    summary: "Looks values up as match() does, and adds the matching rows to the event as an array of objects.",
    page: "functions-matchasarray.html",
    parameters: &[
        Parameter {
            default: Some("_now"),
            summary: "the default printed in the reference is evidently wrong",
            ..Parameter::new("asArray", Kind::Array)
        },
        Parameter { default: Some("(field parameter)"), ..Parameter::new("column", Kind::Texts) },
        Parameter { required: true, ..Parameter::new("field", Kind::Fields) },
        Parameter { unnamed: true, summary: "required, here or as table", ..Parameter::new("file", Kind::Text) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("ignoreCase", Kind::Boolean) },
        Parameter { default: Some("all columns"), ..Parameter::new("include", Kind::Texts) },
        Parameter { required: true, min: Some(1), max: Some(10), ..Parameter::new("nrows", Kind::Integer) },
        Parameter { default: Some("true"), ..Parameter::new("strict", Kind::Boolean) },
        Parameter { summary: "alias of file for ad-hoc tables", ..Parameter::new("table", Kind::Text) },
    ],
    output: &["asArray[N].<column>"],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Like match(), but the matching rows are attached to the ORIGINAL event as an array of objects instead of producing one event per row: row i gives ARRAY[i].<column> for each included column.",
        "asArray is written with brackets, e.g. asArray=\"_result[]\".",
        "Only exact matching (no mode); ignoreCase, include, strict, column, file/table as in match().",
        "nrows is required; a stray row in match()'s parameter table, evidently this function's, says maximum 10 and that the latest nrows rows are used when more match (inferred).",
        "Order of the rows in the array is not known (page text only partly available); here the order of the table.",
        "Newer than 1.209; only the page's head and the head of one example were available.",
    ],
    examples: &[
        Example {
            query: r#"defineTable(query={kind=user}, name=users, include=[uid, name])
| kind=login
| matchAsArray(table=users, field=uid, nrows=2, asArray="who[]")"#,
            input: r#"{"kind":"user","uid":"7","name":"ida"}
{"kind":"user","uid":"7","name":"ada"}
{"kind":"login","uid":"7"}
{"kind":"login","uid":"8"}
"#,
            output: r#"{"kind":"login","uid":"7","who[0].name":"ida","who[1].name":"ada"}
"#,
        },
        Example {
            query: r#"defineTable(query={kind=user}, name=users, include=[uid, name])
| kind=login
| matchAsArray(table=users, field=uid, nrows=1, asArray="who[]", strict=false)"#,
            input: r#"{"kind":"user","uid":"7","name":"ida"}
{"kind":"user","uid":"7","name":"ada"}
{"kind":"login","uid":"7"}
{"kind":"login","uid":"8"}
"#,
            output: r#"{"kind":"login","uid":"7","who[0].name":"ada"}
{"kind":"login","uid":"8"}
"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let array = build.text("asArray")?;
    let array = array.strip_suffix("[]").unwrap_or(&array).to_owned();
    let rows = build.limit("nrows")?;
    let strict = build.flag("strict") || build.negated;
    let adds = build.captures && !build.negated;
    let lookup = Lookup::of_call(build, Mode::Text)?;
    Ok(Executable::Test(Box::new(MatchAsArray { lookup, array, rows, strict, adds })))
}

struct MatchAsArray {
    lookup: Lookup,
    array: String,
    rows: usize,
    strict: bool,
    adds: bool,
}

impl Test for MatchAsArray {
    fn test<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> bool {
        let Some(rows) = self.lookup.find(event, self.rows, context) else { return !self.strict };
        if self.adds {
            // The last rows count, and stand in the order of the table.
            for (number, row) in rows.iter().rev().enumerate() {
                self.lookup.for_each_output(*row, context, &mut |column, _, value| {
                    let name = event.keep(&format!("{}[{number}].{column}", self.array));
                    event.set_named(name, value);
                });
            }
        }
        true
    }

    fn changes_event(&self) -> bool {
        self.adds
    }
}
