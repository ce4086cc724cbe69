//! `parseUrl()`: Takes a URL apart by the rules of java.net.URI.

use super::shared::uri::{Authority, Uri, has_legal_characters};
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseUrl",
    summary: "Takes a URL apart by the rules of java.net.URI.",
    page: "functions-parseurl.html",
    parameters: &[
        Parameter { default: Some("(input field name)"), ..Parameter::new("as", Kind::Output) },
        Parameter { unnamed: true, default: Some("url"), ..Parameter::new("field", Kind::Field) },
    ],
    output: &[
        "url.scheme",
        "url.username",
        "url.password",
        "url.host",
        "url.port",
        "url.path",
        "url.fragment",
        "url.query",
    ],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Splits a URL by the rules of Java's java.net.URI and adds PREFIX.scheme, .username, .password, .host, .port, .path, .query, .fragment; PREFIX is the field name, or as (also written url := parseUrl(field=endpoint)).",
        "Not lenient: without a scheme the text before the first ':' is taken for the scheme (site.example.com:80/path gives scheme site.example.com).",
        "Input java.net.URI rejects (e.g. blanks) or without authority: event left unchanged (the latter stated on the parseUri page).",
        "Absent components get no field (inferred); the path is there even when empty. Whether values are percent-decoded (URI.getPath decodes) is not documented; here they are not.",
    ],
    examples: &[
        Example {
            query: "parseUrl(url) | drop(url)",
            input: r#"{"url":"https://bob:pw@www.example.com:8443/a?x=1#top"}"#,
            output: r#"{"url.scheme":"https","url.username":"bob","url.password":"pw","url.host":"www.example.com","url.port":"8443","url.path":"/a","url.query":"x=1","url.fragment":"top"}"#,
        },
        Example {
            query: "u := parseUrl(field=link) | groupBy(u.host)",
            input: r#"{"link":"http://a.io/x"}
{"link":"http://a.io/y"}
{"link":"no url"}"#,
            output: r#"{"u.host":"a.io","_count":"2"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?;
    let prefix = build.optional_field("as").map_or(field.name, |target| target.name);
    let parts = PARTS.map(|part| build.named(&format!("{prefix}.{part}")).symbol);
    Ok(Executable::Transform(Box::new(ParseUrl { field: field.symbol, parts })))
}

const PARTS: [&str; 8] = ["scheme", "username", "password", "host", "port", "path", "query", "fragment"];

struct ParseUrl {
    field: Symbol,
    /// The fields of [`PARTS`].
    parts: [Symbol; 8],
}

/// The parts in the order of [`PARTS`]; `None` for a text that has none.
fn parts(text: &str) -> Option<[Option<&str>; 8]> {
    let uri = Uri::new(text);
    if !has_legal_characters(text) {
        return None;
    }
    let Some(authority) = uri.authority.filter(|authority| !authority.is_empty()) else {
        // What stands before a colon is the scheme, and what follows has no parts.
        let opaque = uri.scheme.filter(|_| uri.authority.is_none() && !uri.path.starts_with('/'))?;
        return Some([Some(opaque), None, None, None, None, None, None, uri.fragment]);
    };
    let mut authority = Authority::new(authority);
    if !authority.has_plain_host() {
        authority = Authority::default();
    }
    let host = Some(authority.host).filter(|host| !host.is_empty());
    let Authority { username, password, port, .. } = authority;
    Some([uri.scheme, username, password, host, port, Some(uri.path), uri.query, uri.fragment])
}

impl Transform for ParseUrl {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        if let Some(parts) = event.get(self.field).and_then(parts) {
            for (symbol, part) in self.parts.iter().zip(parts) {
                if let Some(part) = part {
                    event.set(*symbol, part);
                }
            }
        }
        Flow::Keep
    }
}
