//! Tests of programs that were started.

use super::*;

const CALL: &str = "type=SYSCALL msg=audit(1700000000.123:4567): arch=c000003e syscall=59 success=yes exit=0 a0=55d0 \
    a1=55d1 a2=55d2 a3=8 items=2 ppid=1200 pid=1234 auid=1000 uid=0 gid=5 euid=0 suid=1 fsuid=0 egid=5 sgid=6 fsgid=5 \
    tty=pts0 ses=3 comm=\"openssl\" exe=\"/usr/bin/openssl\" subj=unconfined key=\"exec\"";

fn openssl() -> String {
    let subject = digits("/C=US/O=My Company");
    let title = digits("openssl\0req\0-subj\0/C=US/O=My Company");
    format!(
        "{CALL}\n\
        type=EXECVE msg=audit(1700000000.123:4567): argc=4 a0=\"openssl\" a1=\"req\" a2=\"-subj\" a3={subject}\n\
        type=CWD msg=audit(1700000000.123:4567): cwd=\"/root\"\n\
        type=PATH msg=audit(1700000000.123:4567): item=0 name=\"/usr/bin/openssl\" inode=7 mode=0100755 nametype=NORMAL\n\
        type=PATH msg=audit(1700000000.123:4567): item=1 name=\"/lib64/ld-linux-x86-64.so.2\" inode=8 nametype=NORMAL\n\
        type=PROCTITLE msg=audit(1700000000.123:4567): proctitle={title}\n\
        type=EOE msg=audit(1700000000.123:4567): "
    )
}

#[test]
fn records_of_one_event_are_one_event() {
    let text = openssl();
    let event = one(&text);
    assert_eq!((event.raw.as_str(), event.first), (text.as_str(), 0));
    event.check(&[
        ("@timestamp", "1700000000123"),
        ("event_platform", "Lin"),
        ("#event_simpleName", "ProcessRollup2"),
        ("ComputerName", ""),
        ("ImageFileName", "/usr/bin/openssl"),
        ("FileName", "openssl"),
        ("FilePath", "/usr/bin/"),
        ("CommandLine", "openssl req -subj \"/C=US/O=My Company\""),
        ("RawProcessId", "1234"),
        ("TargetProcessId", "1234"),
        ("ParentProcessId", "1200"),
        ("ProcessStartTime", "1700000000.123"),
        ("UID", "0"),
        ("RUID", "0"),
        ("SVUID", "1"),
        ("GID", "5"),
        ("RGID", "5"),
        ("SVGID", "6"),
        ("UserName", "root"),
    ]);
    event.check(&[
        ("type", "SYSCALL,EXECVE,CWD,PATH,PATH,PROCTITLE"),
        ("serial", "4567"),
        ("syscall", "59"),
        ("a0", "55d0"),
        ("a3", "8"),
        ("auid", "1000"),
        ("comm", "openssl"),
        ("key", "exec"),
        ("EXECVE.argc", "4"),
        ("EXECVE.a0", "openssl"),
        ("EXECVE.a3", "/C=US/O=My Company"),
        ("CWD.cwd", "/root"),
        ("PATH[0].name", "/usr/bin/openssl"),
        ("PATH[1].inode", "8"),
        ("PATH[0].item", ""),
        ("PROCTITLE.proctitle", "openssl req -subj /C=US/O=My Company"),
    ]);
    assert_eq!(event.order[..4], ["@timestamp", "event_platform", "#event_simpleName", "ImageFileName"]);
    let place = |name: &str| event.order.iter().position(|other| other == name).unwrap();
    assert!(place("UserName") < place("type") && place("type") < place("arch"));
}

