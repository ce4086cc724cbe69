//! Sets of IP subnets, searched by binary search over merged ranges.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;

/// Subnets of IPv4 and IPv6, apart: an address is never in a subnet of the other kind (functions-cidr.html).
#[derive(Clone, Debug, Default)]
pub struct Subnets {
    v4: Vec<(u32, u32)>,
    v6: Vec<(u128, u128)>,
}

impl Subnets {
    /// Adds a subnet such as `10.0.0.0/8`, or one address; false when the text is neither. Call [`Subnets::finish`]
    /// after the last one.
    pub fn add(&mut self, text: &str) -> bool {
        let Some(subnet) = parse_subnet(text) else { return false };
        match subnet {
            IpNet::V4(subnet) => self.v4.push((subnet.network().to_bits(), subnet.broadcast().to_bits())),
            IpNet::V6(subnet) => self.v6.push((subnet.network().to_bits(), subnet.broadcast().to_bits())),
        }
        true
    }

    /// Sorts and merges, so that [`Subnets::contain`] can search.
    pub fn finish(&mut self) {
        merge(&mut self.v4);
        merge(&mut self.v6);
    }

    /// Whether the text is an address in one of the subnets.
    pub fn contain(&self, address: &str) -> bool {
        // An address begins with a digit, a letter of the hexadecimal ones or a colon; words leave at once.
        if !address.as_bytes().first().is_some_and(|byte| byte.is_ascii_hexdigit() || *byte == b':') {
            return false;
        }
        if let Ok(address) = address.parse::<Ipv4Addr>() {
            return has(&self.v4, address.to_bits());
        }
        !self.v6.is_empty() && address.parse::<Ipv6Addr>().is_ok_and(|address| has(&self.v6, address.to_bits()))
    }
}

/// A subnet, or an address as the subnet of itself alone.
pub fn parse_subnet(text: &str) -> Option<IpNet> {
    match text.parse::<IpNet>() {
        Ok(subnet) => Some(subnet),
        Err(_) => text.parse::<IpAddr>().ok().map(IpNet::from),
    }
}

fn merge<T: Ord + Copy>(ranges: &mut Vec<(T, T)>) {
    ranges.sort_unstable();
    // Subnets lie apart or one within the other, so only the end needs a look.
    ranges.dedup_by(|later, kept| {
        let within = later.0 <= kept.1;
        if within {
            kept.1 = kept.1.max(later.1);
        }
        within
    });
}

fn has<T: Ord + Copy>(ranges: &[(T, T)], address: T) -> bool {
    let behind = ranges.partition_point(|(first, _)| *first <= address);
    behind.checked_sub(1).and_then(|place| ranges.get(place)).is_some_and(|(_, last)| address <= *last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subnets(texts: &[&str]) -> Subnets {
        let mut subnets = Subnets::default();
        for text in texts {
            assert!(subnets.add(text), "{text}");
        }
        subnets.finish();
        subnets
    }

    #[test]
    fn finds_addresses() {
        let subnets = subnets(&["10.0.0.0/8", "10.1.0.0/16", "192.0.2.7", "2001:db8::/32", "10.0.0.0/24"]);
        for inside in ["10.0.0.0", "10.255.255.255", "10.200.1.1", "192.0.2.7", "2001:db8::1", "2001:db8:ffff::"] {
            assert!(subnets.contain(inside), "{inside}");
        }
        for outside in
            ["9.255.255.255", "11.0.0.0", "192.0.2.8", "2001:db9::", "::ffff:10.0.0.1", "", "x", "10.0.0", " 10.0.0.1"]
        {
            assert!(!subnets.contain(outside), "{outside}");
        }
    }

    #[test]
    fn covers_everything() {
        let subnets = subnets(&["0.0.0.0/0"]);
        assert!(subnets.contain("255.255.255.255"));
        assert!(!subnets.contain("::1"));
        assert!(!Subnets::default().add("10.0.0.0/33"));
    }
}
