//! A report as JUnit XML, which build servers read: a suite for each test file.

use std::fmt::Write;

use quick_xml::escape::escape;

use super::text;
use crate::testing::suite::Report;

/// Writes a report.
pub fn write(report: &Report, _color: bool) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        xml,
        "<testsuites name=\"offscale\" tests=\"{}\" failures=\"{}\" errors=\"0\" time=\"{:.3}\">",
        report.cases.len(),
        report.failed(),
        report.time.as_secs_f64()
    );
    for cases in report.cases.chunk_by(|one, next| one.file == next.file) {
        let Some(file) = cases.first().map(|case| clean(&case.file.display().to_string())) else { continue };
        let failures = cases.iter().filter(|case| case.failure.is_some()).count();
        let time: f64 = cases.iter().map(|case| case.time.as_secs_f64()).sum();
        let _ = writeln!(
            xml,
            "  <testsuite name=\"{file}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\" time=\"{time:.3}\">",
            cases.len()
        );
        for case in cases {
            let _ = write!(
                xml,
                "    <testcase name=\"{}\" classname=\"{file}\" file=\"{file}\" line=\"{}\" time=\"{:.3}\"",
                clean(&case.name),
                case.line,
                case.time.as_secs_f64()
            );
            match &case.failure {
                None => xml.push_str("/>\n"),
                Some(failure) => {
                    let first = failure.message.lines().next().unwrap_or("");
                    let _ = writeln!(
                        xml,
                        ">\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>",
                        failure.kind.name(),
                        clean(first),
                        clean(&text::failure(failure, false))
                    );
                }
            }
        }
        xml.push_str("  </testsuite>\n");
    }
    xml.push_str("</testsuites>\n");
    xml
}

/// A text as XML can hold it: without the control characters that XML 1.0 has no way to write.
fn clean(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|letter| match letter {
            '\n' | '\r' | '\t' => letter,
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => '\u{fffd}',
            letter => letter,
        })
        .collect();
    escape(&text).into_owned()
}
