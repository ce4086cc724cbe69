//! Runs every case of `tests/spec` and, where it is there, of the shared conformance suite, in every mode.
//!
//! Filter by a part of a case's name: `cargo test --test conformance -- functions/groupBy`.

use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use offscale::testing::{CaseFile, Mode, Outcome, runner};

fn main() {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = std::env::var_os("OFFSCALE_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let disputed = disputed(&root.join("tests/disputed.toml"));
    let mut trials = Vec::new();
    for folder in [root.join("tests/spec"), shared.join("conformance")] {
        let mut files = Vec::new();
        list(&folder, &mut files);
        files.sort();
        for file in files {
            let name = file.strip_prefix(&folder).unwrap_or(&file).with_extension("").display().to_string();
            add(&mut trials, &file, &name, &disputed);
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            list(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
}

fn add(trials: &mut Vec<Trial>, file: &Path, name: &str, disputed: &[String]) {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let cases = match CaseFile::parse(&text) {
        Ok(file) => file.cases,
        Err(message) => {
            trials.push(Trial::test(name.to_owned(), move || Err(Failed::from(message))));
            return;
        }
    };
    for case in cases {
        let full = format!("{name}/{}", case.name);
        let missing = runner::lacks_function(&case);
        let ignored = missing || disputed.contains(&full);
        let trial = Trial::test(full, move || {
            for mode in Mode::ALL {
                if let Outcome::Failed(message) = runner::run(&case, mode) {
                    return Err(Failed::from(format!("{mode:?}: {}\n{message}", case.query.trim())));
                }
            }
            Ok(())
        });
        trials.push(trial.with_ignored_flag(ignored).with_kind(match (missing, ignored) {
            (true, _) => "not implemented",
            (false, true) => "disputed",
            (false, false) => "",
        }));
    }
}

/// Names of cases whose expectation is held to be wrong, with reasons in the file.
fn disputed(file: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let table: toml::Table = toml::from_str(&text).unwrap_or_default();
    let entries = table.get("disputed").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    entries.iter().filter_map(|entry| entry.get("case")?.as_str().map(str::to_owned)).collect()
}
