//! Generated files to the folders of a crate.
//!
//! [`plan`] decides from what is wanted and what is there, without a disk; [`disk`] looks and does.

mod disk;

use codegen::{HEADER, PAGE_HEADER};
pub use disk::{Found, apply, look, plan_for, write};
use std::collections::BTreeMap;

/// The folders of a crate that are the machine's alone.
pub const FOLDERS: [&str; 2] = ["src/types", "src/operations"];

/// The files beside them that are the machine's.
pub const FILES: [&str; 1] = ["outline.txt"];

/// What to do with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Write it where nothing is.
    Create,
    /// Write it over what is there.
    Replace,
    /// Remove it.
    Delete,
}

/// What to do to a crate. Empty if nothing changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The files to write, by their path below the crate's root.
    write: BTreeMap<String, (Action, Vec<u8>)>,
    /// The files to remove.
    delete: Vec<String>,
}

/// A file that is in the way, and why.
#[derive(Debug, PartialEq, Eq)]
pub struct InTheWay {
    /// Its path below the crate's root.
    pub path: String,
    /// Why it is left alone.
    pub reason: &'static str,
}

impl Plan {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.write.is_empty() && self.delete.is_empty()
    }

    /// What will change, in the order of the paths.
    pub fn changes(&self) -> impl Iterator<Item = (Action, &str)> {
        let write = self
            .write
            .iter()
            .map(|(path, (action, _))| (*action, path.as_str()));
        let delete = self
            .delete
            .iter()
            .map(|path| (Action::Delete, path.as_str()));
        let mut changes: Vec<_> = write.chain(delete).collect();
        changes.sort_by_key(|(_, path)| *path);
        changes.into_iter()
    }

    /// Adds a file that has to be written.
    pub fn write(&mut self, action: Action, path: String, content: Vec<u8>) {
        self.write.insert(path, (action, content));
    }

    /// What will be in a file, where it is to be written.
    pub fn planned(&self, path: &str) -> Option<&[u8]> {
        self.write.get(path).map(|(_, content)| content.as_slice())
    }

    /// Adds another plan, about other files.
    pub fn extend(&mut self, other: Self) {
        self.write.extend(other.write);
        self.delete.extend(other.delete);
    }
}

/// Decides what to write and delete so that the machine-owned folders hold the wanted files.
///
/// `present` is all that is in these folders. Nothing without the header of generated files is
/// overwritten or deleted: whatever would have to be is told instead.
pub fn plan(
    wanted: BTreeMap<String, String>,
    present: &BTreeMap<String, Found>,
) -> Result<Plan, Vec<InTheWay>> {
    let mut plan = Plan::default();
    let mut in_the_way = Vec::new();
    for (path, found) in present
        .iter()
        .filter(|(path, _)| !wanted.contains_key(*path))
    {
        match keep(found) {
            Some(reason) => in_the_way.push(InTheWay {
                path: path.clone(),
                reason,
            }),
            None => plan.delete.push(path.clone()),
        }
    }
    for (path, text) in wanted {
        let action = match present.get(&path) {
            _ if !is_owned(&path) || !has_header(text.as_bytes()) => {
                let reason = "the generator made a file that is not its own; this is a bug of it";
                Err(reason)
            }
            None => Ok(Action::Create),
            Some(Found::File(content)) if content == text.as_bytes() => continue,
            Some(found) => keep(found).map_or(Ok(Action::Replace), Err),
        };
        match action {
            Ok(action) => plan.write(action, path, text.into()),
            Err(reason) => in_the_way.push(InTheWay { path, reason }),
        }
    }
    if in_the_way.is_empty() {
        Ok(plan)
    } else {
        Err(in_the_way)
    }
}

/// Why something must not be overwritten or deleted, if so.
fn keep(found: &Found) -> Option<&'static str> {
    match found {
        Found::File(content) if has_header(content) => None,
        Found::File(_) => Some("it does not start with the header of generated files"),
        Found::Link => Some("it is a symbolic link"),
        Found::Other => Some("it is not a file"),
    }
}

/// Line ends may have been changed by a checkout.
fn has_header(content: &[u8]) -> bool {
    let line = content
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let headers = [HEADER, PAGE_HEADER].map(str::trim_end);
    headers.map(str::as_bytes).contains(&line.trim_ascii_end())
}

/// Whether a path is a machine-owned file or leads into such a folder, whatever the file system makes of it.
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
