//! The workspace: its folders, and the settings that the command line and the editor give.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::{InitializeParams, WorkspaceFolders, WorkspaceFoldersChangeEvent};
use serde::Deserialize;
use serde_json::Value;

use super::uri;
use crate::exec::Settings;
use crate::library::lookups::FileLookups;
use crate::library::saved::FolderQueries;
use crate::value::time::Zone;

/// What the command line says.
#[derive(Clone, Default)]
pub struct Options {
    /// Settings, which the editor's may change.
    pub settings: Settings,
    /// Folders of saved queries.
    pub library: Vec<PathBuf>,
}

/// What the editor says: `initializationOptions`, or the section `offscale` of a changed configuration.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct EditorSettings {
    dialect: Option<Dialect>,
    /// Folders of saved queries; relative ones belong to the first workspace folder.
    library: Option<OneOrMore>,
    /// Folders of lookup files.
    lookups: Option<OneOrMore>,
    /// Lookup files by name.
    lookup: BTreeMap<String, PathBuf>,
    /// Values of query parameters.
    parameters: BTreeMap<String, OneOrMore>,
    timezone: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Dialect {
    Lenient,
    Logscale,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn into_vec(self) -> Vec<String> {
        match self {
            Self::One(text) => vec![text],
            Self::More(texts) => texts,
        }
    }
}

/// The folders and settings that documents are read under.
#[derive(Default)]
pub(super) struct Workspace {
    options: Options,
    editor: EditorSettings,
    folders: Vec<PathBuf>,
    /// The settings of checks.
    pub settings: Settings,
    /// Where saved queries are.
    pub library: FolderQueries,
}

impl Workspace {
    /// The workspace of a client, and what is wrong with its settings.
    pub fn of(params: &InitializeParams, options: Options) -> (Self, Vec<String>) {
        let folders = match &params.workspace_folders_initialize_params.workspace_folders {
            Some(WorkspaceFolders::WorkspaceFolderList(folders)) => {
                folders.iter().filter_map(|folder| uri::to_path(&folder.uri)).collect()
            }
            // Clients from before there were workspace folders.
            #[allow(deprecated)]
            _ => params.root_uri.iter().filter_map(uri::to_path).collect(),
        };
        let mut workspace = Self { options, folders, ..Self::default() };
        let remarks = workspace.configure(params.initialization_options.clone().unwrap_or_default());
        (workspace, remarks)
    }

    /// Takes the editor's settings; what is wrong with them.
    pub fn configure(&mut self, settings: Value) -> Vec<String> {
        let own = settings.get("offscale").cloned().unwrap_or(settings);
        let mut remarks = Vec::new();
        self.editor = if own.is_null() {
            EditorSettings::default()
        } else {
            serde_json::from_value(own).unwrap_or_else(|error| {
                remarks.push(format!("offscale: settings: {error}"));
                EditorSettings::default()
            })
        };
        remarks.extend(self.settle());
        remarks
    }

    /// Takes a change of the workspace folders.
    pub fn change_folders(&mut self, change: &WorkspaceFoldersChangeEvent) {
        let removed: Vec<PathBuf> = change.removed.iter().filter_map(|folder| uri::to_path(&folder.uri)).collect();
        self.folders.retain(|folder| !removed.contains(folder));
        self.folders.extend(change.added.iter().filter_map(|folder| uri::to_path(&folder.uri)));
        self.settle();
    }

    /// Works the settings out from all who have a say: the command line, then the editor.
    fn settle(&mut self) -> Vec<String> {
        let mut remarks = Vec::new();
        let editor = self.editor.clone();
        let folders = |given: Option<OneOrMore>| -> Option<Vec<PathBuf>> {
            Some(given?.into_vec().iter().map(|path| self.absolute(Path::new(path))).collect())
        };
        let mut settings = self.options.settings.clone();
        let library = match folders(editor.library) {
            Some(library) => library,
            None if self.options.library.is_empty() => self.folders.clone(),
            None => self.options.library.clone(),
        };
        if let Some(dialect) = editor.dialect {
            settings.lenient = dialect == Dialect::Lenient;
        }
        let lookups = folders(editor.lookups);
        if lookups.is_some() || !editor.lookup.is_empty() {
            let files = editor.lookup.into_iter().map(|(name, path)| (name, self.absolute(&path))).collect();
            settings.lookups = Arc::new(FileLookups::new(files, lookups.unwrap_or_default()));
        }
        for (name, values) in editor.parameters {
            settings.parameters.insert(name, values.into_vec());
        }
        if let Some(name) = editor.timezone {
            match Zone::named(&name) {
                Some(zone) => settings.zone = zone,
                None => remarks.push(format!("offscale: settings: unknown time zone {name:?}")),
            }
        }
        for folder in library.iter().filter(|folder| !folder.is_dir()) {
            remarks.push(format!("offscale: settings: {}: no such folder", folder.display()));
        }
        self.library = FolderQueries(library);
        settings.library = Arc::new(self.library.clone());
        self.settings = settings;
        remarks
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        self.folders.first().map_or_else(|| path.to_owned(), |folder| folder.join(path))
    }
}
