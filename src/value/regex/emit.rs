//! Writes a parsed regex in the syntax of the Rust engines.

use std::fmt::Write as _;

use super::syntax::{Assertion, Case, Class, ClassItem, Features, GroupKind, Node, Ranges};

/// The line ends of the first engine (JitRex source, language notes 5.2), as members of a class.
const LINE_ENDS: &str = r"\n\r\x{85}\x{2028}\x{2029}";
/// ASCII word characters, as members of a class.
const WORD_MEMBERS: &str = "0-9A-Z_a-z";

/// For whom the pattern is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The linear-time engine. `^` and `$` of flag m know LF and CR; U+0085, U+2028 and U+2029 need the other engine.
    Linear,
    /// The back-tracking engine.
    Backtracking,
    /// The linear-time syntax without look-ahead and back-references: it matches at least every text that the regex
    /// matches, so what it requires is required.
    Approximate,
}

/// A pattern and where its groups are.
#[derive(Debug)]
pub(super) struct Emitted {
    pub(super) pattern: String,
    /// The engine's group number for each named group.
    pub(super) slots: Vec<usize>,
    /// Groups without group 0.
    pub(super) groups: usize,
}

struct Emitter {
    pattern: String,
    slots: Vec<usize>,
    groups: usize,
    target: Target,
    ignore_case: bool,
    capture_plain: bool,
    ascii_boundary: bool,
}

/// Writes the pattern. With `capture_plain` the plain groups are numbered too, in the order of their parentheses.
pub(super) fn emit(
    node: &Node,
    features: Features,
    target: Target,
    capture_plain: bool,
    ascii_boundary: bool,
) -> Emitted {
    // One flag for the whole if all letters agree, else a flag at each letter.
    let ignore_case = features.ignored_letters && !features.sensitive_letters;
    let pattern = if ignore_case { "(?i)" } else { "" };
    let mut emitter = Emitter {
        pattern: pattern.to_owned(),
        slots: Vec::new(),
        groups: 0,
        target,
        ignore_case,
        capture_plain,
        ascii_boundary,
    };
    emitter.node(node);
    Emitted { pattern: emitter.pattern, slots: emitter.slots, groups: emitter.groups }
}

