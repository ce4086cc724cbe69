//! Tokens with diagnostics: quoted text, names, regex literals, parameters, operators.

use super::cursor::Parser;
use super::{lexical, regex_literal};
use crate::ast::{Name, Parameter, Pattern, RegexLiteral, Text};
use crate::diagnostic::{Applicability, Diagnostic, codes};
use crate::source::Span;

/// The operators that may follow a field or an operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    DoubleEqual,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Link,
    Tilde,
    NotTilde,
    Arrow,
    Assign,
    Unequal,
}

/// Longest first.
const OPERATORS: &[(&str, Operator)] = &[
    ("<=>", Operator::Link),
    ("==", Operator::DoubleEqual),
    ("=~", Operator::Tilde),
    ("=>", Operator::Arrow),
    ("!=", Operator::NotEqual),
    ("!~", Operator::NotTilde),
    ("<=", Operator::LessOrEqual),
    (">=", Operator::GreaterOrEqual),
    ("<>", Operator::Unequal),
    (":=", Operator::Assign),
    ("=", Operator::Equal),
    ("<", Operator::Less),
    (">", Operator::Greater),
];

/// The operator that starts at `text`, and its length.
pub(super) fn operator(text: &str) -> Option<(Operator, usize)> {
    OPERATORS.iter().find(|(symbol, _)| text.starts_with(symbol)).map(|(symbol, operator)| (*operator, symbol.len()))
}

