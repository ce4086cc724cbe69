//! Tests of the table and of its block form.

use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::super::Settings;
use super::super::testing::{row, rows_text};
use super::*;
use crate::event::Row;

fn text(rows: &[Row], width: Option<usize>) -> String {
    let settings = Settings { width, ..Settings::default() };
    let results = Results { rows, ..Results::default() };
    rows_text("table", &settings, &results)
}

fn lines(rows: &[Row], width: Option<usize>) -> Vec<String> {
    text(rows, width).lines().map(str::to_owned).collect()
}

#[test]
fn aligns_text_left_and_numbers_right() {
    let rows = [
        row(&[("name", "cmd.exe"), ("_count", "5")]),
        row(&[("name", "日本🙂"), ("_count", "-12.5")]),
        row(&[("name", "x")]),
    ];
    assert_eq!(
        lines(&rows, Some(80)),
        [
            "┌─────────┬────────┐",
            "│ name    │ _count │",
            "├─────────┼────────┤",
            "│ cmd.exe │      5 │",
            "│ 日本🙂  │  -12.5 │",
            "│ x       │        │",
            "└─────────┴────────┘",
        ]
    );
}

#[test]
fn an_empty_result_is_nothing_or_a_header() {
    assert_eq!(text(&[], Some(80)), "");
    let results = Results { columns: Some(&["a".into()]), ..Results::default() };
    assert_eq!(rows_text("table", &Settings::default(), &results), "┌───┐\n│ a │\n├───┤\n└───┘\n");
}

#[test]
fn values_with_several_lines_separate_rows() {
    let rows = [row(&[("a", "x\ny")]), row(&[("a", "z")])];
    assert_eq!(lines(&rows, None), ["┌───┐", "│ a │", "├───┤", "│ x │", "│ y │", "├╌╌╌┤", "│ z │", "└───┘"]);
}

#[test]
fn nothing_reaches_the_terminal_raw() {
    let rows = [row(&[("a\u{1b}[2J", "\u{1b}]0;x\u{7}\tb\r"), ("b", "\u{9b}1m")])];
    for width in [None, Some(80), Some(20)] {
        let text = text(&rows, width);
        assert!(!text.replace('\n', "").contains(char::is_control), "{text}");
        assert!(text.contains("\\x1b"), "{text}");
    }
}

#[test]
fn wide_columns_share_what_narrow_ones_leave() {
    let long = "powershell -nop -enc ".to_owned() + &"QUJD".repeat(40);
    let rows = [row(&[("n", "7"), ("CommandLine", &long), ("Parent", &long), ("u", "bob")])];
    let lines = lines(&rows, Some(60));
    assert!(lines.iter().all(|line| line.width() == 60), "{lines:#?}");
    assert!(lines[3].starts_with("│ 7 │ powershell -nop -enc"), "{lines:#?}");
    assert!(lines[3].ends_with(" bob │"), "{lines:#?}");
}

#[test]
fn a_cell_that_is_too_tall_is_cut() {
    let rows = [row(&[("a", &"x".repeat(1_000_000)), ("b", "1")])];
    let lines = lines(&rows, Some(40));
    assert_eq!(lines.len(), 4 + Settings::default().cell_lines);
    assert!(lines[lines.len() - 2].contains("x… │"), "{lines:#?}");
}

#[test]
fn without_a_width_nothing_is_lost() {
    let long = "x".repeat(WIDEST * 2 + 5);
    let text = text(&[row(&[("a", &long)])], None);
    assert_eq!(text.matches('x').count(), long.len());
}

#[test]
fn blocks_join_into_one_table() {
    let rows: Vec<Row> = (0..BLOCK * 2 + 1).map(|number| row(&[("n", &number.to_string())])).collect();
    let lines = lines(&rows, Some(80));
    assert_eq!(lines.len(), rows.len() + 4);
    assert_eq!(lines.iter().filter(|line| line.starts_with('├')).count(), 1);
    assert_eq!(lines[lines.len() - 2], "│ 1024 │");
    let tall: Vec<Row> = (0..BLOCK + 1).map(|_| row(&[("n", "a\nb")])).collect();
    let lines = self::lines(&tall, Some(80));
    assert_eq!(lines.len(), tall.len() * 3 + 3);
}

#[test]
fn too_many_columns_become_blocks() {
    let names: Vec<String> = (0..30).map(|number| format!("field{number}")).collect();
    let mut wide: Row = names.iter().map(|name| (name.as_str(), "some longer value")).collect();
    wide.set("lines".into(), "one\ntwo");
    wide.set("a.very.long.field.name.that.leaves.no.room".into(), "v");
    let rows = [row(&[("field0", "x"), ("field1", "")]), wide];
    let lines = lines(&rows, Some(60));
    assert_eq!(lines[0], format!("── 1 {}", "─".repeat(35)));
    assert_eq!(lines[1], "field0   x");
    assert_eq!(lines[2], "field1");
    assert_eq!(lines[3], format!("── 2 {}", "─".repeat(35)));
    assert_eq!(lines[34], "lines    one");
    assert_eq!(lines[35], "         two");
    assert_eq!(lines[36], "a.very.long.field.name.that.leaves.no.room");
    assert_eq!(lines[37], "         v");
    assert_eq!(lines.len(), 38);
}

#[test]
fn names_and_numbers_are_not_torn() {
    let value = "some words that can be wrapped";
    let rows = [row(&[("@timestamp", "1772326800000"), ("event_simpleName", value), ("ParentBaseFileName", value)])];
    let table = lines(&rows, Some(60));
    for name in ["@timestamp", "event_simpleName", "ParentBaseFileName"] {
        assert!(table[1].contains(name), "{table:#?}");
    }
    assert!(table[3].starts_with("│ 1772326800000 │ some words that"), "{table:#?}");
    assert!(lines(&rows, Some(50))[0].starts_with("── 1 "), "no room");
}

#[test]
fn rows_without_fields_still_show() {
    assert_eq!(lines(&[Row::new(), Row::new()], Some(80)).len(), 2);
}

#[test]
fn color_styles_the_header_alone() {
    let settings = Settings { color: true, ..Settings::default() };
    let rows = [row(&[("a", "\u{1b}")])];
    let results = Results { rows: &rows, ..Results::default() };
    let text = rows_text("table", &settings, &results);
    let styled: Vec<_> = text.lines().filter(|line| line.contains('\u{1b}')).collect();
    assert_eq!(styled, ["\u{1b}[1m│ a    │\u{1b}[0m"]);
}

proptest! {
    #[test]
    fn every_line_has_the_same_width_and_fits(
        values in prop::collection::vec("[ -~äß日本語🙂\u{301}\t\n\u{1b}]{0,60}", 1..12),
        width in 20usize..120,
    ) {
        let rows: Vec<Row> = values
            .chunks(3)
            .map(|values| ["a", "bb", "ccc"].into_iter().zip(values).collect())
            .collect();
        let lines = lines(&rows, Some(width));
        prop_assert!(lines.iter().all(|line| line.width() <= width), "{:#?}", lines);
        if lines[0].starts_with('┌') {
            let first = lines[0].width();
            prop_assert!(lines.iter().all(|line| line.width() == first), "{:#?}", lines);
        }
    }

    #[test]
    fn any_text_is_drawn(values in prop::collection::vec(any::<String>(), 1..9), width in 0usize..60) {
        let rows: Vec<Row> = values
            .chunks(2)
            .map(|values| ["a", "b"].into_iter().zip(values).collect())
            .collect();
        prop_assert!(!text(&rows, Some(width)).replace('\n', "").contains(char::is_control));
    }
}
