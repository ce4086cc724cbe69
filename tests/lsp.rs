//! The language server, request by request, over a connection in memory, and once as a program over pipes.

#![allow(clippy::unwrap_used)]

mod editor;

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};

use editor::{Editor, URI, apply, covered};
use offscale::source::ColumnUnit;
use serde_json::{Value, json};

fn labels(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap()).collect()
}

fn texts<'t>(text: &'t str, places: &Value, unit: ColumnUnit) -> Vec<&'t str> {
    places.as_array().unwrap().iter().map(|place| covered(text, &place["range"], unit)).collect()
}

#[test]
fn a_session_begins_and_ends_in_order() {
    let editor = Editor::new();
    assert_eq!(editor.capabilities["positionEncoding"], "utf-16");
    for capability in [
        "completionProvider",
        "signatureHelpProvider",
        "hoverProvider",
        "definitionProvider",
        "referencesProvider",
        "documentHighlightProvider",
        "documentSymbolProvider",
        "codeActionProvider",
        "renameProvider",
        "foldingRangeProvider",
        "selectionRangeProvider",
        "semanticTokensProvider",
    ] {
        assert!(!editor.capabilities[capability].is_null(), "{capability}");
    }
    assert!(editor.leave());
    assert_eq!(Editor::utf8().capabilities["positionEncoding"], "utf-8");
    assert!(!Editor::new().exit());
    assert!(!Editor::new().vanish());
}

#[test]
fn what_is_not_supported_is_refused() {
    let mut editor = Editor::new();
    assert_eq!(editor.try_ask("textDocument/moniker", json!({})).unwrap_err().0, -32601);
    assert_eq!(editor.try_ask("textDocument/hover", json!({ "position": 1 })).unwrap_err().0, -32602);
    editor.tell("$/setTrace", json!({ "value": "off" }));
    editor.tell("textDocument/didOpen", json!({ "nonsense": true }));
    let log = editor.hear("window/logMessage", |_| true);
    assert!(log["message"].as_str().unwrap().contains("textDocument/didOpen"), "{log}");
    // A document that is not open has no answers.
    let nowhere = json!({ "textDocument": { "uri": "file:///no" }, "position": { "line": 0, "character": 0 } });
    assert_eq!(editor.ask("textDocument/hover", nowhere), Value::Null);
    editor.ask("shutdown", Value::Null);
    assert_eq!(editor.try_ask("textDocument/hover", json!({})).unwrap_err().0, -32600);
}

#[test]
fn findings_follow_the_text() {
    let mut editor = Editor::new();
    editor.open("in(a, field=b, values=[1, 2])");
    let findings = editor.findings(1);
    let finding = &findings[0];
    assert_eq!(finding["code"], "repeated-parameter");
    assert_eq!(finding["severity"], 1);
    assert_eq!(finding["source"], "offscale");
    assert!(finding["message"].as_str().unwrap().contains("given twice"), "{finding}");
    assert_eq!(finding["relatedInformation"][0]["message"], "first given here");
    assert_eq!(finding["relatedInformation"][0]["location"]["uri"], URI);

    let change = json!({ "text": "a = 1" });
    let changed = json!({ "textDocument": { "uri": URI, "version": 2 }, "contentChanges": [change] });
    editor.tell("textDocument/didChange", changed);
    assert_eq!(editor.findings(2), Vec::<Value>::new());

    editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
    let closed = editor.hear("textDocument/publishDiagnostics", |params| params["version"].is_null());
    assert_eq!(closed, json!({ "uri": URI, "diagnostics": [] }));
}

