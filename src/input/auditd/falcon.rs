//! The fields of an event under Falcon's names: which event of Falcon it is, and what all of them have.

use std::net::IpAddr;

use super::event::Event;
use super::fields::Fields;
use super::record::Record;
use super::syscalls::Call;
use super::{logon, network, process};

/// Adds the fields.
pub(super) fn describe<'a>(event: &Event<'a>, fields: &mut Fields<'a, '_>) {
    let Some(first) = event.records.first() else {
        return;
    };
    let time = match first.line.stamp {
        Some(stamp) => Some(stamp.seconds * 1000 + u64::from(stamp.millis)),
        None => first.line.header.time.and_then(|time| time.millis),
    };
    let millis = time.map(|millis| fields.concat(&[&millis.to_string()]));
    let seconds = time.map(|millis| fields.concat(&[&format!("{}.{:03}", millis / 1000, millis % 1000)]));
    fields.falcon("@timestamp", millis);
    fields.falcon("event_platform", Some("Lin"));
    let kind = if process::is_execution(event) {
        Kind::Execution
    } else if let Some(call @ (Call::Connect | Call::Accept)) = event.call() {
        Kind::Network(call)
    } else {
        Kind::Other
    };
    let name = match kind {
        Kind::Execution => process::name(event),
        Kind::Network(call) => network::name(event, call, fields.arena()),
        Kind::Other => logon::name(event),
    };
    fields.falcon("#event_simpleName", name);
    let machine = Some(first.line.machine()).filter(|machine| !machine.is_empty());
    fields.falcon("ComputerName", machine.or_else(|| event.head_value("node")));
    match kind {
        Kind::Execution => process::describe(event, seconds, fields),
        Kind::Network(call) => network::describe(event, call, seconds, fields),
        Kind::Other => logon::describe(event, seconds, fields),
    }
}

/// What an event is about.
#[derive(Clone, Copy)]
enum Kind {
    Execution,
    Network(Call),
    Other,
}

/// Whether a record says that it failed.
pub(super) fn failed(record: &Record<'_>) -> bool {
    record.get("success").or_else(|| record.get("res")).is_some_and(|result| matches!(result, "no" | "failed" | "0"))
}

/// The user that a record names, under the keys that auditd or AUOMS add; `root` is known by its number.
pub(super) fn user<'a>(record: &Record<'a>, names: &[&str], numbers: &[&str]) -> Option<&'a str> {
    let known = |name: &&str| !matches!(*name, "unset" | "unknown") && !name.starts_with("unknown(");
    let named = names.iter().find_map(|key| record.get(key).filter(known));
    named.or_else(|| (numbers.iter().find_map(|key| record.get(key)) == Some("0")).then_some("root"))
}

/// Adds a path as Falcon does: as a whole, its last component, and the folder with a slash at its end.
pub(super) fn image<'a>(path: Option<&'a str>, fields: &mut Fields<'a, '_>) {
    let Some(path) = path else {
        return;
    };
    let name = base_name(path);
    fields.falcon("ImageFileName", Some(path));
    fields.falcon("FileName", Some(name));
    let folder = path.strip_suffix(name).filter(|folder| !folder.is_empty());
    fields.falcon("FilePath", folder);
}

/// The last component of a path.
pub(super) fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Adds the address of the other side; of the sixth version written as Falcon does, without `::`.
pub(super) fn remote_address<'a>(address: IpAddr, fields: &mut Fields<'a, '_>) {
    match address {
        IpAddr::V4(address) => {
            let text = fields.concat(&[&address.to_string()]);
            fields.falcon("RemoteAddressIP4", Some(text));
        }
        IpAddr::V6(address) => {
            let groups = address.segments().map(|group| format!("{group:x}"));
            let text = fields.concat(&[&groups.join(":")]);
            fields.falcon("RemoteAddressIP6", Some(text));
        }
    }
}
