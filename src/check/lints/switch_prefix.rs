//! A switch of a Windows program that is looked for with one of its prefixes only.

use std::ops::Range;

use super::shape::{self, Alternative, Kind, Piece};
use super::{Context, edit, falcon};
use crate::ast::{FilterKind, Pattern};
use crate::diagnostic::{Applicability, Diagnostic, Edit};

lint! {
    "switch-prefix" Warning Evasion,
    what: "A switch of a Windows program is looked for with a hyphen, or a slash, only.",
    why: "PowerShell and the programs of Windows take -enc, /enc and several dashes of Unicode alike. A rule that knows one of them is passed by with another.",
    example: "CommandLine = /\\s-enc/i",
    instead: "CommandLine = /\\s[-\\/–—―]enc/i",
}

/// Switches of PowerShell, certutil, schtasks, bitsadmin, regsvr32 and the like, by how they begin.
const SWITCHES: &[&str] = &[
    "addstore",
    "create",
    "decode",
    "delstore",
    "enc",
    "encode",
    "encodedcommand",
    "exec",
    "executionpolicy",
    "exportpfx",
    "file",
    "hidden",
    "importcert",
    "importpfx",
    "mergepfx",
    "noexit",
    "nologo",
    "noni",
    "noninteractive",
    "nop",
    "noprofile",
    "ping",
    "sta",
    "transfer",
    "urlcache",
    "verifyctl",
    "version",
    "windowstyle",
    "command",
];

/// Programs beside which a switch can only be of Windows: none of these in the text, and a hyphen may be all there is.
const OTHERS: &[&str] = &["openssl", "curl", "git", "ssh", "python", "java", "docker", "bash", "wget", "tar", "nmap"];

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if !context.windows {
        return;
    }
    for site in context.survey.regexes.iter().filter(|site| site.tests && !site.negated) {
        let Some(field) = site.field.as_deref() else { continue };
        if !falcon::is_command(context.origin(field).field) || of_others(site.source) {
            continue;
        }
        let Some(shape) = &site.shape else { continue };
        let mut lists: Vec<&[Alternative]> = vec![shape];
        shape::each(shape, &mut |piece| {
            if let Kind::Group { alternatives, .. } = &piece.kind {
                lists.push(alternatives);
            }
        });
        let mut found: Vec<(char, Range<usize>)> = Vec::new();
        for alternative in lists.into_iter().flatten() {
            for (place, piece) in alternative.pieces.iter().enumerate() {
                let Kind::Literal(prefix @ ('-' | '/'), _) = piece.kind else { continue };
                let before = place.checked_sub(1).and_then(|place| alternative.pieces.get(place));
                let after = alternative.pieces.get(place + 1..).unwrap_or(&[]);
                if piece.counter.is_empty() && starts_word(before) && is_switch(after) {
                    found.push((prefix, piece.range.clone()));
                }
            }
        }
        found.sort_by_key(|(_, range)| range.start);
        let Some((prefix, first)) = found.first() else { continue };
        let other = if *prefix == '-' { "/" } else { "-" };
        let message = format!("{other} in place of {prefix} gets past this");
        let mut finding = Diagnostic::new(CODE, site.span_of(first.clone(), context.text), message);
        for (_, range) in found.iter().skip(1) {
            if let Some(span) = site.exact(range.clone(), context.text) {
                finding = finding.also(span, "");
            }
        }
        let edits: Option<Vec<Edit>> = found
            .iter()
            .map(|(_, range)| {
                Some(Edit { span: site.exact(range.clone(), context.text)?, text: "[-\\/–—―]".to_owned() })
            })
            .collect();
        if let Some(edits) = edits {
            finding = edit::with(finding, "take every prefix", edits, Applicability::Unsafe);
        }
        findings.push(finding);
    }
    for site in context.survey.filters.iter().filter(|site| !site.negated) {
        let FilterKind::Match { field, pattern: Pattern::Glob(text), .. } = &site.filter.kind else { continue };
        if !falcon::is_command(context.origin(&field.text).field) || of_others(&text.value) {
            continue;
        }
        let words = text.value.split([' ', '*']);
        if let Some(word) = words.into_iter().find(|word| word.strip_prefix(['-', '/']).is_some_and(named)) {
            let other = if word.starts_with('-') { "/" } else { "-" };
            findings.push(
                Diagnostic::new(
                    CODE,
                    text.span,
                    format!("{other} in place of the first letter of {word} gets past this"),
                )
                .help("use a regex that takes every prefix: [-/]"),
            );
        }
    }
}

fn of_others(text: &str) -> bool {
    let text = text.to_lowercase();
    OTHERS.iter().any(|program| text.contains(program))
}

/// Whether a word of a command line can begin behind this.
fn starts_word(before: Option<&Piece>) -> bool {
    before.is_none_or(|piece| match piece.kind {
        Kind::Literal(letter, _) => matches!(letter, ' ' | '"' | '\''),
        Kind::Shorthand(letter) => letter == 's',
        Kind::Any | Kind::Boundary | Kind::Start => true,
        _ => false,
    })
}

fn is_switch(pieces: &[Piece]) -> bool {
    let word: String =
        pieces.iter().map_while(|piece| piece.literal().filter(|letter| letter.is_alphanumeric())).collect();
    named(&word)
}

fn named(word: &str) -> bool {
    SWITCHES.contains(&word.to_lowercase().as_str())
}
