//! Tests of the dialect as a whole: every rule of language notes 5 that a text can show.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;

fn regex(source: &str, flags: &str) -> Regex {
    Regex::new(source, Flags::parse(flags).unwrap()).unwrap_or_else(|error| panic!("{source}: {error}"))
}

fn found(source: &str, flags: &str, text: &str) -> bool {
    regex(source, flags).is_match(text).unwrap()
}

fn whole(source: &str, text: &str) -> bool {
    found(&format!(r"\A(?:{source})\z"), "", text)
}

fn refusal(source: &str) -> RegexError {
    Regex::new(source, Flags::default()).map(|_| panic!("{source} was accepted")).unwrap_err()
}

#[test]
fn flags() {
    assert!(found("login", "i", "/LOGIN"));
    assert!(!found("one.two", "", "one\ntwo"));
    assert!(found("one.two", "d", "one\ntwo"));
    assert!(!found("^two", "", "one\ntwo"));
    assert!(found("^two", "m", "one\ntwo"));
    assert!(found("one$", "m", "one\ntwo"));
    assert!(!found("^ONE.TWO$", "mi", "one\ntwo"));
    assert!(found("^ONE.TWO$", "di", "one\ntwo"));
    assert_eq!(Flags::parse("gx"), Err((1, 'x')));
    assert!(Flags::parse("g").unwrap().repeat);
}

#[test]
fn ends_of_text_and_lines() {
    assert!(!found("END$", "", "END\n"));
    assert!(!found(r"END\z", "", "END\n"));
    for end in ["", "\n", "\r", "\r\n", "\u{85}", "\u{2028}"] {
        assert!(found(r"END\Z", "", &format!("END{end}")), "{end:?}");
    }
    assert!(!found(r"END\Z", "", "END\n\n"));
    for end in ["\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}"] {
        let text = format!("one{end}two{end}three");
        assert!(found("^two$", "m", &text), "{end:?}");
        assert!(!found("one.+two", "", &text), "{end:?}");
        assert!(found("^three$", "m", &text), "{end:?}");
        assert!(!found("^wo", "m", &text), "{end:?}");
        assert!(!found("^two$", "", &text), "{end:?}");
    }
    assert!(found("^\n", "m", "a\r\nb")); // the first engine sees a line start between CR and LF
    assert!(found("\r$", "m", "a\r\nb")); // and a line end
    // Also where one regex asks for both.
    assert_eq!(regex("^$", "m").find_at("a\r\nb\r\n", 0), Ok(Some(2..2)));
    assert!(found("^\n.*b$", "md", "a\r\nb"));
    assert!(found("^x", "m", "\u{2028}x"));
    assert!(found("(?m)^x$", "", "a\nx\nb"));
    assert_eq!(regex("^x", "m").find_at("x\u{85}x", 1), Ok(Some(3..4)));
}

#[test]
fn predefined_classes_are_ascii() {
    assert!(whole(r"\d\w\s", "5_\t"));
    assert!(!found(r"\d", "", "٣"));
    assert!(!found(r"\w", "", "é"));
    assert!(!found(r"\s", "", "\u{b}\u{c}\u{a0}"));
    assert!(found(r"\S", "", "\u{a0}"));
    assert!(whole(r"[\D][^\d][\W\d]", "éx9"));
    assert!(!found(r"\w", "i", "\u{17f}")); // the long s is no word character under i either
    assert!(!found(r"[^\S]", "", "é"));
}

#[test]
fn word_boundaries() {
    assert!(!found(r"\bb", "", "éb"));
    assert!(found(r"\bb", "F", "éb"));
    assert!(found(r"\bb\b(?=!)", "F", "éb!"));
    assert!(!found(r"a\Bb\B(?=!)", "F", "ab!"));
    assert!(found(r"a\Bb", "F", "ab"));
    assert!(found(r"a\Bb", "", "ab"));
}

