//! A search interval between fixed points in time.

use super::Context;
use crate::diagnostic::Diagnostic;

lint! {
    "absolute-time" Info Library,
    what: "setTimeInterval() names a fixed point in time.",
    why: "A saved query with a fixed interval finds nothing new from some day on, and says nothing about it.",
    example: "setTimeInterval(start=1700000000000) | count()",
    instead: "setTimeInterval(start=\"7d\") | count()",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.calls.iter().filter(|site| site.is("setTimeInterval")) {
        for parameter in ["start", "end"] {
            let Some(text) = site.text(parameter).filter(|text| is_absolute(text)) else { continue };
            let Some(argument) = site.argument(parameter) else { continue };
            findings.push(
                Diagnostic::new(CODE, argument.span, format!("the search interval is fixed at {text}"))
                    .label("the same for every run")
                    .help("name it by its distance from now, such as 7d, or leave it to whoever runs the query"),
            );
        }
    }
}

/// Whether the text is milliseconds since 1970, or a date.
fn is_absolute(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (digits == text.len() && digits >= 10) || (digits == 4 && text.as_bytes().get(4) == Some(&b'-'))
}
