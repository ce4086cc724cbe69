//! The HTML page as a reader uses it: built by the program, sorted and filtered in a browser where there is one.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::path::Path;
use std::process::Command;

/// Programs that can show a page without a screen.
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

fn page(folder: &Path, query: &str, events: &str) -> String {
    std::fs::write(folder.join("events.ndjson"), events).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_offscale"))
        .args(["run", "-q", query, "events.ndjson", "--format", "html"])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The page after a script was run in it; `None` without a browser.
fn after(folder: &Path, page: &str, script: &str) -> Option<String> {
    let file = folder.join("page.html");
    std::fs::write(&file, page.replace("</body>", &format!("<script>{script}</script></body>"))).unwrap();
    BROWSERS.iter().find_map(|browser| {
        let output = Command::new(browser)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"])
            .arg(format!("--user-data-dir={}", folder.join("profile").display()))
            .arg(format!("file://{}", file.display()))
            .output()
            .ok()?;
        Some(String::from_utf8_lossy(&output.stdout).into_owned()).filter(|page| page.contains("<tbody>"))
    })
}

/// The texts of the first column in the rows that are shown.
fn first_column(page: &str) -> Vec<&str> {
    let table = page.split("id=\"rows\"").nth(1).unwrap();
    let rows = table.split("<tr").skip(2).filter(|row| !row.starts_with(" hidden"));
    rows.map(|row| row.split("<td").nth(1).unwrap().split('>').nth(1).unwrap().split('<').next().unwrap()).collect()
}

const EVENTS: &str = r#"{"name":"b","size":"9"}
{"name":"a","size":"10"}
{"name":"ab"}
{"name":"c","size":"x"}
{"name":"<i>","size":"-1"}
"#;

#[test]
fn the_page_shows_query_stages_and_rows() {
    let folder = tempfile::tempdir().unwrap();
    let page = page(folder.path(), "name=* | select([name, size])", EVENTS);
    assert_eq!(first_column(&page), ["b", "a", "ab", "c", "&lt;i&gt;"]);
    assert!(page.contains("<span class=\"function\">select</span>"));
    assert!(page.contains("<h2>Stages</h2>") && page.contains("<td class=\"number\">5</td>"));
    assert!(page.contains("<dt>Results</dt><dd>5 rows</dd>"));
}

#[test]
fn the_table_sorts_and_filters_in_a_browser() {
    let folder = tempfile::tempdir().unwrap();
    let page = page(folder.path(), "name=* | select([name, size])", EVENTS);
    let clicks = |count: usize| "document.querySelectorAll('#rows th [role=button]')[1].click();".repeat(count);
    let Some(descending) = after(folder.path(), &page, &clicks(1)) else {
        eprintln!("no browser was found; sorting and filtering are not tested");
        return;
    };
    assert_eq!(first_column(&descending), ["a", "b", "&lt;i&gt;", "c", "ab"]);
    let ascending = after(folder.path(), &page, &clicks(2)).unwrap();
    assert_eq!(first_column(&ascending), ["&lt;i&gt;", "b", "a", "c", "ab"]);
    let filter = "const f = document.getElementById('filter'); f.value = 'B'; f.dispatchEvent(new Event('input'));";
    let filtered = after(folder.path(), &page, filter).unwrap();
    assert!(filtered.contains("2 of 5 rows"), "{filtered}");
    assert_eq!(first_column(&filtered), ["b", "ab"]);
}
