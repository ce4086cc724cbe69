//! Reads LogScale's regex dialect (language notes 5.2): branches, groups, counters. Escapes and classes have own files.

use std::ops::Range;

use super::syntax::{Assertion, Case, Features, GroupKind, Node};
use super::{Flags, RegexError};

/// Deepest nesting of parentheses.
const MAXIMUM_DEPTH: usize = 100;
/// Longest regex, in bytes.
const MAXIMUM_LENGTH: usize = 100_000;
/// Most leaves after writing out all counters.
const MAXIMUM_WEIGHT: u64 = 1_000_000;

/// The outcome of parsing.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) node: Node,
    pub(super) names: Vec<String>,
    pub(super) features: Features,
    pub(super) warnings: Vec<(String, Range<usize>)>,
    pub(super) inline_case_scope: Option<Range<usize>>,
}

/// The flags that can change inside a regex.
#[derive(Clone, Copy, Debug)]
pub(super) struct Modes {
    pub(super) ignore_case: bool,
    pub(super) multiline: bool,
    pub(super) dot_matches_line_ends: bool,
}

pub(super) struct Parser<'s> {
    pub(super) source: &'s str,
    pub(super) position: usize,
    pub(super) second_engine: bool,
    pub(super) plain_groups: u32,
    pub(super) features: Features,
    pub(super) warnings: Vec<(String, Range<usize>)>,
    names: Vec<String>,
    inline_case_scope: Option<Range<usize>>,
    depth: usize,
}

/// What an opening parenthesis turned out to be.
enum Opening {
    Group(GroupKind, Modes),
    /// `(?i)`: new flags for what follows.
    Modes(Modes),
}

pub(super) fn parse(source: &str, flags: Flags) -> Result<Parsed, RegexError> {
    if source.len() > MAXIMUM_LENGTH {
        return Err(RegexError::new("regex: longer than 100,000 bytes", 0..source.len()));
    }
    let mut parser = Parser {
        source,
        position: 0,
        second_engine: flags.second_engine,
        plain_groups: 0,
        features: Features::default(),
        warnings: Vec::new(),
        names: Vec::new(),
        inline_case_scope: None,
        depth: 0,
    };
    let modes = Modes {
        ignore_case: flags.ignore_case,
        multiline: flags.multiline,
        dot_matches_line_ends: flags.dot_matches_line_ends,
    };
    let node = parser.alternation(modes)?;
    if parser.peek().is_some() {
        let position = parser.position;
        return Err(RegexError::new("regex: ')' closes no group; write \\) for the character", position..position + 1));
    }
    if node.weight() > MAXIMUM_WEIGHT {
        return Err(RegexError::new("regex: too large when its counters are written out", 0..source.len()));
    }
    let Parser { names, features, warnings, inline_case_scope, .. } = parser;
    Ok(Parsed { node, names, features, warnings, inline_case_scope })
}

