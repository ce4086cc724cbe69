//! `parseLEEF()`: Reads a message in the Log Event Extended Format.

use super::shared::cef_extension::Labels;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;
use crate::value::time::{self, TimestampPattern, Zone};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseLEEF",
    summary: "Reads a message in the Log Event Extended Format.",
    page: "functions-parseleef.html",
    parameters: &[
        Parameter::new("delimiter", Kind::Text),
        Parameter { unnamed: true, default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("leef."), ..Parameter::new("headerprefix", Kind::Text) },
        Parameter { default: Some("false"), ..Parameter::new("keeplabels", Kind::Boolean) },
        Parameter { default: Some("leef.label"), ..Parameter::new("labelprefix", Kind::Text) },
        Parameter { default: Some("true"), values: &["false", "true"], ..Parameter::new("parsetime", Kind::Boolean) },
        Parameter { default: Some("leef.ext."), ..Parameter::new("prefix", Kind::Text) },
        Parameter { default: Some("Z"), ..Parameter::new("timezone", Kind::Text) },
    ],
    output: &[
        "leef.version",
        "leef.device.vendor",
        "leef.device.product",
        "leef.device.version",
        "leef.event_id",
        "leef.ext.<key>",
    ],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Parses LEEF 1.0 and 2.0; text before LEEF:1.0| or LEEF:2.0| is skipped (the syslog part is not parsed).",
        "Header gives HEADERPREFIX + version, device.vendor, device.product, device.version, event_id.",
        "LEEF 2.0: the sixth header part is the pair delimiter; the delimiter parameter is ignored. LEEF 1.0: pairs are separated by the delimiter parameter, one character U+0000 to U+FFFF (the LEEF default is a tab).",
        "Extension pairs give PREFIX + key; an empty value gives an empty string (cat= gives leef.ext.cat empty).",
        "With parsetime=true (default) an extension devTime, read by devTimeFormat if present, sets @timestamp; timezone (default Z) applies when the text has none. parsetime=false leaves @timestamp alone.",
        "LEEF:0| is accepted: LEEF 1.0 header followed by a CEF:0 style body; keeplabels/labelprefix concern only that form and work as in parseCEF.",
        "More permissive than the standard towards common writer mistakes (not specified which).",
    ],
    examples: &[
        Example {
            query: "parseLEEF(line) | drop(line)",
            input: r#"{"line":"<13>host LEEF:2.0|acme|fw|1|41|^|src=10.0.0.1^msg=a b"}"#,
            output: r#"{"leef.version":"2.0","leef.device.vendor":"acme","leef.device.product":"fw","leef.device.version":"1","leef.event_id":"41","leef.ext.src":"10.0.0.1","leef.ext.msg":"a b"}"#,
        },
        Example {
            query: r#"parseLEEF(line, delimiter=";", headerprefix="h.", prefix="") | select([h.event_id, src, "@timestamp"])"#,
            input: r#"{"line":"LEEF:1.0|V|P|1|7|src=10.0.0.1;devTime=2024-05-01 12:00:00"}"#,
            output: r#"{"h.event_id":"7","src":"10.0.0.1","@timestamp":"1714564800000"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let labels = Labels {
        prefix: build.text("prefix")?,
        label_prefix: build.text("labelprefix")?,
        keep: build.flag("keeplabels"),
    };
    let text = build.optional_text("delimiter").unwrap_or_else(|| "\t".to_owned());
    let Some(delimiter) = delimiter_of(&text) else {
        let message = format!("parameter delimiter of parseLEEF() is one character, found {text:?}");
        return Err(build.error(codes::ARGUMENT_VALUE, "delimiter", message));
    };
    let prefix = build.text("headerprefix")?;
    let header = HEADER.map(|name| build.named(&[prefix.as_str(), name].concat()).symbol);
    let timestamp = build.flag("parsetime").then(|| build.silent("@timestamp"));
    Ok(Executable::Transform(Box::new(ParseLeef {
        field: build.field("field")?.symbol,
        zone: build.zone("timezone")?,
        delimiter,
        header,
        timestamp,
        labels,
    })))
}

