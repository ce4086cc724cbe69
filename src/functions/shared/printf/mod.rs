//! Formats of `format()`: `%s:%05d` and the like, compiled once, written for each event (functions-format.html).

mod decimal;
mod parse;
mod write;

use crate::value::time::Zone;

/// A compiled format.
#[derive(Debug)]
pub struct Format {
    pieces: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    Text(String),
    Specifier(Specifier),
}

/// `%[index$][flags][width][.precision][length]type[modifier]`.
#[derive(Debug)]
struct Specifier {
    /// The place of its field in the list of fields.
    field: usize,
    flags: Flags,
    /// The smallest number of characters.
    width: usize,
    precision: Option<usize>,
    /// Length `h`: whole numbers have 32 bits.
    short: bool,
    conversion: Conversion,
    /// The result is written in upper case (types X E G B C T).
    upper: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Flags {
    /// `-`: pad on the right.
    left: bool,
    /// `+`: always a sign.
    plus: bool,
    /// A blank in place of the plus sign.
    blank: bool,
    /// `#`: prefixes 0 and 0x, always a decimal point.
    alternate: bool,
    /// `0`: pad with zeros.
    zero: bool,
    /// `,`: commas between thousands.
    group: bool,
    /// `<`: the field of the specifier before.
    again: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Conversion {
    Integer,
    Octal,
    Hexadecimal,
    Fixed,
    Scientific,
    General,
    Boolean,
    Character,
    Text,
    /// A conversion letter of formatTime().
    Time(char),
}

impl Format {
    /// Compiles a format for that many fields.
    ///
    /// # Errors
    /// A sentence for the user: an unknown type, a field too few.
    pub fn compile(format: &str, fields: usize) -> Result<Self, String> {
        parse::parse(format, fields).map(|pieces| Self { pieces })
    }

    /// Appends the text for the values that `value` gives by the field's place; times are shown in `zone`.
    pub fn write<'v>(&self, value: impl Fn(usize) -> Option<&'v str>, zone: &Zone, out: &mut String) {
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Specifier(specifier) => specifier.write(value(specifier.field), zone, out),
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn text(format: &str, values: &[&str]) -> String {
        let mut out = String::new();
        let values: Vec<Option<&str>> = values.iter().map(|text| (*text != "-none-").then_some(*text)).collect();
        let format = Format::compile(format, values.len()).unwrap();
        format.write(|place| values.get(place).copied().flatten(), &Zone::utc(), &mut out);
        out
    }

    #[test]
    fn whole_numbers() {
        assert_eq!(text("%d|%i|%,d", &["42", "-7", "1234567"]), "42|-7|1,234,567");
        assert_eq!(text("%5d|%-5d|%05d|%+d|% d", &["42"; 5]), "   42|42   |00042|+42| 42");
        assert_eq!(text("%05d|%.4d|%6.4d|%.0d|", &["-42", "42", "42", "0"]), "-0042|0042|  0042||");
        assert_eq!(
            text("%x %X %#x %#X %hX %X", &["255", "255", "255", "0", "-1", "-1"]),
            "ff FF 0xff 0 FFFFFFFF FFFFFFFFFFFFFFFF"
        );
        assert_eq!(text("%#010x %o %#o", &["255", "8", "8"]), "0x000000ff 10 010");
        assert_eq!(text("%d %d %d", &["3.9", "x", "1e3"]), "3 null 1000");
    }

    #[test]
    fn decimals() {
        assert_eq!(
            text("%f %.2f %.0f %#.0f %,.2f", &["1.5", "0.125", "2.5", "2", "1234567.891"]),
            "1.500000 0.13 3 2. 1,234,567.89"
        );
        assert_eq!(text("%.1f %.3f %f", &["-0.05", "0.0004", "1e20"]), "-0.1 0.000 100000000000000000000.000000");
        assert_eq!(text("%e %.2E %e", &["176.54", "0.000999", "0"]), "1.765400e+02 9.99E-04 0.000000e+00");
        assert_eq!(text("%.1e %.0e", &["9.96", "1e123"]), "1.0e+01 1e+123");
        assert_eq!(
            text("%g %g %G %g", &["12.5", "1234567", "1234567.8", "0.5"]),
            "12.5000 1.23457e+06 1.23457E+06 0.500000"
        );
        assert_eq!(
            text("%.8f %8.2f|%-8.2f|%08.2f", &["0.1", "3.14159", "3.14159", "-3.14159"]),
            "0.10000000     3.14|3.14    |-0003.14"
        );
        assert_eq!(text("%.12f", &["0.1"]), "0.100000000");
    }

    #[test]
    fn texts() {
        assert_eq!(text("%s-%s", &["a", "b"]), "a-b");
        assert_eq!(text("%2$s %1$s %<s", &["a", "b"]), "b a a");
        assert_eq!(text("%5s|%-5s|%.2s|%c|%C", &["äö", "äö", "äöü", "xyz", "xyz"]), "   äö|äö   |äö|x|X");
        assert_eq!(text("%b %B %b", &["false", "x", "-none-"]), "false TRUE false");
        assert_eq!(text("100%% %s%n", &["-none-"]), "100% null\n");
        assert_eq!(text("%6s|%X", &["-none-", "-none-"]), "  null|NULL");
    }

    #[test]
    fn times() {
        assert_eq!(text("%tH:%<tM %1$tF %1$TB", &["1686837825000"]), "14:03 2023-06-15 JUNE");
        assert_eq!(text("%tY %tY", &["soon", "0"]), "null 1970");
    }

    #[test]
    fn explains_errors() {
        let error = |format: &str, fields| Format::compile(format, fields).unwrap_err();
        assert!(error("%y", 1).contains("%y"));
        assert!(error("%s %s", 1).contains("2 fields"));
        assert!(error("%3$s", 2).contains("3"));
        assert!(error("%<s", 2).contains("first"));
        assert!(error("50%", 1).contains("%%"));
        assert!(error("%tX", 1).contains("time"));
        assert!(error("%99999d", 1).contains("width"));
        assert!(error("%0$s", 1).contains("from 1"));
    }
}
