//! Tests of the forms of values.

use super::lexer::{Form, Lexed, lex};
use super::*;

fn pairs(text: &str) -> Vec<(&str, &str)> {
    lex(text, false).pairs.iter().map(|pair| (pair.key, pair.raw)).collect()
}

#[test]
fn plain_fields() {
    assert_eq!(
        pairs("a=1 b=\"x y\"  c= d=? old-auid=5"),
        [("a", "1"), ("b", "x y"), ("c", ""), ("d", "?"), ("old-auid", "5")]
    );
    assert_eq!(pairs("a==b=c d=\"e=f\""), [("a", "=b=c"), ("d", "e=f")]);
    assert_eq!(pairs("a=\"unclosed b=1"), [("a", "unclosed b=1")]);
    assert_eq!(pairs("a=\"b\"c d=\"e\""), [("a", "b\"c d=\"e")]);
    assert_eq!(pairs("a={ b=c d=e } f=g"), [("a", " b=c d=e "), ("f", "g")]);
    assert_eq!(pairs("a={ b=c"), [("a", "{"), ("b", "c")]);
    assert_eq!(pairs(""), []);
}

#[test]
fn values_of_several_words() {
    assert_eq!(pairs("op=adding user to group id=5"), [("op", "adding user to group"), ("id", "5")]);
    assert_eq!(
        pairs("op=add rule key=\"x\" list=4 res=1"),
        [("op", "add rule"), ("key", "x"), ("list", "4"), ("res", "1")]
    );
    let Lexed { pairs, words } = lex("login pid=1 uid=0 old auid=4294967295 new auid=0", false);
    assert_eq!((pairs.len(), words), (4, vec!["login", "old", "new"]));
}

#[test]
fn nested_messages() {
    assert_eq!(
        pairs("pid=1 msg='op=x acct=\"o'brien\" exe=\"/a b\" res=success' x=1"),
        [("pid", "1"), ("op", "x"), ("acct", "o'brien"), ("exe", "/a b"), ("res", "success"), ("x", "1")]
    );
    // A message in a message is none; the last quote ends the outer one.
    assert_eq!(pairs("msg='a=1 msg='b=2' c=3"), [("a", "1"), ("msg", "'b=2"), ("c", "3")]);
    assert_eq!(pairs("msg='a=1 b=\"c"), [("a", "1"), ("b", "c")]);
    let old = "user pid=5 msg='PAM: session open acct=\"root\" : exe=\"/usr/sbin/crond\" (hostname=?, addr=1.2.3.4, \
        terminal=cron res=success)'";
    let Lexed { pairs, words } = lex(old, false);
    let found: Vec<_> = pairs.iter().map(|pair| (pair.key, pair.raw)).collect();
    assert_eq!(
        found[1..],
        [
            ("acct", "root"),
            ("exe", "/usr/sbin/crond"),
            ("hostname", "?"),
            ("addr", "1.2.3.4"),
            ("terminal", "cron"),
            ("res", "success")
        ]
    );
    assert_eq!(words, ["user", "PAM:", "session", "open", ":"]);
}

#[test]
fn words_without_a_key_are_kept() {
    let text = "type=AVC msg=audit(1.2:3): avc:  denied  { read write } for  pid=1 comm=\"x\" tclass=file permissive=0";
    one(text).check(&[("text", "avc: denied { read write } for"), ("pid", "1"), ("permissive", "0")]);
}

#[test]
fn digits_stand_for_untrusted_texts() {
    let line = |fields: &str| one(&format!("type=SYSCALL msg=audit(1.2:3): {fields}"));
    let event =
        line("comm=612062 exe=2F746D702F7820 key=6101620163 a0=61 name=(null) acct=cafe x=6162 cwd=\"6162\" tty=616");
    event.check(&[
        ("comm", "a b"),
        ("exe", "/tmp/x "),
        ("key", "a,b,c"),
        ("a0", "61"),
        ("name", ""),
        ("acct", "cafe"),
        ("x", "6162"),
        ("cwd", "6162"),
        ("tty", "616"),
    ]);
    line("comm=61FF62 exe=616").check(&[("comm", "a\u{fffd}b"), ("exe", "616")]);
}

#[test]
fn equal_keys_are_told_apart() {
    let event = one("type=SYSCALL msg=audit(1.2:3): a=1 a=2 a=3 type=x UID=\"u\" @timestamp=5\n\
        type=OBJ_PID msg=audit(1.2:3): opid=1\ntype=OBJ_PID msg=audit(1.2:3): opid=2\n\
        type=PATH msg=audit(1.2:3): item=0 name=\"/a\"\ntype=PATH msg=audit(1.2:3): item=0 name=\"/b\"\n\
        type=PATH msg=audit(1.2:3): item=x name=\"/c\"");
    event.check(&[
        ("a", "1"),
        ("SYSCALL.a", "2"),
        ("SYSCALL[1].a", "3"),
        ("type", "SYSCALL,OBJ_PID,OBJ_PID,PATH,PATH,PATH"),
        ("SYSCALL.type", "x"),
        ("UID", ""),
        ("SYSCALL.UID", "u"),
        ("text", "@timestamp=5"),
        ("OBJ_PID.opid", "1"),
        ("OBJ_PID[1].opid", "2"),
        ("PATH[0].name", "/a"),
        ("PATH[0][2].name", "/b"),
        ("PATH[2].name", "/c"),
        ("PATH[2].item", "x"),
    ]);
}

#[test]
fn forms_are_kept() {
    let forms: Vec<Form> = lex("a=1 b=\"1\" c={ 1 }", false).pairs.iter().map(|pair| pair.form).collect();
    assert_eq!(forms, [Form::Bare, Form::Quoted, Form::Braced]);
}
