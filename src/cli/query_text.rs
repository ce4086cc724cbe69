//! Where a command's query comes from: a file, `-q`, or the name of a shipped query.

use std::path::Path;

use super::{Trouble, colored_stderr, complain};
use crate::diagnostic::{Diagnostic, codes, render};
use crate::library::shipped;
use crate::source::SourceFile;

/// The query and what is left of the positional arguments.
///
/// # Errors
/// When there is no query or its file cannot be read.
pub fn take(inline: Option<&str>, positional: &[String]) -> Result<(SourceFile, Vec<String>), Trouble> {
    if let Some(text) = inline {
        return Ok((SourceFile::new("<query>", text), positional.to_vec()));
    }
    let Some((file, rest)) = positional.split_first() else {
        return Err(Trouble("no query: name a query file, or give the text with -q 'QUERY'".to_owned()));
    };
    Ok((read(file)?, rest.to_vec()))
}

/// Reads a query file. A name without a file is looked for among the shipped queries.
///
/// # Errors
/// When there is neither.
pub fn read(file: &str) -> Result<SourceFile, Trouble> {
    match std::fs::read(file) {
        Ok(bytes) => Ok(SourceFile::new(file, String::from_utf8_lossy(&bytes))),
        Err(error) => match shipped::QUERIES.iter().find(|shipped| shipped.name == file) {
            Some(shipped) if !Path::new(file).exists() => {
                Ok(SourceFile::new(format!("<{}>", shipped.name), shipped.query))
            }
            _ => Err(Trouble(format!("query file {file}: {error}; give the text of a query with -q 'QUERY'"))),
        },
    }
}

/// Shows what someone who runs a query must know: errors and warnings, but of the lenient dialect only that it was used.
pub fn show_for_run(diagnostics: &[Diagnostic], source: &SourceFile) {
    let (dialect, rest): (Vec<_>, Vec<_>) =
        diagnostics.iter().cloned().partition(|diagnostic| diagnostic.code == codes::DIALECT && !diagnostic.is_error());
    show(&rest, source);
    if !dialect.is_empty() && !rest.iter().any(Diagnostic::is_error) {
        complain(&format!(
            "note: {} holds {} that LogScale itself would refuse; `offscale check` shows them with the official form",
            source.name,
            if dialect.len() == 1 { "a construct".to_owned() } else { format!("{} constructs", dialect.len()) },
        ));
    }
}

/// Shows findings on stderr.
pub fn show(diagnostics: &[Diagnostic], source: &SourceFile) {
    if !diagnostics.is_empty() {
        complain(render::text(diagnostics, source, colored_stderr()).trim_end());
    }
}
