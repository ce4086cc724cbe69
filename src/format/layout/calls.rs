//! Calls and their arguments.

use super::expressions::opens;
use super::{Layout, is_closer};
use crate::ast::{Argument, Call, ExprKind};
use crate::format::doc::{Doc, Fit};
use crate::format::tokens::Note;

/// An argument and the comma behind it.
struct Argued<'t> {
    doc: Doc<'t>,
    comma: Vec<Doc<'t>>,
}

impl<'t> Argued<'t> {
    fn add_to(&self, parts: &mut Vec<Doc<'t>>) {
        parts.push(self.doc.clone());
        parts.extend(self.comma.iter().cloned());
    }
}

impl<'t> Layout<'t> {
    /// `function(arguments)`.
    pub(super) fn call(&mut self, call: &Call) -> Doc<'t> {
        self.comments_into_list();
        let mut name = vec![self.generic(call.function_span.end())];
        if !self.at_token("(", call.span.end()) {
            // `table a, b` of the dialect.
            if self.here() < call.span.end() {
                name.push(Doc::text(" "));
                name.push(self.generic(call.span.end()));
            }
            return Doc::concat(name);
        }
        let open = self.token();
        let mut arguments: Vec<Argued<'t>> = Vec::new();
        let mut last = None;
        for argument in &call.arguments {
            let start = start_of(argument);
            if start < self.here() || self.done() || is_closer(self.next()) {
                continue;
            }
            let mut parts: Vec<_> = self.take_blank().filter(|_| !arguments.is_empty()).into_iter().collect();
            parts.extend(self.tight(start));
            self.rung = None;
            let (prefix, value) = self.argument(call, argument);
            parts.push(prefix);
            let prefix = Doc::concat(parts);
            arguments.push(Argued { doc: Doc::concat(vec![prefix.clone(), value.clone()]), comma: self.comma() });
            // A call within a sum is no rung.
            let rung = self.rung.take().filter(|_| matches!(argument.value.kind, ExprKind::Call(_)));
            last = Some(Last { argument, prefix, value, rung });
        }
        if let Some(last) = arguments.last_mut() {
            last.comma.extend(self.take_inline());
        }
        let own = self.take_own();
        if arguments.is_empty() && own.is_empty() {
            let mut items = Vec::new();
            if !self.done() && !is_closer(self.next()) {
                items.push(self.generic(call.span.end().saturating_sub(1)));
            }
            name.push(self.bracket(open, items, false));
            return Doc::concat(name);
        }
        let close = self.token();
        let list = List { call, open, arguments, own, close };
        let broken = Doc::group(list.broken());
        self.rung = None;
        let Some(last) = last.filter(|_| list.own.is_empty()) else {
            name.push(broken);
            return Doc::concat(name);
        };
        let flat = list.flat();
        let mut choices = Vec::new();
        if is_if(call) && !flat.forced() {
            let rungs = list.rungs(&last);
            if let Some((first, rest)) = &rungs {
                choices.push((list.closed(vec![first.clone(), Doc::indent(rest.clone())]), Fit::AllLines));
            }
            let as_rung = match rungs {
                Some((first, rest)) => list.closed(vec![first, rest]),
                None => Doc::group(flat.clone()),
            };
            self.rung = Some(Doc::concat(name.iter().cloned().chain([as_rung]).collect()));
        }
        choices.extend(list.opened(&last).map(|hugged| (hugged, Fit::FirstLine)));
        name.push(if choices.is_empty() { broken } else { Doc::choice(flat, choices, broken.break_group()) });
        Doc::concat(name)
    }

    /// Moves comments between a function's name, which is next, and its parenthesis behind the parenthesis.
    fn comments_into_list(&mut self) {
        let Some([name, open, first]) = self.tokens.get_mut(self.at..self.at + 3) else {
            return;
        };
        if open.text != "(" || (name.after.is_empty() && open.before.is_empty()) {
            return;
        }
        let (own, inline): (Vec<_>, Vec<_>) = std::mem::take(&mut open.before).into_iter().partition(|note| note.own);
        if own.is_empty() {
            open.after.splice(0..0, name.after.drain(..).chain(inline));
        } else {
            let behind = open.after.drain(..).map(|note| Note { own: true, ..note });
            let moved: Vec<_> = own.into_iter().chain(inline).chain(behind).collect();
            open.after = std::mem::take(&mut name.after);
            first.before.splice(0..0, moved.into_iter().map(|note| Note { own: true, ..note }));
        }
    }

    /// `name=` and the value; a condition of the dialect is written like a filter.
    fn argument(&mut self, call: &Call, argument: &Argument) -> (Doc<'t>, Doc<'t>) {
        let Some(name) = &argument.name else {
            return (Doc::concat(Vec::new()), self.expr(&argument.value));
        };
        let value = argument.value.span.start();
        let prefix = if is_condition(call, &name.text) {
            let test = self.generic(value);
            let blank = if self.next().starts_with("//") { Doc::concat(Vec::new()) } else { Doc::text(" ") };
            Doc::concat(vec![test, blank])
        } else {
            Doc::concat(self.tight(value))
        };
        (prefix, self.expr(&argument.value))
    }

    /// Tokens up to an offset without blanks between them.
    pub(super) fn tight(&mut self, stop: usize) -> Vec<Doc<'t>> {
        let mut parts = Vec::new();
        while self.here() < stop && !self.done() {
            parts.push(self.token());
        }
        parts
    }

    /// The members of a list with their commas.
    pub(super) fn items<T>(
        &mut self,
        members: &[T],
        start: impl Fn(&T) -> usize,
        mut item: impl FnMut(&mut Self, &T) -> Doc<'t>,
    ) -> Vec<Doc<'t>> {
        let mut items = Vec::new();
        for member in members {
            if start(member) < self.here() || self.done() || is_closer(self.next()) {
                continue;
            }
            let mut parts: Vec<_> = self.take_blank().filter(|_| !items.is_empty()).into_iter().collect();
            if self.here() < start(member) {
                parts.push(self.generic(start(member)));
                parts.push(Doc::gap());
            }
            parts.push(item(self, member));
            parts.extend(self.comma());
            items.push(Doc::concat(parts));
        }
        items
    }
}