#[test]
fn escapes() {
    assert!(whole(r"\x41\u0042\x{43}\0104\cA\a\f\t\r\n", "ABCD\u{1}\u{7}\u{c}\t\r\n"));
    assert!(whole(r"\ud83d\ude00", "😀"));
    assert!(whole(r"\Qa.b|(c\E+", "a.b|(cc"));
    assert!(found(r"^\Q[x", "", "[x"));
    assert!(whole(r"\h\v\q\-\/\.\é", r"hvq-/.é"));
    assert!(found(r"^\h\v$", "F", "\u{a0}\u{b}"));
    assert!(whole(r"[\h\x5c\]\b]{4}", "h\\]\u{8}"));
    assert!(whole(r"\12\101", "\nA"));
    assert!(whole(r"\\(?<name>[^\\]+)", r"\my.txt"));
    assert!(whole("\u{1F600}\u{85}", "\u{1F600}\u{85}"));
}

#[test]
fn braces_and_counters() {
    assert!(whole(r"\d{4,5}", "12345"));
    assert!(whole(r"a{2}b{1,}c{0,1}?", "aabbb"));
    assert!(whole("{a}{,2}x{y}{1,2,3}", "{a}{,2}x{y}{1,2,3}"));
    assert!(whole("${FOO}".replace('$', r"\$").as_str(), "${FOO}"));
    assert!(whole("a**", "aaa"));
    assert!(whole("(?:a{2}){3}", "aaaaaa"));
    assert!(whole("a{2}{3}", "aaaaaa"));
    assert!(whole("]}", "]}"));
}

#[test]
fn classes() {
    assert!(whole("[-/][ix][a-]", "/i-"));
    assert!(whole(r"[^\/|\\]*", "abc"));
    assert!(whole("[]a]+", "]a"));
    assert!(whole("[^]a]+", "bc"));
    assert!(whole("[^[]+", "a"));
    assert!(whole("[[(]x", "[x"));
    assert!(whole("[a&&b~~c-]+", "&~-abc"));
    assert!(whole("[*--]+", "*+,-"));
    assert!(whole(r"[\w.-]+@[\w-]+", "a.b-c@d-e"));
    assert!(whole(r"[a-\d]+", "a-5"));
    assert!(whole("[+--]+", "+,-"));
    assert!(whole("[$^.*]+", "$^.*"));
    assert!(found("^[A-Z]$", "i", "q"));
    assert!(found("^[^a]$", "", "\n"));
    assert!(!found("^[^a]$", "i", "A"));
}

#[test]
fn inline_case_covers_its_own_branch_only() {
    assert!(found("(?i)alpha|beta", "", "ALPHA"));
    assert!(!found("(?i)alpha|beta", "", "BETA"));
    assert!(found("(?i)alpha|beta", "", "beta"));
    assert!(found("(?i)alpha|beta", "F", "BETA"));
    assert!(!found("x(?i)alpha|beta", "", "Xalpha"));
    assert!(found("^(?:(?i)a|b)c$", "", "Ac"));
    assert!(!found("^(?:(?i)a|b)c$", "", "BC"));
    assert!(!found("^(?:(?i)a|b)c$", "", "AC"));
    assert!(found("(?i)(alpha|beta)", "", "BETA"));
    assert!(found("(?i:orgname)extension", "", "ORGNAMEextension"));
    assert!(!found("(?i:orgname)extension", "", "orgNameExtension"));
    assert!(found("(?-i)alpha|beta", "i", "BETA"));
    assert!(!found("(?-i)alpha|beta", "i", "ALPHA"));

    assert_eq!(regex("(?i)alpha|beta", "").inline_case_scope(), Some(0..4));
    assert_eq!(regex("x(?:(?i)a|b)", "").inline_case_scope(), Some(4..8));
    assert_eq!(regex("(?i)(a|b)", "").inline_case_scope(), None);
    assert_eq!(regex("a|(?i)b", "").inline_case_scope(), None);
    assert_eq!(regex("(?i)a|b", "F").inline_case_scope(), None);
    assert_eq!(regex("(?i)a|b", "i").inline_case_scope(), None);
}

