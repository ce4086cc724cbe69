//! How much memory the process holds, and how much the machine can spare.

/// Bytes of memory that can be kept where the system does not tell how many are free.
const UNKNOWN: u64 = 1 << 30;

/// Memory that the process holds now, in bytes; 0 where the system does not tell.
pub(super) fn resident_bytes() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: u64 = statm.split_whitespace().nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0);
    pages * 4096
}

/// How many bytes an interactive session may keep of its input: half of what it may have, or else of what is free.
pub(super) fn keepable_bytes(limit: Option<u64>) -> u64 {
    limit.or_else(available_bytes).unwrap_or(UNKNOWN) / 2
}

fn available_bytes() -> Option<u64> {
    let facts = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = facts.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kibibytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_decides_over_what_is_free() {
        assert_eq!(keepable_bytes(Some(1000)), 500);
        assert!(keepable_bytes(None) > 1 << 20);
    }
}
