//! Texts that every match must contain, for the prefilter.

use regex_syntax::hir::literal::{ExtractKind, Extractor};
use regex_syntax::hir::{Hir, HirKind};

/// Most alternatives worth looking for.
const MAXIMUM_LITERALS: usize = 32;
/// Shorter texts are found everywhere.
const MINIMUM_BYTES: usize = 3;

/// Literals of at least 3 bytes of which one occurs in every match of the pattern (in the syntax of the regex crate).
pub(super) fn required(pattern: &str) -> Option<Vec<String>> {
    let hir = regex_syntax::ParserBuilder::new().nest_limit(1000).build().parse(pattern).ok()?;
    let candidates = [within(&hir), at_edge(&hir, ExtractKind::Prefix), at_edge(&hir, ExtractKind::Suffix)];
    let mut best = candidates.into_iter().flatten().reduce(better)?;
    if shortest(&best) < MINIMUM_BYTES || best.len() > MAXIMUM_LITERALS {
        return None;
    }
    best.sort();
    best.dedup();
    best.into_iter().map(|literal| String::from_utf8(literal).ok()).collect()
}

type Literals = Vec<Vec<u8>>;

fn shortest(literals: &Literals) -> usize {
    literals.iter().map(Vec::len).min().unwrap_or(0)
}

/// The set whose shortest member is longer; among equals the smaller set.
fn better(left: Literals, right: Literals) -> Literals {
    let score = |literals: &Literals| (shortest(literals), usize::MAX - literals.len());
    if score(&right) > score(&left) { right } else { left }
}

/// What the parts of the pattern require by themselves. The depth is that of the parsed groups, which is limited.
fn within(hir: &Hir) -> Option<Literals> {
    match hir.kind() {
        HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) => None,
        HirKind::Literal(literal) => Some(vec![literal.0.to_vec()]),
        HirKind::Repetition(repetition) if repetition.min == 0 => None,
        HirKind::Repetition(repetition) => within(&repetition.sub),
        HirKind::Capture(capture) => within(&capture.sub),
        HirKind::Concat(parts) => parts.iter().filter_map(within).reduce(better),
        HirKind::Alternation(branches) => {
            let mut all = Literals::new();
            for branch in branches {
                all.append(&mut within(branch)?);
                if all.len() > MAXIMUM_LITERALS {
                    return None;
                }
            }
            Some(all)
        }
    }
}

/// What every match begins or ends with; joins neighbours, as in `(foo|ba)r`.
fn at_edge(hir: &Hir, kind: ExtractKind) -> Option<Literals> {
    let mut extractor = Extractor::new();
    // Classes are not written out: a text without case would be many texts, which is no use to a search for bytes.
    extractor.kind(kind).limit_class(1).limit_total(MAXIMUM_LITERALS);
    let found = extractor.extract(hir);
    let literals = found.literals()?;
    (!literals.is_empty()).then(|| literals.iter().map(|literal| literal.as_bytes().to_vec()).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{Flags, Regex};

    fn required(source: &str) -> Option<Vec<String>> {
        Regex::new(source, Flags::default()).unwrap().required_literals().map(<[String]>::to_vec)
    }

    fn texts(texts: &[&str]) -> Option<Vec<String>> {
        Some(texts.iter().map(|text| (*text).to_owned()).collect())
    }

    #[test]
    fn finds_what_must_occur() {
        assert_eq!(required("power(shell|core)"), texts(&["powercore", "powershell"]));
        assert_eq!(required(r"\\(cmd|powershell)\.exe$"), texts(&[r"\cmd.exe", r"\powershell.exe"]));
        assert_eq!(required("x.*certutil.*y"), texts(&["certutil"]));
        assert_eq!(required("foo|.*barbar"), texts(&["barbar", "foo"]));
        assert_eq!(required("(foo|ba)r"), texts(&["bar", "foor"]));
        assert_eq!(required("(abc)+x"), texts(&["abcx"]));
        assert_eq!(required(r"^(?!.*admin)evil"), texts(&["evil"]));
        assert_eq!(required(r"(word) \1 a tail"), texts(&[" a tail"]));
    }

    #[test]
    fn says_nothing_when_unsure() {
        assert_eq!(required("(?i)powershell"), None);
        assert_eq!(required("foo|b"), None);
        assert_eq!(required("(foo)?"), None);
        assert_eq!(required(""), None);
        assert_eq!(required(r"\d+"), None);
        assert_eq!(required("(?=needle)"), None);
    }
}
