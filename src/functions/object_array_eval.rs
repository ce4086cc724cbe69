//! `objectArray:eval()`: Iterates over array NAME[] from index 0 up to the first missing index.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "objectArray:eval",
    summary: "Iterates over array NAME[] from index 0 up to the first missing index.",
    page: "functions-objectarray-eval.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { required: true, ..Parameter::new("asArray", Kind::Array) },
        Parameter { required: true, ..Parameter::new("function", Kind::Stages) },
        Parameter { default: Some("(input array name)"), ..Parameter::new("var", Kind::Text) },
    ],
    output: &["<asArray>[i]"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Iterates over array NAME[] from index 0 up to the first missing index; an index exists when any field NAME[i], NAME[i].x or NAME[i][j] exists.",
        "For each index the function (a non-aggregate pipeline or expression block) runs with a pseudo-field: NAME (or var) followed by .member, [n] or any combination stands for NAME[i]<rest>; e.g. in.others[1].d reads in[i].others[1].d. Names with brackets must be quoted in the function, e.g. \"in.others[1].d\".",
        "Inside the function the value assigned to the field named by asArray without [] becomes output element i; an index for which no value is assigned leaves no element. Whether later elements close up or keep their index is not stated; one (doubtful) example closes up.",
        "asArray is required and must differ from the input array. Only flat output arrays; structured fields can be read but not written.",
        "var may not contain '.' or '['. Older pages also allow writing NAME[].member in the function without var.",
        "Can be nested: objectArray:eval(\"in.others[]\", ...) inside the outer function refers to in[i].others[].",
        "Original fields stay. Temporary assignments to other names inside the function: scope not documented (suggested: discarded).",
        "An absent array: event passes unchanged.",
        "The documented example with a hole (indices 0,1,2,4) outputs index 3 from element 4, contradicting the stop-at-first-gap rule stated in two places.",
    ],
    examples: &[],
    build: None,
};
