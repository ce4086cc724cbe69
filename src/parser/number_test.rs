//! Numeric filters `field < 5`, and the lint about arithmetic beside them (language notes 4.1, 4.3).

use super::cursor::Parser;
use super::field_test::{compare, field_expr};
use super::lexical;
use crate::ast::{CompareOperator, FilterKind, Name, NumberOperand};
use crate::diagnostic::{Applicability, Diagnostic, codes};
use crate::source::Span;

impl Parser<'_> {
    /// Reads the right side of `<` and its kin, which is the next token.
    pub fn number_test(&mut self, field: Name, length: usize) -> FilterKind {
        let sign = self.rest().get(..length).unwrap_or("");
        let comparison = match sign {
            "<" => CompareOperator::Less,
            "<=" => CompareOperator::LessOrEqual,
            ">" => CompareOperator::Greater,
            _ => CompareOperator::GreaterOrEqual,
        };
        self.bump(length);
        self.skip();
        let place = self.at;
        if self.looking_at("?") {
            let parameter = self.parameter();
            return FilterKind::Compare { field, operator: comparison, number: NumberOperand::Parameter(parameter) };
        }
        if let Some(end) = self.template_end() {
            let parameter = self.template(end);
            return FilterKind::Compare { field, operator: comparison, number: NumberOperand::Parameter(parameter) };
        }
        if self.call_at(place).is_some() {
            let right = self.value_sum();
            return compare(field_expr(&field), comparison, right);
        }
        let operand = if self.at_quote() { Some(self.quoted()) } else { self.word() };
        let Some(operand) = operand else {
            return self.no_value("a number");
        };
        if lexical::reads_as_number(&operand.value) {
            self.arithmetic_lint(&field, place);
            let number = NumberOperand::Literal { text: operand.value, span: operand.span };
            return FilterKind::Compare { field, operator: comparison, number };
        }
        let shown = self.slice(operand.span).to_owned();
        let diagnostic = Diagnostic::new(
            codes::NUMBER_EXPECTED,
            operand.span,
            format!("syntax error: expected a number behind `{sign}`"),
        )
        .label("this is not a number")
        .help(format!(
            "the right side of a filter is never a field; compare two fields with `test({} {sign} {shown})`",
            field.text
        ));
        let whole = field.span.to(operand.span);
        let text = format!("test({} {sign} {shown})", self.slice(field.span));
        self.at = place;
        self.error(diagnostic.fix("compare in test()", whole, text, Applicability::Unsafe));
        self.bump(operand.span.end() - place);
        FilterKind::Error
    }

    /// `foo < 42 + 3` is `foo < 42` and two search words (notes 4.3).
    pub fn arithmetic_lint(&mut self, field: &Name, value: usize) {
        let next = self.after_blanks(self.end);
        let Ok((rest, word)) = lexical::pattern(self.from(next)) else {
            return;
        };
        let another = lexical::pattern(self.from(self.after_blanks(self.text.len() - rest.len()))).is_ok();
        if !matches!(word, "+" | "-" | "*" | "%") || !another {
            return;
        }
        let span = Span::new(next, next + word.len());
        let diagnostic = Diagnostic::new(codes::ARITHMETIC_IN_FILTER, span, format!("`{word}` is a search word here"))
            .label("a filter does not calculate")
            .also(field.span.to(Span::new(value, self.end)), "the test ends here")
            .help(format!("calculate in test(): `test({} < 42 + 3)`", field.text));
        self.push(diagnostic);
    }
}
