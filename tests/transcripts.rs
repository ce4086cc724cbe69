//! Whole sessions, entry by entry: `examples/*.transcript` hold what was typed and what was answered. `UPDATE=1` rewrites them.
//!
//! `offscale> ` begins an entry and `        | ` another line of it; `<Enter>` alone takes what was offered for editing.
//! `$ offscale ...` runs the program. Times are written as `N ms`.

#![allow(clippy::unwrap_used)]

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use offscale::exec::Settings;
use offscale::input::InputOptions;
use offscale::session::{Host, Next, Session};
use regex::Regex;

const PROMPT: &str = "offscale> ";
const FURTHER: &str = "        | ";
const SHELL: &str = "$ offscale ";

/// A screen of a usual width, without colours.
struct Screen;

impl Host for Screen {
    fn width(&self) -> Option<usize> {
        Some(100)
    }

    fn height(&self) -> Option<usize> {
        Some(50)
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The entries of a transcript, as they stand in it.
fn entries(transcript: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in transcript.lines() {
        if line.starts_with(PROMPT) || line.starts_with(SHELL) {
            entries.push(line.to_owned());
            is_open = true;
        } else if let (true, true, Some(entry)) = (is_open, line.starts_with(FURTHER), entries.last_mut()) {
            let _ = write!(entry, "\n{line}");
        } else {
            is_open = false;
        }
    }
    entries
}

/// The transcript of these entries.
fn played(entries: &[String], folder: &Path) -> String {
    // Paths of the session are those of the process; the folder is put before and taken off again.
    let inside = format!("{}/", folder.display());
    let times = Regex::new(r"\b[0-9][0-9.,]* (ms|s)\b").unwrap();
    let mut session = Session::new(Settings::default(), InputOptions::default());
    let mut offered = String::new();
    let mut transcript = String::new();
    for entry in entries {
        let _ = writeln!(transcript, "{entry}");
        let mut answer = String::new();
        if let Some(arguments) = entry.strip_prefix(SHELL) {
            let output = Command::new(env!("CARGO_BIN_EXE_offscale"))
                .args(arguments.split(' '))
                .current_dir(folder)
                .output()
                .unwrap();
            answer.push_str(&String::from_utf8_lossy(&output.stdout));
            answer.push_str(&String::from_utf8_lossy(&output.stderr));
        } else {
            let typed = entry.strip_prefix(PROMPT).unwrap().replace(&format!("\n{FURTHER}"), "\n");
            let typed = match typed.as_str() {
                "<Enter>" => offered.clone(),
                _ => [":load ", ":save ", ":report ", ":write "]
                    .iter()
                    .find_map(|command| Some(format!("{command}{inside}{}", typed.strip_prefix(command)?)))
                    .unwrap_or(typed),
            };
            let reply = session.handle(&typed, &Screen);
            reply.blocks.iter().for_each(|block| answer.push_str(&block.text));
            if let Next::Edit(text, _) = reply.next {
                let _ = writeln!(answer, "(for editing)\n{text}");
                offered = text;
            }
        }
        transcript.push_str(&times.replace_all(&answer.replace(&inside, ""), "N $1"));
    }
    transcript
}

#[test]
fn sessions_go_as_written() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut count = 0;
    for entry in std::fs::read_dir(&examples).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "transcript") {
            continue;
        }
        count += 1;
        let expected = std::fs::read_to_string(&path).unwrap();
        let folder = tempfile::tempdir().unwrap();
        copy(&examples.join("bucket"), &folder.path().join("bucket"));
        let played = played(&entries(&expected), folder.path());
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &played).unwrap();
        } else {
            assert_eq!(played, expected, "{}; UPDATE=1 rewrites it", path.display());
        }
    }
    assert!(count > 0);
}
