//! The scanner under everything that reads JSON: finds the ends of values, checks them, copies nothing.

use super::Invalid;

/// How deep objects and arrays may nest.
pub const MAX_DEPTH: usize = 256;

/// What a JSON text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `{...}`
    Object,
    /// `[...]`
    Array,
    /// A string, a number, true, false or null.
    Scalar,
}

/// Checks that the text is one JSON value, and says which kind.
///
/// # Errors
/// When it is not valid.
pub fn validate(text: &str) -> Result<Kind, Invalid> {
    let mut scanner = Scanner::new(text);
    scanner.space();
    let kind = match scanner.peek() {
        Some(b'{') => Kind::Object,
        Some(b'[') => Kind::Array,
        _ => Kind::Scalar,
    };
    scanner.skip(0)?;
    scanner.end("value")?;
    Ok(kind)
}

/// The inside of a string in the text.
#[derive(Clone, Copy)]
pub(super) struct Quoted<'t> {
    /// Without the quotes, not unescaped.
    pub raw: &'t str,
    /// Whether there is a backslash in it.
    pub escaped: bool,
}

/// A place in a text.
pub(super) struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Scanner<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, bytes: text.as_bytes(), at: 0 }
    }

    /// A scanner that begins inside a text, at a byte where a token may begin.
    #[inline]
    pub fn at(text: &'t str, at: usize) -> Self {
        Self { text, bytes: text.as_bytes(), at }
    }

    /// Where it is.
    #[inline]
    pub fn place(&self) -> usize {
        self.at
    }

    /// Steps over this byte, if it is there.
    #[inline]
    pub fn step(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    /// The byte at this place.
    #[inline]
    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Steps over white space.
    #[inline]
    pub fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// The trouble at this place: `expected` against what is there.
    #[cold]
    pub fn expected(&self, expected: &str) -> Invalid {
        self.invalid(self.at, expected)
    }

    #[cold]
    fn invalid(&self, offset: usize, expected: &str) -> Invalid {
        let found = match self.text.get(offset..).and_then(|rest| rest.chars().next()) {
            Some(char) if char.is_control() => format!("the control character {:?}", char as u32),
            Some(char) => format!("`{char}`"),
            None => "the end of the text".to_owned(),
        };
        Invalid { offset: offset.min(self.text.len()), message: format!("expected {expected}, found {found}") }
    }

    #[cold]
    pub fn too_deep(&self) -> Invalid {
        Invalid { offset: self.at, message: format!("objects and arrays nest more than {MAX_DEPTH} levels deep") }
    }

    /// Checks that only white space follows.
    pub fn end(&mut self, what: &str) -> Result<(), Invalid> {
        self.space();
        if self.at < self.bytes.len() {
            return Err(self.expected(&format!("nothing after the {what}")));
        }
        Ok(())
    }

    /// The text from `start` to this place.
    #[inline]
    fn since(&self, start: usize) -> &'t str {
        self.text.get(start..self.at).unwrap_or("")
    }

    /// A string, from its opening quote on.
    #[inline]
    pub fn string(&mut self) -> Result<Quoted<'t>, Invalid> {
        let start = self.at + 1;
        let mut at = start;
        let mut escaped = false;
        loop {
            at = find_special(self.bytes, at);
            match self.bytes.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    return Ok(Quoted { raw: self.text.get(start..at).unwrap_or(""), escaped });
                }
                Some(b'\\') => {
                    escaped = true;
                    at = self.escape(at)?;
                }
                Some(_) => {
                    return Err(self.invalid(at, "control characters of a string to be escaped"));
                }
                None => return Err(self.invalid(at, "a closing `\"`")),
            }
        }
    }

    /// The place after the escape at `at`.
    #[inline]
    fn escape(&self, at: usize) -> Result<usize, Invalid> {
        match self.bytes.get(at + 1) {
            Some(b'\\' | b'"' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(at + 2),
            Some(b'u') => {
                let digits = self.bytes.get(at + 2..).unwrap_or(&[]);
                let hex = digits.iter().take(4).take_while(|b| b.is_ascii_hexdigit());
                match hex.count() {
                    4 => Ok(at + 6),
                    n => Err(self.invalid(at + 2 + n, "four hex digits after `\\u`")),
                }
            }
            _ => Err(self.invalid(at + 1, "an escape such as `\\n`")),
        }
    }

    /// The key of a member with its colon; the place is then at the value.
    #[inline]
    pub fn key(&mut self) -> Result<Quoted<'t>, Invalid> {
        if self.peek() != Some(b'"') {
            return Err(self.expected("a key in quotes"));
        }
        let key = self.string()?;
        self.space();
        if self.peek() != Some(b':') {
            return Err(self.expected("`:` after a key"));
        }
        self.at += 1;
        self.space();
        Ok(key)
    }

    /// Steps into an object or array: over the bracket and white space. False when it is closed at once.
    #[inline]
    pub fn enter(&mut self, close: u8) -> bool {
        self.at += 1;
        self.space();
        if self.peek() == Some(close) {
            self.at += 1;
            return false;
        }
        true
    }

    /// After a value in an object or array: over the comma, or the closing bracket (then false).
    #[inline]
    pub fn more(&mut self, close: u8) -> Result<bool, Invalid> {
        self.space();
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                self.space();
                Ok(true)
            }
            Some(byte) if byte == close => {
                self.at += 1;
                Ok(false)
            }
            _ if close == b'}' => Err(self.expected("`,` or `}`")),
            _ => Err(self.expected("`,` or `]`")),
        }
    }

    /// The text of a number, true, false or null.
    #[inline]
    pub fn bare(&mut self) -> Result<&'t str, Invalid> {
        let start = self.at;
        match self.peek() {
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true")?,
            Some(b'f') => self.word("false")?,
            Some(b'n') => self.word("null")?,
            _ => return Err(self.expected("a value")),
        }
        Ok(self.since(start))
    }

    fn word(&mut self, word: &str) -> Result<(), Invalid> {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        if !rest.starts_with(word.as_bytes()) {
            return Err(self.expected("a value"));
        }
        self.at += word.len();
        Ok(())
    }

    fn digits(&mut self) -> Result<(), Invalid> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return Err(self.expected("a digit"));
        }
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), Invalid> {
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
            if let Some(b'0'..=b'9') = self.peek() {
                return Err(self.expected("a number without leading zeros"));
            }
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    /// Steps over a value that lies `depth` levels deep, and checks it. Not recursive.
    #[inline]
    pub fn skip(&mut self, depth: usize) -> Result<(), Invalid> {
        match self.peek() {
            Some(b'"') => self.string().map(|_| ()),
            Some(b'{' | b'[') => self.skip_nested(depth),
            _ => self.bare().map(|_| ()),
        }
    }

    fn skip_nested(&mut self, depth: usize) -> Result<(), Invalid> {
        let mut open = Levels::default();
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.string()?;
                }
                Some(bracket @ (b'{' | b'[')) => {
                    if depth + open.depth >= MAX_DEPTH {
                        return Err(self.too_deep());
                    }
                    let object = bracket == b'{';
                    if self.enter(if object { b'}' } else { b']' }) {
                        open.push(object);
                        if object {
                            self.key()?;
                        }
                        continue;
                    }
                }
                _ => {
                    self.bare()?;
                }
            }
            loop {
                let Some(object) = open.top() else {
                    return Ok(());
                };
                if self.more(if object { b'}' } else { b']' })? {
                    if object {
                        self.key()?;
                    }
                    break;
                }
                open.pop();
            }
        }
    }
}

