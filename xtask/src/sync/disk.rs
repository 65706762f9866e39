//! Reads and writes the folders of a crate.
//!
//! A file is written under a temporary name and then renamed: after an interruption, every file is
//! either old or new. The next run removes leftover temporary files.

use super::{Conflict, FILES, FOLDERS, Plan, has_header, plan};
use crate::failure::{Failure, WRONG_USAGE, relative};
use codegen::{Diagnostic, Source};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};
use std::fs::{self, DirEntry, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The suffix of temporary files; their names start with a dot.
const TEMPORARY: &str = ".regen-tmp";

/// An entry of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FolderEntry {
    /// A file and its content.
    File(Vec<u8>),
    /// A symbolic link.
    Link,
    /// A device, a socket, or an entry with a non-Unicode name.
    Other,
}

/// Scans the generated folders of the crate at `root` and plans the changes.
pub fn plan_for(root: &Path, wanted: BTreeMap<String, String>) -> Result<Plan, Failure> {
    let mut present = BTreeMap::new();
    for folder in FOLDERS {
        present.extend(scan(root, folder)?);
    }
    for path in FILES {
        present.extend(read_entry(root, path)?.map(|found| (path.to_owned(), found)));
    }
    plan(wanted, &present).map_err(|files| conflict(root, &files))
}

/// True if the crate at `root` contains a generated file.
pub fn is_generated(root: &Path) -> bool {
    let modules = FOLDERS.map(|folder| format!("{folder}/mod.rs"));
    let mut paths = modules.iter().map(String::as_str).chain(FILES);
    paths.any(|path| fs::read(root.join(path)).is_ok_and(|content| has_header(&content)))
}

/// Lists the files below a folder of the crate.
pub fn scan(root: &Path, folder: &str) -> Result<BTreeMap<String, FolderEntry>, Failure> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let path = folder_below(root, &folder)?;
        for entry in entries(&path).map_err(|error| Failure::io("read", &path, &error))? {
            let kind = entry
                .file_type()
                .map_err(|error| Failure::io("read", &entry.path(), &error))?;
            let name = entry.file_name();
            let child = format!("{folder}/{}", name.to_string_lossy());
            if kind.is_dir() && name.to_str().is_some() {
                folders.push(child);
            } else if !is_temporary(&entry) {
                found.insert(child, inspect(&entry, kind)?);
            }
        }
    }
    Ok(found)
}

/// Reads a file of the crate, if it exists.
pub fn read_entry(root: &Path, path: &str) -> Result<Option<FolderEntry>, Failure> {
    let path = file_below(root, path)?;
    let found = match fs::symlink_metadata(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Ok(data) if data.is_symlink() => return Ok(Some(FolderEntry::Link)),
        Ok(data) if !data.is_file() => return Ok(Some(FolderEntry::Other)),
        Ok(_) => fs::read(&path).map(FolderEntry::File),
        Err(error) => Err(error),
    };
    found
        .map(Some)
        .map_err(|error| Failure::io("read", &path, &error))
}

/// Applies a plan. Unchanged files are not touched.
pub fn apply(root: &Path, plan: &Plan) -> Result<(), Failure> {
    remove_temporary(root, plan)?;
    for path in &plan.delete {
        let path = file_below(root, path)?;
        fs::remove_file(&path).map_err(|error| Failure::io("delete", &path, &error))?;
    }
    for folder in FOLDERS {
        remove_empty_folders(&folder_below(root, folder)?);
    }
    let mut folders: BTreeMap<&str, PathBuf> = BTreeMap::new();
    for path in plan.write.keys() {
        let (folder, _) = split_path(path);
        if let Entry::Vacant(new) = folders.entry(folder) {
            let path = folder_below(root, folder)?;
            fs::create_dir_all(&path).map_err(|error| Failure::io("create", &path, &error))?;
            new.insert(path);
        }
    }
    plan.write.par_iter().try_for_each(|(path, (_, content))| {
        let (folder, name) = split_path(path);
        let folder = &folders[folder];
        write(folder, name, content)
            .map_err(|error| Failure::io("write", &folder.join(name), &error))
    })
}

