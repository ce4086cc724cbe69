//! Texts and the trees they give, official and dialect.

use super::{lenient, sexpr, strict};

#[track_caller]
fn official(text: &str, tree: &str) {
    for (query, diagnostics) in [strict(text), lenient(text)] {
        assert!(diagnostics.is_empty(), "{text}: {diagnostics:#?}");
        assert_eq!(sexpr::query(&query), tree, "{text}");
    }
}

#[track_caller]
fn dialect(text: &str, tree: &str) {
    let (query, diagnostics) = lenient(text);
    assert!(!diagnostics.is_empty(), "{text} gives no warning");
    assert!(diagnostics.iter().all(|diagnostic| !diagnostic.is_error()), "{text}: {diagnostics:#?}");
    assert_eq!(sexpr::query(&query), tree, "{text}");
}

/// The dialect text, its tree, and the official text that the first fix leads to.
#[track_caller]
fn rewritten(text: &str, tree: &str, rewrite: &str) {
    dialect(text, tree);
    let (_, diagnostics) = lenient(text);
    let mut fixed = text.to_owned();
    let fix = diagnostics.iter().flat_map(|diagnostic| &diagnostic.fixes).next();
    for edit in fix.unwrap_or_else(|| panic!("{text} has no fix: {diagnostics:#?}")).edits.iter().rev() {
        fixed.replace_range(edit.span.start()..edit.span.end(), &edit.text);
    }
    assert_eq!(fixed, rewrite);
    let (_, errors) = strict(&fixed);
    assert!(errors.iter().all(|error| !error.is_error()), "{fixed}: {errors:#?}");
}

#[test]
fn filters() {
    official("", "");
    official("a=1 b=2", "(and (= a 1) (= b 2))");
    official("a or b and c", "(and (or ~a ~b) ~c)");
    official("c and a or b", "(and ~c (or ~a ~b))");
    official("f=a or f=b g=x or g=y", "(and (or (= f a) (= f b)) (or (= g x) (= g y)))");
    official("foo or not bar and baz", "(and (or ~foo (not ~bar)) ~baz)");
    official("not foo bar", "(and (not ~foo) ~bar)");
    official("not not a=1", "(not (not (= a 1)))");
    official("!(a=1 OR b=1)", "(not (group (or (= a 1) (= b 1))))");
    official("((a=1) and ((b=0)))", "(group (and (group (= a 1)) (group (group (= b 0)))))");
    official("(a=1) or b=2 c", "(and (or (group (= a 1)) (= b 2)) ~c)");
    official("f = report-*.txt", "(= f report-*.txt)");
    official("repo = docker/*", "(= repo docker/*)");
    official("foo=m/fisk/i", "(= foo m/fisk/i)");
    official("\"host-name\" = web1", "(= \"host-name\" web1)");
    official("m = \"say \\\"hi\\\"\\d\"", "(= m \"say \\\"hi\\\"\\\\d\")");
    official("tags[0] = red", "(= tags[0] red)");
    official("in[1].key = a", "(= in[1].key a)");
    official("test=fisk", "(= test fisk)");
    official("p = 100%&co", "(= p 100%&co)");
    official("n >= -1.5", "(>= n -1.5)");
    official("n >= \"10\" m<=?max", "(and (>= n 10) (<= m ?max))");
    official("cls like \"red*fox\"", "(like cls \"red*fox\")");
    official("c != /\\.exe\\/$/i", "(!= c /\\.exe/$/i)");
    official("host-name", "~host-name");
    official("https://www.example.com/", "~https://www.example.com/");
    official("*", "true");
    official("true | false", "true | false");
    official("?{p=\"*\"} x=?\"my p\"", "(and ~?{p=\"*\"} (= x ?my p))");
    official("\u{201c}a \"b\"\u{201d}", "~\"a \\\"b\\\"\"");
    official("login (a=1 or b=2)", "(and ~login (group (or (= a 1) (= b 2))))");
    official("a<=>B.c", "(<=> a B.c)");
    official("200 = code", "(= 200 code)");
}

