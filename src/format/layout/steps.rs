//! Pipelines and steps.

use super::Layout;
use crate::ast::{Pipeline, SavedCall, Step, StepKind};
use crate::format::doc::Doc;

/// How the steps of a pipeline stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// Each on its line.
    Lines,
    /// On one line where the group around them fits.
    Group,
    /// The same; where it does not fit, further steps stand deeper than the first.
    Branch,
}

impl<'t> Layout<'t> {
    /// Steps, whose tokens end before `end`. Bars before the first and behind the last are left out.
    pub(super) fn pipeline(&mut self, pipeline: &Pipeline, end: usize, join: Join) -> Doc<'t> {
        self.steps(&pipeline.steps, end, join)
    }

    /// The same for a part of a pipeline.
    pub(super) fn steps(&mut self, steps: &[Step], end: usize, join: Join) -> Doc<'t> {
        let mut head = Vec::new();
        let mut tail = Vec::new();
        for (number, step) in steps.iter().enumerate() {
            let parts = if number == 0 || join != Join::Branch { &mut head } else { &mut tail };
            let start = step.span.start();
            let mut comma = false;
            while self.here() < start.min(end) && !self.done() {
                match self.next() {
                    "|" => parts.extend(self.leave_out()),
                    "," => {
                        comma = true;
                        parts.push(self.token());
                        parts.push(Doc::text(" "));
                    }
                    _ => {
                        parts.push(Doc::gap());
                        parts.push(self.generic(start.min(end)));
                    }
                }
            }
            if !comma {
                if number > 0 {
                    parts.push(if join == Join::Lines { Doc::hard() } else { Doc::line() });
                    parts.extend(self.take_blank());
                }
                parts.extend(self.take_own());
                parts.extend(self.take_blank());
                if number > 0 {
                    parts.push(Doc::text("| "));
                }
            }
            parts.push(self.step(step));
        }
        let behind = if tail.is_empty() { &mut head } else { &mut tail };
        while self.at_token("|", end) {
            behind.extend(self.leave_out());
        }
        if tail.is_empty() {
            return Doc::concat(head);
        }
        head.push(Doc::indent(Doc::concat(tail)));
        Doc::group(Doc::concat(head))
    }

    fn step(&mut self, step: &Step) -> Doc<'t> {
        let end = step.span.end();
        let mut parts = match &step.kind {
            StepKind::Filter(filter) => vec![self.filter(filter, true)],
            StepKind::Where(filter) => {
                let mut parts = vec![self.keyword()];
                if matches!(self.next(), "(" | "{") && self.here() < filter.span.start() {
                    let braces = self.next() == "{";
                    if braces {
                        parts.push(Doc::text(" "));
                    }
                    let open = self.token();
                    let inner = self.filter(filter, false);
                    parts.push(self.bracket(open, vec![inner], braces));
                } else {
                    parts.push(Doc::text(" "));
                    parts.push(self.filter(filter, true));
                }
                parts
            }
            StepKind::Call { call, .. } => {
                let mut parts = self.negations(call.span.start());
                parts.push(self.call(call));
                parts
            }
            StepKind::Assign { target, value, statement } => {
                let mut parts = Vec::new();
                if *statement && self.here() < target.span.start() {
                    parts.push(self.keyword());
                    parts.push(Doc::text(" "));
                }
                parts.push(self.generic(value.span.start()));
                parts.push(Doc::text(" "));
                parts.push(self.expr(value));
                parts
            }
            StepKind::FieldOperator { field, call, .. } => {
                let mut parts = vec![self.generic(field.span.end()), Doc::text(" ")];
                parts.push(self.token());
                parts.push(Doc::text(" "));
                parts.extend(self.negations(call.span.start()));
                parts.push(self.call(call));
                parts
            }
            StepKind::Case(branches) => vec![self.case_step(branches)],
            StepKind::Match { field, arms } => vec![self.match_step(field, arms)],
            StepKind::Stats(elements) => vec![self.array(elements)],
            StepKind::Saved(call) => vec![self.saved_call(call)],
            StepKind::AnyOf(pipelines) => vec![self.any_of(pipelines, end)],
            StepKind::Error => Vec::new(),
        };
        if self.here() < end && !self.done() {
            parts.push(Doc::gap());
            parts.push(self.generic(end));
        }
        Doc::concat(parts)
    }

    /// `not` and `!` before what stands at the offset.
    pub(super) fn negations(&mut self, stop: usize) -> Vec<Doc<'t>> {
        let mut parts = Vec::new();
        while self.here() < stop && !self.done() {
            let sign = self.next() == "!";
            parts.push(self.keyword());
            // Glued to these it would be another operator.
            if !sign || self.next().starts_with(['~', '=']) {
                parts.push(Doc::text(" "));
            }
        }
        parts
    }

    fn saved_call(&mut self, call: &SavedCall) -> Doc<'t> {
        let name = self.generic(call.name_span.end());
        if !self.at_token("(", call.span.end()) {
            return name;
        }
        let open = self.token();
        let items = self.items(
            &call.arguments,
            |argument| argument.name.span.start(),
            |layout, argument| {
                let mut parts = layout.tight(argument.span.start());
                parts.push(layout.generic(argument.span.end()));
                Doc::concat(parts)
            },
        );
        let list = self.bracket(open, items, false);
        Doc::concat(vec![name, list])
    }

    /// `( A | B ) or ( C | D )`, `A union B`, `union [A] [B]`.
    fn any_of(&mut self, pipelines: &[Pipeline], end: usize) -> Doc<'t> {
        let mut parts = Vec::new();
        let mut pipelines = pipelines.iter().peekable();
        let mut bare = false;
        while self.here() < end && !self.done() {
            let start = pipelines.peek().map_or(end, |pipeline| pipeline.span.start());
            if self.here() >= start && pipelines.peek().is_some() {
                let stop = self.end_of_union(end);
                if let Some(pipeline) = pipelines.next() {
                    parts.push(self.pipeline(pipeline, stop, Join::Lines));
                }
                bare = true;
            } else if matches!(self.next(), "(" | "[" | "{") {
                if !parts.is_empty() {
                    parts.push(Doc::gap());
                }
                parts.push(match pipelines.next_if(|pipeline| pipeline.span.start() > self.here()) {
                    Some(pipeline) => self.braces(pipeline),
                    None => self.generic_list(),
                });
            } else if self.at_word("union") && bare {
                parts.push(Doc::hard());
                parts.push(self.keyword());
                if !matches!(self.next(), "(" | "[" | "{") {
                    parts.push(Doc::hard());
                }
            } else {
                let tight = self.next() == ",";
                if !parts.is_empty() && !tight && !self.at_word("union") {
                    parts.push(Doc::gap());
                }
                if self.next() == "|" {
                    parts.extend(self.leave_out());
                } else {
                    parts.push(self.keyword());
                }
            }
        }
        Doc::concat(parts)
    }

    /// Where the next `union` outside of brackets stands.
    fn end_of_union(&self, end: usize) -> usize {
        let mut depth = 0_usize;
        for token in self.tokens.get(self.at..).unwrap_or_default() {
            match &*token.text {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth = depth.saturating_sub(1),
                word if depth == 0 && word.eq_ignore_ascii_case("union") => return token.span.start().min(end),
                _ => {}
            }
        }
        end
    }
}
