//! The interactive session without a terminal: transcripts, kept results, completion, and the program fed by a pipe.
#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use offscale::eval::Stop;
use offscale::exec::Settings;
use offscale::input::InputOptions;
use offscale::session::{Host, Kind, Next, Quiet, Reply, Session};
use tempfile::TempDir;

/// A folder with a file of three events.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let events = concat!(
        r##"{"#event_simpleName":"ProcessRollup2","FileName":"cmd.exe","code":"1"}"##,
        "\n",
        r##"{"#event_simpleName":"ProcessRollup2","FileName":"a b.exe","code":"2"}"##,
        "\n",
        r##"{"#event_simpleName":"DnsRequest","DomainName":"example.org","code":"3"}"##,
        "\n",
    );
    std::fs::write(folder.path().join("events.ndjson"), events).unwrap();
    folder
}

fn loaded(folder: &TempDir) -> Session {
    let mut session = Session::new(Settings::default(), InputOptions::default());
    let path = folder.path().join("events.ndjson").to_string_lossy().into_owned();
    let reply = session.open(&[path], &Quiet);
    assert!(!reply.has_error(), "{reply:?}");
    session
}

fn ask(session: &mut Session, entry: &str) -> Reply {
    session.handle(entry, &Quiet)
}

/// What an entry shows as data; it must not go wrong.
fn data(session: &mut Session, entry: &str) -> String {
    let reply = ask(session, entry);
    assert!(!reply.has_error(), "{entry}: {reply:?}");
    reply.text(Kind::Data)
}

/// What an entry is refused with.
fn refused(session: &mut Session, entry: &str) -> String {
    let reply = ask(session, entry);
    assert!(reply.has_error(), "{entry}: {reply:?}");
    reply.text(Kind::Error)
}

#[test]
fn a_query_shows_rows_and_counts() {
    let folder = folder();
    let mut session = loaded(&folder);
    ask(&mut session, ":format csv");
    let reply = ask(&mut session, "#event_simpleName=ProcessRollup2 | select([FileName, code])");
    assert_eq!(reply.text(Kind::Data), "FileName,code\ncmd.exe,1\na b.exe,2\n");
    assert!(reply.text(Kind::Note).contains("2 rows"), "{reply:?}");
    assert_eq!(reply.next, Next::Prompt);
}

#[test]
fn the_last_result_is_looked_at_from_all_sides() {
    let folder = folder();
    let mut session = loaded(&folder);
    for command in [":event", ":table code", ":sort code", ":peek 1", ":profile", ":check", ":write x"] {
        refused(&mut session, command);
    }
    data(&mut session, "code=* | select([FileName, code])");
    // Another run would find nothing.
    std::fs::remove_file(folder.path().join("events.ndjson")).unwrap();
    ask(&mut session, ":format csv");
    assert_eq!(data(&mut session, ":sort code desc"), "code,FileName\n3,\n2,a b.exe\n1,cmd.exe\n");
    assert_eq!(data(&mut session, ":table code"), "code\n3\n2\n1\n");
    assert_eq!(data(&mut session, ":table code, FileName"), "code,FileName\n3,\n2,a b.exe\n1,cmd.exe\n");
    assert!(refused(&mut session, ":table Filename").contains("did you mean FileName?"));
    assert!(refused(&mut session, ":sort nothing").contains("nothing"));
    assert_eq!(data(&mut session, ":sort FileName asc"), "FileName,code\na b.exe,2\ncmd.exe,1\n,3\n");
    let whole = data(&mut session, ":event 1");
    assert!(
        whole.contains("── 1 ") && whole.contains("FileName  a b.exe\n") && whole.contains("code      2\n"),
        "{whole}"
    );
    assert!(data(&mut session, ":event").contains("── 2 "), "the next one");
    assert!(refused(&mut session, ":event 4").contains("has 3 rows"));
}

