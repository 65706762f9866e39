//! Synchronizes generated files with the folders of a crate.
//!
//! [`plan`] compares wanted and present files without I/O; [`disk`] reads folders and applies
//! plans.

mod disk;

use codegen::{HEADER, PAGE_HEADER};
pub use disk::{FolderEntry, apply, is_generated, plan_for, read_entry, scan, write};
use std::collections::BTreeMap;

/// The folders of a crate that contain only generated files.
pub const FOLDERS: [&str; 2] = ["src/types", "src/operations"];

/// The generated files outside these folders.
pub const FILES: [&str; 2] = ["outline.txt", "src/webhooks.rs"];

/// An action on a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileAction {
    /// Write a new file.
    Create,
    /// Overwrite a file.
    Replace,
    /// Delete a file.
    Delete,
}

/// The changes of a crate; empty if the crate is up to date.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The files to write, by path relative to the crate root.
    write: BTreeMap<String, (FileAction, Vec<u8>)>,
    /// The files to delete.
    delete: Vec<String>,
}

/// A file that must not be overwritten or deleted.
#[derive(Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The path relative to the crate root.
    pub path: String,
    /// The reason to keep the file.
    pub reason: &'static str,
}

impl Plan {
    /// True if the plan contains no changes.
    pub fn is_empty(&self) -> bool {
        self.write.is_empty() && self.delete.is_empty()
    }

    /// The changes, sorted by path.
    pub fn changes(&self) -> impl Iterator<Item = (FileAction, &str)> {
        let write = self
            .write
            .iter()
            .map(|(path, (action, _))| (*action, path.as_str()));
        let delete = self
            .delete
            .iter()
            .map(|path| (FileAction::Delete, path.as_str()));
        let mut changes: Vec<_> = write.chain(delete).collect();
        changes.sort_by_key(|(_, path)| *path);
        changes.into_iter()
    }

    /// Adds a file to write.
    pub fn write(&mut self, action: FileAction, path: String, content: Vec<u8>) {
        self.write.insert(path, (action, content));
    }

    /// The planned content of a file, if it is written.
    pub fn planned(&self, path: &str) -> Option<&[u8]> {
        self.write.get(path).map(|(_, content)| content.as_slice())
    }

    /// Adds the changes of a plan for different files.
    pub fn extend(&mut self, other: Self) {
        self.write.extend(other.write);
        self.delete.extend(other.delete);
    }
}

/// Plans the changes that make the generated folders contain exactly the wanted files.
///
/// `present` is the content of the folders. Files without the header of generated files are never
/// overwritten or deleted; conflicts are returned as errors.
pub fn plan(
    wanted: BTreeMap<String, String>,
    present: &BTreeMap<String, FolderEntry>,
) -> Result<Plan, Vec<Conflict>> {
    let mut plan = Plan::default();
    let mut in_the_way = Vec::new();
    for (path, found) in present
        .iter()
        .filter(|(path, _)| !wanted.contains_key(*path))
    {
        match reason_to_keep(found) {
            Some(reason) => in_the_way.push(Conflict {
                path: path.clone(),
                reason,
            }),
            None => plan.delete.push(path.clone()),
        }
    }
    for (path, text) in wanted {
        let action = match present.get(&path) {
            _ if !is_owned(&path) || !has_header(text.as_bytes()) => {
                let reason =
                    "the path is outside of the generated folders; this is a bug in the generator";
                Err(reason)
            }
            None => Ok(FileAction::Create),
            Some(FolderEntry::File(content)) if content == text.as_bytes() => continue,
            Some(found) => reason_to_keep(found).map_or(Ok(FileAction::Replace), Err),
        };
        match action {
            Ok(action) => plan.write(action, path, text.into()),
            Err(reason) => in_the_way.push(Conflict { path, reason }),
        }
    }
    if in_the_way.is_empty() {
        Ok(plan)
    } else {
        Err(in_the_way)
    }
}

/// The reason to keep a file, if it must not be overwritten or deleted.
fn reason_to_keep(found: &FolderEntry) -> Option<&'static str> {
    match found {
        FolderEntry::File(content) if has_header(content) => None,
        FolderEntry::File(_) => Some("the file does not start with the header of generated files"),
        FolderEntry::Link => Some("the path is a symbolic link"),
        FolderEntry::Other => Some("the path is not a regular file"),
    }
}

/// True if the first line is a header, even if a checkout changed the line endings.
pub fn has_header(content: &[u8]) -> bool {
    let line = content
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let headers = [HEADER, PAGE_HEADER].map(str::trim_end);
    headers.map(str::as_bytes).contains(&line.trim_ascii_end())
}

/// True for a generated file or a path inside a generated folder, on every file system.
fn is_owned(path: &str) -> bool {
    let plain = |segment: &str| {
        !segment.is_empty() && !segment.starts_with('.') && !segment.contains(['\\', ':', '\0'])
    };
    let is_in = |folder: &&str| {
        path.strip_prefix(*folder)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    FILES.contains(&path) || path.split('/').all(plain) && FOLDERS.iter().any(is_in)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