/// The open brackets, one bit each: 1 is an object.
#[derive(Default)]
struct Levels {
    bits: [u64; MAX_DEPTH / 64],
    depth: usize,
}

impl Levels {
    fn push(&mut self, object: bool) {
        let bit = 1u64 << (self.depth % 64);
        if let Some(word) = self.bits.get_mut(self.depth / 64) {
            *word = if object { *word | bit } else { *word & !bit };
        }
        self.depth += 1;
    }

    fn top(&self) -> Option<bool> {
        let place = self.depth.checked_sub(1)?;
        let word = self.bits.get(place / 64)?;
        Some(word >> (place % 64) & 1 == 1)
    }

    fn pop(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}

/// The first quote, backslash or control character from `at` on; the end when there is none. Eight bytes at a time: most
/// strings of events are too short for a vector search to pay.
#[inline]
pub(super) fn find_special(bytes: &[u8], at: usize) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    const QUOTES: u64 = ONES * b'"' as u64;
    const BACKSLASHES: u64 = ONES * b'\\' as u64;
    let (blocks, tail) = bytes.get(at..).unwrap_or(&[]).as_chunks::<8>();
    for (number, block) in blocks.iter().enumerate() {
        let word = u64::from_le_bytes(*block);
        // A borrow can only set bits above a true hit, so the lowest one is right.
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let quote = (word ^ QUOTES).wrapping_sub(ONES) & !(word ^ QUOTES);
        let backslash = (word ^ BACKSLASHES).wrapping_sub(ONES) & !(word ^ BACKSLASHES);
        let hits = (control | quote | backslash) & HIGH;
        if hits != 0 {
            return at + number * 8 + (hits.trailing_zeros() / 8) as usize;
        }
    }
    let in_tail = tail.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
    match in_tail {
        Some(place) => at + blocks.len() * 8 + place,
        None => bytes.len(),
    }
}