#[test]
fn changes_are_applied_where_the_editor_counts_them() {
    for mut editor in [Editor::new(), Editor::utf8()] {
        let fixture = editor.open("m = \"😀é\" ¦| sort(a, limit=9, order=¦asc¦)\r\n¦");
        assert_eq!(editor.findings(1), Vec::<Value>::new());
        let [bar, start, end, last] = &fixture.positions[..] else { panic!() };
        let changes = json!([
            { "range": { "start": last, "end": last }, "text": "| count()\r\n" },
            { "range": { "start": start, "end": end }, "text": "up" },
            { "range": { "start": bar, "end": bar }, "text": "n = \"𝒳\" " },
        ]);
        let document = json!({ "uri": URI, "version": 7 });
        editor.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
        let findings = editor.findings(7);
        assert_eq!(findings.len(), 1, "{findings:?}");
        let text = "m = \"😀é\" n = \"𝒳\" | sort(a, limit=9, order=up)\r\n| count()\r\n";
        assert_eq!(findings[0]["code"], "argument-value");
        assert_eq!(covered(text, &findings[0]["range"], editor.unit), "up");
    }
}

#[test]
fn documents_of_other_languages_are_left_alone() {
    let mut editor = Editor::new();
    let document = json!({ "uri": URI, "languageId": "yaml", "version": 1, "text": "a: 1" });
    editor.tell("textDocument/didOpen", json!({ "textDocument": document }));
    let params = json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 0 } });
    assert_eq!(editor.ask("textDocument/hover", params), Value::Null);
}

#[test]
fn completion_knows_functions_and_what_they_take() {
    let mut editor = Editor::new();
    let list = editor.ask_at("textDocument/completion", "a=1 | groupB¦");
    let item = &list["items"][0];
    assert_eq!(item["label"], "groupBy");
    assert_eq!(item["textEdit"]["newText"], "groupBy(${1:field})$0");
    assert_eq!(item["insertTextFormat"], 2);
    assert!(item["labelDetails"]["detail"].as_str().unwrap().contains("function="), "{item}");
    assert_eq!(item["documentation"], Value::Null);
    let resolved = editor.ask("completionItem/resolve", item.clone());
    assert!(resolved["documentation"]["value"].as_str().unwrap().contains("limit"), "{resolved}");

    let list = editor.ask_at("textDocument/completion", "sort(a, ord¦)");
    assert_eq!(labels(&list), ["order="]);
    assert!(list["items"][0]["documentation"]["value"].as_str().unwrap().contains("desc"), "{list}");
    let list = editor.ask_at("textDocument/completion", "sort(a, order=¦)");
    assert_eq!(labels(&list), ["asc", "desc"]);
    let list = editor.ask_at("textDocument/completion", "a=1 | cas¦");
    assert!(labels(&list).contains(&"case {"), "{list}");
    let list = editor.ask_at("textDocument/completion", "a = ?{limit=1} b = ?l¦");
    assert_eq!(labels(&list), ["?l", "?limit"]);
    // A bracket that stands there is not written again.
    let list = editor.ask_at("textDocument/completion", "groupB¦(a)");
    assert_eq!(list["items"][0]["textEdit"]["newText"], "groupBy");

    let mut plain = Editor::utf8();
    let fixture = plain.open("m=\"😀\" | groupB¦");
    let list = plain.ask("textDocument/completion", fixture.at(0));
    assert_eq!(list["items"][0]["textEdit"]["newText"], "groupBy(");
    let edit = list["items"][0]["textEdit"].clone();
    assert_eq!(apply(&fixture.text, &[edit], plain.unit), "m=\"😀\" | groupBy(");
}

#[test]
fn completion_knows_fields() {
    let mut editor = Editor::new();
    let list = editor.ask_at("textDocument/completion", "myField := 1 | case { x=/(?<myGroup>a)/; * } | groupBy(my¦");
    assert_eq!(labels(&list), ["myField", "myGroup"]);
    assert_eq!(list["items"][0]["detail"], "made by this query");
    let list = editor.ask_at("textDocument/completion", "groupBy(ImageFileN¦");
    assert!(labels(&list).contains(&"ImageFileName"), "{list}");
    let list = editor.ask_at("textDocument/completion", "event_platform=¦");
    assert!(labels(&list).contains(&"Lin"), "{list}");
    let list = editor.ask_at("textDocument/completion", "a=1 // gro¦");
    assert_eq!(labels(&list), Vec::<&str>::new());
}