impl Emitter {
    fn push(&mut self, text: &str) {
        self.pattern.push_str(text);
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Literal(character, case) => self.with_case(*case, |emitter| emitter.character(*character)),
            Node::Dot { matches_line_ends: true } => self.push("(?s:.)"),
            Node::Dot { matches_line_ends: false } => {
                self.push("[^");
                self.push(LINE_ENDS);
                self.push("]");
            }
            Node::Class(class) => self.with_case(class.case, |emitter| emitter.class(class)),
            Node::Assertion(assertion) => self.assertion(*assertion),
            Node::BackReference(..) if self.target == Target::Approximate => self.push("(?s:.*)"),
            Node::BackReference(number, case) => self.with_case(*case, |emitter| {
                let _ = write!(emitter.pattern, "\\k<p{number}>");
            }),
            Node::Group(kind, inner) => self.group(kind, inner),
            Node::Repeat { node, minimum, maximum, greedy } => {
                self.repeated(node);
                let _ = match (minimum, maximum) {
                    (0, None) => write!(self.pattern, "*"),
                    (1, None) => write!(self.pattern, "+"),
                    (0, Some(1)) => write!(self.pattern, "?"),
                    (minimum, None) => write!(self.pattern, "{{{minimum},}}"),
                    (minimum, Some(maximum)) => write!(self.pattern, "{{{minimum},{maximum}}}"),
                };
                if !greedy {
                    self.push("?");
                }
            }
            Node::Concat(nodes) => {
                for node in nodes {
                    self.node(node);
                }
            }
            Node::Alternation(nodes) => {
                for (index, node) in nodes.iter().enumerate() {
                    if index > 0 {
                        self.push("|");
                    }
                    self.node(node);
                }
            }
        }
    }

    fn repeated(&mut self, node: &Node) {
        let single = matches!(node, Node::Literal(..) | Node::Dot { .. } | Node::Class(_))
            || matches!(node, Node::Group(kind, _) if !matches!(kind, GroupKind::LookAhead { .. }));
        if !single {
            self.push("(?:");
        }
        self.node(node);
        if !single {
            self.push(")");
        }
    }

    fn group(&mut self, kind: &GroupKind, inner: &Node) {
        let captures = self.target != Target::Approximate;
        match kind {
            GroupKind::LookAhead { .. } if !captures => {
                self.push("(?:)");
                return;
            }
            GroupKind::LookAhead { negated: false } => self.push("(?="),
            GroupKind::LookAhead { negated: true } => self.push("(?!"),
            GroupKind::Named(index) if captures => {
                self.groups += 1;
                self.slots.push(self.groups);
                let _ = write!(self.pattern, "(?<g{index}>");
            }
            GroupKind::Plain(number) if captures && self.capture_plain => {
                self.groups += 1;
                let _ = write!(self.pattern, "(?<p{number}>");
            }
            GroupKind::Named(_) | GroupKind::Plain(_) | GroupKind::NonCapturing => self.push("(?:"),
        }
        self.node(inner);
        self.push(")");
    }

    fn with_case(&mut self, case: Case, write: impl FnOnce(&mut Emitter)) {
        let differs = match case {
            Case::Any => false,
            Case::Sensitive => self.ignore_case,
            Case::Ignored => !self.ignore_case,
        };
        if differs {
            self.push(if self.ignore_case { "(?-i:" } else { "(?i:" });
        }
        write(self);
        if differs {
            self.push(")");
        }
    }

    /// A character, so written that neither engine can take it for syntax.
    fn character(&mut self, character: char) {
        if character.is_ascii_alphanumeric() || (!character.is_ascii() && character.is_alphanumeric()) {
            self.pattern.push(character);
        } else {
            let _ = write!(self.pattern, "\\x{{{:x}}}", u32::from(character));
        }
    }

    fn range(&mut self, low: char, high: char) {
        self.character(low);
        if low != high {
            self.push("-");
            self.character(high);
        }
    }

    fn class(&mut self, class: &Class) {
        self.push(if class.negated { "[^" } else { "[" });
        for item in &class.items {
            match item {
                ClassItem::Range(low, high) => self.range(*low, *high),
                ClassItem::Set(ranges, false) => ranges.iter().for_each(|(low, high)| self.range(*low, *high)),
                ClassItem::Set(ranges, true) => self.complement(ranges),
                ClassItem::Property(name, negated) => {
                    let _ = write!(self.pattern, "\\{}{{{name}}}", if *negated { 'P' } else { 'p' });
                }
            }
        }
        self.push("]");
    }

    fn complement(&mut self, ranges: Ranges) {
        let mut next = '\0';
        for (low, high) in ranges {
            if next < *low
                && let Some(before) = char::from_u32(u32::from(*low) - 1)
            {
                self.range(next, before);
            }
            next = char::from_u32(u32::from(*high) + 1).unwrap_or(char::MAX);
        }
        self.range(next, char::MAX);
    }

    fn assertion(&mut self, assertion: Assertion) {
        match (assertion, self.target) {
            (Assertion::TextStart, _) => self.push(r"\A"),
            (Assertion::TextEnd, _) => self.push(r"\z"),
            (Assertion::WordBoundary | Assertion::NotWordBoundary, Target::Approximate) => self.push("(?:)"),
            (Assertion::FinalEnd, Target::Linear | Target::Approximate) => self.push("(?:)"),
            (Assertion::FinalEnd, Target::Backtracking) => {
                let _ = write!(self.pattern, r"(?=(?:\r\n|[{LINE_ENDS}])?\z)");
            }
            // With LF as the line end of (?m), the two halves of `$` are: before LF; before CR or a lone LF. The engine's
            // CRLF mode (R) alone would not match between CR and LF, where the first engine does.
            (Assertion::LineStart, Target::Backtracking) => {
                let _ = write!(self.pattern, r"(?:\A|(?<=[{LINE_ENDS}]))");
            }
            (Assertion::LineStart, _) => self.push("(?:(?m:^)|(?mR:^))"),
            (Assertion::LineEnd, Target::Backtracking) => {
                let _ = write!(self.pattern, r"(?=[{LINE_ENDS}]|\z)");
            }
            (Assertion::LineEnd, _) => self.push("(?:(?m:$)|(?mR:$))"),
            (Assertion::WordBoundary, _) if !self.ascii_boundary => self.push(r"\b"),
            (Assertion::NotWordBoundary, _) if !self.ascii_boundary => self.push(r"\B"),
            (Assertion::WordBoundary, Target::Linear) => self.push(r"(?-u:\b)"),
            (Assertion::NotWordBoundary, Target::Linear) => self.push(r"(?-u:\B)"),
            (Assertion::WordBoundary, Target::Backtracking) => {
                let _ = write!(
                    self.pattern,
                    "(?:(?<=[{WORD_MEMBERS}])(?![{WORD_MEMBERS}])|(?<![{WORD_MEMBERS}])(?=[{WORD_MEMBERS}]))"
                );
            }
            (Assertion::NotWordBoundary, Target::Backtracking) => {
                let _ = write!(
                    self.pattern,
                    "(?:(?<=[{WORD_MEMBERS}])(?=[{WORD_MEMBERS}])|(?<![{WORD_MEMBERS}])(?![{WORD_MEMBERS}]))"
                );
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::Flags;
    use super::super::parse::parse;
    use super::super::syntax::WORD;
    use super::*;

    fn linear(source: &str) -> String {
        let parsed = parse(source, Flags::default()).unwrap();
        emit(&parsed.node, parsed.features, Target::Linear, false, false).pattern
    }

    #[test]
    fn common_regexes_stay_short() {
        assert_eq!(linear("cmd[.]exe$"), r"cmd[\x{2e}]exe\z");
        assert_eq!(linear("(?i)power(shell|core)"), "(?i)power(?:shell|core)");
        assert_eq!(linear("(?i)alpha|beta"), "(?i:a)(?i:l)(?i:p)(?i:h)(?i:a)|beta");
        assert_eq!(linear(r"(?<user.name>\w+)-{"), r"(?<g0>[0-9A-Z\x{5f}a-z]+)\x{2d}\x{7b}");
    }

    #[test]
    fn word_sets_agree() {
        let spelled: Vec<String> = WORD
            .iter()
            .map(|(low, high)| if low == high { low.to_string() } else { format!("{low}-{high}") })
            .collect();
        assert_eq!(spelled.concat(), WORD_MEMBERS);
    }
}
