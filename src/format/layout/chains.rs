//! Operands joined by operators: `and`, `or`, `+`, `==`, ... A line ends before an operator.

use super::Layout;
use crate::format::doc::Doc;

impl<'t> Layout<'t> {
    /// A chain from its first operand and, for each further one, its operator and itself. `indent`: further lines stand
    /// deeper.
    pub(super) fn chain(&mut self, first: Doc<'t>, rest: Vec<Doc<'t>>, indent: bool) -> Doc<'t> {
        let rest = Doc::concat(rest);
        Doc::group(Doc::concat(vec![first, if indent { Doc::indent(rest) } else { rest }]))
    }

    /// What stands before an operand: the operator, perhaps none, with the line end before it. Comments behind the
    /// operator go before it.
    pub(super) fn operator(&mut self, operand: usize) -> Vec<Doc<'t>> {
        // On a new line `||` would be two bars.
        if self.at_token("||", operand) {
            self.comments_to_next();
            return vec![Doc::gap(), self.token(), Doc::line()];
        }
        let mut parts = Vec::new();
        let mut words = Vec::new();
        while self.here() < operand && !self.done() {
            parts.extend(self.comments_before_operator());
            let text = self.keyword();
            words.push(text);
            words.push(Doc::text(" "));
        }
        // Behind a blank a colon would be the arrow of a branch.
        let glued = words.is_empty() && self.is_glued() && self.before().ends_with(':');
        if words.is_empty() && self.at_call() {
            // On a new line it would be a step that lacks its bar.
            parts.push(Doc::gap());
        } else if !glued {
            parts.push(Doc::line());
        }
        if words.is_empty() {
            parts.extend(self.take_own());
        }
        parts.extend(words);
        parts
    }

    /// Whether a call, perhaps negated, comes next.
    fn at_call(&self) -> bool {
        let tokens = self.tokens.get(self.at..).unwrap_or_default();
        let mut words = tokens.iter().skip_while(|token| token.text == "!" || token.text.eq_ignore_ascii_case("not"));
        words.next().is_some_and(|word| word.text != "(") && words.next().is_some_and(|open| open.text == "(")
    }

    /// The text of the token before the next, where it is of the chain.
    fn before(&self) -> &str {
        self.tokens.get(self.at.wrapping_sub(1)).map_or("", |token| token.source)
    }

    /// Whether nothing stood between the token before and the next.
    fn is_glued(&self) -> bool {
        self.tokens.get(self.at.wrapping_sub(1)).is_some_and(|token| token.span.end() == self.here())
    }

    /// Moves the comments around the operator: those at its line's end to the operand before it where they share its
    /// line, those behind it before it.
    fn comments_before_operator(&mut self) -> Vec<Doc<'t>> {
        let (own_behind, after, new_line) = {
            let behind = self.tokens.get_mut(self.at + 1).map(|next| {
                let count = next.before.iter().take_while(|note| note.own).count();
                next.before.drain(..count).collect::<Vec<_>>()
            });
            let Some(token) = self.tokens.get_mut(self.at) else {
                return Vec::new();
            };
            (behind.unwrap_or_default(), std::mem::take(&mut token.after), token.new_line)
        };
        let Some(token) = self.tokens.get_mut(self.at) else {
            return Vec::new();
        };
        let stays = new_line || token.before.iter().any(|note| note.own);
        let mut parts = Vec::new();
        if !(stays || (after.is_empty() && own_behind.is_empty())) {
            parts.extend(token.before.drain(..).map(|note| Doc::trailing(note.text)));
        }
        for mut note in after {
            if stays {
                note.own = true;
                token.before.push(note);
            } else {
                parts.push(Doc::trailing(note.text));
            }
        }
        token.before.extend(own_behind);
        if let Some(last) = token.before.iter().rposition(|note| note.own) {
            token.before.iter_mut().take(last).for_each(|note| note.own = true);
        }
        parts
    }
}
