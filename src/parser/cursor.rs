//! The parser's state: a place in the text, what was found so far, and the primitives that move through it.

use std::collections::HashSet;

use super::{Dialect, Options, lexical};
use crate::ast::Comment;
use crate::diagnostic::{Applicability, Code, Diagnostic, codes};
use crate::source::Span;

/// Brackets, negations and calls may be nested this deep; more is refused before the stack is at risk.
const DEEPEST: usize = 200;
/// A tree may be this high: chains such as `1+1+1+...` lean to the left and would overflow whoever walks them.
const HIGHEST: usize = 600;
/// More findings than this help nobody.
const MOST_DIAGNOSTICS: usize = 500;

/// A parser over one text.
pub(super) struct Parser<'t> {
    pub text: &'t str,
    /// Byte offset of the next character; always on a character boundary.
    pub at: usize,
    /// End of the last token: nodes end here, not behind the blanks that follow.
    pub end: usize,
    pub dialect: Dialect,
    reserved: HashSet<&'t str>,
    pub diagnostics: Vec<Diagnostic>,
    pub comments: Vec<Comment>,
    /// What was taken as a token, in order.
    pub tokens: Vec<Span>,
    /// The closers that enclosing constructs wait for; `;` inside a case branch.
    pub open: Vec<char>,
    /// Height of the tree that was finished last.
    pub height: usize,
    /// Whether words may be patterns where an expression stands (arguments and arrays).
    pub patterns: bool,
    /// Up to here the operand reader knows that the run of pattern characters is an expression.
    pub known_expression: usize,
    depth: usize,
    /// Blanks and comments up to here have been recorded.
    recorded: usize,
    /// Where the last error was reported; one place, one error.
    last_error: Option<usize>,
}

impl<'t> Parser<'t> {
    pub fn new(text: &'t str, options: &Options<'t>) -> Self {
        Self {
            text,
            at: 0,
            end: 0,
            dialect: options.dialect,
            reserved: options.functions.iter().copied().collect(),
            diagnostics: Vec::new(),
            comments: Vec::new(),
            tokens: Vec::new(),
            open: Vec::new(),
            height: 0,
            patterns: false,
            known_expression: 0,
            depth: 0,
            recorded: 0,
            last_error: None,
        }
    }

    pub fn lenient(&self) -> bool {
        self.dialect == Dialect::Lenient
    }

    // ---- moving

    pub fn from(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or("")
    }

