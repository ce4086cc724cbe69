//! The wanted field names of a projection, made for cheap misses: most keys of a record are not wanted.

use super::by_name::ByName;

/// The names that a projection looks for.
#[derive(Debug)]
pub struct Keys {
    /// Wanted names, and what lies on the way to them (`a` and `a[0]` for `a[0].b`).
    paths: Vec<Path>,
    /// Open addressing over `paths`; a power of two, at most a quarter full.
    table: Box<[Entry]>,
    /// Bytes of the longest path.
    longest: Option<usize>,
    /// The search by name, where it is exact.
    by_name: Option<ByName>,
}

/// A flattened name that is wanted, or below which something is.
#[derive(Debug)]
pub(super) struct Path {
    name: Box<str>,
    /// The place in the list of wanted names.
    pub key: Option<usize>,
    /// Whether a wanted name goes on with `.`.
    pub members: bool,
    /// How many array elements have to be looked at.
    pub elements: usize,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Other bits of the hash than those that choose the place.
    tag: u32,
    /// The place in `paths` plus one; 0 is empty.
    path: u32,
}

/// Paths while they are collected.
#[derive(Default)]
struct Paths<'n> {
    list: Vec<Path>,
    places: hashbrown::HashMap<&'n str, usize, foldhash::fast::FixedState>,
}

impl<'n> Paths<'n> {
    fn at(&mut self, name: &'n str, change: impl FnOnce(&mut Path)) {
        let place = *self.places.entry(name).or_insert(self.list.len());
        if place == self.list.len() {
            self.list.push(Path { name: name.into(), key: None, members: false, elements: 0 });
        }
        if let Some(path) = self.list.get_mut(place) {
            change(path);
        }
    }
}

impl Keys {
    /// Compiles the names; the position of a name in the list is its key.
    pub fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let names: Vec<&str> = names.collect();
        let mut paths = Paths::default();
        for (key, name) in names.iter().copied().enumerate() {
            paths.at(name, |path| {
                path.key.get_or_insert(key);
            });
            for (end, byte) in name.bytes().enumerate() {
                let Some((before, after)) = name.split_at_checked(end) else {
                    continue;
                };
                match byte {
                    b'.' => paths.at(before, |path| path.members = true),
                    b'[' => paths.at(before, |path| {
                        path.elements = path.elements.max(elements(after));
                    }),
                    _ => {}
                }
            }
        }
        let mut keys = Self {
            longest: paths.list.iter().map(|path| path.name.len()).max(),
            paths: paths.list,
            table: Box::new([]),
            by_name: ByName::new(names.iter().copied()),
        };
        keys.build();
        keys
    }

    fn build(&mut self) {
        let size = (self.paths.len() * 4).next_power_of_two().max(16);
        let mut table = vec![Entry { tag: 0, path: 0 }; size].into_boxed_slice();
        for (place, path) in self.paths.iter().enumerate() {
            let hash = hash(path.name.as_bytes());
            let mut slot = hash as usize & (size - 1);
            while let Some(entry) = table.get_mut(slot) {
                if entry.path == 0 {
                    *entry = Entry { tag: (hash >> 32) as u32, path: place as u32 + 1 };
                    break;
                }
                slot = (slot + 1) & (size - 1);
            }
        }
        self.table = table;
    }

    /// The key of a whole (flattened) name.
    #[inline]
    pub fn find(&self, name: &str) -> Option<usize> {
        self.path(name)?.key
    }

    /// The search by name, where it is exact and pays.
    #[inline]
    pub(super) fn by_name(&self) -> Option<&ByName> {
        self.by_name.as_ref()
    }

    /// The longest name that [`Keys::path`] can find, in bytes.
    pub(super) fn longest(&self) -> usize {
        self.longest.unwrap_or(0)
    }

    /// What is wanted of a flattened name.
    #[inline]
    pub(super) fn path(&self, name: &str) -> Option<&Path> {
        let hash = hash(name.as_bytes());
        let mask = self.table.len().wrapping_sub(1);
        let mut slot = hash as usize & mask;
        loop {
            let entry = self.table.get(slot)?;
            let place = (entry.path as usize).checked_sub(1)?;
            if entry.tag == (hash >> 32) as u32
                && let Some(path) = self.paths.get(place)
                && *path.name == *name
            {
                return Some(path);
            }
            slot = (slot + 1) & mask;
        }
    }
}

/// How many elements the index at the start of `[7].a` asks for.
fn elements(rest: &str) -> usize {
    let digits = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(digits, _)| digits);
    match digits {
        Some("0") => 1,
        Some(digits) if !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.parse::<usize>().map_or(0, |index| index.saturating_add(1))
        }
        _ => 0,
    }
}

/// A hash of the length and of the first and last bytes. Names of one query that agree in all of these are compared one
/// by one, which is still right.
#[inline]
fn hash(name: &[u8]) -> u64 {
    let (first, last) = if let (Some(first), Some(last)) = (name.first_chunk(), name.last_chunk()) {
        (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
    } else if let (Some(first), Some(last)) = (name.first_chunk(), name.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        (u64::from(first), u64::from(last))
    } else {
        let at = |place: usize| name.get(place).map_or(0, |byte| u64::from(*byte));
        (at(0) << 8 | at(1), at(2))
    };
    let first = first ^ 0x9e37_79b9_7f4a_7c15 ^ name.len() as u64;
    let product = u128::from(first) * u128::from(last ^ 0xd1b5_4a32_d192_ed03);
    (product as u64) ^ (product >> 64) as u64
}
