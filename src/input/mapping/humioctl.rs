//! The text of `humioctl search`: the time in epoch milliseconds (or ISO), a blank, and the original line (shapes of the
//! input, section 3).

use bumpalo::Bump;

use super::{Role, Source, message};
use crate::event::Record;
use crate::value::time;

pub(super) static SOURCE: Source = Source {
    name: "humioctl",
    summary: "text of `humioctl search`: time and original line",
    recognise: |sample| {
        sample.text().and_then(parts).is_some_and(|(time, line)| {
            (time.len() == 13 || time.contains('T')) && line.starts_with('{') && crate::value::json::is_object(line)
        })
    },
    role: Role::Wrapper { unwrap, verbatim: true },
};

/// The time and the line behind it.
fn parts(text: &str) -> Option<(&str, &str)> {
    let (time, line) = text.split_once(' ')?;
    time::event_time(time)?;
    Some((time, line.trim()))
}

fn unwrap<'c>(record: Record<'c>, arena: &'c Bump) -> Result<Record<'c>, String> {
    let Some((time, line)) = record.raw().and_then(parts) else { return Ok(record) };
    Ok(message::record(line, &[("@timestamp", time)], arena))
}
