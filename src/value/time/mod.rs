//! (being written)

/// Reads the time field of a record: epoch milliseconds.
pub fn event_time(_text: &str) -> Option<i64> {
    None
}
/// x
#[derive(Clone)]
pub struct Zone;
impl Zone {
    /// x
    pub fn utc() -> Self {
        Self
    }
    /// x
    pub fn named(_t: &str) -> Option<Self> {
        None
    }
}
/// x
pub fn parse_duration(_t: &str) -> Option<i64> {
    None
}
/// x
pub fn parse_point(_t: &str, _now: i64, _z: &Zone) -> Result<i64, String> {
    Err(String::new())
}
