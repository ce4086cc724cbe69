//! Where a log of several lines an event can be cut: between two lines such that no event has lines on both sides.

use hashbrown::HashMap;

use super::auditd::{self, Identity};

/// How much of the end of a piece is looked at, in bytes.
const WINDOW: usize = 512 << 10;

/// Lines of one event lie closer together than this: whoever writes the log has only so many events under way at a time.
const CLOSE: usize = 256;

/// A piece of such a log is at least this long, so that it has more lines than those that must stay behind its end (bytes).
pub(super) const SHORTEST_PIECE: usize = 128 << 10;

/// The last place at which the lines can be cut, as far as the window shows. The lines behind it are needed to tell which
/// events go on.
pub(super) fn last_border(bytes: &[u8]) -> Option<usize> {
    border(bytes, CLOSE, bytes.len())
}

/// The last place up to `settled` at which the lines can be cut, when all lines of the events that begin before it are there.
pub(super) fn settled_border(bytes: &[u8], settled: usize) -> Option<usize> {
    border(bytes, 0, settled)
}

/// The last place at or before `most` with `behind` lines behind it that has no event on both sides.
fn border(bytes: &[u8], behind: usize, most: usize) -> Option<usize> {
    let end = memchr::memrchr(b'\n', bytes)? + 1;
    let near = end.saturating_sub(WINDOW);
    let from = match near {
        0 => 0,
        _ => near + memchr::memchr(b'\n', bytes.get(near..end)?)? + 1,
    };
    // The first line of each event in the window, and where the lines begin.
    let mut firsts: HashMap<Identity<'_>, usize, foldhash::fast::FixedState> = HashMap::default();
    let mut lines: Vec<(usize, usize)> = Vec::new();
    let mut start = from;
    while start < end {
        let stop = start + memchr::memchr(b'\n', bytes.get(start..end)?)? + 1;
        let identity = std::str::from_utf8(bytes.get(start..stop)?).ok().and_then(auditd::identity);
        let first = identity.map_or(lines.len(), |identity| *firsts.entry(identity).or_insert(lines.len()));
        lines.push((start, first));
        start = stop;
    }
    // From the end: what no line behind it belongs to can be cut off there.
    let mut earliest = usize::MAX;
    let mut border = (behind == 0 && end <= most).then_some(end);
    if border.is_some() {
        return border;
    }
    for (place, (start, first)) in lines.iter().enumerate().rev() {
        earliest = earliest.min(*first);
        if earliest >= place && place > 0 && place + behind <= lines.len() && *start <= most {
            border = Some(*start);
            break;
        }
    }
    border.filter(|border| *border > 0)
}
