//! Properties: any text is read, nothing is lost, and the time grows with the length only.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// Pieces that records are made of, put together at random.
fn any_line() -> impl Strategy<Value = String> {
    let pieces = [
        "type=",
        "SYSCALL",
        "EXECVE",
        "PATH",
        "SOCKADDR",
        "PROCTITLE",
        "USER_LOGIN",
        "AUOMS_EXECVE",
        "1300",
        " ",
        "msg=",
        "msg='",
        "'",
        "\"",
        "audit(",
        "1.2:3",
        "1700000000.123:4567",
        "):",
        "): ",
        "a0=",
        "a1[0]=",
        "6162",
        "saddr=",
        "0200",
        "020001BB0A000005",
        "{",
        "}",
        "\u{1d}",
        "#035",
        "UID=",
        "exe=",
        "/x",
        "é",
        "node=",
        "Nov 24 13:20:00 ",
        "host ",
        "audit[1]: ",
        "<13>",
        "1 ",
        "2023-11-24T13:20:00Z ",
        "[",
        "]",
        "\\",
        "-",
        "cmdline=",
        "redactors=",
        "item=",
        "99999999999999999999",
        "syscall=59",
        "syscall=42",
        "success=yes",
        "?",
        "(null)",
        ",",
        ".",
        ":",
        "\0",
    ];
    let piece = prop_oneof![
        8 => proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ];
    let record = (
        proptest::sample::select(vec![
            "SYSCALL",
            "EXECVE",
            "PATH",
            "SOCKADDR",
            "USER_LOGIN",
            "AUOMS_EXECVE",
            "PROCTITLE",
            "EOE",
            "AVC",
        ]),
        1..4u8,
    )
        .prop_map(|(kind, serial)| format!("type={kind} msg=audit(1.2:{serial}): "));
    let start = prop_oneof![Just(String::new()), record];
    (start, proptest::collection::vec(piece, 0..24)).prop_map(|(start, pieces)| start + &pieces.concat())
}

proptest! {
    #[test]
    fn nothing_is_lost(lines in proptest::collection::vec(any_line(), 0..12)) {
        let lines: Vec<String> = lines.iter().map(|line| line.replace('\n', " ")).collect();
        let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
        let arena = Bump::new();
        let events = events(&texts, &arena);
        let mut found: Vec<&str> = events.iter().flat_map(|event| event.raw.split('\n')).collect();
        let mut expected = texts.clone();
        found.sort_unstable();
        expected.sort_unstable();
        prop_assert_eq!(found, expected);
        prop_assert!(events.is_sorted_by_key(|event| event.first));
        for event in &events {
            prop_assert_eq!(event.bad.is_some(), event.fields.is_empty());
            let names: std::collections::BTreeSet<_> = event.fields.iter().map(|(name, _)| name).collect();
            prop_assert_eq!(names.len(), event.fields.len());
            let text = texts[event.first];
            prop_assert_eq!(is_audit_line(text), event.bad.is_none());
            let found = identity(text);
            prop_assert_eq!(found.is_some(), event.bad.is_none());
            for line in event.raw.split('\n').filter(|_| event.bad.is_none()) {
                prop_assert_eq!(identity(line), found);
            }
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,80}", bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        decode(&text);
        decode(&String::from_utf8_lossy(&bytes));
        decode(&format!("type=SYSCALL msg=audit(1.2:3): {}", String::from_utf8_lossy(&bytes)));
    }

    #[test]
    fn arguments_come_back(arguments in proptest::collection::vec("[a-z \"'\\\\$é\u{1}]{0,6}", 1..8)) {
        let mut line = format!("type=EXECVE msg=audit(1.2:3): argc={}", arguments.len());
        for (index, argument) in arguments.iter().enumerate() {
            let plain = argument.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"');
            let value = if plain { format!("\"{argument}\"") } else { digits(argument) };
            line.push_str(&format!(" a{index}={value}"));
        }
        let event = one(&line);
        for (index, argument) in arguments.iter().enumerate() {
            prop_assert_eq!(event.fields.get(&format!("EXECVE.a{index}")), Some(argument));
        }
    }
}

/// The shortest of a few runs.
fn time(text: &str) -> Duration {
    let lines: Vec<&str> = text.lines().collect();
    let run = || {
        let start = Instant::now();
        let arena = Bump::new();
        assert!(!events(&lines, &arena).is_empty());
        start.elapsed()
    };
    (0..3).map(|_| run()).min().unwrap()
}

#[test]
fn hostile_lines_take_time_in_proportion_to_their_length() {
    let record = "type=SYSCALL msg=audit(1.2:3): ";
    let merged = "type=AUOMS_EXECVE audit(1.2:3): ";
    let units = [
        (record, "a=\"x\" y "),
        (record, "a=\"x\"y "),
        (record, "a=\"x"),
        (record, "a={ "),
        (record, "a='x"),
        (record, "msg='a=b "),
        (record, "' "),
        (record, "a=b c "),
        (record, "a=x "),
        (record, "a=x                                                                                 "),
        (record, "#035A"),
        (record, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "),
        (merged, "cmdline=\"x\" y "),
        (merged, "cmdline=x "),
        (merged, "a=\"x\" y "),
        (merged, "a=x y "),
        ("type=EXECVE msg=audit(1.2:3): ", "a1[0]=61 "),
        ("", "type=PATH msg=audit(1.2:3): item=0 name=\"a\"\n"),
        ("", "type=OBJ_PID msg=audit(1.2:3): a=1 a=2\n"),
        ("", "type=EXECVE msg=audit(1.2:3): argc=1 a0=\"a\"\n"),
        ("", "type=EOE msg=audit(1.2:3): \n"),
        ("", "Nov 24 13:20:00 h audit: PATH a=b\n"),
        ("<1>1 2023-11-24T13:20:00Z h p - - ", "[a b=\"\\\"]"),
        ("", "type= "),
        ("", "audit("),
    ];
    for (start, unit) in units {
        let text = |count: usize| start.to_owned() + &unit.repeat(count);
        let (small, large) = (time(&text(1_000)), time(&text(16_000)));
        // 16 times as long; something quadratic would take 256 times as long.
        assert!(large < small * 80 + Duration::from_millis(50), "{unit:?}: {small:?}, {large:?}");
    }
}
