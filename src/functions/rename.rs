//! `rename()`: Renames a field.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "rename",
    summary: "Renames a field.",
    page: "functions-rename.html",
    parameters: &[
        Parameter::new("as", Kind::Output),
        Parameter {
            required: true,
            unnamed: true,
            summary: "one name with as, or array of [old,new] pairs since 1.106",
            ..Parameter::new("field", Kind::Fields)
        },
    ],
    output: &["(new names)"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Renames a field: rename(field=old, as=new), new := rename(old), or several at once with pairs [[old1,new1],[old2,new2]].",
        "The old field disappears; an existing field of the new name is overwritten.",
        "Source field missing: event passes unchanged (not documented; whether an existing target survives is unknown, suggested: it does).",
        "Pairs are applied in order (inferred).",
        "Giving neither as nor pairs is an error (inferred).",
    ],
    examples: &[],
    build: None,
};
