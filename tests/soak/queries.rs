//! Random queries, made from the grammar and from the descriptors of all functions.

use offscale::exec::function::{Function, Kind, Parameter, Place, Support};
use offscale::functions::FUNCTIONS;

use crate::events::{ARRAYS, FIELDS};
use crate::random::Random;

/// What makes a query.
pub struct Writer<'r> {
    random: &'r mut Random,
    /// How many brackets may still be opened.
    depth: usize,
}

const PATTERNS: &[&str] = &[
    "alpha",
    "*a*",
    "\"gamma ray\"",
    "\"*.exe\"",
    "4*",
    "/a.*a/i",
    "/^c(?<part>\\w+)/",
    "/\\d+$/",
    "\"\"",
    "*",
    "true",
    "/(?i)alpha|beta/",
    "\"a\\\\*b\"",
];
const TEXTS: &[&str] = &[
    "\"%s\"",
    "\"%d-%s\"",
    "\"%.2f\"",
    "\"%Y-%m-%dT%H:%M:%S\"",
    "\"yyyy-MM-dd\"",
    "\",\"",
    "\"=\"",
    "alpha",
    "\"x y\"",
    "\"10.0.0.0/8\"",
    "\"a\"",
    "\"%10s|\"",
    "millis",
    "\"UTC\"",
    "\"Europe/Copenhagen\"",
];
const REGEXES: &[&str] = &["\"a\"", "\"(?<name>[a-z]+)\"", "\"^\\\\d+\"", "\"[A-Z]\"", "\"(a|b)\"", "\"\\\\s\""];
const NUMBERS: &[&str] = &["0", "1", "2", "3", "10", "0.5", "-1", "1000"];
const TIMES: &[&str] = &["1s", "1m", "1h", "7d", "500ms"];
const NAMES: &[&str] = &["v", "w", "made", "_count", "a", "n"];
/// What a run must not do, or cannot do in the same way twice.
const LEFT_OUT: &[&str] = &["explain:asTable", "eventInternals"];

impl<'r> Writer<'r> {
    pub fn new(random: &'r mut Random) -> Self {
        Self { random, depth: 3 }
    }

    /// A whole query.
    pub fn query(&mut self) -> String {
        let mut steps: Vec<String> = (0..1 + self.random.below(4)).map(|_| self.step(true)).collect();
        if self.random.percent(5) {
            steps.insert(
                0,
                self.call_of(|function| function.place == Place::First || function.place == Place::Preamble),
            );
        }
        steps.join([" | ", "\n| "][self.random.below(2)])
    }

    fn inner<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> T {
        self.depth -= 1;
        let made = make(self);
        self.depth += 1;
        made
    }

    fn pipeline(&mut self, aggregates: bool) -> String {
        let count = 1 + self.random.below(2);
        let steps: Vec<String> = (0..count).map(|_| self.inner(|own| own.step(aggregates))).collect();
        steps.join(" | ")
    }

    fn step(&mut self, aggregates: bool) -> String {
        match self.random.below(if self.depth == 0 { 8 } else { 12 }) {
            0 | 1 => self.filter(2),
            2..=4 => format!("{} := {}", self.name(), self.expression(2)),
            5..=7 if aggregates => {
                self.call_of(|function| function.place != Place::First && function.place != Place::Preamble)
            }
            5..=7 => self.call_of(|function| !function.roles.aggregate && function.place == Place::Anywhere),
            8 if aggregates => self.call_of(|function| function.roles.aggregate),
            8 | 9 => {
                let mut branches: Vec<String> = (0..1 + self.random.below(2))
                    .map(|_| format!("{} | {}", self.filter(1), self.pipeline(false)))
                    .collect();
                if self.random.percent(80) {
                    branches.push("*".to_owned());
                }
                format!("case {{ {} }}", branches.join(" ; "))
            }
            10 => format!(
                "{} match {{ {} => {} ; * => {} }}",
                self.field(),
                self.random.pick(&["alpha", "\"*e*\"", "/a/", "in(values=[1, 2])"]),
                self.pipeline(false),
                self.pipeline(false)
            ),
            _ => format!("{}{}", self.random.pick(&["", "not ", "!"]), self.call_of(|function| function.roles.filter)),
        }
    }

    fn filter(&mut self, depth: usize) -> String {
        let field = self.field();
        match self.random.below(if depth == 0 { 6 } else { 11 }) {
            0..=2 => format!("{field} {} {}", self.random.pick(&["=", "!=", "like"]), self.random.pick(PATTERNS)),
            3 => format!("{field} {} {}", self.random.pick(&["<", "<=", ">", ">="]), self.random.pick(NUMBERS)),
            4 => self.random.pick(&["alpha", "\"gamma ray\"", "/cmd/i", "true", "*"]).to_owned(),
            5 => format!("{field}=*"),
            6 => format!("not {}", self.filter(depth - 1)),
            7 | 8 => format!("({} or {})", self.filter(depth - 1), self.filter(depth - 1)),
            9 => format!("({} and {})", self.filter(depth - 1), self.filter(depth - 1)),
            _ => format!("{} {}", self.filter(depth - 1), self.filter(depth - 1)),
        }
    }