#[test]
fn values_of_any_kind_are_sorted() {
    let folder = tempfile::tempdir().unwrap();
    let values = ["9", "b", "9007199254740993", "10", "a", "9007199254740992"];
    let lines: String = values.iter().map(|value| format!("{{\"v\":\"{value}\"}}\n")).collect();
    std::fs::write(folder.path().join("events.ndjson"), format!("{{\"w\":\"1\"}}\n{lines}")).unwrap();
    let mut session = loaded(&folder);
    ask(&mut session, ":format csv");
    data(&mut session, "select(v)");
    let sorted = data(&mut session, ":sort v asc");
    assert_eq!(sorted, "v\n9\n10\n9007199254740992\n9007199254740993\na\nb\n\"\"\n");
    let sorted = data(&mut session, ":sort v");
    assert_eq!(sorted, "v\nb\na\n9007199254740993\n9007199254740992\n10\n9\n\"\"\n");
}

#[test]
fn a_query_is_taken_apart() {
    let folder = folder();
    let mut session = loaded(&folder);
    ask(&mut session, ":format csv");
    let query = "#event_simpleName=ProcessRollup2 | code=2 | select(FileName)";
    data(&mut session, query);
    let reply = ask(&mut session, ":peek 1");
    assert!(reply.text(Kind::Data).ends_with("ProcessRollup2,a b.exe,2\n"), "{reply:?}");
    assert!(reply.text(Kind::Note).contains("2 rows") && reply.text(Kind::Note).contains("after stage 1 of 3"));
    assert!(refused(&mut session, ":peek 4").contains("  2 code=2\n"));
    let stages = data(&mut session, ":profile");
    assert!(stages.lines().count() >= 4 && stages.contains("select"), "{stages}");
    assert_eq!(ask(&mut session, ":edit").next, Next::edit(query), "a peek is no new query");
    assert!(ask(&mut session, ":check").text(Kind::Note).contains("no findings"));
    assert!(refused(&mut session, ":check gruopBy(code)").contains("groupBy"));
    assert!(data(&mut session, ":history").contains("   1  #event_simpleName=ProcessRollup2"));
    assert_eq!(ask(&mut session, ":history 1").next, Next::edit(query));
    assert!(data(&mut session, ":doc groupBy()").contains("groupBy("));
    assert!(data(&mut session, ":error missing-bar").starts_with("missing-bar"));
    assert!(refused(&mut session, ":error missing-baar").contains("missing-bar"));
}

#[test]
fn a_sample_is_from_all_over_and_always_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let lines: String = (0..5000).map(|number| format!("{{\"n\":\"{number}\"}}\n")).collect();
    let path = folder.path().join("events.ndjson");
    std::fs::write(&path, lines).unwrap();
    let sample = |chunk_bytes, threads, count| {
        let options = InputOptions { chunk_bytes, ..InputOptions::default() };
        let mut session = Session::new(Settings::default(), options);
        session.threads = threads;
        session.open(&[path.to_string_lossy().into_owned()], &Quiet);
        ask(&mut session, ":format csv");
        let reply = ask(&mut session, &format!(":sample {count}"));
        assert!(reply.text(Kind::Note).contains("of 5,000 events"), "{reply:?}");
        assert!(data(&mut session, ":event 3").contains("n  "), "it is the last result");
        reply.text(Kind::Data)
    };
    let one = sample(1 << 20, 1, 100);
    let numbers: Vec<usize> = one.lines().skip(1).map(|line| line.parse().unwrap()).collect();
    assert_eq!(numbers.len(), 100);
    assert!(numbers.is_sorted() && numbers[0] < 500 && numbers[99] > 4500);
    let below = numbers.iter().filter(|number| **number < 2500).count();
    assert!((30..70).contains(&below), "{below} of 100 in the first half");
    assert_eq!(sample(1000, 3, 100), one);
    assert!(one.lines().collect::<Vec<_>>().join(" ").len() > sample(1000, 3, 10).len());
    let mut session = loaded(&crate::folder());
    assert!(refused(&mut session, ":sample 0").contains("up to 10000"));
}

