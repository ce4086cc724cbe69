//! Whole pictures, and what holds for any of them.

use proptest::prelude::*;

use super::*;
use crate::event::Row;
use crate::output::testing::{row, rows_text};
use crate::output::wrap::width;

fn draw(rows: &[Row], settings: &Settings) -> String {
    rows_text("chart", settings, &Results { rows, ..Results::default() })
}

fn picture(rows: &[Row], settings: &Settings) -> Vec<String> {
    draw(rows, settings).lines().map(str::to_owned).collect()
}

fn wide(columns: usize) -> Settings {
    Settings { width: Some(columns), ..Settings::default() }
}

/// The value of an hour.
type OfHour = fn(i64) -> i64;

/// So many hours from 2026-03-01.
fn hours(count: i64, series: &[(&str, OfHour)]) -> Vec<Row> {
    let mut rows = Vec::new();
    for hour in 0..count {
        let bucket = (1_772_323_200_000 + hour * 3_600_000).to_string();
        for (name, value) in series {
            rows.push(row(&[("_bucket", &bucket), ("who", name), ("_count", &value(hour).to_string())]));
        }
    }
    rows
}

#[test]
fn one_line_over_a_day() {
    let rows = hours(24, &[("A", |hour| (hour * 7) % 24)]);
    assert_eq!(
        picture(&rows, &wide(60)),
        [
            "_count by who, 2026-03-01 00:00 to 23:00 UTC",
            "30 ┤",
            "   │",
            "   │                                         ⡀",
            "   │       ⡄               ⢀⡆               ⡰⢣",
            "20 ┤      ⡸⢱      ⢀       ⢀⠎⢸      ⣰       ⡰⠁⢸      ⣼",
            "   │     ⢰⠁⠸⡀    ⢀⠞⡄     ⢀⠎ ⠈⡆    ⡰⠁⡇     ⢰⠁  ⡇    ⡜ ⡇     ⡜",
            "   │    ⢀⠇  ⡇   ⢀⠎ ⢇     ⡜   ⢣   ⡰⠁ ⢣    ⢠⠃   ⢱   ⡜  ⢣    ⡜",
            "10 ┤   ⢀⠎   ⢸   ⡎  ⢸    ⡸    ⢸  ⢠⠃  ⠸⡀  ⢠⠃    ⠘⡄ ⡰⠁  ⢸   ⡜",
            "   │  ⢀⠎    ⠈⡆ ⡜    ⡇  ⢰⠁     ⡇⢠⠃    ⡇ ⢀⠇      ⡇⡰⠁   ⠈⡆ ⡰⠁",
            "   │  ⡜      ⢇⡜     ⢣ ⢠⠃      ⢱⠃     ⢸ ⡜       ⠸⠁     ⢇⡰⠁",
            "   │ ⡜       ⠘      ⠸⣠⠃              ⠘⡼               ⠸⠁",
            " 0 ┤⡜                ⠃                ⠁",
            "   └┬──────┬──────┬──────┬───────┬──────┬──────┬──────┬─────",
            "  00:00  03:00  06:00  09:00   12:00  15:00  18:00  21:00",
            "● A (total 276)"
        ]
    );
}

#[test]
fn the_same_in_ascii() {
    let rows = hours(24, &[("A", |hour| (hour * 7) % 24)]);
    assert_eq!(
        picture(&rows, &Settings { ascii: true, ..wide(40) }),
        [
            "_count by who, 2026-03-01 00:00 to",
            "23:00 UTC",
            "30 +",
            "   |",
            "   |",
            "   |     *         *          *",
            "20 +         *          *         *",
            "   |                        *          *",
            "   |   *          *              *",
            "10 +        *         *              *",
            "   |  *         *          *",
            "   |                 *         *",
            "   |      *              *          *",
            " 0 +*          *",
            "   ++--------+--------+--------+--------",
            "  00:00    06:00    12:00    18:00",
            "* A (total 276)"
        ]
    );
}

#[test]
fn several_series_without_colours() {
    let rows = hours(24, &[("A", |hour| (hour * 7) % 24), ("Quite a long name", |hour| hour)]);
    assert_eq!(
        picture(&rows, &wide(60)),
        [
            "_count by who, 2026-03-01 00:00 to 23:00 UTC",
            "A                 ▁▃▅▇▂▄▆▁▃▆█▃▅▇▂▄▆█▃▅▇▂▄▆ 0..23",
            "Quite a long name ▁▁▂▂▂▃▃▃▃▄▄▄▅▅▅▆▆▆▆▇▇▇██ 0..23",
            "each series has its own scale, lowest..highest"
        ]
    );
    assert_eq!(
        picture(&rows, &Settings { ascii: true, ..wide(60) }),
        [
            "_count by who, 2026-03-01 00:00 to 23:00 UTC",
            "A                 .-+*:=*.-+#:=*:-+#-=*:=+ 0..23",
            "Quite a long name ..::::----====++++****## 0..23",
            "each series has its own scale, lowest..highest"
        ]
    );
}

#[test]
fn several_series_in_colours() {
    let rows = hours(4, &[("A", |hour| hour * 500), ("B", |_| -2)]);
    let lines = picture(&rows, &Settings { color: true, ascii: true, ..wide(40) });
    assert_eq!(lines.first().map(String::as_str), Some("\u{1b}[1m_count by who, 2026-03-01 00:00 to\u{1b}[0m"));
    assert_eq!(lines.get(2).map(String::as_str), Some("1.5k +                                 \u{1b}[34m*\u{1b}[0m"));
    let legend = "\u{1b}[34m*\u{1b}[0m A (total 3000)  \u{1b}[33m*\u{1b}[0m B (total -8)";
    assert_eq!(lines.last().map(String::as_str), Some(legend));
}

