//! `case { ... }` and `field match { ... }`, with the dialect's arrows and `case` as a value (language notes 9, 16.3).

use super::condition::Rules;
use super::cursor::Parser;
use super::lexical;
use crate::ast::{Arm, Branch, ExprKind, Guard, Pattern, Pipeline, Step, StepKind};
use crate::diagnostic::{Applicability, Diagnostic, codes};
use crate::source::Span;

/// How far an arrow is looked for; a condition before an arrow is shorter.
const ARROW_WITHIN: usize = 4096;

impl Parser<'_> {
    /// Reads `case { ... }`.
    pub fn case_step(&mut self) -> StepKind {
        self.bump(4);
        self.skip();
        let open = self.open_block();
        let mut branches = Vec::new();
        let mut height = 0;
        loop {
            self.skip();
            if self.block_ends() {
                break;
            }
            branches.push(self.branch());
            height = height.max(self.height);
            if !self.next_branch() {
                break;
            }
        }
        self.close_block(open, branches.is_empty());
        self.grown(height + 1);
        StepKind::Case(branches)
    }

    fn open_block(&mut self) -> usize {
        let open = self.at;
        self.bump(1);
        self.open.extend(['}', ';']);
        open
    }

    fn block_ends(&self) -> bool {
        self.looking_at("}") || self.peek().is_none()
    }

    fn close_block(&mut self, open: usize, empty: bool) {
        self.open.pop();
        self.open.pop();
        if empty {
            let span = Span::new(open, self.at.max(open + 1));
            let diagnostic = Diagnostic::new(codes::SYNTAX, span, "syntax error: no branch in the braces")
                .help("`*` accepts every event");
            self.error(diagnostic);
        }
        self.close(open, "{", "}");
    }

    /// Goes to the next branch; false at the end of the block.
    fn next_branch(&mut self) -> bool {
        if !self.eat(";") {
            return false;
        }
        self.skip();
        while self.looking_at(";") {
            let span = Span::new(self.at, self.at + 1);
            let diagnostic = Diagnostic::new(codes::SYNTAX, span, "syntax error: an empty branch")
                .label("nothing stands before this `;`")
                .help("write `*` for a branch that accepts everything")
                .fix("leave out the `;`", span, "", Applicability::Safe);
            self.error(diagnostic);
            self.bump(1);
            self.skip();
        }
        true
    }

    fn branch(&mut self) -> Branch {
        let start = self.at;
        if self.looking_at(";") {
            let diagnostic =
                Diagnostic::new(codes::SYNTAX, Span::new(start, start + 1), "syntax error: an empty branch")
                    .help("write `*` for a branch that accepts everything");
            self.error(diagnostic);
            return Branch { pipeline: Pipeline::default(), arrow: false };
        }
        if !self.arrow_ahead() {
            let pipeline = self.pipeline();
            if pipeline.steps.is_empty() && self.looking_at(";") {
                let diagnostic = self.unexpected("a step").help("write `*` for a branch that accepts everything");
                self.error(diagnostic);
            }
            return Branch { pipeline, arrow: false };
        }
        let condition = self.node(super::condition::LOOSEST, Rules::Condition).into_filter(Rules::Condition);
        self.skip();
        let height = self.height;
        self.arrow(" |");
        let span = condition.span;
        let kind = if super::dialect::is_official(&condition) {
            StepKind::Filter(condition)
        } else {
            StepKind::Where(condition)
        };
        let step = Step { span, kind };
        let mut pipeline = self.pipeline();
        pipeline.span = step.span.to(self.span(start));
        pipeline.steps.insert(0, step);
        self.height = self.height.max(height);
        Branch { pipeline, arrow: true }
    }

    /// Takes `=>` or `:` behind a condition.
    fn arrow(&mut self, official: &str) {
        let span = match self.peek() {
            Some('=') if self.looking_at("=>") => Span::new(self.at, self.at + 2),
            Some(':') => Span::new(self.at, self.at + 1),
            _ => {
                let diagnostic = self.unexpected("`=>`");
                self.error(diagnostic);
                self.recover(false);
                return;
            }
        };
        let glued = self.end == span.start();
        let text = if glued { official } else { official.trim_start() };
        let diagnostic = self.dialect(span, "a branch of case has no arrow").label("steps are joined by bars").fix(
            "write a bar",
            span,
            text,
            Applicability::Safe,
        );
        self.push(diagnostic);
        self.bump(span.end() - span.start());
    }

    /// Whether `:` here is the arrow of a branch.
    pub fn at_colon_arrow(&self) -> bool {
        self.open.last() == Some(&';')
            && self.rest().strip_prefix(':').is_some_and(|rest| rest.starts_with(lexical::is_blank))
    }

    /// Whether an arrow comes before the first bar or the end of the branch.
    fn arrow_ahead(&self) -> bool {
        let mut at = self.at;
        let mut depth = 0_usize;
        let mut glued = false;
        while at < self.text.len() && at - self.at < ARROW_WITHIN {
            let next_at = self.after_blanks(at);
            glued = glued && next_at == at;
            at = next_at;
            let rest = self.from(at);
            let Some(next) = rest.chars().next() else {
                return false;
            };
            if depth == 0
                && (rest.starts_with("=>")
                    || (next == ':' && !glued && rest.get(1..).is_some_and(|rest| rest.starts_with(lexical::is_blank))))
            {
                return true;
            }
            match next {
                '|' if rest.starts_with("||") => {
                    at += 1;
                }
                '|' | ';' if depth == 0 => return false,
                ')' | ']' | '}' if depth == 0 => return false,
                ')' | ']' | '}' => depth -= 1,
                '(' | '[' | '{' => depth += 1,
                _ => {}
            }
            let length = match next {
                '"' => self.quoted_end(at).map_or(1, |end| end - at),
                '/' if !glued => super::regex_literal::on_one_line(rest).map_or(1, |extent| extent.end),
                _ => lexical::pattern(rest).map_or(next.len_utf8(), |(_, word)| word.len()),
            };
            glued = lexical::is_pattern(next);
            at += length;
        }
        false
    }

    /// Dialect: `case { condition => value; ... }` as a value; the next token is the brace behind `case`.
    pub fn case_value(&mut self) -> ExprKind {
        self.bump(4);
        self.skip();
        if !self.enter() {
            self.leave();
            return ExprKind::Error;
        }
        let patterns = std::mem::replace(&mut self.patterns, false);
        let open = self.open_block();
        let mut arms = Vec::new();
        let mut height = 0;
        loop {
            self.skip();
            if self.block_ends() {
                break;
            }
            let from = self.at;
            let condition = self.node(super::condition::LOOSEST, Rules::Condition).into_filter(Rules::Condition);
            height = height.max(self.height);
            self.skip();
            if self.looking_at("=>") {
                self.bump(2);
            } else if self.looking_at(":") || self.looking_at("|") {
                self.bump(1);
            } else {
                let diagnostic = self.unexpected("`=>`");
                self.error(diagnostic);
                self.recover(false);
            }
            let value = self.value();
            height = height.max(self.height);
            arms.push((condition, value));
            self.skip();
            if !self.block_ends() && !self.looking_at(";") {
                let diagnostic = self.unexpected("`;` or `}`");
                self.error(diagnostic);
                self.recover(false);
            }
            if !self.next_branch() || self.at == from {
                break;
            }
        }
        self.close_block(open, arms.is_empty());
        self.patterns = patterns;
        self.leave();
        self.grown(height + 1);
        ExprKind::Case(arms)
    }

    /// Reads `field match { guard => steps; ... }`.
    pub fn match_step(&mut self) -> StepKind {
        let Some(field) = self.name() else {
            return StepKind::Error;
        };
        self.skip();
        self.bump("match".len());
        self.skip();
        let open = self.open_block();
        let mut arms = Vec::new();
        let mut height = 0;
        loop {
            self.skip();
            if self.block_ends() {
                break;
            }
            if !self.looking_at(";") {
                arms.push(self.arm(&field));
                height = height.max(self.height);
            }
            if !self.next_branch() {
                break;
            }
        }
        self.close_block(open, arms.is_empty());
        self.grown(height + 1);
        StepKind::Match { field, arms }
    }

    fn arm(&mut self, field: &crate::ast::Name) -> Arm {
        let start = self.at;
        let guard = self.guard(field);
        let guard_span = self.span(start);
        self.skip();
        if self.looking_at("=>") {
            self.bump(2);
        } else {
            let diagnostic = self.unexpected("`=>`").help("an arm of match is `guard => steps`");
            self.error(diagnostic);
            if !self.at_border() {
                self.recover(false);
            }
        }
        let pipeline = self.pipeline();
        Arm { guard, guard_span, pipeline }
    }

    fn guard(&mut self, field: &crate::ast::Name) -> Guard {
        let (negations, behind) = self.negations(self.at);
        if self.call_at(behind).is_some() {
            self.skip_to(behind);
            let mut call = self.call();
            let has_field =
                call.arguments.iter().any(|argument| argument.name.as_ref().is_some_and(|name| name.text == "field"));
            if !has_field {
                call = super::step::with_field(call, field);
            }
            return Guard::Call { negated: negations % 2 == 1, call };
        }
        match self.pattern() {
            Some(Pattern::Glob(text)) if !text.quoted && matches!(text.value.as_str(), "*" | "true") => Guard::Always,
            Some(pattern) => Guard::Pattern(pattern),
            None => {
                let diagnostic =
                    self.unexpected("a guard").help("a guard is a word, a text, a regex, a filter function, or `*`");
                self.error(diagnostic);
                self.recover(false);
                Guard::Error
            }
        }
    }
}
