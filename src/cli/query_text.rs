//! Where a command's query comes from: a file, `-q`, or the name of a shipped query or of one in a library.

use std::path::{Path, PathBuf};

use super::{Trouble, colored_stderr, complain};
use crate::diagnostic::{Diagnostic, codes, render};
use crate::library::query::{self, Query};
use crate::library::saved::FolderQueries;

/// The query and what is left of the positional arguments.
///
/// # Errors
/// When there is no query or its file cannot be read.
pub fn take(inline: Option<&str>, positional: &[String], library: &[PathBuf]) -> Result<(Query, Vec<String>), Trouble> {
    if let Some(text) = inline {
        return Ok((Query::new("<query>", text), positional.to_vec()));
    }
    let Some((file, rest)) = positional.split_first() else {
        return Err(Trouble("no query: name a query file, or give the text with -q 'QUERY'".to_owned()));
    };
    Ok((read(file, library)?, rest.to_vec()))
}

/// The query of `FILE` or `FILE#NAME`. A name without a file is looked for in the library, then among the shipped queries.
///
/// # Errors
/// When there is none.
pub fn read(file: &str, library: &[PathBuf]) -> Result<Query, Trouble> {
    if Path::new(file).exists() {
        return Ok(query::open(file)?);
    }
    let saved = FolderQueries::new(library.to_vec()).file(file.strip_prefix('$').unwrap_or(file));
    if let Some(saved) = saved {
        return Ok(query::open(&saved?.to_string_lossy())?);
    }
    Query::shipped(file).map_or_else(
        || {
            query::open(file).map_err(|error| {
                Trouble(format!("query file {error}; give the text of a query with -q 'QUERY', or the name of a shipped one (`offscale queries`)"))
            })
        },
        Ok,
    )
}

/// Shows what someone who runs a query must know: errors and warnings, but of the lenient dialect only that it was used.
pub fn show_for_run(diagnostics: &[Diagnostic], source: &Query) {
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
pub fn show(diagnostics: &[Diagnostic], source: &Query) {
    if !diagnostics.is_empty() {
        let (diagnostics, file) = source.placed(diagnostics);
        complain(render::text(&diagnostics, &file, colored_stderr()).trim_end());
    }
}