#[test]
fn the_library_is_the_workspace_unless_settings_say_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("acme/net")).unwrap();
    std::fs::write(folder.path().join("acme/net/byhost.logscale"), "host = ?host").unwrap();
    std::fs::create_dir_all(folder.path().join("lib")).unwrap();
    std::fs::write(folder.path().join("lib/own.logscale"), "a = 1 | b = 2").unwrap();

    let mut editor = Editor::in_folder(folder.path(), json!({ "parameters": { "host": "x" } }));
    let fixture = editor.open("$acme/net:by¦host()");
    assert_eq!(editor.findings(1), Vec::<Value>::new());
    let list = editor.ask("textDocument/completion", fixture.at(0));
    assert_eq!(labels(&list), ["$acme/net:byhost"]);
    let found = editor.ask("textDocument/definition", fixture.at(0));
    assert!(found["uri"].as_str().unwrap().ends_with("/acme/net/byhost.logscale"), "{found}");
    let hover = editor.ask("textDocument/hover", fixture.at(0));
    assert!(hover["contents"]["value"].as_str().unwrap().contains("host = ?host"), "{hover}");

    let mut editor = Editor::in_folder(folder.path(), json!({ "library": "lib", "dialect": "logscale" }));
    editor.open("$acme/net:byhost() | where a=1");
    let codes: Vec<Value> = editor.findings(1).iter().map(|finding| finding["code"].clone()).collect();
    assert!(codes.contains(&json!("unknown-saved-query")), "{codes:?}");
    editor.tell("workspace/didChangeConfiguration", json!({ "settings": { "offscale": { "library": ["lib", "."] } } }));
    let changed = editor.hear("textDocument/publishDiagnostics", |_| true);
    assert!(!changed.to_string().contains("unknown-saved-query"), "{changed}");

    let mut editor = Editor::in_folder(folder.path(), json!({ "libary": "lib" }));
    let message = editor.hear("window/showMessage", |_| true);
    assert!(message["message"].as_str().unwrap().contains("libary"), "{message}");
}

#[test]
fn signatures_name_the_parameter_that_is_given() {
    let mut editor = Editor::new();
    for (marked, active) in [
        ("groupBy(¦", "[field=]"),
        ("groupBy([a, b¦", "[field=]"),
        ("groupBy(a, function=¦)", "function=?"),
        ("groupBy(a, limit=1¦", "limit=?"),
        ("a := lower(\"😀\") | groupBy(a, limit=¦", "limit=?"),
    ] {
        let help = editor.ask_at("textDocument/signatureHelp", marked);
        let signature = &help["signatures"][0];
        let label = signature["label"].as_str().unwrap();
        assert!(label.starts_with("groupBy("), "{marked}");
        let place = usize::try_from(help["activeParameter"].as_u64().unwrap()).unwrap();
        let range: (usize, usize) = serde_json::from_value(signature["parameters"][place]["label"].clone()).unwrap();
        assert_eq!(&label[range.0..range.1], active, "{marked}");
    }
    assert_eq!(editor.ask_at("textDocument/signatureHelp", "groupBy(a) ¦"), Value::Null);
    assert_eq!(editor.ask_at("textDocument/signatureHelp", "nosuch(¦"), Value::Null);
}

#[test]
fn hover_says_what_is_known() {
    let mut editor = Editor::new();
    for (marked, words) in [
        ("group¦By(a)", &["groupBy(", "limit", "functions-groupby.html"][..]),
        ("groupBy(a, lim¦it=5)", &["`limit`", "20000", "groupBy()"]),
        ("x := 1 | y := x¦", &["field `x`", "made in line 1", "x := 1"]),
        ("a=1\n| groupBy(b)\n| _cou¦nt > 1", &["field `_count`", "made in line 2"]),
        ("Image¦FileName=x", &["comes from the events", "Falcon"]),
        ("a=1 // offscale: allow(mixed-and¦-or)", &["**mixed-and-or** (warning)"]),
        ("sort(a, order=u¦p)", &["**argument-value** (error)"]),
        ("a = ?{p=\"b c\"}¦", &["query parameter `?p`", "default: `b c`"]),
        ("$no¦such()", &["not in the library"]),
    ] {
        let hover = editor.ask_at("textDocument/hover", marked);
        let text = hover["contents"]["value"].as_str().unwrap_or("");
        for word in words {
            assert!(text.contains(word), "{marked}: {word} in {text}");
        }
    }
    assert_eq!(editor.ask_at("textDocument/hover", "a=1 ¦ | count()"), Value::Null);
}

