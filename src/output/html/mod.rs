//! One page that holds everything: the query, what its stages let through, charts, and a table that sorts and filters. It needs
//! no network and asks for none.

mod charts;
mod escape;
mod sankey;
mod stages;
mod table;
mod world_map;

use std::io::{self, Write};

use super::{About, Format, Kind, Results, RowsWriter};
use crate::value::time::Zone;
use escape::escaped;

/// The registration.
pub const FORMAT: Format = Format {
    name: "html",
    summary: "one page with query, charts and a table to sort and filter",
    reads: &[],
    kind: Kind::Page(|settings| Box::new(Page(settings.zone.clone()))),
};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// Nothing is loaded from anywhere, whatever the data may hold.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

struct Page(Zone);

impl RowsWriter for Page {
    fn write(&mut self, results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
        let title = match results.about {
            Some(about) if !about.title.is_empty() => about.title,
            _ => "offscale report",
        };
        let title = escaped(title);
        write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n"
        )?;
        if let Some(about) = results.about {
            write_about(about, out)?;
        }
        out.write_all(b"</header>\n<main>\n")?;
        write_warnings(results, out)?;
        if let Some(about) = results.about {
            write_query(about, out)?;
            stages::write(about.stages, out)?;
        }
        charts::write(results, &self.0, out)?;
        table::write(results, out)?;
        write!(out, "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n")
    }
}

/// What the query detects, and facts about the run.
fn write_about(about: &About<'_>, out: &mut dyn Write) -> io::Result<()> {
    if !about.description.is_empty() {
        writeln!(out, "<p class=\"description\">{}</p>", escaped(about.description))?;
    }
    out.write_all(b"<dl>\n")?;
    for (name, value) in about.facts {
        writeln!(out, "<div><dt>{}</dt><dd>{}</dd></div>", escaped(name), escaped(value))?;
    }
    out.write_all(b"</dl>\n")
}

fn write_warnings(results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
    for warning in results.warnings {
        let (code, message) = (escaped(warning.code), escaped(warning.message));
        writeln!(out, "<p class=\"warning\"><b>{code}</b> {message}</p>")?;
    }
    Ok(())
}

/// The query with its pieces by meaning.
fn write_query(about: &About<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<section>\n<h2>Query</h2>\n<pre class=\"query\">")?;
    for (text, meaning) in about.query {
        let text = &text.replace('\t', "    ");
        match meaning {
            Some(meaning) => write!(out, "<span class=\"{meaning}\">{}</span>", escaped(text))?,
            None => write!(out, "{}", escaped(text))?,
        }
    }
    out.write_all(b"</pre>\n</section>\n")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{row, rows_text};
    use super::super::{About, Settings, StageFacts, Warning};
    use super::*;

    #[test]
    fn everything_is_on_the_page_and_nothing_escapes() {
        let rows = [row(&[("name", "<script>alert(1)</script>"), ("_count", "10")]), row(&[("name", "b & \"c\"")])];
        let about = About {
            title: "T <1>",
            description: "finds \"it\"",
            facts: &[("events", "1,000".to_owned())],
            query: &[("name", Some("field")), ("=", None), ("<b>", Some("value"))],
            stages: &[StageFacts { step: "name=\"<b>\"".to_owned(), input: 1000, output: 2, millis: 1.5 }],
        };
        let warnings = [Warning { code: "limit", message: "only <some>" }];
        let results = Results { rows: &rows, about: Some(&about), warnings: &warnings, ..Results::default() };
        let page = rows_text("html", &Settings::default(), &results);
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
        for part in [
            "<h1>T &lt;1&gt;</h1>",
            "finds &quot;it&quot;",
            "<dt>events</dt><dd>1,000</dd>",
            "<span class=\"field\">name</span>=<span class=\"value\">&lt;b&gt;</span>",
            "<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>",
            "<td>b &amp; &quot;c&quot;</td>",
            "<td class=\"number\">10</td>",
            "name=&quot;&lt;b&gt;&quot;",
            "<b>limit</b> only &lt;some&gt;",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert_eq!(page.matches("<script>").count(), 1, "the page's own");
        for outside in ["http://", "https://", "src=", "@import", "url("] {
            assert!(!page.contains(outside), "{outside}");
        }
    }

    #[test]
    fn a_page_without_rows_says_so() {
        let page = rows_text("html", &Settings::default(), &Results::default());
        assert!(page.contains("No rows."));
    }
}
