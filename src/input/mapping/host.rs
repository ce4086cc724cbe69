//! Hosts that have no sensor: their names in Falcon's form, and what stands for the id of a sensor.

use bumpalo::Bump;
use md5::{Digest, Md5};

/// The name of a host without its domain, as Falcon has it.
pub fn short_name(name: &str) -> Option<&str> {
    if name.parse::<std::net::IpAddr>().is_ok() {
        return Some(name);
    }
    name.split('.').next().filter(|name| !name.is_empty())
}

/// What stands for the sensor's id, `aid`: 32 hexadecimal digits that are the same for the same host, so that queries can
/// join and group by it.
pub fn id<'e>(name: &str, arena: &'e Bump) -> Option<&'e str> {
    let digest = Md5::digest(short_name(name)?.to_ascii_lowercase().as_bytes());
    let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Some(arena.alloc_str(&digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_has_one_id_under_all_its_names() {
        let arena = Bump::new();
        assert_eq!(id("DC.theshire.local", &arena), id("dc", &arena));
        assert_ne!(id("dc1", &arena), id("dc2", &arena));
        assert_eq!(short_name("10.1.2.3"), Some("10.1.2.3"));
        assert_eq!(id("", &arena), None);
    }
}
