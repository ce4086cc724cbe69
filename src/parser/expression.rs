//! Operands of expressions (language notes 3, 6): signs, parentheses, words, texts, and what only arguments may hold.

use super::condition::{LOOSEST, Rules};
use super::cursor::Parser;
use super::lexical;
use super::node::Node;
use crate::ast::{Expr, ExprKind, Filter, FilterKind};
use crate::source::Span;

impl Parser<'_> {
    /// Reads an operand with its signs.
    pub fn unary(&mut self, rules: Rules) -> Node {
        let mut signs = Vec::new();
        loop {
            self.skip();
            match self.peek() {
                Some(sign @ ('-' | '!')) if !(sign == '-' && self.patterns && self.at_pattern_word()) => {
                    signs.push((sign, self.at))
                }
                _ => break,
            }
            self.bump(1);
        }
        let mut node = self.atom(rules);
        let mut height = self.height;
        while let Some((sign, start)) = signs.pop() {
            height += 1;
            if !self.grown(height) {
                break;
            }
            let span = self.span(start);
            node = match (sign, node) {
                ('-', node) => Node::Expr(Expr { kind: ExprKind::Minus(Box::new(self.operand(node))), span }),
                (_, Node::Expr(expr)) => Node::Expr(Expr { kind: ExprKind::Not(Box::new(expr)), span }),
                (_, Node::Filter(filter)) => Node::Filter(Filter { kind: FilterKind::Not(Box::new(filter)), span }),
            };
        }
        node
    }

    fn atom(&mut self, rules: Rules) -> Node {
        self.skip();
        let start = self.at;
        self.height = 1;
        let kind = match self.peek() {
            Some('(') => return self.group(rules),
            Some('[') => ExprKind::Array(self.elements()),
            Some('{') if self.template_end().is_some() => self.template_value(),
            Some('{') => ExprKind::Subquery(self.bracketed_pipeline("{", '}')),
            Some('?') if !self.looking_at("??") => ExprKind::Parameter(self.parameter()),
            Some('/') if self.patterns || rules == Rules::Condition => ExprKind::Regex(self.regex()),
            Some('`') => self.backquoted_regex().map_or_else(|| self.no_value_here(), ExprKind::Regex),
            Some(_) if self.at_quote() => ExprKind::Text(self.quoted().value),
            Some(next) if lexical::is_pattern(next) => self.word_value(),
            _ => self.no_value_here(),
        };
        Node::Expr(Expr { kind, span: self.span(start) })
    }

    fn template_value(&mut self) -> ExprKind {
        match self.template_end() {
            Some(end) => ExprKind::Parameter(self.template(end)),
            None => self.no_value_here(),
        }
    }

    fn no_value_here(&mut self) -> ExprKind {
        let mut diagnostic = self.unexpected("a value");
        diagnostic = match self.peek() {
            Some('/') => diagnostic.help("a regex is not a value; it tests a field: `field = /regex/`"),
            Some('=') => diagnostic.help("values are compared with `==`"),
            Some('$') => diagnostic.help("a parameter is written `?name`; `$name()` calls a saved query as a step"),
            _ => diagnostic,
        };
        self.error(diagnostic);
        self.recover(self.patterns);
        ExprKind::Error
    }

    fn group(&mut self, rules: Rules) -> Node {
        let open = self.at;
        self.bump(1);
        self.open.push(')');
        let inner = self.node(LOOSEST, rules);
        self.open.pop();
        self.close(open, "(", ")");
        let height = self.height + 1;
        self.grown(height);
        let span = self.span(open);
        match inner {
            Node::Expr(expr) => Node::Expr(Expr { kind: ExprKind::Group(Box::new(expr)), span }),
            Node::Filter(filter) => Node::Filter(Filter { kind: FilterKind::Group(Box::new(filter)), span }),
        }
    }

    fn word_value(&mut self) -> ExprKind {
        if lexical::keyword(self.rest(), "case") {
            let next = self.from(self.after_blanks(self.at + 4));
            if next.starts_with('{') {
                return self.case_value();
            }
            if next.starts_with('(') {
                return self.case_function();
            }
        }
        if self.call_at(self.at).is_some() {
            return ExprKind::Call(self.call());
        }
        let pattern_word = self.peek() == Some('*') || (self.patterns && self.at_pattern_word());
        if pattern_word && let Ok((_, word)) = lexical::pattern(self.rest()) {
            self.bump(word.len());
            return ExprKind::Word { text: word.to_owned(), pattern: true };
        }
        let Ok((_, word)) = lexical::field_name(self.rest()) else {
            return self.no_value_here();
        };
        self.bump(word.len());
        match word {
            "true" => ExprKind::Boolean(true),
            "false" => ExprKind::Boolean(false),
            _ if lexical::is_number(word) => ExprKind::Number(word.to_owned()),
            _ => ExprKind::Word { text: word.to_owned(), pattern: false },
        }
    }

    /// Whether the run of pattern characters here cannot be an expression, so that it is a pattern: `4*`, `*x`, `a:b`.
    /// A run that can be both, such as `web-1`, is read as an expression (see `ast::convert::glued_text`).
    fn at_pattern_word(&mut self) -> bool {
        if self.at < self.known_expression {
            return false;
        }
        let Ok((_, run)) = lexical::pattern(self.rest()) else {
            return false;
        };
        // Between operands two slashes start a comment, unless they belong to an address.
        let run = match run.split_once("//") {
            Some((before, _)) if !before.contains(':') => before,
            _ => run,
        };
        let end = self.at + run.len();
        let mut operand_needed = true;
        let mut colon = false;
        for character in run.chars() {
            match character {
                ':' => colon = true,
                '\u{ac}' => return true,
                '-' if operand_needed => {}
                '+' | '-' | '*' | '/' if operand_needed => return true,
                '+' | '-' | '*' | '/' => operand_needed = true,
                _ => operand_needed = false,
            }
        }
        let next = self.from(self.after_blanks(end));
        let function = self.from(end).starts_with('(');
        let connective = ["and", "or", "in", "like"].iter().any(|word| lexical::keyword(next, word));
        let operand = next.starts_with(|next| {
            matches!(next, '(' | '"' | '?') || lexical::is_field(next) || lexical::is_curly_quote(next)
        });
        let operand = operand && !connective;
        let pattern = (colon && !function) || (operand_needed && !operand);
        if !pattern {
            self.known_expression = end;
        }
        pattern
    }

    /// Takes a border that is missing between list members or arguments.
    pub fn list_goes_on(&mut self, closer: &str, what: &str) -> bool {
        self.skip();
        if self.looking_at(closer) || self.peek().is_none() {
            return false;
        }
        if !self.looking_at(",") {
            if self.at_border() {
                // The bracket is not closed; `close` says so.
                return false;
            }
            let diagnostic = self.unexpected(&format!("`,` or `{closer}`"));
            let diagnostic = self.foreign_help(diagnostic);
            self.error(diagnostic);
            self.recover(true);
            if !self.looking_at(",") {
                return false;
            }
        }
        let comma = Span::new(self.at, self.at + 1);
        self.bump(1);
        self.skip();
        if self.looking_at(closer) || self.looking_at(",") {
            let diagnostic = self.dialect(comma, &format!("a comma without {what} behind it")).fix(
                "leave out the comma",
                comma,
                "",
                crate::diagnostic::Applicability::Safe,
            );
            self.push(diagnostic);
            while self.eat(",") {}
            self.skip();
            return !self.looking_at(closer);
        }
        true
    }
}
