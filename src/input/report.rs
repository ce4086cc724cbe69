//! What the passes over an input recognised and mapped, for people.

use super::InputFile;
use super::directory::Directory;

/// Files with the same sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappedFiles {
    /// The sources, the outermost first.
    pub sources: Vec<&'static str>,
    /// The first of the files.
    pub first: String,
    /// How many they are.
    pub count: usize,
    /// Whether records are changed or get fields.
    pub changes: bool,
}

/// What was recognised and mapped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MappingReport {
    /// Files whose source was recognised, in the order of the input.
    pub files: Vec<MappedFiles>,
    /// Inventories that are not read as events, by name, with the number of their files.
    pub inventories: Vec<(&'static str, usize)>,
    /// Hosts whose name is known; `None` when no event needed one.
    pub computers: Option<usize>,
    /// Sessions and accounts whose user is known; `None` when no event needed one.
    pub users: Option<usize>,
}

impl MappingReport {
    pub(super) fn of(files: &[InputFile], directory: &Directory) -> Self {
        let mut report =
            Self { computers: directory.known_computers(), users: directory.known_users(), ..Self::default() };
        for file in files {
            if let (true, Some(inventory)) = (file.is_lookup(), file.inventory()) {
                match report.inventories.iter_mut().find(|(name, _)| *name == inventory.name()) {
                    Some((_, count)) => *count += 1,
                    None => report.inventories.push((inventory.name(), 1)),
                }
                continue;
            }
            let Some(shape) = file.shape.get().filter(|shape| !shape.names.is_empty()) else { continue };
            match report.files.iter_mut().find(|same| same.sources == shape.names) {
                Some(same) => same.count += 1,
                None => report.files.push(MappedFiles {
                    sources: shape.names.clone(),
                    first: file.name.clone(),
                    count: 1,
                    changes: shape.changes(),
                }),
            }
        }
        report
    }
}