#[test]
fn named_groups_and_plain_groups() {
    let regex = regex(r"(a)(?<user.name[0]>\w+)(?P<#x>-)?(?<@y-z>)", "");
    assert_eq!(regex.capture_names(), ["user.name[0]", "#x", "@y-z"]);
    let captures = regex.captures("zabc!").unwrap().unwrap();
    assert_eq!(captures.group(0), Some("bc"));
    assert_eq!(captures.group(1), None);
    assert_eq!(captures.group(2), Some(""));
    assert_eq!(captures.group(3), None);
    assert_eq!(captures.range(), 1..4);

    let twice = self::regex("a=(?<v>.)|b=(?<v>.)", "");
    assert_eq!(twice.capture_names(), ["v", "v"]);
    assert_eq!(twice.captures("b=2").unwrap().unwrap().group(1), Some("2"));
}

#[test]
fn look_ahead() {
    assert!(found("foo(?=bar)", "", "foobar"));
    assert!(!found("foo(?=bar)", "", "foobaz"));
    assert!(found("foo(?!bar)", "", "foobaz"));
    assert!(!found(r"^(?!.*(?:admin|root)).*sudo", "", "root ran sudo"));
    let captures = regex(r"(?<k>\w+)=(?<v>.*?)(?=;|$)", "").captures("x;key=val;").unwrap().unwrap();
    assert_eq!((captures.group(0), captures.group(1)), (Some("key"), Some("val")));
    assert!(found("^b(?=.)$|^b(?!.)$", "m", "a\nb\nc"));
}

#[test]
fn back_references_work_with_a_warning() {
    let regex = regex(r"(?<n>x)(\w)\1", "");
    assert!(regex.is_match("xaa").unwrap());
    assert!(!regex.is_match("xax").unwrap()); // plain groups are counted apart from named ones, as in JitRex
    assert_eq!(regex.warnings().len(), 1);
    assert_eq!(regex.warnings()[0].1, 11..13);
    assert_eq!(regex.captures("xaa").unwrap().unwrap().group(0), Some("x"));
    assert!(found(r"(A)\1", "i", "aA"));
}

#[test]
fn fallback_constructs_work_with_a_warning() {
    for (source, text) in
        [(r"\p{Greek}", "λ"), (r"\pN", "٣"), (r"[\P{L}]", "1"), (r"\p{^L}", "1"), ("[[:alpha:]_]", "q")]
    {
        let regex = regex(source, "");
        assert!(regex.is_match(text).unwrap(), "{source}");
        assert_eq!(regex.warnings().len(), 1, "{source}");
    }
    assert!(whole("[[:^digit:]]", "é"));
    assert!(regex("a", "").warnings().is_empty());
}

#[test]
fn refusals_say_what_and_where() {
    for (source, word, range) in [
        (r"(?<=a)b", "look-behind", 0..4),
        (r"(?<!a)b", "look-behind", 0..4),
        (r"(?>a)b", "atomic", 0..3),
        ("a*+", "possessive", 0..3),
        ("a{2}+", "possessive", 0..5),
        (r"(?<q>o)\k<q>", "named group", 7..9),
        (r"\N{DASH}", "\\N", 0..2),
        (r"\e", "\\e", 0..2),
        (r"x\C", "\\C", 1..3),
        (r"\G", "\\G", 0..2),
        (r"\R", "\\R", 0..2),
        (r"\X", "\\X", 0..2),
        (r"\b{g}", "\\b{", 0..2),
        ("[a-d[m-p]]", "union", 0..4),
        ("[a-z&&[^b]]", "intersection", 0..4),
        ("(?x)a", "flag 'x'", 2..3),
        ("(?#c)", "(?#", 0..3),
    ] {
        let error = refusal(source);
        assert!(error.message.contains(word), "{source}: {error}");
        assert!(error.message.starts_with("regex: ") && error.message.contains("not supported by LogScale"), "{error}");
        assert_eq!(error.range, range, "{source}");
    }
    for (source, range) in [
        ("(cat", 0..1),
        ("cat)", 3..4),
        ("[cat", 0..1),
        ("[]", 0..1),
        ("*a", 0..1),
        ("a|+b", 2..3),
        ("a\\", 1..2),
        (r"\x4", 0..2),
        (r"\u12", 0..2),
        (r"\ud800", 0..6),
        (r"(?<a b>c)", 4..5),
        ("(?<>c)", 0..4),
        ("(?<a", 0..4),
        ("[z-a]", 1..4),
        ("a{3,2}", 1..6),
        (r"\1(a)", 0..2),
        (r"\p{Nonsense}", 0..12),
        ("{2}", 0..0),
    ] {
        let error = refusal(source);
        assert!(error.message.starts_with("regex: "), "{source}: {error}");
        assert_eq!(error.range, range, "{source}: {error}");
    }
}

