//! (being written)

/// Reads the time field of a record: epoch milliseconds.
pub fn event_time(_text: &str) -> Option<i64> {
    None
}
