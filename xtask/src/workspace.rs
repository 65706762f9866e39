//! The cargo workspace around a crate.

use crate::failure::relative;
use crate::spec_root::normalized;
use std::fs;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// The place of a crate in the enclosing cargo workspace.
#[derive(Debug, PartialEq, Eq)]
pub enum Membership {
    /// No folder above the crate is a workspace, or the workspace excludes the crate.
    None,
    /// The workspace has the crate as a member.
    Member(PathBuf),
    /// The workspace neither has nor excludes the crate. Cargo then requires a `[workspace]` table
    /// in the crate.
    Outside(PathBuf),
}

/// Finds the workspace around the crate at `root`, as cargo does: the nearest manifest above with a
/// `[workspace]` table.
pub fn membership(root: &Path) -> Membership {
    let root = normalized(root);
    for folder in root.ancestors().skip(1) {
        let path = folder.join("Cargo.toml");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let manifest: Table = toml::from_str(&text).unwrap_or_default();
        let Some(workspace) = manifest.get("workspace").and_then(Value::as_table) else {
            continue;
        };
        let paths = |key: &str| -> Vec<&str> {
            let paths = workspace.get(key).and_then(Value::as_array);
            paths
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect()
        };
        let own = root.strip_prefix(folder).unwrap_or(&root);
        let is_member = paths("members").iter().any(|glob| matches_glob(glob, own))
            || is_path_dependency(&manifest, own);
        let is_excluded = paths("exclude").iter().any(|path| own.starts_with(path));
        return match () {
            () if is_member => Membership::Member(path),
            () if is_excluded => Membership::None,
            () => Membership::Outside(path),
        };
    }
    Membership::None
}

impl Membership {
    /// The change of a manifest that the user has to make, if any. `has_table` is true for a
    /// manifest with a `[workspace]` table.
    pub fn hint(&self, root: &Path, has_table: bool) -> Option<String> {
        let own = relative(&root.join("Cargo.toml"));
        match self {
            Membership::Member(workspace) if has_table => Some(format!(
                "delete `[workspace]` from `{own}`: the crate is a member of the workspace in `{}`",
                relative(workspace)
            )),
            Membership::Outside(workspace) => {
                let folder = workspace.parent().unwrap_or(workspace);
                let root = normalized(root);
                let path = root.strip_prefix(folder).unwrap_or(&root).display();
                Some(format!(
                    "the crate is a workspace of its own; to use the crate in the workspace of `{}`, \
                     add {:?} to `members` there and delete `[workspace]` from `{own}`",
                    relative(workspace),
                    path.to_string()
                ))
            }
            Membership::None | Membership::Member(_) => None,
        }
    }
}

/// True if `*` and `?` in the segments of `glob` match the segments of `path`.
fn matches_glob(glob: &str, path: &Path) -> bool {
    let globs: Vec<&str> = glob
        .split('/')
        .filter(|part| !matches!(*part, "" | "."))
        .collect();
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    matches_parts(&globs, &parts, |glob, part| {
        let (glob, part): (Vec<char>, Vec<char>) = (glob.chars().collect(), part.chars().collect());
        matches_characters(&glob, &part)
    })
}

fn matches_parts<P>(globs: &[&str], parts: &[P], matches: fn(&str, &P) -> bool) -> bool {
    match (globs, parts) {
        ([], []) => true,
        (["**", rest @ ..], _) => {
            (0..=parts.len()).any(|skipped| matches_parts(rest, &parts[skipped..], matches))
        }
        ([glob, globs @ ..], [part, parts @ ..]) => {
            matches(glob, part) && matches_parts(globs, parts, matches)
        }
        _ => false,
    }
}

fn matches_characters(glob: &[char], text: &[char]) -> bool {
    match (glob, text) {
        ([], []) => true,
        (['*', rest @ ..], _) => {
            (0..=text.len()).any(|skipped| matches_characters(rest, &text[skipped..]))
        }
        (['?', glob @ ..], [_, text @ ..]) => matches_characters(glob, text),
        ([wanted, glob @ ..], [found, text @ ..]) => {
            wanted == found && matches_characters(glob, text)
        }
        _ => false,
    }
}

/// True if the root manifest of a workspace depends on the crate by path, which makes the crate a
/// member.
fn is_path_dependency(manifest: &Table, own: &Path) -> bool {
    let workspace = manifest.get("workspace").and_then(Value::as_table);
    let tables = [Some(manifest), workspace].into_iter().flatten();
    let dependencies = tables.filter_map(|table| table.get("dependencies")?.as_table());
    let mut paths = dependencies
        .flat_map(Table::values)
        .filter_map(|entry| entry.get("path")?.as_str());
    paths.any(|path| Path::new(path.trim_start_matches("./")) == own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_members_as_cargo_does() {
        for (glob, path, expected) in [
            ("crates/*", "crates/api", true),
            ("./crates/api/", "crates/api", true),
            ("crates/*", "crates/deep/api", false),
            ("crates/**", "crates/deep/api", true),
            ("*", "crates/api", false),
            ("*-a?i", "x-api", true),
            ("app", "api", false),
        ] {
            assert_eq!(
                matches_glob(glob, Path::new(path)),
                expected,
                "{glob} {path}"
            );
        }
    }
}