#[test]
fn fields_are_followed_and_renamed() {
    for mut editor in [Editor::new(), Editor::utf8()] {
        let marked = "m=\"😀\" x=/(?<us¦er>\\S+)/ | t := lower(user) | groupBy([user, \"t\"]) | rename(us¦er, as=u)";
        let fixture = editor.open(marked);
        let made = editor.ask("textDocument/definition", fixture.at(1));
        assert_eq!(made["range"]["start"]["character"], if editor.unit == ColumnUnit::Bytes { 15 } else { 13 });
        let mut params = fixture.at(1);
        params["context"] = json!({ "includeDeclaration": true });
        let places = editor.ask("textDocument/references", params.clone());
        assert_eq!(texts(&fixture.text, &places, editor.unit), ["user"; 4]);
        params["context"] = json!({ "includeDeclaration": false });
        assert_eq!(editor.ask("textDocument/references", params).as_array().unwrap().len(), 3);
        let marks = editor.ask("textDocument/documentHighlight", fixture.at(0));
        let kinds: Vec<u64> = marks.as_array().unwrap().iter().map(|mark| mark["kind"].as_u64().unwrap()).collect();
        assert_eq!(kinds, [3, 2, 2, 2]);

        let prepared = editor.ask("textDocument/prepareRename", fixture.at(0));
        assert_eq!(prepared["placeholder"], "user");
        assert_eq!(covered(&fixture.text, &prepared["range"], editor.unit), "user");
        let mut params = fixture.at(0);
        params["newName"] = json!("who");
        let edit = editor.ask("textDocument/rename", params.clone());
        assert_eq!(
            editor.edited(&fixture.text, &edit),
            "m=\"😀\" x=/(?<who>\\S+)/ | t := lower(who) | groupBy([who, \"t\"]) | rename(who, as=u)"
        );
        for (name, reason) in [("t", "already"), ("", "not empty"), ("a b", "cannot stand"), ("a\nb", "one line")] {
            params["newName"] = json!(name);
            let (code, message) = editor.try_ask("textDocument/rename", params.clone()).unwrap_err();
            assert!(code == -32803 && message.contains(reason), "{name:?}: {message}");
        }
    }
}

#[test]
fn a_new_name_is_quoted_where_that_is_needed_and_possible() {
    let mut editor = Editor::new();
    let fixture = editor.open("x¦ := 1 | x = 1 | groupBy(x)");
    let mut params = fixture.at(0);
    params["newName"] = json!("my field");
    let edit = editor.ask("textDocument/rename", params);
    assert_eq!(editor.edited(&fixture.text, &edit), "\"my field\" := 1 | \"my field\" = 1 | groupBy(\"my field\")");
    let fixture = editor.open("x¦ := 1 | y := x + 1");
    let mut params = fixture.at(0);
    params["newName"] = json!("my field");
    assert!(editor.try_ask("textDocument/rename", params).unwrap_err().1.contains("needs quotes"));
}

#[test]
fn fields_that_nobody_makes_keep_their_names() {
    let mut editor = Editor::new();
    for (marked, reason) in [
        ("us¦er=1 | groupBy(user)", "comes from the events"),
        ("use¦r := lower(user)", "comes from the events"),
        ("count() | _cou¦nt > 1", "write count(..., as=NAME)"),
        ("x := 1 | join({x := 2 | y := 1}, field=x¦, include=y)", "subquery"),
    ] {
        let fixture = editor.open(marked);
        let (code, message) = editor.try_ask("textDocument/prepareRename", fixture.at(0)).unwrap_err();
        assert!(code == -32803 && message.contains(reason), "{marked}: {message}");
    }
    assert_eq!(editor.ask_at("textDocument/prepareRename", "cou¦nt()"), Value::Null);
}

