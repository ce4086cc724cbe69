//! What stands in braces: subqueries, `case`, `match`.

use super::Layout;
use super::steps::Join;
use crate::ast::{Arm, Branch, Expr, Filter, Guard, Name, Pipeline};
use crate::format::doc::Doc;

/// Braces hold steps, which are hard to follow on one line when it is longer.
const LONGEST_BLOCK: usize = 60;

impl<'t> Layout<'t> {
    /// A subquery or another pipeline in brackets; the next token opens it.
    pub(super) fn braces(&mut self, pipeline: &Pipeline) -> Doc<'t> {
        let padded = self.next() == "{";
        let open = self.token();
        let end = self.end_of_block();
        let inner = self.pipeline(pipeline, end, Join::Group);
        let items = if pipeline.steps.is_empty() && inner.is_empty() { Vec::new() } else { vec![inner] };
        let doc = self.bracket(open, items, padded);
        doc.limited(LONGEST_BLOCK)
    }

    /// Where the closer of the block that is open stands.
    fn end_of_block(&self) -> usize {
        self.border(false)
    }

    /// Where the semicolon or the closer behind the present branch stands.
    fn end_of_branch(&self) -> usize {
        self.border(true)
    }

    fn border(&self, semicolon: bool) -> usize {
        let mut depth = 0_usize;
        for token in self.tokens.get(self.at..).unwrap_or_default() {
            match &*token.text {
                "(" | "[" | "{" => depth += 1,
                ";" if depth == 0 && semicolon => return token.span.start(),
                ")" | "]" | "}" if depth == 0 => return token.span.start(),
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
        }
        usize::MAX
    }

    /// `case { ... }`.
    pub(super) fn case_step(&mut self, branches: &[Branch]) -> Doc<'t> {
        let head = self.keyword();
        self.block(head, branches, |layout, branch| {
            let end = layout.end_of_branch();
            let steps = &branch.pipeline.steps;
            match steps.split_first().filter(|_| branch.arrow) {
                Some((condition, rest)) => {
                    let mut parts = vec![layout.steps(std::slice::from_ref(condition), end, Join::Branch)];
                    layout.arrow(&mut parts);
                    let rest = layout.steps(rest, end, Join::Group);
                    parts.push(Doc::indent(Doc::concat(vec![Doc::line(), rest])));
                    Doc::group(Doc::concat(parts))
                }
                None => layout.pipeline(&branch.pipeline, end, Join::Branch),
            }
        })
    }

    /// `=>`, or the colon some write; a bar where `case` is a value.
    fn arrow(&mut self, parts: &mut Vec<Doc<'t>>) {
        if !self.done() && matches!(self.next(), "=>" | ":" | "|") {
            parts.push(Doc::text(" "));
            parts.push(self.token());
        }
    }

    /// `field match { ... }`.
    pub(super) fn match_step(&mut self, field: &Name, arms: &[Arm]) -> Doc<'t> {
        let name = self.generic(field.span.end());
        let word = self.keyword();
        let head = Doc::concat(vec![name, Doc::text(" "), word]);
        self.block(head, arms, |layout, arm| {
            let mut parts = match &arm.guard {
                Guard::Call { call, .. } => {
                    let mut parts = layout.negations(call.span.start());
                    parts.push(layout.call(call));
                    parts
                }
                _ => vec![layout.generic(arm.guard_span.end())],
            };
            layout.arrow(&mut parts);
            let end = layout.end_of_branch();
            let steps = layout.pipeline(&arm.pipeline, end, Join::Group);
            parts.push(Doc::indent(Doc::concat(vec![Doc::line(), steps])));
            Doc::group(Doc::concat(parts))
        })
    }

    /// Dialect: `case { c => v; ... }` or `case(c, v, ...)` as a value.
    pub(super) fn case_value(&mut self, arms: &[(Filter, Expr)], end: usize) -> Doc<'t> {
        let head = self.keyword();
        if self.next() != "{" {
            let list = self.generic(end);
            return Doc::concat(vec![head, list]);
        }
        self.block(head, arms, |layout, (condition, value)| {
            let mut parts = vec![layout.filter(condition, true)];
            layout.arrow(&mut parts);
            let value = layout.expr(value);
            parts.push(Doc::indent(Doc::concat(vec![Doc::line(), value])));
            Doc::group(Doc::concat(parts))
        })
    }

    /// Branches in braces, divided by semicolons; on several lines the last one has a semicolon too.
    fn block<T>(&mut self, head: Doc<'t>, branches: &[T], mut branch: impl FnMut(&mut Self, &T) -> Doc<'t>) -> Doc<'t> {
        let mut open = vec![head, Doc::text(" ")];
        open.push(self.token());
        let mut items = Vec::new();
        for (number, part) in branches.iter().enumerate() {
            let mut parts: Vec<_> = self.take_blank().filter(|_| number > 0).into_iter().collect();
            parts.push(branch(self, part));
            let stop = self.end_of_branch();
            if self.here() < stop && !self.done() {
                parts.push(Doc::gap());
                parts.push(self.generic(stop));
            }
            if number + 1 == branches.len() {
                parts.push(Doc::broken(";"));
            }
            while !self.done() && self.next() == ";" {
                if number + 1 == branches.len() {
                    parts.extend(self.leave_out());
                } else {
                    self.comments_to_next();
                    parts.push(self.token());
                }
            }
            items.push(Doc::concat(parts));
        }
        let doc = self.bracket(Doc::concat(open), items, true);
        doc.limited(LONGEST_BLOCK)
    }
}
