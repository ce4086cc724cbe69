//! `math:arctan2()`: Gives the angle of a point (x, y), in radians.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;
use crate::value::number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:arctan2",
    summary: "Gives the angle of a point (x, y), in radians.",
    page: "functions-math-arctan2.html",
    parameters: &[
        Parameter { default: Some("_arctan2"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("x", Kind::Field) },
        Parameter { required: true, ..Parameter::new("y", Kind::Field) },
    ],
    output: &["_arctan2"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Angle in radians from the positive x axis to the point (x, y), in [-pi, pi], counter-clockwise positive: atan2(y, x).",
        "x and y are field names and must both be named; there is no unnamed parameter.",
        "Quadrant-aware: (1,1) gives pi/4, (-1,-1) gives -3*pi/4.",
        "Either field missing or not numeric: no output (inferred).",
        "(0,0) is not documented (atan2 convention gives 0).",
    ],
    examples: &[
        Example {
            query: r#"math:arctan2(y=dy, x=dx)"#,
            input: r#"{"dx":"0","dy":"1"}
{"dx":"1"}"#,
            output: r#"{"dx":"0","dy":"1","_arctan2":"1.5707963267948966"}
{"dx":"1"}"#,
        },
        Example {
            query: r#"a := math:arctan2(y=y, x=x)"#,
            input: r#"{"x":"1","y":"0"}"#,
            output: r#"{"x":"1","y":"0","a":"0"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Compute(Box::new(ArcTangent { y: build.field("y")?.symbol, x: build.field("x")?.symbol })))
}

struct ArcTangent {
    y: Symbol,
    x: Symbol,
}

impl Compute for ArcTangent {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        match (event.get(self.y).and_then(number::parse_f64), event.get(self.x).and_then(number::parse_f64)) {
            (Some(y), Some(x)) => Value::double(y.atan2(x)),
            _ => Value::Null,
        }
    }
}
