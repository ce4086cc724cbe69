//! What a change of the registry is called, and its value, from Sysmon's words.

use super::rules::Context;
use super::values::first;

/// Parts of keys from which Windows starts programs by itself; Falcon tells changes there apart from all others.
const AUTOSTART: &[&str] = &[
    r"\currentversion\run",
    r"\services\",
    r"\winlogon\",
    r"\image file execution options\",
    r"\silentprocessexit\",
    r"\policies\explorer\run",
    r"\appinit_dlls",
    r"\appcertdlls",
    r"\active setup\",
    r"\browser helper objects\",
    r"\shell folders",
    r"\user shell folders",
    r"\command processor\autorun",
    r"\environment\userinitmprlogonscript",
    r"\control\lsa\",
    r"\session manager\bootexecute",
    r"\print\monitors\",
    r"\inprocserver32",
    r"\localserver32",
    r"\treatas",
    r"\shell\open\command",
    r"\netsh\",
    r"\control\networkprovider\order",
    r"\screensaver",
    r"\scrnsave.exe",
    r"\office test\",
    r"\currentversion\schedule\taskcache\",
];

fn is_autostart(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    AUTOSTART.iter().any(|part| lower.contains(part))
}

pub fn registry_value_event<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    Some(if is_autostart(first(inputs, context)?) { "AsepValueUpdate" } else { "RegGenericValueUpdate" })
}

pub fn registry_key_name<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    Some(if is_autostart(first(inputs, context)?) { "AsepKeyUpdate" } else { "RegGenericKeyUpdate" })
}

/// The number of the operation as Falcon counts them.
pub fn registry_operation<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    Some(match first(inputs, context)? {
        "SetValue" => "1",
        "DeleteValue" => "2",
        "CreateKey" => "3",
        "DeleteKey" => "4",
        "RenameKey" | "RenameValue" => "7",
        _ => return None,
    })
}

/// Sysmon writes numbers as `DWORD (0x00000001)`.
fn number_of(details: &str) -> Option<(&str, u64)> {
    let (kind, rest) = details.split_once(" (0x")?;
    let digits = rest.strip_suffix(')')?;
    // A QWORD has its halves apart: `QWORD (0x00000000-0x00000001)`.
    let digits = digits.replace("-0x", "");
    let number = u64::from_str_radix(&digits, 16).ok()?;
    matches!(kind, "DWORD" | "QWORD").then_some((kind, number))
}

pub fn registry_number<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let (_, number) = number_of(first(inputs, context)?)?;
    Some(context.arena.alloc_str(&number.to_string()))
}

pub fn registry_string<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let details = first(inputs, context)?;
    (number_of(details).is_none() && details != "Binary Data").then_some(details)
}

pub fn registry_type<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let details = first(inputs, context)?;
    Some(match number_of(details) {
        Some(("QWORD", _)) => "11",
        Some(_) => "4",
        None if details == "Binary Data" => "3",
        None => "1",
    })
}