fn actions(editor: &mut Editor, marked: &str, only: &[&str]) -> (String, Vec<Value>) {
    let fixture = editor.open(marked);
    let position = &fixture.positions[0];
    let mut context = json!({ "diagnostics": [] });
    if !only.is_empty() {
        context["only"] = json!(only);
    }
    let range = json!({ "start": position, "end": position });
    let params = json!({ "textDocument": { "uri": URI }, "range": range, "context": context });
    (fixture.text, editor.ask("textDocument/codeAction", params).as_array().unwrap().clone())
}

#[test]
fn fixes_are_offered() {
    let mut editor = Editor::new();
    let (text, found) = actions(&mut editor, "m=\"😀\" | sort(a, limit=9, odrer¦=asc)", &[]);
    assert_eq!(found[0]["kind"], "quickfix");
    assert_eq!(found[0]["isPreferred"], false);
    assert_eq!(found[0]["diagnostics"][0]["code"], "unknown-parameter");
    assert_eq!(editor.edited(&text, &found[0]["edit"]), "m=\"😀\" | sort(a, limit=9, order=asc)");

    let (text, found) = actions(&mut editor, "where¦ a=1 | b = 2\n| where c=3", &["source.fixAll"]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["kind"], "source.fixAll.offscale");
    let fixed = editor.edited(&text, &found[0]["edit"]);
    assert!(!fixed.contains("where"), "{fixed}");
    assert_eq!(actions(&mut editor, "a¦=1", &[]).1, Vec::<Value>::new());
}

#[test]
fn a_query_has_an_outline() {
    let mut editor = Editor::new();
    let fixture = editor.open("a=1\n| x := lower(a)\n| case { x=b | y := 1; * | z := 2 }\n| [s := sum(y)]");
    let symbols = editor.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": URI } }));
    fn outline(symbols: &Value) -> String {
        let Some(symbols) = symbols.as_array() else { return String::new() };
        let line = |symbol: &Value| format!("{}[{}]", symbol["name"].as_str().unwrap(), outline(&symbol["children"]));
        symbols.iter().map(line).collect::<Vec<_>>().join(" ")
    }
    assert_eq!(
        outline(&symbols),
        "a=1[] x := lower(a)[x[]] case { x=b | y := 1; * | z := 2 }[x=b[] y := 1[y[]] *[] z := 2[z[]]] \
         [s := sum(y)][s[]]"
    );
    assert_eq!(covered(&fixture.text, &symbols[1]["range"], editor.unit), "x := lower(a)");
}

#[test]
fn what_takes_several_lines_folds() {
    let mut editor = Editor::new();
    let text = "// one\n// two\na=1\n// #region late\n| case {\n  b=1;\n  *;\n}\n| groupBy(\n  [a, b],\n  function=[\n    \
                count(),\n    sum(c)\n  ]\n)\n// #endregion\n/* long\n   talk */\n| d=1 // last\n";
    editor.open(text);
    let folds = editor.ask("textDocument/foldingRange", json!({ "textDocument": { "uri": URI } }));
    let folds: Vec<(u64, u64, String)> = folds
        .as_array()
        .unwrap()
        .iter()
        .map(|fold| {
            let line = |key: &str| fold[key].as_u64().unwrap();
            (line("startLine"), line("endLine"), fold["kind"].as_str().unwrap_or("").to_owned())
        })
        .collect();
    assert_eq!(
        folds,
        [
            (0, 1, "comment".to_owned()),
            (3, 15, "region".to_owned()),
            (4, 6, String::new()),
            (8, 13, String::new()),
            (10, 12, String::new()),
            (16, 17, "comment".to_owned()),
        ]
    );
}

