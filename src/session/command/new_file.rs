//! Files that commands write: nothing is overwritten by a slip of the finger.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, ErrorKind, Write};

use super::{COMMAND_MARK, Call};
use crate::session::Reply;

/// Writes a file that is not there yet, or any file with `!` behind the command's name.
///
/// # Errors
/// The refusal to show: there is such a file, or it cannot be written.
pub(super) fn write(
    command: &str,
    call: &Call<'_>,
    path: &str,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Reply> {
    let mut options = OpenOptions::new();
    options.write(true);
    let options = if call.forced { options.create(true).truncate(true) } else { options.create_new(true) };
    let written = options.open(path).and_then(|file| {
        let mut out = BufWriter::new(file);
        content(&mut out)?;
        out.flush()
    });
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            Reply::error(format!("{path} is there already; {COMMAND_MARK}{command}! {} overwrites it", call.rest))
        }
        _ => Reply::error(format!("{path}: {error}")),
    })
}
