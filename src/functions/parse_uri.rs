//! `parseUri()`: Splits a URI and adds PREFIX.scheme, .username, .password, .hostname, .port, .path, .query, .fragment.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseUri",
    summary: "Splits a URI and adds PREFIX.scheme, .username, .password, .hostname, .port, .path, .query, .fragment.",
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
        "Without base an input without authority leaves the event unchanged, says the text; the example example.com:8080/foo however shows scheme=example.com, path=8080/foo. Contradiction, see doubtful list.",
        "More lenient than RFC 3986 about characters; matches mostly on structure.",
    ],
    examples: &[],
    build: None,
};
