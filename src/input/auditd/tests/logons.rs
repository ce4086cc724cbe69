//! Tests of what programs report: logons, commands, services.

use super::*;

const LOGIN: &str = "type=USER_LOGIN msg=audit(1700000000.100:9): pid=2837 uid=0 auid=1000 ses=7 subj=system_u \
    msg='op=login id=1000 exe=\"/usr/sbin/sshd\" hostname=gateway addr=10.0.2.2 terminal=/dev/pts/1 res=success'";

#[test]
fn a_logon_is_recognised() {
    let event = one(&(LOGIN.to_owned() + "\u{1d}UID=\"root\" AUID=\"dana\" ID=\"dana\""));
    event.check(&[
        ("#event_simpleName", "UserLogon"),
        ("UserName", "dana"),
        ("UID", "1000"),
        ("RemoteAddressIP4", "10.0.2.2"),
        ("ImageFileName", "/usr/sbin/sshd"),
        ("FileName", "sshd"),
        ("LogonTime", "1700000000.100"),
        ("res", "success"),
        ("op", "login"),
        ("exe", "/usr/sbin/sshd"),
        ("pid", "2837"),
        ("uid", "0"),
        ("USER_LOGIN.UID", "root"),
        ("msg", ""),
        ("text", ""),
    ]);
}

#[test]
fn the_part_that_auditd_adds_may_follow_the_quote_at_once() {
    let event = one(&(LOGIN.to_owned() + "UID=\"root\" AUID=\"dana\""));
    event.check(&[("UserName", "dana"), ("res", "success"), ("AUID", "dana")]);
}

#[test]
fn a_failed_logon_is_recognised() {
    let failed = LOGIN.replace("res=success", "res=failed");
    let hidden = failed.replace("id=1000", &format!("acct={}", digits("bad user")));
    one(&hidden.replace("10.0.2.2", "fe80::1:0")).check(&[
        ("#event_simpleName", "UserLogonFailed2"),
        ("UserName", "bad user"),
        ("RemoteAddressIP6", "fe80:0:0:0:0:0:1:0"),
        ("RemoteAddressIP4", ""),
        ("LogonTime", ""),
    ]);
    one(&hidden.replace("10.0.2.2", "::ffff:10.0.2.3")).check(&[("RemoteAddressIP4", "10.0.2.3")]);
    let unknown = failed.replace("id=1000", "acct=\"?\"").replace("10.0.2.2", "?");
    one(&unknown).check(&[("UserName", ""), ("acct", ""), ("addr", ""), ("RemoteAddressIP4", "")]);
    let auth = LOGIN.replace("USER_LOGIN", "USER_AUTH");
    assert_eq!(one(&auth).get("#event_simpleName"), "");
    assert_eq!(one(&auth.replace("success", "failed")).get("#event_simpleName"), "UserLogonFailed2");
}

#[test]
fn sessions_begin_and_end() {
    let name = |kind: &str, program: &str| {
        let text = LOGIN.replace("USER_LOGIN", kind).replace("/usr/sbin/sshd", program);
        one(&text).get("#event_simpleName").to_owned()
    };
    assert_eq!(name("USER_START", "/usr/sbin/sshd"), "UserLogon");
    assert_eq!(name("USER_START", "/usr/lib/openssh/sshd-session"), "UserLogon");
    assert_eq!(name("USER_START", "/usr/bin/sudo"), "");
    assert_eq!(name("USER_END", "/usr/bin/login"), "UserLogoff");
    assert_eq!(name("USER_END", "/usr/sbin/cron"), "");
    assert_eq!(name("USER_LOGOUT", "/usr/sbin/sshd"), "UserLogoff");
    one(&LOGIN.replace("USER_LOGIN", "USER_END")).check(&[("LogoffTime", "1700000000.100")]);
}

#[test]
fn a_command_of_sudo_is_decoded() {
    let text = format!(
        "type=USER_CMD msg=audit(1.2:3): pid=5 uid=1000 auid=1000 ses=2 msg='cwd=\"/root\" cmd={} exe=\"/usr/bin/sudo\" \
        terminal=pts/0 res=success'\u{1d}UID=\"dana\" AUID=\"dana\"",
        digits("cat /etc/shadow")
    );
    one(&text).check(&[
        ("#event_simpleName", ""),
        ("CommandLine", "cat /etc/shadow"),
        ("cmd", "cat /etc/shadow"),
        ("UserName", "dana"),
        ("UID", "1000"),
        ("cwd", "/root"),
        ("FileName", "sudo"),
    ]);
}

#[test]
fn a_service_is_started() {
    let text = "type=SERVICE_START msg=audit(1.2:3): pid=1 uid=0 auid=4294967295 ses=4294967295 msg='unit=nginx \
        comm=\"systemd\" exe=\"/usr/lib/systemd/systemd\" hostname=? addr=? terminal=? res=success'";
    one(text).check(&[
        ("#event_simpleName", "ServiceStarted"),
        ("ServiceDisplayName", "nginx"),
        ("hostname", ""),
        ("comm", "systemd"),
        ("ContextTimeStamp", "1.200"),
    ]);
    assert_eq!(one(&text.replace("res=success", "res=failed")).get("#event_simpleName"), "");
}
