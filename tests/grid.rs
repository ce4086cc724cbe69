//! Files of every size, plain and compressed, read by any number of threads: the events come in the order of the files.

#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use offscale::eval::{self, Options, Stop};
use offscale::exec::Settings;
use offscale::input::{Input, InputOptions};
use offscale::plan::{self, Plan};
use proptest::prelude::*;
use tempfile::TempDir;

#[derive(Clone, Copy, Debug)]
enum Stored {
    Plain,
    Gzip,
    Zstd,
}

fn stored(text: &str, how: Stored) -> Vec<u8> {
    match how {
        Stored::Plain => text.as_bytes().to_vec(),
        Stored::Gzip => {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(text.as_bytes()).unwrap();
            encoder.finish().unwrap()
        }
        Stored::Zstd => zstd::encode_all(text.as_bytes(), 1).unwrap(),
    }
}

fn lines(numbers: Range<usize>) -> String {
    numbers.map(|number| format!("{{\"n\":\"{number}\"}}\n")).collect()
}

/// Files with so many events each, numbered through, and a line that is no event at the end of each.
fn files(sizes: &[(usize, Stored)]) -> (TempDir, usize) {
    let folder = tempfile::tempdir().unwrap();
    let mut next = 0;
    for (place, (size, how)) in sizes.iter().enumerate() {
        let text = lines(next..next + size) + "{broken\n";
        std::fs::write(folder.path().join(format!("{place:04}")), stored(&text, *how)).unwrap();
        next += size;
    }
    (folder, next)
}

fn open(folder: &TempDir, chunk_bytes: usize) -> Input {
    open_keeping(folder, chunk_bytes, 0)
}

fn open_keeping(folder: &TempDir, chunk_bytes: usize, keep_bytes: u64) -> Input {
    let options = InputOptions { chunk_bytes, keep_bytes, ..InputOptions::default() };
    Input::open(&[folder.path().to_str().unwrap()], options).unwrap()
}

fn compiled(query: &str) -> Plan {
    plan::compile(query, &Settings::default(), &[]).0.unwrap()
}

fn rows(query: &str, input: &Input, threads: usize) -> Vec<String> {
    let (rows, _) = eval::collect(&compiled(query), input, &Options { threads, ..Options::default() }).unwrap();
    rows.iter().map(|row| row.iter().map(|(_, value)| value).collect::<Vec<_>>().join(" ")).collect()
}

fn in_order(events: usize) -> Vec<String> {
    (0..events).map(|number| number.to_string()).collect()
}

#[test]
fn big_compressed_files_are_read_at_the_same_time_and_their_events_stay_in_order() {
    let (folder, events) =
        files(&[(60_000, Stored::Gzip), (70_000, Stored::Zstd), (65_000, Stored::Gzip), (9, Stored::Gzip)]);
    for threads in [1, 2, 4] {
        let input = open(&folder, 64 << 10);
        assert!(rows("*", &input, threads) == in_order(events), "{threads} threads");
        assert_eq!(rows("count() | n := _count", &input, threads), [format!("{events} {events}")]);
        assert_eq!(input.issues().files.len(), 0);
        assert_eq!(input.issues().bad_records, 4, "a line counts once");
    }
}

#[test]
fn a_run_can_be_stopped_within_a_file() {
    let (folder, events) = files(&[(60_000, Stored::Gzip), (60_000, Stored::Gzip), (60_000, Stored::Gzip)]);
    let input = open(&folder, 16 << 10);
    let asked = AtomicU64::new(0);
    let interrupt = || (asked.fetch_add(1, Ordering::Relaxed) > 5).then_some(Stop::Cancelled);
    let options = Options { interrupt: Some(&interrupt), ..Options::default() };
    let (rows, report) = eval::collect(&compiled("*"), &input, &options).unwrap();
    assert_eq!(report.stopped, Some(Stop::Cancelled));
    assert!(!rows.is_empty() && rows.len() < events / 3, "{} rows", rows.len());
}

#[test]
fn what_was_decompressed_is_kept_as_long_as_there_is_room() {
    let sizes =
        [(3000, Stored::Gzip), (5000, Stored::Zstd), (9, Stored::Gzip), (7, Stored::Zstd), (40_000, Stored::Gzip)];
    let (folder, events) = files(&sizes);
    let small = open_keeping(&folder, 10_000, 300_000);
    let large = open_keeping(&folder, 10_000, 10 << 20);
    for input in [&small, &large] {
        assert!(rows("*", input, 2) == in_order(events));
        assert!(rows("*", input, 3) == in_order(events));
        assert_eq!(input.issues().bad_records, sizes.len() as u64, "a line counts once");
    }
    for place in 0..sizes.len() {
        std::fs::remove_file(folder.path().join(format!("{place:04}"))).unwrap();
    }
    assert!(rows("*", &large, 2) == in_order(events), "nothing is read again");
    assert_eq!(large.issues().files.len(), 0);
    assert!(rows("*", &small, 2).len() < events);
    assert_eq!(small.issues().files.len(), 1, "only the last file had no room");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn files_of_any_size_come_in_their_order(
        sizes in prop::collection::vec(
            (prop_oneof![1usize..5, 1usize..200, 200usize..2000], prop_oneof![Just(Stored::Plain), Just(Stored::Gzip), Just(Stored::Zstd)]),
            1..12,
        ),
        chunk_bytes in 64usize..20_000,
        threads in 1usize..5,
        keep_bytes in prop_oneof![Just(0u64), 0u64..50_000],
    ) {
        let (folder, events) = files(&sizes);
        let input = open_keeping(&folder, chunk_bytes, keep_bytes);
        prop_assert_eq!(rows("*", &input, threads), in_order(events));
        prop_assert_eq!(input.issues().bad_records, sizes.len() as u64);
        prop_assert_eq!(rows("groupBy(n) | count()", &input, threads), [events.to_string()]);
    }
}
