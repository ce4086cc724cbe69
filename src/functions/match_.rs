//! `match()`: Looks the event's field value(s) up in column(s) of a lookup file (.csv/.json) or of an ad-hoc table made by defineTable().

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "match",
    summary: "Looks the event's field value(s) up in column(s) of a lookup file (.csv/.json) or of an ad-hoc table made by defineTable().",
    page: "functions-match.html",
    parameters: &[
        Parameter { default: Some("(field parameter)"), ..Parameter::new("column", Kind::Texts) },
        Parameter { required: true, ..Parameter::new("field", Kind::Fields) },
        Parameter { required: true, unnamed: true, ..Parameter::new("file", Kind::Text) },
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
    examples: &[],
    build: None,
};
