//! A set of byte strings that numbers them in the order of their first insertion; the key tables of aggregates.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Up to this many members a scan is faster than hashing, and most groups never have more distinct values.
const SCANNED: usize = 8;

/// Distinct byte strings in one buffer. Looking one up allocates nothing.
#[derive(Clone, Debug, Default)]
pub struct ByteSet {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// Numbers of the members, once there are more than a scan should look at.
    index: HashTable<u32>,
    /// The hash of each member, computed once; empty as long as the index is.
    hashes: Vec<u64>,
    hasher: foldhash::fast::FixedState,
}

impl ByteSet {
    /// How many members.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Bytes of all members together.
    pub fn byte_len(&self) -> usize {
        self.bytes.len()
    }

    /// The member of that number; empty if there is none.
    pub fn get(&self, number: usize) -> &[u8] {
        member(&self.bytes, &self.ends, number)
    }

    /// The member of that number as text.
    pub fn text(&self, number: usize) -> &str {
        std::str::from_utf8(self.get(number)).unwrap_or("")
    }

    /// All members in order.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len()).map(|number| self.get(number))
    }

    fn find_hashed(&self, key: &[u8], hash: u64) -> Option<usize> {
        let is_key = |number: &u32| {
            let number = *number as usize;
            self.hashes.get(number) == Some(&hash) && self.get(number) == key
        };
        self.index.find(hash, is_key).map(|number| *number as usize)
    }

    /// The hash of a member, if it is known.
    pub fn hash(&self, number: usize) -> Option<u64> {
        self.hashes.get(number).copied()
    }

    /// The number of a member, which is added if `admit` says so of the set's length and it was not there.
    pub fn find_or_insert(&mut self, key: &[u8], admit: impl FnOnce(usize) -> bool) -> Option<usize> {
        self.find_or_insert_hashed(key, None, admit)
    }

    /// The same with a hash that another set knows of the key.
    pub fn find_or_insert_hashed(
        &mut self,
        key: &[u8],
        hash: Option<u64>,
        admit: impl FnOnce(usize) -> bool,
    ) -> Option<usize> {
        let hash = match hash {
            Some(hash) => hash,
            None if self.index.is_empty() => 0,
            None => self.hasher.hash_one(key),
        };
        let known = if self.index.is_empty() {
            self.iter().position(|known| known == key)
        } else {
            self.find_hashed(key, hash)
        };
        if known.is_some() {
            return known;
        }
        let number = u32::try_from(self.ends.len()).ok().filter(|_| admit(self.ends.len()))?;
        self.bytes.extend_from_slice(key);
        self.ends.push(self.bytes.len());
        if !self.index.is_empty() {
            self.hashes.push(hash);
            let hashes = &self.hashes;
            self.index.insert_unique(hash, number, |number| hashes.get(*number as usize).copied().unwrap_or(0));
        } else if self.ends.len() > SCANNED {
            self.build_index();
        }
        Some(number as usize)
    }

    fn build_index(&mut self) {
        let hashes: Vec<u64> = self.iter().map(|member| self.hasher.hash_one(member)).collect();
        let hash_of = |number: &u32| hashes.get(*number as usize).copied().unwrap_or(0);
        self.index.reserve(hashes.len(), hash_of);
        for (number, hash) in (0u32..).zip(&hashes) {
            self.index.insert_unique(*hash, number, hash_of);
        }
        self.hashes = hashes;
    }
}

fn member<'b>(bytes: &'b [u8], ends: &[usize], number: usize) -> &'b [u8] {
    let start = number.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    ends.get(number).and_then(|end| bytes.get(start..*end)).unwrap_or(&[])
}

impl Serialize for ByteSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.bytes, &self.ends).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ByteSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (bytes, ends) = <(Vec<u8>, Vec<usize>)>::deserialize(deserializer)?;
        let mut set = Self { bytes, ends, ..Self::default() };
        if set.ends.len() > SCANNED {
            set.build_index();
        }
        Ok(set)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::exec::aggregate::{from_bytes, to_bytes};

    impl ByteSet {
        fn insert(&mut self, key: &[u8]) -> bool {
            let before = self.len();
            self.find_or_insert(key, |_| true);
            self.len() > before
        }
    }

    #[test]
    fn numbers_follow_the_first_insertion() {
        let mut set = ByteSet::default();
        let keys: Vec<String> = (0..1000).map(|number| format!("k{}", number % 300)).collect();
        let numbers: Vec<usize> =
            keys.iter().map(|key| set.find_or_insert(key.as_bytes(), |_| true).unwrap()).collect();
        assert_eq!(set.len(), 300);
        assert!(numbers.iter().enumerate().all(|(place, number)| *number == place % 300));
        assert_eq!(set.text(299), "k299");
        assert_eq!(set.find_or_insert(b"k17", |_| false), Some(17));
        assert_eq!(set.find_or_insert(b"k300", |_| false), None);
        assert!(set.find_or_insert(b"", |length| length < 300).is_none());
        assert!(set.insert(b""));
        assert!(!set.insert(b""));
    }

    #[test]
    fn comes_back_from_bytes() {
        for size in [0, 3, 50] {
            let mut set = ByteSet::default();
            (0..size).for_each(|number: i32| assert!(set.insert(format!("{number}").as_bytes())));
            let mut again: ByteSet = from_bytes(&to_bytes(&set).unwrap()).unwrap();
            assert!(again.iter().eq(set.iter()));
            assert_eq!(again.insert(b"2"), size == 0);
        }
    }
}
