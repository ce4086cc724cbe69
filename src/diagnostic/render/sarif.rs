//! Diagnostics as SARIF 2.1.0 (OASIS), which code hosts and editors read: rules with their explanation, places, fixes.

use serde_json::{Value, json};

use super::{Checked, Format, Settings, in_words, level};
use crate::diagnostic::{Applicability, Code, Diagnostic, Edit, Fix, Label};
use crate::source::{LineIndex, SourceFile, Span};

/// A log of one run.
pub(super) static FORMAT: Format = Format { name: "sarif", summary: "SARIF 2.1.0, for code scanning", write };

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

fn write(checked: &[Checked<'_>], settings: &Settings<'_>) -> String {
    let mut rules: Vec<Code> = Vec::new();
    for diagnostic in checked.iter().flat_map(|one| one.diagnostics) {
        if !rules.contains(&diagnostic.code) {
            rules.push(diagnostic.code);
        }
    }
    rules.sort_by_key(|code| code.name());
    let results = checked.iter().flat_map(|one| {
        let place = Place { source: one.source, index: one.source.lines() };
        one.diagnostics.iter().map(|diagnostic| result(diagnostic, &place, &rules)).collect::<Vec<_>>()
    });
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "offscale",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|code| rule(*code, settings)).collect::<Vec<_>>(),
            } },
            "columnKind": "utf16CodeUnits",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: Code, settings: &Settings<'_>) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": { "text": code.info().summary },
        "help": { "text": (settings.explain)(code) },
        "defaultConfiguration": { "level": level(code.severity(), "note") },
    })
}

/// The file that a finding is about.
struct Place<'s> {
    source: &'s SourceFile,
    index: LineIndex<'s>,
}

impl Place<'_> {
    fn artifact(&self) -> Value {
        json!({ "uri": uri(&self.source.name) })
    }

    /// Lines and columns from 1; columns in UTF-16 units, the end behind the last one.
    fn region(&self, span: Span) -> Value {
        let ((line, column), (end_line, end_column)) = (self.index.utf16(span.start()), self.index.utf16(span.end()));
        json!({
            "startLine": line + 1,
            "startColumn": column + 1,
            "endLine": end_line + 1,
            "endColumn": end_column + 1,
            "byteOffset": span.start,
            "byteLength": span.end - span.start,
        })
    }

    fn location(&self, span: Span) -> Value {
        json!({ "artifactLocation": self.artifact(), "region": self.region(span) })
    }
}

fn result(diagnostic: &Diagnostic, place: &Place<'_>, rules: &[Code]) -> Value {
    let mut result = json!({
        "ruleId": diagnostic.code.name(),
        "ruleIndex": rules.iter().position(|code| *code == diagnostic.code),
        "level": level(diagnostic.severity, "note"),
        "message": { "text": in_words(diagnostic) },
        "locations": [{ "physicalLocation": place.location(diagnostic.primary.span) }],
    });
    let related =
        |label: &Label| json!({ "physicalLocation": place.location(label.span), "message": { "text": label.text } });
    if !diagnostic.secondary.is_empty() {
        result["relatedLocations"] = diagnostic.secondary.iter().map(related).collect();
    }
    if !diagnostic.fixes.is_empty() {
        result["fixes"] = diagnostic.fixes.iter().map(|fix| fix_object(fix, place)).collect();
    }
    result
}

fn fix_object(fix: &Fix, place: &Place<'_>) -> Value {
    let replacement =
        |edit: &Edit| json!({ "deletedRegion": place.region(edit.span), "insertedContent": { "text": edit.text } });
    let doubt = if fix.applicability == Applicability::Unsafe { " (look at it first)" } else { "" };
    json!({
        "description": { "text": format!("{}{doubt}", fix.message) },
        "artifactChanges": [{
            "artifactLocation": place.artifact(),
            "replacements": fix.edits.iter().map(replacement).collect::<Vec<_>>(),
        }],
    })
}

/// A path as a relative reference: slashes, and what no URI holds in percents.
fn uri(name: &str) -> String {
    const KEPT: &percent_encoding::AsciiSet =
        &percent_encoding::NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');
    percent_encoding::utf8_percent_encode(&name.replace('\\', "/"), KEPT).to_string()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::testing::{finding, rendered, source};
    use super::*;

    #[test]
    fn a_finding_has_rule_place_and_fix() {
        let finding = finding(&source()).also(Span::new(0, 1), "the field");
        let log: Value = serde_json::from_str(&rendered("sarif", &[finding])).unwrap();
        let run = &log["runs"][0];
        assert_eq!(log["version"], "2.1.0");
        assert_eq!(run["columnKind"], "utf16CodeUnits");
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "dialect");
        assert_eq!(run["tool"]["driver"]["rules"][0]["help"]["text"], "why dialect");
        let result = &run["results"][0];
        assert_eq!((&result["ruleIndex"], &result["level"]), (&json!(0), &json!("warning")));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "rules/a%20b.logscale");
        // The picture is one character, two UTF-16 units and four bytes.
        let region = json!({ "startLine": 1, "startColumn": 13, "endLine": 1, "endColumn": 18, "byteOffset": 15, "byteLength": 5 });
        assert_eq!(place["region"], region);
        assert_eq!(result["relatedLocations"][0]["message"]["text"], "the field");
        let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(replacement["insertedContent"]["text"], "x = 1");
        assert_eq!(replacement["deletedRegion"]["endColumn"], 24);
    }

    #[test]
    fn a_run_without_findings_is_a_log_too() {
        let log: Value = serde_json::from_str(&rendered("sarif", &[])).unwrap();
        assert_eq!(log["runs"][0]["results"], json!([]));
    }
}
