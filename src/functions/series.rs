//! `series()`: Joins the values of the collected fields over many events, in time order, into one event (or several, when one of the splitting parameters is used).

use super::shared::event_time::EventTime;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::arguments::Target;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregation, Build, Context, Executable, Flow, Stage, stage};
use crate::symbol::FieldName;

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
    examples: &[
        Example {
            query: r#"series([page], separator=";")"#,
            input: r#"{"@timestamp":"1000","page":"/a"}
{"@timestamp":"3000","page":"/b"}"#,
            output: r#"{"@timestamp":"1000","_duration":"2000","page":"/a;/b"}"#,
        },
        Example {
            query: r#"series([page], separator=",", maxpause=1s)"#,
            input: r#"{"@timestamp":"1000","page":"/a"}
{"@timestamp":"9000","page":"/b"}"#,
            output: r#"{"@timestamp":"1000","_duration":"0","page":"/a"}
{"@timestamp":"9000","_duration":"0","page":"/b"}"#,
        },
    ],
    build: Some(build),
};

/// Bytes that the values of one series() may take (functions-series.html: default and maximum of memlimit).
const MEMORY: usize = 1024;

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let optional =
        |build: &mut Build<'_>, name: &str| if build.has(name) { build.stages(name).map(Some) } else { Ok(None) };
    let start = optional(build, "startmatch")?;
    let end = optional(build, "endmatch")?;
    let separator = build.optional_text("separator").unwrap_or_else(|| "\n".to_owned());
    Ok(Executable::Aggregate(Box::new(Series {
        // The default is written as a backslash and an n.
        separator: separator.replace("\\n", "\n"),
        fields: build.fields("collect"),
        pause: build.duration("maxpause")?,
        duration: build.duration("maxduration")?,
        time: EventTime::new(build),
        timestamp: build.named("@timestamp").name.into(),
        elapsed: build.named("_duration").name.into(),
        start,
        end,
    })))
}

struct Series {
    fields: Vec<Target>,
    separator: String,
    pause: Option<i64>,
    duration: Option<i64>,
    start: Option<Vec<Stage>>,
    end: Option<Vec<Stage>>,
    time: EventTime,
    timestamp: FieldName,
    elapsed: FieldName,
}

/// An event as a series needs it: its time, the collected values, whether it starts or ends a series.
type Step = (i64, Vec<Option<String>>, bool, bool);

impl Aggregation for Series {
    type State = Vec<Step>;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, context: &'e Context) {
        let Some(time) = self.time.of(event) else { return };
        let values: Vec<Option<String>> =
            self.fields.iter().map(|field| event.get(field.symbol).map(str::to_owned)).collect();
        let passes = |stages: &'e Option<Vec<Stage>>, event: &Event<'e>| {
            stages.as_ref().is_some_and(|stages| !matches!(stage::run(stages, &mut event.fork(), context), Flow::Drop))
        };
        let (starts, ends) = (passes(&self.start, event), passes(&self.end, event));
        // An event with none of the fields takes no part, unless it opens or closes a series.
        if starts || ends || values.iter().any(Option::is_some) {
            state.push((time, values, starts, ends));
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.extend(later);
    }

    fn finish(&self, mut state: Self::State, context: &Context) -> Vec<Row> {
        state.sort_by_key(|(time, ..)| *time);
        let mut left = MEMORY;
        let mut rows = Vec::new();
        let mut series: Vec<&Step> = Vec::new();
        for step in &state {
            let (time, _, starts, ends) = step;
            let apart = |limit: Option<i64>, from: Option<&&Step>| {
                limit.zip(from).is_some_and(|(limit, (from, ..))| time.saturating_sub(*from) > limit)
            };
            if *starts || apart(self.pause, series.last()) || apart(self.duration, series.first()) {
                self.close(&mut series, &mut rows, &mut left, context);
            }
            // With startmatch what stands outside of a series is left out.
            if series.is_empty() && self.start.is_some() && !starts {
                continue;
            }
            series.push(step);
            if *ends {
                self.close(&mut series, &mut rows, &mut left, context);
            }
        }
        self.close(&mut series, &mut rows, &mut left, context);
        rows
    }

    fn gives_several_rows(&self) -> bool {
        true
    }
}

impl Series {
    fn close(&self, series: &mut Vec<&Step>, rows: &mut Vec<Row>, left: &mut usize, context: &Context) {
        let (Some(first), Some(last)) = (series.first(), series.last()) else { return };
        let mut row = Row::new();
        row.push(self.timestamp.clone(), &first.0.to_string());
        row.push(self.elapsed.clone(), &last.0.saturating_sub(first.0).to_string());
        for (place, field) in self.fields.iter().enumerate() {
            let mut text: Option<String> = None;
            for value in series.iter().filter_map(|(_, values, ..)| values.get(place).and_then(Option::as_ref)) {
                if value.len() > *left {
                    *left = 0;
                    context.warn(
                        codes::LIMIT_REACHED,
                        format!("series() collects at most {MEMORY} bytes; later values were left out"),
                    );
                    break;
                }
                *left -= value.len();
                match &mut text {
                    Some(text) => {
                        text.push_str(&self.separator);
                        text.push_str(value);
                    }
                    None => text = Some(value.clone()),
                }
            }
            if let Some(text) = text {
                row.push(field.name.as_str().into(), &text);
            }
        }
        series.clear();
        rows.push(row);
    }
}
