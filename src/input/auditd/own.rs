//! The fields of an event under auditd's own names.

use std::collections::HashMap;

use super::event::Event;
use super::fields::Fields;
use super::lexer::Pair;
use super::record::Record;
use super::{arguments, socket, types};

/// Adds what the records say: the record that the event is about under its own keys, the others under keys that name
/// their types, where they accompany a system call or would have an equal.
pub(super) fn describe<'a>(event: &Event<'a>, fields: &mut Fields<'a, '_>) {
    fields.bare("event", "type", kinds(event, fields));
    if let Some(record) = event.records.first() {
        if let Some(stamp) = record.line.stamp {
            let serial = fields.concat(&[&stamp.serial.to_string()]);
            fields.bare("event", "serial", serial);
        }
        // A merged record has its node among its own fields.
        if !record.line.node.is_empty() && !record.is_merged() {
            fields.bare("event", "node", record.line.node);
        }
    }
    let head = event.head();
    if let Some(record) = head.and_then(|place| event.records.get(place)) {
        each(record, |key, value| fields.bare(record.line.kind, key, value));
    }
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (place, record) in event.records.iter().enumerate() {
        let kind = record.line.kind;
        let count = seen.entry(kind).or_default();
        let ordinal = *count;
        *count += 1;
        if Some(place) == head {
            continue;
        }
        if kind == "EXECVE" {
            execve(event, record, ordinal == 0, fields);
        } else if types::accompanies(kind) {
            let prefix = prefix(record, ordinal, fields);
            // The item is in the name already.
            let item = prefix.strip_prefix("PATH[").and_then(|rest| rest.strip_suffix(']'));
            each(record, |key, value| {
                if key != "item" || Some(value) != item {
                    fields.prefixed(prefix, key, value);
                }
            });
            if kind == "SOCKADDR" {
                address(record, prefix, fields);
            }
        } else {
            let prefix = prefix(record, ordinal, fields);
            each(record, |key, value| fields.bare(prefix, key, value));
        }
    }
}

/// The types of the records in order, without the one that only marks the end.
fn kinds<'a>(event: &Event<'a>, fields: &Fields<'a, '_>) -> &'a str {
    let mut parts = Vec::new();
    for record in event.records.iter().filter(|record| record.line.kind != "EOE") {
        if !parts.is_empty() {
            parts.push(",");
        }
        parts.push(record.line.kind);
    }
    if parts.is_empty() { "EOE" } else { fields.concat(&parts) }
}

/// Calls `add` with all values of a record that stand for something.
fn each<'a>(record: &Record<'a>, mut add: impl FnMut(&'a str, &'a str)) {
    for value in &record.values {
        if let Some(text) = value.text {
            add(value.pair.key, text);
        }
    }
    if let Some(words) = record.words {
        add("text", words);
    }
}

/// What the names of a record's fields begin with: `CWD`, for a PATH with its item, `PATH[0]`.
fn prefix<'a>(record: &Record<'a>, ordinal: usize, fields: &Fields<'a, '_>) -> &'a str {
    let kind = record.line.kind;
    if kind == "PATH" {
        let item = record.get("item").filter(|item| item.len() <= 6 && item.bytes().all(|byte| byte.is_ascii_digit()));
        return match item {
            Some(item) => fields.concat(&[kind, "[", item, "]"]),
            None => fields.concat(&[kind, "[", &ordinal.to_string(), "]"]),
        };
    }
    if ordinal == 0 { kind } else { fields.concat(&[kind, "[", &ordinal.to_string(), "]"]) }
}

/// The fields of an EXECVE record; the first one gets all arguments, which may be in pieces in several.
fn execve<'a>(event: &Event<'a>, record: &Record<'a>, first: bool, fields: &mut Fields<'a, '_>) {
    let part = |pair: &Pair<'_>| arguments::place(pair.key).is_some();
    for value in record.values.iter().filter(|value| !part(&value.pair)) {
        if let Some(text) = value.text {
            fields.prefixed("EXECVE", value.pair.key, text);
        }
    }
    if let Some(words) = record.words {
        fields.prefixed("EXECVE", "text", words);
    }
    for argument in event.arguments.iter().filter(|_| first) {
        let key = fields.concat(&["a", &argument.index.to_string()]);
        fields.prefixed("EXECVE", key, argument.text);
    }
}

/// What the address of a socket means, which the record holds as digits.
fn address<'a>(record: &Record<'a>, prefix: &str, fields: &mut Fields<'a, '_>) {
    let Some(address) = socket::read(record, fields.arena()) else {
        return;
    };
    let internet = address.address.map(|address| fields.concat(&[&address.to_string()]));
    let port = address.port.map(|port| fields.concat(&[&port.to_string()]));
    let parts = [("saddr_fam", address.family), ("laddr", internet), ("lport", port), ("path", address.path)];
    for (key, value) in parts {
        if let Some(value) = value {
            fields.prefixed(prefix, key, value);
        }
    }
}
