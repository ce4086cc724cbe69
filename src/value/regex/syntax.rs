//! The parsed form of a LogScale regex, with the flags already settled at every leaf.

/// How a leaf compares letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// It holds no letters, so both ways give the same.
    Any,
    /// Letters must be equal.
    Sensitive,
    /// Letters are equal in any case.
    Ignored,
}

/// Inclusive ranges of characters.
pub(super) type Ranges = &'static [(char, char)];

/// `\d` is ASCII (language notes 5.2).
pub(super) const DIGIT: Ranges = &[('0', '9')];
/// `\w` is ASCII (language notes 5.2).
pub(super) const WORD: Ranges = &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];
/// `\s` is blank, tab, CR, LF and nothing else (language notes 5.2).
pub(super) const SPACE: Ranges = &[('\t', '\n'), ('\r', '\r'), (' ', ' ')];
/// `\h` of the second engine.
pub(super) const HORIZONTAL: Ranges = &[
    ('\t', '\t'),
    (' ', ' '),
    ('\u{a0}', '\u{a0}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{180e}', '\u{180e}'),
    ('\u{2000}', '\u{200a}'),
    ('\u{202f}', '\u{202f}'),
    ('\u{205f}', '\u{205f}'),
    ('\u{3000}', '\u{3000}'),
];
/// `\v` of the second engine.
pub(super) const VERTICAL: Ranges = &[('\n', '\r'), ('\u{85}', '\u{85}'), ('\u{2028}', '\u{2029}')];

/// One member of a class.
#[derive(Clone, Debug)]
pub(super) enum ClassItem {
    Range(char, char),
    /// A named set and whether it is negated.
    Set(Ranges, bool),
    /// A Unicode property and whether it is negated.
    Property(String, bool),
}

/// `[…]`, or an escape such as `\d` by itself.
#[derive(Clone, Debug)]
pub(super) struct Class {
    pub(super) negated: bool,
    pub(super) items: Vec<ClassItem>,
    pub(super) case: Case,
}

/// What holds at a place without taking characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Assertion {
    TextStart,
    TextEnd,
    /// `\Z`: the end, or before a final line end.
    FinalEnd,
    /// `^` with flag m.
    LineStart,
    /// `$` with flag m.
    LineEnd,
    WordBoundary,
    NotWordBoundary,
}

/// What a pair of parentheses does.
#[derive(Clone, Debug)]
pub(super) enum GroupKind {
    /// `(X)`: groups, and is numbered for `\1` and for replacements.
    Plain(u32),
    NonCapturing,
    /// The index into the list of field names.
    Named(usize),
    LookAhead {
        negated: bool,
    },
}

/// A regex.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Literal(char, Case),
    Dot { matches_line_ends: bool },
    Class(Class),
    Assertion(Assertion),
    BackReference(u32, Case),
    Group(GroupKind, Box<Node>),
    Repeat { node: Box<Node>, minimum: u32, maximum: Option<u32>, greedy: bool },
    Concat(Vec<Node>),
    Alternation(Vec<Node>),
}

impl Node {
    /// How many leaves the regex has when every counter is written out; saturates.
    pub(super) fn weight(&self) -> u64 {
        match self {
            Node::Group(_, node) => node.weight().saturating_add(1),
            Node::Repeat { node, minimum, maximum, .. } => {
                let times = maximum.unwrap_or(*minimum).max(*minimum).max(1);
                node.weight().saturating_mul(u64::from(times))
            }
            Node::Concat(nodes) | Node::Alternation(nodes) => {
                nodes.iter().fold(1, |sum: u64, node| sum.saturating_add(node.weight()))
            }
            _ => 1,
        }
    }
}

/// What the choice of the engine and of the line ends depends on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Features {
    pub(super) look_ahead: bool,
    pub(super) back_reference: bool,
    pub(super) final_end: bool,
    pub(super) line_start: bool,
    pub(super) line_end: bool,
    pub(super) sensitive_letters: bool,
    pub(super) ignored_letters: bool,
}
