//! What Falcon calls its fields and values.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::check::flow::{Flow, Need};

/// Field names that occur in Falcon events, one a line, sorted. It is not complete: a name that is missing here may
/// exist, so lints only speak of names that are very near to one of these.
static TEXT: &str = include_str!("falcon_fields.txt");

static NAMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| names().collect());

/// Fields that only Falcon events have.
const TELLING: &[&str] = &["#event_simpleName", "event_simpleName", "event_platform", "aid", "ParentBaseFileName"];

/// The known names.
pub fn names() -> impl Iterator<Item = &'static str> {
    TEXT.lines().filter(|line| !line.is_empty())
}

/// Whether Falcon events are known to have the field.
pub(super) fn knows(name: &str) -> bool {
    NAMES.contains(name.trim_start_matches('#'))
}

/// Whether the query is about Falcon events.
pub(super) fn speaks_of(flow: &Flow<'_>) -> bool {
    let named = |name: &str| TELLING.contains(&name);
    let reads = flow.pipelines.iter().flat_map(|pipeline| &pipeline.steps).flat_map(|step| &step.reads);
    reads.filter(|read| read.need != Need::Implied).any(|read| named(&read.name))
}

/// Fields that hold a file's name alone.
const FILE_NAMES: &[&str] =
    &["FileName", "ParentBaseFileName", "GrandParentBaseFileName", "ContextBaseFileName", "OriginalFilename"];

/// Fields that hold a file with its path.
const PATHS: &[&str] = &[
    "ImageFileName",
    "ParentImageFileName",
    "ContextImageFileName",
    "TargetFileName",
    "TargetImageFileName",
    "FilePath",
    "ServiceImagePath",
    "Image",
    "ParentImage",
    "TargetFilename",
];

/// Fields that hold what was typed.
const COMMANDS: &[&str] = &["CommandLine", "ParentCommandLine", "CommandHistory"];

/// Fields that hold the name or path of something in the registry.
const REGISTRY: &[&str] = &["RegObjectName", "RegValueName", "RegPostObjectName", "TargetObject"];

/// Whether the field holds a file's name alone.
pub(super) fn is_file_name(name: &str) -> bool {
    FILE_NAMES.contains(&name)
}

/// Whether the field holds a file with its path.
pub(super) fn is_path(name: &str) -> bool {
    PATHS.contains(&name)
}

/// Whether the field holds a command line.
pub(super) fn is_command(name: &str) -> bool {
    COMMANDS.contains(&name)
}

/// Whether Windows does not tell capitals from small letters in the field.
pub(super) fn ignores_case(name: &str) -> bool {
    [FILE_NAMES, PATHS, COMMANDS, REGISTRY].iter().any(|list| list.contains(&name))
}

/// Endings of the names of files that run or are opened.
pub(super) const ENDINGS: &[&str] = &[
    "exe", "dll", "ps1", "bat", "cmd", "vbs", "vbe", "js", "jse", "hta", "com", "sys", "scr", "lnk", "msi", "cpl",
    "wsf", "psm1", "psd1", "py", "jar", "zip", "rar", "7z", "iso", "docx", "docm", "xlsx", "xlsm", "pdf", "aspx",
    "jsp", "php", "pfx", "pem", "cer", "crt", "key", "dat", "tmp", "txt", "xml", "inf", "chm", "ocx", "sct",
];

/// Values of fields that hold one of a few words, as Falcon writes them.
pub(super) const VALUES: &[(&str, &[&str])] = &[
    ("event_platform", &["Win", "Mac", "Lin", "iOS", "Android", "K8S"]),
    ("#event_simpleName", EVENTS),
    ("event_simpleName", EVENTS),
];

/// Names of events that occur often.
const EVENTS: &[&str] = &[
    "AsepValueUpdate",
    "AssociateIndicator",
    "ConfigStateUpdate",
    "DirectoryCreate",
    "DnsRequest",
    "DriverLoad",
    "EndOfProcess",
    "ExecutableDeleted",
    "FileDeleteInfo",
    "FileOpenInfo",
    "FirewallSetRule",
    "GenericFileWritten",
    "HostedServiceStopped",
    "ImageHash",
    "NetworkConnectIP4",
    "NetworkConnectIP6",
    "NetworkListenIP4",
    "NetworkReceiveAcceptIP4",
    "NewExecutableRenamed",
    "NewExecutableWritten",
    "NewScriptWritten",
    "PeFileWritten",
    "ProcessRollup2",
    "ReflectiveDotnetModuleLoad",
    "ScheduledTaskModified",
    "ScriptControlScanInfo",
    "ScriptControlScanTelemetry",
    "SensorHeartbeat",
    "ServiceStarted",
    "SuspiciousCreateSymbolicLink",
    "SyntheticProcessRollup2",
    "UserLogoff",
    "UserLogon",
];

/// Fields of Falcon that count in seconds, while LogScale's own times count in milliseconds.
pub(super) const SECONDS: &[&str] =
    &["ContextTimeStamp", "ProcessStartTime", "ProcessEndTime", "LogonTime", "LogoffTime", "PasswordLastSet"];
