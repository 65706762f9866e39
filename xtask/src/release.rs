//! `regen --changelog`: updates the changelog and the version of a crate.

use crate::changelog::{self, Section};
use crate::comparison::{BASE_REVISION, Base, Comparison};
use crate::failure::{Failure, relative};
use crate::git;
use crate::sync::{FileAction, Plan, write};
use crate::version;
use codegen::diff::{self, Bump};
use semver::Version;
use std::fs;
use std::path::{Path, PathBuf};

const MANIFEST: &str = "Cargo.toml";
const CHANGELOG: &str = "CHANGELOG.md";

/// The release of a crate.
pub struct Release {
    /// The committed version and the new version.
    pub versions: [Version; 2],
    /// The path and new text of the workspace's lock file, if it changes.
    lock: Option<(PathBuf, String)>,
}

/// Plans the version and the changelog of the crate at `root`.
pub fn plan_for(root: &Path, found: &Comparison, plan: &mut Plan) -> Result<Release, Failure> {
    let manifest = read(&root.join(MANIFEST))?;
    let changelog = read(&root.join(CHANGELOG))?;
    let now = version_on_disk(root, &manifest);
    let base = match found.against {
        Base::Commit => committed_version(root).unwrap_or_else(|| now.clone()),
        Base::Disk => now.clone(),
    };
    let since = base.to_string();
    let own = changelog::newest(&changelog).filter(|newest| newest.since == since);
    let version = version_for(&base, &now, own.as_ref(), found.verdict());
    let unchanged = Release {
        versions: [base.clone(), now],
        lock: None,
    };
    if found.verdict() == Bump::None && (own.is_none() || own == committed_section(root)) {
        return Ok(unchanged);
    }
    let section = Section {
        version: version.to_string(),
        since,
    };
    let text = changelog::with_section(&changelog, &section, &diff::markdown(&found.changes));
    plan_file(plan, CHANGELOG, &changelog, text);
    if manifest.is_empty() || unchanged.versions[1] == version {
        return Ok(Release {
            versions: [base, version],
            lock: None,
        });
    }
    let planned = plan.planned(MANIFEST);
    let text = planned.map_or(manifest.as_str().into(), String::from_utf8_lossy);
    let text = version::set(&text, &version).map_err(|error| {
        Failure::unusable_path(
            &root.join(MANIFEST),
            format!(
                "invalid TOML in `{}`: {error}",
                relative(&root.join(MANIFEST))
            ),
            "fix the syntax, then run the command again",
        )
    })?;
    plan_file(plan, MANIFEST, &manifest, text);
    Ok(Release {
        lock: updated_lock(root, &manifest, &version),
        versions: [base, version],
    })
}

impl Release {
    /// Writes the lock file, which may lie outside the crate, and returns its path.
    pub fn finish(&self) -> Result<Option<&Path>, Failure> {
        let Some((path, text)) = &self.lock else {
            return Ok(None);
        };
        let folder = path.parent().unwrap_or(Path::new("."));
        write(folder, "Cargo.lock", text.as_bytes())
            .map_err(|error| Failure::io("write", path, &error))?;
        Ok(Some(path))
    }

    /// The version change, on a line.
    pub fn line(&self) -> String {
        let [was, is] = &self.versions;
        match was == is {
            true => format!("version {is}, unchanged"),
            false => format!("version {was} -> {is}"),
        }
    }
}

/// Returns the version that the verdict requires. A higher version set by hand is kept.
fn version_for(base: &Version, now: &Version, own: Option<&Section>, verdict: Bump) -> Version {
    let wanted = version::next(base, verdict);
    let is_generated = now == base || own.is_some_and(|own| own.version == now.to_string());
    match is_generated {
        true => wanted,
        false => wanted.max(now.clone()),
    }
}

/// Cargo's default for a manifest without a version.
fn default_version() -> Version {
    Version::new(0, 0, 0)
}

fn version_on_disk(root: &Path, manifest: &str) -> Version {
    let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    let above = root.ancestors().skip(1);
    let mut above = above.filter_map(|folder| fs::read_to_string(folder.join(MANIFEST)).ok());
    version::of(manifest, &mut above).unwrap_or_else(default_version)
}

fn committed_version(root: &Path) -> Option<Version> {
    let manifest = git::below(BASE_REVISION, root, MANIFEST).ok()?;
    let above = (1..).map(|steps| "../".repeat(steps) + MANIFEST);
    // The iterator is infinite: stop at the file system root.
    let depth = root
        .canonicalize()
        .map_or(0, |root| root.ancestors().count());
    let above = above.take(depth);
    let mut above = above.filter_map(|path| git::below(BASE_REVISION, root, &path).ok());
    version::of(&manifest, &mut above).or_else(|| Some(default_version()))
}

fn committed_section(root: &Path) -> Option<Section> {
    let text = git::below(BASE_REVISION, root, CHANGELOG).ok()?;
    changelog::newest(&text)
}

/// The updated lock file of the workspace, in the nearest ancestor folder that has one.
fn updated_lock(root: &Path, manifest: &str, version: &Version) -> Option<(PathBuf, String)> {
    let root = std::path::absolute(root).ok()?;
    let paths = root.ancestors().map(|folder| folder.join("Cargo.lock"));
    let path = { paths }.find(|path| path.is_file())?;
    let text = fs::read_to_string(&path).ok()?;
    let name = version::name(manifest)?;
    Some((path, version::set_locked(&text, &name, version)?))
}

fn plan_file(plan: &mut Plan, path: &str, was: &str, is: String) {
    let action = match was {
        "" => FileAction::Create,
        _ if was == is => return,
        _ => FileAction::Replace,
    };
    plan.write(action, path.to_owned(), is.into_bytes());
}

/// Reads a file; a missing file is empty.
fn read(path: &Path) -> Result<String, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(Failure::io("read", path, &error)),
    }
}
