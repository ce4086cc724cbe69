//! Dialect in filters: `=~` with a regex, regexes in quotes, lists of values (language notes 16.3).

use super::cursor::Parser;
use super::step::with_field;
use crate::ast::{Filter, FilterKind, MatchOperator, Name, Pattern, RegexLiteral};
use crate::diagnostic::Applicability;
use crate::source::Span;

impl Parser<'_> {
    /// Dialect: `f =~ /re/`, `f =~ "re"`, `f !~ /re/`; official: `f =~ call` as a whole step only.
    pub fn tilde_test(&mut self, field: Name, operator: Span, negated: bool) -> FilterKind {
        self.skip();
        let (sign, sense) = if negated { ("!=", MatchOperator::NotEqual) } else { ("=", MatchOperator::Equal) };
        let (negations, behind) = self.negations(self.at);
        if self.call_at(behind).is_some() {
            self.skip_to(behind);
            let call = with_field(self.call(), &field);
            let span = field.span.to(call.span);
            let filter = super::step::negate(Filter { kind: FilterKind::Call(call), span }, negations % 2 == 1, span);
            return filter.kind;
        }
        let regex = match self.peek() {
            Some('/') => Some(self.regex()),
            Some('`') => self.backquoted_regex(),
            _ if self.at_quote() => Some(self.regex_in_quotes()),
            _ => None,
        };
        let Some(regex) = regex else {
            return self.no_value("a function call or a regex");
        };
        let diagnostic = self
            .dialect(operator, "`=~` takes a function, not a regex")
            .help(format!("write `{} {sign} /regex/`", field.text))
            .fix(format!("write `{sign}`"), operator, sign, Applicability::Safe);
        self.push(diagnostic);
        FilterKind::Match { field, operator: sense, pattern: Pattern::Regex(regex) }
    }

    /// Dialect: a regex in quotes behind `=~`.
    pub fn regex_in_quotes(&mut self) -> RegexLiteral {
        let text = self.quoted();
        let literal = format!("/{}/", text.value.replace('/', "\\/"));
        let diagnostic = self.dialect(text.span, "a regex stands between slashes, not quotes").fix(
            "use slashes",
            text.span,
            literal,
            Applicability::Safe,
        );
        self.push(diagnostic);
        RegexLiteral {
            source: text.value,
            flags: String::new(),
            span: text.span,
            source_start: Span::at(text.span.start() + 1).start,
        }
    }

    /// Dialect: `(a, b)`, `[a, b]` or `?p` behind `in`.
    pub fn value_list(&mut self) -> Vec<Pattern> {
        self.skip();
        let open = self.at;
        let (opener, closer) = match self.peek() {
            Some('(') => ("(", ")"),
            Some('[') => ("[", "]"),
            _ => return self.pattern().into_iter().collect(),
        };
        self.bump(1);
        let mut values = Vec::new();
        loop {
            self.skip();
            if self.looking_at(closer) || self.peek().is_none() {
                break;
            }
            match self.pattern() {
                Some(value) => values.push(value),
                None => {
                    let diagnostic = self.unexpected("a value");
                    self.error(diagnostic);
                    self.recover(true);
                }
            }
            if !self.eat(",") {
                break;
            }
        }
        self.close(open, opener, closer);
        values
    }
}
