//! A sample of all events, without keeping more of them than asked for.

use std::collections::BinaryHeap;
use std::hash::{BuildHasher, Hasher};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::eval::{Gathered, Sink};
use crate::event::{Event, Row};

/// Keeps the events whose text has the smallest hashes: each is as likely as any other, and neither threads nor chunks
/// change the choice.
pub(super) struct PickedRows {
    most: usize,
    /// Hash, place among the parts and in its part, row.
    kept: Mutex<Kept>,
    /// Events with a greater hash are not among the smallest any more.
    bound: AtomicU64,
}

#[derive(Default)]
struct Kept {
    heap: BinaryHeap<Picked>,
    parts: u64,
}

struct Picked {
    hash: u64,
    place: (u64, u64),
    row: Row,
}

impl Picked {
    fn key(&self) -> (u64, (u64, u64)) {
        (self.hash, self.place)
    }
}

impl PartialEq for Picked {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Picked {}

impl PartialOrd for Picked {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Picked {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

impl PickedRows {
    /// Picks so many events.
    pub fn new(most: usize) -> Self {
        Self { most, kept: Mutex::default(), bound: AtomicU64::new(u64::MAX) }
    }

    /// The events in the order of the input.
    pub fn into_rows(self) -> Vec<Row> {
        let mut picked = self.kept.into_inner().unwrap_or_else(PoisonError::into_inner).heap.into_vec();
        picked.sort_by_key(|picked| picked.place);
        picked.into_iter().map(|picked| picked.row).collect()
    }
}

/// The hash of what an event was read from.
fn hash(event: &Event<'_>) -> u64 {
    let mut hasher = foldhash::fast::FixedState::default().build_hasher();
    match event.record().raw() {
        Some(text) => hasher.write(text.as_bytes()),
        None => event.for_each(&mut |name, value| {
            hasher.write(name.as_bytes());
            hasher.write(value.as_bytes());
        }),
    }
    hasher.finish()
}

impl Gathered for (u64, Vec<(u64, u64, Row)>) {}

impl Sink for PickedRows {
    type Part = (u64, Vec<(u64, u64, Row)>);

    fn event(&self, part: &mut Self::Part, event: &Event<'_>) {
        let (count, rows) = part;
        *count += 1;
        let hash = hash(event);
        if hash <= self.bound.load(Ordering::Relaxed) {
            let row = event.to_row();
            if !event.is_damaged() {
                rows.push((hash, *count, row));
            }
        }
        if rows.len() > 2 * self.most.max(64) {
            rows.sort_by_key(|(hash, place, _)| (*hash, *place));
            rows.truncate(self.most);
        }
    }

    fn part(&self, (_, rows): Self::Part) -> ControlFlow<()> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let part = kept.parts;
        kept.parts += 1;
        for (hash, place, row) in rows {
            kept.heap.push(Picked { hash, place: (part, place), row });
            if kept.heap.len() > self.most {
                kept.heap.pop();
            }
        }
        if kept.heap.len() >= self.most
            && let Some(greatest) = kept.heap.peek()
        {
            self.bound.store(greatest.hash, Ordering::Relaxed);
        }
        ControlFlow::Continue(())
    }

    fn rows(&self, _: Vec<Row>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}
