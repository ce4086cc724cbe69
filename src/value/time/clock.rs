//! Lengths of the fixed units and small digit work shared by the readers and writers of times.

pub(super) const MILLIS_PER_SECOND: i64 = 1000;
pub(super) const SECONDS_PER_DAY: i64 = 86_400;
pub(super) const MILLIS_PER_DAY: i64 = SECONDS_PER_DAY * MILLIS_PER_SECOND;

/// Appends `number` in decimal with at least `width` digits, zeros in front.
pub(super) fn push_padded(out: &mut String, number: u64, width: usize) {
    let mut digits = [b'0'; 20];
    let mut rest = number;
    let mut used = 0;
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
        used += 1;
        if rest == 0 {
            break;
        }
    }
    let shown = used.max(width).min(digits.len());
    for digit in digits.iter().skip(digits.len() - shown) {
        out.push(char::from(*digit));
    }
}

/// Splits the leading ASCII digits off, at most `limit` of them.
pub(super) fn leading_digits(text: &str, limit: usize) -> (&str, &str) {
    let count = text.bytes().take(limit).take_while(u8::is_ascii_digit).count();
    text.split_at_checked(count).unwrap_or((text, ""))
}

/// Reads fraction digits as nanoseconds: `5` is 500,000,000. Digits after the ninth are cut off.
pub(super) fn fraction_nanos(digits: &str) -> u32 {
    let mut nanos = 0;
    let mut weight = 100_000_000;
    for digit in digits.bytes().take(9) {
        nanos += u32::from(digit.wrapping_sub(b'0').min(9)) * weight;
        weight /= 10;
    }
    nanos
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding() {
        let shown = |number, width| {
            let mut out = String::new();
            push_padded(&mut out, number, width);
            out
        };
        assert_eq!(shown(7, 2), "07");
        assert_eq!(shown(0, 1), "0");
        assert_eq!(shown(12345, 2), "12345");
        assert_eq!(shown(u64::MAX, 3), "18446744073709551615");
    }

    #[test]
    fn fractions() {
        assert_eq!(fraction_nanos("5"), 500_000_000);
        assert_eq!(fraction_nanos("123456789999"), 123_456_789);
        assert_eq!(fraction_nanos(""), 0);
    }
}
