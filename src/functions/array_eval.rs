//! `array:eval()`: Runs function once per element, from index 0 to the first gap, with the element value in the field named by var.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:eval",
    summary: "Runs function once per element, from index 0 to the first gap, with the element value in the field named by var.",
    page: "functions-array-eval.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { default: Some("value of array"), ..Parameter::new("asArray", Kind::Array) },
        Parameter { required: true, ..Parameter::new("function", Kind::Stages) },
        Parameter { default: Some("input array name"), ..Parameter::new("var", Kind::Text) },
    ],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Runs function once per element, from index 0 to the first gap, with the element value in the field named by var.",
        "function must write a field named like the output array without the brackets (asArray=\"sq[]\" expects the function to set sq); that value becomes the output element.",
        "The output array is always compacted: indexes run 0,1,2... without gaps, so elements for which the function writes nothing take no index.",
        "Without asArray the input array is overwritten; with asArray the input array stays and an existing array of that name is overwritten.",
        "Default var is the input array name without the brackets, so array:eval(\"v[]\", function={v := v*2}) doubles in place.",
        "Inside function calls a quoted name such as upper(\"d\") refers to the field d.",
        "Only non-aggregate functions are allowed.",
        "[inferred] the helper fields (var and the output name) do not remain on the event; an element whose pipeline filters the event out gives no output element.",
        "[undocumented] whether surplus elements of a longer existing target are removed (\"overwrites existing arrays of that name\" suggests yes).",
    ],
    examples: &[],
    build: None,
};