/// The document of a call's argument list.
struct List<'c, 't> {
    call: &'c Call,
    open: Doc<'t>,
    arguments: Vec<Argued<'t>>,
    /// Comments on their own lines behind the last argument.
    own: Vec<Doc<'t>>,
    close: Doc<'t>,
}

impl<'t> List<'_, 't> {
    /// All on one line.
    fn flat(&self) -> Doc<'t> {
        let mut parts = vec![self.open.clone()];
        for (number, argued) in self.arguments.iter().enumerate() {
            if number > 0 {
                parts.push(Doc::line());
            }
            argued.add_to(&mut parts);
        }
        self.closed(parts)
    }

    fn closed(&self, mut parts: Vec<Doc<'t>>) -> Doc<'t> {
        parts.push(self.close.clone());
        Doc::concat(parts)
    }

    /// Each argument on its line; the two values of an `if()` share one where they are short.
    fn broken(&self) -> Doc<'t> {
        let given = &self.call.arguments;
        let paired = is_if(self.call)
            && self.arguments.len() == 3
            && given.len() == 3
            && given.iter().skip(1).all(|argument| is_leaf(&argument.value.kind));
        let mut inner = Vec::new();
        let mut pair = Vec::new();
        for (number, argued) in self.arguments.iter().enumerate() {
            let into = if paired && number > 0 { &mut pair } else { &mut inner };
            match number {
                0 => into.push(Doc::soft()),
                1 if paired => {}
                _ => into.push(Doc::line()),
            }
            argued.add_to(into);
        }
        if paired {
            inner.push(Doc::line());
            inner.push(Doc::group(Doc::concat(pair)));
        }
        inner.extend(self.own.iter().cloned());
        self.closed(vec![self.open.clone(), Doc::indent(Doc::concat(inner)), Doc::soft()])
    }

    /// Begins on the line with what the last argument opens: `groupBy([a, b], function=[`.
    fn opened(&self, last: &Last<'_, 't>) -> Option<Doc<'t>> {
        let (argued, others) = self.arguments.split_last()?;
        let mut parts = vec![self.open.clone()];
        for other in others {
            other.add_to(&mut parts);
            parts.push(Doc::text(" "));
        }
        parts.push(last.prefix.clone());
        let head = Doc::concat(parts);
        let simple = !head.forced() && !head.ends_with_comment() && !head.begins_with_comment();
        if !opens(&last.argument.value) || !simple || last.value.begins_with_comment() {
            return None;
        }
        let mut parts = vec![head, last.value.break_group()];
        parts.extend(argued.comma.iter().cloned());
        Some(self.closed(parts))
    }

    /// `if(a, 1,` and below it `if(b, 2, 3)`: alternatives one below the other, as they are tried.
    fn rungs(&self, last: &Last<'_, 't>) -> Option<(Doc<'t>, Doc<'t>)> {
        let rung = last.rung.clone().filter(|_| self.arguments.len() == 3)?;
        let mut first = vec![self.open.clone()];
        for (number, argued) in self.arguments.iter().take(2).enumerate() {
            if number > 0 {
                first.push(Doc::text(" "));
            }
            argued.add_to(&mut first);
        }
        Some((Doc::concat(first), Doc::concat(vec![Doc::hard(), last.prefix.clone(), rung])))
    }
}

/// The last argument of a call.
struct Last<'c, 't> {
    argument: &'c Argument,
    /// Its name and sign.
    prefix: Doc<'t>,
    value: Doc<'t>,
    /// The value as a further rung of a ladder, where it is an `if()`.
    rung: Option<Doc<'t>>,
}

fn is_if(call: &Call) -> bool {
    call.function.eq_ignore_ascii_case("if")
}

fn start_of(argument: &Argument) -> usize {
    argument.name.as_ref().map_or(argument.value.span.start(), |name| name.span.start())
}

fn is_leaf(kind: &ExprKind) -> bool {
    matches!(
        kind,
        ExprKind::Word { .. }
            | ExprKind::Number(_)
            | ExprKind::Text(_)
            | ExprKind::Boolean(_)
            | ExprKind::Parameter(_)
            | ExprKind::Minus(_)
    )
}

/// Dialect: whether `name=value` in this call is a condition, as in `if(a = 1, ...)` and `test(a = 1)`.
fn is_condition(call: &Call, name: &str) -> bool {
    ["if", "test", "filter", "case"].iter().any(|function| call.function.eq_ignore_ascii_case(function))
        && !["condition", "then", "else", "as", "default", "expression"].contains(&name)
}