#[test]
fn gaps_stay_open() {
    let rows = hours(9, &[("A", |hour| hour % 4)]);
    let rows: Vec<Row> =
        rows.into_iter().enumerate().filter(|(hour, _)| ![3, 5].contains(hour)).map(|(_, row)| row).collect();
    assert_eq!(
        picture(&rows, &wide(30)),
        [
            "_count by who, 2026-03-01",
            "00:00 to 08:00 UTC",
            "3 ┤                      ⢠⡇",
            "  │                     ⢀⠎⢸",
            "  │                     ⡜ ⠸⡀",
            "  │                    ⡰⠁  ⡇",
            "2 ┤      ⡜             ⠁   ⢱",
            "  │     ⡸                  ⢸",
            "  │    ⢰⠁                   ⡇",
            "1 ┤   ⢠⠃                    ⢇",
            "  │  ⢀⠎                     ⢸",
            "  │  ⡎                      ⠈⡆",
            "  │ ⡜                        ⡇",
            "0 ┤⡜            ⣤            ⢸",
            "  └┬─────────┬─────────┬──────",
            " 00:00     03:00     06:00",
            "● A (total 8)"
        ]
    );
    let mut two = rows.clone();
    two.extend(
        rows.iter().map(|one| row(&[("_bucket", one.get("_bucket").unwrap_or("")), ("who", "B"), ("_count", "1")])),
    );
    assert_eq!(
        picture(&two, &wide(30)),
        [
            "_count by who, 2026-03-01",
            "00:00 to 08:00 UTC",
            "A ▁▃▆ ▁ ▆█▁ 0..3",
            "B ▅▅▅ ▅ ▅▅▅ 1",
            "each series has its own",
            "scale, lowest..highest"
        ]
    );
}

#[test]
fn one_bucket_and_equal_values() {
    assert_eq!(
        picture(&hours(1, &[("A", |_| 5)]), &wide(40)),
        [
            "_count by who, 2026-03-01 00:00 UTC",
            "6 ┤",
            "  │",
            "  │                  ⠛",
            "  │",
            "4 ┤",
            "  │",
            "  │",
            "2 ┤",
            "  │",
            "  │",
            "  │",
            "0 ┤",
            "  └──────────────────┬──────────────────",
            "                   Mar 1",
            "● A (total 5)"
        ]
    );
}

#[test]
fn bars_with_heading_and_notes() {
    let rows = [row(&[("host", "日本"), ("_count", "4"), ("_avg", "1")]), row(&[("host", "b\u{1b}"), ("_count", "2")])];
    assert_eq!(
        picture(&rows, &wide(40)),
        [
            "_count by host",
            "日本  ████████████████████████████████ 4",
            "b\\x1b ████████████████ 2",
            "other numbers, not drawn: _avg"
        ]
    );
}

#[test]
fn nothing_to_draw_is_said() {
    assert_eq!(draw(&[], &wide(40)), "nothing to draw: no rows\n");
    let rows = [row(&[("a\u{1b}[0m", "x")])];
    assert_eq!(draw(&rows, &wide(40)), "nothing to draw: no column of numbers\nin a\\x1b[0m\n");
}

/// The line without what begins and ends colours.
fn plain(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or(part, |(_, rest)| rest))
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof!["[a-c]{1,3}", "[ -~]{0,40}", "[\u{0}-\u{a0}日本語🇩🙂\u{200d}\u{301}\u{fe0f}]{0,30}", any::<String>()]
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        (-5i64..100).prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| number.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        Just("1e300".to_owned()),
        Just("-1.7e308".to_owned()),
        Just(String::new()),
        word(),
    ]
}

fn bucket() -> impl Strategy<Value = String> {
    prop_oneof![
        20 => (0i64..50).prop_map(|hour| (1_772_323_200_000 + hour * 3_600_000).to_string()),
        2 => (0i64..50_000_000_000_000).prop_map(|time| time.to_string()),
        1 => any::<i64>().prop_map(|time| time.to_string()),
        1 => word(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_line_is_too_wide_and_nothing_raw_is_left(
        fields in proptest::collection::vec((bucket(), word(), number(), number()), 0..30),
        names in [word(), word(), word()],
        over_time in any::<bool>(),
        columns in prop_oneof![Just(20usize), Just(40), Just(80), Just(200), 20usize..120],
        ascii in any::<bool>(),
        color in any::<bool>(),
    ) {
        let [label, first, second] = &names;
        let rows: Vec<Row> = fields.iter().map(|(bucket, word, one, other)| {
            let mut row = Row::new();
            if over_time {
                row.set("_bucket".into(), bucket);
            }
            row.set(label.as_str().into(), word);
            row.set(first.as_str().into(), one);
            row.set(second.as_str().into(), other);
            row
        }).collect();
        let text = draw(&rows, &Settings { ascii, color, ..wide(columns) });
        prop_assert!(!text.is_empty());
        for line in text.lines() {
            let shown = plain(line);
            prop_assert!(width(&shown) <= columns, "{} of {columns}: {shown:?}", width(&shown));
            prop_assert!(!shown.contains(|character: char| character.is_control()), "{shown:?}");
            prop_assert!(color || shown == line, "{line:?}");
        }
        let is_ascii = names.iter().all(|name| name.is_ascii())
            && fields.iter().all(|(bucket, word, one, other)| format!("{bucket}{word}{one}{other}").is_ascii());
        prop_assert!(!ascii || !is_ascii || text.is_ascii(), "{text}");
    }
}
