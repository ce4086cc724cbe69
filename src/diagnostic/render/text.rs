//! Diagnostics as people read them, in the manner of rustc.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};

use super::excerpt::Lines;
use super::{Checked, Format, Settings, shorten};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::source::{LineIndex, SourceFile, Span};

/// Longest text of a message, label, note or help (characters).
const LONGEST: usize = 300;
/// Longest replacement that is shown as a patch (characters).
const LONGEST_PATCH: usize = 600;

/// For people.
pub(super) static FORMAT: Format =
    Format { name: "text", summary: "for people: the line, what is wrong with it, and its fix", write };

fn write(checked: &[Checked<'_>], settings: &Settings<'_>) -> String {
    checked.iter().map(|one| text(one.diagnostics, one.source, settings.color)).collect()
}

/// Renders the diagnostics one after another, each with the line it is about, and an empty line between them.
/// With `color` the text holds terminal escapes.
pub fn text(diagnostics: &[Diagnostic], source: &SourceFile, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let lines = Lines::new(source);
    let index = source.lines();
    let mut rendered = String::new();
    for diagnostic in diagnostics {
        rendered.push_str(&one(diagnostic, source, &lines, &index, &renderer));
        rendered.push_str("\n\n");
    }
    rendered
}

fn one(
    diagnostic: &Diagnostic,
    source: &SourceFile,
    lines: &Lines<'_>,
    index: &LineIndex<'_>,
    renderer: &Renderer,
) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let message = shorten(&diagnostic.message, LONGEST);
    let mut group =
        level.primary_title(message).id(diagnostic.code.name()).elements([] as [Snippet<'_, Annotation<'_>>; 0]);
    let others: Vec<Span> = diagnostic.secondary.iter().map(|label| label.span).collect();
    let excerpt = lines.excerpt(diagnostic.primary.span, &others);
    let mut notes: Vec<String> = Vec::new();
    let mut snippet = Snippet::source(excerpt.text).line_start(excerpt.first_line).fold(true);
    if let Some(range) = excerpt.place(diagnostic.primary.span) {
        snippet =
            snippet.annotation(AnnotationKind::Primary.span(range).label(shorten(&diagnostic.primary.text, LONGEST)));
    }
    for label in &diagnostic.secondary {
        match excerpt.place(label.span) {
            Some(range) => {
                snippet = snippet.annotation(AnnotationKind::Context.span(range).label(shorten(&label.text, LONGEST)))
            }
            None => {
                let position = index.position(label.span.start());
                notes.push(format!("{} in line {}, column {}", label.text, position.line, position.column));
            }
        }
    }
    if excerpt.window {
        // The columns of a window are not those of the line.
        let position = index.position(diagnostic.primary.span.start());
        group = group.element(Origin::path(source.name.as_str()).line(position.line).char_column(position.column));
        group = group.element(snippet);
    } else {
        group = group.element(snippet.path(source.name.as_str()));
    }
    notes.extend(diagnostic.notes.iter().cloned());
    for note in &notes {
        group = group.element(Level::NOTE.message(shorten(note, LONGEST)));
    }
    for help in &diagnostic.helps {
        group = group.element(Level::HELP.message(shorten(help, LONGEST)));
    }
    let mut groups = vec![group];
    groups.extend(diagnostic.fixes.iter().map(|fix| fix_group(fix, lines)));
    renderer.render(&groups)
}

/// A fix as a patched line, or in words where the line is too long for that.
fn fix_group<'s>(fix: &'s Fix, lines: &Lines<'s>) -> Group<'s> {
    let spans: Vec<Span> = fix.edits.iter().map(|edit| edit.span).collect();
    let message = shorten(&fix.message, LONGEST);
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
        return Group::with_title(Level::HELP.secondary_title(message));
    };
    let excerpt = lines.excerpt(first.to(*last), &spans);
    let fits = spans.iter().all(|span| excerpt.shows(*span))
        && fix.edits.iter().all(|edit| edit.text.chars().nth(LONGEST_PATCH).is_none());
    if !fits || excerpt.window {
        let texts: Vec<&str> =
            fix.edits.iter().map(|edit| edit.text.as_str()).filter(|text| !text.trim().is_empty()).collect();
        let words = if texts.is_empty() {
            message.into_owned()
        } else {
            format!("{message}: {}", shorten(&texts.join(" ... "), LONGEST))
        };
        return Group::with_title(Level::HELP.secondary_title(words));
    }
    let mut snippet = Snippet::source(excerpt.text).line_start(excerpt.first_line).fold(true);
    for edit in &fix.edits {
        if let Some(range) = excerpt.place(edit.span) {
            snippet = snippet.patch(Patch::new(range, edit.text.as_str()));
        }
    }
    Level::HELP.secondary_title(message).element(snippet)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::diagnostic::{Applicability, codes};

    fn render(diagnostic: Diagnostic, query: &str) -> String {
        text(&[diagnostic], &SourceFile::new("<query>", query), false)
    }

    #[test]
    fn shows_the_line_the_labels_and_the_fix() {
        let diagnostic = Diagnostic::new(codes::MISSING_BAR, Span::new(6, 13), "there is no bar")
            .label("a new step")
            .also(Span::new(0, 5), "the step before")
            .note("two lines are not two steps")
            .help("insert a bar")
            .fix("insert a bar", Span::at(5), " |", Applicability::Safe);
        let expected = "\
error[missing-bar]: there is no bar
 --> <query>:2:1
  |
1 | a = 1
  | ----- the step before
2 | count()
  | ^^^^^^^ a new step
  |
  = note: two lines are not two steps
  = help: insert a bar
help: insert a bar
  |
1 | a = 1 |
  |       +

";
        assert_eq!(render(diagnostic, "a = 1\ncount()"), expected);
    }

    #[test]
    fn a_long_line_is_not_shown_whole() {
        let query = format!("{} stray) {}", "x ".repeat(500_000), "y ".repeat(500_000));
        let at = query.find(')').unwrap();
        let long = "z".repeat(100_000);
        let diagnostic = Diagnostic::new(codes::SYNTAX, Span::new(at, at + 1), format!("stray {long}"))
            .also(Span::new(0, 1), "far away")
            .fix("leave it out", Span::new(at, at + 1), long, Applicability::Safe);
        let rendered = render(diagnostic, &query);
        assert!(rendered.len() < 3000, "{}", rendered.len());
        assert!(rendered.contains("<query>:1:1000007"), "{rendered}");
        assert!(rendered.contains("far away in line 1, column 1"), "{rendered}");
    }

    #[test]
    fn spans_that_do_not_fit_the_text_do_no_harm() {
        for span in [Span::new(0, 99), Span::new(98, 99), Span::at(3), Span::new(1, 2)] {
            let diagnostic = Diagnostic::new(codes::SYNTAX, span, "x").fix("y", span, "z", Applicability::Safe);
            assert!(render(diagnostic, "\u{e4}b").contains("error[syntax]"));
        }
    }
}
