//! A test of a Windows path, file name or command line that looks at capitals.

use super::context::Case;
use super::shape::{self, Alternative, Kind};
use super::{Context, falcon};
use crate::ast::{FilterKind, MatchOperator, Pattern};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::source::Span;

lint! {
    "case-sensitive" Warning Evasion,
    what: "A path, file name or command line is compared with regard to case, which Windows has none of.",
    why: "Windows runs PowerShell.EXE as it runs powershell.exe, and a command line holds what was typed. An attacker who changes one letter to a capital is missed.",
    example: "CommandLine = /mimikatz/",
    instead: "CommandLine = /mimikatz/i",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if !context.windows {
        return;
    }
    let concerned = |name: &str| {
        let origin = context.origin(name);
        origin.case == Case::Same && falcon::ignores_case(origin.field)
    };
    for site in context.survey.regexes.iter().filter(|site| site.tests && !site.negated) {
        let Some(field) = site.field.as_deref().filter(|field| concerned(field)) else { continue };
        if site.flags.contains('i') || site.source.contains("(?i") || !site.shape.as_deref().is_some_and(has_word) {
            continue;
        }
        let finding = Diagnostic::new(CODE, site.span, format!("{field} is compared with regard to case"))
            .label("letters match in this case alone");
        findings.push(match site.literal {
            Some(_) => finding.fix("ignore case", Span::at(site.span.end()), "i", Applicability::Unsafe),
            None => finding.help("give flags=i"),
        });
    }
    for site in context.survey.filters.iter().filter(|site| !site.negated) {
        let FilterKind::Match { field, operator, pattern: Pattern::Glob(text) } = &site.filter.kind else { continue };
        if *operator == MatchOperator::NotEqual || !concerned(&field.text) || letters(&text.value) < 2 {
            continue;
        }
        let finding = Diagnostic::new(CODE, text.span, format!("{} is compared with regard to case", field.text))
            .label("letters match in this case alone");
        let source = site.filter.span.of(context.text);
        let equal = *operator == MatchOperator::Equal && source.starts_with(field.span.of(context.text));
        findings.push(match equal {
            true => {
                let span = field.span.to(text.span);
                let fixed = format!("{} = /{}/i", field.span.of(context.text), regex_of(&text.value));
                finding.fix("ignore case", span, fixed, Applicability::Unsafe)
            }
            false => finding.help("use a regex with the flag i"),
        });
    }
    for site in context.survey.calls.iter().filter(|site| site.is("in") && !site.negated) {
        let Some(field) = site.text("field").filter(|field| concerned(field)) else { continue };
        let Some(values) = site.texts("values") else { continue };
        if site.text("ignoreCase").is_some() || values.iter().all(|(value, _)| letters(value) < 2) {
            continue;
        }
        let Some(argument) = site.argument("values") else { continue };
        let finding = Diagnostic::new(CODE, argument.span, format!("{field} is compared with regard to case"))
            .label("letters match in this case alone");
        let end = Span::at(argument.span.end());
        findings.push(finding.fix("ignore case", end, ", ignoreCase=true", Applicability::Unsafe));
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|letter| letter.is_alphabetic()).count()
}

/// Whether a regex holds a word: two literal letters side by side.
fn has_word(shape: &[Alternative]) -> bool {
    let mut run = 0;
    let mut found = false;
    shape::each(shape, &mut |piece| {
        run = match piece.kind {
            Kind::Literal(letter, _) if letter.is_alphabetic() => run + 1,
            _ => 0,
        };
        found |= run >= 2;
    });
    found
}

/// The regex that matches as the glob does.
fn regex_of(glob: &str) -> String {
    let (start, rest) = glob.strip_prefix('*').map_or(("^", glob), |rest| ("", rest));
    let (end, rest) = rest.strip_suffix('*').map_or(("$", rest), |rest| ("", rest));
    let mut regex = start.to_owned();
    for letter in rest.chars() {
        match letter {
            '*' => regex.push_str(".*"),
            '.' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '^' | '$' | '|' | '\\' | '/' => {
                regex.push('\\');
                regex.push(letter);
            }
            other => regex.push(other),
        }
    }
    regex.push_str(end);
    regex
}