#[test]
fn lookup_files_and_settings_can_be_changed() {
    let folder = folder();
    let mut session = loaded(&folder);
    ask(&mut session, ":format csv");
    std::fs::write(folder.path().join("owners.csv"), "code,owner\n2,kim\n").unwrap();
    let query = "match(file=\"owners.csv\", field=code) | select([code, owner])";
    assert!(ask(&mut session, query).has_error());
    let file = folder.path().join("owners.csv").display().to_string();
    assert_eq!(data(&mut session, &format!(":lookup {file}")), "owners.csv\n");
    assert_eq!(data(&mut session, query), "code,owner\n2,kim\n");
    assert_eq!(data(&mut session, &format!(":lookup o={file}")), "o\nowners.csv\n");
    assert_eq!(data(&mut session, &query.replace("owners.csv", "o")), "code,owner\n2,kim\n");
    assert!(refused(&mut session, ":lookup o=nowhere.csv").contains("no such file"));
    let settings = data(&mut session, ":set threads 3");
    assert!(settings.contains("threads   3\n") && settings.contains("dialect   lenient\n"), "{settings}");
    assert!(data(&mut session, ":set timezone Europe/Copenhagen").contains("Europe/Copenhagen"));
    data(&mut session, "x := formatTime(\"%H\", field=code) | select(x)");
    data(&mut session, ":set dialect logscale");
    assert!(ask(&mut session, "x := if(code = 2, 1, 0)").has_error());
    assert!(refused(&mut session, ":set threads 0").contains("from 1 to 1024"));
    assert!(refused(&mut session, ":set timezone Nowhere").contains("unknown time zone"));
    assert!(refused(&mut session, ":set colour on").contains("threads N"));
}

#[test]
fn a_query_becomes_a_test_that_passes() {
    let folder = folder();
    let mut session = loaded(&folder);
    let name = folder.path().join("variant").display().to_string();
    data(&mut session, "#event_simpleName=ProcessRollup2 | n := code * 2 | groupBy(FileName, function=sum(n))");
    ask(&mut session, &format!(":write {name}"));
    assert!(ask(&mut session, &format!(":write {name}.test.toml")).text(Kind::Note).contains("a test of"));
    let test = std::fs::read_to_string(format!("{name}.test.toml")).unwrap();
    assert_eq!(test.matches("ProcessRollup2").count(), 2, "only what passes the filters: {test}");
    let run = |folder: &Path| {
        Command::new(env!("CARGO_BIN_EXE_offscale")).args(["test", "."]).current_dir(folder).output().unwrap()
    };
    let output = run(folder.path());
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("1 passed"), "{output:?}");
    std::fs::write(format!("{name}.logscale"), "code=2 | groupBy(FileName)").unwrap();
    assert!(!run(folder.path()).status.success(), "another query does not pass it");
    data(&mut session, "code=1 | join({code=2}, field=code)");
    assert!(refused(&mut session, &format!(":write! {name}.test.toml")).contains("join()"));
}

#[test]
fn the_last_result_is_drawn() {
    let folder = folder();
    let mut session = loaded(&folder);
    assert!(refused(&mut session, ":chart").contains("no result"));
    data(&mut session, "groupBy(#event_simpleName)");
    let picture = data(&mut session, ":chart");
    assert!(
        picture.contains("_count by #event_simpleName") && picture.contains("ProcessRollup2") && picture.contains('█')
    );
    assert_eq!(data(&mut session, ":chart 1").lines().count(), picture.lines().count() - 1);
    ask(&mut session, ":set ascii on");
    let picture = data(&mut session, ":chart");
    assert!(picture.is_ascii() && picture.contains("##"), "{picture}");
    data(&mut session, "select(FileName)");
    assert!(data(&mut session, ":chart").contains("nothing to draw"));
}

