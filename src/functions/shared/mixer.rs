//! A hash of our own for the functions whose hash LogScale does not publish: the same on every machine and in every run.

/// A running hash of texts. Not for cryptography.
#[derive(Clone, Copy, Debug)]
pub struct Mixer(u64);

impl Mixer {
    /// The hash of nothing.
    pub fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    fn step(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    }

    /// Takes in a text, apart from those before and behind it.
    pub fn add(&mut self, text: &str) {
        text.bytes().for_each(|byte| self.step(byte));
        // No byte of UTF-8, so that ("a", "bc") and ("ab", "c") differ.
        self.step(0xFF);
    }

    /// Takes in that a text is missing.
    pub fn skip(&mut self) {
        self.step(0xFE);
    }

    /// The hash.
    pub fn finish(self) -> u32 {
        let mut hash = self.0;
        hash = (hash ^ (hash >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
        hash = (hash ^ (hash >> 33)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
        (hash >> 32) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(texts: &[Option<&str>]) -> u32 {
        let mut mixer = Mixer::new();
        for text in texts {
            match text {
                Some(text) => mixer.add(text),
                None => mixer.skip(),
            }
        }
        mixer.finish()
    }

    #[test]
    fn tells_lists_apart() {
        assert_eq!(hash(&[Some("a"), Some("bc")]), hash(&[Some("a"), Some("bc")]));
        assert_ne!(hash(&[Some("a"), Some("bc")]), hash(&[Some("ab"), Some("c")]));
        assert_ne!(hash(&[Some("")]), hash(&[None]));
        // The values are part of what users may store, so they must not change.
        assert_eq!(hash(&[Some("user123")]), 2_107_434_198);
    }
}
