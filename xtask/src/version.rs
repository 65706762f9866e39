//! The version of a crate: in its manifest, or in that of its workspace.
//!
//! The version of a generated crate says what its users have to expect, which nothing else in its
//! workspace shares. So a version that was inherited becomes a line of its own.

use codegen::diff::Verdict;
use semver::{BuildMetadata, Prerelease, Version};
use toml_edit::{DocumentMut, Item, TomlError, value};

/// The version in a manifest. `upward` gives those of the folders above, the nearest first.
pub fn of(manifest: &str, upward: &mut dyn Iterator<Item = String>) -> Option<Version> {
    let manifest: DocumentMut = manifest.parse().ok()?;
    let said = |item: &Item| item.as_str().and_then(|text| text.parse().ok());
    let own = manifest.get("package")?.get("version")?;
    if !is_inherited(own) {
        return said(own);
    }
    std::iter::once(manifest.clone())
        .chain(upward.filter_map(|text| text.parse().ok()))
        .find_map(|above| said(above.get("workspace")?.get("package")?.get("version")?))
}

fn is_inherited(version: &Item) -> bool {
    version.get("workspace").and_then(Item::as_bool) == Some(true)
}

/// The manifest with another version; nothing else changes.
pub fn set(manifest: &str, version: &Version) -> Result<String, TomlError> {
    let mut manifest: DocumentMut = manifest.parse()?;
    let package = &mut manifest["package"];
    let mut new = value(version.to_string());
    if let (Some(old), Some(new)) = (
        package.get("version").and_then(Item::as_value),
        new.as_value_mut(),
    ) {
        *new.decor_mut() = old.decor().clone();
    }
    package["version"] = new;
    Ok(manifest.to_string())
}

/// A lock file with another version of a crate that is in its workspace; `None` where the crate is
/// not, or has this version.
pub fn set_locked(lock: &str, name: &str, version: &Version) -> Option<String> {
    let mut lock: DocumentMut = lock.parse().ok()?;
    let packages = lock.get_mut("package")?.as_array_of_tables_mut()?;
    let own = packages.iter_mut().find(|package| {
        let is_it = package.get("name").and_then(Item::as_str) == Some(name);
        is_it && !package.contains_key("source")
    })?;
    let version = version.to_string();
    if own.get("version").and_then(Item::as_str) == Some(&version) {
        return None;
    }
    own["version"] = value(version);
    Some(lock.to_string())
}

/// The name of the package in a manifest.
pub fn name(manifest: &str) -> Option<String> {
    let manifest: DocumentMut = manifest.parse().ok()?;
    let name = manifest.get("package")?.get("name")?.as_str();
    name.map(str::to_owned)
}

/// The version that changes take. One that is marked as not yet released promises nothing, so it
/// stays.
pub fn next(version: &Version, verdict: Verdict) -> Version {
    if !version.pre.is_empty() {
        return version.clone();
    }
    let [major, minor, patch] = verdict.next([version.major, version.minor, version.patch]);
    Version {
        major,
        minor,
        patch,
        pre: Prerelease::EMPTY,
        build: BuildMetadata::EMPTY,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        text.parse().unwrap()
    }

    #[test]
    fn only_the_version_changes() {
        let manifest =
            "# Ours.\n[package]\nname    = 'a'\nversion = '0.1.0' # the first\n\n[lib]\n";
        assert_eq!(
            set(manifest, &version("0.2.0")).unwrap(),
            manifest.replace("'0.1.0'", "\"0.2.0\"")
        );
    }

    #[test]
    fn an_inherited_version_becomes_a_line_of_its_own() {
        let manifest =
            "[package]\nname = \"a\"\nversion.workspace = true\nedition.workspace = true\n";
        let mut above = ["[package]\n", "[workspace.package]\nversion = \"0.3.0\"\n"]
            .map(String::from)
            .into_iter();
        assert_eq!(of(manifest, &mut above), Some(version("0.3.0")));
        assert_eq!(
            set(manifest, &version("0.4.0")).unwrap(),
            manifest.replace("version.workspace = true", "version = \"0.4.0\"")
        );
        let table = manifest.replace("version.workspace = true", "version = { workspace = true }");
        assert_eq!(
            set(&table, &version("0.4.0")).unwrap(),
            table.replace("{ workspace = true }", "\"0.4.0\"")
        );
    }

    #[test]
    fn versions_follow_as_cargo_counts() {
        let table = [
            ("0.1.2", ["0.1.2", "0.1.3", "0.1.3", "0.2.0"]),
            ("1.1.2", ["1.1.2", "1.1.3", "1.2.0", "2.0.0"]),
            ("1.0.0-rc.1", ["1.0.0-rc.1"; 4]),
        ];
        let verdicts = [
            Verdict::None,
            Verdict::Patch,
            Verdict::Minor,
            Verdict::Major,
        ];
        for (old, new) in table {
            assert_eq!(
                verdicts.map(|verdict| next(&version(old), verdict)),
                new.map(version)
            );
        }
    }

    #[test]
    fn a_lock_file_knows_the_version_of_its_own_crates() {
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"0.1.0\"\nsource = \"r\"\n\n[[package]]\nname = \"a\"\nversion = \"0.1.0\"\ndependencies = [\n \"b\",\n]\n";
        let (other, own) = lock.split_at(lock.rfind("[[").unwrap());
        let own = own.replace("0.1.0", "0.2.0");
        let new = set_locked(lock, "a", &version("0.2.0")).unwrap();
        assert_eq!(new, format!("{other}{own}"));
        assert_eq!(set_locked(&new, "a", &version("0.2.0")), None);
        assert_eq!(set_locked(lock, "c", &version("0.2.0")), None);
    }
}
