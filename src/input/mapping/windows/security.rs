//! Events of the Windows Security log in Falcon's words.

use super::paths::{base_name, device, folder, registry_key};
use super::rules::{Context, Kind, Log, Rule};
use super::values::{self, decimal, first, ip4, ip6, process, seconds};

const NAME: &str = "#event_simpleName";

const fn named(name: &'static str) -> Rule {
    Rule::constant(NAME, name)
}

/// Who did it.
const SUBJECT: &[Rule] = &[
    Rule::copy("UserName", &["SubjectUserName"]),
    Rule::copy("LogonDomain", &["SubjectDomainName"]),
    Rule::new("AuthenticationId", &["SubjectLogonId"], decimal),
];

/// A logon, of whom and from where.
const LOGON: &[Rule] = &[
    Rule::copy("UserName", &["TargetUserName"]),
    Rule::copy("LogonDomain", &["TargetDomainName"]),
    Rule::new("UserSid", &["TargetUserSid", "TargetSid"], values::sid),
    Rule::new("AuthenticationId", &["TargetLogonId"], decimal),
    Rule::part("RemoteAddressIP4", &["IpAddress"], ip4),
    Rule::part("RemoteAddressIP6", &["IpAddress"], ip6),
    Rule::copy("ClientComputerName", &["WorkstationName"]),
    Rule::copy("AuthenticationPackage", &["AuthenticationPackageName"]),
    Rule::part("FileName", &["ProcessName"], base_name),
    Rule::new("ContextTimeStamp", &["TimeCreated", "EventTime", "@timestamp"], seconds),
];

/// An account and who changed it.
const ACCOUNT: &[Rule] = &[
    Rule::copy("UserName", &["TargetUserName"]),
    Rule::new("UserSid", &["TargetSid"], values::sid),
    Rule::copy("CallerUserName", &["SubjectUserName"]),
];

/// A member of a group, and who put it there.
const MEMBER: &[Rule] = &[
    Rule::new("UserSid", &["MemberSid"], values::sid),
    Rule::copy("GroupName", &["TargetUserName"]),
    Rule::new("GroupSid", &["TargetSid"], values::sid),
    Rule::copy("UserName", &["SubjectUserName"]),
];

/// A group, and who changed it.
const GROUP: &[Rule] = &[
    Rule::copy("GroupName", &["TargetUserName"]),
    Rule::new("GroupSid", &["TargetSid"], values::sid),
    Rule::copy("UserName", &["SubjectUserName"]),
];

/// A share, and who touched it.
const SHARE: &[Rule] = &[
    Rule::copy("ShareName", &["ShareName"]),
    Rule::copy("SharePath", &["ShareLocalPath"]),
    Rule::part("RemoteAddressIP4", &["IpAddress"], ip4),
    Rule::part("RemoteAddressIP6", &["IpAddress"], ip6),
];

/// A scheduled task.
const TASK: &[Rule] =
    &[Rule::copy("TaskXml", &["TaskContent", "TaskContentNew"]), Rule::copy("TaskName", &["TaskName"])];

