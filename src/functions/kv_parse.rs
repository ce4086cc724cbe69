//! `kvParse()`: Scans the text for pairs key=value, key="value", key='value' and key = value and adds a field per key.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "kvParse",
    summary: "Scans the text for pairs key=value, key=\"value\", key='value' and key = value and adds a field per key.",
    page: "functions-kvparse.html",
    parameters: &[
        Parameter::new("as", Kind::Output),
        Parameter {
            default: Some("false"),
            values: &["false", "true"],
            summary: "the reference types it 'array of strings'",
            ..Parameter::new("excludeEmpty", Kind::Boolean)
        },
        Parameter { unnamed: true, default: Some("@rawstring"), ..Parameter::new("field", Kind::Fields) },
        Parameter {
            default: Some("keepLast"),
            values: &["keepFirst", "keepLast"],
            ..Parameter::new("onDuplicate", Kind::Text)
        },
        Parameter { default: Some("false"), ..Parameter::new("override", Kind::Boolean) },
        Parameter { summary: "alias of as", ..Parameter::new("prefix", Kind::Text) },
        Parameter { default: Some("="), ..Parameter::new("separator", Kind::Text) },
        Parameter {
            default: Some("unknown"),
            values: &["no", "unknown", "yes"],
            ..Parameter::new("separatorPadding", Kind::Text)
        },
    ],
    output: &["(one field per key)"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Scans the text for pairs key=value, key=\"value\", key='value' and key = value and adds a field per key. Text that is not part of a pair (timestamp, words, brackets) is ignored.",
        "Key and value may each be bare or quoted with \" or '. A quote must be closed. Quotes are removed from the value.",
        "A bare value ends at white space or at a comma: `id=123, name='john doe' email=john@doe` gives 123 / john doe / john@doe, and `host=server5,transactionID=123` gives two fields.",
        "A bare value may contain the separator: a=b=c gives a = 'b=c' (in every padding mode).",
        "as or its alias prefix puts a name in front of every key WITH a dot inserted: as=user gives user.id. (parseJson's prefix inserts no dot.)",
        "override=false (default): a field that the event already has is left alone; override=true: it is replaced.",
        "onDuplicate concerns a key occurring twice in the parsed text: keepLast (default) or keepFirst. A field present beforehand still wins unless override=true.",
        "excludeEmpty=true leaves out keys whose value is empty; default false creates them with an empty value.",
        "separator is exactly one character, default '='.",
        "separatorPadding tells whether white space may surround the separator: it decides how bare empty values are read (see cases). unknown: `a = b = c` gives a=b; yes: a is empty and b=c; no: a and b are empty.",
        "yes: `firstname = John middlename = lastname = Doe` gives John / (empty) / Doe.",
        "field may be an array: each listed field is parsed in turn (inferred). Missing field: nothing happens.",
        "Not documented: trailing period in a bare value, and escapes inside quotes (suggested: keep the period; backslash escapes the quote).",
    ],
    examples: &[],
    build: None,
};
