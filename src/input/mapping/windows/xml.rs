//! A Windows event as XML, as Sysmon for Linux logs it and as Splunk's and other collectors keep it: one `<Event>` element
//! in a line of text.

use std::borrow::Cow;

use bumpalo::Bump;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::member;
use super::json::Fields;
use crate::event::Record;

/// How deep elements may lie in each other; real events need five.
const MOST_DEPTH: usize = 32;

/// The record of a text that holds one event; `None` when it does not. What stands before the event, such as the header of
/// syslog, is no part of it.
pub(in crate::input::mapping) fn record<'c>(text: &'c str, arena: &'c Bump) -> Option<Record<'c>> {
    let start = text.find("<Event>").or_else(|| text.find("<Event "))?;
    let end = text.rfind("</Event>")? + "</Event>".len();
    let xml = text.get(start..end)?;
    let mut reader = Reader::from_str(xml);
    let mut fields = Fields::new(arena);
    let mut path: Vec<String> = Vec::new();
    // The value of the `Name` of the datum at hand, and the text of the element so far.
    let mut datum: Option<String> = None;
    let mut content = String::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) => {
                if path.len() >= MOST_DEPTH {
                    return None;
                }
                path.push(element.local_name().as_ref().to_owned());
                datum = attributes(&element, &path, arena, &mut fields)?;
                content.clear();
            }
            Event::Empty(element) => {
                path.push(element.local_name().as_ref().to_owned());
                let name = attributes(&element, &path, arena, &mut fields)?;
                if let Some(name) = name {
                    add(&path, Some(&name), "", arena, &mut fields);
                }
                path.pop();
            }
            Event::Text(text) => content.push_str(&text.xml_content(quick_xml::XmlVersion::Implicit1_0)),
            Event::CData(text) => content.push_str(&text),
            Event::GeneralRef(reference) => content.push_str(&resolve(&reference)?),
            Event::End(_) => {
                if !content.trim().is_empty() || datum.is_some() {
                    add(&path, datum.take().as_deref(), content.trim(), arena, &mut fields);
                }
                content.clear();
                path.pop();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let fields = fields.finish();
    fields.iter().any(|(name, _)| *name == "EventID").then(|| member::record(fields, Some(text)))
}

/// Adds the attributes of an element; gives that which names a datum.
fn attributes<'c>(
    element: &BytesStart<'_>,
    path: &[String],
    arena: &'c Bump,
    fields: &mut Fields<'c>,
) -> Option<Option<String>> {
    let is_datum = matches!(path, [_, data, .., last] if data == "EventData" && last == "Data");
    let mut name = None;
    for attribute in element.attributes() {
        let attribute = attribute.ok()?;
        let key = attribute.key.as_ref();
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
        if is_datum && key == "Name" {
            name = Some(value.into_owned());
        } else if !key.starts_with("xmlns") {
            let full = format!("{}.@{key}", inner(path));
            fields.add(arena.alloc_str(&full), arena.alloc_str(&value));
        }
    }
    Some(name)
}

fn add<'c>(path: &[String], datum: Option<&str>, value: &str, arena: &'c Bump, fields: &mut Fields<'c>) {
    let name = match datum {
        Some(name) => format!("EventData.{name}"),
        None => inner(path),
    };
    fields.add(arena.alloc_str(&name), arena.alloc_str(value));
}

/// The path below `Event`.
fn inner(path: &[String]) -> String {
    path.get(1..).unwrap_or(&[]).join(".")
}

/// The character that a reference stands for. Only those of XML itself: nothing is ever fetched or expanded.
fn resolve(reference: &quick_xml::events::BytesRef<'_>) -> Option<Cow<'static, str>> {
    if let Some(character) = reference.resolve_char_ref().ok()? {
        return Some(Cow::Owned(character.to_string()));
    }
    let text = match &**reference {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "apos" => "'",
        "quot" => "\"",
        _ => return None,
    };
    Some(Cow::Borrowed(text))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn get(text: &str, name: &str) -> Option<String> {
        let arena = Bump::new();
        let mut found = None;
        record(text, &arena)?
            .for_each(&arena, &mut |known, value| {
                if known == name {
                    found = Some(value.to_owned());
                }
            })
            .unwrap();
        found
    }

    const EVENT: &str = "Nov 24 13:20:00 web sysmon: <Event><System><Provider Name=\"Linux-Sysmon\" Guid=\"{ff}\"/><EventID>1</EventID>\
        <TimeCreated SystemTime=\"2022-05-11T18:10:21.986Z\"/><Computer>web</Computer></System><EventData>\
        <Data Name=\"Image\">/usr/bin/openssl</Data><Data Name=\"CommandLine\">openssl req &quot;a &amp; b&quot; &#x3e; x</Data>\
        <Data Name=\"Empty\"></Data></EventData></Event>";

    #[test]
    fn an_event_of_sysmon_for_linux() {
        assert_eq!(get(EVENT, "Provider_Name").as_deref(), Some("Linux-Sysmon"));
        assert_eq!(get(EVENT, "EventID").as_deref(), Some("1"));
        assert_eq!(get(EVENT, "TimeCreated").as_deref(), Some("2022-05-11T18:10:21.986Z"));
        assert_eq!(get(EVENT, "Image").as_deref(), Some("/usr/bin/openssl"));
        assert_eq!(get(EVENT, "CommandLine").as_deref(), Some("openssl req \"a & b\" > x"));
        assert_eq!(get(EVENT, "Empty").as_deref(), Some(""));
    }

    #[test]
    fn other_text_is_no_event() {
        for text in ["", "<Event>", "<Event></Event>", "</Event><Event>", "<Event>&file;</Event>", "a < b"] {
            assert!(record(text, &Bump::new()).is_none(), "{text}");
        }
        let deep = format!("<Event>{}<EventID>1</EventID>{}</Event>", "<a>".repeat(1000), "</a>".repeat(1000));
        assert!(record(&deep, &Bump::new()).is_none());
    }
}
