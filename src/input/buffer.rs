//! A buffer for bytes that are read. Its memory is used again and again, and neither asked for nor zeroed anew: what is left
//! over from earlier use lies behind its end until it is overwritten.

use std::ops::Deref;

/// How much room a buffer without memory gets at first; more comes as it fills, so that small files stay cheap.
const FIRST: usize = 64 << 10;

/// Bytes with initialised room behind them.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    memory: Vec<u8>,
    length: usize,
}

impl Buffer {
    /// Memory that it has, in bytes.
    pub fn capacity(&self) -> usize {
        self.memory.len()
    }

    /// Forgets the bytes from a length on.
    pub fn truncate(&mut self, length: usize) {
        self.length = self.length.min(length);
    }

    /// Forgets as many bytes at the beginning.
    pub fn skip(&mut self, count: usize) {
        let count = count.min(self.length);
        self.memory.copy_within(count..self.length, 0);
        self.length -= count;
    }

    /// Gives memory back that is not used, unless it is hardly worth the copy.
    pub fn shrink(&mut self) {
        if self.length < self.memory.len() / 8 * 7 {
            self.memory.truncate(self.length);
            self.memory.shrink_to_fit();
        }
    }

    /// Appends bytes.
    pub fn extend(&mut self, more: &[u8]) {
        let end = self.length + more.len();
        if self.memory.len() < end {
            self.memory.resize(end, 0);
        }
        if let Some(room) = self.memory.get_mut(self.length..end) {
            room.copy_from_slice(more);
            self.length = end;
        }
    }

    /// Room for bytes up to a length, or a part of it; empty when there are as many already.
    pub fn room(&mut self, length: usize) -> &mut [u8] {
        if self.memory.len() < length && self.memory.len() == self.length {
            self.memory.resize(length.min(FIRST.max(self.length * 2)), 0);
        }
        let end = length.min(self.memory.len());
        self.memory.get_mut(self.length..end).unwrap_or_default()
    }

    /// Takes as many bytes in from the room that was filled.
    pub fn grow(&mut self, count: usize) {
        self.length = (self.length + count).min(self.memory.len());
    }
}

impl Deref for Buffer {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.memory.get(..self.length).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_grows_to_what_is_wanted_and_stays() {
        let mut buffer = Buffer::default();
        buffer.extend(b"abc");
        assert_eq!(buffer.room(3).len(), 0);
        while buffer.len() < 1 << 20 {
            let room = buffer.room(1 << 20);
            let count = room.len();
            assert!(count > 0);
            room.fill(b'x');
            buffer.grow(count);
        }
        assert_eq!((buffer.len(), &buffer[..5]), (1 << 20, &b"abcxx"[..]));
        buffer.truncate(10);
        buffer.skip(2);
        assert_eq!(&*buffer, b"cxxxxxxx");
        assert_eq!((buffer.room(1 << 20).len(), buffer.capacity()), ((1 << 20) - 8, 1 << 20));
        buffer.extend(b"yz");
        assert_eq!(&*buffer, b"cxxxxxxxyz");
        buffer.skip(100);
        assert!(buffer.is_empty());
    }
}