#[test]
fn bars_and_comments() {
    official("| a=1 | b=2 |", "(= a 1) | (= b 2)");
    official("a=1 // only\n| /* x | y */ b=2", "(= a 1) | (= b 2)");
    official("u = http://x/y", "(= u http://x/y)");
    official("x := a // same\n| y := x", "(:= x a) | (:= y x)");
    official("https: //www", "~https:");
    let (query, _) = strict("a // one\n| /* two */ b");
    let comments: Vec<_> = query.comments.iter().map(|comment| comment.span.of("a // one\n| /* two */ b")).collect();
    assert_eq!(comments, ["// one", "/* two */"]);
    let text = "not /* a */ f(x /* b */, y) | g =~ ! /* c */ h() | not /* d */ not e=1 // f";
    assert_eq!(strict(text).0.comments.len(), 5);
}

#[test]
fn steps() {
    official("groupBy(h, function=[n := count(), m := max(s)])", "(groupBy() h function=[n:=(count()) m:=(max() s)])");
    official("not in(lvl, values=[\"ERROR\"])", "!(in() lvl values=[\"ERROR\"])");
    official("!!in(lvl, values=[4*])", "(in() lvl values=[<4*>])");
    official("x:=lower(p)", "(:= x (lower() p))");
    official("lvl =~ !in(values=[a, b])", "(=~ lvl !(in() values=[a b]))");
    official("[lo := min(ms), max(ms)]", "(stats lo:=(min() ms) (max() ms))");
    official("case{a=1|t:=\"A\";*}", "(case {(= a 1) | (:= t \"A\")} {true})");
    official("case { a | case { b; * }; }", "(case {~a | (case {~b} {true})})");
    official(
        "level match { /ERR/i => g := 1; in(values=[a]) => *; \"*\" => x; * => y }",
        "(match level {/ERR/i => (:= g 1)} {(in() field=level values=[a]) => true} {\"*\" => ~x} {* => ~y})",
    );
    official("$acme/net:byhost(host=\"db\", n=5, l=[a, \"b\"])", "($acme/net:byhost host=\"db\" n=5 l=a \"b\")");
    official("$\"My filter\"() | n=1", "($My filter ) | (= n 1)");
    official("join({a=1 | b=2}, field=[x, y])", "(join() {(= a 1) | (= b 2)} field=[x y])");
    official(
        "correlate(A: {a=1} include: [x, y], \"B c\" : {b <=> A.b} include: *, within=1h)",
        "(correlate() A:{(= a 1)}+[x y] \"B c\":{(<=> b A.b)}+[*] within=1h)",
    );
    official("correlate(A: {a} B: {b})", "(correlate() A:{~a} B:{~b})");
    official("parseJson(prefix=x., exclude=a.b.c)", "(parseJson() prefix=x. exclude=a.b.c)");
}

#[test]
fn expressions() {
    official("x := 2 + 3 * 4 - 1", "(:= x (- (+ 2 (* 3 4)) 1))");
    official("x := (2+3)*4", "(:= x (* (group (+ 2 3)) 4))");
    official("x := -n % 3", "(:= x (% (- n) 3))");
    official("x := a-b", "(:= x (- a b))");
    official("x := m/fisk/i", "(:= x (/ (/ m fisk) i))");
    official("r := !a == false", "(:= r (== (! a) false))");
    official("r := 1 < 2 == true", "(:= r (== (< 1 2) true))");
    official("x := a[0].b", "(:= x a[0].b)");
    official("test(a != 2 * b)", "(test() (!= a (* 2 b)))");
    official("test(x*x > 2*(y+1))", "(test() (> (* x x) (* 2 (group (+ y 1)))))");
    official("eval(a = b, q = a + 1)", "(eval() a=b q=(+ a 1))");
    official("eval(w = (l==\"W\"), v = a == b)", "(eval() w=(group (== l \"W\")) v=(== a b))");
    official("test(a=1)", "(test() a=1)");
    official("x := if(a == 1, then=\"y\", else=-1)", "(:= x (if() (== a 1) then=\"y\" else=(- 1)))");
    official(
        "f(a, from=-1, p=*t*ger*, t=12:30, u=http://x/y, n=web-1)",
        "(f() a from=(- 1) p=<*t*ger*> t=<12:30> u=<http://x/y> n=(- web 1))",
    );
    official("f(begin=text:positionOf(a, c=\",\") + 1)", "(f() begin=(+ (text:positionOf() a c=\",\") 1))");
    official("f(a//comment\n, b)", "(f() a b)");
    official("x := ?v * 2", "(:= x (* ?v 2))");
    official("f([[a, x], [b, y]])", "(f() [[a x] [b y]])");
}

