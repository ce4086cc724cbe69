//! `eval()`: Evaluates one or more assignments name = expression, separated by commas, from left to right.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "eval",
    summary: "Evaluates one or more assignments name = expression, separated by commas, from left to right.",
    page: "functions-eval.html",
    parameters: &[Parameter { required: true, unnamed: true, ..Parameter::new("(assignments)", Kind::Assignments) }],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Evaluates one or more assignments name = expression, separated by commas, from left to right; later ones see the results of earlier ones.",
        "Operators according to this page: == != + - * / and parentheses; the page on expressions adds % < > <= >= and unary !. There is no AND or OR. Fields, quoted texts and numbers are operands; functions that compute one field and filter functions may be called.",
        "Arithmetic and < > <= >= on anything but numbers give null; == and != on two non-null values always give true or false (\"a\" == 2 is false); any operation on a missing field gives null.",
        "In an expression an unquoted word is always a field: write level==\"WARN\", not level==WARN.",
        "No assignment is made when the expression has no result: a field is missing or, for arithmetic, not a number. An existing field of that name then keeps its old value; the event always passes. (The pages of default() say such events are discarded; this page states the opposite and is the more specific.)",
        "An existing field is overwritten when there is a result.",
        "Comparisons give the texts true and false.",
        "f := expr is the shorthand for eval(f=expr).",
        "[inferred] numbers follow common.numbers (2048/1024 prints 2); division by zero yields no result.",
    ],
    examples: &[],
    build: None,
};
