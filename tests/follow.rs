//! Files that grow, folders that fill, pipes: what is read of them as they change, and what the program shows.

#![allow(clippy::unwrap_used)]

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use offscale::eval::live::Live;
use offscale::eval::{self, CollectRows, Options};
use offscale::event::Row;
use offscale::event::source::RowSource;
use offscale::exec::Settings;
use offscale::input::{Choice, Follow, Input, InputOptions};
use offscale::plan::{self, Plan};
use proptest::prelude::*;
use tempfile::TempDir;

/// How long something may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

fn compiled(query: &str) -> &'static Plan {
    Box::leak(Box::new(plan::compile(query, &Settings::default(), &[]).0.unwrap()))
}

fn options(chunk_bytes: usize) -> InputOptions {
    InputOptions { chunk_bytes, map: Choice::Auto, ..InputOptions::default() }
}

fn append(folder: &TempDir, name: &str, text: &[u8]) {
    let path = folder.path().join(name);
    OpenOptions::new().create(true).append(true).open(path).unwrap().write_all(text).unwrap();
}

fn values(rows: &[Row]) -> Vec<String> {
    rows.iter().map(|row| row.iter().map(|(_, value)| value).collect::<Vec<_>>().join(" ")).collect()
}

/// A query that follows.
struct Watch {
    follow: Follow,
    live: Live<'static>,
    sink: CollectRows,
    messages: Vec<String>,
}

impl Watch {
    fn of(query: &str, folder: &TempDir, paths: &[&str], options: InputOptions) -> Self {
        let paths: Vec<String> =
            paths.iter().map(|path| folder.path().join(path).to_str().unwrap().to_owned()).collect();
        let follow = Follow::open(&paths, options).unwrap();
        let live = Live::new(compiled(query), &RowSource::new(Vec::new(), 1), &Options::default()).unwrap();
        Self { follow, live, sink: CollectRows::default(), messages: Vec::new() }
    }

    /// Looks once, and reads what there is.
    fn look(&mut self) {
        let look = self.follow.look();
        self.messages.extend(look.messages);
        if look.has_news {
            self.live.update(&self.follow, &Options::default(), &self.sink).unwrap();
        }
    }

