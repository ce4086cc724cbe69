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
        let mut parts = Vec::new();
        let mut words = Vec::new();
        while self.here() < operand && !self.done() {
            parts.extend(self.comments_before_operator());
            let text = self.keyword();
            words.push(text);
            words.push(Doc::text(" "));
        }
        parts.push(Doc::line());
        if words.is_empty() {
            parts.extend(self.take_own());
        }
        parts.extend(words);
        parts
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
        if !stays {
            parts.extend(token.before.drain(..).filter(|_| !after.is_empty() || !own_behind.is_empty()).map(|note| Doc::trailing(note.text)));
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