#[test]
fn repeated_matches() {
    let regex = regex(r"[a-z]=(?<n>\d)", "");
    let values = regex.captures_iter("a=1 b=2").map(|found| found.unwrap().group(0).unwrap()).collect::<Vec<_>>();
    assert_eq!(values, ["1", "2"]);
    let mut locations = regex.locations();
    assert_eq!(regex.captures_into("b=2", 0, &mut locations), Ok(true));
    assert_eq!(regex.group_in(&locations, 0), Some(2..3));
    assert_eq!(locations.next_start("b=2"), None);
    let empty = self::regex("x*", "");
    let ranges = empty.captures_iter("axé").map(|found| found.unwrap().range()).collect::<Vec<_>>();
    assert_eq!(ranges, [0..0, 1..2, 2..2, 4..4]);
}

#[test]
fn replacing() {
    let replace = |source: &str, flags: &str, with: &str, text: &str| {
        let regex = Regex::with_numbered_groups(source, Flags::parse(flags).unwrap()).unwrap();
        let replacement = Replacement::new(with, &regex).unwrap();
        regex.replace_all(text, &replacement).unwrap().into_owned()
    };
    assert_eq!(replace("adress", "m", "address", "adress list, adress book"), "address list, address book");
    assert_eq!(replace("^(.{10}).*", "m", "$1", "abcdefghijKLMNOP"), "abcdefghij");
    assert_eq!(replace("[0-9]", "m", "", "a1b22c"), "abc");
    assert_eq!(replace("error", "i", "warn", "Error ERROR error"), "warn warn warn");
    assert_eq!(replace("^x", "m", "-", "x1\nx2"), "-1\n-2");
    assert_eq!(replace("a.b", "d", "X", "a\nb acb"), "X X");
    assert_eq!(replace(r"(?<u>\w+)@(\w+)", "", r"$2\$${u}\\$0$u.$12$", "a@b"), r"b$a\a@ba.b2$".replace("b2", "a2"));
    assert_eq!(replace(r"(a)|(b)", "", "<$2>", "ab"), "<><b>");
    assert_eq!(replace(".*", "", "X", "abc"), "X");
    assert_eq!(replace("(?=b)", "", "-", "abab"), "a-ba-b");
    let regex = Regex::with_numbered_groups("(a)", Flags::default()).unwrap();
    assert_eq!(Replacement::new("x$2", &regex).unwrap_err().range, 1..3);
    assert_eq!(Replacement::new("${no}", &regex).unwrap_err().range, 0..5);
    assert!(matches!(
        regex.replace_all("xyz", &Replacement::new("$1", &regex).unwrap()),
        Ok(std::borrow::Cow::Borrowed("xyz"))
    ));
}

#[test]
fn splitting() {
    let split = |source: &str, text: &'static str| regex(source, "").split(text).unwrap();
    assert_eq!(split(" ", "2007-01-01 test bar"), ["2007-01-01", "test", "bar"]);
    assert_eq!(split("[;,]", "a;b,c"), ["a", "b", "c"]);
    assert_eq!(split("(?i)x", "1x2X3"), ["1", "2", "3"]);
    assert_eq!(split(r"(?!\A)(?=.)", "abc"), ["a", "b", "c"]);
    assert_eq!(split("", "ab"), ["a", "b"]);
    assert_eq!(split("[<>;]", "<2007-01-01>test;bar"), ["", "2007-01-01", "test", "bar"]);
    assert_eq!(split(",", "a,,b,,"), ["a", "", "b"]);
    assert_eq!(split(",", "abc"), ["abc"]);
    assert_eq!(split(",", ""), [""]);
    assert!(split(",", ",").is_empty());
}

