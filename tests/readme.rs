//! Runs every console block of the README: each `$` line in a shell, its output compared to the letter.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

#[test]
fn the_tour_gives_what_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("README.md")).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_offscale")).parent().unwrap().to_owned();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut ran = 0;
    for block in text.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap();
        for step in block.split("$ ").skip(1) {
            let (command, expected) = step.split_once('\n').unwrap();
            let output =
                Command::new("sh").args(["-c", command]).current_dir(root).env("PATH", &path).output().unwrap();
            let found = String::from_utf8(output.stdout).unwrap();
            assert_eq!(found.trim_end(), expected.trim_end(), "{command}\n{}", String::from_utf8_lossy(&output.stderr));
            ran += 1;
        }
    }
    assert!(ran >= 6, "the README has a tour");
}
