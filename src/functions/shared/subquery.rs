//! Subqueries of functions: which rows and fields of theirs are kept.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Record, Row};
use crate::exec::pipeline::Label;
use crate::exec::{Aggregation, Build, Context, Flow, Pipeline, Reduction, Stage, Target, Transform};
use crate::symbol::{FieldName, Symbol};
use crate::value::number;

/// How many events a subquery without an aggregate keeps (language notes 12, 13).
const IMPLIED_TAIL: usize = 200;

/// The column that tells events apart, in rows that [`KeepRows`] keeps with `identity`.
pub const IDENTITY: &str = "\u{0}identity";

/// Makes a subquery give only these fields (`None` for all), and, when it has no aggregate, only its newest events.
pub fn restrict(build: &mut Build<'_>, pipeline: &mut Pipeline, fields: Option<&[String]>) {
    let fields: Option<Vec<Target>> = fields.map(|names| {
        let target = |name: &String| Target { name: name.clone(), symbol: build.symbols.intern_silently(name) };
        names.iter().map(target).collect()
    });
    if pipeline.reduce.is_none() && pipeline.source.is_none() {
        let keep = KeepRows::new(build, fields, Some(IMPLIED_TAIL), false);
        return reduce(pipeline, keep);
    }
    if let Some(fields) = fields {
        let fields = fields.into_iter().map(|field| field.symbol).collect();
        let mut last = pipeline;
        while let Some(reduction) = &mut last.reduce {
            last = &mut reduction.finish;
        }
        last.map.push(Stage::Transform(Box::new(KeepFields(fields))));
        last.labels.push(Label { text: "include".to_owned(), ..Label::default() });
    }
}

/// A pipeline of the steps before the call, for another pass over the same events.
///
/// # Errors
/// When the call is no step of its own, or its events do not come from the source.
pub fn steps_before(build: &mut Build<'_>) -> Result<Pipeline, Diagnostic> {
    let map = build.stages_before()?;
    let labels = vec![Label { text: "a step before".to_owned(), span: build.span }; map.len()];
    Ok(Pipeline { map, labels, ..Pipeline::default() })
}

/// Ends a pipeline without an aggregate with one.
pub fn reduce(pipeline: &mut Pipeline, aggregate: impl Aggregation) {
    let label = Label { text: "rows for the query".to_owned(), ..Label::default() };
    pipeline.reduce = Some(Box::new(Reduction { aggregate: Box::new(aggregate), label, finish: Pipeline::default() }));
}

struct KeepFields(Vec<Symbol>);

impl Transform for KeepFields {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        event.select(&self.0);
        Flow::Keep
    }
}

/// Keeps events as rows, in input order.
pub struct KeepRows {
    fields: Option<Vec<(FieldName, Symbol)>>,
    newest: Option<usize>,
    identity: bool,
    times: [Symbol; 2],
}

impl KeepRows {
    /// Keeps these fields (`None` for all, with `@timestamp` and `@id` wherever they come from when `identity` is asked
    /// for) of the newest events. `identity`: adds a column that is equal for the same event in several subqueries.
    pub fn new(build: &mut Build<'_>, fields: Option<Vec<Target>>, newest: Option<usize>, identity: bool) -> Self {
        let fields = fields.map(|fields| fields.into_iter().map(|field| (field.name.into(), field.symbol)).collect());
        let times = [build.silent("@timestamp"), build.silent("@ingesttimestamp")];
        Self { fields, newest, identity, times }
    }

    fn row(&self, event: &Event<'_>) -> Row {
        let mut row = match &self.fields {
            None => event.to_row(),
            Some(fields) => {
                let values = fields.iter().filter_map(|(name, symbol)| Some((name.clone(), event.get(*symbol)?)));
                values.collect()
            }
        };
        if self.identity {
            let time = self.times.first().and_then(|time| event.get(*time));
            if let Some(time) = time.filter(|_| row.get("@timestamp").is_none()) {
                row.push("@timestamp".into(), time);
            }
            row.push(IDENTITY.into(), &format!("{:x}", record_hash(event)));
        }
        row
    }

