//! `series()`: Joins the values of the collected fields over many events, in time order, into one event (or several, when one of the splitting parameters is used).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "series",
    summary: "Joins the values of the collected fields over many events, in time order, into one event (or several, when one of the splitting parameters is used).",
    page: "functions-series.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("collect", Kind::Fields) },
        Parameter::new("endmatch", Kind::Stages),
        Parameter::new("maxduration", Kind::Duration),
        Parameter::new("maxpause", Kind::Duration),
        Parameter {
            default: Some("1KiB"),
            min: Some(1),
            max: Some(1_024),
            summary: "bytes; upper bound MAX_SERIES_MEMLIMIT; also written like 1KB",
            ..Parameter::new("memlimit", Kind::Text)
        },
        Parameter { default: Some("\\n"), ..Parameter::new("separator", Kind::Text) },
        Parameter::new("startmatch", Kind::Stages),
    ],
    output: &["@timestamp", "_duration", "the collected fields"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Joins the values of the collected fields over many events, in time order, into one event (or several, when one of the splitting parameters is used).",
        "Output fields: @timestamp = time of the first event of the series; _duration = last minus first time in milliseconds; each collected field = its values joined with separator (default newline).",
        "A series with a single value has _duration 0.",
        "Duplicates are kept: GET;POST;GET;GET stays as it is (unlike collect()).",
        "maxpause: a gap between neighbouring events of more than this starts a new series. maxduration: an event later than first event plus this starts a new series. [undocumented] what happens at exactly the limit; session() says 'more than', so treat equal as still inside.",
        "startmatch: a filter in braces tried on the whole event; a matching event starts a new series. Events before the first start event, and events between an end event and the next start event, are ignored. Every series has exactly one start event.",
        "endmatch: a matching event is the last of its series. A series that never meets its end event is still output; endmatch alone never makes events be ignored.",
        "memlimit (default and maximum 1 KiB) bounds the memory of one invocation, across all its sub-series; inside groupBy it counts per group. [undocumented] what is reported when it is exceeded: stop collecting and issue a warning.",
        "[inferred] Events having none of the collected fields do not take part in the series (time and duration follow the collected values).",
        "Inside groupBy every row also carries the group fields; a group may give several rows.",
        "Free-text filters such as { /Login attempt:/ } are allowed in startmatch and endmatch.",
    ],
    examples: &[],
    build: None,
};
