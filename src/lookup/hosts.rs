//! Hosts files as tables: an address, then its names; `#` begins a comment.

use std::sync::Arc;

use super::Table;
use crate::event::Row;
use crate::symbol::FieldName;

impl Table {
    /// The table of a hosts file, with the columns `ip` and `hostname` (the first name of a line; further names are
    /// aliases).
    pub fn from_hosts(text: &str) -> Self {
        let (ip, hostname): (FieldName, FieldName) = (Arc::from("ip"), Arc::from("hostname"));
        let mut rows = Vec::new();
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or("");
            let mut words = line.split_whitespace();
            if let (Some(address), Some(name)) = (words.next(), words.next()) {
                let mut row = Row::new();
                row.push(ip.clone(), address);
                row.push(hostname.clone(), name);
                rows.push(row);
            }
        }
        Self::from_rows(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_aliases_are_left_out() {
        let table = Table::from_hosts("# all\n10.0.0.1\tone one.example # first\n\n::1 six\n10.0.0.9\n");
        assert_eq!(table.len(), 2);
        assert_eq!((table.value(0, 0), table.value(0, 1)), (Some("10.0.0.1"), Some("one")));
        assert_eq!((table.value(1, 0), table.value(1, 1)), (Some("::1"), Some("six")));
    }
}
