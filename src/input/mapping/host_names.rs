//! What a vocabulary asks of the rest of the input: the names of hosts and users.

use std::fmt::Debug;

/// The user whose name is wanted.
#[derive(Clone, Copy, Debug)]
pub(in crate::input) struct User<'a> {
    /// The sensor, `aid`.
    pub host: &'a str,
    /// `AuthenticationId`.
    pub session: Option<&'a str>,
    /// `UserSid`.
    pub sid: Option<&'a str>,
    /// `UID`, on Linux and macOS.
    pub uid: Option<&'a str>,
}

/// Hosts and users that are known.
pub(in crate::input) trait HostNames: Debug + Send + Sync {
    /// The name of the host with this sensor.
    fn computer(&self, aid: &str) -> Option<&str>;

    /// Whether the name of any host holds this text, in any case.
    fn has_computer(&self, text: &str) -> bool;

    /// The name of a user: of the same session on the same host, else of the same account there, else of the account.
    fn user(&self, user: &User<'_>) -> Option<&str>;
}

/// Knows nobody.
#[derive(Clone, Copy, Debug)]
pub(in crate::input) struct Nobody;

impl HostNames for Nobody {
    fn computer(&self, _aid: &str) -> Option<&str> {
        None
    }

    fn has_computer(&self, _text: &str) -> bool {
        false
    }

    fn user(&self, _user: &User<'_>) -> Option<&str> {
        None
    }
}
