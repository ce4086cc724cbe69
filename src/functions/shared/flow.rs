//! Network flows and their Community ID, version 1 (github.com/corelight/community-id-spec).

use core::net::IpAddr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bumpalo::Bump;
use bumpalo::collections::String as ArenaString;
use sha1::{Digest, Sha1};

const ICMP: u8 = 1;
const ICMP_V6: u8 = 58;

/// IANA protocol numbers by keyword.
const PROTOCOLS: [(&str, u8); 30] = [
    ("hopopt", 0),
    ("icmp", ICMP),
    ("igmp", 2),
    ("ggp", 3),
    ("ipv4", 4),
    ("ipip", 4),
    ("st", 5),
    ("tcp", 6),
    ("egp", 8),
    ("igp", 9),
    ("udp", 17),
    ("rdp", 27),
    ("dccp", 33),
    ("ipv6", 41),
    ("rsvp", 46),
    ("gre", 47),
    ("esp", 50),
    ("ah", 51),
    ("ipv6-icmp", ICMP_V6),
    ("icmpv6", ICMP_V6),
    ("icmp6", ICMP_V6),
    ("eigrp", 88),
    ("ospfigp", 89),
    ("ospf", 89),
    ("pim", 103),
    ("ipcomp", 108),
    ("vrrp", 112),
    ("l2tp", 115),
    ("sctp", 132),
    ("udplite", 136),
];

/// ICMP types and the types that answer them.
const ANSWERS: [(u8, u8); 5] = [(8, 0), (10, 9), (13, 14), (15, 16), (17, 18)];
/// The same for ICMPv6.
const ANSWERS_V6: [(u8, u8); 6] = [(128, 129), (130, 131), (133, 134), (135, 136), (139, 140), (144, 145)];

/// The number of a protocol given as number or keyword, in any case.
pub fn protocol(text: &str) -> Option<u8> {
    let keyword = || PROTOCOLS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)).map(|(_, number)| *number);
    text.parse().ok().or_else(keyword)
}

/// What a Community ID is made of.
pub struct Flow {
    source: IpAddr,
    destination: IpAddr,
    protocol: u8,
    ports: Option<(u16, u16)>,
    /// The direction counts: an ICMP type that nothing answers.
    one_way: bool,
}

impl Flow {
    /// A flow without ports; none between addresses of different kinds.
    pub fn new(source: IpAddr, destination: IpAddr, protocol: u8) -> Option<Self> {
        let same = source.is_ipv4() == destination.is_ipv4();
        same.then_some(Self { source, destination, protocol, ports: None, one_way: false })
    }

    /// Whether it is ICMP or ICMPv6.
    pub fn is_icmp(&self) -> bool {
        matches!(self.protocol, ICMP | ICMP_V6)
    }

    /// Sets the ports.
    pub fn set_ports(&mut self, source: u16, destination: u16) {
        self.ports = Some((source, destination));
    }

    /// Sets the type and code of ICMP, which stand in for ports: a type and the one that answers it are both ends of one
    /// flow; of others the code is the second port, and the direction counts.
    pub fn set_icmp(&mut self, kind: u8, code: u8) {
        let answers: &[(u8, u8)] = if self.protocol == ICMP { &ANSWERS } else { &ANSWERS_V6 };
        let other = answers.iter().find_map(|(ask, answer)| match kind {
            kind if kind == *ask => Some(*answer),
            kind if kind == *answer => Some(*ask),
            _ => None,
        });
        self.one_way = other.is_none();
        self.ports = Some((kind.into(), other.unwrap_or(code).into()));
    }

    /// `1:` and the Base64 of a SHA-1.
    pub fn community_id<'e>(&self, seed: u16, arena: &'e Bump) -> &'e str {
        let (source_port, destination_port) = self.ports.unwrap_or_default();
        let mut ends = [(self.source, source_port), (self.destination, destination_port)];
        if !self.one_way {
            ends.sort_unstable();
        }
        let mut digest = Sha1::new().chain_update(seed.to_be_bytes());
        for (address, _) in ends {
            match address {
                IpAddr::V4(address) => digest.update(address.octets()),
                IpAddr::V6(address) => digest.update(address.octets()),
            }
        }
        digest.update([self.protocol, 0]);
        if self.ports.is_some() {
            ends.iter().for_each(|(_, port)| digest.update(port.to_be_bytes()));
        }
        let mut bytes = [0; 28];
        // 20 bytes make 28 characters.
        let written = STANDARD.encode_slice(digest.finalize(), &mut bytes).unwrap_or(0);
        let encoded = bytes.get(..written).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
        let mut id = ArenaString::with_capacity_in(30, arena);
        id.push_str("1:");
        id.push_str(encoded);
        id.into_bump_str()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn id(source: &str, destination: &str, protocol: u8, set: impl Fn(&mut Flow)) -> String {
        let mut flow = Flow::new(source.parse().unwrap(), destination.parse().unwrap(), protocol).unwrap();
        set(&mut flow);
        flow.community_id(0, &Bump::new()).to_owned()
    }

    #[test]
    fn vectors_of_the_specification() {
        assert_eq!(
            id("128.232.110.120", "66.35.250.204", 6, |f| f.set_ports(34855, 80)),
            "1:LQU9qZlK+B5F3KDmev6m5PMibrg="
        );
        assert_eq!(
            id("66.35.250.204", "128.232.110.120", 6, |f| f.set_ports(80, 34855)),
            "1:LQU9qZlK+B5F3KDmev6m5PMibrg="
        );
        assert_eq!(id("192.168.0.89", "192.168.0.1", 1, |f| f.set_icmp(8, 0)), "1:X0snYXpgwiv9TZtqg64sgzUn6Dk=");
        assert_eq!(id("192.168.0.1", "192.168.0.89", 1, |f| f.set_icmp(0, 0)), "1:X0snYXpgwiv9TZtqg64sgzUn6Dk=");
    }

    #[test]
    fn keeps_the_direction_of_what_nothing_answers() {
        let there = id("192.168.0.1", "192.168.0.2", 1, |f| f.set_icmp(3, 1));
        let back = id("192.168.0.2", "192.168.0.1", 1, |f| f.set_icmp(3, 1));
        assert_ne!(there, back);
        let source = "10.0.0.1".parse().unwrap();
        assert!(Flow::new(source, "::1".parse().unwrap(), 6).is_none());
        assert_eq!((protocol("TCP"), protocol("58"), protocol("256")), (Some(6), Some(58), None));
    }
}
