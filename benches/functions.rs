//! Time per event of the twenty functions that real queries use most, each in a query of its own, reading included.
//!
//! `cargo bench --bench functions`; the column "items" is events per second, `everything` the cost of reading alone.

use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::ItemsCount;
use offscale::eval::{self, Options};
use offscale::event::TextSource;
use offscale::exec::Settings;
use offscale::plan;

const EVENTS: usize = 20_000;

/// Queries in the order of how often real queries use the function.
const QUERIES: &[(&str, &str)] = &[
    ("everything", "* | count()"),
    ("groupBy", "groupBy(host)"),
    ("groupBy many", "groupBy(id)"),
    ("count distinct", "count(host, distinct=true)"),
    ("rename", "rename(user, as=name) | count()"),
    ("in", "in(user, values=[\"root\", \"svc*\"]) | count()"),
    ("table", "table([@timestamp, host, user])"),
    ("sort", "sort(bytes, limit=100)"),
    ("wildcard", "wildcard(field=command, pattern=\"*ADD*\", ignoreCase=true) | count()"),
    ("timeChart", "timeChart(host, span=1m)"),
    ("regex", "regex(\"-enc (?<payload>\\S+)\", field=command) | count()"),
    ("format", "x := format(\"%s on %s\", field=[user, host]) | count()"),
    ("collect", "groupBy(host, function=collect(user))"),
    ("top", "top(user)"),
    ("formatTime", "t := formatTime(\"%F %T\", field=@timestamp) | count()"),
    ("default", "default(field=missing, value=\"-\") | count()"),
    ("test", "test(bytes > 5000) | count()"),
    ("drop", "drop([command]) | count()"),
    ("select", "select([host, user]) | count()"),
    ("selectLast", "groupBy(host, function=selectLast(user))"),
    ("lower", "x := lower(command) | count()"),
    ("cidr", "cidr(ip, subnet=[\"10.0.0.0/8\", \"192.168.0.0/16\"]) | count()"),
    ("max", "max(bytes)"),
    ("sum", "sum(bytes)"),
    ("avg", "avg(bytes)"),
    ("kvParse", "kvParse(command) | count()"),
    ("case", "case { user=root | x := 1; host=h1* | x := 2; * | x := 3 } | count()"),
];

static EVENTS_TEXT: LazyLock<String> = LazyLock::new(|| {
    let users = ["root", "kim", "svc_build", "dana.levi", "Administrator"];
    (0..EVENTS)
        .map(|number| {
            format!(
                "{{\"@timestamp\":\"{}\",\"id\":\"{}\",\"host\":\"h{}\",\"user\":\"{}\",\"ip\":\"10.{}.{}.7\",\"bytes\":\"{}\",\
                 \"command\":\"C:\\\\Windows\\\\tool.exe -addstore mode=fast -enc QUJD{}\"}}\n",
                1_700_000_000_000u64 + number as u64 * 100,
                number,
                number % 500,
                users[number % users.len()],
                number % 200,
                number % 250,
                number * 7919 % 10_000,
                number
            )
        })
        .collect()
});

fn main() {
    divan::main();
}

#[divan::bench(args = QUERIES.iter().map(|(name, _)| *name))]
fn function(bencher: Bencher<'_, '_>, name: &str) {
    let query = QUERIES.iter().find(|(known, _)| *known == name).map_or("", |(_, query)| *query);
    let (plan, findings) = plan::compile(query, &Settings::default(), &[]);
    let Some(plan) = plan else { panic!("{query}: {findings:?}") };
    let source = TextSource::new(&EVENTS_TEXT, 1000);
    bencher
        .counter(ItemsCount::new(EVENTS))
        .bench_local(|| eval::collect(&plan, &source, &Options::default()).map(|(rows, _)| rows.len()).ok());
}
