//! The eight workloads of `benches/queries` over events in memory, files and all: guards the hot path from bytes to rows.
//!
//! `cargo bench --bench workloads`; the column "bytes" is input per second with one thread.

use std::fmt::Write;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use offscale::eval::{self, Options};
use offscale::exec::Settings;
use offscale::input::{Input, InputOptions};
use offscale::plan;

const EVENTS: usize = 40_000;

/// Name and text of each workload.
const QUERIES: &[(&str, &str)] = &[
    ("W1 stock query", include_str!("queries/W1.logscale")),
    ("W2 events by type", include_str!("queries/W2.logscale")),
    ("W3 top files", include_str!("queries/W3.logscale")),
    ("W4 rare word", include_str!("queries/W4.logscale")),
    ("W5 regex and group", include_str!("queries/W5.logscale")),
    ("W6 hourly by type", include_str!("queries/W6.logscale")),
    ("W7 many groups", include_str!("queries/W7.logscale")),
    ("W8 join", include_str!("queries/W8.logscale")),
    ("whole events", "event_platform=*"),
];

/// Records of about a kilobyte in the shape of FDR, with keys in changing order.
static EVENTS_TEXT: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut text = String::new();
    for number in 0..EVENTS {
        let (kind, file) = match number % 6 {
            0 => ("ProcessRollup2", "svchost.exe"),
            1 => ("ProcessRollup2", "openssl.exe"),
            2 | 3 => ("DnsRequest", "chrome.exe"),
            4 => ("NetworkConnectIP4", "outlook.exe"),
            _ => ("EndOfProcess", "cmd.exe"),
        };
        let process = number / 3;
        let mut members = vec![
            format!("\"event_simpleName\":\"{kind}\""),
            format!("\"name\":\"{kind}V{}\"", number % 9),
            format!("\"aid\":\"{:032x}\"", number % 500),
            "\"cid\":\"22ca3be35cf14dbc797565d40a2547f1\"".to_owned(),
            format!("\"timestamp\":\"{}\"", 1_772_323_200_000u64 + number as u64 * 173),
            format!("\"_time\":{}", 1_772_323_200_000u64 + number as u64 * 173),
            format!("\"TargetProcessId\":\"{process}\""),
            format!("\"ContextProcessId\":\"{process}\""),
            format!("\"ComputerName\":\"WS-{:04}\"", number % 700),
            format!("\"FileName\":\"{file}\""),
            format!("\"ImageFileName\":\"\\\\Device\\\\HarddiskVolume3\\\\Windows\\\\System32\\\\{file}\""),
            format!("\"CommandLine\":\"{file} req -x509 https://host{}.example.com/x\"", number % 40),
            format!("\"DomainName\":\"d{}.example.com\"", number % 900),
            "\"event_platform\":\"Win\"".to_owned(),
            format!("\"SHA256HashData\":\"{:064x}\"", number),
            format!("\"padding\":\"{}\"", "x".repeat(300 + number % 200)),
        ];
        if number == EVENTS / 2 {
            members.push("\"note\":\"badhost-7f3a\"".to_owned());
        }
        let turn = number % members.len();
        members.rotate_left(turn);
        let _ = writeln!(text, "{{{}}}", members.join(","));
    }
    text.into_bytes()
});

#[divan::bench(args = QUERIES.iter().map(|(name, _)| *name))]
fn workload(bencher: Bencher, name: &str) {
    let query = QUERIES.iter().find(|(known, _)| *known == name).map_or("", |(_, query)| query);
    let (plan, _) = plan::compile(query, &Settings { lenient: true, ..Settings::default() }, &[]);
    let options = InputOptions { stdin: Some(EVENTS_TEXT.clone()), ..InputOptions::default() };
    let (Some(plan), Ok(input)) = (plan, Input::open(&["-"], options)) else { return };
    bencher
        .counter(BytesCount::new(EVENTS_TEXT.len()))
        .bench(|| eval::collect(&plan, &input, &Options::default()).map(|(rows, _)| rows.len()));
}

fn main() {
    divan::main();
}
