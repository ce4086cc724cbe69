//! `test()`: Passes events for which an expression is true.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Expression, Test};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "test",
    summary: "Passes events for which an expression is true.",
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
        "The strings true and false count as booleans, so test(flag) works on a field holding \"true\". A bare number is not true and does not pass (unconfirmed; language notes 6.5).",
        "No and/or inside the expression; chain filters with and/or outside, or nest if().",
        "Operators: == != < <= > >= + - * / % and !; parentheses; functions that compute one field or filter.",
        "Negatable: !test(...) or not test(...).",
    ],
    examples: &[
        Example {
            query: r#"test(sent > 2 * received)"#,
            input: r#"{"sent":"9","received":"4"}
{"sent":"8","received":"4"}"#,
            output: r#"{"sent":"9","received":"4"}"#,
        },
        Example {
            query: r#"!test(user == owner)"#,
            input: r#"{"user":"a","owner":"a"}
{"user":"a","owner":"b"}
{"user":"a"}"#,
            output: r#"{"user":"a","owner":"b"}
{"user":"a"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Test(Box::new(TestFunction { expression: build.expression("expression")? })))
}

struct TestFunction {
    expression: Expression,
}

impl Test for TestFunction {
    fn test<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> bool {
        self.expression.holds(event, context)
    }
}
