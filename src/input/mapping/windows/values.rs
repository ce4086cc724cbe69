//! Values in the form that Falcon uses: names of users and hosts, numbers, times, hashes.

use super::rules::{Context, Log};
use crate::value::time;

/// Whether a text says something; Windows writes `-` for nothing, and old versions of Sysmon `?`.
pub fn said(text: &str) -> bool {
    !matches!(text, "" | "-" | "?" | "(null)")
}

/// The first input that says something.
pub fn first<'e>(inputs: &[Option<&'e str>], _context: &Context<'e>) -> Option<&'e str> {
    inputs.iter().copied().flatten().find(|text| said(text))
}

/// A number in decimal; Windows writes many in hexadecimal.
pub fn decimal<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let text = first(inputs, context)?;
    match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        None => Some(text),
        Some(digits) => {
            let number = u64::from_str_radix(digits, 16).ok()?;
            Some(context.arena.alloc_str(&number.to_string()))
        }
    }
}

/// `@timestamp`, in epoch milliseconds.
pub fn event_time<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    // The time at which Sysmon saw it is nearer to the event than that of its log entry; other logs use the name otherwise.
    let skipped = usize::from(context.log != Log::Sysmon);
    let millis = inputs.iter().skip(skipped).copied().flatten().find_map(time::event_time)?;
    Some(context.arena.alloc_str(&millis.to_string()))
}

/// A time in seconds with three decimals, as Falcon's sensor writes it.
pub fn seconds<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let millis = inputs.iter().copied().flatten().find_map(time::event_time)?;
    let (seconds, rest) = (millis.div_euclid(1000), millis.rem_euclid(1000));
    Some(context.arena.alloc_str(&format!("{seconds}.{rest:03}")))
}

/// `Win`, or `Lin` for Sysmon for Linux.
pub fn platform<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    Some(if first(inputs, context) == Some("Linux-Sysmon") { "Lin" } else { "Win" })
}

/// The name of a host without its domain, as Falcon has it.
pub fn host<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    super::super::host::short_name(first(inputs, context)?)
}

/// What stands for the sensor's id.
pub fn host_id<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    super::super::host::id(first(inputs, context)?, context.arena)
}

/// The user of an event: whom its data name, else who wrote to the log; in Sysmon's log that is always Sysmon.
pub fn user_sid<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let [data @ .., writer] = inputs else { return None };
    sid(data, context).or_else(|| sid(&[*writer], context).filter(|_| context.log != Log::Sysmon))
}

/// The first SID.
pub fn sid<'e>(inputs: &[Option<&'e str>], _context: &Context<'e>) -> Option<&'e str> {
    inputs.iter().copied().flatten().find(|text| text.starts_with("S-1-"))
}

/// The name of a user without its domain, as Falcon has it. Names of accounts that belong to Windows itself stay whole
/// (`NT AUTHORITY\SYSTEM`): without the authority they would say less, and rules that were written for Sysmon look for it.
/// They are told by their session where the second input is its id, which no language of Windows changes, else by domain.
pub fn user<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let name = said_by(inputs.first())?;
    let of_windows = matches!(said_by(inputs.get(1)), Some("0x3e7" | "0x3e5" | "0x3e4"));
    match name.rsplit_once('\\') {
        Some((domain, bare)) => Some(if of_windows || is_authority(domain) { name } else { bare }),
        None => first(&[Some(name)], context),
    }
}

fn said_by<'e>(input: Option<&Option<&'e str>>) -> Option<&'e str> {
    input.copied().flatten().filter(|text| said(text))
}

/// The domain of a user.
pub fn domain<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    first(inputs, context)?.rsplit_once('\\').map(|(domain, _)| domain)
}

/// Whether a domain is one of Windows' own, in the languages that name it otherwise.
fn is_authority(domain: &str) -> bool {
    let upper = domain.to_uppercase();
    ["NT ", "NT-", "AUTORI", "WINDOW MANAGER", "FONT DRIVER HOST", "IIS APPPOOL"]
        .iter()
        .any(|start| upper.starts_with(start))
}

/// One of the hashes of `SHA1=...,MD5=...,SHA256=...`, by the rule's constant, in lower case.
pub fn hash<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let list = first(inputs, context)?;
    let found = list.split(',').find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case(context.constant).then_some(value.trim())
    })?;
    let lower = found.bytes().any(|byte| byte.is_ascii_uppercase());
    Some(if lower { context.arena.alloc_str(&found.to_ascii_lowercase()) } else { found })
}

/// The integrity level as a number, from Sysmon's word or from the SID of a mandatory label.
pub fn integrity<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let text = first(inputs, context)?;
    let number = match text.to_ascii_lowercase().as_str() {
        "untrusted" => "0",
        "low" | "appcontainer" => "4096",
        "medium" => "8192",
        "mediumplus" | "medium_plus" | "medium plus" => "8448",
        "high" => "12288",
        "system" => "16384",
        "protected" => "20480",
        _ => text.strip_prefix("S-1-16-").or_else(|| text.strip_prefix("Mandatory Label\\S-1-16-"))?,
    };
    Some(number)
}

