//! `parseUrl()`: Splits a URL by the rules of Java's java.net.URI and adds PREFIX.scheme, .username, .password, .host, .port, .path, .query, .fragment.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseUrl",
    summary: "Splits a URL by the rules of Java's java.net.URI and adds PREFIX.scheme, .username, .password, .host, .port, .path, .query, .fragment.",
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
        "Absent components get no field (inferred). Whether values are percent-decoded (URI.getPath decodes) is not documented.",
    ],
    examples: &[],
    build: None,
};
