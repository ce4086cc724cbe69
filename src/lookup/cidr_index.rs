//! Look-up of an address among subnets: the most specific one first (functions-match.html, mode=cidr).

use core::net::IpAddr;
use std::collections::BTreeMap;

use hashbrown::HashMap;
use ipnet::IpNet;

use super::Table;

/// Rows of a table by the subnet in one column.
#[derive(Debug, Default)]
pub struct CidrIndex {
    v4: Subnets,
    v6: Subnets,
}

/// The rows of each network.
type Networks = HashMap<u128, Vec<u32>, foldhash::fast::FixedState>;

/// For each prefix length, the longest first, the rows by network.
type Subnets = Vec<(u8, Networks)>;

impl CidrIndex {
    /// The index of a column; values that are neither subnet nor address are left out.
    pub fn new(table: &Table, column: usize) -> Self {
        let mut lengths: [BTreeMap<u8, Networks>; 2] = Default::default();
        for row in 0..u32::try_from(table.len()).unwrap_or(u32::MAX) {
            let Some(subnet) = table.value(row as usize, column).and_then(parse) else { continue };
            let [v4, v6] = &mut lengths;
            let family = if subnet.addr().is_ipv4() { v4 } else { v6 };
            let networks = family.entry(subnet.prefix_len()).or_default();
            networks.entry(bits(subnet.network())).or_default().push(row);
        }
        let [v4, v6] = lengths.map(|lengths| lengths.into_iter().rev().collect());
        Self { v4, v6 }
    }

    /// The rows whose subnet holds the address: those of the most specific subnet first, among equals the last row first.
    pub fn find<'i>(&'i self, address: &str) -> impl Iterator<Item = usize> + 'i {
        let address = address.parse::<IpAddr>().ok().map(|address| address.to_canonical());
        let (subnets, width): (&[_], u8) = match address {
            Some(IpAddr::V4(_)) => (&self.v4, 32),
            Some(IpAddr::V6(_)) => (&self.v6, 128),
            None => (&[], 0),
        };
        let address = address.map_or(0, bits);
        subnets.iter().flat_map(move |(length, networks)| {
            let network = match u32::from(width - length) {
                128.. => 0,
                host => (address >> host) << host,
            };
            networks.get(&network).into_iter().flatten().rev().map(|row| *row as usize)
        })
    }
}

/// A subnet, or an address as the subnet of itself.
fn parse(text: &str) -> Option<IpNet> {
    let subnet: IpNet = match text.parse::<IpNet>() {
        Ok(subnet) => subnet,
        Err(_) => text.parse::<IpAddr>().ok()?.to_canonical().into(),
    };
    match subnet {
        // An address written in the IPv6 form of IPv4 is looked up as IPv4.
        IpNet::V6(v6) if v6.prefix_len() >= 96 => match v6.addr().to_ipv4_mapped() {
            Some(v4) => IpNet::new(v4.into(), v6.prefix_len() - 96).ok(),
            None => Some(subnet),
        },
        _ => Some(subnet),
    }
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u128::from(u32::from(address)),
        IpAddr::V6(address) => u128::from(address),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str, address: &str) -> Vec<usize> {
        CidrIndex::new(&Table::from_csv(text), 0).find(address).collect()
    }

    #[test]
    fn the_most_specific_subnet_comes_first() {
        let text = "net\n10.0.0.0/8\n10.1.0.0/16\n0.0.0.0/0\n10.1.2.3\n10.1.9.9/16\n";
        assert_eq!(find(text, "10.1.2.3"), [3, 4, 1, 0, 2]);
        assert_eq!(find(text, "10.9.9.9"), [0, 2]);
        assert_eq!(find(text, "::1"), [0usize; 0]);
        assert_eq!(find(text, "not an address"), [0usize; 0]);
    }

    #[test]
    fn both_families_are_known() {
        let text = "net\n2001:db8::/32\n::/0\nnonsense\n192.0.2.0/24\n";
        assert_eq!(find(text, "2001:db8::1"), [0, 1]);
        assert_eq!(find(text, "::ffff:192.0.2.7"), [3]);
        assert_eq!(find(text, "2001:DB8:0:0::1"), [0, 1]);
    }
}