impl Parser<'_> {
    pub(super) fn rest(&self) -> &str {
        self.source.get(self.position..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn take(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.position += character.len_utf8();
        Some(character)
    }

    pub(super) fn skip(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.position += text.len();
        }
        found
    }

    pub(super) fn error<T>(&self, message: impl Into<String>, start: usize) -> Result<T, RegexError> {
        Err(RegexError::new(message, start..self.position.max(start)))
    }

    pub(super) fn unsupported<T>(&self, what: &str, start: usize) -> Result<T, RegexError> {
        self.error(format!("regex: {what} not supported by LogScale"), start)
    }

    /// A literal with the case rule that its modes give it.
    pub(super) fn literal(&mut self, character: char, modes: Modes) -> Node {
        let case = self.case(character.is_alphabetic(), modes);
        Node::Literal(character, case)
    }

    pub(super) fn case(&mut self, has_letters: bool, modes: Modes) -> Case {
        match (has_letters, modes.ignore_case) {
            (false, _) => Case::Any,
            (true, true) => {
                self.features.ignored_letters = true;
                Case::Ignored
            }
            (true, false) => {
                self.features.sensitive_letters = true;
                Case::Sensitive
            }
        }
    }

    /// Branches up to the end or to the closing parenthesis. An inline flag holds up to the end of its own branch in
    /// the first engine, and also for the branches behind it in the second (language notes 5.2).
    fn alternation(&mut self, outer: Modes) -> Result<Node, RegexError> {
        let mut modes = outer;
        let mut branches = Vec::new();
        loop {
            let (branch, inline_case) = self.branch(&mut modes)?;
            branches.push(branch);
            if !self.skip("|") {
                break;
            }
            if !self.second_engine {
                if self.inline_case_scope.is_none() {
                    self.inline_case_scope = inline_case;
                }
                modes = outer;
            }
        }
        if branches.len() > 1 {
            return Ok(Node::Alternation(branches));
        }
        Ok(branches.pop().unwrap_or(Node::Concat(Vec::new())))
    }

    /// One branch, and where in it `(?i)` stood, if it did.
    fn branch(&mut self, modes: &mut Modes) -> Result<(Node, Option<Range<usize>>), RegexError> {
        let mut nodes = Vec::new();
        let mut inline_case = None;
        while let Some(character) = self.peek() {
            let start = self.position;
            let node = match character {
                '|' | ')' => break,
                '*' | '+' | '?' => {
                    self.take();
                    let message =
                        format!("regex: '{character}' has nothing to repeat; write \\{character} for the character");
                    return self.error(message, start);
                }
                '{' => match self.counter()? {
                    Some(_) => {
                        return self.error("regex: the counter has nothing to repeat", start);
                    }
                    None => {
                        self.take();
                        self.literal('{', *modes)
                    }
                },
                '(' => match self.opening(*modes)? {
                    Opening::Modes(new) => {
                        if new.ignore_case && !modes.ignore_case {
                            inline_case = Some(start..self.position);
                        }
                        *modes = new;
                        continue;
                    }
                    Opening::Group(kind, inner) => self.group(kind, inner, start)?,
                },
                '\\' if self.skip("\\Q") => {
                    self.quoted(*modes, &mut nodes);
                    match nodes.pop() {
                        Some(last) => last,
                        None => continue,
                    }
                }
                '\\' => match self.escape_outside_class(*modes)? {
                    Some(node) => node,
                    None => continue,
                },
                '[' => self.class(*modes)?,
                _ => {
                    self.take();
                    self.plain(character, *modes)
                }
            };
            let node = self.quantified(node, start)?;
            nodes.push(node);
        }
        let node = if nodes.len() == 1 { nodes.pop().unwrap_or(Node::Concat(Vec::new())) } else { Node::Concat(nodes) };
        Ok((node, inline_case))
    }

    fn plain(&mut self, character: char, modes: Modes) -> Node {
        match character {
            '.' => Node::Dot { matches_line_ends: modes.dot_matches_line_ends },
            '^' if modes.multiline => {
                self.features.line_start = true;
                Node::Assertion(Assertion::LineStart)
            }
            '^' => Node::Assertion(Assertion::TextStart),
            '$' if modes.multiline => {
                self.features.line_end = true;
                Node::Assertion(Assertion::LineEnd)
            }
            '$' => Node::Assertion(Assertion::TextEnd), // without m the very end only, not before a last line end
            _ => self.literal(character, modes),
        }
    }

    /// `\Q…\E`, also open to the end of the regex.
    fn quoted(&mut self, modes: Modes, nodes: &mut Vec<Node>) {
        while !self.skip("\\E") {
            let Some(character) = self.take() else { return };
            let node = self.literal(character, modes);
            nodes.push(node);
        }
    }

    fn group(&mut self, kind: GroupKind, modes: Modes, start: usize) -> Result<Node, RegexError> {
        self.depth += 1;
        if self.depth > MAXIMUM_DEPTH {
            return self.error("regex: groups are nested too deeply", start);
        }
        let node = self.alternation(modes)?;
        self.depth -= 1;
        if !self.skip(")") {
            return Err(RegexError::new("regex: '(' is never closed; write \\( for the character", start..start + 1));
        }
        Ok(Node::Group(kind, Box::new(node)))
    }

    fn opening(&mut self, modes: Modes) -> Result<Opening, RegexError> {
        let start = self.position;
        self.skip("(");
        if !self.skip("?") {
            self.plain_groups += 1;
            return Ok(Opening::Group(GroupKind::Plain(self.plain_groups), modes));
        }
        if self.skip(":") {
            return Ok(Opening::Group(GroupKind::NonCapturing, modes));
        }
        if self.skip("<=") || self.skip("<!") {
            return self.unsupported("look-behind is", start);
        }
        if self.skip(">") {
            return self.unsupported("an atomic group is", start);
        }
        if self.skip("=") || self.skip("!") {
            self.features.look_ahead = true;
            let negated = self.source.as_bytes().get(self.position - 1) == Some(&b'!');
            return Ok(Opening::Group(GroupKind::LookAhead { negated }, modes));
        }
        if self.skip("P=") || self.skip("P>") {
            return self.unsupported("a reference to a named group is", start);
        }
        if self.skip("P<") || self.skip("<") {
            let name = self.group_name(start)?;
            self.names.push(name);
            return Ok(Opening::Group(GroupKind::Named(self.names.len() - 1), modes));
        }
        self.inline_modes(modes, start)
    }

    /// Field names: letters, digits, `_ - # @ . [ ]` (language notes 5.2).
    fn group_name(&mut self, start: usize) -> Result<String, RegexError> {
        let name_start = self.position;
        loop {
            match self.take() {
                Some('>') => break,
                Some(character) if character.is_alphanumeric() || "_-#@.[]".contains(character) => {}
                Some(character) => {
                    let message =
                        format!("regex: a group name cannot hold {character:?}; letters, digits and _ - # @ . [ ] can");
                    return self.error(message, self.position - character.len_utf8());
                }
                None => return self.error("regex: the group name has no closing '>'", start),
            }
        }
        match self.source.get(name_start..self.position - 1) {
            Some(name) if !name.is_empty() => Ok(name.to_owned()),
            _ => self.error("regex: the group name is empty", start),
        }
    }

    /// `(?i)`, `(?i-s)`, `(?m:`.
    fn inline_modes(&mut self, mut modes: Modes, start: usize) -> Result<Opening, RegexError> {
        let mut switch_on = true;
        loop {
            let letter_start = self.position;
            match self.take() {
                Some('i') => modes.ignore_case = switch_on,
                Some('m') => modes.multiline = switch_on,
                Some('s') => modes.dot_matches_line_ends = switch_on,
                Some('-') if switch_on => switch_on = false,
                Some(')') => return Ok(Opening::Modes(modes)),
                Some(':') => return Ok(Opening::Group(GroupKind::NonCapturing, modes)),
                Some(other) if letter_start == start + 2 && !other.is_alphabetic() => {
                    return self.unsupported(&format!("the group (?{other} is"), start);
                }
                Some(other) => {
                    return self.unsupported(&format!("the inline flag {other:?} is"), letter_start);
                }
                None => return self.error("regex: '(?' is never closed", start),
            }
        }
    }

    /// The quantifiers behind a node. A lazy `?` belongs to the quantifier before it.
    fn quantified(&mut self, mut node: Node, start: usize) -> Result<Node, RegexError> {
        let mut nested = 0;
        loop {
            let (minimum, maximum) = match self.peek() {
                Some('*') => (0, None),
                Some('+') => (1, None),
                Some('?') => (0, Some(1)),
                Some('{') => match self.counter()? {
                    Some((range, end)) => {
                        self.position = end - 1; // the last character is taken below
                        range
                    }
                    None => return Ok(node),
                },
                _ => return Ok(node),
            };
            self.take();
            let greedy = !self.skip("?");
            if self.skip("+") {
                return self.unsupported("a possessive quantifier (such as a*+) is", start);
            }
            nested += 1;
            if nested > MAXIMUM_DEPTH {
                return self.error("regex: too many quantifiers in a row", start);
            }
            node = Node::Repeat { node: Box::new(node), minimum, maximum, greedy };
        }
    }

    /// `{n}`, `{n,}` or `{n,m}` at the position, with the place behind it. `None` if the brace opens no counter: then it
    /// stands for itself (language notes 5.2).
    #[allow(clippy::type_complexity)]
    fn counter(&self) -> Result<Option<((u32, Option<u32>), usize)>, RegexError> {
        let Some(inner) = self.rest().strip_prefix('{') else {
            return Ok(None);
        };
        let length = inner.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b',').count();
        let Some((inner, rest)) = inner.split_at_checked(length) else {
            return Ok(None);
        };
        let (low, high) = inner.split_once(',').unwrap_or((inner, inner));
        if low.is_empty() || high.contains(',') || !rest.starts_with('}') {
            return Ok(None);
        }
        let range = self.position..self.position + inner.len() + 2;
        let too_large = || RegexError::new("regex: the counter is too large", range.clone());
        let minimum: u32 = low.parse().map_err(|_| too_large())?;
        let maximum: Option<u32> = match high {
            "" => None,
            _ => Some(high.parse().map_err(|_| too_large())?),
        };
        if maximum.is_some_and(|maximum| maximum < minimum) {
            return Err(RegexError::new("regex: the counter's maximum is below its minimum", range));
        }
        if minimum > 100_000 || maximum > Some(100_000) {
            return Err(too_large());
        }
        Ok(Some(((minimum, maximum), range.end)))
    }
}
