//! Where a query mentions fields: every place that reads or writes one, in the order of evaluation.

use crate::ast::convert::into_name;
use crate::ast::visit::{self, Visitor};
use crate::ast::{
    Argument, Call, Element, Expr, ExprKind, Filter, FilterKind, Name, NamedQuery, Query, RegexLiteral, Step, StepKind,
};
use crate::exec::Function;
use crate::exec::function::{Kind, Parameter};
use crate::functions;
use crate::source::Span;

/// What is done with the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It is read.
    Read,
    /// It is set.
    Write,
    /// It is set by a function that names it itself (`_count`); the span is the function's name.
    Implied,
}

/// How the name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A word.
    Bare,
    /// Quoted text.
    Quoted,
    /// The name of a regex group.
    Group,
}

/// One place where a field is mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The field.
    pub name: String,
    /// Where its name stands, with quotes.
    pub span: Span,
    /// What is done with it.
    pub role: Role,
    /// How it is written.
    pub form: Form,
    /// The pipeline whose events it belongs to: 0 for the query itself, another number for each subquery over events of
    /// its own.
    pub scope: usize,
}

/// All mentions. An assignment comes after what its value reads.
pub fn mentions(query: &Query, text: &str) -> Vec<Mention> {
    let mut mentions = Mentions { text, scope: 0, scopes: 1, as_value: false, found: Vec::new() };
    visit::walk_query(&mut mentions, query);
    mentions.found
}

struct Mentions<'t> {
    text: &'t str,
    scope: usize,
    scopes: usize,
    /// Whether calls give their value to an expression, and so make no field.
    as_value: bool,
    found: Vec<Mention>,
}

impl Mentions<'_> {
    fn add(&mut self, name: &Name, role: Role) {
        let form = if name.quoted { Form::Quoted } else { Form::Bare };
        self.push(name.text.clone(), name.span, role, form);
    }

    fn push(&mut self, name: String, span: Span, role: Role, form: Form) {
        if !name.is_empty() {
            self.found.push(Mention { name, span, role, form, scope: self.scope });
        }
    }

    fn with_value(&mut self, as_value: bool, walk: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.as_value, as_value);
        walk(self);
        self.as_value = before;
    }

    fn with_own_events(&mut self, walk: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.scope, self.scopes);
        self.scopes += 1;
        self.with_value(false, walk);
        self.scope = before;
    }

    /// An argument of a known parameter.
    fn argument(&mut self, function: &Function, parameter: &Parameter, value: &Expr) {
        match parameter.kind {
            Kind::Field | Kind::Fields => self.names(value, Role::Read),
            Kind::Output => self.names(value, Role::Write),
            Kind::Array => {
                self.names(value, if parameter.name.starts_with("as") { Role::Write } else { Role::Read });
            }
            Kind::Regex if makes_groups(function) => {
                if let ExprKind::Text(_) = value.kind {
                    self.groups(value.span.start(), value.span.end(), true);
                }
                self.expr(value);
            }
            Kind::Aggregates | Kind::Stages | Kind::Filters | Kind::Pipeline => {
                self.with_value(false, |this| this.unless_word(value));
            }
            Kind::Subquery => self.with_own_events(|this| this.expr(value)),
            Kind::NamedSubqueries => self.with_value(false, |this| this.expr(value)),
            Kind::Expression | Kind::Expressions | Kind::Assignments => {
                self.with_value(true, |this| this.expr(value));
            }
            _ => self.with_value(true, |this| this.unless_word(value)),
        }
    }

    /// The names in an argument that takes some; of a pair (`rename`) the second is written.
    fn names(&mut self, value: &Expr, role: Role) {
        match &value.kind {
            ExprKind::Array(elements) => {
                let pair = |element: &Element| matches!(element.value.kind, ExprKind::Array(_));
                for Element { value, .. } in elements {
                    let ExprKind::Array(members) = &value.kind else {
                        self.names(value, role);
                        continue;
                    };
                    for (place, member) in members.iter().enumerate().filter(|(_, member)| !pair(member)) {
                        self.names(&member.value, if place == 1 { Role::Write } else { role });
                    }
                }
            }
            ExprKind::Group(inner) => self.names(inner, role),
            _ => match into_name(value) {
                Some(name) => self.add(&name, role),
                None => self.expr(value),
            },
        }
    }

    /// What stands in a value whose plain words are no fields.
    fn unless_word(&mut self, value: &Expr) {
        match &value.kind {
            ExprKind::Word { .. } => {}
            ExprKind::Array(elements) => {
                for element in elements {
                    match &element.target {
                        Some(target) => {
                            self.with_value(true, |this| this.unless_word(&element.value));
                            self.add(target, Role::Write);
                        }
                        None => self.unless_word(&element.value),
                    }
                }
            }
            ExprKind::Arithmetic { left, right, .. } => {
                self.unless_word(left);
                self.unless_word(right);
            }
            ExprKind::Minus(inner) | ExprKind::Group(inner) => self.unless_word(inner),
            _ => self.expr(value),
        }
    }

    /// The named groups of a regex that stands between two offsets.
    fn groups(&mut self, start: usize, end: usize, quoted: bool) {
        let written = self.text.get(start..end).unwrap_or("");
        for (name, span) in groups(written, start, quoted) {
            self.push(name, span, Role::Write, Form::Group);
        }
    }

    /// The fields that a call sets although nobody names them.
    fn implied(&mut self, function: &Function, call: &Call) {
        let given = |wanted: &str| {
            call.arguments.iter().any(|argument| argument.name.as_ref().is_some_and(|name| name.text == wanted))
        };
        if self.as_value || given("as") || given("asArray") {
            return;
        }
        // A list of aggregates takes the place of the default one.
        let counts = |name: &str| name == "_count" && given("function");
        for name in function.output.iter().filter(|name| !name.contains(['<', '(', ' ']) && !counts(name)) {
            self.push((*name).to_owned(), call.function_span, Role::Implied, Form::Bare);
        }
    }
}

