//! Sysmon's events in Falcon's words. Numbers and fields are those of Sysmon's own manual; the names on the left are those of
//! Falcon's events of the same meaning.

use super::dns::{addresses, aliases, request_type};
use super::files::{deleted, ini_value, mark_of_the_web, written};
use super::paths::{base_name, device, device_file, folder, registry_key, registry_key_of_value, registry_value_name};
use super::registry::{
    registry_key_name, registry_number, registry_operation, registry_string, registry_type, registry_value_event,
};
use super::rules::{Context, Kind, Log, Rule};
use super::values::{self, decimal, domain, first, hash, ip4, ip6, process, protocol, seconds, user};

const NAME: &str = "#event_simpleName";

/// The names of connections.
pub const CONNECTIONS: &str = "NetworkConnectIP4, NetworkConnectIP6, NetworkReceiveAcceptIP4, NetworkReceiveAcceptIP6";

const fn named(name: &'static str) -> Rule {
    Rule::constant(NAME, name)
}

const fn hash_rule(field: &'static str, inputs: &'static [&'static str], name: &'static str) -> Rule {
    Rule { constant: name, ..Rule::new(field, inputs, hash) }
}

/// Hashes of the file that an event is about.
const HASHES: &[Rule] = &[
    hash_rule("SHA256HashData", &["Hashes", "Hash"], "SHA256"),
    hash_rule("MD5HashData", &["Hashes", "Hash"], "MD5"),
    hash_rule("SHA1HashData", &["Hashes", "Hash"], "SHA1"),
];

/// The process that did something, in events that are not about the process itself.
const BY_PROCESS: &[Rule] = &[
    Rule::new("ContextProcessId", &["ProcessGuid", "ProcessId"], process),
    Rule::part("ContextBaseFileName", &["Image"], base_name),
    Rule::new("ContextImageFileName", &["Image"], device),
    Rule::new("ContextTimeStamp", &["UtcTime"], seconds),
    Rule::copy("RawProcessId", &["ProcessId"]),
    Rule::part("UserName", &["User", "LogonId"], user),
];

/// The process that an event is about.
const OF_PROCESS: &[Rule] = &[
    Rule::new("ImageFileName", &["Image"], device),
    Rule::part("FileName", &["Image"], base_name),
    Rule::new("FilePath", &["Image"], folder),
    Rule::new("TargetProcessId", &["ProcessGuid", "ProcessId"], process),
    Rule::copy("RawProcessId", &["ProcessId"]),
    Rule::part("UserName", &["User", "LogonId"], user),
];

/// What one process did to another.
const ON_PROCESS: &[Rule] = &[
    Rule::new("ContextProcessId", &["SourceProcessGuid", "SourceProcessGUID", "SourceProcessId"], process),
    Rule::part("ContextBaseFileName", &["SourceImage"], base_name),
    Rule::new("ContextImageFileName", &["SourceImage"], device),
    Rule::new("TargetProcessId", &["TargetProcessGuid", "TargetProcessGUID", "TargetProcessId"], process).replacing(),
    Rule::copy("EventData.TargetProcessId", &["TargetProcessId"]),
    Rule::new("TargetImageFileName", &["TargetImage"], device),
    Rule::part("FileName", &["TargetImage"], base_name),
    Rule::new("ContextTimeStamp", &["UtcTime"], seconds),
    Rule::part("UserName", &["SourceUser"], user),
];

/// The file that a process has touched.
const TARGET_FILE: &[Rule] = &[
    Rule::new("TargetFileName", &["TargetFilename"], device_file),
    Rule::part("FileName", &["TargetFilename"], base_name),
    Rule::new("FilePath", &["TargetFilename"], folder),
];

/// A value or key of the registry.
const REGISTRY_VALUE: &[Rule] = &[
    Rule::new("RegObjectName", &["TargetObject"], registry_key_of_value),
    Rule::part("RegValueName", &["TargetObject"], registry_value_name),
];

pub(super) static KINDS: &[Kind] = &[
    Kind {
        log: Log::Sysmon,
        id: 1,
        rules: &[
            &[named("ProcessRollup2")],
            OF_PROCESS,
            &[
                Rule::copy("CommandLine", &["CommandLine"]),
                Rule::part("ParentBaseFileName", &["ParentImage"], base_name),
                Rule::new("ParentImageFileName", &["ParentImage"], device),
                Rule::new("ParentProcessId", &["ParentProcessGuid", "ParentProcessId"], process).replacing(),
                Rule::new("SourceProcessId", &["ParentProcessGuid", "ParentProcessId"], process),
                Rule::copy("EventData.ParentProcessId", &["ParentProcessId"]),
                Rule::new("ProcessStartTime", &["UtcTime"], seconds),
                Rule::part("LogonDomain", &["User"], domain),
                Rule::new("AuthenticationId", &["LogonId"], decimal),
                Rule::copy("SessionId", &["TerminalSessionId"]),
                Rule::new("IntegrityLevel", &["IntegrityLevel"], values::integrity).giving("its number: 4096, 8192, 12288, 16384, ...").replacing(),
                Rule::copy("EventData.IntegrityLevel", &["IntegrityLevel"]),
                Rule::copy("OriginalFilename", &["OriginalFileName"]),
            ],
            HASHES,
        ],
    },
    Kind { log: Log::Sysmon, id: 2, rules: &[&[named("FileTimestampsModified")], TARGET_FILE, BY_PROCESS] },
    Kind {
        log: Log::Sysmon,
        id: 3,
        rules: &[
            &[
                Rule::new(NAME, &["Initiated", "DestinationIp"], connection).giving(CONNECTIONS),
                Rule::part("RemoteAddressIP4", &["DestinationIp"], ip4),
                Rule::part("RemoteAddressIP6", &["DestinationIp"], ip6),
                Rule::copy("RemotePort", &["DestinationPort"]),
                Rule::part("LocalAddressIP4", &["SourceIp"], ip4),
                Rule::part("LocalAddressIP6", &["SourceIp"], ip6),
                Rule::copy("LocalPort", &["SourcePort"]),
                Rule::new("Protocol", &["Protocol"], protocol).giving("6, 17").replacing(),
                Rule::copy("EventData.Protocol", &["Protocol"]),
                Rule::new("ConnectionDirection", &["Initiated"], direction),
            ],
            BY_PROCESS,
        ],
    },
    Kind {
        log: Log::Sysmon,
        id: 5,
        rules: &[
            &[named("EndOfProcess"), Rule::new("ContextTimeStamp", &["UtcTime"], seconds)],
            &[Rule::new("ProcessEndTime", &["UtcTime"], seconds)],
            OF_PROCESS,
        ],
    },
    Kind {
        log: Log::Sysmon,
        id: 6,
        rules: &[
            &[
                named("DriverLoad"),
                Rule::new("ImageFileName", &["ImageLoaded"], device),
                Rule::part("FileName", &["ImageLoaded"], base_name),
                Rule::new("FilePath", &["ImageLoaded"], folder),
                Rule::copy("CertificatePublisher", &["Signature"]),
                Rule::new("ContextTimeStamp", &["UtcTime"], seconds),
            ],
            HASHES,
        ],
    },
    Kind {
        log: Log::Sysmon,
        id: 7,
        rules: &[
            &[
                named("ClassifiedModuleLoad"),
                Rule::new("ImageFileName", &["ImageLoaded"], device),
                Rule::part("FileName", &["ImageLoaded"], base_name),
                Rule::new("FilePath", &["ImageLoaded"], folder),
                Rule::new("TargetImageFileName", &["Image"], device),
                Rule::new("TargetProcessId", &["ProcessGuid", "ProcessId"], process),
                Rule::copy("OriginalFilename", &["OriginalFileName"]),
            ],
            BY_PROCESS,
            HASHES,
        ],
    },
    Kind { log: Log::Sysmon, id: 8, rules: &[&[named("InjectedThread")], ON_PROCESS] },
    // Falcon tells of handles only where they are suspicious, under many names; the fields are there for queries without one.
    Kind { log: Log::Sysmon, id: 10, rules: &[ON_PROCESS] },
    Kind {
        log: Log::Sysmon,
        id: 11,
        rules: &[&[Rule::new(NAME, &["TargetFilename"], written).giving("by the ending: NewExecutableWritten, NewScriptWritten, ZipFileWritten, PdfFileWritten, OoxmlFileWritten, ..., GenericFileWritten")], TARGET_FILE, BY_PROCESS],
    },
    Kind {
        log: Log::Sysmon,
        id: 12,
        rules: &[
            &[
                Rule::new(NAME, &["TargetObject"], registry_key_name).giving("AsepKeyUpdate for keys of autostart, RegGenericKeyUpdate"),
                Rule::new("RegObjectName", &["TargetObject"], registry_key),
                Rule::new("RegOperationType", &["EventType"], registry_operation).giving("1 set value, 2 delete value, 3 create key, 4 delete key, 7 rename"),
            ],
            BY_PROCESS,
        ],
    },
    Kind {
        log: Log::Sysmon,
        id: 13,
        rules: &[
            &[Rule::new(NAME, &["TargetObject"], registry_value_event).giving("AsepValueUpdate for keys of autostart, RegGenericValueUpdate")],
            REGISTRY_VALUE,
            &[
                Rule::new("RegOperationType", &["EventType"], registry_operation).giving("1 set value, 2 delete value, 3 create key, 4 delete key, 7 rename"),
                Rule::part("RegStringValue", &["Details"], registry_string),
                Rule::new("RegNumericValue", &["Details"], registry_number),
                Rule::new("RegType", &["Details"], registry_type),
            ],
            BY_PROCESS,
        ],
    },
    Kind {
        log: Log::Sysmon,
        id: 14,
        rules: &[
            &[
                Rule::new(NAME, &["TargetObject"], registry_key_name).giving("AsepKeyUpdate for keys of autostart, RegGenericKeyUpdate"),
                Rule::new("RegObjectName", &["TargetObject"], registry_key),
                Rule::new("RegPostObjectName", &["NewName"], registry_key),
                Rule::constant("RegOperationType", "7"),
            ],
            BY_PROCESS,
        ],
    },
    Kind {
        log: Log::Sysmon,
        id: 15,
        rules: &[
            &[
                Rule::new(NAME, &["TargetFilename"], mark_of_the_web).giving("MotwWritten for the stream Zone.Identifier"),
                Rule { constant: "HostUrl", ..Rule::part("HostUrl", &["Contents"], ini_value) },
                Rule { constant: "ReferrerUrl", ..Rule::part("ReferrerUrl", &["Contents"], ini_value) },
                Rule { constant: "ZoneId", ..Rule::part("ZoneIdentifier", &["Contents"], ini_value) },
            ],
            TARGET_FILE,
            BY_PROCESS,
            HASHES,
        ],
    },
    Kind { log: Log::Sysmon, id: 17, rules: &[BY_PROCESS] },
    Kind { log: Log::Sysmon, id: 18, rules: &[BY_PROCESS] },
    Kind { log: Log::Sysmon, id: 24, rules: &[&[named("ClipboardCopy")], BY_PROCESS, HASHES] },
    Kind {
        log: Log::Sysmon,
        id: 22,
        rules: &[
            &[
                named("DnsRequest"),
                Rule::copy("DomainName", &["QueryName"]),
                Rule::new("RequestType", &["QueryResults"], request_type),
                Rule { constant: "4", ..Rule::new("IP4Records", &["QueryResults"], addresses) },
                Rule { constant: "6", ..Rule::new("IP6Records", &["QueryResults"], addresses) },
                Rule { constant: "first", ..Rule::new("FirstIP4Record", &["QueryResults"], addresses) },
                Rule::new("CNAMERecords", &["QueryResults"], aliases),
            ],
            BY_PROCESS,
        ],
    },
    Kind {
        log: Log::Sysmon,
        id: 23,
        rules: &[&[Rule::new(NAME, &["IsExecutable"], deleted).giving("ExecutableDeleted, FileDeleteInfo")], TARGET_FILE, BY_PROCESS, HASHES],
    },
    Kind {
        log: Log::Sysmon,
        id: 26,
        rules: &[&[Rule::new(NAME, &["IsExecutable"], deleted).giving("ExecutableDeleted, FileDeleteInfo")], TARGET_FILE, BY_PROCESS, HASHES],
    },
    Kind { log: Log::Sysmon, id: 29, rules: &[&[named("NewExecutableWritten")], TARGET_FILE, BY_PROCESS, HASHES] },
];

fn connection<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let [initiated, address] = inputs else { return None };
    let accepted = initiated.is_some_and(|text| text.eq_ignore_ascii_case("false"));
    let six = ip6(&[*address], context).is_some();
    Some(match (accepted, six) {
        (false, false) => "NetworkConnectIP4",
        (false, true) => "NetworkConnectIP6",
        (true, false) => "NetworkReceiveAcceptIP4",
        (true, true) => "NetworkReceiveAcceptIP6",
    })
}

fn direction<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let initiated = first(inputs, context)?;
    Some(if initiated.eq_ignore_ascii_case("false") { "1" } else { "0" })
}
