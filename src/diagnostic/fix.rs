//! Applying fixes to a text: round by round, until nothing is left to fix, and never so that there are more errors.

use super::{Applicability, Code, Diagnostic, Edit, Fix};

/// Fixes give way to each other and uncover others; more rounds than this mean that two of them fight.
const ROUNDS: usize = 16;

/// Which fixes are applied.
#[derive(Clone, Copy)]
pub struct Level<'w> {
    /// Whether also those that may not be what was meant.
    pub unsafe_too: bool,
    /// Whether a finding is to be fixed at all.
    pub wanted: &'w dyn Fn(&Diagnostic) -> bool,
}

impl Level<'_> {
    /// The fix of a finding that is applied: the first that is safe, else perhaps the first of all.
    pub fn choose<'d>(&self, diagnostic: &'d Diagnostic) -> Option<&'d Fix> {
        if !(self.wanted)(diagnostic) {
            return None;
        }
        let safe = diagnostic.fixes.iter().find(|fix| fix.applicability == Applicability::Safe);
        safe.or_else(|| diagnostic.fixes.first().filter(|_| self.unsafe_too))
    }
}

/// A fix that was applied.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// The code of the finding.
    pub code: Code,
    /// What the fix did.
    pub message: String,
}

/// What became of a text.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The text with all fixes that could be applied.
    pub text: String,
    /// The fixes, in the order in which they were applied.
    pub applied: Vec<Applied>,
    /// The findings about the new text.
    pub left: Vec<Diagnostic>,
}

/// Applies the fixes of the findings that `check` has about the text, again and again until none is left. Of fixes that
/// touch the same place, the first one in the text is applied, and the others when they still turn up afterwards.
pub fn apply(text: &str, level: Level<'_>, check: &dyn Fn(&str) -> Vec<Diagnostic>) -> Fixed {
    let mut fixed = Fixed { text: text.to_owned(), applied: Vec::new(), left: check(text) };
    for _ in 0..ROUNDS {
        let fixes = chosen(&fixed, level);
        if !(round(&mut fixed, &fixes, check) || one_by_one(&mut fixed, level, check)) {
            break;
        }
    }
    fixed
}

/// Applies a set of fixes once, without looking at the result: what fits beside each other, from the start of the text.
/// A fix whose edits do not fit the text is left out.
pub fn apply_once<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> String {
    edited(text, &beside_each_other(text, fixes.into_iter().collect::<Vec<_>>().as_slice(), |fix| fix))
}

type Choice = (Applied, Fix);

fn chosen(fixed: &Fixed, level: Level<'_>) -> Vec<Choice> {
    let choice = |diagnostic: &Diagnostic| {
        let fix = level.choose(diagnostic)?;
        Some((Applied { code: diagnostic.code, message: fix.message.clone() }, fix.clone()))
    };
    fixed.left.iter().filter_map(choice).collect()
}

/// Applies the fixes together; false, and nothing done, when that changes nothing or makes errors.
fn round(fixed: &mut Fixed, fixes: &[Choice], check: &dyn Fn(&str) -> Vec<Diagnostic>) -> bool {
    let chosen = beside_each_other(&fixed.text, fixes, |(_, fix)| fix);
    let text = edited(&fixed.text, &chosen);
    if text == fixed.text {
        return false;
    }
    let left = check(&text);
    if errors(&left) > errors(&fixed.left) {
        return false;
    }
    let applied = fixes.iter().filter(|(_, fix)| chosen.contains(&fix)).map(|(applied, _)| applied.clone());
    fixed.applied.extend(applied.collect::<Vec<_>>());
    fixed.text = text;
    fixed.left = left;
    true
}

/// After a round that made errors: the first fix that makes none by itself.
fn one_by_one(fixed: &mut Fixed, level: Level<'_>, check: &dyn Fn(&str) -> Vec<Diagnostic>) -> bool {
    let fixes = chosen(fixed, level);
    fixes.len() > 1 && fixes.iter().any(|fix| round(fixed, std::slice::from_ref(fix), check))
}

fn errors(diagnostics: &[Diagnostic]) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count()
}

/// The fixes that fit the text and do not touch each other, each once; the first in the text goes before, and the wider
/// one where two begin together.
fn beside_each_other<'f, T>(text: &str, fixes: &'f [T], fix: impl Fn(&'f T) -> &'f Fix) -> Vec<&'f Fix> {
    let mut fixes: Vec<&Fix> = fixes.iter().map(fix).filter(|fix| fits(text, fix)).collect();
    let width = |fix: &Fix| fix.edits.iter().map(|edit| edit.span.end - edit.span.start).sum::<u32>();
    let start = |fix: &Fix| fix.edits.first().map_or(0, |edit| edit.span.start);
    fixes.sort_by_key(|fix| (start(fix), std::cmp::Reverse(width(fix))));
    let mut taken: Vec<&Fix> = Vec::new();
    for fix in fixes {
        let free = |edit: &Edit| taken.iter().flat_map(|other| &other.edits).all(|other| apart(edit, other));
        if fix.edits.iter().all(free) {
            taken.push(fix);
        }
    }
    taken
}

/// Whether the edits of a fix lie in the text, at borders of characters, one behind the other.
fn fits(text: &str, fix: &Fix) -> bool {
    let inside = |edit: &Edit| text.get(edit.span.start()..edit.span.end()).is_some();
    fix.edits.iter().all(inside)
        && fix
            .edits
            .windows(2)
            .all(|pair| matches!(pair, [first, second] if apart(first, second) && first.span.end <= second.span.start))
}

