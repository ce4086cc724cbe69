//! Text on a terminal that takes the place of the text before it.

use std::fmt::Write;

/// What is on the screen now.
#[derive(Debug, Default)]
pub struct Frame {
    /// Lines that the cursor is below the beginning of the text.
    lines: usize,
    size: (usize, usize),
}

/// Everything from the cursor on.
const CLEAR_BELOW: &str = "\u{1b}[J";
/// The rest of a line.
const CLEAR_LINE: &str = "\u{1b}[K";
/// The whole screen.
const CLEAR_SCREEN: &str = "\u{1b}[H\u{1b}[2J";

impl Frame {
    /// What puts a text in the place of the one before. `size`: columns and lines of the screen, in which the text has to fit
    /// with a line to spare. Each line is written over the old one, so that nothing flickers.
    pub fn replace(&mut self, text: &str, size: (usize, usize)) -> String {
        let mut bytes = String::with_capacity(text.len() + 256);
        // After a change of its size the terminal has moved everything.
        if self.lines > 0 && self.size != size {
            bytes.push_str(CLEAR_SCREEN);
        } else {
            self.to_start(&mut bytes);
        }
        (self.lines, self.size) = (0, size);
        for line in text.lines() {
            bytes.push_str(line);
            bytes.push_str(CLEAR_LINE);
            bytes.push('\n');
            self.lines += 1;
        }
        bytes.push_str(CLEAR_BELOW);
        bytes
    }

    /// What takes the text away; empty when there is none.
    pub fn clear(&mut self) -> String {
        let mut bytes = String::new();
        if self.lines > 0 {
            self.to_start(&mut bytes);
            bytes.push_str(CLEAR_BELOW);
            self.lines = 0;
        }
        bytes
    }

    fn to_start(&self, bytes: &mut String) {
        if self.lines > 0 {
            // Writing to a String cannot fail.
            let _ = write!(bytes, "\r\u{1b}[{}A", self.lines);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_written_over_the_one_before() {
        let mut frame = Frame::default();
        assert_eq!(frame.clear(), "");
        assert_eq!(frame.replace("a\nb\n", (80, 24)), "a\u{1b}[K\nb\u{1b}[K\n\u{1b}[J");
        assert_eq!(frame.replace("c\n", (80, 24)), "\r\u{1b}[2Ac\u{1b}[K\n\u{1b}[J");
        assert!(frame.replace("c\n", (40, 24)).starts_with(CLEAR_SCREEN), "another size");
        assert_eq!(frame.clear(), "\r\u{1b}[1A\u{1b}[J");
        assert_eq!(frame.clear(), "", "it is gone already");
    }
}
