//! `if()`: Gives one of two values, by a condition.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Expression, Value};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "if",
    summary: "Gives one of two values, by a condition.",
    page: "functions-if.html",
    parameters: &[
        Parameter { default: Some("_if"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("condition", Kind::Expression) },
        Parameter { required: true, ..Parameter::new("else", Kind::Expression) },
        Parameter { required: true, ..Parameter::new("then", Kind::Expression) },
    ],
    output: &["_if"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Defined by equivalence: if(c, then=a, else=b, as=y) behaves exactly like case { test(c) | y := a; y := b }.",
        "So condition follows test(): quoted text is a string, a bare word is a field; == and != compare any two values, < <= > >= compare numbers only, and filter functions that do not change the event (in(...), regex(...), cidr(...), negated with not/!) may stand as the condition.",
        "A condition that evaluates to null (missing field, non-numeric operand) does not pass test(), so the ELSE branch is taken.",
        "The strings/words true and false count as booleans in the condition; numbers count as false only when equal to 0 (rule of the `!` operator and of expressions generally).",
        "then/else are evaluated like the right side of `:=`: a bare word reads a field, a number or quoted string is a literal, function calls and nested if() are allowed. A null result makes no assignment: the target field keeps its old value or stays absent.",
        "Only the condition may be given without its name in the documentation; then= and else= are always shown named. (The stock query's positional form if(cond, 1, 0) is NOT documented.)",
        "A single `=` inside the condition and the words and/or are not part of the documented expression language (expressions use == and have no AND/OR); a field-filter test inside if() is done through a filter function instead. (The stock query uses both: needs a lenient extension.)",
        "May be embedded anywhere an expression is allowed, e.g. if(...) / 1000 or if(...) + if(...); default output name _if applies only when used as a bare pipeline step without as.",
    ],
    examples: &[
        Example {
            query: r#"risk := if(score > 7, then="high", else="low")"#,
            input: r#"{"score":"9"}
{"score":"3"}
{"host":"a"}"#,
            output: r#"{"score":"9","risk":"high"}
{"score":"3","risk":"low"}
{"host":"a","risk":"low"}"#,
        },
        Example {
            query: r#"if(in(port, values=[22, 3389]), then=port, else=missing, as=remote)"#,
            input: r#"{"port":"22"}
{"port":"80"}"#,
            output: r#"{"port":"22","remote":"22"}
{"port":"80"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let condition = build.expression("condition")?;
    let then = build.expression("then")?;
    let otherwise = build.expression("else")?;
    Ok(Executable::Compute(Box::new(If { condition, then, otherwise })))
}

struct If {
    condition: Expression,
    then: Expression,
    otherwise: Expression,
}

impl Compute for If {
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        if self.condition.holds(event, context) {
            self.then.evaluate(event, context)
        } else {
            self.otherwise.evaluate(event, context)
        }
    }
}
