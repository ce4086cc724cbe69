//! `match()`: looks values up in a lookup file or in a table of `defineTable`, and adds columns of the row that matches.

use super::shared::lookup::{Lookup, Mode};
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Test, Transform};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "match",
    summary: "Looks values up in a lookup file or in a table of defineTable(), and adds columns of the row that matches.",
    page: "functions-match.html",
    parameters: &[
        Parameter { default: Some("(field parameter)"), ..Parameter::new("column", Kind::Texts) },
        Parameter { required: true, ..Parameter::new("field", Kind::Fields) },
        Parameter { unnamed: true, summary: "required, here or as table", ..Parameter::new("file", Kind::Text) },
        Parameter { default: Some("false"), deprecated: true, ..Parameter::new("glob", Kind::Boolean) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("ignoreCase", Kind::Boolean) },
        Parameter { default: Some("all columns"), ..Parameter::new("include", Kind::Texts) },
        Parameter {
            default: Some("string"),
            values: &["cidr", "glob", "string"],
            ..Parameter::new("mode", Kind::Text)
        },
        Parameter { default: Some("1"), max: Some(500), ..Parameter::new("nrows", Kind::Integer) },
        Parameter { default: Some("true"), ..Parameter::new("strict", Kind::Boolean) },
        Parameter { summary: "alias of file for ad-hoc tables", ..Parameter::new("table", Kind::Text) },
    ],
    output: &["(columns of the matching row)"],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Looks the event's field value(s) up in column(s) of a lookup file (.csv/.json) or of an ad-hoc table made by defineTable(); column defaults to the field name(s); several fields pair with several columns in order, all must match, lengths must be equal.",
        "strict=true (default) works like an inner join: only matching events pass. strict=false passes all events and enriches the matching ones (unmatched events get no new fields).",
        "Without include every column of the row except the key column(s) is added; include=[...] adds just those; include=[] adds nothing. Column names become field names and overwrite existing fields (inferred).",
        "nrows (default 1, at most 500, max means 500) is how many rows one event may match; each matched row yields a separate event. When more rows match than nrows, the LAST rows of the file win; for nrows=1 the last matching row is used (for several columns since 1.145).",
        "In the documented nrows examples the output rows come last row first; the third example shows mixed order, so do not rely on it.",
        "mode=string: exact text equality. ignoreCase=true ignores case (string and glob).",
        "mode=cidr: the key column holds subnets, the event field an IP; the most specific containing subnet wins, an arbitrary one among equally specific.",
        "mode=glob: the key column holds patterns where `*` stands for any run of characters, matched against the WHOLE value. (Older documentation shows the key *thisMatch* matching 123thisMatch456; newer pages lost the asterisks and claim that they are added automatically: treat as documentation damage, do not add them. CrowdStrike's own community lookup files write the asterisks out: *.example.com, asgrd*.exe beside plain ctes.exe.) Several matching patterns are ordered by Unicode order. Files are limited to 20,000 lines in glob mode (GLOB_MATCH_LIMIT). glob=true is the deprecated spelling of mode=glob.",
        "CSV: first line is the header; white space around values is KEPT in names and values; a value is quoted with \" to contain a comma.",
        "JSON file, object form {\"key\": {..}}: the outer key is the (unnamed) key, no column argument needed. Array form [{..},..]: column must be given; any member may be the key. Nested objects are not supported: no error, they just cannot match.",
        "A file that cannot be parsed is NOT reported as an error (just no match). A missing file is an error in a query, a warning in a parser.",
        "Files from packages are named \"package/scope/name.csv\"; since 1.218 files of other views can be named.",
        "!match(...) passes events whose value is not in the table, adding nothing. field =~ match(...) supplies field.",
        "Event without the field: no match (dropped when strict, passed when strict=false or negated) (inferred).",
    ],
    examples: &[
        Example {
            query: r#"defineTable(query={kind=user}, name=users, include=[uid, name])
| kind=login
| match(table=users, field=uid)
| select([uid, name])"#,
            input: r#"{"kind":"user","uid":"7","name":"ida"}
{"kind":"login","uid":"7"}
{"kind":"login","uid":"8"}
"#,
            output: r#"{"uid":"7","name":"ida"}
"#,
        },
        Example {
            query: r#"defineTable(query={net=*}, name=nets, include=[net, zone])
| ip=*
| match(nets, field=ip, column=net, mode=cidr, strict=false)"#,
            input: r#"{"net":"10.0.0.0/8","zone":"inner"}
{"net":"10.9.0.0/16","zone":"guests"}
{"ip":"10.9.1.1"}
{"ip":"192.0.2.1"}
"#,
            output: r#"{"ip":"10.9.1.1","zone":"guests"}
{"ip":"192.0.2.1"}
"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let mode = match build.optional_text("mode").as_deref() {
        Some(mode) if mode.eq_ignore_ascii_case("cidr") => Mode::Cidr,
        Some(mode) if mode.eq_ignore_ascii_case("glob") => Mode::Glob,
        _ if build.flag("glob") => Mode::Glob,
        _ => Mode::Text,
    };
    let rows = build.limit("nrows")?.max(1);
    let strict = build.flag("strict");
    let lookup = Lookup::of_call(build, mode)?;
    // A negated match adds nothing; nor does one whose event may still be refused by another part of a condition.
    if build.negated || !build.captures || rows == 1 {
        let enriches = build.captures && !build.negated && !lookup.adds_nothing();
        // What !match(strict=false) means is not documented; taken to the letter nothing would pass.
        let strict = strict || build.negated;
        return Ok(Executable::Test(Box::new(MatchOne { lookup, strict, enriches })));
    }
    Ok(Executable::Transform(Box::new(MatchSeveral { lookup, strict, rows })))
}

/// At most one row for each event.
struct MatchOne {
    lookup: Lookup,
    strict: bool,
    enriches: bool,
}

impl Test for MatchOne {
    fn test<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> bool {
        let row = self.lookup.find(event, 1, context).and_then(|rows| rows.first().copied());
        if let Some(row) = row
            && self.enriches
        {
            self.lookup.enrich(event, row, context);
        }
        row.is_some() || !self.strict
    }

    fn changes_event(&self) -> bool {
        self.enriches
    }
}

/// One event for each matching row.
struct MatchSeveral {
    lookup: Lookup,
    strict: bool,
    rows: usize,
}

impl Transform for MatchSeveral {
    fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
        let Some(rows) = self.lookup.find(event, self.rows, context) else {
            return if self.strict { Flow::Drop } else { Flow::Keep };
        };
        let enriched = rows.iter().map(|row| {
            let mut copy = event.fork();
            self.lookup.enrich(&mut copy, *row, context);
            copy
        });
        Flow::Many(enriched.collect())
    }
}
