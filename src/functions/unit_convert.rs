//! `unit:convert()`: Parses a value like 5 MB (number, optional space, prefix, unit) and normalises it to the base unit.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "unit:convert",
    summary: "Parses a value like 5 MB (number, optional space, prefix, unit) and normalises it to the base unit.",
    page: "functions-unit-convert.html",
    parameters: &[
        Parameter { default: Some("name of the input field"), ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("binary", Kind::Boolean) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter::new("from", Kind::Text),
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("keepUnit", Kind::Boolean) },
        Parameter::new("to", Kind::Text),
        Parameter::new("unit", Kind::Text),
    ],
    output: &["the input field (overwritten), or the field named by as"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Parses a value like 5 MB (number, optional space, prefix, unit) and normalises it to the base unit: the number with the unit removed (5000000).",
        "Prefixes, powers of ten: Y 24, Z 21, E 18, P 15, T 12, G 9, M 6, k 3, h 2, da 1, d -1, c -2, m -3, u or µ -6, n -9, p -12, f -15, a -18, z -21, y -24. Binary prefixes Ki Mi Gi Ti Pi Ei Zi Yi are powers of 1024.",
        "binary=true makes k M G T P E Z Y powers of 1024 as well.",
        "from=U: the field holds a bare number; it is parsed as if 'U' were written after it (from=\"k\": 234.567 -> 234567).",
        "to=U: the normalised value is then divided by U's factor (to=\"M\": 19886168 -> 19.886168). from and to together convert between units (ms to s: 3500 -> 3.5).",
        "unit=NAME says what the base unit is called: the value must end with it, and a leading letter of the name is not taken for a prefix. Without it 120 hits/min is read as hecto-its.",
        "Rates: VALUE UNIT/TIME is normalised to per second; time units s, sec, m, min, h, hour, d, day, w, week. 120 hits/min with unit=hits -> 2.",
        "keepUnit=true appends the normalised unit to the number (exact format, e.g. with or without a space, not shown).",
        "Any unit name is accepted. The page also says K M G P are the 1000-based forms; the prefix table has small k only. Accept both K and k.",
        "Results print as plain decimals, whole numbers without a fraction: 2.5, 25, 1, 0.000514.",
        "[undocumented] Values that do not parse, a missing field, or a value not ending with unit: set nothing and pass the event.",
        "Writes over the input field unless as is given.",
    ],
    examples: &[],
    build: None,
};