    pub fn rest(&self) -> &'t str {
        self.from(self.at)
    }

    pub fn slice(&self, span: Span) -> &'t str {
        self.text.get(span.start()..span.end()).unwrap_or("")
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub fn looking_at(&self, token: &str) -> bool {
        self.rest().starts_with(token)
    }

    /// Takes `length` bytes as a token.
    pub fn bump(&mut self, length: usize) {
        let start = self.at;
        self.at = (start + length).min(self.text.len());
        self.end = self.at;
        // A token that is read a second time, to report it, counts once.
        while self.tokens.last().is_some_and(|last| last.start() >= start) {
            self.tokens.pop();
        }
        if self.at > start {
            self.tokens.push(Span::new(start, self.at));
        }
    }

    /// Takes one character, whatever it is.
    pub fn bump_character(&mut self) {
        let length = self.peek().map_or(0, char::len_utf8);
        self.bump(length);
    }

    /// Skips blanks, then takes the token if it comes next.
    pub fn eat(&mut self, token: &str) -> bool {
        self.skip();
        let found = self.looking_at(token);
        if found {
            self.bump(token.len());
        }
        found
    }

    /// Skips blanks, then takes the keyword (any case) if it comes next.
    pub fn eat_keyword(&mut self, keyword: &str) -> bool {
        self.skip();
        let found = lexical::keyword(self.rest(), keyword);
        if found {
            self.bump(keyword.len());
        }
        found
    }

    /// Where the next token begins when the one before ends at `at`; records nothing.
    pub fn after_blanks(&self, at: usize) -> usize {
        lexical::blank_end(self.text, at)
    }

    /// Skips blanks and comments, recording comments and reporting what only looks like a blank, each once.
    pub fn skip(&mut self) {
        loop {
            let before = self.at;
            while let Some(character) = self.peek() {
                if lexical::is_foreign_blank(character) {
                    self.foreign_blank(character);
                } else if !lexical::is_blank(character) {
                    break;
                }
                self.at += character.len_utf8();
            }
            if let Ok((rest, comment)) = lexical::comment(self.rest()) {
                let end = self.text.len() - rest.len();
                if self.at >= self.recorded {
                    self.comments.push(Comment { span: Span::new(self.at, self.at + comment.len()) });
                    self.recorded = end;
                }
                self.at = end;
            } else if self.looking_at("/*") {
                self.unclosed_comment();
            }
            if self.at == before {
                return;
            }
        }
    }

    fn foreign_blank(&mut self, character: char) {
        let byte_order_mark = self.at == 0 && character == '\u{feff}';
        if self.at < self.recorded || byte_order_mark {
            return;
        }
        let span = Span::new(self.at, self.at + character.len_utf8());
        self.recorded = span.end();
        let code = u32::from(character);
        let diagnostic =
            Diagnostic::new(codes::SYNTAX, span, format!("syntax error: U+{code:04X} is not a blank of the language"))
                .label("an invisible character, usually pasted from a web page")
                .fix("put an ordinary blank here", span, " ", Applicability::Safe);
        self.push(diagnostic);
    }

    fn unclosed_comment(&mut self) {
        let open = Span::new(self.at, self.at + 2);
        let diagnostic = Diagnostic::new(codes::UNCLOSED_COMMENT, open, "syntax error: unclosed comment")
            .label("this comment has no `*/`")
            .help("close it with `*/`; a comment of one line starts with `//`");
        self.push(diagnostic);
        self.comments.push(Comment { span: Span::new(self.at, self.text.len()) });
        self.recorded = self.text.len();
        self.at = self.text.len();
        self.last_error = Some(self.at);
    }

    /// Whether a line ends between the last token and the next.
    pub fn on_new_line(&self) -> bool {
        self.text.get(self.end..self.at).is_some_and(|blank| blank.contains('\n'))
    }

    /// From byte `start` to the end of the last token.
    pub fn span(&self, start: usize) -> Span {
        Span::new(start, self.end.max(start))
    }

    // ---- reporting

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < MOST_DIAGNOSTICS {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Adds an error that the text at the present place caused, unless this place has caused one already.
    pub fn error(&mut self, diagnostic: Diagnostic) {
        if self.last_error != Some(self.at) {
            self.last_error = Some(self.at);
            self.push(diagnostic);
        }
    }

    /// No further error is reported at this place.
    pub fn hush(&mut self) {
        self.last_error = Some(self.at);
    }

    /// A finding about the next token: "found ..., expected ...".
    pub fn unexpected(&self, expected: &str) -> Diagnostic {
        let (span, found) = self.found();
        Diagnostic::new(codes::SYNTAX, span, format!("syntax error: expected {expected}, found {found}"))
            .label(format!("expected {expected}"))
    }

    /// A finding about a dialect construct: a warning in the lenient dialect, an error in CQL.
    pub fn dialect(&self, span: Span, message: &str) -> Diagnostic {
        self.dialect_code(codes::DIALECT, span, message)
    }

    /// The same with another code.
    pub fn dialect_code(&self, code: Code, span: Span, message: &str) -> Diagnostic {
        match self.dialect {
            Dialect::Lenient => Diagnostic::new(code, span, message).severity(crate::diagnostic::Severity::Warning),
            Dialect::Logscale => Diagnostic::new(code, span, format!("syntax error: {message}"))
                .severity(crate::diagnostic::Severity::Error),
        }
    }

    /// The next token and its name in messages; long words are cut.
    pub fn found(&self) -> (Span, String) {
        let at = self.after_blanks(self.at);
        let Some(first) = self.from(at).chars().next() else {
            return (Span::at(self.text.len()), "the end of the query".to_owned());
        };
        let length = lexical::pattern(self.from(at)).map_or(first.len_utf8(), |(_, word)| word.len());
        let span = Span::new(at, at + length);
        let shown: String = self.slice(span).chars().take(40).collect();
        let cut = if shown.len() < length { "..." } else { "" };
        (span, format!("`{shown}{cut}`"))
    }

    // ---- limits

    /// Goes one level deeper. False when the query is nested too deeply; the rest of the text is then given up.
    pub fn enter(&mut self) -> bool {
        self.depth += 1;
        if self.depth > DEEPEST {
            self.too_deep();
            return false;
        }
        true
    }

    /// Comes back from `enter`.
    pub fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Notes the height of the tree just built. False when it is too high.
    pub fn grown(&mut self, height: usize) -> bool {
        self.height = height;
        if height > HIGHEST {
            self.too_deep();
            return false;
        }
        true
    }

    fn too_deep(&mut self) {
        if !self.diagnostics.iter().any(|known| known.code == codes::QUERY_TOO_DEEP) {
            let diagnostic = Diagnostic::new(
                codes::QUERY_TOO_DEEP,
                Span::at(self.at),
                "syntax error: the query is nested too deeply",
            )
            .label("no more than 200 levels, or 600 operators in a row")
            .help("split the query into several steps");
            self.push(diagnostic);
        }
        self.at = self.text.len();
        self.end = self.at;
        self.hush();
    }

    // ---- words

    /// Whether a word is a function name or one of the other reserved words (notes 2.5).
    pub fn is_reserved(&self, word: &str) -> bool {
        let lower = word.to_ascii_lowercase();
        matches!(lower.as_str(), "case" | "like" | "in" | "match") || self.reserved.contains(lower.as_str())
    }

    /// Whether the name is a listed function; without a list every name may be one.
    pub fn may_be_function(&self, word: &str) -> bool {
        self.reserved.is_empty() || self.reserved.contains(word.to_ascii_lowercase().as_str())
    }
}
