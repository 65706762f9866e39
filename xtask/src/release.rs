//! `regen --changelog`: what changed goes to the top of the changelog, and the crate gets the version
//! that it takes.

use crate::changelog::{self, Section};
use crate::committed;
use crate::comparison::{Against, COMMITTED, Comparison};
use crate::stop::Stop;
use crate::sync::{Action, Plan, write};
use crate::version;
use codegen::diff::{self, Verdict};
use semver::Version;
use std::fs;
use std::path::{Path, PathBuf};

const MANIFEST: &str = "Cargo.toml";
const CHANGELOG: &str = "CHANGELOG.md";

/// What the release of a crate changes.
pub struct Release {
    /// The version that was committed, and the one that it is now.
    pub versions: [Version; 2],
    /// The lock file of its workspace as it should be, where it is another.
    lock: Option<(PathBuf, String)>,
}

/// Decides on version and changelog of the crate at `root`, and adds them to the plan.
pub fn plan_for(root: &Path, found: &Comparison, plan: &mut Plan) -> Result<Release, Stop> {
    let manifest = read(&root.join(MANIFEST))?;
    let changelog = read(&root.join(CHANGELOG))?;
    let now = on_disk(root, &manifest);
    let base = match found.against {
        Against::Commit => in_commit(root).unwrap_or_else(|| now.clone()),
        Against::Disk => now.clone(),
    };
    let since = base.to_string();
    let own = changelog::newest(&changelog).filter(|newest| newest.since == since);
    let version = version_for(&base, &now, own.as_ref(), found.verdict());
    let unchanged = Release {
        versions: [base.clone(), now],
        lock: None,
    };
    if found.verdict() == Verdict::None && (own.is_none() || own == committed_section(root)) {
        return Ok(unchanged);
    }
    let section = Section {
        version: version.to_string(),
        since,
    };
    let text = changelog::with_section(&changelog, &section, &diff::markdown(&found.changes));
    put(plan, CHANGELOG, &changelog, text);
    if manifest.is_empty() || unchanged.versions[1] == version {
        return Ok(Release {
            versions: [base, version],
            lock: None,
        });
    }
    let planned = plan.planned(MANIFEST);
    let text = planned.map_or(manifest.as_str().into(), String::from_utf8_lossy);
    let text = version::set(&text, &version).map_err(|error| {
        Stop::path(
            &root.join(MANIFEST),
            format!("this is not TOML: {error}"),
            "correct it, then run the command again",
        )
    })?;
    put(plan, MANIFEST, &manifest, text);
    Ok(Release {
        lock: lock(root, &manifest, &version),
        versions: [base, version],
    })
}

impl Release {
    /// Writes what is not below the crate's root, and gives its path.
    pub fn finish(&self) -> Result<Option<&Path>, Stop> {
        let Some((path, text)) = &self.lock else {
            return Ok(None);
        };
        let folder = path.parent().unwrap_or(Path::new("."));
        write(folder, "Cargo.lock", text.as_bytes())
            .map_err(|error| Stop::io("write", path, &error))?;
        Ok(Some(path))
    }

    /// What became of the version, on a line.
    pub fn line(&self) -> String {
        let [was, is] = &self.versions;
        match was == is {
            true => format!("version {is}, as it was"),
            false => format!("version {was} -> {is}"),
        }
    }
}

/// The version that the verdict asks for. One that was raised by hand stays if it is enough.
fn version_for(base: &Version, now: &Version, own: Option<&Section>, verdict: Verdict) -> Version {
    let wanted = version::next(base, verdict);
    let is_ours = now == base || own.is_some_and(|own| own.version == now.to_string());
    match is_ours {
        true => wanted,
        false => wanted.max(now.clone()),
    }
}

/// Where a manifest says no version, cargo takes it for this.
fn unsaid() -> Version {
    Version::new(0, 0, 0)
}

fn on_disk(root: &Path, manifest: &str) -> Version {
    let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    let above = root.ancestors().skip(1);
    let mut above = above.filter_map(|folder| fs::read_to_string(folder.join(MANIFEST)).ok());
    version::of(manifest, &mut above).unwrap_or_else(unsaid)
}

fn in_commit(root: &Path) -> Option<Version> {
    let manifest = committed::below(COMMITTED, root, MANIFEST).ok()?;
    let above = (1..).map(|steps| "../".repeat(steps) + MANIFEST);
    // Above the repository there is nothing.
    let depth = root.canonicalize().map_or(0, |it| it.ancestors().count());
    let above = above.take(depth);
    let mut above = above.filter_map(|path| committed::below(COMMITTED, root, &path).ok());
    version::of(&manifest, &mut above).or_else(|| Some(unsaid()))
}

fn committed_section(root: &Path) -> Option<Section> {
    let text = committed::below(COMMITTED, root, CHANGELOG).ok()?;
    changelog::newest(&text)
}

/// The lock file of the crate's workspace, in the nearest folder that has one.
fn lock(root: &Path, manifest: &str, version: &Version) -> Option<(PathBuf, String)> {
    let root = std::path::absolute(root).ok()?;
    let paths = root.ancestors().map(|folder| folder.join("Cargo.lock"));
    let path = { paths }.find(|path| path.is_file())?;
    let text = fs::read_to_string(&path).ok()?;
    let name = version::name(manifest)?;
    Some((path, version::set_locked(&text, &name, version)?))
}

fn put(plan: &mut Plan, path: &str, was: &str, is: String) {
    let action = match was {
        "" => Action::Create,
        _ if was == is => return,
        _ => Action::Replace,
    };
    plan.write(action, path.to_owned(), is.into_bytes());
}

/// The text of a file, which may be absent.
fn read(path: &Path) -> Result<String, Stop> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(Stop::io("read", path, &error)),
    }
}
