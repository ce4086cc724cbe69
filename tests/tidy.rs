//! The invariants of the source tree, read from the sources: layers, sizes, module sentences, who prints, who may panic.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Modules by layer; a module may name those of lower layers, and on its own layer only those of its own group.
const LAYERS: &[&[&[&str]]] = &[
    &[&["source", "symbol"]],
    &[&["diagnostic"]],
    &[&["ast"], &["value", "event", "lookup"]],
    &[&["parser", "format"], &["exec"]],
    &[&["functions"]],
    &[&["check"]],
    &[&["plan"]],
    &[&["eval"], &["input"], &["output"]],
    &[&["library"], &["session"], &["testing"], &["config"]],
    &[&["repl"], &["lsp"], &["cli"]],
];

/// Names that cross the layers, each with its reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("exec", "ast", "operators of expressions are plain data of the tree"),
    ("session", "library", "a session finds saved queries and lookup files"),
    ("cli", "repl", "the subcommand starts the interactive session"),
    ("cli", "lsp", "the subcommand starts the language server"),
];

/// Longest source file, in lines, unless its first comment argues for more.
const LONGEST_FILE: usize = 500;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources() -> BTreeMap<String, String> {
    fn gather(folder: &Path, root: &Path, found: &mut BTreeMap<String, String>) {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                gather(&path, root, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    gather(&root(), &root(), &mut found);
    found
}

/// The code of a file without its tests and comments.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = &text[..start_of_tests(text)];
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(number, line)| (number + 1, line))
}

/// Where the first module that is only there for tests begins.
fn start_of_tests(text: &str) -> usize {
    let mut from = 0;
    while let Some(found) = text[from..].find("#[cfg(test)]") {
        let at = from + found;
        let item = text[at..].lines().find(|line| !line.starts_with("#[")).unwrap_or("");
        if item.contains("mod ") && item.ends_with('{') {
            return at;
        }
        from = at + 1;
    }
    text.len()
}

fn module_of(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap()
}

fn is_test_file(file: &str) -> bool {
    file.contains("/tests/") || file.ends_with("/tests.rs") || file.ends_with("_tests.rs")
}

fn place(module: &str) -> Option<(usize, usize)> {
    LAYERS
        .iter()
        .enumerate()
        .find_map(|(layer, groups)| groups.iter().position(|group| group.contains(&module)).map(|group| (layer, group)))
}

#[test]
fn layers_hold() {
    let mut broken = Vec::new();
    for (file, text) in sources() {
        let module = module_of(&file).to_owned();
        if module == "lib" || module == "main" || is_test_file(&file) {
            continue;
        }
        let Some((layer, group)) = place(&module) else {
            broken.push(format!("{file}: module {module} stands on no layer"));
            continue;
        };
        for (number, line) in code(&text) {
            for part in line.split("crate::").skip(1) {
                let other: String =
                    part.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
                let Some((other_layer, other_group)) = place(&other) else { continue };
                let allowed = other_layer < layer
                    || (other_layer == layer && (other_group == group))
                    || EXCEPTIONS.iter().any(|(from, to, _)| *from == module && *to == other);
                if !allowed {
                    broken.push(format!("src/{file}:{number}: {module} names {other}, which is not below it"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn files_begin_with_a_sentence_and_stay_small() {
    let mut broken = Vec::new();
    for (file, text) in sources() {
        if !text.starts_with("//! ") {
            broken.push(format!("src/{file}: does not begin with a //! sentence"));
        }
        let lines = text.lines().count();
        let argued = text.lines().take_while(|line| line.starts_with("//!")).any(|line| line.contains("one table"));
        if lines > LONGEST_FILE && !argued {
            broken.push(format!("src/{file}: {lines} lines, more than {LONGEST_FILE}"));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn only_the_outside_prints_or_exits() {
    let words = ["println!", "print!(", "process::exit", "dbg!"];
    let mut broken = Vec::new();
    for (file, text) in sources() {
        if matches!(module_of(&file), "cli" | "repl" | "main") {
            continue;
        }
        for (number, line) in code(&text) {
            if words.iter().any(|word| line.contains(word)) {
                broken.push(format!("src/{file}:{number}: {}", line.trim()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn lower_layers_do_no_input_and_read_no_clock() {
    let words = ["std::fs", "std::net", "SystemTime", "std::env", "std::process"];
    let mut broken = Vec::new();
    for (file, text) in sources() {
        let module = module_of(&file).to_owned();
        if is_test_file(&file) || place(&module).is_none_or(|(layer, _)| layer > 6) {
            continue;
        }
        for (number, line) in code(&text) {
            if words.iter().any(|word| line.contains(word)) {
                broken.push(format!("src/{file}:{number}: {}", line.trim()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn data_and_queries_reach_no_unwrap() {
    let words = [".unwrap()", ".expect(", "panic!(", "unreachable!(", "todo!(", "unimplemented!("];
    let mut broken = Vec::new();
    for (file, text) in sources() {
        if is_test_file(&file) || file.ends_with("testing.rs") {
            continue;
        }
        for (number, line) in code(&text) {
            if words.iter().any(|word| line.contains(word)) {
                broken.push(format!("src/{file}:{number}: {}", line.trim()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn crates_of_the_terminal_stay_in_their_folders() {
    let owners = [
        ("rustyline", "repl"),
        ("lsp_server", "lsp"),
        ("gen_lsp_types", "lsp"),
        ("clap", "cli"),
        ("indicatif", "cli"),
        ("comfy_table", "output"),
    ];
    let mut broken = Vec::new();
    for (file, text) in sources() {
        for (number, line) in code(&text) {
            for (name, owner) in owners {
                let named = line.contains(&format!("{name}::")) || line.contains(&format!("use {name}"));
                if named && module_of(&file) != owner && module_of(&file) != "main" {
                    broken.push(format!("src/{file}:{number}: {name} belongs to {owner}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_function_file_is_registered_once() {
    let registry = std::fs::read_to_string(root().join("functions/mod.rs")).unwrap();
    for file in sources().keys().filter_map(|file| file.strip_prefix("functions/")) {
        if file == "mod.rs" || file.contains('/') {
            continue;
        }
        let module = file.trim_end_matches(".rs");
        assert_eq!(registry.matches(&format!("&{module}::FUNCTION,")).count(), 1, "{file} stands in the registry once");
    }
}