#[test]
fn a_report_holds_query_stages_and_result() {
    let folder = folder();
    let mut session = loaded(&folder);
    let path = folder.path().join("report.html");
    let report = format!(":report {}", path.display());
    assert!(refused(&mut session, &report).contains("no result"));
    data(&mut session, "code=2 | select(FileName)");
    assert!(ask(&mut session, &report).text(Kind::Note).contains("1 row is written to"));
    let page = std::fs::read_to_string(&path).unwrap();
    for part in ["<td>a b.exe</td>", "<span class=\"function\">select</span>", "<h2>Stages</h2>", "events.ndjson"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(refused(&mut session, &report).contains(":report! "));
    assert!(!ask(&mut session, &report.replace(":report", ":report!")).has_error());
}

#[test]
fn queries_go_to_files_and_come_back() {
    let folder = folder();
    let mut session = loaded(&folder);
    let query = "code=2 | select(FileName)";
    data(&mut session, query);
    let path = folder.path().join("variant");
    let write = format!(":write {}", path.display());
    ask(&mut session, &write);
    assert_eq!(std::fs::read_to_string(path.with_extension("logscale")).unwrap(), format!("{query}\n"));
    assert!(refused(&mut session, &write).contains(":write! "));
    data(&mut session, "count()");
    ask(&mut session, &write.replace(":write", ":write!"));
    let reply = ask(&mut session, &format!(":open {}.logscale", path.display()));
    assert_eq!(reply.next, Next::edit("count()"));
    let listed = data(&mut session, ":open");
    let shipped = listed.lines().next().unwrap();
    let reply = ask(&mut session, &format!(":open {shipped}"));
    assert!(matches!(reply.next, Next::Edit(text, _) if text.len() > 20));
    assert!(refused(&mut session, ":open nowhere").contains(":open lists them"));
}

#[test]
fn the_last_result_is_shown_and_saved_without_another_run() {
    let folder = folder();
    let mut session = loaded(&folder);
    data(&mut session, "code=* | select(code)");
    // Another run would find nothing.
    std::fs::remove_file(folder.path().join("events.ndjson")).unwrap();
    ask(&mut session, ":format ndjson");
    assert_eq!(data(&mut session, ":last 2"), "{\"code\":\"1\"}\n{\"code\":\"2\"}\n");
    let saved = folder.path().join("out.csv");
    let command = format!(":save {}", saved.display());
    data(&mut session, &command);
    assert_eq!(std::fs::read_to_string(&saved).unwrap(), "code\n1\n2\n3\n");
    assert!(refused(&mut session, &command).contains("is there already"));
    data(&mut session, &format!(":save! {}", saved.display()));
    assert!(refused(&mut session, ":save a b").contains("one file"));
}

#[test]
fn a_query_with_an_error_comes_back_with_the_cursor_at_it() {
    let folder = folder();
    let mut session = loaded(&folder);
    let query = "code=* |\ngruopBy(code)";
    let reply = ask(&mut session, query);
    assert!(reply.text(Kind::Error).contains("2 | gruopBy(code)\n  | ^^^^^^^"), "{reply:?}");
    assert_eq!(reply.next, Next::Edit(query.to_owned(), 9));
    let Next::Edit(text, at) = ask(&mut session, ":explain gruopBy(code)").next else { panic!("it comes back") };
    assert_eq!(&text[at..], "gruopBy(code)");
    assert_eq!(ask(&mut session, ":edit").next, Next::edit(query));
}

#[test]
fn no_events_and_no_result_are_said() {
    let mut session = Session::new(Settings::default(), InputOptions::default());
    for entry in [":files", ":fields", ":load", ":last", ":save x.csv", ":edit", ":explain", "count()"] {
        refused(&mut session, entry);
    }
    let error = refused(&mut session, ":load no/such/file");
    assert!(error.contains("no/such/file"), "{error}");
    assert_eq!(ask(&mut session, ":load \"no such\"").next, Next::edit(":load \"no such\""));
}

#[test]
fn a_result_of_other_events_is_marked() {
    let folder = folder();
    let mut session = loaded(&folder);
    data(&mut session, "count()");
    assert!(!ask(&mut session, ":last").text(Kind::Note).contains("older"));
    ask(&mut session, ":load");
    assert!(ask(&mut session, ":last").text(Kind::Note).contains("older"));
}

/// Stops every run at its second question.
struct Impatient(AtomicU32);

impl Host for Impatient {
    fn stop(&self) -> Option<Stop> {
        (self.0.fetch_add(1, Ordering::Relaxed) > 0).then_some(Stop::Cancelled)
    }
}

#[test]
fn a_stopped_run_shows_what_is_there_and_says_so() {
    let folder = folder();
    let options = InputOptions { chunk_bytes: 1, ..InputOptions::default() };
    let mut session = Session::new(Settings::default(), options);
    let path = folder.path().join("events.ndjson").to_string_lossy().into_owned();
    session.open(&[path], &Quiet);
    ask(&mut session, ":format csv");
    let reply = session.handle("count()", &Impatient(AtomicU32::new(0)));
    assert_eq!(reply.text(Kind::Data), "_count\n1\n");
    assert!(reply.text(Kind::Note).contains("partial: the query was stopped"), "{reply:?}");
    assert!(ask(&mut session, ":last").text(Kind::Note).contains("partial"));
}

/// A screen of a few lines.
struct Small;

impl Host for Small {
    fn width(&self) -> Option<usize> {
        Some(60)
    }

    fn height(&self) -> Option<usize> {
        Some(10)
    }
}

#[test]
fn a_long_result_is_cut_on_a_screen_and_kept_whole() {
    let folder = folder();
    let lines: String = (0..500).map(|number| format!("{{\"n\":\"{number}\"}}\n")).collect();
    std::fs::write(folder.path().join("events.ndjson"), lines).unwrap();
    let mut session = loaded(&folder);
    let reply = session.handle("n=*", &Small);
    assert_eq!(reply.text(Kind::Data).lines().count(), 44, "{reply:?}");
    assert!(reply.text(Kind::Note).contains("the first 40 of 500 rows; :last all"), "{reply:?}");
    assert_eq!(session.handle(":last all", &Small).text(Kind::Data).lines().count(), 504);
    assert_eq!(data(&mut session, "n=*").lines().count(), 504, "without a screen all is shown");
}

#[test]
fn warnings_are_said_once() {
    let folder = folder();
    let mut session = loaded(&folder);
    let query = "code=1 or FileName=/(?<c>x)/";
    let first = ask(&mut session, query);
    assert!(first.text(Kind::Warning).contains("capture-under-or"), "{first:?}");
    let second = ask(&mut session, query);
    assert_eq!(second.text(Kind::Warning), "");
    assert!(second.text(Kind::Note).contains("(1 warning as before)"), "{second:?}");
}

#[test]
fn files_and_fields_say_what_was_found() {
    let folder = folder();
    let mut session = loaded(&folder);
    let files = data(&mut session, ":files");
    assert!(files.contains("ndjson") && files.contains("4 fields in the first 3 events"), "{files}");
    let fields = data(&mut session, ":fields");
    let line = fields.lines().find(|line| line.contains("FileName")).unwrap();
    let cells: Vec<&str> = line.split('│').map(str::trim).collect();
    assert_eq!(cells, ["", "FileName", "2", "2", "text", "cmd.exe, a b.exe", ""]);
    let reply = ask(&mut session, ":fields all name");
    assert!(!reply.text(Kind::Data).contains("code"));
    assert!(reply.text(Kind::Note).contains("3 fields in all 3 events"), "{reply:?}");
}

#[test]
fn loading_says_what_was_mapped() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write(
        "data/part.ndjson",
        "{\"event_simpleName\":\"ProcessRollup2\",\"aid\":\"a\",\"ImageFileName\":\"/bin/sh\",\"UID\":\"0\"}\n",
    );
    write(
        "aidmaster/part.ndjson",
        "{\"aid\":\"a\",\"ComputerName\":\"web\",\"AgentVersion\":\"7\",\"FirstSeen\":\"1\"}\n",
    );
    let mut session = Session::new(Settings::default(), InputOptions::default());
    let reply = session.open(&[folder.path().to_str().unwrap().to_owned()], &Quiet);
    let notes = reply.text(Kind::Note);
    assert!(notes.contains("mapped as fdr") && notes.contains("aidmaster (1 file)"), "{notes}");
    let files = data(&mut session, ":files");
    assert!(files.lines().any(|line| line.contains("part.ndjson") && line.contains(" fdr ")), "{files}");
    assert!(data(&mut session, ":fields Name").contains("ComputerName"));
    ask(&mut session, ":format csv");
    assert_eq!(data(&mut session, "select([FileName, ComputerName])"), "FileName,ComputerName\nsh,web\n");
}