impl<'a> Visitor<'a> for Mentions<'_> {
    fn step(&mut self, step: &'a Step) {
        match &step.kind {
            StepKind::Assign { target, value, .. } => {
                self.with_value(true, |this| this.expr(value));
                self.add(target, Role::Write);
            }
            StepKind::FieldOperator { field, call, .. } => {
                self.add(field, Role::Read);
                self.call(call);
            }
            StepKind::Match { field, .. } => {
                self.add(field, Role::Read);
                visit::walk_step(self, step);
            }
            StepKind::Stats(elements) => {
                for element in elements {
                    self.with_value(element.target.is_some(), |this| this.unless_word(&element.value));
                    element.target.iter().for_each(|target| self.add(target, Role::Write));
                }
            }
            _ => visit::walk_step(self, step),
        }
    }

    fn filter(&mut self, filter: &'a Filter) {
        match &filter.kind {
            FilterKind::Match { field, .. } | FilterKind::Compare { field, .. } | FilterKind::Exists { field, .. } => {
                self.add(field, Role::Read);
            }
            FilterKind::Link { left, .. } => self.add(left, Role::Read),
            _ => {}
        }
        self.with_value(true, |this| visit::walk_filter(this, filter));
    }

    fn expr(&mut self, expr: &'a Expr) {
        match &expr.kind {
            // No field begins with a digit where `1h` and the like are meant.
            ExprKind::Word { text, pattern: false } if !text.starts_with(|letter: char| letter.is_ascii_digit()) => {
                self.push(text.clone(), expr.span, Role::Read, Form::Bare);
            }
            ExprKind::Named(queries) => {
                for NamedQuery { pipeline, .. } in queries {
                    self.with_own_events(|this| this.pipeline(pipeline));
                }
            }
            ExprKind::Subquery(pipeline) => self.with_value(false, |this| this.pipeline(pipeline)),
            _ => visit::walk_expr(self, expr),
        }
    }

    fn call(&mut self, call: &'a Call) {
        let Some(function) = functions::find(&call.function) else {
            self.with_value(true, |this| visit::walk_call(this, call));
            return;
        };
        let assigns = function.parameters.iter().any(|parameter| parameter.kind == Kind::Assignments);
        for Argument { name, value } in &call.arguments {
            let parameter = match name {
                Some(name) => function.parameter(&name.text),
                None => function.unnamed(),
            };
            match (parameter, name) {
                (Some((_, parameter)), _) => self.argument(function, parameter, value),
                (None, Some(name)) if assigns => {
                    self.with_value(true, |this| this.expr(value));
                    self.add(name, Role::Write);
                }
                // In the lenient dialect `if(a = b, ...)` is a condition, and b a text.
                (None, Some(name)) => {
                    self.add(name, Role::Read);
                    self.with_value(true, |this| this.unless_word(value));
                }
                (None, None) => self.with_value(true, |this| this.expr(value)),
            }
        }
        self.implied(function, call);
    }

    fn regex(&mut self, regex: &'a RegexLiteral) {
        self.groups(regex.source_start as usize, regex.span.end(), false);
    }
}