pub(super) static KINDS: &[Kind] = &[
    Kind { log: Log::Security, id: 1102, rules: &[&[named("EventLogCleared")], SUBJECT] },
    Kind {
        log: Log::Security,
        id: 4624,
        rules: &[
            &[named("UserLogon"), Rule::new("LogonTime", &["TimeCreated", "EventTime", "@timestamp"], seconds)],
            LOGON,
        ],
    },
    Kind {
        log: Log::Security,
        id: 4625,
        rules: &[&[named("UserLogonFailed2"), Rule::new("SubStatus", &["SubStatus"], decimal)], LOGON],
    },
    Kind { log: Log::Security, id: 4634, rules: &[&[named("UserLogoff")], LOGON] },
    Kind { log: Log::Security, id: 4647, rules: &[&[named("UserLogoff")], LOGON] },
    Kind { log: Log::Security, id: 4648, rules: &[LOGON] },
    Kind {
        log: Log::Security,
        id: 4657,
        rules: &[
            &[
                named("RegGenericValueUpdate"),
                Rule::new("RegObjectName", &["ObjectName"], registry_key),
                Rule::copy("RegValueName", &["ObjectValueName"]),
                Rule::copy("RegStringValue", &["NewValue"]),
                Rule::new("RegOperationType", &["OperationType"], registry_operation),
                Rule::new("ContextProcessId", &["ProcessId"], process_of_pid),
                Rule::part("ContextBaseFileName", &["ProcessName"], base_name),
            ],
            SUBJECT,
        ],
    },
    Kind {
        log: Log::Security,
        id: 4688,
        rules: &[&[
            named("ProcessRollup2"),
            Rule::new("ImageFileName", &["NewProcessName", "New_Process_Name"], device),
            Rule::part("FileName", &["NewProcessName", "New_Process_Name"], base_name),
            Rule::new("FilePath", &["NewProcessName", "New_Process_Name"], folder),
            Rule::copy("CommandLine", &["CommandLine", "ProcessCommandLine", "Process_Command_Line"]),
            Rule::part("ParentBaseFileName", &["ParentProcessName", "Creator_Process_Name"], base_name),
            Rule::new("ParentImageFileName", &["ParentProcessName", "Creator_Process_Name"], device),
            Rule::new("RawProcessId", &["NewProcessId", "New_Process_ID"], decimal),
            Rule::new("TargetProcessId", &["NewProcessId", "New_Process_ID"], process_of_pid),
            Rule::new("ParentProcessId", &["ProcessId"], process_of_pid),
            Rule::new("SourceProcessId", &["ProcessId"], process_of_pid),
            Rule::new("ProcessStartTime", &["TimeCreated", "EventTime", "@timestamp"], seconds),
            Rule::new("IntegrityLevel", &["MandatoryLabel"], values::integrity),
            Rule::new("UserSid", &["TargetUserSid", "SubjectUserSid"], process_sid),
            Rule::part("UserName", &["TargetUserName", "SubjectUserName"], first),
            Rule::part("LogonDomain", &["TargetDomainName", "SubjectDomainName"], first),
            Rule::new("AuthenticationId", &["TargetLogonId", "SubjectLogonId"], process_session),
        ]],
    },
    Kind {
        log: Log::Security,
        id: 4689,
        rules: &[
            &[
                named("EndOfProcess"),
                Rule::new("ImageFileName", &["ProcessName"], device),
                Rule::part("FileName", &["ProcessName"], base_name),
                Rule::new("FilePath", &["ProcessName"], folder),
                Rule::new("RawProcessId", &["ProcessId"], decimal),
                Rule::new("TargetProcessId", &["ProcessId"], process_of_pid).replacing(),
                Rule::new("ExitCode", &["Status"], decimal),
                Rule::new("ProcessEndTime", &["TimeCreated", "EventTime", "@timestamp"], seconds),
            ],
            SUBJECT,
        ],
    },
    Kind {
        log: Log::Security,
        id: 4697,
        rules: &[
            &[
                named("CreateService"),
                Rule::copy("ServiceDisplayName", &["ServiceName"]),
                Rule::new("ServiceImagePath", &["ServiceFileName"], first),
                Rule::new("ServiceStart", &["ServiceStartType"], decimal),
            ],
            SUBJECT,
        ],
    },
    Kind { log: Log::Security, id: 4698, rules: &[&[named("ScheduledTaskRegistered")], TASK, SUBJECT] },
    Kind { log: Log::Security, id: 4699, rules: &[&[named("ScheduledTaskDeleted")], TASK, SUBJECT] },
    Kind { log: Log::Security, id: 4702, rules: &[&[named("ScheduledTaskModified")], TASK, SUBJECT] },
    Kind { log: Log::Security, id: 4720, rules: &[&[named("UserAccountCreated")], ACCOUNT] },
    Kind { log: Log::Security, id: 4726, rules: &[&[named("UserAccountDeleted")], ACCOUNT] },
    Kind { log: Log::Security, id: 4728, rules: &[&[named("UserAccountAddedToGroup")], MEMBER] },
    Kind { log: Log::Security, id: 4729, rules: &[&[named("UserAccountRemovedFromGroup")], MEMBER] },
    Kind { log: Log::Security, id: 4733, rules: &[&[named("UserAccountRemovedFromGroup")], MEMBER] },
    Kind { log: Log::Security, id: 4757, rules: &[&[named("UserAccountRemovedFromGroup")], MEMBER] },
    Kind { log: Log::Security, id: 4731, rules: &[&[named("UserGroupCreated")], GROUP] },
    Kind { log: Log::Security, id: 4734, rules: &[&[named("UserGroupDeleted")], GROUP] },
    Kind { log: Log::Security, id: 4732, rules: &[&[named("UserAccountAddedToGroup")], MEMBER] },
    Kind { log: Log::Security, id: 4756, rules: &[&[named("UserAccountAddedToGroup")], MEMBER] },
    Kind { log: Log::Security, id: 5140, rules: &[&[named("SmbServerShareOpenedEtw")], SHARE, SUBJECT] },
    Kind { log: Log::Security, id: 5142, rules: &[&[named("NetShareAdd")], SHARE, SUBJECT] },
    Kind { log: Log::Security, id: 5144, rules: &[&[named("NetShareDelete")], SHARE, SUBJECT] },
    Kind {
        log: Log::Security,
        id: 5156,
        rules: &[&[
            Rule::new(NAME, &["Direction", "DestAddress"], connection).giving(super::sysmon::CONNECTIONS),
            Rule::new("RemoteAddressIP4", &["Direction", "DestAddress", "SourceAddress"], remote_ip4),
            Rule::new("RemoteAddressIP6", &["Direction", "DestAddress", "SourceAddress"], remote_ip6),
            Rule::new("RemotePort", &["Direction", "DestPort", "SourcePort"], remote),
            Rule::new("LocalAddressIP4", &["Direction", "SourceAddress", "DestAddress"], remote_ip4),
            Rule::new("LocalAddressIP6", &["Direction", "SourceAddress", "DestAddress"], remote_ip6),
            Rule::new("LocalPort", &["Direction", "SourcePort", "DestPort"], remote),
            Rule::new("ConnectionDirection", &["Direction"], direction),
            Rule::new("ContextImageFileName", &["Application"], device),
            Rule::part("ContextBaseFileName", &["Application"], base_name),
            Rule::new("ContextProcessId", &["ProcessID", "ProcessId"], process_of_pid),
        ]],
    },
];

