//! `offscale fmt` from outside: what it writes, what it leaves, what it says.

#![allow(clippy::unwrap_used)]

mod program;

use std::path::Path;
use std::process::Command;

use program::{err, folder, offscale, out, read, with_stdin};

#[test]
fn files_of_every_kind_in_a_folder() {
    let folder = folder(&[
        ("q/a.logscale", "a=1|count()"),
        ("q/b.lql", "a = 1\n"),
        ("q/deep/c.ngsiem", "// why\r\na=1 AND b=2\r\n"),
        ("q/rule.yml", "name: x\ncql: |\n  a=1|count()\ntags: [ a,b ]\n"),
        ("q/none.yaml", "name:  x\n"),
        ("q/notes.md", "# T\n\n```cql\na=1\n```\n"),
        ("q/other.txt", "a=1|count()"),
    ]);
    let output = offscale(folder.path(), &["fmt", "--check", "q"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(out(&output), "q/a.logscale\nq/deep/c.ngsiem\nq/notes.md\nq/rule.yml\n");
    assert_eq!(err(&output), "4 files would change, 1 file left as it is\n");
    assert_eq!(read(&folder, "q/a.logscale"), "a=1|count()", "--check writes nothing");

    let output = offscale(folder.path(), &["fmt", "q"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(out(&output), "");
    assert_eq!(err(&output), "4 files formatted, 1 file left as it is\n");
    assert_eq!(read(&folder, "q/a.logscale"), "a = 1\n| count()\n");
    assert_eq!(read(&folder, "q/deep/c.ngsiem"), "// why\r\na = 1 and b = 2\r\n");
    assert_eq!(read(&folder, "q/rule.yml"), "name: x\ncql: |\n  a = 1\n  | count()\ntags: [ a,b ]\n");
    assert_eq!(read(&folder, "q/notes.md"), "# T\n\n```cql\na = 1\n```\n");
    assert_eq!(read(&folder, "q/other.txt"), "a=1|count()");

    let output = offscale(folder.path(), &["fmt", "--check", "q"]);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), ""));
}

#[test]
fn a_query_with_errors_stays_and_the_others_are_formatted() {
    let folder =
        folder(&[("bad.logscale", "a=\"open\n"), ("good.logscale", "a=1"), ("rule.yml", "x: 1\ncql: |\n  a=\"open\n")]);
    let output = offscale(folder.path(), &["fmt", "."]);
    assert_eq!(output.status.code(), Some(2));
    let messages = err(&output);
    assert!(messages.contains("bad.logscale:1:3") && messages.contains("rule.yml:3:5"), "{messages}");
    assert!(messages.ends_with("1 file formatted, 2 files not formatted\n"), "{messages}");
    assert_eq!(read(&folder, "bad.logscale"), "a=\"open\n");
    assert_eq!(read(&folder, "good.logscale"), "a = 1\n");
    std::fs::write(folder.path().join("latin.logscale"), b"a=\xe9").unwrap();
    let output = offscale(folder.path(), &["fmt", "latin.logscale"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("latin.logscale: not UTF-8 behind byte 2"), "{}", err(&output));
}

#[test]
fn a_text_goes_to_standard_output() {
    let folder = folder(&[]);
    let output = with_stdin(folder.path(), &["fmt", "-"], b"a=1|count()");
    assert_eq!(
        (output.status.code(), out(&output).as_str(), err(&output).as_str()),
        (Some(0), "a = 1\n| count()\n", "")
    );
    let output = offscale(folder.path(), &["fmt", "-q", "a=1"]);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), "a = 1\n"));
    let output = offscale(folder.path(), &["fmt", "--check", "-q", "a = 1"]);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), ""));
    let output = with_stdin(folder.path(), &["fmt", "-"], b"groupBy(");
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""));
    assert!(err(&output).contains("<stdin>:1:9"), "{}", err(&output));
    let output = offscale(folder.path(), &["fmt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("nothing to format"));
    let output = offscale(folder.path(), &["fmt", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_difference_is_shown() {
    let folder = folder(&[("a.logscale", "a = 1\n| b=2\n| count()\n")]);
    let output = offscale(folder.path(), &["fmt", "--diff", "a.logscale"]);
    assert_eq!(output.status.code(), Some(1));
    let expected =
        "--- a.logscale\n+++ a.logscale (formatted)\n@@ -1,3 +1,3 @@\n a = 1\n-| b=2\n+| b = 2\n | count()\n";
    assert_eq!(out(&output), expected);
    assert_eq!(read(&folder, "a.logscale"), "a = 1\n| b=2\n| count()\n");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay_and_what_is_right_is_not_touched() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let folder = folder(&[("a.logscale", "a=1"), ("right.logscale", "a = 1\n")]);
    let path = folder.path().join("a.logscale");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink("a.logscale", folder.path().join("link.logscale")).unwrap();
    let inode = |name: &str| std::fs::metadata(folder.path().join(name)).unwrap().ino();
    let before = inode("right.logscale");
    let output = offscale(folder.path(), &["fmt", "link.logscale", "right.logscale"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "a = 1\n");
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(folder.path().join("link.logscale").is_symlink());
    assert_eq!(inode("right.logscale"), before);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "nothing is left beside it");
}

#[test]
fn portable_writes_the_official_form_when_the_rows_stay() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    for name in ["t1587_003.logscale", "t1587_003.test.toml"] {
        let text = std::fs::read(root.join("queries").join(name)).unwrap();
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_offscale")).args(arguments).current_dir(folder.path()).output().unwrap()
    };
    let output = run(&["fmt", "--portable", "t1587_003.logscale"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let written = std::fs::read_to_string(folder.path().join("t1587_003.logscale")).unwrap();
    assert!(written.contains("regex(") && !written.contains("where"), "{written}");
    let strict = run(&["check", "--portable", "t1587_003.logscale", "--allow", "all"]);
    assert_eq!(strict.status.code(), Some(0), "{strict:?}");
    assert_eq!(run(&["fmt", "--check", "t1587_003.logscale"]).status.code(), Some(0), "laid out as well");
    assert_eq!(run(&["test", "."]).status.code(), Some(0));
}
