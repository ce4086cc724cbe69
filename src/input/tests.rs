//! The readers against files as they come: shapes, damage, compression, and the grid.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use bumpalo::Bump;

use super::*;
use crate::event::Record;
use crate::event::source::BadRecord;
use crate::value::json;

/// A record as its fields, or as its text when there are none.
pub(super) type Seen = Vec<(String, String)>;

fn decode(record: &Record<'_>) -> Result<Seen, BadRecord> {
    let arena = Bump::new();
    let mut seen = Seen::new();
    let fields = match record {
        Record::Json(text) => json::flatten(text, &arena, &mut |name, value| {
            seen.push((name.to_owned(), value.to_owned()));
        }),
        Record::Fields { fields: [], raw } => {
            seen.push(("@rawstring".to_owned(), raw.unwrap_or("").to_owned()));
            Ok(())
        }
        Record::Fields { fields, .. } => {
            let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
            seen.extend(fields.iter().map(owned));
            Ok(())
        }
        Record::Row(_) => Ok(()),
    };
    fields.map_err(|invalid| BadRecord { reason: invalid.to_string() })?;
    Ok(seen)
}

pub(super) fn read_with(input: &Input, request: &ReadRequest) -> Vec<Seen> {
    let pass = EventSource::open(input, request);
    let mut records = Vec::new();
    let mut expected = 0;
    while let Some(chunk) = pass.next() {
        assert_eq!(chunk.index(), expected);
        expected += 1;
        chunk.read(&mut |part| {
            part.for_each(&mut |record| {
                records.push(decode(&record)?);
                Ok(())
            });
            ControlFlow::Continue(())
        });
    }
    let (read, total) = pass.progress();
    assert!(read <= total);
    records
}

pub(super) fn read(input: &Input) -> Vec<Seen> {
    read_with(input, &ReadRequest::default())
}

fn options(chunk_bytes: usize) -> InputOptions {
    InputOptions { chunk_bytes, ..InputOptions::default() }
}

/// The bytes as standard input.
pub(super) fn of_bytes(bytes: &[u8], chunk_bytes: usize) -> Input {
    let options = InputOptions { stdin: Some(bytes.to_vec()), ..options(chunk_bytes) };
    Input::open(&["-"], options).unwrap()
}