/// The parts of the header in their order, which all versions have.
const HEADER: [&str; 5] = ["version", "device.vendor", "device.product", "device.version", "event_id"];

struct ParseLeef {
    field: Symbol,
    /// Between the pairs of version 1.0.
    delimiter: char,
    header: [Symbol; 5],
    /// None when the time of the message does not matter.
    timestamp: Option<Symbol>,
    /// The zone of times that name none.
    zone: Zone,
    labels: Labels,
}

/// Where the version stands in the first header of a known version.
fn find_version(text: &str) -> Option<&str> {
    memchr::memmem::find_iter(text.as_bytes(), b"LEEF:").find_map(|start| {
        let version = text.get(start + "LEEF:".len()..)?;
        ["1.0|", "2.0|", "0|"].iter().any(|known| version.starts_with(known)).then_some(version)
    })
}

/// A character, or its number as `x09` or `0x09`.
fn delimiter_of(text: &str) -> Option<char> {
    let mut characters = text.chars();
    if let (Some(only), None) = (characters.next(), characters.next()) {
        return Some(only);
    }
    let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix(['x', 'X']))?;
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
}

impl ParseLeef {
    /// Delimiter and pairs of the text behind the header.
    fn pairs<'e>(&self, version: &str, text: &'e str) -> (char, &'e str) {
        if version != "2.0" {
            return (self.delimiter, text);
        }
        match text.split_once('|') {
            Some(("", pairs)) => ('\t', pairs),
            Some((delimiter, pairs)) => match delimiter_of(delimiter) {
                Some(delimiter) => (delimiter, pairs),
                None => ('\t', text),
            },
            // Writers that leave the delimiter out mean a tab.
            None => ('\t', text),
        }
    }

    fn set_pairs<'e>(&self, event: &mut Event<'e>, delimiter: char, text: &'e str, context: &Context) {
        let (mut time, mut format) = (None, None);
        for pair in text.split(delimiter) {
            let Some((key, value)) = pair.split_once('=') else { continue };
            let key = key.trim();
            match key {
                "devTime" => time = Some(value),
                "devTimeFormat" => format = Some(value),
                _ => {}
            }
            if !key.is_empty() {
                let name = event.keep(&[self.labels.prefix.as_str(), key].concat());
                event.set_named(name, value);
            }
        }
        if let (Some(timestamp), Some(text)) = (self.timestamp, time)
            && let Some(millis) = self.millis(text, format, context.settings.now)
        {
            event.set(timestamp, event.keep(&millis.to_string()));
        }
    }

    fn millis(&self, text: &str, format: Option<&str>, now: i64) -> Option<i64> {
        if let Some(format) = format {
            let pattern = TimestampPattern::compile(format, false).ok()?;
            return pattern.parse(text.trim(), None, Some(&self.zone), now).map(|parsed| parsed.millis);
        }
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return time::event_time(text);
        }
        time::detect(text, Some(&self.zone), now).ok().map(|detected| detected.millis)
    }
}

impl Transform for ParseLeef {
    fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
        let Some(mut rest) = event.get(self.field).and_then(find_version) else { return Flow::Keep };
        let mut parts = [""; HEADER.len()];
        for part in &mut parts {
            // A header without all its parts is not LEEF.
            let Some((value, more)) = rest.split_once('|') else { return Flow::Keep };
            *part = value.trim();
            rest = more;
        }
        for (symbol, part) in self.header.iter().zip(parts) {
            event.set(*symbol, part);
        }
        match parts {
            ["0", ..] => self.labels.set(event, rest),
            [version, ..] => {
                let (delimiter, pairs) = self.pairs(version, rest);
                self.set_pairs(event, delimiter, pairs, context);
            }
        }
        Flow::Keep
    }
}
