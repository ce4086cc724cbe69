//! The compiled forms of a regex: linear where possible, back-tracking with a budget where not.

use std::ops::Range;

use memchr::memmem::Finder;

use super::{BudgetExceeded, RegexError};

/// Bytes that a compiled regex may take.
const SIZE_LIMIT: usize = 10 << 20;
/// Instructions of the back-tracking engine's program.
const PROGRAM_LIMIT: usize = 200_000;
/// Steps back that one search of the back-tracking engine may take before it gives up.
const BACKTRACK_LIMIT: usize = 5_000_000;

/// A compiled regex.
#[derive(Clone, Debug)]
pub(super) enum Program {
    /// Time linear in the text.
    Linear(regex::Regex),
    /// Look-ahead, back-references, rare line ends.
    Backtracking(Box<Backtracking>),
}

#[derive(Clone, Debug)]
pub(super) struct Backtracking {
    regex: fancy_regex::Regex,
    /// One of these must occur in what is matched; looking for them first spares most texts the slow engine. Empty:
    /// nothing is known.
    literals: Vec<Finder<'static>>,
}

/// Where the groups of a match are; reused from match to match, so that matching does not allocate.
#[derive(Clone, Debug)]
pub(super) enum Spans {
    Linear(regex::CaptureLocations),
    Backtracking(Vec<Option<(usize, usize)>>),
}

impl Program {
    /// Compiles for the linear engine. `line_end` is the line end of `(?m)` without `R`.
    pub(super) fn linear(pattern: &str, line_end: u8, source: &str) -> Result<Program, RegexError> {
        let built =
            regex::RegexBuilder::new(pattern).line_terminator(line_end).size_limit(SIZE_LIMIT).nest_limit(1000).build();
        built.map(Program::Linear).map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => too_large(source),
            other => refused(&other.to_string(), source),
        })
    }

    /// Compiles for the back-tracking engine.
    pub(super) fn backtracking(
        pattern: &str,
        literals: Option<&[String]>,
        source: &str,
    ) -> Result<Program, RegexError> {
        let built = fancy_regex::RegexBuilder::new(pattern)
            .backtrack_limit(BACKTRACK_LIMIT)
            .delegate_size_limit(SIZE_LIMIT)
            .max_prog_size(PROGRAM_LIMIT)
            .build();
        let regex = built.map_err(|error| match error {
            fancy_regex::Error::CompileError(_) => too_large(source),
            other => refused(&other.to_string(), source),
        })?;
        let literals = literals.filter(|literals| literals.len() <= 4).unwrap_or_default();
        let literals = literals.iter().map(|literal| Finder::new(literal.as_bytes()).into_owned()).collect();
        Ok(Program::Backtracking(Box::new(Backtracking { regex, literals })))
    }

    pub(super) fn is_match(&self, text: &str) -> Result<bool, BudgetExceeded> {
        match self {
            Program::Linear(regex) => Ok(regex.is_match(text)),
            Program::Backtracking(program) if !program.may_match(text, 0) => Ok(false),
            Program::Backtracking(program) => program.regex.is_match(text).map_err(|_| BudgetExceeded),
        }
    }

    /// The first match at or behind `start`, which must be a character boundary of the text.
    pub(super) fn find_at(&self, text: &str, start: usize) -> Result<Option<Range<usize>>, BudgetExceeded> {
        if !text.is_char_boundary(start) {
            return Ok(None);
        }
        match self {
            Program::Linear(regex) => Ok(regex.find_at(text, start).map(|found| found.range())),
            Program::Backtracking(program) if !program.may_match(text, start) => Ok(None),
            Program::Backtracking(program) => {
                let found = program.regex.find_from_pos(text, start).map_err(|_| BudgetExceeded)?;
                Ok(found.map(|found| found.range()))
            }
        }
    }

    pub(super) fn spans(&self) -> Spans {
        match self {
            Program::Linear(regex) => Spans::Linear(regex.capture_locations()),
            Program::Backtracking(_) => Spans::Backtracking(Vec::new()),
        }
    }

    /// As [`Program::find_at`], with the groups in `spans`.
    pub(super) fn captures_at(&self, text: &str, start: usize, spans: &mut Spans) -> Result<bool, BudgetExceeded> {
        if !text.is_char_boundary(start) {
            return Ok(false);
        }
        match self {
            Program::Linear(regex) => {
                if !matches!(spans, Spans::Linear(_)) {
                    *spans = self.spans();
                }
                let Spans::Linear(locations) = spans else {
                    return Ok(false);
                };
                Ok(regex.captures_read_at(locations, text, start).is_some())
            }
            Program::Backtracking(program) if !program.may_match(text, start) => Ok(false),
            Program::Backtracking(program) => {
                let found = program.regex.captures_from_pos(text, start).map_err(|_| BudgetExceeded)?;
                let Some(found) = found else { return Ok(false) };
                if !matches!(spans, Spans::Backtracking(_)) {
                    *spans = self.spans();
                }
                if let Spans::Backtracking(groups) = spans {
                    groups.clear();
                    groups.extend(found.iter().map(|group| group.map(|group| (group.start(), group.end()))));
                }
                Ok(true)
            }
        }
    }
}

impl Backtracking {
    fn may_match(&self, text: &str, start: usize) -> bool {
        let rest = text.as_bytes().get(start..).unwrap_or_default();
        self.literals.is_empty() || self.literals.iter().any(|literal| literal.find(rest).is_some())
    }
}

impl Spans {
    /// Bytes of an engine's group; group 0 is the whole match.
    pub(super) fn get(&self, group: usize) -> Option<Range<usize>> {
        let (start, end) = match self {
            Spans::Linear(locations) => locations.get(group)?,
            Spans::Backtracking(groups) => groups.get(group).copied()??,
        };
        Some(start..end)
    }
}

fn too_large(source: &str) -> RegexError {
    RegexError::new("regex: too large or too complex to compile", 0..source.len())
}

fn refused(message: &str, source: &str) -> RegexError {
    let reason = message.lines().last().unwrap_or_default().trim().trim_start_matches("error: ");
    RegexError::new(format!("regex: {reason}"), 0..source.len())
}
