//! Tests of the forms that lines come in.

use super::*;

const EXECVE: &str = "type=EXECVE msg=audit(1700000000.123:4567): argc=1 a0=\"id\"";

#[test]
fn syslog_headers_are_recognised() {
    let headers = [
        ("Nov 24 13:20:00 web1 audispd: ", "web1"),
        ("<13>Nov 24 13:20:00 web1 audispd: node=other ", "other"),
        ("<86>Nov  4 13:20:00 web1 audisp-syslog[673]: ", "web1"),
        ("Nov 24 2023 13:20:00 web1 audispd: ", "web1"),
        ("2023-11-24T13:20:00.123456+01:00 web1 audispd: ", "web1"),
        ("2023-11-24T13:20:00Z web1 audispd[1]: node=web1 ", "web1"),
        ("<13>1 2023-11-24T13:20:00.1Z web1 audispd 123 - - ", "web1"),
        ("<13>1 2023-11-24T13:20:00Z web1 audispd - - [a@1 b=\"c ] \\\" d\"][e f=\"{\"] ", "web1"),
        ("<13>1 2023-11-24T13:20:00Z - - - - - node=n ", "n"),
        ("1700000000.123456 web1 audispd: ", "web1"),
        ("Nov 24 13:20:00 ", ""),
        ("Nov 24 13:20:00 audispd: ", ""),
        ("audispd: node=a.b.c ", "a.b.c"),
        ("", ""),
    ];
    for (header, machine) in headers {
        let line = format!("{header}{EXECVE}");
        assert!(is_audit_line(&line), "{line}");
        let event = one(&line);
        event.check(&[("@timestamp", "1700000000123"), ("ComputerName", machine), ("EXECVE.a0", "id")]);
        let found = identity(&line).unwrap();
        assert_eq!(found, Identity { node: machine, seconds: 1_700_000_000, millis: 123, serial: 4567 });
    }
}

#[test]
fn numbers_of_types_become_names() {
    let text = "Nov 24 13:20:00 web1 kernel: audit: type=1300 audit(1700000000.123:4567): arch=c000003e syscall=59 \
        success=yes exit=0 ppid=1 pid=2 uid=0 comm=\"id\" exe=\"/usr/bin/id\" key=(null)\n\
        Nov 24 13:20:00 web1 kernel: [ 12.345678] audit: type=1309 audit(1700000000.123:4567): argc=2 a0=\"id\" a1=\"-u\"\n\
        <5>Nov 24 13:20:00 web1 kernel: type=1307 audit(1700000000.123:4567): cwd=\"/\"\n\
        Nov 24 13:20:00 web1 audispd: type=UNKNOWN[1337] msg=audit(1700000000.123:4567): oflag=0\n\
        Nov 24 13:20:00 web1 kernel: audit: type=1999 audit(1700000000.123:4567): a=b";
    one(text).check(&[
        ("type", "SYSCALL,EXECVE,CWD,OPENAT2,1999"),
        ("#event_simpleName", "ProcessRollup2"),
        ("CommandLine", "id -u"),
        ("CWD.cwd", "/"),
        ("OPENAT2.oflag", "0"),
        ("a", "b"),
        ("key", ""),
        ("ComputerName", "web1"),
    ]);
    assert_eq!(types::canonical("1112"), "USER_LOGIN");
    assert_eq!(types::canonical("AUDIT1334"), "BPF");
    assert_eq!(types::canonical("2507"), "VIRT_MIGRATE_OUT");
    for unnamed in ["0", "999", "1301", "2508", "99999999999999999999999"] {
        assert_eq!(types::canonical(unnamed), unnamed);
    }
}

