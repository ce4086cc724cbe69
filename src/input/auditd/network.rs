//! Connections: the events that Falcon calls `NetworkConnectIP4` and the like.

use std::net::IpAddr;

use bumpalo::Bump;

use super::event::Event;
use super::fields::Fields;
use super::record::Record;
use super::syscalls::Call;
use super::{falcon, process, socket};

/// The name of Falcon's event, if the connection is one of the internet and came about or may have: a program that does
/// not wait for its connection is told that it is in progress.
pub(super) fn name<'a>(event: &Event<'a>, call: Call, arena: &'a Bump) -> Option<&'static str> {
    let (address, _) = peer(event, arena)?;
    let record = event.call_record()?;
    let progressing = call == Call::Connect && matches!(record.get("exit"), Some("-115" | "EINPROGRESS"));
    if falcon::failed(record) && !progressing {
        return None;
    }
    Some(match (call, address) {
        (Call::Accept, IpAddr::V4(_)) => "NetworkReceiveAcceptIP4",
        (Call::Accept, IpAddr::V6(_)) => "NetworkReceiveAcceptIP6",
        (_, IpAddr::V4(_)) => "NetworkConnectIP4",
        (_, IpAddr::V6(_)) => "NetworkConnectIP6",
    })
}

/// Adds the fields.
pub(super) fn describe<'a>(event: &Event<'a>, call: Call, seconds: Option<&'a str>, fields: &mut Fields<'a, '_>) {
    let Some((address, port)) = peer(event, fields.arena()) else {
        return;
    };
    falcon::remote_address(address, fields);
    let port = port.map(|port| fields.concat(&[&port.to_string()]));
    fields.falcon("RemotePort", port);
    // A record does not tell the protocol of the socket; connections are nearly always made over TCP.
    fields.falcon("Protocol", Some("6"));
    fields.falcon("ConnectionDirection", Some(if call == Call::Accept { "1" } else { "0" }));
    process::context(event, seconds, fields);
}

/// Address and port of the other side.
fn peer<'a>(event: &Event<'a>, arena: &'a Bump) -> Option<(IpAddr, Option<u16>)> {
    let mut records = event.records.iter().filter(|record| record.line.kind == "SOCKADDR" || record.is_merged());
    let address = |record: &Record<'a>| {
        let found = socket::read(record, arena)?;
        Some((found.address?, found.port))
    };
    records.find_map(address)
}
