//! The parts of a URI as they are written; nothing is decoded (RFC 3986, java.net.URI).

/// A URI in parts. A part that is not there is `None`.
#[derive(Debug, PartialEq)]
pub struct Uri<'t> {
    /// `http`
    pub scheme: Option<&'t str>,
    /// What stands between `//` and the path; `None` without `//`.
    pub authority: Option<&'t str>,
    /// May be empty.
    pub path: &'t str,
    /// Without its question mark.
    pub query: Option<&'t str>,
    /// Without its hash.
    pub fragment: Option<&'t str>,
}

/// An authority in parts.
#[derive(Debug, Default, PartialEq)]
pub struct Authority<'t> {
    /// The part of the user information before its first colon.
    pub username: Option<&'t str>,
    /// The part behind it.
    pub password: Option<&'t str>,
    /// A name or address; IPv6 in its brackets.
    pub host: &'t str,
    /// Digits.
    pub port: Option<&'t str>,
}

impl<'t> Uri<'t> {
    /// Takes a text apart by its structure alone.
    pub fn new(text: &'t str) -> Self {
        let (text, fragment) = cut(text, '#');
        let (text, query) = cut(text, '?');
        let (scheme, text) = match text.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) {
            Some((scheme, rest)) => (Some(scheme), rest),
            None => (None, text),
        };
        let (authority, path) = match text.strip_prefix("//") {
            Some(rest) => {
                let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                (Some(authority), path)
            }
            None => (None, text),
        };
        Self { scheme, authority, path, query, fragment }
    }
}

impl<'t> Authority<'t> {
    /// Takes an authority apart.
    pub fn new(text: &'t str) -> Self {
        let (user, server) = match text.rsplit_once('@') {
            Some((user, server)) => (Some(user), server),
            None => (None, text),
        };
        let (username, password) = user.map_or((None, None), |user| {
            let (name, password) = cut(user, ':');
            (Some(name), password)
        });
        let (host, port) = match server.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (host, Some(port)),
            _ => (server, None),
        };
        Self { username, password, host, port: port.filter(|port| !port.is_empty()) }
    }

    /// Whether java.net.URI takes the host for one; it refuses names such as `my_host`.
    pub fn has_plain_host(&self) -> bool {
        if let Some(inside) = self.host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
            let address = inside.split('%').next().unwrap_or(inside);
            return address.parse::<core::net::Ipv6Addr>().is_ok();
        }
        if self.host.parse::<core::net::Ipv4Addr>().is_ok() {
            return true;
        }
        let name = self.host.strip_suffix('.').unwrap_or(self.host);
        let is_label = |label: &str| {
            !label.is_empty()
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let last = name.rsplit('.').next().unwrap_or(name);
        name.split('.').all(is_label) && last.starts_with(|c: char| c.is_ascii_alphabetic())
    }
}

fn cut(text: &str, at: char) -> (&str, Option<&str>) {
    match text.split_once(at) {
        Some((text, rest)) => (text, Some(rest)),
        None => (text, None),
    }
}

/// Whether a text is a scheme by RFC 3986.
pub fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-'))
}

/// Whether java.net.URI lets every character of a text pass.
pub fn has_legal_characters(text: &str) -> bool {
    let mut rest = text;
    loop {
        let Some(character) = rest.chars().next() else { return true };
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
        let legal = match character {
            '%' => rest.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)),
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => false,
            _ => !character.is_control() && (character.is_ascii() || !character.is_whitespace()),
        };
        if !legal {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_apart() {
        let uri = Uri::new("https://bob:s:e@[::1]:8443/a/b?x=1?#top#2");
        assert_eq!((uri.scheme, uri.path), (Some("https"), "/a/b"));
        assert_eq!((uri.query, uri.fragment), (Some("x=1?"), Some("top#2")));
        let authority = Authority::new(uri.authority.unwrap_or_default());
        let expected = Authority { username: Some("bob"), password: Some("s:e"), host: "[::1]", port: Some("8443") };
        assert_eq!(authority, expected);
        assert_eq!(Uri::new("//h").authority, Some("h"));
        assert_eq!(Uri::new("1a:b").scheme, None);
        assert_eq!(Authority::new("h:").port, None);
        assert_eq!(Authority::new("::1").host, ":");
    }

    #[test]
    fn knows_what_java_takes() {
        let plain = |text| Authority::new(text).has_plain_host();
        assert!(plain("www.example.com.") && plain("10.0.0.1") && plain("[fe80::1%eth0]") && plain("a-b.c"));
        assert!(!plain("my_host") && !plain("1.2.3") && !plain("-a.b") && !plain("") && !plain("[x]"));
        assert!(has_legal_characters("http://h/ü?a=%20b[]") && !has_legal_characters("a b"));
        assert!(!has_legal_characters("%2") && !has_legal_characters("%zz") && !has_legal_characters("a\u{a0}"));
    }
}