impl Parser<'_> {
    /// The operator behind a token that ends at `at`.
    pub fn operator_after(&self, at: usize) -> Option<Operator> {
        operator(self.from(self.after_blanks(at))).map(|(operator, _)| operator)
    }

    /// Whether quoted text of any kind begins here.
    pub fn at_quote(&self) -> bool {
        self.peek().is_some_and(|next| matches!(next, '"' | '\'') || lexical::is_curly_quote(next))
    }

    /// The end of the quoted text that begins at `at`, where it is closed.
    pub fn quoted_end(&self, at: usize) -> Option<usize> {
        let input = self.from(at);
        let lexed = match input.chars().next()? {
            '"' => lexical::quoted(input),
            '\'' => lexical::single_quoted(input),
            _ => lexical::curly_quoted(input),
        };
        match lexed {
            Ok((rest, _)) => Some(self.text.len() - rest.len()),
            Err(_) => self.text_over_lines(at),
        }
    }

    /// Reads quoted text. Unclosed text reaches to the end of its line and is reported.
    pub fn quoted(&mut self) -> Text {
        let start = self.at;
        let single = self.peek() == Some('\'');
        let open = self.peek().map_or(0, char::len_utf8);
        let Some(end) = self.quoted_end(start) else {
            return self.unclosed_text(open);
        };
        self.bump(end - start);
        let span = Span::new(start, end);
        let token = self.slice(span);
        let close = token.chars().next_back().map_or(0, char::len_utf8);
        let inner = token.get(open..token.len() - close).unwrap_or("");
        if single {
            let diagnostic = self
                .dialect_code(
                    if self.lenient() { codes::DIALECT } else { codes::SYNTAX },
                    span,
                    "single quotes do not quote text",
                )
                .label("text stands in double quotes")
                .fix("use double quotes", span, format!("\"{}\"", inner.replace('"', "\\\"")), Applicability::Safe);
            self.push(diagnostic);
        }
        if inner.contains('\n') {
            let text = token.replace('\r', "").replace('\n', "\\n");
            let diagnostic = self
                .dialect(span, "quoted text stands on one line")
                .label("line ends belong to the text")
                .fix("write the line ends as \\n", span, text, Applicability::Safe);
            self.push(diagnostic);
        }
        Text { value: lexical::decode(inner), quoted: true, span }
    }

    fn unclosed_text(&mut self, open: usize) -> Text {
        let start = self.at;
        let rest = self.rest();
        let line = rest.split('\n').next().unwrap_or(rest).trim_end_matches('\r');
        let single = self.peek() == Some('\'');
        let span = Span::new(start, start + line.len());
        let mut diagnostic =
            Diagnostic::new(codes::UNCLOSED_STRING, Span::new(start, start + open), "syntax error: unclosed string")
                .label("this quote is not closed on its line");
        diagnostic = if single {
            diagnostic.help("single quotes do not quote; use double quotes, and a regex for a literal quote")
        } else {
            diagnostic.help("close it with `\"`; a quote inside is written `\\\"`, a line end `\\n`").fix(
                "close the string",
                Span::at(span.end()),
                "\"",
                Applicability::Unsafe,
            )
        };
        self.error(diagnostic);
        self.bump(line.len());
        self.hush();
        let value = lexical::decode(line.get(open..).unwrap_or(""));
        Text { value, quoted: true, span }
    }

    /// Reads a regex literal; the next character is a slash.
    pub fn regex(&mut self) -> RegexLiteral {
        let start = self.at;
        let input = self.rest();
        let mut several_lines = false;
        let extent = regex_literal::on_one_line(input).or_else(|| {
            several_lines = true;
            regex_literal::over_lines(input)
        });
        let Some(extent) = extent else {
            return self.unclosed_regex();
        };
        let shortest = extent;
        let extent = if several_lines { shortest } else { self.slashes_inside(shortest).unwrap_or(shortest) };
        self.bump(extent.end);
        let inner = input.get(1..extent.close).unwrap_or("");
        let flags = input.get(extent.close + 1..extent.end).unwrap_or("");
        let literal = RegexLiteral {
            source: regex_literal::source(inner),
            flags: flags.to_owned(),
            span: Span::new(start, start + extent.end),
            source_start: Span::at(start + 1).start,
        };
        if several_lines {
            let text = format!("/{}/{flags}", literal.source.replace('/', "\\/"));
            let diagnostic = self
                .dialect(literal.span, "a regex literal stands on one line")
                .label("line ends and the blanks around them do not count")
                .fix("put the regex on one line", literal.span, text, Applicability::Safe);
            self.push(diagnostic);
        }
        if extent != shortest {
            let text = format!("/{}/{flags}", literal.source.replace('/', "\\/"));
            let diagnostic = self
                .dialect(literal.span, "a slash inside a regex is written `\\/`")
                .label("read up to the last slash")
                .fix("escape the slashes", literal.span, text, Applicability::Safe);
            self.push(diagnostic);
        }
        self.check_flags(start + extent.close + 1, flags);
        literal
    }

    fn check_flags(&mut self, at: usize, flags: &str) {
        let Some(unknown) = flags.find(|flag| !"dimgF".contains(flag)) else {
            return;
        };
        let flag = flags.chars().nth(unknown).unwrap_or_default();
        let span = Span::new(at, at + flags.len());
        let diagnostic = Diagnostic::new(codes::REGEX_FLAG, span, format!("syntax error: unknown regex flag `{flag}`"))
            .label("the flags are d, i, m, g and F")
            .help("a slash inside a regex is written `\\/`");
        self.push(diagnostic);
    }

    fn unclosed_regex(&mut self) -> RegexLiteral {
        let start = self.at;
        let rest = self.rest();
        let line = rest.split('\n').next().unwrap_or(rest).trim_end();
        let span = Span::new(start, start + line.len().max(1));
        let diagnostic =
            Diagnostic::new(codes::UNCLOSED_REGEX, Span::new(start, start + 1), "syntax error: unclosed regex")
                .label("this regex has no closing slash on its line")
                .help("close it with `/`; text that starts with a slash stands in quotes");
        self.error(diagnostic);
        self.bump(span.end() - start);
        self.hush();
        let source = line.get(1..).unwrap_or("").to_owned();
        RegexLiteral { source, flags: String::new(), span, source_start: Span::at(start + 1).start }
    }

    /// Dialect: reads a regex in backticks; the next character is a backtick.
    pub fn backquoted_regex(&mut self) -> Option<RegexLiteral> {
        let start = self.at;
        let (_, token) = lexical::backquoted(self.rest()).ok()?;
        self.bump(token.len());
        let source = token.get(1..token.len() - 1).unwrap_or("").to_owned();
        let span = Span::new(start, self.end);
        let diagnostic = self.dialect(span, "a regex stands between slashes, not backticks").fix(
            "use slashes",
            span,
            format!("/{}/", source.replace('/', "\\/")),
            Applicability::Safe,
        );
        self.push(diagnostic);
        Some(RegexLiteral { source, flags: String::new(), span, source_start: Span::at(start + 1).start })
    }

    /// Reads `?p` or `?{p=default}`; the next character is a question mark.
    pub fn parameter(&mut self) -> Parameter {
        let start = self.at;
        self.bump(1);
        if !self.looking_at("{") {
            let name = self.parameter_name(false);
            return Parameter { name, default: None, span: self.span(start) };
        }
        self.bump(1);
        self.skip();
        let name = self.parameter_name(true);
        let mut default = None;
        if self.eat("=") {
            self.skip();
            default = Some(if self.at_quote() {
                self.quoted()
            } else {
                let word = lexical::pattern(self.rest()).map_or("", |(_, word)| word);
                let from = self.at;
                self.bump(word.len());
                Text { value: word.to_owned(), quoted: false, span: Span::new(from, from + word.len()) }
            });
        }
        if !self.eat("}") {
            let diagnostic = self
                .unexpected("`}` to close the parameter")
                .help("a parameter with a default is written `?{name=\"default\"}`");
            self.error(diagnostic);
        }
        Parameter { name, default, span: self.span(start) }
    }

    fn parameter_name(&mut self, braced: bool) -> String {
        if self.at_quote() {
            return self.quoted().value;
        }
        let lexed = if braced { lexical::pattern(self.rest()) } else { lexical::parameter_name(self.rest()) };
        let Ok((_, word)) = lexed else {
            let diagnostic = self
                .unexpected("the name of a parameter")
                .help("a parameter is written `?name` or `?{name=\"default\"}`");
            self.error(diagnostic);
            return String::new();
        };
        self.bump(word.len());
        word.to_owned()
    }

    /// Reads a field name, bare or quoted, if one begins here.
    pub fn name(&mut self) -> Option<Name> {
        if self.at_quote() {
            let text = self.quoted();
            return Some(Name { text: text.value, quoted: true, span: text.span });
        }
        let start = self.at;
        let (_, word) = lexical::field_name(self.rest()).ok()?;
        self.bump(word.len());
        Some(Name { text: word.to_owned(), quoted: false, span: Span::new(start, self.end) })
    }

    /// The end of the field name, bare or quoted, that begins at `at`.
    pub fn name_end(&self, at: usize) -> Option<usize> {
        let first = self.from(at).chars().next()?;
        if first == '"' || lexical::is_curly_quote(first) {
            return self.quoted_end(at);
        }
        lexical::field_name(self.from(at)).ok().map(|(rest, _)| self.text.len() - rest.len())
    }

    /// Reads what may stand behind `=` or alone: regex, parameter, quoted text, pattern.
    pub fn pattern(&mut self) -> Option<Pattern> {
        match self.peek()? {
            '/' => Some(Pattern::Regex(self.regex())),
            '`' => self.backquoted_regex().map(Pattern::Regex),
            '?' if !self.looking_at("??") => Some(Pattern::Parameter(self.parameter())),
            '{' => self.template_end().map(|end| Pattern::Parameter(self.template(end))),
            _ if self.at_quote() => Some(Pattern::Glob(self.quoted())),
            _ => self.word().map(Pattern::Glob),
        }
    }

    /// Reads an unquoted pattern. A word may not end in two slashes (notes 2.1).
    pub fn word(&mut self) -> Option<Text> {
        let start = self.at;
        let (_, word) = lexical::pattern(self.rest()).ok()?;
        self.bump(word.len());
        let span = Span::new(start, self.end);
        if word.ends_with("//") {
            let diagnostic = Diagnostic::new(codes::SYNTAX, span, "syntax error: a word may not end in two slashes")
                .label("quote it, or put a blank before a comment")
                .fix("quote the word", span, format!("\"{word}\""), Applicability::Unsafe);
            self.push(diagnostic);
        }
        Some(Text { value: word.to_owned(), quoted: false, span })
    }
}
