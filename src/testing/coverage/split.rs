//! The alternatives of a regex at its top level.

use std::ops::Range;

/// The places of the alternatives in a regex; a single one when there is no bar outside of groups and classes.
pub(super) fn alternatives(regex: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut depth, mut in_class) = (0, 0_usize, false);
    let mut letters = regex.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => {
                // Text between \Q and \E is literal.
                let next = letters.next().map(|(_, next)| next);
                if next == Some('Q') {
                    let rest = regex.get(at + 2..).unwrap_or("");
                    let skipped = rest.find("\\E").map_or(rest.len(), |end| end + 2);
                    letters = regex.char_indices();
                    while letters.clone().next().is_some_and(|(place, _)| place < at + 2 + skipped) {
                        letters.next();
                    }
                }
            }
            '[' => in_class = true,
            ']' => in_class = false,
            _ if in_class => {}
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => {
                found.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(start..regex.len());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bars_at_the_top_level_part_alternatives() {
        for (regex, expected) in [
            ("a", vec!["a"]),
            ("a|b|", vec!["a", "b", ""]),
            (r"openssl(\.exe|)?|x[|(]y|\|z", vec![r"openssl(\.exe|)?", "x[|(]y", r"\|z"]),
            (r"\Qa|(b\E|c", vec![r"\Qa|(b\E", "c"]),
            ("é|ü", vec!["é", "ü"]),
        ] {
            let found: Vec<&str> = alternatives(regex).into_iter().filter_map(|place| regex.get(place)).collect();
            assert_eq!(found, expected, "{regex}");
        }
    }
}
