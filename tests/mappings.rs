//! The page of mappings, `grammar/mappings.md`, is what the program says of itself; `UPDATE=1` writes it anew.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use offscale::input::Choice;
use offscale::session::mapped;

#[test]
fn the_page_is_fresh() {
    let mut page = String::from(
        "# What becomes of the fields of other sources\n\n\
         Made by the program (`offscale mappings [NAME]`). A file is told by its first records; `--map NAME` chooses, `--map\n\
         none` leaves records as they are. Every field keeps its own name and value; where Falcon means something else by a\n\
         name, the original is under `EventData.NAME`. Rows for `all` events hold where no row of the event's own does. Of\n\
         several inputs the first that says something counts, or all of them together make the value.\n\n```\n",
    );
    page.push_str(&mapped::list());
    page.push_str("```\n");
    for (name, _) in Choice::all() {
        // Sysmon's rows are among those of Windows.
        if name != "sysmon" && Choice::table(name).is_some_and(|rows| !rows.is_empty()) {
            page.push_str(&format!("\n## {}", mapped::describe(name).unwrap()));
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/mappings.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(stored, page, "run the test with UPDATE=1 to refresh grammar/mappings.md");
}

#[test]
fn every_mapping_can_be_chosen_and_described() {
    for (name, summary) in Choice::all() {
        assert!(!summary.is_empty());
        assert_eq!(name.parse(), Ok(Choice::Named(name)));
        assert!(mapped::describe(name).unwrap().starts_with(name));
    }
    assert!(mapped::describe("nope").unwrap_err().contains("fdr"));
    assert!("nope".parse::<Choice>().is_err());
}
