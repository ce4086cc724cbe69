//! Raw records of the Falcon Data Replicator, and what LogScale adds to them when it ingests them: `#event_simpleName` and
//! the other tags, file name and folder, host and user (shapes of the input, sections 1 to 3; the sample of a
//! `ProcessRollup2` there).

use std::sync::Arc;

use bumpalo::Bump;

use super::{HostNames, Role, Source, User};
use crate::event::mapping::{DerivedField, Mapping};

pub(super) static SOURCE: Source = Source {
    name: "fdr",
    summary: "raw records of the Falcon Data Replicator",
    recognise: |sample| {
        let named = sample.has("event_simpleName")
            && sample.has_one(&["aid", "cid", "ImageFileName", "TargetFileName", "ConfigBuild"]);
        let versioned = sample.get("name").is_some_and(|name| simple_name(name).len() < name.len())
            && sample.has_one(&["cid", "ConfigBuild", "ConfigStateHash"]);
        let cloud = sample.has("ExternalApiType") || sample.has_all(&["event_type", "cid", "aid"]);
        !sample.has("#event_simpleName") && (named || versioned || cloud)
    },
    role: Role::Vocabulary(|surroundings| Box::new(Fdr::new(surroundings.names.clone()))),
};

/// A field that is made, by its place in [`FIELDS`].
#[derive(Clone, Copy, Debug)]
enum Made {
    SimpleName,
    Constant(&'static str),
    Copy,
    FileName,
    FilePath,
    ComputerName,
    UserName,
}

/// Inputs of the fields that are parts of a path.
const PATHS: &[&str] = &["event_simpleName", "event_platform", "TargetFileName", "ImageFileName"];

/// Name, inputs, how it is made, whether its value stands in the record.
const FIELDS: &[(&str, &[&str], Made, bool)] = &[
    ("#event_simpleName", &["event_simpleName", "name", "event_type", "ConfigBuild"], Made::SimpleName, true),
    ("#repo", &[], Made::Constant("base_sensor"), false),
    ("#type", &[], Made::Constant("falcon-raw-data"), false),
    ("#cid", &["cid"], Made::Copy, true),
    ("FileName", PATHS, Made::FileName, true),
    ("FilePath", PATHS, Made::FilePath, true),
    ("ComputerName", &["aid"], Made::ComputerName, false),
    ("UserName", &["aid", "AuthenticationId", "UserSid", "UID"], Made::UserName, false),
];

#[derive(Debug)]
struct Fdr {
    fields: Vec<DerivedField>,
    names: Arc<dyn HostNames>,
}

impl Fdr {
    fn new(names: Arc<dyn HostNames>) -> Self {
        let field = |(name, inputs, made, verbatim): &(&'static str, &[&'static str], Made, bool)| DerivedField {
            first_decides: matches!(made, Made::SimpleName),
            constant: if let Made::Constant(text) = made { Some(text) } else { None },
            verbatim: *verbatim,
            from_elsewhere: matches!(made, Made::UserName),
            ..DerivedField::new(name, inputs.to_vec())
        };
        Self { fields: FIELDS.iter().map(field).collect(), names }
    }
}

impl Mapping for Fdr {
    fn name(&self) -> &str {
        SOURCE.name
    }

    fn fields(&self) -> &[DerivedField] {
        &self.fields
    }

    fn derive<'e>(&'e self, field: usize, inputs: &[Option<&'e str>], _arena: &'e Bump) -> Option<&'e str> {
        let input = |place: usize| inputs.get(place).copied().flatten();
        match FIELDS.get(field)?.2 {
            Made::SimpleName => input(0).or_else(|| other_name(input(1), input(2), input(3).is_some())),
            Made::Constant(text) => Some(text),
            Made::Copy => input(0),
            Made::FileName => split_path(path(inputs)?, input(1)).map(|(_, file)| file),
            Made::FilePath => split_path(path(inputs)?, input(1)).map(|(folder, _)| folder),
            Made::ComputerName => self.names.computer(input(0)?),
            Made::UserName => {
                self.names.user(&User { host: input(0)?, session: input(1), sid: input(2), uid: input(3) })
            }
        }
    }

    fn may_hold(&self, field: usize, literal: &str) -> bool {
        may_hold(&*self.names, field, literal)
    }
}