#[test]
fn records_of_the_journal_are_put_together_by_order() {
    let text = "2023-11-24T13:20:00.5+00:00 web1 audit[7]: AVC apparmor=\"DENIED\" operation=\"open\" pid=7 comm=\"id\"\n\
        2023-11-24T13:20:00.5+00:00 web1 audit[7]: SYSCALL arch=c000003e syscall=59 success=yes pid=7 exe=\"/bin/id\"\n\
        2023-11-24T13:20:00.5+00:00 web2 audit[9]: SYSCALL arch=c000003e syscall=42 success=yes pid=9 exe=\"/bin/nc\"\n\
        2023-11-24T13:20:00.5+00:00 web1 audit[7]: EXECVE argc=2 a0=\"id\" a1=\"-u\"\n\
        2023-11-24T13:20:00.5+00:00 web1 audit: PROCTITLE proctitle=6964002D75\n\
        2023-11-24T13:20:00.5+00:00 web1 audit: CWD cwd=\"/\"\n\
        2023-11-24T13:20:00.5+00:00 web1 audit[8]: SYSCALL arch=c000003e syscall=2 success=yes pid=8\n\
        2023-11-24T13:20:01.5+00:00 web1 audit: PATH item=0 name=\"/a\"";
    let events = decode(text);
    let kinds: Vec<&str> = events.iter().map(|event| event.get("type")).collect();
    assert_eq!(kinds, ["AVC,SYSCALL,EXECVE,PROCTITLE", "SYSCALL", "CWD", "SYSCALL", "PATH"]);
    events[0].check(&[
        ("@timestamp", "1700832000500"),
        ("CommandLine", "id -u"),
        ("ComputerName", "web1"),
        ("apparmor", "DENIED"),
        ("pid", "7"),
        ("AVC.pid", "7"),
        ("serial", ""),
    ]);
    assert_eq!(identity(text).unwrap(), Identity { node: "web1", seconds: 1_700_832_000, millis: 0, serial: 0 });
    let undated = one("Nov 24 13:20:00 web1 audit[123]: USER_LOGIN pid=1 msg='op=login acct=\"eve\" res=failed'");
    undated.check(&[("@timestamp", ""), ("#event_simpleName", "UserLogonFailed2"), ("UserName", "eve")]);
}

const AUOMS: &str = "type=AUOMS_EXECVE audit(1652292621.990:84143): SchemaVersion=\"1\" auoms_version=2.5.2.0 \
    node=UBUNTU5 arch=x86_64 syscall=execve syscall_r=59 success=yes exit=0 a0=7fcd3bdfb8e0 a1=7fcd3027b7b0 a3=b \
    ppid=1340 pid=17790 audit_user=unset auid=4294967295 user=tomcat uid=1001 group=tomcat gid=1001 \
    effective_user=tomcat euid=1001 suid=1001 sgid=1001 tty=(none) ses=\"-1\" comm=\"bash\" exe=\"/bin/bash\" \
    key=auoms,delete key_r=61756F6D730164656C657465 cwd=\"/\" name=\"/bin/bash\" nametype=NORMAL \
    path_name=[\"/bin/bash\",\"/lib64/ld-linux-x86-64.so.2\"] path_mode=[\"\"] argc=3 ";

