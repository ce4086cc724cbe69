//! Names of the bits of a number.

use crate::diagnostic::{Diagnostic, codes};
use crate::exec::Build;
use crate::value::number;

/// Pairs of a bit and its name.
pub struct BitFlags(Vec<(u32, String)>);

impl BitFlags {
    /// From a parameter such as `[[0, read], [1, write]]`.
    ///
    /// # Errors
    /// When an entry is no pair of a bit from 0 to 63 and a name, or a bit or a name comes twice.
    pub fn of(build: &Build<'_>, parameter: &str) -> Result<Self, Diagnostic> {
        let mut flags: Vec<(u32, String)> = Vec::new();
        for pair in build.text_lists(parameter) {
            let [bit, name] = pair.as_slice() else {
                let message = format!("{parameter} takes pairs of a bit and a name, found {}", pair.join(", "));
                return Err(build.error(codes::ARGUMENT_VALUE, parameter, message));
            };
            let Some(bit) = bit.parse::<u32>().ok().filter(|bit| *bit < 64) else {
                let message = format!("{bit:?} is no bit; they are numbered from 0 to 63");
                return Err(build.error(codes::ARGUMENT_VALUE, parameter, message));
            };
            let twice = if flags.iter().any(|(known, _)| *known == bit) {
                Some(format!("the bits of {parameter} must be unique; {bit} stands twice"))
            } else if flags.iter().any(|(_, known)| known == name) {
                Some(format!("the names of {parameter} must be unique; {name:?} stands twice"))
            } else {
                None
            };
            if let Some(message) = twice {
                return Err(build.error(codes::ARGUMENT_VALUE, parameter, message));
            }
            flags.push((bit, name.clone()));
        }
        Ok(Self(flags))
    }

    /// The same from the lowest bit to the highest.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.0.sort_unstable_by_key(|(bit, _)| *bit);
        self
    }

    /// Bits and names.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        self.0.iter().map(|(bit, name)| (*bit, name.as_str()))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// The lowest 64 bits of a whole number of any size, in two's complement; none for other text.
pub fn low_bits(text: &str) -> Option<u64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return number::parse(text)?.as_whole().map(i64::cast_unsigned);
    }
    let add = |sum: u64, byte: u8| sum.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
    let bits = digits.bytes().fold(0, add);
    Some(if negative { bits.wrapping_neg() } else { bits })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_lowest_bits() {
        assert_eq!(low_bits("1234"), Some(1234));
        assert_eq!(low_bits("-1"), Some(u64::MAX));
        assert_eq!(low_bits("18446744073709551621"), Some(5));
        assert_eq!(low_bits("8.0"), Some(8));
        assert_eq!((low_bits("8.5"), low_bits(""), low_bits("x"), low_bits("-")), (None, None, None, None));
    }
}
