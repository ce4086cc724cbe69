//! The part of a query that a message shows: whole lines, or a window into a long one.

use std::ops::Range;

use crate::source::{SourceFile, Span};

/// Lines longer than this (bytes) are shown through a window.
const LONG_LINE: usize = 240;
/// Characters shown before and behind the place in a long line.
const AROUND: usize = 80;
/// Places further apart than this are not shown in one excerpt (lines).
const TOGETHER: usize = 40;

/// The lines of a source, found once for all its diagnostics.
pub(super) struct Lines<'s> {
    text: &'s str,
    starts: Vec<usize>,
}

/// A piece of the source, and where in it a span of the source lies.
#[derive(Debug)]
pub(super) struct Excerpt<'s> {
    pub text: &'s str,
    /// Number of its first line, from 1.
    pub first_line: usize,
    /// It is a window into a line.
    pub window: bool,
    start: usize,
}

impl<'s> Lines<'s> {
    pub fn new(source: &'s SourceFile) -> Self {
        let ends = memchr::memchr_iter(b'\n', source.text.as_bytes()).map(|at| at + 1);
        Self { text: &source.text, starts: std::iter::once(0).chain(ends).collect() }
    }

    fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    fn start_of(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.text.len())
    }

    /// Behind the last character of the line, without its line end.
    fn end_of(&self, line: usize) -> usize {
        let end = self.start_of(line + 1);
        let text = self.text.get(self.start_of(line)..end).unwrap_or("");
        end - (text.len() - text.trim_end_matches(['\n', '\r']).len())
    }

    /// The excerpt that shows `main` and as many of `others` as stand near.
    pub fn excerpt(&self, main: Span, others: &[Span]) -> Excerpt<'s> {
        let line = self.line_of(main.start().min(self.text.len()));
        let (mut first, mut last) = (line, self.line_of(main.end().min(self.text.len())).clamp(line, line + 8));
        for other in others {
            let other = self.line_of(other.start());
            if other.abs_diff(line) <= TOGETHER {
                first = first.min(other);
                last = last.max(other);
            }
        }
        let long = |line: usize| self.end_of(line) - self.start_of(line) > LONG_LINE;
        if (first..=last).any(long) {
            return if long(line) { self.window(line, main) } else { self.lines(line, line) };
        }
        self.lines(first, last)
    }

    fn lines(&self, first: usize, last: usize) -> Excerpt<'s> {
        let start = self.start_of(first);
        let text = self.text.get(start..self.end_of(last)).unwrap_or("");
        Excerpt { text, first_line: first + 1, window: false, start }
    }

    fn window(&self, line: usize, main: Span) -> Excerpt<'s> {
        let (from, to) = (self.start_of(line), self.end_of(line));
        let main = self.boundary(main.start().clamp(from, to));
        let before = self.text.get(from..main).unwrap_or("").char_indices().rev().nth(AROUND - 1);
        let behind = self.text.get(main..to).unwrap_or("").char_indices().nth(AROUND);
        let start = before.map_or(from, |(at, _)| from + at);
        let end = behind.map_or(to, |(at, _)| main + at);
        Excerpt { text: self.text.get(start..end).unwrap_or(""), first_line: line + 1, window: true, start }
    }

    fn boundary(&self, mut offset: usize) -> usize {
        offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

impl Excerpt<'_> {
    /// The span within the excerpt; what sticks out is cut. `None` when it lies outside.
    pub fn place(&self, span: Span) -> Option<Range<usize>> {
        let end = self.start + self.text.len();
        if span.start() < self.start || span.start() > end {
            return None;
        }
        let range = span.start() - self.start..span.end().min(end) - self.start;
        (self.text.is_char_boundary(range.start) && self.text.is_char_boundary(range.end)).then_some(range)
    }

    /// Whether the whole span is shown.
    pub fn shows(&self, span: Span) -> bool {
        span.start() >= self.start && span.end() <= self.start + self.text.len()
    }
}