/// There is no GUID in this log, so that the process id has to do.
fn process_of_pid<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    process(&[first(inputs, context)], context)
}

/// The account that the new process runs as: the target where the event names one, else the subject.
fn process_sid<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let [target, subject] = inputs else { return None };
    values::sid(&[target.filter(|sid| *sid != "S-1-0-0"), *subject], context)
}

fn process_session<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let [target, subject] = inputs else { return None };
    decimal(&[target.filter(|id| *id != "0x0" && *id != "0"), *subject], context)
}

/// `%%14592` is inbound, `%%14593` outbound; some readers put the words there.
fn is_inbound(direction: Option<&str>) -> bool {
    direction.is_some_and(|text| text.contains("14592") || text.eq_ignore_ascii_case("inbound"))
}

fn direction<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    Some(if is_inbound(Some(first(inputs, context)?)) { "1" } else { "0" })
}

fn connection<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let [direction, address] = inputs else { return None };
    let six = ip6(&[*address], context).is_some();
    Some(match (is_inbound(*direction), six) {
        (false, false) => "NetworkConnectIP4",
        (false, true) => "NetworkConnectIP6",
        (true, false) => "NetworkReceiveAcceptIP4",
        (true, true) => "NetworkReceiveAcceptIP6",
    })
}

/// The second input of an outbound connection, the third of an inbound one.
fn remote<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let [direction, outbound, inbound] = inputs else { return None };
    first(&[if is_inbound(*direction) { *inbound } else { *outbound }], context)
}

fn remote_ip4<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    ip4(&[remote(inputs, context)], context)
}

fn remote_ip6<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    ip6(&[remote(inputs, context)], context)
}

/// `%%1904` is a new value, `%%1905` a changed one, `%%1906` a deleted one.
fn registry_operation<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    Some(if first(inputs, context)?.contains("1906") { "2" } else { "1" })
}
