//! Diagnostics as programs read them: one JSON object on one line each.

use serde::Serialize;

use super::{Checked, Format, Settings};
use crate::diagnostic::{Applicability, Diagnostic, Fix, Label};
use crate::source::{LineIndex, SourceFile, Span};

/// One object a line.
pub(super) static FORMAT: Format = Format { name: "json", summary: "one JSON object a line", write };

fn write(checked: &[Checked<'_>], _settings: &Settings<'_>) -> String {
    checked.iter().map(|one| json(one.diagnostics, one.source)).collect()
}

#[derive(Serialize)]
struct Object<'d> {
    file: &'d str,
    code: &'static str,
    severity: &'static str,
    message: &'d str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    span: Span,
    label: &'d str,
    labels: Vec<Place<'d>>,
    notes: &'d [String],
    helps: &'d [String],
    fixes: Vec<FixObject<'d>>,
}

#[derive(Serialize)]
struct Place<'d> {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    span: Span,
    label: &'d str,
}

#[derive(Serialize)]
struct FixObject<'d> {
    message: &'d str,
    applicability: &'static str,
    edits: Vec<EditObject<'d>>,
}

#[derive(Serialize)]
struct EditObject<'d> {
    start: u32,
    end: u32,
    text: &'d str,
}

/// Renders each diagnostic as an object on a line of its own: `file`, `code`, `severity`, `message`, `line` and `column`
/// (from 1, in characters), `end_line` and `end_column` (behind the last character), `span` (byte offsets `start`, `end`), `label`, `labels` (further places), `notes`, `helps`,
/// `fixes` (`message`, `applicability` safe or unsafe, `edits` with `start`, `end`, `text`).
pub fn json(diagnostics: &[Diagnostic], source: &SourceFile) -> String {
    let index = source.lines();
    let mut rendered = String::new();
    for diagnostic in diagnostics {
        if let Ok(line) = serde_json::to_string(&object(diagnostic, source, &index)) {
            rendered.push_str(&line);
            rendered.push('\n');
        }
    }
    rendered
}

fn object<'d>(diagnostic: &'d Diagnostic, source: &'d SourceFile, index: &LineIndex<'_>) -> Object<'d> {
    let primary = place(&diagnostic.primary, index);
    Object {
        file: &source.name,
        code: diagnostic.code.name(),
        severity: diagnostic.severity.name(),
        message: &diagnostic.message,
        line: primary.line,
        column: primary.column,
        end_line: primary.end_line,
        end_column: primary.end_column,
        span: primary.span,
        label: primary.label,
        labels: diagnostic.secondary.iter().map(|label| place(label, index)).collect(),
        notes: &diagnostic.notes,
        helps: &diagnostic.helps,
        fixes: diagnostic.fixes.iter().map(fix).collect(),
    }
}

fn place<'d>(label: &'d Label, index: &LineIndex<'_>) -> Place<'d> {
    let (start, end) = (index.position(label.span.start()), index.position(label.span.end()));
    Place {
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        span: label.span,
        label: &label.text,
    }
}

fn fix(fix: &Fix) -> FixObject<'_> {
    let edits =
        fix.edits.iter().map(|edit| EditObject { start: edit.span.start, end: edit.span.end, text: &edit.text });
    let applicability = match fix.applicability {
        Applicability::Safe => "safe",
        Applicability::Unsafe => "unsafe",
    };
    FixObject { message: &fix.message, applicability, edits: edits.collect() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::diagnostic::codes;

    #[test]
    fn one_object_on_each_line() {
        let source = SourceFile::new("q.logscale", "a = 1\ncount()");
        let diagnostic = Diagnostic::new(codes::MISSING_BAR, Span::new(6, 13), "no bar").label("a new step").fix(
            "insert a bar",
            Span::at(5),
            " |",
            Applicability::Safe,
        );
        let rendered = json(&[diagnostic.clone(), diagnostic], &source);
        let expected = r#"{"file":"q.logscale","code":"missing-bar","severity":"error","message":"no bar","line":2,"column":1,"end_line":2,"end_column":8,"span":{"start":6,"end":13},"label":"a new step","labels":[],"notes":[],"helps":[],"fixes":[{"message":"insert a bar","applicability":"safe","edits":[{"start":5,"end":5,"text":" |"}]}]}"#;
        assert_eq!(rendered, format!("{expected}\n{expected}\n"));
    }
}
