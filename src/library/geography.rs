//! The user's own MaxMind databases (GeoLite2/GeoIP2 City and ASN), read from files.

use std::net::IpAddr;
use std::path::Path;

use maxminddb::Reader;
use serde::Deserialize;

use crate::exec::geography::{Geography, Network, Place};

/// Databases held in memory.
#[derive(Default)]
pub struct Databases {
    places: Vec<Reader<Vec<u8>>>,
    networks: Vec<Reader<Vec<u8>>>,
}

#[derive(Deserialize)]
struct CityRecord<'r> {
    #[serde(borrow, default)]
    country: CountryRecord<'r>,
    #[serde(borrow, default)]
    city: NamedRecord<'r>,
    #[serde(default)]
    location: LocationRecord,
}

#[derive(Default, Deserialize)]
struct CountryRecord<'r> {
    #[serde(borrow, default)]
    iso_code: Option<&'r str>,
}

#[derive(Default, Deserialize)]
struct NamedRecord<'r> {
    #[serde(borrow, default)]
    names: NamesRecord<'r>,
}

#[derive(Default, Deserialize)]
struct NamesRecord<'r> {
    #[serde(borrow, default)]
    en: Option<&'r str>,
}

#[derive(Default, Deserialize)]
struct LocationRecord {
    #[serde(default)]
    latitude: Option<f64>,
    #[serde(default)]
    longitude: Option<f64>,
}

#[derive(Deserialize)]
struct NetworkRecord<'r> {
    #[serde(default)]
    autonomous_system_number: Option<u32>,
    #[serde(borrow, default)]
    autonomous_system_organization: Option<&'r str>,
}

impl Databases {
    /// Adds a database file; its own type says whether it holds places or networks.
    ///
    /// # Errors
    /// When it cannot be read or is no such database.
    pub fn add(&mut self, path: &Path) -> Result<(), String> {
        let reader =
            Reader::open_readfile(path).map_err(|error| format!("{}: no MaxMind database: {error}", path.display()))?;
        let kind = reader.metadata().database_type.to_uppercase();
        if kind.contains("ASN") || kind.contains("ISP") {
            self.networks.push(reader);
        } else {
            self.places.push(reader);
        }
        Ok(())
    }
}

impl Geography for Databases {
    fn has_places(&self) -> bool {
        !self.places.is_empty()
    }

    fn has_networks(&self) -> bool {
        !self.networks.is_empty()
    }

    fn place(&self, address: IpAddr) -> Option<Place> {
        self.places.iter().find_map(|reader| {
            let record: CityRecord<'_> = reader.lookup(address).ok()?.decode().ok()??;
            Some(Place {
                country: record.country.iso_code.map(str::to_owned),
                city: record.city.names.en.map(str::to_owned),
                latitude: record.location.latitude,
                longitude: record.location.longitude,
            })
        })
    }

    fn network(&self, address: IpAddr) -> Option<Network> {
        self.networks.iter().find_map(|reader| {
            let record: NetworkRecord<'_> = reader.lookup(address).ok()?.decode().ok()??;
            Some(Network {
                number: record.autonomous_system_number,
                organization: record.autonomous_system_organization.map(str::to_owned),
            })
        })
    }
}