#[test]
fn records_of_several_events_may_be_mixed() {
    let first = openssl();
    let second = first.replace(":4567)", ":4568)").replace("pid=1234", "pid=99");
    let mixed: Vec<&str> = first.lines().zip(second.lines()).flat_map(|(left, right)| [right, left]).collect();
    let events = decode(&mixed.join("\n"));
    assert_eq!(events.len(), 2);
    assert_eq!(events.iter().map(|event| event.first).collect::<Vec<_>>(), [0, 1]);
    events[0].check(&[("RawProcessId", "99"), ("serial", "4568"), ("EXECVE.a1", "req")]);
    events[1].check(&[("RawProcessId", "1234"), ("serial", "4567"), ("PATH[1].inode", "8")]);
    assert_eq!(events[1].raw, first);
}

#[test]
fn equal_serial_numbers_of_two_machines_are_two_events() {
    let text = openssl();
    let line = text.lines().next().unwrap();
    let events = decode(&format!("node=one {line}\nnode=two {line}\n{line}"));
    assert_eq!(events.iter().map(|event| event.get("ComputerName")).collect::<Vec<_>>(), ["one", "two", ""]);
    events[0].check(&[("node", "one")]);
}

#[test]
fn a_failed_execution_keeps_its_names_but_is_no_process() {
    let event = one(&CALL.replace("success=yes exit=0", "success=no exit=-2"));
    event.check(&[("#event_simpleName", ""), ("ImageFileName", "/usr/bin/openssl"), ("RawProcessId", "1234")]);
}

#[test]
fn the_call_is_known_by_machine_and_number() {
    let name = |from: &str, to: &str| one(&CALL.replace(from, to)).get("#event_simpleName").to_owned();
    assert_eq!(name("c000003e syscall=59", "c000003e syscall=322"), "ProcessRollup2");
    assert_eq!(name("c000003e syscall=59", "c00000b7 syscall=221"), "ProcessRollup2");
    assert_eq!(name("c000003e syscall=59", "c00000b7 syscall=281"), "ProcessRollup2");
    assert_eq!(name("c000003e syscall=59", "40000003 syscall=11"), "ProcessRollup2");
    assert_eq!(name("c000003e syscall=59", "x86_64 syscall=execve"), "ProcessRollup2");
    assert_eq!(name("c000003e syscall=59", "c000003e syscall=11"), "");
    assert_eq!(name("c000003e syscall=59", "40000003 syscall=59"), "");
    assert_eq!(name("c000003e syscall=59", "c000003e syscall=257"), "");
}

#[test]
fn a_long_argument_is_put_together() {
    let argument = "x".repeat(20) + " é y";
    let bytes = digits(&argument);
    // Cut within a character.
    let (first, rest) = bytes.split_at(44);
    let (second, third) = rest.split_at(2);
    let text = format!(
        "{CALL}\n\
        type=EXECVE msg=audit(1700000000.123:4567): argc=4 a0=\"sh\" a1=\"-c\" a2_len={} a2[0]={first}\n\
        type=EXECVE msg=audit(1700000000.123:4567): a2[1]={second}\n\
        type=EXECVE msg=audit(1700000000.123:4567): a2[2]={third} a3=\"end\"",
        bytes.len()
    );
    let event = one(&text);
    event.check(&[
        ("EXECVE.a2", &argument),
        ("EXECVE.a3", "end"),
        ("EXECVE.a2_len", &bytes.len().to_string()),
        ("EXECVE.a2[0]", ""),
        ("CommandLine", &format!("sh -c \"{argument}\" end")),
    ]);
}

#[test]
fn pieces_are_ordered_by_number() {
    let text = "type=EXECVE msg=audit(1.2:3): argc=12 a10=\"k\" a11=\"l\" a2[1]=\"b\"\n\
        type=EXECVE msg=audit(1.2:3): a0=\"x\" a1=\"y\" a2[0]=\"a\" a2[10]=\"d\" a2[2]=\"c\"";
    one(text).check(&[("CommandLine", "x y abcd k l"), ("EXECVE.a2", "abcd"), ("#event_simpleName", "ProcessRollup2")]);
}

