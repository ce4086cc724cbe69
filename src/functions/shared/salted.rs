//! The salted digest of hashRewrite() and hashMatch().

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use sha2::{Digest, Sha256, Sha512};

use crate::diagnostic::{Diagnostic, codes};
use crate::exec::Build;

/// How a text is digested.
pub struct Salted {
    salt: String,
    /// How many bytes of the digest are kept, at most 32.
    kept: usize,
    /// SHA-512 in place of SHA-256.
    long: bool,
}

impl Salted {
    /// The Base64 characters of the longest digest.
    pub const ROOM: usize = 43;

    /// From the parameters `salt`, `bits` and `hash`.
    ///
    /// # Errors
    /// When the number of bits is no multiple of 8 between 8 and 256.
    pub fn of(build: &Build<'_>) -> Result<Self, Diagnostic> {
        let bits = build.limit("bits")?;
        if !bits.is_multiple_of(8) || bits == 0 || bits > 256 {
            let message = format!("bits must be a multiple of 8 from 8 to 256, found {bits}");
            return Err(build.error(codes::ARGUMENT_VALUE, "bits", message));
        }
        let long = build.text("hash")?.eq_ignore_ascii_case("sha512");
        Ok(Self { salt: build.text("salt")?, kept: bits / 8, long })
    }

    /// The digest of a text as Base64 without padding, written into `room`.
    pub fn digest<'r>(&self, text: &str, room: &'r mut [u8; Self::ROOM]) -> &'r str {
        let written = if self.long { self.encode::<Sha512>(text, room) } else { self.encode::<Sha256>(text, room) };
        // The alphabet is ASCII.
        room.get(..written).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    fn encode<D: Digest>(&self, text: &str, room: &mut [u8; Self::ROOM]) -> usize {
        let digest = D::new().chain_update(&self.salt).chain_update([0]).chain_update(text).finalize();
        let kept = digest.get(..self.kept).unwrap_or(&digest);
        // The room is enough for the most bytes kept.
        STANDARD_NO_PAD.encode_slice(kept, room).unwrap_or(0)
    }
}
