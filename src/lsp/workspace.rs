//! The workspace: its folders, and the settings that the editor, the command line and `offscale.toml` give.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::{InitializeParams, Uri, WorkspaceFolders, WorkspaceFoldersChangeEvent};
use serde::Deserialize;
use serde_json::Value;

use super::ground::Ground;
use super::uri;
use crate::config::Config;
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
    /// Whether the dialect was chosen there.
    pub dialect_given: bool,
    /// Whether lookup files were named there.
    pub lookups_given: bool,
}

/// What the editor says: `initializationOptions`, or the section `offscale` of a changed configuration.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct EditorSettings {
    dialect: Option<Dialect>,
    /// Folders of saved queries.
    library: Option<OneOrMore>,
    /// Folders of lookup files.
    lookups: Option<OneOrMore>,
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
    fn to_vec(&self) -> Vec<String> {
        match self {
            Self::One(text) => vec![text.clone()],
            Self::More(texts) => texts.clone(),
        }
    }
}

/// The folders and settings that documents are read under.
#[derive(Default)]
pub(super) struct Workspace {
    options: Options,
    editor: EditorSettings,
    folders: Vec<PathBuf>,
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
        let read = if own.is_null() { Ok(EditorSettings::default()) } else { serde_json::from_value(own) };
        let mut remarks = Vec::new();
        self.editor = read.unwrap_or_else(|error| {
            remarks.push(format!("offscale: settings: {error}"));
            EditorSettings::default()
        });
        if let Some(name) = self.editor.timezone.take_if(|name| Zone::named(name).is_none()) {
            remarks.push(format!("offscale: settings: unknown time zone {name:?}"));
        }
        for folder in self.given(&self.editor.library).into_iter().chain(self.given(&self.editor.lookups)).flatten() {
            if !folder.is_dir() {
                remarks.push(format!("offscale: settings: {}: no such folder", folder.display()));
            }
        }
        remarks
    }

    /// Takes a change of the workspace folders.
    pub fn change_folders(&mut self, change: &WorkspaceFoldersChangeEvent) {
        let removed: Vec<PathBuf> = change.removed.iter().filter_map(|folder| uri::to_path(&folder.uri)).collect();
        self.folders.retain(|folder| !removed.contains(folder));
        self.folders.extend(change.added.iter().filter_map(|folder| uri::to_path(&folder.uri)));
    }

    /// What holds for a document, and what is wrong with the settings file of its folder. The editor goes before the
    /// command line, and the command line before the file.
    pub fn ground(&self, document: &Uri) -> (Ground, Option<String>) {
        let path = uri::to_path(document);
        let folder = path.as_deref().and_then(Path::parent).or(self.folders.first().map(PathBuf::as_path));
        let (config, remark) = match folder.map_or_else(|| Ok(Config::default()), Config::of_folder) {
            Ok(config) => (config, None),
            Err(wrong) => (Config::default(), Some(format!("offscale: {wrong}"))),
        };
        let mut settings = self.options.settings.clone();
        let official = self.editor.dialect.map(|dialect| dialect == Dialect::Logscale);
        match (official, self.options.dialect_given) {
            (Some(official), _) => settings.lenient = !official,
            (None, true) => {}
            (None, false) => settings.lenient = !config.check.official.unwrap_or(false),
        }
        let library = match self.given(&self.editor.library) {
            Some(library) => library,
            None if !self.options.library.is_empty() => self.options.library.clone(),
            None if !config.library.paths.is_empty() => config.library.paths.clone(),
            None => self.folders.clone(),
        };
        let lookups = match self.given(&self.editor.lookups) {
            None if !self.options.lookups_given => Some(config.library.lookups.clone()),
            given => given,
        };
        if let Some(lookups) = lookups.filter(|lookups| !lookups.is_empty()) {
            settings.lookups = Arc::new(FileLookups::new(BTreeMap::new(), lookups));
        }
        for (name, values) in &self.editor.parameters {
            settings.parameters.insert(name.clone(), values.to_vec());
        }
        if let Some(zone) = self.editor.timezone.as_deref().and_then(Zone::named) {
            settings.zone = zone;
        }
        let library = Arc::new(FolderQueries::new(library));
        settings.library = library.clone();
        let selection = config.check.selection(&[]);
        (Ground { settings, library, selection, deny_warnings: config.check.deny_warnings }, remark)
    }

    /// Folders that the editor gives; relative ones belong to the first workspace folder.
    fn given(&self, paths: &Option<OneOrMore>) -> Option<Vec<PathBuf>> {
        let paths = paths.as_ref()?.to_vec();
        let base = self.folders.first();
        Some(paths.iter().map(|path| base.map_or_else(|| PathBuf::from(path), |base| base.join(path))).collect())
    }
}