    /// Looks until so many events have been read.
    fn until_read(&mut self, events: u64) {
        let begin = Instant::now();
        loop {
            self.look();
            if self.live.read() >= events || begin.elapsed() > PATIENCE {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        assert_eq!(self.live.read(), events, "{:?}", self.messages);
    }

    /// The rows when nothing more is waited for.
    fn end(mut self) -> Vec<Row> {
        self.follow.end();
        self.live.update(&self.follow, &Options::default(), &self.sink).unwrap();
        if self.live.has_aggregate() { self.live.rows().unwrap() } else { self.sink.into_rows() }
    }
}

/// Rows of one run over the files as they are.
fn rows_now(query: &str, folder: &TempDir, paths: &[&str]) -> Vec<Row> {
    let paths: Vec<String> = paths.iter().map(|path| folder.path().join(path).to_str().unwrap().to_owned()).collect();
    let input = Input::open(&paths, options(2 << 20)).unwrap();
    eval::collect(compiled(query), &input, &Options::default()).unwrap().0
}

#[test]
fn half_lines_wait_for_their_end() {
    let folder = tempfile::tempdir().unwrap();
    append(&folder, "a.ndjson", b"{\"n\":1}\n{\"n\":");
    let mut watch = Watch::of("n=*", &folder, &["a.ndjson"], options(2 << 20));
    watch.until_read(1);
    append(&folder, "a.ndjson", b"2");
    watch.look();
    assert_eq!(watch.live.read(), 1);
    append(&folder, "a.ndjson", b"}\n{\"n\":3}");
    watch.until_read(2);
    watch.look();
    assert_eq!(watch.live.read(), 2, "the third line may go on");
    assert_eq!(values(&watch.end()), ["1", "2", "3"], "in the end it is taken as it is");
}

#[test]
fn a_file_that_becomes_shorter_is_read_from_its_start() {
    let folder = tempfile::tempdir().unwrap();
    append(&folder, "a.ndjson", b"{\"n\":1}\n{\"n\":2}\n{\"n\":3}");
    let mut watch = Watch::of("n=*", &folder, &["a.ndjson"], options(2 << 20));
    watch.until_read(2);
    std::fs::write(folder.path().join("a.ndjson"), "{\"n\":4}\n").unwrap();
    watch.until_read(4);
    assert!(watch.messages[0].ends_with("a.ndjson: became shorter; read again from its start"), "{:?}", watch.messages);
    append(&folder, "a.ndjson", b"{\"n\":5}\n");
    watch.until_read(5);
    assert_eq!(values(&watch.end()), ["1", "2", "3", "4", "5"]);
}

#[test]
fn a_rotated_file_is_read_to_its_end_and_then_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    append(&folder, "a.log", b"{\"n\":1}\n");
    let mut watch = Watch::of("n=*", &folder, &["."], options(2 << 20));
    watch.until_read(1);
    append(&folder, "a.log", b"{\"n\":2}\n");
    std::fs::rename(folder.path().join("a.log"), folder.path().join("a.log.1")).unwrap();
    append(&folder, "a.log", b"{\"n\":3}\n");
    watch.until_read(3);
    // Who writes has not noticed yet.
    append(&folder, "a.log.1", b"{\"n\":4}\n");
    watch.until_read(4);
    assert_eq!(watch.messages.len(), 1, "{:?}", watch.messages);
    assert!(watch.messages[0].ends_with("a.log: replaced by a new file, which is read from its start"));
    // Until long after the folder was looked into and the old file was given up.
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_secs(5) {
        watch.look();
        std::thread::sleep(Duration::from_millis(50));
    }
    append(&folder, "a.log", b"{\"n\":5}\n");
    watch.until_read(5);
    assert_eq!(watch.messages.len(), 1, "the old file is known: {:?}", watch.messages);
    assert_eq!(values(&watch.end()), ["1", "2", "3", "4", "5"]);
}

#[test]
fn files_that_come_into_a_folder_are_read_as_well() {
    let folder = tempfile::tempdir().unwrap();
    append(&folder, "a.ndjson", b"{\"n\":1}\n");
    append(&folder, "empty.ndjson", b"");
    let mut watch = Watch::of("count()", &folder, &["."], options(2 << 20));
    watch.until_read(1);
    append(&folder, "b.ndjson", b"{\"n\":2}\n");
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(b"{\"n\":3}\n{\"n\":4}\n").unwrap();
    append(&folder, "c.gz", &encoder.finish().unwrap());
    append(&folder, "a.ndjson-20240131.gz", b"no gzip data at all, but nobody looks");
    append(&folder, "empty.ndjson", b"{\"n\":5}\n");
    watch.until_read(5);
    append(&folder, "b.ndjson", b"{\"n\":6}\n");
    watch.until_read(6);
    watch.messages.sort();
    let ends: Vec<&str> =
        watch.messages.iter().filter_map(|message| message.rsplit_once('/')).map(|end| end.1).collect();
    assert_eq!(ends.len(), 4, "{:?}", watch.messages);
    assert!(ends.contains(&"b.ndjson: new, read as well") && ends.contains(&"c.gz: new, read as well"));
    assert!(ends.contains(&"empty.ndjson: new, read as well"));
    assert!(watch.messages.iter().any(|message| message.contains("20240131.gz: taken for an older copy of ")));
    assert_eq!(watch.follow.read_once().len(), 1);
    assert!(watch.follow.issues().files.is_empty(), "{:?}", watch.follow.issues());
    assert_eq!(values(&watch.end()), ["6"]);
}

#[test]
fn a_file_need_not_be_there_yet() {
    let folder = tempfile::tempdir().unwrap();
    let mut watch = Watch::of("n=*", &folder, &["later.csv", "*.txt"], options(2 << 20));
    watch.look();
    assert_eq!(watch.follow.waits_for().len(), 2);
    append(&folder, "later.csv", b"n,m\n1,2\n3,");
    watch.until_read(1);
    append(&folder, "later.csv", b"\"4\n4\"\n");
    watch.until_read(2);
    assert_eq!(values(&watch.end()), ["1 2", "3 4\n4"]);
    let nowhere = folder.path().join("no/such/folder/a.log");
    assert!(Follow::open(&[nowhere.to_str().unwrap()], options(1)).is_err());
}

#[test]
fn the_lines_of_an_audit_event_stay_together() {
    let folder = tempfile::tempdir().unwrap();
    let line = |kind: &str, serial: u32, rest: &str| {
        format!("type={kind} msg=audit(1763990576.{serial:03}:{serial}): {rest}\n").into_bytes()
    };
    let call = "arch=c000003e syscall=59 success=yes ppid=1 pid=7 uid=0 exe=\"/bin/a\"";
    append(&folder, "audit.log", &line("SYSCALL", 1, call));
    append(&folder, "audit.log", &line("EXECVE", 1, "argc=1 a0=\"a\""));
    append(&folder, "audit.log", &line("SYSCALL", 2, call));
    let mut watch = Watch::of("groupBy(type)", &folder, &["audit.log"], options(2 << 20));
    watch.look();
    append(&folder, "audit.log", &line("EXECVE", 2, "argc=1 a0=\"a\""));
    watch.until_read(2);
    append(&folder, "audit.log", &line("SYSCALL", 3, call));
    watch.until_read(3);
    assert_eq!(values(&watch.end()), ["SYSCALL,EXECVE 2", "SYSCALL 1"]);
}

#[test]
fn bad_lines_are_told_by_file_and_line_also_after_a_rotation() {
    let folder = tempfile::tempdir().unwrap();
    append(&folder, "a.ndjson", b"{\"n\":1}\n{broken\n{\"n\":2}\n");
    let mut watch = Watch::of("*", &folder, &["a.ndjson"], options(9));
    watch.until_read(2);
    std::fs::remove_file(folder.path().join("a.ndjson")).unwrap();
    append(&folder, "a.ndjson", b"{\"n\":3}\n\n{\"n\":4}\n{cut");
    watch.until_read(4);
    let messages = watch.follow.issues();
    assert_eq!(messages.bad_records, 1);
    watch.follow.end();
    watch.live.update(&watch.follow, &Options::default(), &watch.sink).unwrap();
    let bad: Vec<u64> = watch.follow.issues().first.iter().map(|bad| bad.line).collect();
    assert_eq!(bad, [2, 4]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Wherever writing pauses and whatever the size of pieces, the events are those of the whole file.
    #[test]
    fn a_file_that_grows_gives_the_events_of_the_whole_one(
        cuts in prop::collection::vec(0.0f64..1.0, 0..8),
        chunk_bytes in prop_oneof![1usize..64, Just(2usize << 20)],
    ) {
        let texts = [
            ("ndjson", "\u{feff}{\"n\":\"1\",\"x\":\"a\\nb\"}\r\n\n{\"n\":2}\n{broken\n{\"n\":\"é\"}\n{\"n\":3}"),
            ("json", "{\n  \"n\": 1,\n \"x\": {\"y\": [1,\n2]}\n}\n{\n\"n\":2}\n{\"n\":\n3}\n"),
            ("array", "[{\"n\":1},\n {\"n\":\"}\"},\n{\"n\":3}\n]\n"),
            ("csv", "n,text\n1,\"a\nb\"\n2,\"x \"\"y\"\"\"\n3,z\n4,\n"),
            ("tsv", "n\ttext\n1\ta\n2\tb\n"),
            ("lines", "one (1)\ntwo, and more\n\nthree\nfour"),
        ];
        for (name, text) in texts {
            let folder = tempfile::tempdir().unwrap();
            append(&folder, name, b"");
            let mut watch = Watch::of("*", &folder, &[name], options(chunk_bytes));
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| (cut * text.len() as f64) as usize).collect();
            cuts.extend([0, text.len()]);
            cuts.sort_unstable();
            for cut in cuts.windows(2) {
                append(&folder, name, &text.as_bytes()[cut[0]..cut[1]]);
                watch.look();
            }
            prop_assert_eq!(values(&watch.end()), values(&rows_now("*", &folder, &[name])), "{} cut at {:?}", name, cuts);
        }
    }
}

#[test]
fn decimals_add_up_to_the_same_but_for_their_last_digits() {
    let folder = tempfile::tempdir().unwrap();
    let query = "[sum(v, as=sum), avg(v, as=avg), stdDev(v, as=dev)]";
    append(&folder, "a.ndjson", b"");
    let mut watch = Watch::of(query, &folder, &["a.ndjson"], options(50));
    for number in 0..200 {
        append(&folder, "a.ndjson", format!("{{\"v\":\"{}\"}}\n", f64::from(number * number) * 0.1).as_bytes());
        watch.look();
        watch.live.rows().unwrap();
    }
    let (live, whole) = (watch.end(), rows_now(query, &folder, &["a.ndjson"]));
    for field in ["sum", "avg", "dev"] {
        let number = |rows: &[Row]| rows[0].get(field).unwrap().parse::<f64>().unwrap();
        let (live, whole) = (number(&live), number(&whole));
        assert!((live - whole).abs() <= whole.abs() * 1e-12, "{field}: {live} and {whole}");
    }
}

/// The program at work.
struct Program {
    child: Child,
    input: Option<ChildStdin>,
    lines: Receiver<String>,
    messages: Receiver<String>,
}

fn lines_of(stream: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    lines
}

impl Program {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_offscale"));
        command.args(["run", "--follow"]).args(arguments).current_dir(folder);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (lines, messages) = (lines_of(child.stdout.take().unwrap()), lines_of(child.stderr.take().unwrap()));
        Self { input: child.stdin.take(), child, lines, messages }
    }

