//! Diagnostics as JUnit XML, which build servers show: a suite for each query, a case for each finding; errors fail.

use quick_xml::escape::escape;

use super::{Checked, Format, Settings, text};
use crate::diagnostic::Diagnostic;
use crate::source::{LineIndex, SourceFile};

/// One report.
pub(super) static FORMAT: Format = Format { name: "junit", summary: "JUnit XML, for build servers", write };

fn write(checked: &[Checked<'_>], _settings: &Settings<'_>) -> String {
    let all = || checked.iter().map(|one| one.diagnostics);
    let mut report = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    report += &format!(
        "<testsuites name=\"offscale check\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n",
        all().map(cases).sum::<usize>(),
        all().map(failures).sum::<usize>()
    );
    for one in checked {
        suite(one, &mut report);
    }
    report + "</testsuites>\n"
}

/// A query without findings is a case that passes.
fn cases(diagnostics: &[Diagnostic]) -> usize {
    diagnostics.len().max(1)
}

fn failures(diagnostics: &[Diagnostic]) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count()
}

fn suite(Checked { source, diagnostics }: &Checked<'_>, report: &mut String) {
    let name = attribute(&source.name);
    *report += &format!(
        "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n",
        cases(diagnostics),
        failures(diagnostics)
    );
    if diagnostics.is_empty() {
        *report += &format!("    <testcase name=\"no findings\" classname=\"{name}\"/>\n");
    }
    let index = source.lines();
    for diagnostic in *diagnostics {
        case(diagnostic, source, &index, report);
    }
    *report += "  </testsuite>\n";
}

fn case(diagnostic: &Diagnostic, source: &SourceFile, index: &LineIndex<'_>, report: &mut String) {
    let position = index.position(diagnostic.primary.span.start());
    let shown = content(text(std::slice::from_ref(diagnostic), source, false).trim_end());
    *report += &format!(
        "    <testcase name=\"{} in line {}, column {}\" classname=\"{}\">\n",
        diagnostic.code,
        position.line,
        position.column,
        attribute(&source.name)
    );
    *report += &if diagnostic.is_error() {
        let (message, code) = (attribute(&diagnostic.message), diagnostic.code);
        format!("      <failure message=\"{message}\" type=\"{code}\">{shown}</failure>\n")
    } else {
        format!("      <system-out>{shown}</system-out>\n")
    };
    *report += "    </testcase>\n";
}

fn attribute(text: &str) -> String {
    content(text).replace('\n', "&#10;")
}

/// Text with XML's own characters escaped, and those that no XML can hold made visible.
fn content(text: &str) -> String {
    let visible = |letter: char| match letter {
        '\n' | '\t' => letter,
        '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        letter if letter.is_control() => char::REPLACEMENT_CHARACTER,
        letter => letter,
    };
    escape(text.chars().map(visible).collect::<String>()).into_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use quick_xml::events::Event;

    use super::super::testing::{finding, rendered, source};
    use super::*;
    use crate::diagnostic::Severity;

    /// The names of elements in order of their start, when the text is well-formed.
    fn elements(text: &str) -> Vec<String> {
        let mut reader = quick_xml::Reader::from_str(text);
        let mut names = Vec::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) | Event::Empty(start) => {
                    names.push(start.name().as_ref().to_owned());
                }
                Event::Eof => return names,
                _ => {}
            }
        }
    }

    #[test]
    fn warnings_pass_and_errors_fail() {
        let finding = finding(&source());
        let passed = rendered("junit", std::slice::from_ref(&finding));
        assert!(passed.contains("tests=\"2\" failures=\"0\""), "{passed}");
        assert_eq!(elements(&passed), ["testsuites", "testsuite", "testcase", "system-out", "testsuite", "testcase"]);
        let failed = rendered("junit", &[finding.severity(Severity::Error)]);
        assert!(failed.contains("tests=\"2\" failures=\"1\""), "{failed}");
        assert!(failed.contains("<failure message=\"LogScale has no `where`, 100%\" type=\"dialect\">"), "{failed}");
        assert!(failed.contains("a = &quot;"), "{failed}");
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(content("a\u{0}\u{1b}[1m<b>&\u{ffff}"), "a\u{fffd}\u{fffd}[1m&lt;b&gt;&amp;\u{fffd}");
    }
}
