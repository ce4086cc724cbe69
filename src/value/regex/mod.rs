//! Regular expressions of LogScale (language notes 5): its dialect, translated for engines that cannot run away.
//!
//! The dialect is parsed into a tree (`parse`, `escape`, `class`) and written out (`emit`) for a linear-time engine, or,
//! if it has look-ahead, back-references or `\Z`, for a back-tracking one with a step limit (`program`).
//!
//! Line ends under flag m are LF, CR, U+0085, U+2028 and U+2029. The linear engine knows the first two; a text with one of
//! the others is matched by the back-tracking engine. One place differs from the product: in a regex that uses both `^`
//! and `$` under m, `^` does not match between the CR and the LF of one line end.

use std::ops::Range;
use std::sync::OnceLock;

use memchr::{memchr2_iter, memmem};

mod captures;
mod class;
mod emit;
mod escape;
mod literals;
mod parse;
mod program;
mod replace;
mod syntax;

pub use captures::{Captures, CapturesIter, Locations};
pub use replace::Replacement;

use emit::{Emitted, Target, emit};
use parse::Parsed;
use program::Program;

/// The letters behind a regex literal, or of a `flags=` argument.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Flags {
    /// `i`
    pub ignore_case: bool,
    /// `d`: the dot matches line ends too.
    pub dot_matches_line_ends: bool,
    /// `m`: `^` and `$` match at lines.
    pub multiline: bool,
    /// `g`: every match gives an event. Matching itself does not look at it.
    pub repeat: bool,
    /// `F`: the second engine, which differs in the scope of `(?i)`, in `\b`, `\h` and `\v`.
    pub second_engine: bool,
}

impl Flags {
    /// Reads flag letters.
    ///
    /// # Errors
    /// The byte offset of the first letter that is no flag, and the letter.
    pub fn parse(letters: &str) -> Result<Flags, (usize, char)> {
        let mut flags = Flags::default();
        for (offset, letter) in letters.char_indices() {
            match letter {
                'i' => flags.ignore_case = true,
                'd' => flags.dot_matches_line_ends = true,
                'm' => flags.multiline = true,
                'g' => flags.repeat = true,
                'F' => flags.second_engine = true,
                _ => return Err((offset, letter)),
            }
        }
        Ok(flags)
    }
}

/// Why a regex was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegexError {
    /// A sentence for the user, which begins with "regex: ".
    pub message: String,
    /// The bytes of the source it is about.
    pub range: Range<usize>,
}

impl RegexError {
    fn new(message: impl Into<String>, range: Range<usize>) -> RegexError {
        RegexError { message: message.into(), range }
    }
}

impl std::fmt::Display for RegexError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for RegexError {}

/// The back-tracking engine gave up on a text. The caller decides whether that counts as no match, and warns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BudgetExceeded;

impl std::fmt::Display for BudgetExceeded {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("regex: gave up on a value after too many steps")
    }
}

impl std::error::Error for BudgetExceeded {}

/// A compiled regex. It is searched for, not anchored.
#[derive(Clone, Debug)]
pub struct Regex {
    source: Box<str>,
    flags: Flags,
    program: Program,
    rare_lines: Option<Box<RareLines>>,
    names: Vec<String>,
    slots: Box<[usize]>,
    groups: usize,
    warnings: Vec<(String, Range<usize>)>,
    inline_case_scope: Option<Range<usize>>,
    required_literals: Option<Vec<String>>,
}

/// The same regex for texts with a line end that the linear engine does not know; compiled when the first one comes.
#[derive(Clone, Debug)]
struct RareLines {
    pattern: String,
    program: OnceLock<Option<Program>>,
    /// Whether CR LF is a line end that the linear engine does not know: with one line end chosen for `^` and `$` together it
    /// sees no line start between the two.
    knows_no_crlf: bool,
}

impl Regex {
    /// Compiles a regex. Plain groups capture nothing; named groups become fields.
    ///
    /// `source` is the text between the slashes (with `\/` or already `/`), or the value of a quoted text.
    ///
    /// # Errors
    /// Bad syntax, a construct that LogScale refuses, or a regex too large to compile.
    pub fn new(source: &str, flags: Flags) -> Result<Regex, RegexError> {
        Regex::build(source, flags, false)
    }

    /// As [`Regex::new`], but all groups, plain and named, are numbered by their opening parentheses, as the
    /// replacement text of `replace()` needs them.
    ///
    /// # Errors
    /// Those of [`Regex::new`].
    pub fn with_numbered_groups(source: &str, flags: Flags) -> Result<Regex, RegexError> {
        Regex::build(source, flags, true)
    }

