//! Where addresses are: what `ipLocation` and `asn` ask a database of the user's for.

use core::net::IpAddr;

/// What a database knows of an address's place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// Two letters, ISO 3166.
    pub country: Option<String>,
    /// The English name.
    pub city: Option<String>,
    /// Decimal degrees.
    pub latitude: Option<f64>,
    /// Decimal degrees.
    pub longitude: Option<f64>,
}

/// The network that an address belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// The autonomous system number.
    pub number: Option<u32>,
    /// The organisation behind it.
    pub organization: Option<String>,
}

/// Databases of places and networks.
pub trait Geography: Send + Sync {
    /// Whether places can be looked up at all.
    fn has_places(&self) -> bool;

    /// Whether networks can be looked up at all.
    fn has_networks(&self) -> bool;

    /// The place of an address.
    fn place(&self, address: IpAddr) -> Option<Place>;

    /// The network of an address.
    fn network(&self, address: IpAddr) -> Option<Network>;
}
