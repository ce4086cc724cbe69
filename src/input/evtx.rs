//! Windows event logs (EVTX): a header, and then chunks of 64 KiB that can be read apart from each other. The `evtx` crate
//! decodes them; here they only are cut and made fields.

use bumpalo::Bump;

use crate::event::Record;

/// Whether this build can read them.
pub(super) const IS_BUILT_IN: bool = cfg!(feature = "evtx");

/// How a file begins.
pub(super) const MAGIC: &[u8] = b"ElfFile\0";

/// How a chunk begins; an unused one is empty.
#[cfg(feature = "evtx")]
const CHUNK_MAGIC: &[u8] = b"ElfChnk\0";

/// Bytes of a chunk.
const CHUNK: usize = 64 << 10;

/// Bytes of the header, as files have it that do not say otherwise.
const HEADER: usize = 4096;

/// Bytes of the header of a file that begins with `bytes`; it says so itself at byte 40.
pub(super) fn header_bytes(bytes: &[u8]) -> usize {
    let said = bytes.get(40..42).and_then(|said| said.try_into().ok()).map_or(0, u16::from_le_bytes);
    let header = if (128..=HEADER as u16).contains(&said) { usize::from(said) } else { HEADER };
    header.min(bytes.len())
}

/// The last end of a chunk.
pub(super) fn cut(bytes: &[u8], at_start: bool) -> Option<usize> {
    let header = if at_start { header_bytes(bytes) } else { 0 };
    let chunks = bytes.len().checked_sub(header)? / CHUNK;
    (chunks > 0).then_some(header + chunks * CHUNK)
}

/// The number of the chunk that begins near a place in the file, from 1.
pub(super) fn number(offset: u64) -> u64 {
    offset / CHUNK as u64 + 1
}

/// Calls `record` with each record of the chunks, and where its chunk begins; or with what is wrong with one.
#[cfg(feature = "evtx")]
pub(super) fn records<'c>(bytes: &'c [u8], arena: &'c Bump, record: &mut dyn FnMut(usize, Result<Record<'c>, String>)) {
    use std::sync::Arc;

    use evtx::{EvtxChunkData, ParserSettings};

    let settings = Arc::new(ParserSettings::new().indent(false));
    for (number, chunk) in bytes.chunks(CHUNK).enumerate() {
        let place = number * CHUNK;
        if !chunk.starts_with(CHUNK_MAGIC) {
            if chunk.iter().any(|byte| *byte != 0) {
                record(place, Err("damaged chunk of the event log: it does not begin as chunks do".to_owned()));
            }
            continue;
        }
        let mut data = match EvtxChunkData::new(chunk.to_vec(), false) {
            Ok(data) => data,
            Err(error) => {
                record(place, Err(format!("damaged chunk of the event log ({error})")));
                continue;
            }
        };
        let mut parsed = match data.parse(settings.clone()) {
            Ok(parsed) => parsed,
            Err(error) => {
                record(place, Err(format!("damaged chunk of the event log ({error})")));
                continue;
            }
        };
        for found in parsed.iter() {
            let text = found.and_then(evtx::EvtxRecord::into_json_bytes);
            let result = match text.map(|text| String::from_utf8(text.data)) {
                Ok(Ok(text)) => super::mapping::windows::json::record(arena.alloc_str(&text), arena),
                Ok(Err(error)) => Err(format!("damaged record of the event log ({error})")),
                Err(error) => Err(format!("damaged record of the event log ({error})")),
            };
            record(place, result);
        }
        if chunk.len() < CHUNK {
            record(
                place,
                Err("the file ends inside this chunk of the event log; what came before was used".to_owned()),
            );
        }
    }
}

/// Without the feature no file is told to be one.
#[cfg(not(feature = "evtx"))]
pub(super) fn records<'c>(
    _bytes: &'c [u8],
    _arena: &'c Bump,
    _record: &mut dyn FnMut(usize, Result<Record<'c>, String>),
) {
}