#[test]
fn statements_of_the_dialect() {
    rewritten("where a = 1 or b = 1", "(where (or (= a 1) (= b 1)))", "a = 1 or b = 1");
    rewritten("where a = 1 and b != x", "(where (and (= a 1) (!= b x)))", "a = 1 and b != x");
    rewritten("where a=1 or b=2 and c=3", "(where (or (= a 1) (and (= b 2) (= c 3))))", "a = 1 or (b = 2 and c = 3)");
    rewritten("where a + b > 5 and c = 1", "(where (and (test (> (+ a b) 5)) (= c 1)))", "test(a + b > 5) | c = 1");
    rewritten("where lower(u) = \"kim\"", "(where (E= (lower() u) \"kim\"))", "test(lower(u) == \"kim\")");
    rewritten(
        "where n in~ (\"cmd.exe\")",
        "(where (in~ n [\"cmd.exe\"]))",
        "in(field=n, values=[\"cmd.exe\"], ignoreCase=true)",
    );
    rewritten("where not n in [a, b]", "(where (not (in n [a b])))", "!in(field=n, values=[a, b])");
    rewritten("where isNull(u)", "(where (isNull() u))", "isNull(u)");
    rewritten("a=1 | where c =~ /Enc/", "(= a 1) | (where (= c /Enc/))", "a=1 | c = /Enc/");
    rewritten("filter { f = /exe/ or f = /dll/ }", "(where (or (= f /exe/) (= f /dll/)))", "f = /exe/ or f = /dll/");
    rewritten("filter(f = /exe/)", "(where (= f /exe/))", "f = /exe/");
    rewritten("eval x = a + 1", "(eval x (+ a 1))", "x := a + 1");
    rewritten("eval x = a, y = x | b", "(eval x a) | (eval y x) | ~b", "x := a | y := x | b");
    rewritten("let x = 1", "(eval x 1)", "x := 1");
    rewritten("a=1 | table a, \"b c\"", "(= a 1) | (table() [a \"b c\"])", "a=1 | table([a, \"b c\"])");
    rewritten(
        "case { f = /exe$/ => t := 1; * }",
        "(case {=> (= f /exe$/) | (:= t 1)} {true})",
        "case { f = /exe$/ | t := 1; * }",
    );
    dialect("case { a > b : t := 1; * }", "(case {=> (where (test (> a b))) | (:= t 1)} {true})");
}

