//! Counts and times of stages, in lines for people.

use std::fmt::Write;

use crate::eval::{Report, StageProfile};

/// One line for each stage of a run with a profile.
pub fn text(report: &Report) -> String {
    let mut text = format!("{:>12} {:>12} {:>10}  stage\n", "in", "out", "ms");
    for StageProfile { segment, label, input, output, time } in &report.profile {
        let step: String = label.text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(100).collect();
        let _ = writeln!(text, "{input:>12} {output:>12} {:>10.1}  {segment}: {step}", time.as_secs_f64() * 1000.0);
    }
    text
}