fn makes_groups(function: &Function) -> bool {
    function.output.iter().any(|name| name.contains("groups"))
}

/// The named groups of a regex as it is written, `start` being where it stands: those outside of classes whose bracket is
/// not escaped. In quotes, a doubled backslash is one.
fn groups(written: &str, start: usize, quoted: bool) -> Vec<(String, Span)> {
    let mut letters: Vec<(usize, char)> = Vec::with_capacity(written.len());
    let mut characters = written.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        letters.push((start + at, character));
        if quoted && character == '\\' && characters.peek().is_some_and(|(_, next)| *next == '\\') {
            characters.next();
        }
    }
    let letter = |at: usize| letters.get(at).map(|(_, letter)| *letter);
    let mut found = Vec::new();
    let mut in_class = false;
    let mut at = 0;
    while let Some(next) = letter(at) {
        match next {
            '\\' => at += 1,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class && letter(at + 1) == Some('?') => {
                let open = at + 2 + usize::from(letter(at + 2) == Some('P'));
                let lookaround = matches!(letter(open + 1), Some('=' | '!'));
                let name = letters.get(open + 1..).unwrap_or(&[]);
                let length = name.iter().position(|(_, letter)| *letter == '>');
                if letter(open) == Some('<')
                    && !lookaround
                    && let Some(length) = length.filter(|length| *length > 0)
                    && let (Some((first, _)), Some((end, _))) = (name.first(), name.get(length))
                {
                    let text = name.iter().take(length).map(|(_, letter)| *letter).collect();
                    found.push((text, Span::new(*first, *end)));
                    at = open + 1 + length;
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parser;

    fn of(text: &str) -> Vec<String> {
        let (query, _) = parser::parse(text, &parser::Options::default());
        let mark = |mention: Mention| {
            let role = match mention.role {
                Role::Read => "<",
                Role::Write => ">",
                Role::Implied => "~",
            };
            assert!(
                mention.role == Role::Implied
                    || mention.span.of(text).trim_matches('"') == mention.name.replace('\\', "\\\\"),
                "{mention:?}"
            );
            let scope = if mention.scope > 0 { format!("@{}", mention.scope) } else { String::new() };
            format!("{role}{}{scope}", mention.name)
        };
        mentions(&query, text).into_iter().map(mark).collect()
    }

    #[test]
    fn reads_come_before_the_write_they_feed() {
        assert_eq!(of("x := lower(y) + x"), ["<y", "<x", ">x"]);
        assert_eq!(of("a=1 b>2 | c := a | d =~ replace(\"x\")"), ["<a", "<b", "<a", ">c", "<d"]);
        assert_eq!(of("eval(n = n + 1)"), ["<n", ">n"]);
    }

    #[test]
    fn arguments_are_fields_by_their_parameter() {
        assert_eq!(
            of("groupBy([a, \"b c\"], function=[count(), s := sum(d), max(e, as=m)])"),
            ["<a", "<b c", "~_count", "<d", ">s", "<e", ">m"]
        );
        assert_eq!(of("groupBy(a)"), ["<a", "~_count"]);
        assert_eq!(of("rename([[a, b], [c, d]])"), ["<a", ">b", "<c", ">d"]);
        assert_eq!(of("rename(field=a, as=b) | sort(b, order=asc)"), ["<a", ">b", "<b"]);
        assert_eq!(of("format(\"%s\", field=[a], as=t)"), ["<a", ">t"]);
        assert_eq!(of("x := if(a == \"b\", then=c, else=1h)"), ["<a", "<c", ">x"]);
    }

    #[test]
    fn groups_of_regexes_are_written() {
        assert_eq!(of(r"a=/(?<b>\d+)\(?<c>[(?<d>]x/"), ["<a", ">b"]);
        assert_eq!(of(r#"regex("(?<b>\\S+)\\(?<c>(?<=x)", field=a)"#), [">b", "<a"]);
        assert_eq!(of("replace(\"(?<b>x)\", field=a)"), ["<a"]);
    }

    #[test]
    fn subqueries_have_events_of_their_own() {
        assert_eq!(of("join({a=1 | b := 2}, field=k, include=b) | b=2"), ["<a@1", ">b@1", "<k", "<b"]);
        assert_eq!(of("case { a=1 | x := 1; * | x := 2 } | x=*"), ["<a", ">x", ">x", "<x"]);
    }
}
