//! Finds the specs in a folder.

use std::fs;
use std::path::{Path, PathBuf};

/// The location of a spec.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Document {
    pub name: String,
    pub path: PathBuf,
    /// The folder with every file of the spec.
    pub folder: PathBuf,
}

/// The specs in a folder, sorted by name: files, and the root documents of subfolders.
pub fn below(folder: &Path) -> Vec<Document> {
    let mut found = Vec::new();
    for path in entries(folder) {
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            let root = root_of(&path);
            found.extend(root.map(|root| Document {
                name,
                path: root,
                folder: path,
            }));
        } else if is_description(&path) {
            let folder = folder.to_owned();
            found.push(Document { name, path, folder });
        }
    }
    found.sort();
    found
}

/// The first file with an OpenAPI version; outer folders are searched first.
fn root_of(folder: &Path) -> Option<PathBuf> {
    let entries = entries(folder);
    let file = entries
        .iter()
        .find(|path| path.is_file() && is_description(path));
    let folders = || entries.iter().filter(|path| path.is_dir());
    file.cloned()
        .or_else(|| folders().find_map(|folder| root_of(folder)))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut entries: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    entries.sort();
    entries
}

fn is_description(path: &Path) -> bool {
    let is_text = path.extension().is_some_and(|extension| {
        ["yaml", "yml", "json"]
            .iter()
            .any(|known| extension == *known)
    });
    let names_version = |text: &str| {
        let named = |line: &str| line.starts_with("openapi") || line.starts_with("swagger");
        let mut lines = text
            .lines()
            .map(|line| line.trim_start_matches(['"', '\'']));
        // JSON may be on a single line.
        lines.any(named) || text.contains("\"openapi\"") || text.contains("\"swagger\"")
    };
    is_text && fs::read_to_string(path).is_ok_and(|text| names_version(&text))
}