/// See [`Mapping::may_hold`].
fn may_hold(names: &dyn HostNames, field: usize, literal: &str) -> bool {
    match FIELDS.get(field).map(|field| field.2) {
        Some(Made::ComputerName) => names.has_computer(literal),
        _ => true,
    }
}

/// The path that an event is about: the file for events of files, the program for all others.
fn path<'e>(inputs: &[Option<&'e str>]) -> Option<&'e str> {
    let input = |place: usize| inputs.get(place).copied().flatten().filter(|text| !text.is_empty());
    let (name, target, image) = (input(0).unwrap_or(""), input(2), input(3));
    let about_file =
        ["Written", "Renamed", "Deleted", "FileDeleteInfo", "FileOpenInfo"].iter().any(|ending| name.ends_with(ending));
    if about_file { target.or(image) } else { image.or(target) }
}

/// Folder, with the separator at its end, and file name of a path. Windows separates by backslashes, all others by slashes;
/// a path without any has no folder.
pub(super) fn split_path<'e>(path: &'e str, platform: Option<&str>) -> Option<(&'e str, &'e str)> {
    let separator = match platform {
        Some("Win") => '\\',
        Some(_) => '/',
        None if path.contains('\\') => '\\',
        None => '/',
    };
    let start = path.rfind(separator).map_or(0, |place| place + 1);
    let (folder, file) = path.split_at_checked(start)?;
    (!file.is_empty()).then_some((folder, file))
}

/// The name of an event without `event_simpleName`. Those seen come from services beside the sensor, have only the name with
/// a version (or an `event_type`), and no `ConfigBuild`. A sensor always writes `event_simpleName`; its record without one
/// is broken and gets no type (hand-worked case type-5).
fn other_name<'e>(name: Option<&'e str>, event_type: Option<&'e str>, of_sensor: bool) -> Option<&'e str> {
    name.filter(|_| !of_sensor).map(simple_name).or(event_type)
}

/// The name of an event without platform and version: `ProcessRollup2` of `ProcessRollup2LinV6`.
fn simple_name(name: &str) -> &str {
    let versioned = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let Some(bare) = versioned.strip_suffix('V').filter(|_| versioned.len() < name.len()) else { return name };
    ["Mac", "Lin", "Win", "IOS", "Android"].iter().find_map(|platform| bare.strip_suffix(platform)).unwrap_or(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_platform_and_version() {
        assert_eq!(simple_name("ProcessRollup2V19"), "ProcessRollup2");
        assert_eq!(simple_name("ProcessRollup2LinV6"), "ProcessRollup2");
        assert_eq!(simple_name("UserLogonMacV1"), "UserLogon");
        assert_eq!(simple_name("DnsRequest"), "DnsRequest");
        assert_eq!(simple_name("V2"), "");
        assert_eq!(simple_name("ProcessRollup2"), "ProcessRollup2");
    }

    #[test]
    fn paths_split_as_their_platform_does() {
        assert_eq!(split_path(r"\Device\X\a.exe", Some("Win")), Some((r"\Device\X\", "a.exe")));
        assert_eq!(split_path("/usr/bin/x", Some("Lin")), Some(("/usr/bin/", "x")));
        assert_eq!(split_path(r"/tmp/a\b", Some("Lin")), Some(("/tmp/", r"a\b")));
        assert_eq!(split_path(r"C:\a\b", None), Some((r"C:\a\", "b")));
        assert_eq!(split_path("x", Some("Mac")), Some(("", "x")));
        assert_eq!(split_path("/", Some("Mac")), None);
    }
}