/// The number that stands for a process in all its events: the time of its start and its sequence number from Sysmon's
/// GUID, or else the process id. Falcon's `TargetProcessId` has the same use.
pub fn process<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let [guids @ .., pid] = inputs else { return None };
    let id = guids.iter().copied().flatten().find_map(process_number);
    match id {
        Some(id) => Some(context.arena.alloc_str(&id.to_string())),
        None => decimal(&[*pid], context),
    }
}

/// `{machine-time low-time high-sequence...}`: the time of the start in seconds, and the low half of the sequence number.
fn process_number(guid: &str) -> Option<u64> {
    let parts: Vec<&str> = guid.trim_matches(['{', '}']).split('-').collect();
    let [_machine, low, high, sequence, more] = parts.as_slice() else { return None };
    let number = |text: &str| u64::from_str_radix(text, 16).ok();
    let seconds = number(high)? << 16 | number(low)?;
    // The eight bytes stand in the order of memory, the lowest first.
    let lowest = number(sequence)?.swap_bytes() >> 48;
    let next = number(more.get(..4)?)?.swap_bytes() >> 48;
    let all_zero = seconds == 0 && lowest == 0 && next == 0;
    (!all_zero).then_some(seconds << 32 | next << 16 | lowest)
}

/// The protocol by its number.
pub fn protocol<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let text = first(inputs, context)?;
    Some(match text.to_ascii_lowercase().as_str() {
        "tcp" => "6",
        "udp" => "17",
        "icmp" => "1",
        _ => text,
    })
}

/// An address of version 4, also where it stands inside one of version 6.
pub fn ip4<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let text = first(inputs, context)?;
    let bare = text.strip_prefix("::ffff:").unwrap_or(text);
    bare.parse::<std::net::Ipv4Addr>().is_ok().then_some(bare)
}

/// An address of version 6.
pub fn ip6<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let text = first(inputs, context)?;
    (ip4(&[Some(text)], context).is_none() && text.parse::<std::net::Ipv6Addr>().is_ok()).then_some(text)
}

#[cfg(test)]
mod tests {
    use bumpalo::Bump;

    use super::super::rules::Make;
    use super::*;

    fn made(make: Make, constant: &'static str, inputs: &[&str]) -> Option<String> {
        let arena = Bump::new();
        let inputs: Vec<Option<&str>> = inputs.iter().copied().map(Some).collect();
        make(&inputs, &Context { log: Log::Sysmon, constant, arena: &arena }).map(str::to_owned)
    }

    #[test]
    fn users_lose_their_domain_unless_it_is_that_of_windows() {
        assert_eq!(made(user, "", &[r"ACME\dana"]).as_deref(), Some("dana"));
        assert_eq!(made(user, "", &[r"NT AUTHORITY\SYSTEM"]).as_deref(), Some(r"NT AUTHORITY\SYSTEM"));
        assert_eq!(made(user, "", &[r"AUTORITE NT\Système"]).as_deref(), Some(r"AUTORITE NT\Système"));
        assert_eq!(made(user, "", &[r"ZARZĄDZANIE\SYSTEM", "0x3e7"]).as_deref(), Some(r"ZARZĄDZANIE\SYSTEM"));
        assert_eq!(made(user, "", &[r"ACME\dana", "0x529ae3"]).as_deref(), Some("dana"));
        assert_eq!(made(user, "", &["root"]).as_deref(), Some("root"));
        assert_eq!(made(user, "", &["-"]), None);
    }

    #[test]
    fn hashes_by_name() {
        let list = "SHA1=AB,MD5=CD,SHA256=EF,IMPHASH=01";
        assert_eq!(made(hash, "SHA256", &[list]).as_deref(), Some("ef"));
        assert_eq!(made(hash, "MD5", &[list]).as_deref(), Some("cd"));
        assert_eq!(made(hash, "SHA512", &[list]), None);
    }

    #[test]
    fn processes_have_one_number_in_all_their_events() {
        let with_braces = made(process, "", &["{5aa13a44-00bf-68fd-3f35-000000004002}", "8592"]);
        let without = made(process, "", &["5AA13A44-00BF-68FD-3F35-000000004002", "8592"]);
        assert_eq!(with_braces, without);
        assert_eq!(without, Some((0x68fd_00bf_u64 << 32 | 0x353f).to_string()));
        assert_eq!(made(process, "", &["{00000000-0000-0000-0000-000000000000}", "4"]).as_deref(), Some("4"));
        assert_eq!(made(process, "", &["nonsense", "0x1f"]).as_deref(), Some("31"));
    }

    #[test]
    fn numbers_and_times() {
        assert_eq!(made(decimal, "", &["0x529ae3"]).as_deref(), Some("5413603"));
        assert_eq!(made(seconds, "", &["2025-10-25 16:54:23.866"]).as_deref(), Some("1761411263.866"));
        assert_eq!(made(integrity, "", &["High"]).as_deref(), Some("12288"));
        assert_eq!(made(integrity, "", &["S-1-16-8192"]).as_deref(), Some("8192"));
        assert_eq!(made(ip4, "", &["::ffff:10.1.2.3"]).as_deref(), Some("10.1.2.3"));
        assert_eq!(made(ip6, "", &["::ffff:10.1.2.3"]), None);
        assert_eq!(made(ip6, "", &["fe80::1"]).as_deref(), Some("fe80::1"));
    }
}
