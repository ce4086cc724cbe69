//! Partial states of aggregates, merged in any grouping and shipped as bytes, give what one pass gives.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use bumpalo::Bump;
use offscale::eval;
use offscale::event::source::EventSource;
use offscale::event::{Event, Projection, Record, Row, TextSource};
use offscale::exec::pipeline::{Reduce, map_event};
use offscale::exec::{Context, Settings, States};
use offscale::plan::{self, Plan};
use proptest::prelude::*;

/// Queries whose figures are exact whatever the order of adding.
const QUERIES: &[&str] = &[
    "count()",
    "count(v, distinct=true)",
    "[min(v), max(v), sum(v), avg(v), range(v)]",
    "collect([k, s], limit=4, separator=\"+\")",
    "collect(k, multival=false)",
    "groupBy(k)",
    "groupBy([k, s], function=[count(), max(v), collect(t, limit=3), avg(v)])",
    "groupBy(k, limit=2)",
    "groupBy(k, limit=2, function=[sum(v), selectLast([s, t])])",
    "groupBy(k, function=[count(as=n), groupBy(s, function=[count(), tail(1)])])",
    "groupBy(k, function={v > 2 | count(as=n) | n > 1})",
    "groupBy(k, function=[{sort(v, limit=2) | collect(t)}])",
    "groupBy(k, function=timeChart(span=5s))",
    "sort(v, limit=3)",
    "sort([k, v], type=[string, number], order=[asc, desc], limit=5)",
    "sort(s, type=hex, order=asc, limit=4)",
    "table([k, v])",
    "table([k, t], sortby=v, limit=2, order=asc)",
    "head(3)",
    "head(1)",
    "tail(3)",
    "groupBy(k, function=[tail(2)])",
    "groupBy(k, function=[head(1)])",
    "select([k, v, t]) | head(4)",
    "top(k)",
    "top([k, s], limit=2, percent=true, rest=others)",
    "top(k, sum=v, limit=2)",
    "top(k, max=v, rest=others, limit=1)",
    "selectLast([k, v, s])",
    "selectFromMin(v, include=[t, k])",
    "selectFromMax(v, include=[t, k])",
    "bucket(span=3s, function=[count(), max(v)])",
    "bucket(field=k, limit=2, function=sum(v))",
    "timeChart()",
    "timeChart(k, buckets=4)",
    "timeChart(minSpan=7s, function=[sum(v), avg(v)])",
    "percentile(v, percentiles=[0, 30, 50, 100])",
    "stdDev(v) | format(\"%.6f\", field=_stddev, as=_stddev)",
    "linReg(x=v, y=w) | a := _slope + 1000 | b := _intercept + 1000 | c := _r2 + 1000
        | format(\"%.4f,%.4f,%.4f,%d\", field=[a, b, c, _n], as=line) | select(line)",
    "counterAsRate(v)",
    "groupBy(k, function=counterAsRate(w))",
    "fieldstats()",
    "fieldstats(limit=3)",
    "fieldset()",
    "callFunction(count, field=v)",
    "stats([{k=a | count(as=a)}, {s=* | table([v], limit=2)}])",
    "percentage({v > 3})",
    "sankey(source=k, target=s, weight=max(v))",
    "worldMap(lat=v, lon=w, precision=2)",
    "transpose(limit=3)",
    "groupBy(k, function=transpose(header=s))",
    "session([count(), collect(t)], maxpause=3s)",
    "groupBy(k, function=session(maxpause=1s))",
    "series([k, v], separator=\",\", memlimit=12)",
    "groupBy(k, function=series([v, t], startmatch={s=0}, endmatch={v > 9}, maxpause=9s, maxduration=20s))",
    "timeChart(span=4s, function=[count(as=n), window([sum(v), collect(t)], buckets=3)])",
    "bucket(span=4s, field=k, function=window({v > 2 | sum(v)}, span=7s))",
    "groupBy(s, function=timeChart(k, span=9s, function=window(count(), buckets=2)))",
    "groupBy(k, function=accumulate([count(), collect(t)]))",
    "groupBy(k, function=neighbor([v, s], prefix=p))",
    "groupBy(k, function=partition([count(), collect(t)], condition={v > 9}, split=after))",
    "groupBy(k, function=slidingWindow([sum(v), selectLast(t)], events=3))",
    "appendAggregation({groupBy(k) | sum(_count)})",
];

/// Queries without an aggregate.
const STREAMING: &[&str] = &["v > 3", "k=a | x := v + 1 | select([x, t])", "s=* | case { v > 3 | m := 1; * | m := 2 }"];

fn line() -> impl Strategy<Value = String> {
    let time = prop_oneof![1 => Just(None), 9 => (0i64..90).prop_map(Some)];
    let word = |words: &'static [&'static str]| prop::option::of(prop::sample::select(words));
    let number = prop_oneof![
        Just(None),
        Just(Some("n/a".to_owned())),
        (-8i32..30).prop_map(|number| Some(number.to_string())),
        (0i32..12).prop_map(|number| Some((f64::from(number) / 2.0).to_string())),
    ];
    let keys = word(&["a", "b", "c", "d", "e", ""]);
    let texts = word(&["1f", "0xA", "zz", "0"]);
    (time, keys, texts, number.clone(), number, 0u32..1000).prop_map(|(time, k, s, v, w, t)| {
        let mut fields = Vec::new();
        let mut add = |name: &str, value: Option<String>| {
            fields.extend(value.map(|value| format!("{name:?}:{value:?}")));
        };
        add("@timestamp", time.map(|time| (1_700_000_000_000 + time * 700).to_string()));
        add("k", k.map(str::to_owned));
        add("s", s.map(str::to_owned));
        add("v", v);
        add("w", w);
        add("t", Some(t.to_string()));
        format!("{{{}}}", fields.join(","))
    })
}

