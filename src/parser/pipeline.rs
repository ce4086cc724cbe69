//! Pipelines: steps between bars, unions (dialect), stray closers, forgotten and doubled bars.

use super::cursor::Parser;
use super::lexical;
use crate::ast::{Pipeline, Step, StepKind};
use crate::diagnostic::{Applicability, Diagnostic, codes};
use crate::source::Span;

impl Parser<'_> {
    /// Reads the whole text.
    pub fn query(&mut self) -> Pipeline {
        self.pipeline()
    }

    /// Reads steps up to a closer that an enclosing construct waits for, or to the end.
    pub fn pipeline(&mut self) -> Pipeline {
        self.skip();
        let start = self.at;
        let mut steps = Vec::new();
        let mut before_union = Vec::new();
        // A step has been read since the last bar.
        let mut step_done = false;
        let mut bar = None;
        let mut height = 0;
        loop {
            self.skip();
            let Some(next) = self.peek() else { break };
            match next {
                '|' => {
                    if let Some(bar) = bar.filter(|_| !step_done) {
                        self.doubled_bar(bar);
                    }
                    bar = Some(self.at);
                    step_done = false;
                    self.bump(1);
                }
                ')' | ']' | '}' if self.open.contains(&next) => break,
                ';' if self.open.last() == Some(&';') => break,
                ')' | ']' | '}' | ';' | ',' => {
                    self.stray(next);
                    step_done = false;
                    bar = None;
                }
                _ if self.at_union(step_done) => {
                    self.union(&mut steps, &mut before_union);
                    step_done = !steps.is_empty();
                    height = height.max(self.height + 1);
                }
                _ => {
                    if step_done {
                        self.missing_bar();
                    }
                    let from = self.at;
                    self.step(&mut steps);
                    height = height.max(self.height);
                    step_done = true;
                    if self.at == from {
                        self.bump_character();
                    }
                }
            }
        }
        if !before_union.is_empty() {
            let span = self.span(start);
            before_union.push(Pipeline { span: steps_span(&steps, span), steps: std::mem::take(&mut steps) });
            before_union.retain(|pipeline| !pipeline.steps.is_empty());
            steps.push(Step { kind: StepKind::AnyOf(before_union), span });
        }
        self.grown(height + 1);
        Pipeline { span: steps_span(&steps, Span::at(start)), steps }
    }

    /// Reads a pipeline in brackets; the opener is the next character.
    pub fn bracketed_pipeline(&mut self, opener: &'static str, closer: char) -> Pipeline {
        let open = self.at;
        self.bump(opener.len());
        if !self.enter() {
            self.leave();
            return Pipeline { steps: Vec::new(), span: self.span(open) };
        }
        self.open.push(closer);
        let patterns = std::mem::replace(&mut self.patterns, false);
        let pipeline = self.pipeline();
        self.patterns = patterns;
        self.open.pop();
        self.close(open, opener, closer.encode_utf8(&mut [0; 4]));
        self.leave();
        pipeline
    }

    fn doubled_bar(&mut self, first: usize) {
        let bar = Span::new(self.at, self.at + 1);
        let diagnostic = self
            .dialect(bar, "there is no step between two bars")
            .label("nothing stands before this bar")
            .also(Span::new(first, first + 1), "the bar before")
            .fix("leave out the bar", bar, "", Applicability::Safe);
        self.push(diagnostic);
    }

    fn stray(&mut self, character: char) {
        let span = Span::new(self.at, self.at + 1);
        let message = format!("syntax error: stray `{character}`");
        let mut diagnostic = Diagnostic::new(codes::SYNTAX, span, message);
        let (label, replacement) = match character {
            ';' => ("steps are joined by `|`; `;` separates the branches of case and match", " |"),
            ',' => ("a comma separates arguments and list members only", ""),
            _ => ("nothing that is open is closed by it", ""),
        };
        diagnostic = diagnostic.label(label);
        if character == ',' {
            diagnostic = diagnostic.help("filters side by side are joined by `and`, steps by `|`");
        }
        let message =
            if replacement.is_empty() { format!("leave out the `{character}`") } else { "write a bar".to_owned() };
        self.error(diagnostic.fix(message, span, replacement, Applicability::Unsafe));
        self.bump(1);
        self.hush();
    }

    /// A step begins although the one before has no bar behind it (notes 3.5).
    fn missing_bar(&mut self) {
        let (found_span, found) = self.found();
        let at = Span::at(self.end);
        let diagnostic = if self.begins_other_step(self.at) {
            self.dialect_code(codes::MISSING_BAR, found_span, "there is no bar between these two steps")
        } else {
            Diagnostic::new(codes::MISSING_BAR, found_span, format!("syntax error: expected `|` before {found}"))
        };
        let diagnostic = diagnostic.label("a new step begins here").fix("insert a bar", at, " |", Applicability::Safe);
        self.error(diagnostic);
    }

    /// Dialect: `union` where a step may begin. As a plain search word it would have to stand alone in its step.
    pub fn at_union(&self, step_done: bool) -> bool {
        if !self.lenient() || !lexical::keyword(self.rest(), "union") {
            return false;
        }
        let behind = self.at + "union".len();
        let next = self.after_blanks(behind);
        let line_end = self.text.get(behind..next).is_some_and(|blank| blank.contains('\n'));
        let bracket = self.from(next).starts_with(['(', '[', '{']);
        bracket
            || ((step_done || self.on_new_line()) && line_end)
            || (step_done && super::token::operator(self.from(next)).is_none())
    }

    fn union(&mut self, steps: &mut Vec<Step>, before_union: &mut Vec<Pipeline>) {
        let start = self.at;
        self.bump("union".len());
        let keyword = self.span(start);
        self.skip();
        let before = std::mem::take(steps);
        let before_span = steps_span(&before, keyword);
        let brackets = match self.peek() {
            Some('(') => Some(("(", ')')),
            Some('[') => Some(("[", ']')),
            Some('{') => Some(("{", '}')),
            _ => None,
        };
        let diagnostic = self
            .dialect(keyword, "LogScale has no `union`")
            .label("read as: the events of either query")
            .help("write `case { first query; second query }` when both are filters, else run two queries");
        self.push(diagnostic);
        let Some((opener, closer)) = brackets else {
            before_union.push(Pipeline { steps: before, span: before_span });
            return;
        };
        let mut parts = vec![Pipeline { steps: before, span: before_span }];
        while self.looking_at(opener) {
            parts.push(self.bracketed_pipeline(opener, closer));
            if !self.eat(",") {
                self.skip();
            }
        }
        parts.retain(|pipeline| !pipeline.steps.is_empty());
        let span = before_span.to(self.span(start));
        steps.push(Step { kind: StepKind::AnyOf(parts), span });
    }
}

/// From the first step to the last.
fn steps_span(steps: &[Step], none: Span) -> Span {
    match (steps.first(), steps.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => none,
    }
}
