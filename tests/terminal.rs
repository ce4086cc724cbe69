//! The session on a terminal, key by key: what only a terminal shows.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use rexpect::session::{PtySession, spawn_command};
use tempfile::TempDir;

/// Milliseconds that an answer may take on a busy machine.
const PATIENCE: u64 = 30_000;
const CONTROL_C: char = 'c';

fn folder(events: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let names = ["cmd.exe", "openssl.exe", "证书.exe"];
    let lines: String = (0..events)
        .map(|number| format!("{{\"FileName\":\"{}\",\"code\":\"{number}\"}}\n", names[number % 3]))
        .collect();
    std::fs::write(folder.path().join("events.ndjson"), lines).unwrap();
    folder
}

fn session(folder: &Path) -> PtySession {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offscale"));
    command.args(["repl", "events.ndjson"]).current_dir(folder).env("HOME", folder).env("TERM", "xterm");
    command.env_remove("EDITOR").env_remove("VISUAL").env("NO_COLOR", "1");
    let mut session = spawn_command(command, Some(PATIENCE)).unwrap();
    session.exp_string("loaded 1 file").unwrap();
    session.exp_string("offscale> ").unwrap();
    session
}

/// Presses keys that end no line.
fn keys(session: &mut PtySession, keys: &str) {
    session.send(keys).unwrap();
    session.flush().unwrap();
}

/// Waits for an answer and the next prompt: keys that are pressed before it may be lost.
fn answered(session: &mut PtySession, answer: &str) {
    session.exp_string(answer).unwrap();
    session.exp_string("offscale> ").unwrap();
}

#[test]
fn keys_complete_queries_and_run_them() {
    let folder = folder(300);
    let mut session = session(folder.path());
    keys(&mut session, "groupB\t");
    session.exp_string("groupBy(").unwrap();
    keys(&mut session, "FileN\t");
    session.exp_string("FileName").unwrap();
    session.send_line(")").unwrap();
    // What the terminal shows is read byte by byte.
    session.exp_string(&"│ 证书.exe    │    100 │".bytes().map(char::from).collect::<String>()).unwrap();
    answered(&mut session, "3 rows, 300 events read");
    // A trailing bar goes on in the next line.
    session.send_line("code=7 |").unwrap();
    session.send_line("select(code)").unwrap();
    answered(&mut session, "1 row, ");
    // An error puts the query back with the cursor at its place: what is typed goes there.
    session.send_line("gruopBy(code)").unwrap();
    session.exp_string("did you mean groupBy?").unwrap();
    session.exp_string("offscale> gruopBy(code)").unwrap();
    session.send_control(CONTROL_C).unwrap();
    session.exp_string("offscale> ").unwrap();
    session.send_line(":quit").unwrap();
    session.exp_eof().unwrap();
}

#[test]
fn a_run_is_stopped_and_the_session_goes_on() {
    let folder = folder(1_500_000);
    let mut session = session(folder.path());
    session
        .send_line("code=/(9+8*)+7(6|5)+4$/ | n := length(FileName) | m := hash(code) | groupBy(m, limit=10)")
        .unwrap();
    std::thread::sleep(Duration::from_millis(300));
    session.send_control(CONTROL_C).unwrap();
    answered(&mut session, "partial: the query was stopped after");
    session.send_line("code=7 | select(code)").unwrap();
    answered(&mut session, "1 row, ");
    session.send_control('d').unwrap();
    session.exp_eof().unwrap();
}

#[test]
fn a_query_follows_until_it_is_stopped_and_its_result_stays() {
    let folder = folder(300);
    let mut session = session(folder.path());
    let append = |count: usize| {
        let file = std::fs::OpenOptions::new().append(true).open(folder.path().join("events.ndjson"));
        file.unwrap().write_all("{\"FileName\":\"new.exe\"}\n".repeat(count).as_bytes()).unwrap();
    };
    session.send_line(":follow groupBy(FileName)").unwrap();
    session.exp_string("  300 events read; 3 rows; Ctrl-C ends").unwrap();
    append(7);
    session.exp_string("  307 events read; 4 rows; ").unwrap();
    session.send_control(CONTROL_C).unwrap();
    answered(&mut session, "4 rows, 307 events read");
    session.send_line(":table FileName").unwrap();
    answered(&mut session, "new.exe");
    // Rows of a filter are appended.
    session.send_line(":follow FileName=new.exe | n := 5 * 5").unwrap();
    session.exp_string("new.exe   25").unwrap();
    append(1);
    append(1);
    session.exp_string("new.exe   25").unwrap();
    session.send_control(CONTROL_C).unwrap();
    answered(&mut session, "9 rows, ");
    session.send_line(":quit").unwrap();
    session.exp_eof().unwrap();
}

#[test]
fn entries_are_found_again_in_the_next_session() {
    let folder = folder(9);
    let mut first = session(folder.path());
    first.send_line("code=8 | select(FileName)").unwrap();
    answered(&mut first, "1 row, ");
    first.send_line(":quit").unwrap();
    first.exp_eof().unwrap();
    let mut second = session(folder.path());
    // The arrow up, twice: `:quit` is the latest entry.
    keys(&mut second, "\u{1b}[A\u{1b}[A");
    second.exp_string("code=8 | select(FileName)").unwrap();
    second.send_line("").unwrap();
    answered(&mut second, "1 row, ");
}
