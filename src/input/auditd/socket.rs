//! Addresses of sockets, as SOCKADDR records hold them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use bumpalo::Bump;

use super::decode;
use super::record::Record;

/// What an address of a socket tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Address<'a> {
    /// The family, named as auditd does: `inet`, `inet6`, `local`, ...
    pub(super) family: Option<&'a str>,
    /// The address of the internet.
    pub(super) address: Option<IpAddr>,
    /// The port.
    pub(super) port: Option<u16>,
    /// The file of a local socket; `@` stands for the zero byte of an abstract one.
    pub(super) path: Option<&'a str>,
}

/// The address in a SOCKADDR record: decoded, or as auditd has added it in words.
pub(super) fn read<'a>(record: &Record<'a>, arena: &'a Bump) -> Option<Address<'a>> {
    let raw = record.values.iter().find(|value| value.pair.key == "saddr")?.pair.raw;
    let binary = decode::hexadecimal(raw).and_then(|bytes| decoded(&bytes, arena));
    binary.or_else(|| words(record.get("SADDR").or_else(|| record.get("saddr"))?))
}

/// Reads the bytes of a `sockaddr`.
fn decoded<'a>(bytes: &[u8], arena: &'a Bump) -> Option<Address<'a>> {
    let mut out = Address::default();
    let port = |bytes: &[u8]| Some(u16::from_be_bytes(*bytes.get(2..)?.first_chunk()?));
    // The family is a number in the order of the machine's bytes, and always a small one.
    let family = match bytes.first_chunk()? {
        [family, 0] | [0, family] => *family,
        _ => return None,
    };
    out.family = Some(match family {
        1 => "local",
        2 => "inet",
        10 => "inet6",
        16 => "netlink",
        17 => "packet",
        31 => "bluetooth",
        40 => "vsock",
        other => arena.alloc_str(&other.to_string()),
    });
    match family {
        1 => {
            let path = bytes.get(2..)?;
            let (mark, path) = path.strip_prefix(&[0]).map_or(("", path), |path| ("@", path));
            let end = path.iter().position(|byte| *byte == 0).unwrap_or(path.len());
            let path = String::from_utf8_lossy(path.get(..end)?);
            out.path = Some(arena.alloc_str(&format!("{mark}{path}"))).map(|path| &*path);
        }
        2 => {
            out.port = Some(port(bytes)?);
            out.address = Some(Ipv4Addr::from(*bytes.get(4..)?.first_chunk::<4>()?).into());
        }
        10 => {
            out.port = Some(port(bytes)?);
            out.address = Some(Ipv6Addr::from(*bytes.get(8..)?.first_chunk::<16>()?).to_canonical());
        }
        _ => {}
    }
    Some(out)
}

/// Reads `saddr_fam=inet laddr=10.0.0.1 lport=443`.
fn words(text: &str) -> Option<Address<'_>> {
    let mut out = Address::default();
    for (key, value) in text.split(' ').filter_map(|word| word.split_once('=')) {
        match key {
            "saddr_fam" | "fam" => out.family = Some(value),
            "laddr" => out.address = value.parse::<IpAddr>().ok().map(|address| address.to_canonical()),
            "lport" => out.port = value.parse().ok(),
            "path" => out.path = Some(value),
            _ => {}
        }
    }
    out.family.is_some().then_some(out)
}
