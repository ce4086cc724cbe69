//! `parseUri()`: Takes a URI apart by its structure.

use super::shared::uri::{Authority, Uri, is_scheme};
use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseUri",
    summary: "Takes a URI apart by its structure.",
    page: "functions-parseuri.html",
    parameters: &[
        Parameter::new("defaultBase", Kind::Text),
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("(input field name)"), ..Parameter::new("prefix", Kind::Text) },
    ],
    output: &[
        "url.scheme",
        "url.hostname",
        "url.username",
        "url.password",
        "url.port",
        "url.path",
        "url.query",
        "url.fragment",
    ],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Splits a URI and adds PREFIX.scheme, .username, .password, .hostname, .port, .path, .query, .fragment; PREFIX is the field name unless prefix is given (an empty prefix is an error).",
        "A component that is not present gets no field; the path is present even when empty (inferred from 'can be empty').",
        "The host part is called hostname here, host in parseUrl(). (Three syntax examples print host and no prefix: documentation shorthand.)",
        "Nothing is decoded or normalised: percent-escapes, dot segments and case stay as they are. A default port is printed only when written (443 stays).",
        "defaultBase is // or SCHEME:// and is used as base for an input that is not a full URI: www.example.com/path with http:// gives scheme http, hostname www.example.com, path /path. For a full URI (ftp://...) the base is ignored. With // no scheme is set.",
        "Without base an input without authority leaves the event unchanged, says the text; the example example.com:8080/foo however shows scheme=example.com, path=8080/foo. The text is followed here.",
        "More lenient than RFC 3986 about characters; matches mostly on structure.",
    ],
    examples: &[
        Example {
            query: "parseUri(u) | drop(u)",
            input: r#"{"u":"ftp://example.com:21/a%20b?x=1"}
{"u":"no authority"}"#,
            output: r#"{"u.scheme":"ftp","u.hostname":"example.com","u.port":"21","u.path":"/a%20b","u.query":"x=1"}
{}"#,
        },
        Example {
            query: r#"parseUri(u, prefix=p, defaultBase="https://") | drop(u)"#,
            input: r#"{"u":"www.example.com/x"}"#,
            output: r#"{"p.scheme":"https","p.hostname":"www.example.com","p.path":"/x"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?;
    let prefix = build.optional_text("prefix").unwrap_or(field.name);
    if prefix.is_empty() {
        return Err(build.error(codes::ARGUMENT_VALUE, "prefix", "parameter prefix of parseUri() cannot be empty"));
    }
    let base = build.optional_text("defaultBase");
    let is_base = |base: &str| base == "//" || base.strip_suffix("://").is_some_and(is_scheme);
    if let Some(base) = base.as_deref().filter(|base| !is_base(base)) {
        let message = format!("parameter defaultBase of parseUri() is // or SCHEME://, found {base:?}");
        return Err(build.error(codes::ARGUMENT_VALUE, "defaultBase", message));
    }
    let parts = PARTS.map(|part| build.named(&format!("{prefix}.{part}")).symbol);
    Ok(Executable::Transform(Box::new(ParseUri { field: field.symbol, base, parts })))
}

const PARTS: [&str; 8] = ["scheme", "username", "password", "hostname", "port", "path", "query", "fragment"];

struct ParseUri {
    field: Symbol,
    base: Option<String>,
    /// The fields of [`PARTS`].
    parts: [Symbol; 8],
}

impl ParseUri {
    /// The text with what the base adds to it; `None` without an authority.
    fn complete<'e>(&self, text: &'e str, event: &Event<'e>) -> Option<&'e str> {
        let uri = Uri::new(text);
        match (&self.base, uri.scheme, uri.authority) {
            (_, Some(_), Some(_)) | (None, None, Some(_)) => Some(text),
            (None, _, None) => None,
            (Some(base), _, authority) => {
                let rest = if authority.is_some() { text.strip_prefix("//")? } else { text };
                Some(event.keep(&[base.as_str(), rest].concat()))
            }
        }
    }
}

impl Transform for ParseUri {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        let Some(text) = event.get(self.field).and_then(|text| self.complete(text, event)) else { return Flow::Keep };
        let uri = Uri::new(text);
        let Authority { username, password, host, port } = Authority::new(uri.authority.unwrap_or_default());
        let host = Some(host).filter(|host| !host.is_empty());
        let parts = [uri.scheme, username, password, host, port, Some(uri.path), uri.query, uri.fragment];
        for (symbol, part) in self.parts.iter().zip(parts) {
            if let Some(part) = part {
                event.set(*symbol, part);
            }
        }
        Flow::Keep
    }
}
