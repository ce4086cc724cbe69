//! `parseLEEF()`: Parses LEEF 1.0 and 2.0; text before LEEF:1.0| or LEEF:2.0| is skipped (the syslog part is not parsed).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseLEEF",
    summary: "Parses LEEF 1.0 and 2.0; text before LEEF:1.0| or LEEF:2.0| is skipped (the syslog part is not parsed).",
    page: "functions-parseleef.html",
    parameters: &[
        Parameter::new("delimiter", Kind::Text),
        Parameter { unnamed: true, default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("leef."), ..Parameter::new("headerprefix", Kind::Text) },
        Parameter { default: Some("false"), ..Parameter::new("keeplabels", Kind::Boolean) },
        Parameter { default: Some("leef.label"), ..Parameter::new("labelprefix", Kind::Text) },
        Parameter { default: Some("true"), values: &["false", "true"], ..Parameter::new("parsetime", Kind::Boolean) },
        Parameter { default: Some("leef.ext."), ..Parameter::new("prefix", Kind::Text) },
        Parameter { default: Some("Z"), ..Parameter::new("timezone", Kind::Text) },
    ],
    output: &[
        "leef.version",
        "leef.device.vendor",
        "leef.device.product",
        "leef.device.version",
        "leef.event_id",
        "leef.ext.<key>",
    ],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Parses LEEF 1.0 and 2.0; text before LEEF:1.0| or LEEF:2.0| is skipped (the syslog part is not parsed).",
        "Header gives HEADERPREFIX + version, device.vendor, device.product, device.version, event_id.",
        "LEEF 2.0: the sixth header part is the pair delimiter; the delimiter parameter is ignored. LEEF 1.0: pairs are separated by the delimiter parameter, one character U+0000 to U+FFFF (the LEEF default is a tab).",
        "Extension pairs give PREFIX + key; an empty value gives an empty string (cat= gives leef.ext.cat empty).",
        "With parsetime=true (default) an extension devTime, read by devTimeFormat if present, sets @timestamp; timezone (default Z) applies when the text has none. parsetime=false leaves @timestamp alone.",
        "LEEF:0| is accepted: LEEF 1.0 header followed by a CEF:0 style body; keeplabels/labelprefix concern only that form and work as in parseCEF.",
        "More permissive than the standard towards common writer mistakes (not specified which).",
    ],
    examples: &[],
    build: None,
};