#[test]
fn parameters_and_the_interval_reach_the_query() {
    let folder = folder();
    let mut session = loaded(&folder);
    ask(&mut session, ":format csv");
    let query = "code=?which | select(code)";
    assert!(refused(&mut session, query).contains("which"));
    ask(&mut session, ":param which=3");
    assert_eq!(data(&mut session, query), "code\n3\n");
    ask(&mut session, ":param which");
    refused(&mut session, query);
    assert!(refused(&mut session, ":range noonish").contains("noonish"));
    assert!(refused(&mut session, ":range 2024-05-02 2024-05-01").contains("before it starts"));
    assert!(ask(&mut session, ":range 7d now").text(Kind::Note).contains("7d to now"));
    assert!(data(&mut session, ":explain code=1").contains("interval:"));
    ask(&mut session, ":range all");
    assert!(!data(&mut session, ":explain code=1").contains("interval:"));
}

#[test]
fn help_is_that_of_the_command_line() {
    let mut session = Session::new(Settings::default(), InputOptions::default());
    let overview = data(&mut session, ":help");
    for command in [":load", ":files", ":fields", ":explain", ":format", ":save", ":help", ":quit", ":param", ":range"]
    {
        assert!(overview.contains(command), "{command}");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_offscale")).args(["functions", "groupBy"]).output().unwrap();
    assert_eq!(data(&mut session, ":help groupBy"), String::from_utf8(output.stdout).unwrap());
    assert!(data(&mut session, ":help save").contains(".csv"));
    assert!(refused(&mut session, ":help gruopBy").contains("did you mean groupBy?"));
    assert!(refused(&mut session, ":laod x").contains("did you mean :load?"));
    assert!(ask(&mut session, "exit").text(Kind::Note).contains(":quit"));
    assert_eq!(ask(&mut session, ":q").next, Next::Quit);
}

/// The texts offered at the end of an entry.
fn offered(session: &Session, entry: &str) -> Vec<String> {
    session.complete(entry, entry.len()).1.into_iter().map(|candidate| candidate.text).collect()
}

#[test]
fn completion_knows_functions_parameters_fields_and_values() {
    let folder = folder();
    let session = loaded(&folder);
    assert_eq!(offered(&session, "code=1 | groupb"), ["groupBy("]);
    assert_eq!(offered(&session, "groupBy(func"), ["function="]);
    assert_eq!(offered(&session, "groupBy(code, func"), ["function="]);
    assert_eq!(offered(&session, "groupBy(code, _cou"), Vec::<String>::new(), "that is made by the call itself");
    assert_eq!(offered(&session, "groupBy(code) | sort(_cou"), ["_count"]);
    assert_eq!(offered(&session, "groupBy(code, function=[selectL"), ["selectLast("]);
    assert_eq!(offered(&session, "sort(code, order=d"), ["desc"]);
    assert_eq!(offered(&session, "filen"), ["FileName"]);
    assert_eq!(offered(&session, "#ev"), ["#event_simpleName"]);
    assert_eq!(offered(&session, "domain_x := lower(DomainName) | groupBy(domain_"), ["domain_x"]);
    assert_eq!(offered(&session, "a=/(?<captured>x)/ | sort(capt"), ["captured"]);
    assert_eq!(offered(&session, "#event_simpleName=Dns"), ["DnsRequest"]);
    assert_eq!(offered(&session, "FileName=a"), ["\"a b.exe\""]);
    assert_eq!(offered(&session, "FileName=\"a"), ["a b.exe\""]);
    assert_eq!(offered(&session, "code=1 // grou"), Vec::<String>::new());
    let (start, candidates) = session.complete("groupB(code)", 6);
    assert_eq!((start, candidates[0].text.as_str()), (0, "groupBy"), "the bracket is there already");
}

#[test]
fn completion_knows_commands_and_their_arguments() {
    let folder = folder();
    let session = loaded(&folder);
    assert_eq!(offered(&session, ":sav"), ["save "]);
    assert_eq!(offered(&session, ":format nd"), ["ndjson"]);
    assert_eq!(offered(&session, ":help groupB"), ["groupBy"]);
    assert_eq!(offered(&session, ":explain code=1 | groupB"), ["groupBy("]);
    let beginning = format!("{}/ev", folder.path().display());
    assert_eq!(offered(&session, &format!(":load {beginning}")), [format!("{beginning}ents.ndjson")]);
    let (start, _) = session.complete(":format nd", 10);
    assert_eq!(start, 8);
}

#[test]
fn hints_show_the_call_under_the_cursor() {
    let session = Session::new(Settings::default(), InputOptions::default());
    let hint = |entry: &str| session.hint(entry, entry.len());
    assert_eq!(hint("groupBy(").as_deref(), Some("groupBy([field=], function=?, limit=?)"));
    assert!(hint("sort(a, order=").is_some_and(|hint| hint.contains("asc") && hint.contains("desc")));
    assert_eq!(hint("groupBy(a) | "), None);
    assert!(hint(":load ").is_some_and(|hint| hint.contains("PATH")));
    assert_eq!(hint("ä("), None);
    assert_eq!(session.hint("ä(", 1), None);
}

/// Runs the program with these entries on its standard input.
fn piped(folder: &Path, entries: &str) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_offscale"))
        .args(["repl", "events.ndjson"])
        .current_dir(folder)
        .env("OFFSCALE_HISTORY", folder.join("history"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    program.stdin.take().unwrap().write_all(entries.as_bytes()).unwrap();
    program.wait_with_output().unwrap()
}

#[test]
fn entries_may_come_through_a_pipe() {
    let folder = folder();
    let output = piped(folder.path(), ":format csv\r\ncode=* |\n  count(\n  as=n)\n\ncode=3 | select(code)");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "n\n3\ncode\n3\n");
    assert_eq!(output.status.code(), Some(0));
    assert!(!folder.path().join("history").exists(), "only a terminal has a history");
    let output = piped(folder.path(), "gruopBy(code)\n:format csv\nselect(code) | head(1)\n:quit\ncount()\n");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "code\n1\n", "it goes on behind an error, to the end");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("did you mean groupBy?"));
}

#[test]
fn a_query_is_laid_out_for_editing() {
    let folder = folder();
    let mut session = loaded(&folder);
    assert!(refused(&mut session, ":fmt").contains(":fmt QUERY"));
    assert_eq!(data(&mut session, ":fmt code=2|count() // how many"), "code = 2\n| count() // how many\n");
    assert!(refused(&mut session, ":fmt groupBy([a").contains("never closed"));
    data(&mut session, "code=2|count()");
    assert_eq!(data(&mut session, ":fmt"), "code = 2\n| count()\n");
}