#[test]
fn hostile_regexes_are_refused_or_give_up() {
    for source in ["((a{1000}){1000}){1000}", "(?:(?=a)(?:a{1000}){1000})", r"(?:\w{1,9999}x){99}", "a{99999999999}"] {
        assert!(Regex::new(source, Flags::default()).is_err(), "{source}");
    }
    assert!(Regex::new(&"(".repeat(10_000), Flags::default()).is_err());
    assert!(Regex::new(&format!("a{}", "*".repeat(5_000)), Flags::default()).is_err());
    let deep = format!("{}a{}", "(?=(".repeat(25), "))".repeat(25));
    assert!(regex(&deep, "").is_match("a").unwrap());
    let deep = format!("{}a{}", "(?:(?i:".repeat(49), ")b|c+)+".repeat(49));
    assert!(!regex(&deep, "").is_match("x").unwrap());
    for source in ["{1", "[:", "(?i)a|", "[[", "\\Q", "(?:a|b)", "x?"] {
        let _ = Regex::new(&source.repeat(10_000), Flags::default());
    }
    let text = "a".repeat(30_000);
    assert!(!found("(a*)*b", "", &text));
    assert_eq!(regex(r"(a*)*\1(?=b)", "").is_match(&text), Err(BudgetExceeded));
}

#[test]
fn look_ahead_does_not_run_without_its_literal() {
    let regex = regex(r"(?:a*)*needle(?!x)", "");
    assert_eq!(regex.is_match(&"a".repeat(1_000_000)), Ok(false));
    assert_eq!(regex.is_match("aneedle"), Ok(true));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn never_panics(source in r"([a-zA-Z0-9 ]|[\\(){}\[\]?*+|^$.:<>=!&~-]|\(\?[<=!:iPms>-]|\\[dwsbQEkpxuc0-9N]|é|😀){0,14}", letters in "[idmgF]{0,3}", text in "(?s).{0,12}") {
        let flags = Flags::parse(&letters).unwrap();
        for compiled in [Regex::new(&source, flags), Regex::with_numbered_groups(&source, flags)] {
            match compiled {
                Ok(regex) => {
                    let _ = regex.is_match(&text);
                    let _ = regex.split(&text);
                    for found in regex.captures_iter(&text).take(50).flatten() {
                        prop_assert!(text.get(found.range()).is_some());
                    }
                    if let (Ok(true), Some(literals)) = (regex.is_match(&text), regex.required_literals()) {
                        prop_assert!(literals.iter().any(|literal| text.contains(literal.as_str())));
                    }
                }
                Err(error) => {
                    prop_assert!(source.get(error.range.clone()).is_some(), "{} {:?}", source, error);
                    prop_assert!(error.message.starts_with("regex: "));
                }
            }
        }
    }

    /// Both engines read the dialect alike: an empty look-ahead changes only the engine.
    #[test]
    fn engines_agree(source in r"([ab]|[.^$|]|\\[bBdwsAzS]|\[\^?[ab.-]\]|\((\?:|\?i:)?[ab|]*\)|[ab][*+?]|é){0,8}", letters in "[idmF]{0,3}", text in "[abAé_ \n]{0,10}") {
        let flags = Flags::parse(&letters).unwrap();
        let Ok(linear) = Regex::new(&source, flags) else { return Ok(()) };
        let other = Regex::new(&format!("(?:{source})(?=)"), flags).unwrap();
        prop_assert_eq!(linear.find_at(&text, 0), other.find_at(&text, 0), "{} on {:?}", source, text);
    }

    #[test]
    fn quoting_makes_any_text_literal(text in "(?s).{0,10}") {
        prop_assume!(!text.contains("\\E"));
        let regex = Regex::new(&format!("^\\Q{text}\\E$"), Flags::default()).unwrap();
        prop_assert!(regex.is_match(&text).unwrap());
    }
}
