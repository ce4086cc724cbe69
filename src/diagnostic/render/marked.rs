//! Places of a query with remarks, in the manner of a diagnostic but without a code: what tracing and coverage show.

use annotate_snippets::{Annotation, AnnotationKind, Level, Origin, Renderer, Snippet};

use super::excerpt::Lines;
use super::shorten;
use crate::diagnostic::Label;
use crate::source::{SourceFile, Span};

/// Longest text of a title, label or note (characters).
const LONGEST: usize = 300;

/// The excerpt of a query around `labels`, of which the first is the main one. `word` stands before the title.
pub fn marked(word: &str, title: &str, labels: &[Label], notes: &[String], source: &SourceFile, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let lines = Lines::new(source);
    let index = source.lines();
    let level = Level::NOTE.with_name(word.to_owned());
    let mut group = level.primary_title(shorten(title, LONGEST)).elements([] as [Snippet<'_, Annotation<'_>>; 0]);
    let mut notes: Vec<String> = notes.to_vec();
    if let Some((first, others)) = labels.split_first() {
        let spans: Vec<Span> = others.iter().map(|label| label.span).collect();
        let excerpt = lines.excerpt(first.span, &spans);
        let mut snippet = Snippet::source(excerpt.text).line_start(excerpt.first_line).fold(true);
        for (number, label) in labels.iter().enumerate() {
            let kind = if number == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            match excerpt.place(label.span) {
                Some(range) => snippet = snippet.annotation(kind.span(range).label(shorten(&label.text, LONGEST))),
                None => {
                    let position = index.position(label.span.start());
                    notes.push(format!("line {}, column {}: {}", position.line, position.column, label.text));
                }
            }
        }
        let position = index.position(first.span.start());
        group = if excerpt.window {
            // The columns of a window are not those of the line.
            let origin = Origin::path(source.name.as_str()).line(position.line).char_column(position.column);
            group.element(origin).element(snippet)
        } else {
            group.element(snippet.path(source.name.as_str()))
        };
    }
    for note in &notes {
        group = group.element(Level::NOTE.no_name().message(shorten(note, LONGEST)));
    }
    format!("{}\n", renderer.render(&[group]))
}
