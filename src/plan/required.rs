//! Literals that every passing event must contain, so that the reader can skip lines without decoding them.

use hashbrown::HashSet;

use crate::event::source::Required;
use crate::exec::free_text::FreeText;
use crate::exec::{Condition, Pipeline, Stage};
use crate::symbol::{Symbol, Symbols};

/// Shorter literals occur in nearly every line, so searching for them costs more than it saves.
const SHORTEST: usize = 3;

/// Sets of literals; of each set one must occur in the text of a record for the record to pass.
pub(super) fn literals(pipeline: &Pipeline, symbols: &Symbols) -> Vec<Required> {
    let mut required = Vec::new();
    if pipeline.source.is_some() {
        return required;
    }
    // A field that the query has written no longer says what the record holds.
    let mut written: HashSet<Symbol> = HashSet::new();
    for stage in &pipeline.map {
        match stage.inner() {
            Stage::Filter(condition) => {
                gather(condition, symbols, &written, &mut required);
                if condition.changes_event() {
                    break;
                }
            }
            Stage::Assign(symbol, _) => {
                written.insert(*symbol);
            }
            Stage::Case(_) | Stage::End | Stage::Transform(_) | Stage::Shared(_) | Stage::Mark(_) => break,
        }
    }
    required
}

fn gather(condition: &Condition, symbols: &Symbols, written: &HashSet<Symbol>, required: &mut Vec<Required>) {
    match condition {
        Condition::And(parts) => {
            for part in parts {
                gather(part, symbols, written, required);
                if part.changes_event() {
                    break;
                }
            }
        }
        _ => required.extend(one_of(condition, symbols, written)),
    }
}

/// The literals of which a passing record contains one.
fn one_of(condition: &Condition, symbols: &Symbols, written: &HashSet<Symbol>) -> Option<Required> {
    match condition {
        Condition::Or(parts) => {
            let mut all = Required { literals: Vec::new(), fields: Vec::new() };
            for part in parts {
                let one = one_of(part, symbols, written)?;
                all.literals.extend(one.literals);
                all.fields.extend(one.fields);
            }
            Some(all)
        }
        Condition::And(parts) => parts.iter().find_map(|part| one_of(part, symbols, written)),
        Condition::Glob(symbol, glob) | Condition::Contains(symbol, glob) if is_literal(*symbol, symbols, written) => {
            single(glob.longest_literal()?, Some(*symbol), symbols)
        }
        Condition::Regex(symbol, test) if is_literal(*symbol, symbols, written) => {
            several(test.regex.required_literals()?, Some(*symbol), symbols)
        }
        Condition::FreeText(FreeText::Glob(glob)) => single(glob.longest_literal()?, None, symbols),
        Condition::FreeText(FreeText::Regex(test)) => several(test.regex.required_literals()?, None, symbols),
        _ => None,
    }
}

fn single(literal: &str, field: Option<Symbol>, symbols: &Symbols) -> Option<Required> {
    several(&[literal.to_owned()], field, symbols)
}

/// The literals, unless they say too little. `field`: in whose value they stand; `None` for any.
fn several(literals: &[String], field: Option<Symbol>, symbols: &Symbols) -> Option<Required> {
    let rare = !literals.is_empty() && literals.iter().all(|literal| literal.len() >= SHORTEST);
    let fields = vec![field.map(|symbol| symbols.name(symbol).clone())];
    rare.then(|| Required { literals: literals.to_vec(), fields })
}

/// Whether the field's value stands in the record's text as it is. Times are computed from other forms.
fn is_literal(symbol: Symbol, symbols: &Symbols, written: &HashSet<Symbol>) -> bool {
    !written.contains(&symbol) && !matches!(symbols.name(symbol).as_ref(), "@timestamp" | "_time" | "@id")
}