#[test]
fn an_event_that_is_in_the_log_twice_is_the_same_event() {
    let text = openssl();
    one(&format!("{text}\n{text}")).check(&[
        ("CommandLine", "openssl req -subj \"/C=US/O=My Company\""),
        ("EXECVE.a1", "req"),
        ("syscall", "59"),
    ]);
}

#[test]
fn arguments_are_quoted_as_a_shell_reads_them() {
    let line = |argument: &str| {
        let text = format!("type=EXECVE msg=audit(1.2:3): argc=2 a0=\"echo\" a1={}", digits(argument));
        one(&text).get("CommandLine").to_owned()
    };
    assert_eq!(line("a b"), "echo \"a b\"");
    assert_eq!(line("a;b|c&$d"), "echo a;b|c&$d");
    assert_eq!(line("say \"hi\""), "echo 'say \"hi\"'");
    assert_eq!(line("it's"), "echo \"it's\"");
    assert_eq!(line("it's $HOME \"x\" \\"), "echo \"it's \\$HOME \\\"x\\\" \\\\\"");
    assert_eq!(line("a b $c"), "echo 'a b $c'");
    assert_eq!(one("type=EXECVE msg=audit(1.2:3): argc=2 a0=\"echo\" a1=\"\"").get("CommandLine"), "echo \"\"");
}

#[test]
fn the_title_stands_in_for_missing_arguments() {
    let title = |proctitle: &str| {
        let text = format!("{CALL}\ntype=PROCTITLE msg=audit(1700000000.123:4567): proctitle={proctitle}");
        one(&text).get("CommandLine").to_owned()
    };
    assert_eq!(title(&digits("sh\0-c\0ls -l")), "sh -c \"ls -l\"");
    assert_eq!(title(&digits("sh\0-c\0")), "sh -c");
    assert_eq!(title(&digits("sshd: root@pts/0")), "sshd: root@pts/0");
    assert_eq!(title("\"bash\""), "bash");
    assert_eq!(title("(null)"), "/usr/bin/openssl");
    assert_eq!(one(CALL).get("CommandLine"), "/usr/bin/openssl");
}

#[test]
fn a_relative_file_is_made_absolute() {
    let text = "type=EXECVE msg=audit(1.2:3): argc=1 a0=\"./run\"\n\
        type=CWD msg=audit(1.2:3): cwd=2F746D702F6120\n\
        type=PATH msg=audit(1.2:3): item=0 name=\"./run\"";
    one(text).check(&[
        ("ImageFileName", "/tmp/a /run"),
        ("FilePath", "/tmp/a /"),
        ("FileName", "run"),
        ("CWD.cwd", "/tmp/a "),
    ]);
    one(&text.replace("2F746D702F6120", "\"/\"")).check(&[("ImageFileName", "/run"), ("FilePath", "/")]);
}

#[test]
fn what_auditd_adds_is_read() {
    for mark in ["\u{1d}", "#035", " "] {
        let text = CALL.replace("uid=0 gid=5", "uid=1000 gid=5")
            + mark
            + "ARCH=x86_64 SYSCALL=execve AUID=\"dana\" UID=\"dana\" GID=\"users\"\n\
            type=PATH msg=audit(1700000000.123:4567): item=0 name=\"/a\" ouid=0"
            + mark
            + "OUID=\"root\" OGID=\"root\"";
        one(&text).check(&[
            ("key", "exec"),
            ("UserName", "dana"),
            ("UID", "1000"),
            ("SYSCALL.UID", "dana"),
            ("SYSCALL.GID", "users"),
            ("AUID", "dana"),
            ("ARCH", "x86_64"),
            ("SYSCALL", "execve"),
            ("PATH[0].ouid", "0"),
            ("PATH[0].OUID", "root"),
        ]);
    }
}

#[test]
fn names_of_unknown_users_are_no_names() {
    let text = CALL.replace("uid=0 gid=5", "uid=1001 gid=5") + "\u{1d}UID=\"unknown(1001)\"";
    one(&text).check(&[("UserName", ""), ("SYSCALL.UID", "unknown(1001)")]);
}