    fn shorten(&self, state: &mut Kept, newest: usize) {
        let excess = state.rows.len().saturating_sub(newest);
        if excess == 0 {
            return;
        }
        let mut order: Vec<usize> = (0..state.rows.len()).collect();
        // Rows without a time count as the oldest, of the same time the first ones.
        order.sort_by_key(|place| state.rows.get(*place).map(|(time, _)| (*time, *place)));
        let mut keep = vec![true; state.rows.len()];
        for place in order.into_iter().take(excess) {
            if let Some(keep) = keep.get_mut(place) {
                *keep = false;
            }
        }
        let mut keep = keep.into_iter();
        state.rows.retain(|_| keep.next().unwrap_or(true));
        state.cut += excess as u64;
    }
}

/// The rows so far.
#[derive(Default, Serialize, Deserialize)]
pub struct Kept {
    /// Time in epoch milliseconds, and the event.
    rows: Vec<(Option<i64>, Row)>,
    /// How many were too old.
    cut: u64,
}

impl Aggregation for KeepRows {
    type State = Kept;

    fn update<'e>(&'e self, state: &mut Kept, event: &mut Event<'e>, _context: &'e Context) {
        let time = self.times.iter().find_map(|time| event.get(*time).and_then(number::parse_f64));
        let row = self.row(event);
        if event.is_damaged() {
            return;
        }
        state.rows.push((time.map(|time| time as i64), row));
        if let Some(newest) = self.newest
            && state.rows.len() >= newest * 4
        {
            self.shorten(state, newest);
        }
    }

    fn merge(&self, state: &mut Kept, later: Kept, _context: &Context) {
        state.rows.extend(later.rows);
        state.cut += later.cut;
        if let Some(newest) = self.newest {
            self.shorten(state, newest);
        }
    }

    fn finish(&self, mut state: Kept, context: &Context) -> Vec<Row> {
        if let Some(newest) = self.newest {
            self.shorten(&mut state, newest);
            if state.cut > 0 {
                context.warn(
                    codes::SUBQUERY_TAIL,
                    format!(
                        "a subquery without an aggregate keeps only its {newest} newest of {} events, as in LogScale",
                        state.cut + newest as u64
                    ),
                );
            }
        }
        state.rows.into_iter().map(|(_, row)| row).collect()
    }
}

/// A number for the event as it entered the query: the same for the same record in every pass.
fn record_hash(event: &Event<'_>) -> u64 {
    use std::hash::{BuildHasher, Hasher};
    let mut hasher = foldhash::fast::FixedState::default().build_hasher();
    match event.record() {
        Record::Json(text) => hasher.write(text.as_bytes()),
        record => {
            // Decoded fields cannot fail to decode.
            let _ = record.for_each(event.arena(), &mut |name, value| {
                hasher.write(name.as_bytes());
                hasher.write_u8(0xff);
                hasher.write(value.as_bytes());
                hasher.write_u8(0xff);
            });
        }
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keeper(newest: usize) -> KeepRows {
        let mut symbols = crate::symbol::Symbols::new();
        let times = [symbols.intern("@timestamp"), symbols.intern("@ingesttimestamp")];
        KeepRows { fields: None, newest: Some(newest), identity: false, times }
    }

    fn kept(rows: &[(Option<i64>, &str)]) -> Kept {
        let rows = rows.iter().map(|(time, name)| (*time, [("n", *name)].into_iter().collect::<Row>()));
        Kept { rows: rows.collect(), cut: 0 }
    }

    fn names(state: &Kept) -> Vec<&str> {
        state.rows.iter().filter_map(|(_, row)| row.get("n")).collect()
    }

    #[test]
    fn the_newest_rows_stay_in_input_order() {
        let mut state = kept(&[(Some(5), "a"), (None, "b"), (Some(9), "c"), (Some(5), "d"), (Some(7), "e")]);
        keeper(3).shorten(&mut state, 3);
        assert_eq!((names(&state), state.cut), (vec!["c", "d", "e"], 2));
    }

    #[test]
    fn without_times_the_last_rows_stay() {
        let mut state = kept(&[(None, "a"), (None, "b"), (None, "c")]);
        keeper(2).shorten(&mut state, 2);
        assert_eq!((names(&state), state.cut), (vec!["b", "c"], 1));
        keeper(2).shorten(&mut state, 2);
        assert_eq!(state.cut, 1);
    }
}