    fn write(&mut self, text: &str) {
        let input = self.input.as_mut().unwrap();
        input.write_all(text.as_bytes()).and_then(|()| input.flush()).unwrap();
    }

    /// The next line of output.
    fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).unwrap()
    }

    /// Waits for a line of output; those before it are skipped.
    fn wait_for(&self, wanted: &str) {
        while self.line() != wanted {}
    }

    fn message(&self) -> String {
        self.messages.recv_timeout(PATIENCE).unwrap()
    }

    /// All further lines, and the exit code.
    fn rest(mut self) -> (Vec<String>, Option<i32>) {
        let mut rest = Vec::new();
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) => rest.push(line),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("no end"),
            }
        }
        (rest, self.child.wait().unwrap().code())
    }

    #[cfg(unix)]
    fn signal(&self, signal: &str) {
        let number = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &number]).status().unwrap().success());
    }
}

#[test]
fn standard_input_is_read_as_it_comes() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::start(folder.path(), &["-q", "n>1 | m := n * 2", "-"]);
    program.write("{\"n\":1}\n{\"n\":2}\n{\"n\"");
    assert_eq!(program.line(), r#"{"n":"2","m":"4"}"#);
    program.write(":3}\n{oh\n");
    assert_eq!(program.line(), r#"{"n":"3","m":"6"}"#);
    assert!(program.message().starts_with("warning[lines-skipped]: -:4: "));
    program.write("{\"n\":4}");
    program.input = None;
    assert_eq!(program.rest(), (vec![r#"{"n":"4","m":"8"}"#.to_owned()], Some(0)));
    let mut strict = Program::start(folder.path(), &["--strict", "-q", "count()", "-"]);
    strict.write("{\"n\":1}\n{oh\n");
    strict.input = None;
    assert_eq!(strict.rest(), (vec![r#"{"_count":"1"}"#.to_owned(), String::new()], Some(3)));
}

#[cfg(unix)]
#[test]
fn results_are_written_again_when_they_change_until_a_signal_ends_it() {
    for signal in ["-INT", "-TERM"] {
        let folder = tempfile::tempdir().unwrap();
        append(&folder, "a.ndjson", b"{\"k\":\"x\"}\n");
        let arguments = ["--interval", "10ms", "-q", "groupBy(k) | sort(_count)", "a.ndjson"];
        let program = Program::start(folder.path(), &arguments);
        assert_eq!([program.line(), program.line()], [r#"{"k":"x","_count":"1"}"#, ""]);
        append(&folder, "a.ndjson", b"{\"k\":\"y\"}\n{\"k\":\"y\"}\n{\"k\":\"y\"");
        let wanted = [r#"{"k":"y","_count":"2"}"#, r#"{"k":"x","_count":"1"}"#, ""];
        assert_eq!([program.line(), program.line(), program.line()], wanted);
        append(&folder, "a.ndjson", b"} ");
        program.signal(signal);
        let last = [r#"{"k":"y","_count":"3"}"#, r#"{"k":"x","_count":"1"}"#, ""].map(str::to_owned).to_vec();
        assert_eq!(program.rest(), (last, Some(0)), "{signal}: the last line counts in the end");
    }
}

#[test]
fn each_format_separates_results_in_its_way() {
    let folder = tempfile::tempdir().unwrap();
    append(&folder, "a.ndjson", b"{\"k\":\"x\"}\n");
    let arguments = |format| ["--format", format, "--interval", "10ms", "-q", "count()", "a.ndjson"];
    let json = Program::start(folder.path(), &arguments("json"));
    let csv = Program::start(folder.path(), &arguments("csv"));
    let count = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["events"][0]["_count"].clone();
    assert_eq!(count(&json.line()), "1");
    assert_eq!([csv.line(), csv.line(), csv.line()], ["_count", "1", ""]);
    append(&folder, "a.ndjson", b"{\"k\":\"x\"}\n");
    assert_eq!(count(&json.line()), "2", "one document a line");
    assert_eq!([csv.line(), csv.line(), csv.line()], ["_count", "2", ""]);
    for mut program in [json, csv] {
        program.child.kill().unwrap();
        program.child.wait().unwrap();
    }
}

#[test]
fn it_ends_when_nothing_comes_for_a_while_or_nobody_reads() {
    let folder = tempfile::tempdir().unwrap();
    append(&folder, "a.ndjson", b"{\"k\":\"x\"}\n");
    let program = Program::start(folder.path(), &["--until-idle", "300ms", "--format", "csv", "-q", "k=*", "a.ndjson"]);
    assert_eq!(program.rest(), (vec!["k".to_owned(), "x".to_owned()], Some(0)));
    let program = Program::start(folder.path(), &["--until-idle", "300ms", "--fail-if-any", "-q", "k=*", "a.ndjson"]);
    assert_eq!(program.rest().1, Some(1));
    // The reader goes away after the first line.
    let mut command = Command::new(env!("CARGO_BIN_EXE_offscale"));
    command.args(["run", "--follow", "-q", "k=*", "a.ndjson"]).current_dir(folder.path());
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    assert_eq!(line, "{\"k\":\"x\"}\n");
    drop(reader);
    let begin = Instant::now();
    let status = loop {
        append(&folder, "a.ndjson", b"{\"k\":\"x\"}\n");
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None if begin.elapsed() > PATIENCE => panic!("it goes on for nobody"),
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    };
    assert_eq!(status.code(), Some(0));
}

#[test]
fn what_cannot_be_followed_is_said() {
    let folder = tempfile::tempdir().unwrap();
    append(&folder, "a.ndjson", b"{\"k\":\"x\"}\n");
    let refused = |arguments: &[&str], words: &str| {
        let program = Program::start(folder.path(), arguments);
        let message = program.message();
        assert!(message.contains(words), "{message}");
        assert_eq!(program.rest(), (Vec::new(), Some(2)));
    };
    refused(&["-q", "createEvents([\"{}\"])", "a.ndjson"], "makes its own events");
    refused(&["-q", "count()"], "nothing to follow");
    refused(&["--format", "html", "-q", "count()", "a.ndjson"], "makes a page");
    refused(&["--format", "chart", "-q", "k=*", "a.ndjson"], "needs a query with an aggregate");
    refused(&["-q", "join({k=*}, field=k)", "-"], "can be read only once");
    let arguments = ["--until-idle", "200ms", "-q", "join({k=*}, field=k) | count()", "a.ndjson"];
    let joined = Program::start(folder.path(), &arguments);
    assert!(joined.message().starts_with("warning[static-tables]: "));
    joined.wait_for(r#"{"_count":"1"}"#);
    assert_eq!(joined.rest().1, Some(0));
}