#[test]
fn selections_grow_along_the_tree() {
    let mut editor = Editor::new();
    let fixture = editor.open("a=1 | groupBy([a, b], function=sum(by¦tes))");
    let params = json!({ "textDocument": { "uri": URI }, "positions": [fixture.positions[0]] });
    let mut selection = editor.ask("textDocument/selectionRange", params)[0].clone();
    let mut grown = Vec::new();
    while !selection.is_null() {
        grown.push(covered(&fixture.text, &selection["range"], editor.unit).to_owned());
        selection = selection["parent"].clone();
    }
    assert_eq!(
        grown,
        [
            "bytes",
            "sum(bytes)",
            "function=sum(bytes)",
            "groupBy([a, b], function=sum(bytes))",
            "a=1 | groupBy([a, b], function=sum(bytes))",
        ]
    );
}

/// Tokens as text and type, modifiers behind a dot.
fn coloured(editor: &Editor, text: &str, tokens: &Value) -> Vec<String> {
    let legend = &editor.capabilities["semanticTokensProvider"]["legend"];
    let numbers: Vec<usize> = serde_json::from_value(tokens["data"].clone()).unwrap();
    let (mut line, mut column) = (0, 0);
    let mut found = Vec::new();
    for token in numbers.chunks(5) {
        column = if token[0] > 0 { token[1] } else { column + token[1] };
        line += token[0];
        let range = json!({
            "start": { "line": line, "character": column },
            "end": { "line": line, "character": column + token[2] },
        });
        let mut name = legend["tokenTypes"][token[3]].as_str().unwrap().to_owned();
        for (bit, modifier) in legend["tokenModifiers"].as_array().unwrap().iter().enumerate() {
            if token[4] & (1 << bit) != 0 {
                name.push('.');
                name.push_str(modifier.as_str().unwrap());
            }
        }
        found.push(format!("{}:{name}", covered(text, &range, editor.unit)));
    }
    found
}

#[test]
fn tokens_have_their_meaning() {
    for mut editor in [Editor::new(), Editor::utf8()] {
        let fixture = editor.open("m=\"😀\" and n > 5 /* a\r\n é */\n¦| x := lower(field=m) | y=/b/i ?p¦\n| z=1");
        let document = json!({ "uri": URI });
        let all = editor.ask("textDocument/semanticTokens/full", json!({ "textDocument": document }));
        let all = coloured(&editor, &fixture.text, &all);
        assert_eq!(
            all,
            [
                "m:property",
                "\"😀\":string",
                "and:keyword",
                "n:property",
                "5:number",
                "/* a:comment",
                " é */:comment",
                "x:property.declaration",
                "lower:function",
                "field:parameter",
                "m:property",
                "y:property",
                "/b/i:regexp",
                "?p:variable",
                "z:property",
                "1:number",
            ]
        );
        let range = json!({ "start": fixture.positions[0], "end": fixture.positions[1] });
        let some = editor.ask("textDocument/semanticTokens/range", json!({ "textDocument": document, "range": range }));
        assert_eq!(coloured(&editor, &fixture.text, &some), all[7..14]);
    }
}

