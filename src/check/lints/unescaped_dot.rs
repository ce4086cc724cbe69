//! A dot in a regex that was meant as a dot.

use std::ops::Range;

use super::shape::{self, Alternative, Kind, Piece};
use super::{Context, edit, falcon};
use crate::diagnostic::{Applicability, Diagnostic, Edit};

lint! {
    "unescaped-dot" Info Correctness,
    what: "A dot of a file name or address in a regex has no backslash, so it matches any character.",
    why: "cmd.exe matches cmdXexe, 10.0.0.1 matches 10.0.011. With a backslash it is a dot.",
    example: "FileName = /^cmd.exe$/i",
    instead: "FileName = /^cmd\\.exe$/i",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in &context.survey.regexes {
        let Some(shape) = &site.shape else { continue };
        let mut lists: Vec<&[Alternative]> = vec![shape];
        shape::each(shape, &mut |piece| {
            if let Kind::Group { alternatives, .. } = &piece.kind {
                lists.push(alternatives);
            }
        });
        let mut found: Vec<Range<usize>> = Vec::new();
        for alternative in lists.into_iter().flatten() {
            let places = dots(&alternative.pieces);
            found.extend(places.iter().filter_map(|place| Some(alternative.pieces.get(*place)?.range.clone())));
        }
        found.sort_by_key(|range| range.start);
        let Some(first) = found.first() else { continue };
        let span = site.span_of(first.clone(), context.text);
        let mut finding = Diagnostic::new(CODE, span, "this dot matches any character");
        for range in found.iter().skip(1) {
            if let Some(span) = site.exact(range.clone(), context.text) {
                finding = finding.also(span, "");
            }
        }
        let edits: Option<Vec<Edit>> = found
            .iter()
            .map(|range| Some(Edit { span: site.exact(range.clone(), context.text)?, text: "\\.".to_owned() }))
            .collect();
        if let Some(edits) = edits {
            finding = edit::with(finding, "put a backslash before it", edits, Applicability::Unsafe);
        }
        findings.push(finding);
    }
}

/// Dots that stand between the parts of a file's name or an address.
fn dots(pieces: &[Piece]) -> Vec<usize> {
    let is_dot = |piece: &Piece| piece.kind == Kind::Any && piece.counter.is_empty();
    let mut found = Vec::new();
    for (place, _) in pieces.iter().enumerate().filter(|(_, piece)| is_dot(piece)) {
        let before = pieces.get(..place).unwrap_or(&[]);
        let after = pieces.get(place + 1..).unwrap_or(&[]);
        let word: String =
            after.iter().map_while(|piece| piece.literal().filter(|letter| letter.is_alphanumeric())).collect();
        let stem =
            before.last().and_then(Piece::literal).is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
        if stem && falcon::ENDINGS.contains(&word.to_ascii_lowercase().as_str()) {
            found.push(place);
        }
    }
    // Four numbers with three dots between them, of which some lack the backslash.
    let text: String = pieces
        .iter()
        .map(|piece| match (piece.literal(), is_dot(piece)) {
            (_, true) => '.',
            (Some(letter), false) if letter.is_ascii_digit() || letter == '.' => letter,
            _ => ' ',
        })
        .collect();
    let address = |word: &str| word.split('.').count() == 4 && word.split('.').all(|part| part.parse::<u8>().is_ok());
    let mut start = 0;
    for word in text.split(' ') {
        if address(word) {
            let places = start..start + word.len();
            found.extend(places.filter(|place| pieces.get(*place).is_some_and(is_dot)));
        }
        start += word.len() + 1;
    }
    found
}
