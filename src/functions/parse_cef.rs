//! `parseCEF()`: Parses CEF version 0 only.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseCEF",
    summary: "Parses CEF version 0 only.",
    page: "functions-parsecef.html",
    parameters: &[
        Parameter { unnamed: true, default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("cef."), ..Parameter::new("headerprefix", Kind::Text) },
        Parameter { default: Some("false"), ..Parameter::new("keeplabels", Kind::Boolean) },
        Parameter { default: Some("cef.label."), ..Parameter::new("labelprefix", Kind::Text) },
        Parameter { default: Some("cef.ext."), ..Parameter::new("prefix", Kind::Text) },
    ],
    output: &[
        "cef.version",
        "cef.device.vendor",
        "cef.device.product",
        "cef.device.version",
        "cef.event_class_id",
        "cef.name",
        "cef.severity",
        "cef.ext.<key>",
        "cef.label.<label>",
    ],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Parses CEF version 0 only; anything before the marker CEF:0 is skipped.",
        "Header parts, separated by |, become HEADERPREFIX + version, device.vendor, device.product, device.version, event_class_id, name, severity.",
        "Extension pairs key=value become PREFIX + key. A value runs until white space followed by the next key=; so values may contain blanks, parentheses, semicolons. Space and also TAB separate pairs.",
        "Escapes: \\\\ \\| in the header and \\\\ \\= \\n \\r in the extension are unescaped; the two characters \\t are turned into a tab inside a value but never act as separator (documented in terse wording).",
        "Label pairs: fooLabel=Text together with foo=value give LABELPREFIX + Text = value. With keeplabels=false (default) both ext fields foo and fooLabel are then left out; with true they are kept as well.",
        "Input that is not CEF:0, or field missing: event passes without these fields (error fields not documented).",
        "The printed sample values in quotes with doubled backslashes are a display form; the value holds single backslashes (inferred).",
    ],
    examples: &[],
    build: None,
};
