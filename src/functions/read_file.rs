//! `readFile()`: gives the rows of CSV lookup files or of tables made by `defineTable` as events.

use super::shared::lookup::TableSource;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::Row;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Source};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "readFile",
    summary: "Gives the rows of CSV lookup files or of tables made by defineTable() as events.",
    page: "functions-readfile.html",
    parameters: &[
        Parameter { unnamed: true, summary: "required, here or as table", ..Parameter::new("file", Kind::Texts) },
        Parameter { default: Some("all columns"), ..Parameter::new("include", Kind::Texts) },
        Parameter { min: Some(1), ..Parameter::new("limit", Kind::Integer) },
        Parameter { summary: "alias of file", ..Parameter::new("table", Kind::Texts) },
    ],
    output: &["(columns of the file)"],
    roles: Roles::SOURCE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Outputs the rows of CSV lookup files or ad-hoc tables as events; columns become fields. It discards whatever came before it in the pipeline, so it belongs first (after defineTable).",
        "Several files: in the order given, rows in file order; files may have different columns. The documented form is an array; two examples pass several unnamed strings instead.",
        "include restricts to the named columns. limit=N (min 1) stops after N rows in total across files. Default: no limit.",
        "Counts as an aggregator: its order is meaningful and it may be followed by filters, select, match, join, sequence functions.",
        "Only CSV files and tables (no JSON). Package files by \"package/scope/name.csv\".",
        "No match() semantics; missing file is an error (inferred). Rows get no @timestamp (inferred).",
    ],
    examples: &[
        Example {
            query: r#"defineTable(query={kind=user}, name=users, include=[uid, name])
| readFile(users)
| sort(uid, order=asc)"#,
            input: r#"{"kind":"user","uid":"8","name":"otto"}
{"kind":"login","uid":"7"}
{"kind":"user","uid":"7","name":"ida"}
"#,
            output: r#"{"uid":"7","name":"ida"}
{"uid":"8","name":"otto"}
"#,
        },
        Example {
            query: r#"defineTable(query={a=*}, name=t, include=*)
| readFile(t, include=[b], limit=1)"#,
            input: r#"{"a":"1","b":"2"}
{"a":"3","b":"4"}
"#,
            output: r#"{"b":"2"}
"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let parameter = if build.has("file") { "file" } else { "table" };
    let names = build.texts(parameter);
    if names.is_empty() {
        return Err(build.missing("file"));
    }
    let mut tables = Vec::with_capacity(names.len());
    for name in names {
        if build.defined_table(&name).is_none() && name.to_ascii_lowercase().ends_with(".json") {
            let message = format!("readFile() reads CSV files and tables of defineTable(), not {name:?}");
            return Err(build.error(codes::ARGUMENT_VALUE, parameter, message).help("JSON files are for match()"));
        }
        tables.push(TableSource::named(build, parameter, &name)?);
    }
    let limit = if build.has("limit") { build.limit("limit")? } else { usize::MAX };
    let include = build.texts("include");
    let all = !build.has("include") || include.iter().any(|name| name == "*");
    Ok(Executable::Source(Box::new(ReadFile { tables, limit, include: if all { None } else { Some(include) } })))
}

struct ReadFile {
    tables: Vec<TableSource>,
    limit: usize,
    include: Option<Vec<String>>,
}

impl Source for ReadFile {
    fn rows(&self, context: &Context) -> Vec<Row> {
        let mut rows = Vec::new();
        for table in self.tables.iter().filter_map(|table| table.table(context)) {
            let columns: Vec<usize> = match &self.include {
                None => (0..table.columns().len()).collect(),
                Some(names) => names.iter().filter_map(|name| table.column(name)).collect(),
            };
            let count = table.len().min(self.limit.saturating_sub(rows.len()));
            rows.extend((0..count).map(|row| table.row(row, &columns)));
        }
        rows
    }
}