#[test]
fn merged_records_are_read() {
    let text = AUOMS.to_owned() + "cmdline=\"bash -c \"{echo,YQo=}|{base64,-d} x=1 \" y\"\" redactors= containerid= ";
    one(&text).check(&[
        ("@timestamp", "1652292621990"),
        ("#event_simpleName", "ProcessRollup2"),
        ("ComputerName", "UBUNTU5"),
        ("CommandLine", "bash -c \"{echo,YQo=}|{base64,-d} x=1 \" y\""),
        ("ImageFileName", "/bin/bash"),
        ("UserName", "tomcat"),
        ("UID", "1001"),
        ("ParentProcessId", "1340"),
        ("a0", "7fcd3bdfb8e0"),
        ("ses", "-1"),
        ("tty", ""),
        ("key", "auoms,delete"),
        ("key_r", "auoms,delete"),
        ("path_name", "[\"/bin/bash\",\"/lib64/ld-linux-x86-64.so.2\"]"),
        ("path_mode", "[\"\"]"),
        ("cmdline", "bash -c \"{echo,YQo=}|{base64,-d} x=1 \" y\""),
        ("redactors", ""),
        ("text", ""),
        ("argc", "3"),
        ("node", "UBUNTU5"),
        ("type", "AUOMS_EXECVE"),
    ]);
    let text = AUOMS.replace("success=yes", "success=no")
        + "proctitle=/usr/bin/java -Dx.y=z A=b a \"q\" -Djava.util.l redactors= containerid=";
    let event = one(&text);
    event.check(&[
        ("#event_simpleName", ""),
        ("proctitle", "/usr/bin/java -Dx.y=z A=b a \"q\" -Djava.util.l"),
        ("CommandLine", "/usr/bin/java -Dx.y=z A=b a \"q\" -Djava.util.l"),
        ("A", ""),
    ]);
    assert_eq!(identity(&text).unwrap().node, "UBUNTU5");
}

#[test]
fn the_released_merged_records_are_read() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/otrf");
    let name = "syslog_auoms_auditd_log4shell_cve2021_44228_jndi_reference_2022-05-11181020.json";
    let Ok(text) = std::fs::read_to_string(format!("{folder}/{name}")) else {
        return;
    };
    let message = |line: &str| {
        let rest = line.split_once("\"SyslogMessage\":\"").unwrap().1;
        rest.split_once("\",\"HostIP\"").unwrap().0.replace("\\\"", "\"").replace("\\\\", "\\")
    };
    let lines: Vec<String> = text.lines().map(message).collect();
    let events = decode(&lines.join("\n"));
    assert_eq!(events.len(), 50);
    for event in &events {
        assert_eq!((event.bad, event.get("text"), event.get("containerid")), (None, "", ""));
        let started = event.get("#event_simpleName") == "ProcessRollup2";
        assert_eq!(started, event.get("success") == "yes");
        assert_eq!(started, event.get("CommandLine") == event.get("cmdline"));
        let quoted = event.get("cmdline").starts_with('"') || event.get("proctitle").ends_with(' ');
        assert!(!quoted && !event.get("CommandLine").is_empty());
    }
}

#[test]
fn lines_that_are_no_records_are_reported() {
    let text = "\n----\ntime->Tue Mar 21 21:41:17 2023\nNov 24 13:20:00 web1 sshd[1]: Accepted password for root\n\
        type=SYSCALL msg=audit(11/24/2023 13:20:00.123:4567) : arch=x86_64\n\
        type=CWD msg=audit(1.2:3): cwd=\"/\"\n\
        {\"message\":\"x type=CWD msg=audit(1.2:3): cwd=/\"}\n\
        a=b,type=CWD msg=audit(1.2:3): x\ntype=CWD msg=audit(1.2:3 \ntype=cwd msg=audit(1.2:3): a=b\n\
        Nov 24 13:20:00 web1 audit[1]: nothing here\ntype=CWD msg=audit(-1.2:3): a=b";
    let seen: Vec<_> = decode(text).into_iter().map(|event| (event.first, event.bad)).collect();
    use Reason::*;
    let expected = [Blank, Separator, Separator, NoRecord, Stamp].map(Some).into_iter().chain([None]);
    let expected = expected.chain([NoRecord, NoRecord, Stamp, NoRecord, NoRecord, Stamp].map(Some));
    assert_eq!(seen, expected.enumerate().collect::<Vec<_>>());
    for line in text.lines().filter(|line| *line != "type=CWD msg=audit(1.2:3): cwd=\"/\"") {
        assert!(!is_audit_line(line), "{line}");
        assert_eq!(identity(line), None);
    }
}

#[test]
fn the_end_of_an_event_alone_is_an_event() {
    one("type=EOE msg=audit(1.200:3): ").check(&[("type", "EOE"), ("@timestamp", "1200")]);
}
