//! The inventories beside the events of a Falcon Data Replicator bucket: hosts, users, applications (shapes of the input,
//! section 2). They are told by the folder that they lie in, or by their keys.

use std::path::Path;

use super::{Role, Source};

/// Which inventory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::input) enum Inventory {
    /// Hosts with a sensor: `ComputerName` by `aid`.
    AidMaster,
    /// Users: `UserName` by `UserSid_readable`.
    UserInfo,
    /// Hosts without a sensor.
    NotManaged,
    /// Network interfaces of hosts with a sensor.
    ManagedAssets,
    /// Applications.
    AppInfo,
}

impl Inventory {
    const ALL: [Self; 5] = [Self::AidMaster, Self::UserInfo, Self::NotManaged, Self::ManagedAssets, Self::AppInfo];

    /// The name of its folder in a bucket.
    pub fn name(self) -> &'static str {
        match self {
            Self::AidMaster => "aidmaster",
            Self::UserInfo => "userinfo",
            Self::NotManaged => "notmanaged",
            Self::ManagedAssets => "managedassets",
            Self::AppInfo => "appinfo",
        }
    }

    /// The inventory whose folder is on this path, such as `fdrv2/aidmaster/2025/part-00000.gz`; or whose name a file has.
    pub fn of_path(path: &Path) -> Option<Self> {
        path.components().find_map(|component| {
            let stem = component.as_os_str().to_str()?.split('.').next()?;
            // Consumers of the newer replicator put its name in front.
            let stem = stem.strip_prefix("fdrv2-").or_else(|| stem.strip_prefix("fdr-")).unwrap_or(stem);
            Self::ALL.into_iter().find(|inventory| stem.eq_ignore_ascii_case(inventory.name()))
        })
    }
}

pub(super) static AIDMASTER: Source = Source {
    name: "aidmaster",
    summary: "FDR's inventory of hosts with a sensor",
    recognise: |sample| {
        !has_event_name(sample)
            && (sample.has_all(&["aid", "AgentVersion", "FirstSeen"])
                || sample.has_all(&["aid", "ComputerName", "ProductType"]))
    },
    role: Role::Inventory(Inventory::AidMaster),
};

pub(super) static USERINFO: Source = Source {
    name: "userinfo",
    summary: "FDR's inventory of users",
    recognise: |sample| {
        !has_event_name(sample)
            && sample.has("UserSid_readable")
            && sample.has_one(&["UserName", "User", "AccountType"])
    },
    role: Role::Inventory(Inventory::UserInfo),
};

pub(super) static NOTMANAGED: Source = Source {
    name: "notmanaged",
    summary: "FDR's inventory of hosts without a sensor",
    recognise: |sample| !has_event_name(sample) && sample.has_one(&["discoverer_aid", "discovererCount"]),
    role: Role::Inventory(Inventory::NotManaged),
};

pub(super) static MANAGEDASSETS: Source = Source {
    name: "managedassets",
    summary: "FDR's inventory of network interfaces",
    recognise: |sample| {
        !has_event_name(sample) && sample.has_all(&["aid", "MAC"]) && sample.has_one(&["GatewayIP", "InterfaceAlias"])
    },
    role: Role::Inventory(Inventory::ManagedAssets),
};

pub(super) static APPINFO: Source = Source {
    name: "appinfo",
    summary: "FDR's inventory of applications",
    recognise: |sample| {
        !has_event_name(sample)
            && sample.has("SHA256HashData")
            && sample.has_one(&["detectioncount", "ProductName"])
            && sample.has_one(&["FileName", "CompanyName"])
            && sample.has("_time")
    },
    role: Role::Inventory(Inventory::AppInfo),
};

fn has_event_name(sample: &super::Sample<'_>) -> bool {
    sample.has_one(&["event_simpleName", "#event_simpleName", "name", "EventType"])
}
