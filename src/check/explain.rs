//! What a code means: what was found, why it matters, and how to say it instead.

use super::explain_texts::TEXTS;
use super::lints;

/// The explanation of a code.
#[derive(Clone, Copy, Debug, Default)]
pub struct Explanation {
    /// One sentence: what was found.
    pub what: &'static str,
    /// Why it matters; may be empty.
    pub why: &'static str,
    /// A query that triggers it; may be empty.
    pub example: &'static str,
    /// A query that says it better; may be empty.
    pub instead: &'static str,
}

/// Explains a code of any kind.
pub fn explain(name: &str) -> Option<Explanation> {
    let code = super::code(name)?;
    let info = code.info();
    let (why, instead) = match lints::lint(code) {
        Some(lint) => (lint.why, lint.instead),
        None => {
            let known = TEXTS.iter().chain(lints::suppress::EXPLANATIONS).find(|(known, ..)| *known == name);
            known.map_or(("", ""), |(_, why, instead)| (*why, *instead))
        }
    };
    Some(Explanation { what: info.summary, why, example: info.example, instead })
}