fn format_of(bytes: &[u8]) -> Format {
    let input = of_bytes(bytes, 1 << 20);
    read(&input);
    input.files()[0].found().unwrap().0
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn fields(list: &[(&str, &str)]) -> Seen {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    list.iter().map(owned).collect()
}

fn numbers(range: std::ops::Range<usize>) -> Vec<Seen> {
    range.map(|n| fields(&[("n", &n.to_string())])).collect()
}

fn ndjson(range: std::ops::Range<usize>) -> String {
    range.map(|n| format!("{{\"n\":{n}}}\n")).collect()
}

fn shared(path: &str) -> Option<PathBuf> {
    let base = std::env::var_os("OFFSCALE_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    Some(base.join(path)).filter(|path| path.exists())
}

#[test]
fn formats_are_told_by_content() {
    let cases: [(&[u8], Format, usize); 16] = [
        (b"{\"a\":1}\n{\"a\":2}\n", Format::Ndjson, 2),
        (b"\n\xef\xbb\xbf{\"a\":1}\r\n\r\n{\"a\":2}", Format::Ndjson, 2),
        (b"{\"a\":\"cut\n{\"a\":2}\n{\"a\":3}\n", Format::Ndjson, 2),
        (b"a line of junk\n{\"a\":2}\n{\"a\":3}\n", Format::Ndjson, 2),
        (b"[{\"a\":1},\n {\"a\":2}]", Format::Json, 2),
        (b"{\n \"a\": 1\n}\n{\n \"a\": 2\n}", Format::Json, 2),
        (b"{\"x\":{\"events\":[]},\"events\":[{\"a\":1},{\"a\":[{}]}],\"y\":{\"a\":[{}]}}", Format::Json, 2),
        (b"{\"Records\": [ {\"a\":1} ]}\n{\"Records\":[{\"a\":2}]}", Format::Json, 2),
        (b"{\"events\":[]}", Format::Json, 0),
        (b"{\"events\":[\"a\"],\"b\":1}", Format::Ndjson, 1),
        (b"a,b\n1,2\n3,4\n", Format::Csv, 2),
        (b"\xef\xbb\xbfa;b\r\n1;2\r\n", Format::Csv, 1),
        (b"a\tb\n1\t2\n", Format::Tsv, 1),
        (b"[2024-01-01 10:00] started, ok\nfoo\n", Format::Lines, 2),
        (b"Nov 24 host app: a, b\nNov 24 host app: c, d\n", Format::Lines, 2),
        (b"", Format::Lines, 0),
    ];
    for (bytes, format, count) in cases {
        let shown = String::from_utf8_lossy(bytes);
        assert_eq!(format_of(bytes), format, "{shown}");
        assert_eq!(read(&of_bytes(bytes, 1 << 20)).len(), count, "{shown}");
        assert_eq!(read(&of_bytes(bytes, 3)).len(), count, "{shown}");
    }
}

#[test]
fn names_of_formats() {
    for format in Format::ALL {
        assert_eq!(format.name().parse::<Format>(), Ok(format));
    }
    assert!("xml".parse::<Format>().unwrap_err().contains("ndjson"));
}

#[test]
fn cells_of_csv() {
    let text = "\u{feff}name,note,empty,\r\n\"a\nb\",\"say \"\"x\"\"\",\"\",1\r\n,plain \"q\",,\n\"x\"y,z,,\n";
    for chunk_bytes in [1, 7, 1 << 20] {
        let input = of_bytes(text.as_bytes(), chunk_bytes);
        let options = InputOptions { format: Some(Format::Csv), ..input.options.clone() };
        let input = Input::open(&["-"], options).unwrap();
        let expected = [
            fields(&[("name", "a\nb"), ("note", "say \"x\""), ("empty", ""), ("column4", "1")]),
            fields(&[("note", "plain \"q\"")]),
            fields(&[("name", "xy"), ("note", "z")]),
        ];
        assert_eq!(read(&input), expected);
        assert_eq!(input.issues(), IssueReport::default());
    }
}

#[test]
fn bad_rows_of_csv_are_counted() {
    let text = "a,b\n1,2\n1\n1,2,3\n1,2,\n\"open,2\n";
    let input = of_bytes(text.as_bytes(), 1 << 20);
    assert_eq!(read(&input).len(), 2);
    let report = input.issues();
    let shown: Vec<String> = report.first.iter().map(ToString::to_string).collect();
    let expected = [
        "-:3: 1 cells, but the header names 2 columns",
        "-:4: 3 cells, but the header names 2 columns",
        "-:6: a quote is opened and never closed",
    ];
    assert_eq!(shown, expected);
}

#[test]
fn bad_lines_are_counted_and_the_first_five_shown() {
    let mut bytes = b"{\"n\":0}\n[1]\n{\"n\":\"\xff\"}\n\n".to_vec();
    bytes.extend(ndjson(1..3).bytes());
    bytes.extend(b"{\"n\":\n7\nx\ny\n{\"n\":3}\n{\"n\":\"cut");
    for chunk_bytes in [1, 20, 1 << 20] {
        let input = of_bytes(&bytes, chunk_bytes);
        assert_eq!(read(&input), numbers(0..4));
        assert_eq!(read(&input), numbers(0..4));
        let report = input.issues();
        assert_eq!(report.bad_records, 7);
        assert!(report.lost_input());
        let shown: Vec<String> = report.first.iter().map(ToString::to_string).collect();
        let expected = [
            "-:2: expected an object, found `[` at byte 0",
            "-:3: not valid UTF-8 at byte 6",
            "-:7: expected a value, found the end of the text at byte 5",
            "-:8: expected an object, found `7` at byte 0",
            "-:9: expected an object, found `x` at byte 0",
        ];
        assert_eq!(shown, expected);
        input.clear_issues();
        assert_eq!(input.issues(), IssueReport::default());
    }
}

#[test]
fn a_cut_last_line_is_said_to_be_cut() {
    let input = of_bytes(b"{\"n\":0}\n{\"n\":\"cut", 1 << 20);
    assert_eq!(read(&input), numbers(0..1));
    let report = input.issues();
    let reason = &report.first[0].reason;
    assert!(reason.ends_with("the file ends in the middle of this record"), "{reason}");
}

#[test]
fn broken_documents_lose_only_themselves() {
    let text = b"[{\"n\":0},7,{\"n\":\"a\n\"},\"x,y\",{\"n\":1},{\"n\":\xff},\n{\"n\":2}]\njunk and more\n{\"n\":3}";
    for chunk_bytes in [1, 5, 1 << 20] {
        let input = of_bytes(text, chunk_bytes);
        assert_eq!(read(&input), numbers(0..4), "{:?}", input.issues());
        assert_eq!(input.issues().bad_records, 5);
        let lines: Vec<u64> = input.issues().first.iter().map(|bad| bad.line).collect();
        assert_eq!(lines, [1, 1, 2, 2, 4]);
    }
    let input = of_bytes(b"[{\"n\":0},{\"n\":1},", 1 << 20);
    assert_eq!(read(&input), numbers(0..2));
    assert!(matches!(input.issues().files[0].trouble, FileTrouble::Broken(_)));
    let input = of_bytes(b"[{\"n\":0},{\"n\":", 1 << 20);
    assert_eq!(read(&input), numbers(0..1));
    assert_eq!(input.issues().bad_records, 1);
}

#[test]
fn compressed_files_are_read_to_their_end() {
    let text = ndjson(0..1000);
    let (first, second) = text.as_bytes().split_at(3333);
    let mut members = gzip(first);
    members.extend(gzip(second));
    let input = of_bytes(&members, 1000);
    assert_eq!(read(&input), numbers(0..1000));
    assert_eq!(input.files()[0].found(), Some((Format::Ndjson, Compression::Gzip)));
    assert_eq!(input.issues(), IssueReport::default());

    let mut frames = zstd::stream::encode_all(first, 1).unwrap();
    frames.extend(zstd::stream::encode_all(second, 1).unwrap());
    let input = of_bytes(&frames, 1000);
    assert_eq!(read(&input), numbers(0..1000));
    assert_eq!(input.files()[0].found(), Some((Format::Ndjson, Compression::Zstd)));
    for stored in [&members, &frames] {
        let input = of_bytes(&stored[..stored.len() - 20], 1000);
        let records = read(&input);
        assert!(records.len() > 100, "{}", records.len());
        assert_eq!(records, numbers(0..records.len()));
        let issues = input.issues();
        assert!(issues.files[0].to_string().contains("cut off"), "{issues:?}");
    }
    members.extend(b"something else");
    let input = of_bytes(&members, 1000);
    assert_eq!(read(&input), numbers(0..1000));
    assert!(matches!(input.issues().files[0].trouble, FileTrouble::Broken(_)));
}

#[test]
fn long_lines_and_long_documents() {
    let long = "x".repeat(10 << 20);
    for text in [
        format!("{{\"n\":0}}\n{{\"n\":\"{long}\"}}\n{{\"n\":2}}\n"),
        format!("[{{\"n\":0}},\n{{\"n\":\"{long}\"}},{{\"n\":2}}]"),
        format!("n,m\n0,\n{long},\n2,\n"),
    ] {
        let records = read(&of_bytes(text.as_bytes(), 1 << 20));
        assert_eq!(records.len(), 3);
        assert_eq!(records[1], fields(&[("n", &long)]));
        assert_eq!(records[2], fields(&[("n", "2")]));
    }
}

#[test]
fn folders_patterns_and_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    let name = |path: &str| at(path).display().to_string();
    for (path, text) in [
        ("b/part-1.json", ndjson(2..3)),
        ("b/part-0.json", ndjson(1..2)),
        ("a.json", ndjson(0..1)),
        ("b/_SUCCESS", String::new()),
        ("b/.part-2.json", ndjson(7..8)),
        (".hidden/x.json", ndjson(8..9)),
        ("empty/none.json", String::new()),
    ] {
        std::fs::create_dir_all(at(path).parent().unwrap()).unwrap();
        std::fs::write(at(path), text).unwrap();
    }
    let input = Input::open(&[name("")], options(100)).unwrap();
    assert_eq!(read(&input), numbers(0..3));
    assert_eq!(input.issues().left_out, 4);
    assert_eq!(input.total_bytes(), 24);
    let input = Input::open(&[name("**/*.json"), name("b/*-?.json")], options(100)).unwrap();
    assert_eq!(read(&input).len(), 5);
    let input = Input::open(&[name("*.json")], options(100)).unwrap();
    assert_eq!(read(&input), numbers(0..1));
    let input = Input::open(&[name("empty"), name("empty/none.json")], options(100)).unwrap();
    assert_eq!(read(&input), numbers(0..0));
    let issues: Vec<String> = input.issues().files.iter().map(ToString::to_string).collect();
    assert!(issues[0].contains("no files to read in this folder (1 "), "{issues:?}");
    assert!(issues[1].ends_with("none.json: no events in this file"));
    assert!(!input.issues().lost_input());
    for missing in ["none.json", "*.gz"] {
        let error = Input::open(&[name(missing)], options(100)).unwrap_err();
        assert_eq!(error.path, name(missing));
        assert!(error.reason.starts_with("no "), "{error}");
    }
}

#[test]
fn files_that_are_something_else_are_named() {
    let input = of_bytes(b"PK\x03\x04....", 100);
    assert!(read(&input).is_empty());
    let issue = input.issues().files[0].to_string();
    assert!(issue.contains("ZIP"), "{issue}");
    assert!(input.issues().lost_input());
}

#[test]
fn the_grid_does_not_depend_on_who_reads() {
    let text = ndjson(0..5000);
    let packed = gzip(text.as_bytes());
    let sizes = |bytes: &[u8]| {
        let input = of_bytes(bytes, 1000);
        let request = ReadRequest::default();
        let pass = EventSource::open(&input, &request);
        let pass = &*pass;
        let mut chunks: Vec<(u64, usize)> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..3)
                .map(|_| {
                    scope.spawn(move || {
                        let mut mine = Vec::new();
                        while let Some(chunk) = pass.next() {
                            let mut count = 0;
                            let index = chunk.index();
                            chunk.read(&mut |part| {
                                part.for_each(&mut |_| {
                                    count += 1;
                                    Ok(())
                                });
                                ControlFlow::Continue(())
                            });
                            mine.push((index, count));
                        }
                        mine
                    })
                })
                .collect();
            workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
        });
        chunks.sort_unstable();
        chunks
    };
    let plain = sizes(text.as_bytes());
    assert!(plain.len() > 20);
    assert_eq!(plain.iter().map(|(_, count)| count).sum::<usize>(), 5000);
    assert_eq!(plain, sizes(text.as_bytes()));
    assert_eq!(plain, sizes(&packed));
}

