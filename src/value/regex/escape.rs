//! Backslash escapes of LogScale's regex dialect (language notes 5.2), inside and outside of classes.

use super::RegexError;
use super::parse::{Modes, Parser};
use super::syntax::{Assertion, Case, Class, ClassItem, DIGIT, HORIZONTAL, Node, SPACE, VERTICAL, WORD};

/// What an escape stands for.
pub(super) enum Escape {
    Character(char),
    Item(ClassItem),
    Assertion(Assertion),
    BackReference(u32),
    /// A backslash before a line end: nothing at all.
    Nothing,
}

impl Parser<'_> {
    /// An escape as a node; `None` if it stands for nothing.
    pub(super) fn escape_outside_class(&mut self, modes: Modes) -> Result<Option<Node>, RegexError> {
        Ok(Some(match self.escape(false)? {
            Escape::Character(character) => self.literal(character, modes),
            Escape::Item(item) => {
                // Never under a case flag, which would let \w match the long s and the Kelvin sign.
                let case = match &item {
                    ClassItem::Set(ranges, _) if *ranges == WORD => {
                        self.case(true, Modes { ignore_case: false, ..modes })
                    }
                    ClassItem::Property(..) => self.case(true, modes),
                    _ => Case::Any,
                };
                Node::Class(Class { negated: false, items: vec![item], case })
            }
            Escape::Assertion(assertion) => {
                self.features.final_end |= assertion == Assertion::FinalEnd;
                Node::Assertion(assertion)
            }
            Escape::BackReference(number) => {
                self.features.back_reference = true;
                let case = self.case(true, modes);
                Node::BackReference(number, case)
            }
            Escape::Nothing => return Ok(None),
        }))
    }

    /// Reads the escape at the position, which is at a backslash.
    pub(super) fn escape(&mut self, in_class: bool) -> Result<Escape, RegexError> {
        let start = self.position;
        self.skip("\\");
        let Some(character) = self.take() else {
            return self.error("regex: a backslash at the end; write \\\\ for the character", start);
        };
        let character = match character {
            '\n' => return Ok(Escape::Nothing),
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'f' => '\u{c}',
            'a' => '\u{7}',
            'd' => return Ok(Escape::Item(ClassItem::Set(DIGIT, false))),
            'D' => return Ok(Escape::Item(ClassItem::Set(DIGIT, true))),
            's' => return Ok(Escape::Item(ClassItem::Set(SPACE, false))),
            'S' => return Ok(Escape::Item(ClassItem::Set(SPACE, true))),
            'w' => return Ok(Escape::Item(ClassItem::Set(WORD, false))),
            'W' => return Ok(Escape::Item(ClassItem::Set(WORD, true))),
            // Letters in the first engine, blank classes in the second.
            'h' if self.second_engine => {
                return Ok(Escape::Item(ClassItem::Set(HORIZONTAL, false)));
            }
            'v' if self.second_engine => return Ok(Escape::Item(ClassItem::Set(VERTICAL, false))),
            'b' if in_class => '\u{8}',
            'b' if self.peek() == Some('{') => return self.unsupported("\\b{…} is", start),
            'b' => return Ok(Escape::Assertion(Assertion::WordBoundary)),
            'B' if !in_class => return Ok(Escape::Assertion(Assertion::NotWordBoundary)),
            'A' if !in_class => return Ok(Escape::Assertion(Assertion::TextStart)),
            'z' if !in_class => return Ok(Escape::Assertion(Assertion::TextEnd)),
            'Z' if !in_class => return Ok(Escape::Assertion(Assertion::FinalEnd)),
            'e' => return self.unsupported("\\e is", start),
            'C' | 'G' | 'R' | 'X' => return self.unsupported(&format!("\\{character} is"), start),
            'N' if self.peek() == Some('{') => return self.unsupported("\\N{…} is", start),
            'k' if matches!(self.peek(), Some('<' | '{' | '\'')) => {
                return self.unsupported("a reference to a named group (\\k<…>) is", start);
            }
            'p' | 'P' => return self.property(character == 'P', start),
            'c' => match self.take() {
                Some(control @ '@'..='_') => char::from((control as u8) ^ 0x40),
                _ => {
                    return self.error("regex: \\c needs one of the characters @ A-Z [ \\ ] ^ _ behind it", start);
                }
            },
            'x' if self.skip("{") => self.braced_hex(start)?,
            'x' => self.hex(2, start)?,
            'u' => self.hex(4, start)?,
            '0' => self.octal(),
            '1'..='9' => return self.number_escape(character, in_class, start),
            other => other, // unknown escapes stand for the character, among them \/ and \-
        };
        Ok(Escape::Character(character))
    }

    fn code(&mut self, digits: usize, start: usize) -> Result<u32, RegexError> {
        let text = self.rest().get(..digits).unwrap_or_default();
        let valid = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let code = u32::from_str_radix(text, 16).ok().filter(|_| valid);
        let Some(code) = code else {
            return self.error(format!("regex: this escape needs {digits} hexadecimal digits"), start);
        };
        self.position += digits;
        Ok(code)
    }

    /// `\xhh` and `\uhhhh`; two halves of a surrogate pair make one character.
    fn hex(&mut self, digits: usize, start: usize) -> Result<char, RegexError> {
        let mut code = self.code(digits, start)?;
        if (0xd800..0xdc00).contains(&code) && self.skip("\\u") {
            let low = self.code(4, start)?;
            if (0xdc00..0xe000).contains(&low) {
                code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
            }
        }
        match char::from_u32(code) {
            Some(character) => Ok(character),
            None => self.error("regex: half of a surrogate pair is no character", start),
        }
    }

    fn braced_hex(&mut self, start: usize) -> Result<char, RegexError> {
        let (digits, closed) = self.rest().split_once('}').map_or(("", false), |(digits, _)| (digits, true));
        let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let character = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).filter(|_| plain && closed);
        let length = digits.len() + 1;
        match character {
            Some(character) => {
                self.position += length;
                Ok(character)
            }
            None => self.error("regex: \\x{…} needs the hexadecimal number of a character", start),
        }
    }

    /// Up to three octal digits, at most 377.
    fn octal(&mut self) -> char {
        let mut code: u8 = 0;
        for _ in 0..3 {
            let Some(digit) = self.peek().and_then(|character| character.to_digit(8)) else {
                break;
            };
            let next = code.checked_mul(8).and_then(|shifted| shifted.checked_add(digit as u8));
            let Some(next) = next else { break };
            code = next;
            self.position += 1;
        }
        char::from(code)
    }

    /// `\1` to a plain group opened before it; otherwise octal digits, as JitRex reads them.
    fn number_escape(&mut self, first: char, in_class: bool, start: usize) -> Result<Escape, RegexError> {
        let digits_start = self.position - 1;
        let length =
            self.source.get(digits_start..).map_or(0, |text| text.bytes().take_while(u8::is_ascii_digit).count());
        let digits = self.source.get(digits_start..digits_start + length).unwrap_or_default();
        if !in_class {
            if let Some(number) = digits.parse::<u32>().ok().filter(|number| *number <= self.plain_groups) {
                self.position = digits_start + length;
                let message = "regex: a back-reference works in LogScale's first engine only, and is not documented";
                self.warnings.push((message.to_owned(), start..self.position));
                return Ok(Escape::BackReference(number));
            }
            if length == 1 || first > '7' {
                let message = format!("regex: \\{digits} refers to a plain group that is not opened before it");
                return self.error(message, start);
            }
        } else if first > '7' {
            return Ok(Escape::Character(first));
        }
        self.position = digits_start;
        Ok(Escape::Character(self.octal()))
    }

    /// `\p{…}` and `\pL`: refused by LogScale's list, known to the fallback engine (language notes 5.2).
    fn property(&mut self, negated: bool, start: usize) -> Result<Escape, RegexError> {
        let name = if self.skip("{") {
            let Some((name, _)) = self.rest().split_once('}') else {
                return self.error("regex: \\p{ is never closed", start);
            };
            let name = name.to_owned();
            self.position += name.len() + 1;
            name
        } else {
            match self.take() {
                Some(letter) => letter.to_string(),
                None => return self.error("regex: \\p needs the name of a property", start),
            }
        };
        let (name, negated) = match name.strip_prefix('^') {
            Some(name) => (name.to_owned(), !negated),
            None => (name, negated),
        };
        let plain = name.chars().all(|character| character.is_ascii_alphanumeric() || "_ -=".contains(character));
        if !plain || regex_syntax::parse(&format!("\\p{{{name}}}")).is_err() {
            return self.error(format!("regex: unknown property {name:?}"), start);
        }
        let message = "regex: \\p{…} is not on LogScale's list; it works at most through the fallback engine";
        self.warnings.push((message.to_owned(), start..self.position));
        Ok(Escape::Item(ClassItem::Property(name, negated)))
    }
}