/// Every request at every place of texts that are whole, broken off, or nonsense: an answer, never an internal error.
#[test]
fn no_place_is_too_strange() {
    let whole = "// offscale: allow(x)\n#event_simpleName=ProcessRollup2 ImageFileName=/\\\\(?<f>[^\\\\]+)$/i\n\
                 | case { f=\"😀\" | y := if(a == b, then=1, else=2); * } | $a/b:c(p=?q)\n\
                 | join({b=1 | groupBy([k])}, field=k, include=[x]) | f match { /x/ => z := 1; * => * }\n\
                 | [s := sum(y), count()] | rename([[s, t]]) | where t in [1, 2] /* open";
    let mut editor = Editor::new();
    let cuts = (0..whole.len()).filter(|cut| whole.is_char_boundary(*cut)).step_by(23);
    let broken = ["", "\r\n\r\n", "|||", "(((([[[{{{", "\"", "$", "?{", "😀", "a.b[0].c[", "case {;;}", "// #region"];
    let texts: Vec<&str> = cuts.map(|cut| &whole[..cut]).chain([whole]).chain(broken).collect();
    for text in texts {
        editor.open(text);
        let document = json!({ "uri": URI });
        for (line, content) in text.split('\n').enumerate().chain([(99, "")]) {
            for character in (0..content.encode_utf16().count() + 2).step_by(4) {
                let position = json!({ "line": line, "character": character });
                let range = json!({ "start": { "line": 0, "character": 0 }, "end": position });
                for method in [
                    "completion",
                    "signatureHelp",
                    "hover",
                    "definition",
                    "references",
                    "documentHighlight",
                    "prepareRename",
                    "rename",
                    "selectionRange",
                    "semanticTokens/range",
                    "codeAction",
                ] {
                    let params = json!({
                        "textDocument": document, "position": position, "positions": [position], "range": range,
                        "newName": "n", "context": { "diagnostics": [], "includeDeclaration": true, "triggerKind": 1,
                                     "isRetrigger": false },
                    });
                    let result = editor.try_ask(&format!("textDocument/{method}"), params);
                    assert!(result.as_ref().map_or_else(|(code, _)| *code == -32803, |_| true), "{method}: {result:?}");
                }
            }
        }
        for method in ["documentSymbol", "foldingRange", "semanticTokens/full"] {
            editor.ask(&format!("textDocument/{method}"), json!({ "textDocument": document }));
        }
    }
    assert!(editor.leave());
}

#[test]
fn a_big_document_is_served() {
    let mut editor = Editor::new();
    let text = "| x := lower(y) // 😀\n".repeat(2_000);
    editor.open(&format!("a=1\n{text}"));
    let document = json!({ "uri": URI });
    let tokens = editor.ask("textDocument/semanticTokens/full", json!({ "textDocument": document }));
    assert_eq!(tokens["data"].as_array().unwrap().len(), 5 * (2 + 2_000 * 4));
    assert_eq!(editor.findings(1).iter().filter(|finding| finding["severity"] == 1).count(), 0);
}

#[test]
fn the_program_speaks_the_protocol_over_pipes() {
    fn frame(message: &Value) -> String {
        let body = message.to_string();
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }
    fn read(from: &mut impl BufRead) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            from.read_line(&mut line).unwrap();
            match line.trim().split_once(": ") {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.parse().unwrap(),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        from.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }
    for (last, code) in [(vec![json!({ "id": 2, "method": "shutdown" }), json!({ "method": "exit" })], 0), (vec![], 1)]
    {
        let mut program = Command::new(env!("CARGO_BIN_EXE_offscale"))
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = program.stdin.take().unwrap();
        let mut output = BufReader::new(program.stdout.take().unwrap());
        let mut send = |mut message: Value| {
            message["jsonrpc"] = json!("2.0");
            input.write_all(frame(&message).as_bytes()).unwrap();
            input.flush().unwrap();
        };
        let params = json!({ "processId": null, "rootUri": null, "capabilities": {} });
        send(json!({ "id": 1, "method": "initialize", "params": params }));
        assert_eq!(read(&mut output)["result"]["serverInfo"]["name"], "offscale");
        send(json!({ "method": "initialized", "params": {} }));
        let document = json!({ "uri": URI, "languageId": "logscale", "version": 1, "text": "a = \"open" });
        send(json!({ "method": "textDocument/didOpen", "params": { "textDocument": document } }));
        let told = read(&mut output);
        assert_eq!(told["method"], "textDocument/publishDiagnostics");
        assert_eq!(told["params"]["diagnostics"][0]["code"], "unclosed-string");
        last.into_iter().for_each(&mut send);
        drop(input);
        let mut rest = Vec::new();
        output.read_to_end(&mut rest).unwrap();
        assert_eq!(program.wait().unwrap().code(), Some(code));
    }
}

