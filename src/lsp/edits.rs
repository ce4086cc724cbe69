//! The edits that lead from one text to another: only the lines that differ, so that cursors and marks stay.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::diagnostic::Edit;
use crate::source::Span;

/// The edits, in ascending order.
pub(super) fn between(before: &str, after: &str) -> Vec<Edit> {
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let (old, new) = (starts(&old), starts(&new));
    let place = |starts: &[usize], line: usize| starts.get(line).copied().unwrap_or_default();
    let changed = ops.iter().filter(|op| op.tag() != DiffTag::Equal);
    let edits = changed.map(|op| {
        let (lines, new_lines) = (op.old_range(), op.new_range());
        let text = after.get(place(&new, new_lines.start)..place(&new, new_lines.end)).unwrap_or("");
        let span = Span::new(place(&old, lines.start), place(&old, lines.end));
        trimmed(before, span, text)
    });
    edits.collect()
}

/// An edit without what both texts begin and end with. It does not part `\r\n`, within which no position is.
fn trimmed(before: &str, span: Span, text: &str) -> Edit {
    let old = span.of(before);
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| -> usize {
        a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    let mut head = same(&mut old.chars(), &mut text.chars());
    if old.get(..head).is_some_and(|head| head.ends_with('\r')) {
        head -= 1;
    }
    let (old, text) = (old.get(head..).unwrap_or(""), text.get(head..).unwrap_or(""));
    let mut tail = same(&mut old.chars().rev(), &mut text.chars().rev());
    let parts_line_end = |text: &str| {
        let (before, behind) = text.split_at_checked(text.len() - tail).unwrap_or((text, ""));
        before.ends_with('\r') && behind.starts_with('\n')
    };
    if parts_line_end(old) || parts_line_end(text) {
        tail -= 1;
    }
    let start = span.start() + head;
    Edit {
        span: Span::new(start, start + old.len() - tail),
        text: text.get(..text.len() - tail).unwrap_or("").to_owned(),
    }
}

/// Where each line begins, and where the last one ends.
fn starts(lines: &[&str]) -> Vec<usize> {
    let mut at = 0;
    let mut starts = vec![0];
    starts.extend(lines.iter().map(|line| {
        at += line.len();
        at
    }));
    starts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn applied(before: &str, edits: &[Edit]) -> String {
        let mut text = before.to_owned();
        for edit in edits.iter().rev() {
            text.replace_range(edit.span.start()..edit.span.end(), &edit.text);
        }
        text
    }

    #[test]
    fn only_what_differs_is_touched() {
        assert_eq!(between("a\r\nb", "a\nb").first().map(|edit| edit.span), Some(Span::new(1, 3)));
        let edits = between("a=1\nb = 2\nc=3\n", "a = 1\nb = 2\nc=3\n");
        assert_eq!(edits.len(), 1);
        assert!(edits.iter().all(|edit| edit.span == Span::new(1, 2) && edit.text == " = "));
        assert!(between("a\n", "a\n").is_empty());
    }

    proptest! {
        #[test]
        fn edits_lead_to_the_text(before in "[ab\\ré\n😀]{0,20}", after in "[ab\\ré\n😀]{0,20}") {
            let edits = between(&before, &after);
            prop_assert_eq!(applied(&before, &edits), after);
            prop_assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        }
    }
}
