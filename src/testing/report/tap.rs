//! A report in the Test Anything Protocol, version 14: a line for each case, with a YAML block under a failure.

use std::fmt::Write;

use super::text;
use crate::testing::compare::quote;
use crate::testing::suite::Report;

/// Writes a report.
pub fn write(report: &Report, _color: bool) -> String {
    let mut tap = format!("TAP version 14\n1..{}\n", report.cases.len());
    for (number, case) in report.cases.iter().enumerate() {
        let verdict = if case.failure.is_some() { "not ok" } else { "ok" };
        // A hash begins a directive, and a line ends a description.
        let name = format!("{}: {}", case.file.display(), case.name);
        let name = name.replace('\\', "\\\\").replace('#', "\\#").replace(['\n', '\r'], " ");
        let _ = writeln!(tap, "{verdict} {} - {name}", number + 1);
        if let Some(failure) = &case.failure {
            let _ = writeln!(tap, "  ---");
            let _ = writeln!(tap, "  file: {}", quote(&case.file.display().to_string()));
            let _ = writeln!(tap, "  line: {}", case.line);
            let _ = writeln!(tap, "  kind: {}", failure.kind.name());
            let _ = writeln!(tap, "  message: |");
            for line in text::failure(failure, false).lines() {
                let _ = writeln!(tap, "    {line}");
            }
            let _ = writeln!(tap, "  ...");
        }
    }
    tap
}