#[test]
fn formatting_touches_only_what_changes() {
    for mut editor in [Editor::new(), Editor::utf8()] {
        let fixture = editor.open("m = \"😀\"\r\n|count( )\r\n| sort(_count,order=asc) // 😀\r\n");
        let params = json!({ "textDocument": { "uri": URI }, "options": { "tabSize": 4, "insertSpaces": true } });
        let edits = editor.ask("textDocument/formatting", params.clone());
        let formatted = apply(&fixture.text, edits.as_array().unwrap(), editor.unit);
        assert_eq!(formatted, "m = \"😀\"\r\n| count()\r\n| sort(_count, order=asc) // 😀\r\n");
        let touched = edits.as_array().unwrap().iter().map(|edit| covered(&fixture.text, &edit["range"], editor.unit));
        assert!(touched.clone().all(|text| !text.contains('😀')), "{:?}", touched.collect::<Vec<_>>());
        editor.open(&formatted);
        assert_eq!(editor.ask("textDocument/formatting", params.clone()), json!([]));
        editor.open("a=1 | sort(");
        assert_eq!(editor.ask("textDocument/formatting", params), Value::Null);
    }
}

#[test]
fn a_finding_can_be_allowed_where_it_stands() {
    let mut editor = Editor::new();
    for (marked, allowed) in [
        (
            "a=1\n  | cas¦e { b=1 | x := 1; b=2 | x := 2 }",
            "a=1\n  // offscale: allow(case-without-default)\n  | case { b=1 | x := 1; b=2 | x := 2 }",
        ),
        (
            "a=1 | cas¦e { b=1 | x := 1; b=2 | x := 2 }",
            "a=1 | case { b=1 | x := 1; b=2 | x := 2 } // offscale: allow(case-without-default)",
        ),
    ] {
        let (text, found) = actions(&mut editor, marked, &["quickfix"]);
        let allow = found.iter().find(|action| action["title"] == "Allow case-without-default here").unwrap();
        assert_eq!(editor.edited(&text, &allow["edit"]), allowed);
    }
    // Errors cannot be allowed.
    let (_, found) = actions(&mut editor, "sort(a, limit=9, order=u¦p)", &[]);
    assert!(found.iter().all(|action| !action["title"].as_str().unwrap().starts_with("Allow")), "{found:?}");
}

#[test]
fn the_settings_file_of_the_folder_holds() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("saved")).unwrap();
    std::fs::write(folder.path().join("saved/own.logscale"), "a=1").unwrap();
    let file = folder.path().join("offscale.toml");
    std::fs::write(&file, "[check]\ndialect = \"logscale\"\n[library]\npaths = [\"saved\"]\n").unwrap();
    let uri = format!("file://{}/query.logscale", folder.path().display());
    let document = json!({ "uri": uri, "languageId": "logscale", "version": 1, "text": "$own() | b in (1, 2)" });
    let codes = |params: &Value| {
        let findings = params["diagnostics"].as_array().unwrap().iter();
        findings
            .map(|finding| format!("{} {}", finding["code"].as_str().unwrap(), finding["severity"]))
            .collect::<Vec<_>>()
    };

    let mut editor = Editor::in_folder(folder.path(), Value::Null);
    editor.tell("textDocument/didOpen", json!({ "textDocument": document }));
    let told = editor.hear("textDocument/publishDiagnostics", |_| true);
    assert!(codes(&told).iter().any(|code| code.ends_with('1')), "{told}");
    assert!(!told.to_string().contains("unknown-saved-query"), "{told}");
    // The editor's own settings go before the file.
    let settings = json!({ "dialect": "lenient", "library": "." });
    editor.tell("workspace/didChangeConfiguration", json!({ "settings": settings }));
    let told = editor.hear("textDocument/publishDiagnostics", |_| true);
    assert!(codes(&told).contains(&"unknown-saved-query 2".to_owned()), "{told}");
    assert!(codes(&told).iter().all(|code| !code.ends_with('1')), "{told}");
    // A mistake in the file is shown.
    std::fs::write(&file, "[chek]\n").unwrap();
    editor.tell("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
    let message = editor.hear("window/showMessage", |_| true);
    assert!(message["message"].as_str().unwrap().contains("offscale.toml:1:2: "), "{message}");
}
