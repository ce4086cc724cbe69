//! `eval()`: Sets fields to the values of expressions, one after the other.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Expression, Flow, Transform};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "eval",
    summary: "Sets fields to the values of expressions, one after the other.",
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
    examples: &[
        Example {
            query: r#"eval(total = a + b, half = total / 2)"#,
            input: r#"{"a":"3","b":"4"}"#,
            output: r#"{"a":"3","b":"4","total":"7","half":"3.5"}"#,
        },
        Example {
            query: r#"eval(a = a * 10)"#,
            input: r#"{"a":"2"}
{"a":"x"}"#,
            output: r#"{"a":"20"}
{"a":"x"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Transform(Box::new(Eval { assignments: build.assignments("(assignments)") })))
}

struct Eval {
    assignments: Vec<(Symbol, Expression)>,
}

impl Transform for Eval {
    fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
        for (target, expression) in &self.assignments {
            // No result leaves the target as it is (functions-eval.html).
            if let Some(text) = expression.evaluate(event, context).text(event.arena()) {
                event.set(*target, text);
            }
        }
        Flow::Keep
    }
}
