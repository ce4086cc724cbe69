//! `array:reduceAll()`: Feeds every element of the array of every event, as the field named by var, into the aggregate and outputs its row.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:reduceAll",
    summary: "Feeds every element of the array of every event, as the field named by var, into the aggregate and outputs its row.",
    page: "functions-array-reduceall.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { required: true, ..Parameter::new("function", Kind::Aggregates) },
        Parameter { required: true, ..Parameter::new("var", Kind::Text) },
    ],
    output: &[],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Feeds every element of the array of every event, as the field named by var, into the aggregate and outputs its row; equivalent to splitting the array into events and aggregating.",
        "Output fields are those of the aggregate (avg(x) gives _avg). Three events with [1,4,2], [3,5,2], [5,2,3] and avg give _avg=3.",
        "Only aggregates that return one event with one field (avg, count, sum, max, min ...) are allowed according to the example text; the parameter table also allows a list combined by the stats() rules.",
        "Events without the array contribute nothing.",
        "array is written with brackets (\"a[]\").",
    ],
    examples: &[],
    build: None,
};