/// Splits a path into folder and file name.
fn split_path(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

fn inspect(entry: &DirEntry, kind: fs::FileType) -> Result<FolderEntry, Failure> {
    if kind.is_symlink() {
        return Ok(FolderEntry::Link);
    }
    if !kind.is_file() || entry.file_name().to_str().is_none() {
        return Ok(FolderEntry::Other);
    }
    let path = entry.path();
    fs::read(&path)
        .map(FolderEntry::File)
        .map_err(|error| Failure::io("read", &path, &error))
}

/// The path of a folder in the crate. Rejects symbolic links, which could leave the crate.
fn folder_below(root: &Path, folder: &str) -> Result<PathBuf, Failure> {
    let mut full = root.to_owned();
    for segment in folder.split('/').filter(|segment| !segment.is_empty()) {
        full.push(segment);
        if full.is_symlink() {
            return Err(Failure::unusable_path(
                &full,
                format!(
                    "`{}` is a symbolic link, which is not followed",
                    relative(&full)
                ),
                "replace the link with a folder",
            ));
        }
    }
    Ok(full)
}

/// The path of a file in the crate. The file may be a link, but files are never written through
/// links.
fn file_below(root: &Path, path: &str) -> Result<PathBuf, Failure> {
    let (folder, name) = split_path(path);
    Ok(folder_below(root, folder)?.join(name))
}

/// The entries of a folder; empty if the folder does not exist.
fn entries(folder: &Path) -> io::Result<Vec<DirEntry>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn is_temporary(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    name.starts_with('.')
        && name.ends_with(TEMPORARY)
        && entry.file_type().is_ok_and(|kind| kind.is_file())
}

/// Removes leftover temporary files from the folders that a run writes to.
fn remove_temporary(root: &Path, plan: &Plan) -> Result<(), Failure> {
    let mut folders: Vec<PathBuf> = Vec::new();
    let written: BTreeSet<&str> = plan.write.keys().map(|path| split_path(path).0).collect();
    for folder in written {
        folders.push(folder_below(root, folder)?);
    }
    for folder in FOLDERS {
        folders.extend(with_subfolders(folder_below(root, folder)?));
    }
    folders.sort();
    folders.dedup();
    let entries = folders
        .iter()
        .filter_map(|folder| entries(folder).ok())
        .flatten();
    for entry in entries.filter(is_temporary) {
        let path = entry.path();
        fs::remove_file(&path).map_err(|error| Failure::io("delete", &path, &error))?;
    }
    Ok(())
}

/// A folder and its subfolders, outer folders first.
fn with_subfolders(folder: PathBuf) -> Vec<PathBuf> {
    let mut folders = vec![folder];
    let mut at = 0;
    while let Some(folder) = folders.get(at) {
        let inner = entries(folder).unwrap_or_default().into_iter();
        let inner = inner.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        let inner: Vec<_> = inner.map(|entry| entry.path()).collect();
        folders.extend(inner);
        at += 1;
    }
    folders
}

/// Removes the empty subfolders of a folder.
fn remove_empty_folders(folder: &Path) {
    for inner in with_subfolders(folder.to_owned()).iter().skip(1).rev() {
        // Removing a non-empty folder fails, as intended.
        let _ = fs::remove_dir(inner);
    }
}

/// Writes a file atomically.
pub fn write(folder: &Path, name: &str, content: &[u8]) -> io::Result<()> {
    let temporary = folder.join(format!(".{name}.{}{TEMPORARY}", std::process::id()));
    let written = File::create_new(&temporary)
        .and_then(|mut file| file.write_all(content))
        .and_then(|()| fs::rename(&temporary, folder.join(name)));
    if written.is_err() {
        // Report the first error.
        let _ = fs::remove_file(&temporary);
    }
    written
}

fn conflict(root: &Path, files: &[Conflict]) -> Failure {
    let diagnostics = files.iter().map(|file| {
        Diagnostic::error(
            "file-conflict",
            "",
            format!(
                "refusing to overwrite or delete `{}`: {}",
                file.path, file.reason
            ),
        )
        .with_help("move the file out of the generated folders, or delete it")
    });
    let source = Source::unparsed(relative(root), "");
    Failure {
        exit: WRONG_USAGE,
        inputs: vec![(source, diagnostics.collect())],
    }
}