#[test]
fn conditions_as_values() {
    rewritten(
        "t := case { f = /x/ => 1; g = 2 => \"b\" }",
        "(:= t (case {(= f /x/) => 1} {(= g 2) => \"b\"}))",
        "case { f = /x/ | t := 1; g = 2 | t := \"b\"; * }",
    );
    rewritten(
        "eval t = case(f = /x/, \"E\", true, \"O\")",
        "(eval t (case {(= f /x/) => \"E\"} {true => \"O\"}))",
        "case { f = /x/ | t := \"E\"; * | t := \"O\" }",
    );
    dialect("t := case(a=1 and b=2, x, default=y)", "(:= t (case {(and (= a 1) (= b 2)) => x} {true => y}))");
    rewritten(
        "isExe := f = /exe$/ and n != 2",
        "(:= isExe (cond (and (= f /exe$/) (test (!= n 2)))))",
        "case { f = /exe$/ | test(n != 2) | isExe := \"true\"; * | isExe := \"false\" }",
    );
    rewritten(
        "h := if(f = /exe|dll/, 1, 0)",
        "(:= h (if() (cond (= f /exe|dll/)) 1 0))",
        "h := if(regex(\"exe|dll\", field=f), 1, 0)",
    );
    rewritten(
        "h := if(a = 1 and b = \"x\", 1, 0)",
        "(:= h (if() (cond (and (= a 1) (= b \"x\"))) 1 0))",
        "h := if(if(a == 1, then=b == \"x\", else=false), 1, 0)",
    );
    dialect("h := if(a = 4* or b in (x, y-1), 1, 0)", "(:= h (if() (cond (or (= a 4*) (in b [x y-1]))) 1 0))");
    dialect(
        "test((u = /^k/ or u = \"lee\") and v = 1)",
        "(test() (cond (and (group (or (= u /^k/) (= u \"lee\"))) (= v 1))))",
    );
    dialect("x := if(condition = a = /x/, then=1, else=0)", "(:= x (if() condition=(cond (= a /x/)) then=1 else=0))");
    rewritten("f(c, /En\\d/)", "(f() c /En\\d/)", "f(c, \"En\\\\d\")");
    dialect("match(field=c, regex=/Enc/)", "(match() field=c regex=/Enc/)");
    rewritten("x := a ?? b ?? \"n\"", "(:= x (?? (?? a b) \"n\"))", "x := coalesce([a, b, \"n\"])");
    dialect("x := if(not a, 1, 0)", "(:= x (if() (! a) 1 0))");
}

#[test]
fn filters_of_the_dialect() {
    rewritten("f in (a, \"b\") x=1", "(and (in f [a \"b\"]) (= x 1))", "in(field=f, values=[a, \"b\"]) | x = 1");
    rewritten("f not in [a]", "(!in f [a])", "!in(field=f, values=[a])");
    rewritten("f != [a, b]", "(!in f [a b])", "!in(field=f, values=[a, b])");
    rewritten("u != null", "(exists u)", "u = *");
    rewritten("u = null or a=1", "(or (missing u) (= a 1))", "u != * or a = 1");
    rewritten("c =~ /x/i", "(= c /x/i)", "c = /x/i");
    rewritten("c !~ /x/", "(!= c /x/)", "c != /x/");
    rewritten("a == b", "(test (== a b))", "test(a == b)");
    rewritten("a=1 and in(b, values=[2])", "(and (= a 1) (in() b values=[2]))", "a = 1 | in(b, values=[2])");
    rewritten(
        "a=1 or !in(b, values=[2])",
        "(or (= a 1) (not (in() b values=[2])))",
        "case { a = 1; !in(b, values=[2]) }",
    );
    rewritten("length(x) > 5", "(test (> (length() x) 5))", "test(length(x) > 5)");
    rewritten("x = lower(y)", "(test (== x (lower() y)))", "test(x == lower(y))");
    rewritten("a=1 && b=2", "(and (= a 1) (= b 2))", "a=1 and b=2");
    rewritten("a=1 || b=2", "(or (= a 1) (= b 2))", "a=1 or b=2");
    rewritten("f = `a|b`", "(= f /a|b/)", "f = /a|b/");
    rewritten("f = /a|\n   b/i | c", "(= f /a|b/i) | ~c", "f = /a|b/i | c");
    dialect("c =~ \"a.b\"", "(= c /a.b/)");
}

#[test]
fn bars_of_the_dialect() {
    rewritten("a = 1\ngroupBy(a)", "(= a 1) | (groupBy() a)", "a = 1 |\ngroupBy(a)");
    rewritten("count()\nsort(x)", "(count()) | (sort() x)", "count() |\nsort(x)");
    rewritten("x := a\ny := b", "(:= x a) | (:= y b)", "x := a |\ny := b");
    rewritten("a | | b", "~a | ~b", "a |  b");
    dialect("f([a, b,], c,)", "(f() [a b] c)");
}

#[test]
fn unions() {
    rewritten("(a | b) or (c | d)", "(any {~a | ~b} {~c | ~d})", "case { a | b; c | d }");
    dialect("a | count()\nunion\nb | count()", "(any {~a | (count())} {~b | (count())})");
    dialect("a | union (b | c) | d", "(any {~a} {~b | ~c}) | ~d");
    dialect("a union [ b ]", "(any {~a} {~b})");
}