    fn expression(&mut self, depth: usize) -> String {
        match self.random.below(if depth == 0 { 3 } else { 7 }) {
            0 => self.field().replace("list[0]", "n").replace('#', ""),
            1 => self.random.pick(NUMBERS).to_owned(),
            2 => "\"text\"".to_owned(),
            3 | 4 => format!(
                "({} {} {})",
                self.expression(depth - 1),
                self.random.pick(&["+", "-", "*", "/", "%", "==", "!=", "<", ">="]),
                self.expression(depth - 1)
            ),
            5 => format!("-{}", self.expression(0)),
            _ => self.inner_call(),
        }
    }

    fn inner_call(&mut self) -> String {
        if self.depth == 0 {
            return "n".to_owned();
        }
        self.inner(|own| own.call_of(|function| function.roles.compute))
    }

    fn field(&mut self) -> &'static str {
        self.random.pick(FIELDS)
    }

    fn name(&mut self) -> &'static str {
        self.random.pick(NAMES)
    }

    fn call_of(&mut self, wanted: impl Fn(&Function) -> bool) -> String {
        let fits = |function: &&&Function| {
            function.build.is_some()
                && !matches!(function.support, Support::CloudOnly(_))
                && !LEFT_OUT.contains(&function.name)
                && wanted(function)
        };
        let fitting: Vec<&Function> = FUNCTIONS.iter().filter(fits).copied().collect();
        let function = fitting[self.random.below(fitting.len())];
        let mut arguments = Vec::new();
        for parameter in function.parameters {
            let often = if parameter.required {
                97
            } else if parameter.unnamed {
                60
            } else {
                15
            };
            if !self.random.percent(often) {
                continue;
            }
            if let Some(value) = self.value(parameter) {
                let is_unnamed = parameter.unnamed && self.random.percent(60);
                arguments.push(if is_unnamed { value } else { format!("{}={value}", parameter.name) });
            }
        }
        format!("{}({})", function.name, arguments.join(", "))
    }

    fn value(&mut self, parameter: &Parameter) -> Option<String> {
        if !parameter.values.is_empty() && self.random.percent(95) {
            return Some(self.random.pick(parameter.values).to_owned());
        }
        if parameter.name == "file" {
            return Some("\"users.csv\"".to_owned());
        }
        let is_leaf = self.depth == 0;
        Some(match parameter.kind {
            Kind::Field => self.quoted_field(),
            Kind::Fields => self.list(|own| own.quoted_field()),
            Kind::Output => self.name().to_owned(),
            Kind::Array => format!("\"{}\"", self.random.pick(ARRAYS)),
            Kind::Text => self.random.pick(TEXTS).to_owned(),
            Kind::Texts => self.list(|own| own.random.pick(TEXTS).to_owned()),
            Kind::TextLists => format!("[[{}]]", self.random.pick(TEXTS)),
            Kind::Regex => self.random.pick(REGEXES).to_owned(),
            Kind::Boolean => self.random.pick(&["true", "false"]).to_owned(),
            Kind::Integer => {
                let least = parameter.min.unwrap_or(0);
                let most = parameter.max.unwrap_or(20).min(least.saturating_add(20));
                (least + self.random.below((most - least).max(0) as usize + 1) as i64).to_string()
            }
            Kind::Number => self.random.pick(NUMBERS).to_owned(),
            Kind::Numbers => self.list(|own| own.random.pick(NUMBERS).to_owned()),
            Kind::Duration => self.random.pick(TIMES).to_owned(),
            Kind::Time => self.random.pick(&["7d", "now", "1700000000000"]).to_owned(),
            Kind::Expression => self.expression(2),
            Kind::Expressions => self.list(|own| own.expression(1)),
            Kind::Assignments => format!("{}={}", self.name(), self.expression(1)),
            Kind::Aggregates if is_leaf => "count()".to_owned(),
            Kind::Aggregates => self.inner(|own| own.list(|own| own.call_of(|function| function.roles.aggregate))),
            Kind::Filters | Kind::Stages if is_leaf => "{a=*}".to_owned(),
            Kind::Filters => format!("{{{}}}", self.filter(1)),
            Kind::Stages => format!("{{{}}}", self.pipeline(false)),
            Kind::Subquery | Kind::Pipeline if is_leaf => "{a=*}".to_owned(),
            Kind::Subquery | Kind::Pipeline => format!("{{{}}}", self.pipeline(true)),
            Kind::NamedSubqueries => {
                format!("A: {{{}}} include: [*], B: {{{} | a <=> A.a}} include: [n]", self.filter(1), self.filter(1))
            }
        })
    }

    fn quoted_field(&mut self) -> String {
        let field = self.field();
        if field.contains(['[', '#']) { format!("\"{field}\"") } else { field.to_owned() }
    }

    fn list(&mut self, item: impl Fn(&mut Self) -> String) -> String {
        if self.random.percent(50) {
            return item(self);
        }
        let items: Vec<String> = (0..1 + self.random.below(3)).map(|_| item(self)).collect();
        format!("[{}]", items.join(", "))
    }
}
