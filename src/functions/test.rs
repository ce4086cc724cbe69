//! `test()`: Evaluates the expression and passes the event if the result is true.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "test",
    summary: "Evaluates the expression and passes the event if the result is true.",
    page: "functions-test.html",
    parameters: &[Parameter { required: true, unnamed: true, ..Parameter::new("expression", Kind::Expression) }],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Evaluates the expression and passes the event if the result is true.",
        "Inside the expression bare words are field values and quoted text is a string: test(a == b) compares two fields, test(a == \"b\") a field with text. test(\"f o o\" == \"bar\") compares two strings, never a field; use getField(\"f o o\").",
        "A missing field is null; comparison or arithmetic with null, and < > <= >= or arithmetic on non-numbers, give null, and a null result does not pass.",
        "== and != give true or false only if both sides are non-null: test(x != 5) drops events without x, unlike the filter x != 5, which passes them.",
        "Comparing a text with a number by == is false, not an error. No compile-time type errors.",
        "The strings true and false count as booleans, so test(flag) works on a field holding \"true\". [inferred] a bare number counts as true when it is not 0 (the page on expressions gives ! the meaning 'equals 0').",
        "No and/or inside the expression; chain filters with and/or outside, or nest if().",
        "Operators: == != < <= > >= + - * / % and !; parentheses; functions that compute one field or filter.",
        "Negatable: !test(...) or not test(...).",
    ],
    examples: &[],
    build: None,
};
