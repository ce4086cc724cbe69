//! `counterAsRate()`: Rate at which a growing counter increases, in events per second, over the events of the group or bucket.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "counterAsRate",
    summary: "Rate at which a growing counter increases, in events per second, over the events of the group or bucket.",
    page: "functions-counterasrate.html",
    parameters: &[
        Parameter { default: Some("_rate"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_rate"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Rate at which a growing counter increases, in events per second, over the events of the group or bucket.",
        "Needs at least two points; with fewer there is no result.",
        "The values must increase over time; if the counter was reset in between there is no result at all (in timeChart() only the buckets without a reset have a value).",
        "Usually the function of timeChart() or groupBy(); timeChart(..., unit=\"1/sec to 1/min\") converts the unit.",
        "[inferred] rate = (last value - first value) / (last @timestamp - first @timestamp in seconds); non-numbers are ignored; equal neighbouring values are accepted.",
    ],
    examples: &[],
    build: None,
};
