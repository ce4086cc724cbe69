//! Tests of connections.

use super::*;

fn connection(arch_and_call: &str, result: &str, address: &str) -> Seen {
    one(&format!(
        "type=SYSCALL msg=audit(1700000000.123:4): arch={arch_and_call} {result} a0=3 a1=7ffd a2=10 items=0 ppid=1 pid=77 \
        uid=0 comm=\"curl\" exe=\"/usr/bin/curl\" key=\"net\"\n\
        type=SOCKADDR msg=audit(1700000000.123:4): saddr={address}"
    ))
}

const IP4: &str = "020001BB0A0000050000000000000000";
const IP6: &str = "0A00005000000000200104F80000000000000000000000010000000000";

#[test]
fn connections_of_both_versions() {
    connection("c000003e syscall=42", "success=yes exit=0", IP4).check(&[
        ("#event_simpleName", "NetworkConnectIP4"),
        ("RemoteAddressIP4", "10.0.0.5"),
        ("RemotePort", "443"),
        ("Protocol", "6"),
        ("ConnectionDirection", "0"),
        ("ContextBaseFileName", "curl"),
        ("ContextProcessId", "77"),
        ("ContextTimeStamp", "1700000000.123"),
        ("UserName", "root"),
        ("SOCKADDR.saddr", IP4),
        ("SOCKADDR.saddr_fam", "inet"),
        ("SOCKADDR.laddr", "10.0.0.5"),
        ("SOCKADDR.lport", "443"),
        ("ImageFileName", ""),
        ("exe", "/usr/bin/curl"),
    ]);
    connection("c00000b7 syscall=203", "success=yes exit=0", IP6).check(&[
        ("#event_simpleName", "NetworkConnectIP6"),
        ("RemoteAddressIP6", "2001:4f8:0:0:0:0:0:1"),
        ("RemotePort", "80"),
        ("SOCKADDR.laddr", "2001:4f8::1"),
    ]);
}

#[test]
fn an_address_of_the_fourth_version_may_be_inside_one_of_the_sixth() {
    let address = "0A0000500000000000000000000000000000FFFF0A00000500000000";
    let event = connection("c000003e syscall=42", "success=yes exit=0", address);
    event.check(&[("#event_simpleName", "NetworkConnectIP4"), ("RemoteAddressIP4", "10.0.0.5")]);
}

#[test]
fn connections_that_come_in() {
    for call in ["c000003e syscall=43", "c000003e syscall=288", "x86_64 syscall=accept4"] {
        connection(call, "success=yes exit=5", IP4).check(&[
            ("#event_simpleName", "NetworkReceiveAcceptIP4"),
            ("ConnectionDirection", "1"),
            ("RemoteAddressIP4", "10.0.0.5"),
        ]);
    }
    let event = connection("c000003e syscall=43", "success=yes exit=5", IP6);
    assert_eq!(event.get("#event_simpleName"), "NetworkReceiveAcceptIP6");
}

#[test]
fn a_connection_in_progress_counts_and_a_refused_one_does_not() {
    let name = |result: &str| connection("c000003e syscall=42", result, IP4).get("#event_simpleName").to_owned();
    assert_eq!(name("success=no exit=-115"), "NetworkConnectIP4");
    assert_eq!(name("success=no exit=EINPROGRESS"), "NetworkConnectIP4");
    assert_eq!(name("success=no exit=-111"), "");
    let refused = connection("c000003e syscall=42", "success=no exit=-111", IP4);
    refused.check(&[("RemoteAddressIP4", "10.0.0.5"), ("RemotePort", "443")]);
}

#[test]
fn one_call_for_all_of_sockets() {
    let event = connection("40000003 syscall=102", "success=yes exit=0", IP4);
    assert_eq!(event.get("#event_simpleName"), "NetworkConnectIP4");
}

#[test]
fn other_sockets_are_no_connections() {
    let local = connection("c000003e syscall=42", "success=yes exit=0", "01002F72756E2F782E736F636B0000");
    local.check(&[
        ("#event_simpleName", ""),
        ("SOCKADDR.saddr_fam", "local"),
        ("SOCKADDR.path", "/run/x.sock"),
        ("RemotePort", ""),
    ]);
    let hidden = connection("c000003e syscall=42", "success=yes exit=0", "0100006162");
    hidden.check(&[("SOCKADDR.path", "@ab")]);
    let sent = connection("c000003e syscall=44", "success=yes exit=0", IP4);
    sent.check(&[("#event_simpleName", ""), ("RemoteAddressIP4", ""), ("SOCKADDR.laddr", "10.0.0.5")]);
    for broken in ["02", "0200", "020001BB0A00", "0A0000500000", "FFFF", "0201AA", "(null)", "zz", "020"] {
        let event = connection("c000003e syscall=42", "success=yes exit=0", broken);
        assert_eq!(event.get("#event_simpleName"), "", "{broken}");
    }
}

#[test]
fn addresses_in_words_are_read() {
    let words = "{ saddr_fam=inet laddr=10.0.0.5 lport=443 }";
    let both = connection("c000003e syscall=42", "success=yes exit=0", &format!("{IP4}\u{1d}SADDR={words}"));
    both.check(&[
        ("SOCKADDR.SADDR", "saddr_fam=inet laddr=10.0.0.5 lport=443"),
        ("SOCKADDR.laddr", "10.0.0.5"),
        ("SOCKADDR.lport", "443"),
    ]);
    let alone = connection("x86_64 syscall=connect", "success=yes exit=0", "{ fam=inet6 laddr=::1 lport=53 }");
    alone.check(&[
        ("#event_simpleName", "NetworkConnectIP6"),
        ("RemoteAddressIP6", "0:0:0:0:0:0:0:1"),
        ("RemotePort", "53"),
    ]);
}
