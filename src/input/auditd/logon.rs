//! Events that programs report themselves: logons, commands of sudo, services.

use std::net::IpAddr;

use super::event::Event;
use super::falcon::{self, base_name};
use super::fields::Fields;
use super::record::Record;

/// The name of Falcon's event, if it has one.
pub(super) fn name(event: &Event<'_>) -> Option<&'static str> {
    let record = head(event)?;
    match (record.line.kind, falcon::failed(record)) {
        ("USER_LOGIN" | "USER_AUTH", true) => Some("UserLogonFailed2"),
        ("USER_LOGIN", false) => Some("UserLogon"),
        ("USER_START", false) if is_logon(record) => Some("UserLogon"),
        ("USER_LOGOUT", _) => Some("UserLogoff"),
        ("USER_END", _) if is_logon(record) => Some("UserLogoff"),
        ("SERVICE_START", false) => Some("ServiceStarted"),
        _ => None,
    }
}

/// Adds the fields.
pub(super) fn describe<'a>(event: &Event<'a>, seconds: Option<&'a str>, fields: &mut Fields<'a, '_>) {
    let Some(record) = head(event) else {
        return;
    };
    match record.line.kind {
        "USER_LOGIN" | "USER_AUTH" | "USER_START" | "USER_END" | "USER_LOGOUT" => {
            falcon::image(record.get("exe"), fields);
            fields.falcon("UserName", user(record));
            let number = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit());
            fields.falcon("UID", record.get("id").filter(number));
            if let Some(address) = record.get("addr").and_then(|address| address.parse::<IpAddr>().ok()) {
                falcon::remote_address(address.to_canonical(), fields);
            }
            fields.falcon("RawProcessId", record.get("pid"));
            match name(event) {
                Some("UserLogon") => fields.falcon("LogonTime", seconds),
                Some("UserLogoff") => fields.falcon("LogoffTime", seconds),
                _ => {}
            }
        }
        "USER_CMD" => {
            falcon::image(record.get("exe"), fields);
            fields.falcon("CommandLine", record.get("cmd"));
            fields.falcon("RawProcessId", record.get("pid"));
            fields.falcon("UID", record.get("uid"));
            fields.falcon("UserName", falcon::user(record, &["UID"], &["uid"]));
        }
        "SERVICE_START" => {
            fields.falcon("ServiceDisplayName", record.get("unit"));
            fields.falcon("ContextTimeStamp", seconds);
        }
        _ => {}
    }
}

fn head<'e, 'a>(event: &'e Event<'a>) -> Option<&'e Record<'a>> {
    event.records.get(event.head()?)
}

/// Who logged on, off, or tried to. The user whose session the record was written in is meant only if none failed.
fn user<'a>(record: &Record<'a>) -> Option<&'a str> {
    if falcon::failed(record) {
        falcon::user(record, &["acct", "ID"], &["id"])
    } else {
        falcon::user(record, &["acct", "ID", "AUID"], &["id", "auid"])
    }
}

/// Whether the session of a record is one of a user who logged on, and not one that sudo, su or cron opened.
fn is_logon(record: &Record<'_>) -> bool {
    let program = record.get("exe").map(base_name).unwrap_or_default();
    let program = program.strip_prefix("sshd").map_or(program, |_| "sshd");
    let screens = ["gdm-session-worker", "lightdm", "sddm-helper", "xrdp-sesman"];
    matches!(program, "sshd" | "login" | "telnetd" | "vsftpd") || screens.contains(&program)
}
