//! Enough of a TextMate tokeniser for one grammar: line by line, the earliest match of the rules that are open.

use std::collections::BTreeMap;

use fancy_regex::Regex;
use serde_json::{Map, Value};

/// A piece of a text with the innermost scope that the grammar gives it.
pub type Token = (std::ops::Range<usize>, String);

/// A grammar with its regexes compiled.
pub struct Grammar {
    root: Value,
    regexes: BTreeMap<String, Regex>,
}

type Captures<'t> = fancy_regex::Captures<'t, str>;

struct Open {
    end: Regex,
    rule: Value,
}

impl Grammar {
    /// Compiles every regex of a grammar.
    pub fn new(root: Value) -> Self {
        let mut grammar = Self { regexes: BTreeMap::new(), root };
        let mut sources = Vec::new();
        gather(&grammar.root, &mut sources);
        for source in sources {
            let regex = Regex::new(&source).unwrap_or_else(|error| panic!("{source}: {error}"));
            grammar.regexes.insert(source, regex);
        }
        grammar
    }

    /// The pieces of a text that have a scope.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut open: Vec<Open> = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            self.line(line.trim_end_matches(['\r', '\n']), start, &mut open, &mut tokens);
            start += line.len();
        }
        tokens
    }

    fn line(&self, line: &str, start: usize, open: &mut Vec<Open>, tokens: &mut Vec<Token>) {
        let mut at = 0;
        loop {
            let patterns = open.last().map_or(&self.root["patterns"], |open| &open.rule["patterns"]);
            let ending = open.last().and_then(|open| open.end.captures_from_pos(line, at).unwrap());
            let rule = self.first(patterns, line, at);
            let within = open.last().and_then(|open| open.rule["name"].as_str()).map(str::to_owned);
            let closes = match (&ending, &rule) {
                (Some(end), Some((found, _))) => end.get(0).unwrap().start() <= found.get(0).unwrap().start(),
                (ending, _) => ending.is_some(),
            };
            let next = match (&ending, &rule) {
                (Some(end), _) if closes => end.get(0).unwrap(),
                (_, Some((found, _))) => found.get(0).unwrap(),
                _ => {
                    push(tokens, within.as_deref(), start + at..start + line.len());
                    return;
                }
            };
            push(tokens, within.as_deref(), start + at..start + next.start());
            if closes {
                let closed = open.pop().unwrap();
                let (end, rule) = (ending.unwrap(), closed.rule);
                push(tokens, within.as_deref(), start + next.start()..start + next.end());
                self.captures(&rule["endCaptures"], &end, start, tokens);
            } else if let Some((found, rule)) = rule {
                if let Some(end) = rule["end"].as_str() {
                    push(tokens, rule["name"].as_str(), start + next.start()..start + next.end());
                    self.captures(&rule["beginCaptures"], &found, start, tokens);
                    open.push(Open { end: self.regexes[end].clone(), rule });
                } else {
                    assert!(!next.as_str().is_empty(), "a rule matches nothing: {rule}");
                    push(tokens, rule["name"].as_str(), start + next.start()..start + next.end());
                    self.captures(&rule["captures"], &found, start, tokens);
                }
            }
            at = next.end();
        }
    }

    /// The rule that matches first, of several at one place the first of the list.
    fn first<'l>(&self, patterns: &Value, line: &'l str, at: usize) -> Option<(Captures<'l>, Value)> {
        let mut best: Option<(Captures<'l>, Value)> = None;
        for rule in self.rules(patterns) {
            let source = rule["match"].as_str().or_else(|| rule["begin"].as_str()).unwrap();
            let Some(found) = self.regexes[source].captures_from_pos(line, at).unwrap() else { continue };
            let place = found.get(0).unwrap().start();
            if best.as_ref().is_none_or(|(best, _)| place < best.get(0).unwrap().start()) {
                best = Some((found, rule.clone()));
            }
        }
        best
    }

    /// The rules of a list, with what it includes.
    fn rules<'g>(&'g self, patterns: &'g Value) -> Vec<&'g Value> {
        let mut rules = Vec::new();
        for rule in patterns.as_array().into_iter().flatten() {
            match rule["include"].as_str() {
                Some(name) => {
                    let included = &self.root["repository"][name.trim_start_matches('#')];
                    assert!(included.is_object(), "{name} is not in the repository");
                    rules.extend(self.of(included));
                }
                None => rules.extend(self.of(rule)),
            }
        }
        rules
    }

    fn of<'g>(&'g self, rule: &'g Value) -> Vec<&'g Value> {
        let matches = rule.get("match").or_else(|| rule.get("begin")).is_some();
        if matches { vec![rule] } else { self.rules(&rule["patterns"]) }
    }

    fn captures(&self, names: &Value, found: &Captures<'_>, start: usize, tokens: &mut Vec<Token>) {
        for (number, capture) in names.as_object().unwrap_or(&Map::new()) {
            let Some(group) = found.get(number.parse().unwrap()) else { continue };
            match capture["name"].as_str() {
                Some(name) => push(tokens, Some(name), start + group.start()..start + group.end()),
                None => {
                    let mut inside = Vec::new();
                    let end = Regex::new("$.").unwrap();
                    let mut open = vec![Open { end, rule: capture.clone() }];
                    self.line(group.as_str(), start + group.start(), &mut open, &mut inside);
                    tokens.extend(inside);
                }
            }
        }
    }
}

/// Adds a piece, in place of what lay there.
fn push(tokens: &mut Vec<Token>, scope: Option<&str>, range: std::ops::Range<usize>) {
    let Some(scope) = scope else { return };
    if range.is_empty() {
        return;
    }
    match tokens.last_mut() {
        Some((last, name)) if last.end == range.start && name == scope => last.end = range.end,
        _ => tokens.push((range, scope.to_owned())),
    }
}

fn gather(value: &Value, sources: &mut Vec<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, sources)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), value.as_str()) {
                    ("match" | "begin" | "end", Some(source)) => sources.push(source.to_owned()),
                    _ => gather(value, sources),
                }
            }
        }
        _ => {}
    }
}
