//! Diagnostics as workflow commands of GitHub Actions, which shows them beside the lines that they are about.

use super::{Checked, Format, Settings, in_words, level};
use crate::diagnostic::Diagnostic;
use crate::source::{LineIndex, SourceFile};

/// Workflow commands.
pub(super) static FORMAT: Format =
    Format { name: "github", summary: "annotations of GitHub Actions (workflow commands)", write };

fn write(checked: &[Checked<'_>], _settings: &Settings<'_>) -> String {
    let mut rendered = String::new();
    for Checked { source, diagnostics } in checked {
        let index = source.lines();
        for diagnostic in *diagnostics {
            rendered.push_str(&command(diagnostic, source, &index));
            rendered.push('\n');
        }
    }
    rendered
}

fn command(diagnostic: &Diagnostic, source: &SourceFile, index: &LineIndex<'_>) -> String {
    let span = diagnostic.primary.span;
    let (start, end) = (index.position(span.start()), index.position(span.end()));
    let mut place = format!("line={},endLine={}", start.line, end.line);
    // Columns are only taken within one line.
    if start.line == end.line {
        place += &format!(",col={},endColumn={}", start.column, end.column);
    }
    format!(
        "::{} file={},{place},title={}::{}",
        level(diagnostic.severity, "notice"),
        property(&source.name),
        property(diagnostic.code.name()),
        data(&in_words(diagnostic))
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{finding, rendered, source};
    use crate::diagnostic::Severity;
    use crate::source::Span;

    #[test]
    fn a_finding_is_one_line() {
        let finding = finding(&source());
        assert_eq!(
            rendered("github", std::slice::from_ref(&finding)),
            "::warning file=rules/a b.logscale,line=1,endLine=1,col=12,endColumn=17,title=dialect::LogScale has no `where`, \
             100%25%0Aa filter is a step%0Ahelp: write the filter alone\n"
        );
        let mut wide = finding.severity(Severity::Info);
        wide.primary.span = Span::new(0, 40);
        assert!(rendered("github", &[wide]).starts_with("::notice file=rules/a b.logscale,line=1,endLine=2,title="));
    }

    #[test]
    fn what_the_command_separates_with_is_escaped() {
        assert_eq!(super::property("a:b,c%d\r\n"), "a%3Ab%2Cc%25d%0D%0A");
    }
}