fn compile(query: &str) -> Plan {
    let (plan, diagnostics) = plan::compile(query, &Settings::default(), &[]);
    plan.unwrap_or_else(|| panic!("{query}: {diagnostics:?}"))
}

fn serial(plan: &Plan, lines: &[String]) -> Vec<Row> {
    let source = TextSource::new(&lines.join("\n"), usize::MAX);
    eval::collect(plan, &source, &eval::Options::default()).unwrap().0
}

fn context(plan: &Plan) -> Context {
    let rows = Projection::new(&plan.symbols, plan.settings.lenient, true, None);
    Context::new(plan.settings.clone(), plan.symbols.clone(), Arc::new(rows), Arc::default())
}

fn partial(plan: &Plan, lines: &[String], context: &Context) -> Box<dyn States> {
    let aggregate = &*plan.pipeline.reduce.as_ref().unwrap().aggregate;
    let projection = Projection::new(&plan.symbols, plan.settings.lenient, false, None);
    let mut states = aggregate.start();
    for line in lines {
        let arena = Bump::new();
        let mut event = Event::load(Record::Json(line), &projection, &plan.symbols, &arena).unwrap();
        map_event(&plan.pipeline.map, &mut event, context, &mut Reduce { aggregate, states: &mut *states });
    }
    states
}

/// Merges neighbours in the order that `choices` gives, until one is left.
fn merged(plan: &Plan, mut parts: Vec<Box<dyn States>>, choices: &[u8], context: &Context) -> Vec<Row> {
    let reduction = plan.pipeline.reduce.as_ref().unwrap();
    let aggregate = &*reduction.aggregate;
    let mut choices = choices.iter().cycle();
    while parts.len() > 1 {
        let choice = usize::from(*choices.next().unwrap());
        let first = choice % (parts.len() - 1);
        let mut later = parts.remove(first + 1);
        if choice & 0x40 != 0 {
            later = aggregate.decode(&aggregate.encode(&mut *later).unwrap()).unwrap();
        }
        aggregate.merge(&mut *parts[first], later, &[0], context);
        if choice & 0x80 != 0 {
            parts[first] = aggregate.decode(&aggregate.encode(&mut *parts[first]).unwrap()).unwrap();
        }
    }
    reduction.finish_states(&mut *parts[0], context)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_grouping_of_parts_gives_the_serial_result(
        lines in prop::collection::vec(line(), 0..40),
        cuts in prop::collection::vec(0usize..40, 0..6),
        choices in prop::collection::vec(any::<u8>(), 1..8),
    ) {
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(lines.len())).collect();
        cuts.extend([0, lines.len()]);
        cuts.sort_unstable();
        for query in QUERIES {
            let plan = compile(query);
            let context = context(&plan);
            let parts = cuts.windows(2).map(|cut| partial(&plan, &lines[cut[0]..cut[1]], &context)).collect();
            let merged = merged(&plan, parts, &choices, &context);
            prop_assert_eq!(&merged, &serial(&plan, &lines), "{} over {:#?} cut at {:?}", query, lines, cuts);
        }
    }

    /// Results in between leave the state alone.
    #[test]
    fn input_that_comes_in_parts_gives_the_serial_result(
        lines in prop::collection::vec(line(), 0..40),
        cuts in prop::collection::vec(0usize..40, 0..6),
    ) {
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(lines.len())).collect();
        cuts.extend([0, lines.len()]);
        cuts.sort_unstable();
        let parts: Vec<TextSource> =
            cuts.windows(2).map(|cut| TextSource::new(&lines[cut[0]..cut[1]].join("\n"), 7)).collect();
        let parts: Vec<&dyn EventSource> = parts.iter().map(|part| part as &dyn EventSource).collect();
        for query in QUERIES.iter().chain(STREAMING) {
            let plan = compile(query);
            let rows = eval::live::collect(&plan, &parts, &eval::Options::default()).unwrap();
            prop_assert_eq!(&rows, &serial(&plan, &lines), "{} over {:#?} cut at {:?}", query, lines, cuts);
        }
    }
}
