//! Whether a text looks like a number to a reader or a spreadsheet.

/// Whether `text` is decimal digits with an optional sign, fraction and exponent.
pub fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    is_digits(whole) && fraction.is_none_or(is_digits) && exponent.is_none_or(is_digits)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_others() {
        for text in ["0", "-12", "+3", "1.10", "1e5", "2.5E-7", "00"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["", "-", ".", "1.", ".5", "0x1f", "1 2", "1.2.3", "e5", "1e", "--1", "１"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
