//! What each stage let through, and what it cost.

use std::io::{self, Write};

use super::super::StageFacts;
use super::escape::escaped;

/// Writes the stages as a table; nothing if none were counted.
pub fn write(stages: &[StageFacts], out: &mut dyn Write) -> io::Result<()> {
    let most = stages.iter().map(|stage| stage.input).max().unwrap_or(0);
    if stages.is_empty() {
        return Ok(());
    }
    out.write_all(
        b"<section>\n<h2>Stages</h2>\n<table class=\"stages\">\n<thead><tr><th>Stage</th><th class=\"number\">In</th>\
          <th class=\"number\">Out</th><th class=\"number\">ms</th><th>Let through</th></tr></thead>\n<tbody>\n",
    )?;
    for StageFacts { step, input, output, millis } in stages {
        let part = |count: u64| if most == 0 { 0.0 } else { count.min(most) as f64 / most as f64 * 100.0 };
        writeln!(
            out,
            "<tr><td><code>{}</code></td><td class=\"number\">{input}</td><td class=\"number\">{output}</td>\
             <td class=\"number\">{millis:.1}</td><td class=\"bar\"><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\">\
             <rect class=\"in\" width=\"{:.2}\" height=\"10\"/><rect class=\"out\" width=\"{:.2}\" height=\"10\"/></svg></td></tr>",
            escaped(step),
            part(*input),
            part(*output),
        )?;
    }
    out.write_all(b"</tbody>\n</table>\n</section>\n")
}