    fn build(source: &str, flags: Flags, numbered: bool) -> Result<Regex, RegexError> {
        let Parsed { node, names, features, warnings, inline_case_scope } = parse::parse(source, flags)?;
        let write = |target| {
            let capture_plain = numbered || features.back_reference;
            emit(&node, features, target, capture_plain, flags.second_engine)
        };
        let required_literals = literals::required(&write(Target::Approximate).pattern);
        let needs_backtracking = features.look_ahead || features.back_reference || features.final_end;
        let by_lines = features.line_start || features.line_end;
        let (emitted, program, rare_lines);
        if needs_backtracking {
            emitted = write(Target::Backtracking);
            program = Program::backtracking(&emitted.pattern, required_literals.as_deref(), source)?;
            rare_lines = None;
        } else {
            emitted = write(Target::Linear);
            // See emit.rs: the union of (?m) and (?mR) is exact for `$` with LF, and for `^` with CR. With both in one regex LF
            // is right for all texts without CR LF; those go to the other engine.
            let line_end = if features.line_start && !features.line_end { b'\r' } else { b'\n' };
            program = Program::linear(&emitted.pattern, line_end, source)?;
            rare_lines = by_lines.then(|| {
                let pattern = write(Target::Backtracking).pattern;
                let knows_no_crlf = features.line_start && features.line_end;
                Box::new(RareLines { pattern, program: OnceLock::new(), knows_no_crlf })
            });
        }
        let Emitted { slots, groups, .. } = emitted;
        Ok(Regex {
            source: source.into(),
            flags,
            program,
            rare_lines,
            names,
            slots: slots.into(),
            groups,
            warnings,
            inline_case_scope,
            required_literals,
        })
    }

    /// The text the regex was compiled from.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The flags it was compiled with.
    #[must_use]
    pub fn flags(&self) -> Flags {
        self.flags
    }

    /// The fields that the named groups set, in the order of the groups. A name may come twice (`(?<a>x)|(?<a>y)`).
    #[must_use]
    pub fn capture_names(&self) -> &[String] {
        &self.names
    }

    /// How many numbered groups there are: the named ones, and the plain ones if
    /// [`Regex::with_numbered_groups`] was used.
    #[must_use]
    pub fn group_count(&self) -> usize {
        self.groups
    }

    /// What the product may not accept or documents as unsupported, with the bytes of the source.
    #[must_use]
    pub fn warnings(&self) -> &[(String, Range<usize>)] {
        &self.warnings
    }

    /// Where a `(?i)` stands that an alternative follows, which it does not cover in the first engine (language notes
    /// 5.2: detection authors mean all alternatives).
    #[must_use]
    pub fn inline_case_scope(&self) -> Option<Range<usize>> {
        self.inline_case_scope.clone()
    }

    /// Texts of at least 3 bytes of which one, as written, occurs in every text that matches. `None` if no such texts
    /// are known.
    #[must_use]
    pub fn required_literals(&self) -> Option<&[String]> {
        self.required_literals.as_deref()
    }

    /// Whether it needs the engine that tries again from step to step, which can take long on some texts.
    pub fn backtracks(&self) -> bool {
        matches!(self.program, Program::Backtracking(_))
    }

    /// Whether the regex is found in the text.
    ///
    /// # Errors
    /// [`BudgetExceeded`] if the back-tracking engine gave up.
    pub fn is_match(&self, text: &str) -> Result<bool, BudgetExceeded> {
        self.program_for(text).is_match(text)
    }

    /// The bytes of the first match that starts at or behind byte `start`.
    ///
    /// # Errors
    /// [`BudgetExceeded`] if the back-tracking engine gave up.
    pub fn find_at(&self, text: &str, start: usize) -> Result<Option<Range<usize>>, BudgetExceeded> {
        self.program_for(text).find_at(text, start)
    }

    fn program_for(&self, text: &str) -> &Program {
        match &self.rare_lines {
            Some(rare)
                if has_rare_line_end(text)
                    || (rare.knows_no_crlf && memmem::find(text.as_bytes(), b"\r\n").is_some()) =>
            {
                let compile = || Program::backtracking(&rare.pattern, self.required_literals(), &self.source).ok();
                rare.program.get_or_init(compile).as_ref().unwrap_or(&self.program)
            }
            _ => &self.program,
        }
    }
}

/// Whether U+0085, U+2028 or U+2029 occurs.
fn has_rare_line_end(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr2_iter(0xc2, 0xe2, bytes).any(|start| {
        let tail = bytes.get(start..).unwrap_or_default();
        matches!(tail, [0xc2, 0x85, ..] | [0xe2, 0x80, 0xa8 | 0xa9, ..])
    })
}

/// Where to search after a match, as the first engine does: behind it; one character further if it was empty. No empty
/// match is looked for behind a match that reached the end.
fn next_start(found: &Range<usize>, text: &str) -> Option<usize> {
    if found.start < found.end {
        return (found.end < text.len()).then_some(found.end);
    }
    let skipped = text.get(found.end..)?.chars().next()?;
    Some(found.end + skipped.len_utf8())
}

#[cfg(test)]
mod tests;