/// Whether both edits can be made. Text may be inserted at the border of what is replaced, but not twice at one place.
fn apart(one: &Edit, other: &Edit) -> bool {
    let (one, other) = (one.span, other.span);
    if one.is_empty() && other.is_empty() {
        return one.start != other.start;
    }
    one.end <= other.start || other.end <= one.start
}

/// The text with the edits of all fixes.
fn edited(text: &str, fixes: &[&Fix]) -> String {
    let mut edits: Vec<&Edit> = fixes.iter().flat_map(|fix| &fix.edits).collect();
    // What is inserted at the start of a replaced place stands before it.
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        result.push_str(text.get(at..edit.span.start()).unwrap_or(""));
        result.push_str(&edit.text);
        at = edit.span.end();
    }
    result.push_str(text.get(at..).unwrap_or(""));
    result
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::codes;
    use crate::source::Span;

    const ALL: Level<'static> = Level { unsafe_too: true, wanted: &|_| true };
    const SAFE: Level<'static> = Level { unsafe_too: false, wanted: &|_| true };

    fn fix(edits: &[(usize, usize, &str)]) -> Fix {
        let edit =
            |(start, end, text): &(usize, usize, &str)| Edit { span: Span::new(*start, *end), text: (*text).into() };
        let edits = edits.iter().map(edit).collect();
        Fix { message: "change it".to_owned(), edits, applicability: Applicability::Safe }
    }

    /// Finds every `a` and has it replaced.
    fn no_a(text: &str, with: &str, applicability: Applicability) -> Vec<Diagnostic> {
        text.match_indices('a')
            .map(|(at, _)| {
                Diagnostic::new(codes::SYNTAX, Span::new(at, at + 1), "an a").fix(
                    "replace",
                    Span::new(at, at + 1),
                    with,
                    applicability,
                )
            })
            .collect()
    }

    #[test]
    fn edits_are_made_together() {
        let (one, two, three) = (fix(&[(0, 1, "X")]), fix(&[(2, 3, ""), (4, 4, "!")]), fix(&[(4, 5, "Y")]));
        assert_eq!(apply_once("abcdef", [&three, &two, &one]), "Xbd!Yf");
    }

    #[test]
    fn what_overlaps_waits_and_what_does_not_fit_is_left_out() {
        let (wide, inside, same) = (fix(&[(0, 4, "wide")]), fix(&[(1, 2, "x")]), fix(&[(0, 4, "wide")]));
        assert_eq!(apply_once("abcdef", [&inside, &wide, &same]), "wideef");
        let (first, second) = (fix(&[(2, 2, "1")]), fix(&[(2, 2, "2")]));
        assert_eq!(apply_once("abcd", [&first, &second]), "ab1cd");
        for bad in [fix(&[(1, 2, "x")]), fix(&[(0, 99, "x")]), fix(&[(3, 3, "x"), (0, 2, "y")])] {
            assert_eq!(apply_once("\u{e4}bc", [&bad]), "\u{e4}bc");
        }
    }

    #[test]
    fn rounds_go_on_until_nothing_is_left_and_end() {
        let done = apply("banana", SAFE, &|text| no_a(text, "o", Applicability::Safe));
        assert_eq!((done.text.as_str(), done.applied.len(), done.left.len()), ("bonono", 3, 0));
        let endless = apply("a", SAFE, &|text| no_a(text, "ba", Applicability::Safe));
        assert_eq!(endless.text, format!("{}a", "b".repeat(ROUNDS)));
    }

    #[test]
    fn unsafe_fixes_wait_to_be_asked_for() {
        let check = |text: &str| no_a(text, "o", Applicability::Unsafe);
        assert_eq!(apply("banana", SAFE, &check).text, "banana");
        assert_eq!(apply("banana", ALL, &check).text, "bonono");
        let none = Level { unsafe_too: true, wanted: &|_| false };
        assert_eq!(apply("banana", none, &check).text, "banana");
    }

    #[test]
    fn a_fix_that_makes_errors_is_not_applied_and_does_not_stop_the_others() {
        let check = |text: &str| {
            let mut findings = no_a(text, "bb", Applicability::Safe);
            if let Some(at) = text.find('c') {
                let bad = Diagnostic::new(codes::SYNTAX, Span::at(at), "a c").fix(
                    "x",
                    Span::at(at),
                    "aaaa",
                    Applicability::Safe,
                );
                findings.push(bad);
            }
            findings
        };
        let done = apply("ca", SAFE, &check);
        assert_eq!(done.text, "cbb");
        assert_eq!(done.left.len(), 1);
    }

    proptest! {
        #[test]
        fn there_are_never_more_errors(
            text in "[abc\u{e4}|]{0,12}",
            edits in proptest::collection::vec((0_usize..14, 0_usize..14, "[ab\u{e4}]{0,2}"), 0..6),
        ) {
            let check = |text: &str| {
                let mut findings = no_a(text, "", Applicability::Unsafe);
                for (start, length, with) in &edits {
                    let span = Span::new(*start, start + length);
                    findings.push(Diagnostic::new(codes::DIALECT, span, "x").fix("y", span, with.as_str(), Applicability::Safe));
                }
                findings
            };
            for level in [ALL, SAFE] {
                let done = apply(&text, level, &check);
                prop_assert!(errors(&done.left) <= errors(&check(&text)));
                prop_assert_eq!(done.left.len(), check(&done.text).len());
            }
        }
    }
}
