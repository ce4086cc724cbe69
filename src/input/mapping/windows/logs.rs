//! Events of the other Windows logs in Falcon's words: services, PowerShell, scheduled tasks, DNS.

use super::paths::{base_name, device};
use super::rules::{Kind, Log, Rule};
use super::values::{first, user};

const fn named(name: &'static str) -> Rule {
    Rule::constant("#event_simpleName", name)
}

const TASK: &[Rule] = &[Rule::copy("TaskName", &["TaskName"]), Rule::part("UserName", &["UserContext"], user)];

pub(super) static KINDS: &[Kind] = &[
    Kind {
        log: Log::System,
        id: 104,
        rules: &[&[named("EventLogCleared"), Rule::copy("UserName", &["SubjectUserName"])]],
    },
    Kind {
        log: Log::System,
        id: 7045,
        rules: &[&[
            named("CreateService"),
            Rule::copy("ServiceDisplayName", &["ServiceName"]),
            Rule::new("ServiceImagePath", &["ImagePath"], first),
            Rule::part("UserName", &["AccountName"], user),
        ]],
    },
    Kind {
        log: Log::PowerShell,
        id: 4103,
        rules: &[&[named("CommandHistory"), Rule::copy("CommandHistory", &["Payload"])]],
    },
    Kind {
        log: Log::PowerShell,
        id: 4104,
        rules: &[&[
            named("ScriptControlScanTelemetry"),
            Rule::copy("ScriptContent", &["ScriptBlockText"]),
            Rule::new("ScriptContentSource", &["Path"], device),
            Rule::part("FileName", &["Path"], base_name),
        ]],
    },
    Kind { log: Log::TaskScheduler, id: 106, rules: &[&[named("ScheduledTaskRegistered")], TASK] },
    Kind { log: Log::TaskScheduler, id: 140, rules: &[&[named("ScheduledTaskModified")], TASK] },
    Kind { log: Log::TaskScheduler, id: 141, rules: &[&[named("ScheduledTaskDeleted")], TASK] },
    Kind {
        log: Log::DnsClient,
        id: 3008,
        rules: &[&[
            named("DnsRequest"),
            Rule::copy("DomainName", &["QueryName"]),
            Rule::copy("RequestType", &["QueryType"]),
        ]],
    },
];
