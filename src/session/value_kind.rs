//! What kind of values a field has.

use crate::value::{number, time};

/// The kind of a value, or of all values of a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ValueKind {
    /// No value, or empty ones only.
    #[default]
    Empty,
    /// Whole numbers.
    Integer,
    /// Numbers with decimals, or both.
    Decimal,
    /// Points in time: dates, and epoch milliseconds of this century.
    Time,
    /// `true` and `false`.
    Boolean,
    /// IP addresses.
    Address,
    /// Anything else.
    Text,
}

impl ValueKind {
    /// The kind of one value.
    pub fn of(value: &str) -> Self {
        let Some(first) = value.bytes().next() else { return Self::Empty };
        if value.len() <= 40 && (first.is_ascii_digit() || matches!(first, b'-' | b'+' | b'.')) {
            if value.bytes().all(|byte| byte.is_ascii_digit()) {
                let is_time = value.len() == 13 && matches!(first, b'1' | b'2');
                return if is_time { Self::Time } else { Self::Integer };
            }
            if let Some(number) = number::parse(value) {
                return if number.as_whole().is_some() { Self::Integer } else { Self::Decimal };
            }
            if value.contains(['-', '/']) && time::event_time(value).is_some() {
                return Self::Time;
            }
        }
        if matches!(value, "true" | "false") {
            return Self::Boolean;
        }
        let may_be_address = value.len() <= 45 && (first.is_ascii_hexdigit() || first == b':');
        if may_be_address && value.contains(['.', ':']) && value.parse::<std::net::IpAddr>().is_ok() {
            return Self::Address;
        }
        Self::Text
    }

    /// The kind of values of both kinds.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Empty, other) => other,
            (kind, Self::Empty) => kind,
            (kind, other) if kind == other => kind,
            (Self::Integer | Self::Decimal, Self::Integer | Self::Decimal) => Self::Decimal,
            _ => Self::Text,
        }
    }

    /// A word for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Time => "time",
            Self::Boolean => "boolean",
            Self::Address => "address",
            Self::Text => "text",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_values() {
        let kinds = [
            ("", ValueKind::Empty),
            ("5012", ValueKind::Integer),
            ("-4", ValueKind::Integer),
            ("1713805173.321", ValueKind::Decimal),
            ("1713805173321", ValueKind::Time),
            ("2025-11-24T13:20:00Z", ValueKind::Time),
            ("true", ValueKind::Boolean),
            ("10.0.0.1", ValueKind::Address),
            ("fe80::1", ValueKind::Address),
            ("abc", ValueKind::Text),
            ("1.2.3", ValueKind::Text),
        ];
        for (value, kind) in kinds {
            assert_eq!(ValueKind::of(value), kind, "{value}");
        }
    }

    #[test]
    fn kinds_join() {
        assert_eq!(ValueKind::Integer.with(ValueKind::Decimal), ValueKind::Decimal);
        assert_eq!(ValueKind::Empty.with(ValueKind::Address), ValueKind::Address);
        assert_eq!(ValueKind::Integer.with(ValueKind::Text), ValueKind::Text);
    }
}
