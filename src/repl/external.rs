//! A text in the user's own editor.

use std::io::Write;
use std::process::Command;

/// The user's editor, with its arguments.
fn editor() -> Option<String> {
    ["VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok().filter(|editor| !editor.trim().is_empty()))
}

/// Whether there is an editor.
pub(super) fn is_there() -> bool {
    editor().is_some()
}

/// The text as the editor leaves it.
///
/// # Errors
/// When there is no editor, or it cannot be run or fails; the text is then as it was.
pub(super) fn edit(text: &str) -> Result<String, String> {
    let editor = editor().ok_or("neither $VISUAL nor $EDITOR names an editor")?;
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    // Editors tell the language by the ending.
    let file = tempfile::Builder::new().prefix("query-").suffix(".logscale").tempfile();
    let mut file = file.map_err(|error| format!("temporary file: {error}"))?;
    writeln!(file, "{}", text.trim_end()).map_err(|error| format!("temporary file: {error}"))?;
    let status = Command::new(program).args(words).arg(file.path()).status();
    match status.map_err(|error| format!("{program}: {error}"))? {
        status if status.success() => {
            let text = std::fs::read_to_string(file.path()).map_err(|error| format!("{program}: {error}"))?;
            Ok(text.trim_end().to_owned())
        }
        status => Err(format!("{program}: {status}")),
    }
}