#[test]
fn shapes_on_disk() {
    let Some(folder) = shared("data/shape_examples") else {
        return;
    };
    let expected = [
        ("cribl_capture.json", Format::Json),
        ("event_stream.ndjson", Format::Ndjson),
        ("fdr.ndjson", Format::Ndjson),
        ("fdr_part-00000.gz", Format::Ndjson),
        ("fdr_two_members.gz", Format::Ndjson),
        ("humioctl_search.txt", Format::Lines),
        ("legacy_event_search.ndjson", Format::Ndjson),
        ("logscale.csv", Format::Csv),
        ("logscale.json", Format::Json),
        ("logscale.ndjson", Format::Ndjson),
        ("logscale_bom_crlf.csv", Format::Csv),
        ("logscale_plain.txt", Format::Ndjson),
        ("logscale_queryjob.json", Format::Json),
        ("panther.ndjson", Format::Ndjson),
        ("splunk_export.csv", Format::Csv),
        ("splunk_export.json", Format::Ndjson),
    ];
    let mut csv = Vec::new();
    for (name, format) in expected {
        for chunk_bytes in [100, 1 << 20] {
            let path = folder.join(name).display().to_string();
            let input = Input::open(&[path], options(chunk_bytes)).unwrap();
            let records = read(&input);
            assert_eq!(input.files()[0].found().unwrap().0, format, "{name}");
            let count = if name.starts_with("event_stream") { 1 } else { 8 };
            assert_eq!(records.len(), count, "{name}");
            assert_eq!(input.issues(), IssueReport::default(), "{name}");
            if name.starts_with("logscale") && format == Format::Csv {
                csv.push(records);
            }
        }
    }
    assert!(csv.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn ambiguous_lines() {
    let Some(path) = shared("data/t1587_003/ambiguous.ndjson") else {
        return;
    };
    let input = Input::open(&[path.display().to_string()], options(1 << 20)).unwrap();
    let records = read(&input);
    let report = input.issues();
    assert_eq!(records.len() as u64 + report.bad_records, 22 - 2);
    let reasons: Vec<&str> = report.first.iter().map(|bad| bad.reason.as_str()).collect();
    assert!(reasons[0].contains("UTF-8"), "{reasons:?}");
    assert!(reasons[1].contains("closing"), "{reasons:?}");
    assert_eq!(report.bad_records, 2);
}
