//! Programs that were started: the event that Falcon calls `ProcessRollup2`.

use super::event::Event;
use super::falcon::{self, base_name};
use super::fields::Fields;
use super::syscalls::Call;
use super::{arguments, types};

/// Whether an event is about starting a program.
pub(super) fn is_execution(event: &Event<'_>) -> bool {
    let merged = |kind: &str| kind.strip_prefix(types::MERGED) == Some("EXECVE");
    event.call() == Some(Call::Execute)
        || event.records.iter().any(|record| record.line.kind == "EXECVE" || merged(record.line.kind))
}

/// The name of Falcon's event, unless the program could not be started.
pub(super) fn name(event: &Event<'_>) -> Option<&'static str> {
    (!event.call_record().is_some_and(falcon::failed)).then_some("ProcessRollup2")
}

/// Adds the fields.
pub(super) fn describe<'a>(event: &Event<'a>, seconds: Option<&'a str>, fields: &mut Fields<'a, '_>) {
    let get = |key: &str| event.call_record().and_then(|record| record.get(key));
    let path = get("exe").or_else(|| named_file(event, fields));
    falcon::image(path, fields);
    fields.falcon("CommandLine", command_line(event, path, fields));
    fields.falcon("RawProcessId", get("pid"));
    fields.falcon("TargetProcessId", get("pid"));
    fields.falcon("ParentProcessId", get("ppid"));
    fields.falcon("ProcessStartTime", seconds);
    fields.falcon("UID", get("uid"));
    fields.falcon("RUID", get("uid"));
    fields.falcon("SVUID", get("suid"));
    fields.falcon("GID", get("gid"));
    fields.falcon("RGID", get("gid"));
    fields.falcon("SVGID", get("sgid"));
    let user =
        event.call_record().and_then(|record| falcon::user(record, &["UID", "user", "effective_user"], &["uid"]));
    fields.falcon("UserName", user);
}

/// The file that the program was started from, as the first PATH record names it.
fn named_file<'a>(event: &Event<'a>, fields: &Fields<'a, '_>) -> Option<&'a str> {
    let mut paths = event.records.iter().filter(|record| record.line.kind == "PATH");
    let first = event.find("PATH");
    let path = paths.find(|record| record.get("item") == Some("0")).or(first)?.get("name")?;
    if path.starts_with('/') {
        return Some(path);
    }
    let relative = path.strip_prefix("./").unwrap_or(path);
    match event.find("CWD").and_then(|record| record.get("cwd")) {
        Some(folder) => Some(fields.concat(&[folder.trim_end_matches('/'), "/", relative])),
        None => Some(path),
    }
}

/// The command line: AUOMS's, else made of the arguments, else the title of the process, else the program alone.
fn command_line<'a>(event: &Event<'a>, path: Option<&'a str>, fields: &Fields<'a, '_>) -> Option<&'a str> {
    let merged = event.call_record().and_then(|record| record.get("cmdline"));
    if merged.is_some() {
        return merged;
    }
    let arguments = event.arguments.iter().map(|argument| argument.text);
    if arguments.len() > 0 {
        return Some(arguments::command_line(arguments, fields.arena()));
    }
    let mut values = event.records.iter().flat_map(|record| &record.values);
    let title = values.find(|value| value.pair.key == "proctitle" && value.text.is_some());
    title.and_then(|title| arguments::of_title(&title.pair, fields.arena())).or(path)
}

/// Adds what Falcon calls the context of an event: the process that caused it.
pub(super) fn context<'a>(event: &Event<'a>, seconds: Option<&'a str>, fields: &mut Fields<'a, '_>) {
    let get = |key: &str| event.call_record().and_then(|record| record.get(key));
    fields.falcon("ContextProcessId", get("pid"));
    fields.falcon("ContextBaseFileName", get("exe").map(base_name).or_else(|| get("comm")));
    fields.falcon("ContextTimeStamp", seconds);
    let user =
        event.call_record().and_then(|record| falcon::user(record, &["UID", "user", "effective_user"], &["uid"]));
    fields.falcon("UserName", user);
}
