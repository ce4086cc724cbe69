//! What a rule of the mapping is, the logs that kinds belong to, and the rules for every event.

use bumpalo::Bump;

use super::values;

/// Inputs of a rule, at most.
pub const MOST_INPUTS: usize = 6;

/// The logs that have kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Log {
    Sysmon,
    Security,
    System,
    PowerShell,
    TaskScheduler,
    Wmi,
    DnsClient,
    Other,
}

impl Log {
    /// Its short name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sysmon => "Sysmon",
            Self::Security => "Security",
            Self::System => "System",
            Self::PowerShell => "PowerShell",
            Self::TaskScheduler => "TaskScheduler",
            Self::Wmi => "WMI-Activity",
            Self::DnsClient => "DNS-Client",
            Self::Other => "other",
        }
    }

    /// The log of an event, by the values of the selectors: channel first, then provider.
    pub fn of(selectors: &[Option<&str>]) -> Option<Self> {
        let [id, code, channel, log_name, providers @ ..] = selectors else { return None };
        id.or(*code)?;
        let provider = providers.iter().flatten().next().copied().unwrap_or("");
        let channel = channel.or(*log_name).unwrap_or("");
        let is = |name: &str| channel.eq_ignore_ascii_case(name);
        Some(if is("Microsoft-Windows-Sysmon/Operational") || provider.ends_with("-Sysmon") {
            Self::Sysmon
        } else if is("Security") || provider == "Microsoft-Windows-Security-Auditing" {
            Self::Security
        } else if is("System") {
            Self::System
        } else if is("Microsoft-Windows-PowerShell/Operational") || is("PowerShellCore/Operational") {
            Self::PowerShell
        } else if is("Microsoft-Windows-TaskScheduler/Operational") {
            Self::TaskScheduler
        } else if is("Microsoft-Windows-WMI-Activity/Operational") {
            Self::Wmi
        } else if is("Microsoft-Windows-DNS-Client/Operational") {
            Self::DnsClient
        } else {
            Self::Other
        })
    }
}

/// What a rule may look at beside its inputs.
pub struct Context<'e> {
    pub log: Log,
    /// What the rule says itself.
    pub constant: &'static str,
    pub arena: &'e Bump,
}

/// Makes a value.
pub type Make = for<'e> fn(&[Option<&'e str>], &Context<'e>) -> Option<&'e str>;

/// One of Falcon's fields, and what it is made from.
#[derive(Debug)]
pub struct Rule {
    pub field: &'static str,
    pub inputs: &'static [&'static str],
    pub make: Make,
    pub constant: &'static str,
    /// Whether it takes the place of a field of that name.
    pub replaces: bool,
    /// Whether the value is a part of the input as it is.
    pub verbatim: bool,
    /// The values that can come out, for people, where there are few.
    pub values: &'static str,
}

impl Rule {
    /// A rule whose value is made anew.
    pub const fn new(field: &'static str, inputs: &'static [&'static str], make: Make) -> Self {
        Self { field, inputs, make, constant: "", replaces: false, verbatim: false, values: "" }
    }

    /// A rule whose value is a part of its input.
    pub const fn part(field: &'static str, inputs: &'static [&'static str], make: Make) -> Self {
        Self { field, inputs, make, constant: "", replaces: false, verbatim: true, values: "" }
    }

    /// A rule that gives the first of its inputs that says something.
    pub const fn copy(field: &'static str, inputs: &'static [&'static str]) -> Self {
        Self::part(field, inputs, values::first)
    }

    /// A rule that gives the same for every event of its kind.
    pub const fn constant(field: &'static str, constant: &'static str) -> Self {
        Self {
            field,
            inputs: &[],
            make: |_, context| Some(context.constant),
            constant,
            replaces: false,
            verbatim: false,
            values: "",
        }
    }

    /// The same, with the values that can come out.
    pub const fn giving(self, values: &'static str) -> Self {
        Self { values, ..self }
    }

    /// The same, where Falcon means something else by a name that the source has as well.
    pub const fn replacing(self) -> Self {
        Self { replaces: true, ..self }
    }
}

/// What becomes of the events of one number in one log.
#[derive(Debug)]
pub struct Kind {
    pub log: Log,
    pub id: u32,
    /// In groups, since kinds have some in common.
    pub rules: &'static [&'static [Rule]],
}

/// What every event has.
pub static FIRST: &[Rule] = &[
    Rule::new(
        "@timestamp",
        &["UtcTime", "TimeCreated", "@timestamp", "EventTime", "TimeGenerated", "timestamp"],
        values::event_time,
    )
    .replacing(),
    Rule::new("event_platform", &["Provider_Name", "SourceName", "ProviderName"], values::platform),
    Rule::part("ComputerName", &["Computer", "Hostname", "ComputerName", "host.name", "host"], values::host),
    Rule::new("aid", &["Computer", "Hostname", "ComputerName", "host.name", "host"], values::host_id),
    Rule::new("UserSid", &["SubjectUserSid", "Security_UserID"], values::user_sid),
];
