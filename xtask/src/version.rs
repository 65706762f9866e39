//! Reads and sets the version of a crate.
//!
//! A generated crate has its own version, because its public API changes independently of the
//! workspace. Setting an inherited version adds a version to the crate's manifest.

use codegen::diff::Bump;
use semver::{BuildMetadata, Prerelease, Version};
use toml_edit::{DocumentMut, Item, TomlError, value};

/// The version of a manifest. `upward` yields the manifests of the folders above, nearest first.
pub fn of(manifest: &str, upward: &mut dyn Iterator<Item = String>) -> Option<Version> {
    let manifest: DocumentMut = manifest.parse().ok()?;
    let parse = |item: &Item| item.as_str().and_then(|text| text.parse().ok());
    let own = manifest.get("package")?.get("version")?;
    if !is_inherited(own) {
        return parse(own);
    }
    std::iter::once(manifest.clone())
        .chain(upward.filter_map(|text| text.parse().ok()))
        .find_map(|above| parse(above.get("workspace")?.get("package")?.get("version")?))
}

fn is_inherited(version: &Item) -> bool {
    version.get("workspace").and_then(Item::as_bool) == Some(true)
}

/// Sets the version in a manifest and keeps the rest.
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

/// Sets the version of a workspace crate in a lock file. Returns `None` if the crate is missing or
/// the version is unchanged.
pub fn set_locked(lock: &str, name: &str, version: &Version) -> Option<String> {
    let mut lock: DocumentMut = lock.parse().ok()?;
    let packages = lock.get_mut("package")?.as_array_of_tables_mut()?;
    let own = packages.iter_mut().find(|package| {
        let has_name = package.get("name").and_then(Item::as_str) == Some(name);
        has_name && !package.contains_key("source")
    })?;
    let version = version.to_string();
    if own.get("version").and_then(Item::as_str) == Some(&version) {
        return None;
    }
    own["version"] = value(version);
    Some(lock.to_string())
}

/// The package name in a manifest.
pub fn name(manifest: &str) -> Option<String> {
    let manifest: DocumentMut = manifest.parse().ok()?;
    let name = manifest.get("package")?.get("name")?.as_str();
    name.map(str::to_owned)
}

/// Returns the next version for a verdict. A pre-release version is kept, because it promises no
/// compatibility.
pub fn next(version: &Version, verdict: Bump) -> Version {
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
    fn changes_only_the_version() {
        let manifest =
            "# Ours.\n[package]\nname    = 'a'\nversion = '0.1.0' # the first\n\n[lib]\n";
        assert_eq!(
            set(manifest, &version("0.2.0")).unwrap(),
            manifest.replace("'0.1.0'", "\"0.2.0\"")
        );
    }

    #[test]
    fn replaces_inherited_version() {
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
    fn increments_versions_by_cargo_rules() {
        let table = [
            ("0.1.2", ["0.1.2", "0.1.3", "0.1.3", "0.2.0"]),
            ("1.1.2", ["1.1.2", "1.1.3", "1.2.0", "2.0.0"]),
            ("1.0.0-rc.1", ["1.0.0-rc.1"; 4]),
        ];
        let verdicts = [Bump::None, Bump::Patch, Bump::Minor, Bump::Major];
        for (old, new) in table {
            assert_eq!(
                verdicts.map(|verdict| next(&version(old), verdict)),
                new.map(version)
            );
        }
    }

    #[test]
    fn sets_version_of_workspace_crate_in_lock_file() {
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"0.1.0\"\nsource = \"r\"\n\n[[package]]\nname = \"a\"\nversion = \"0.1.0\"\ndependencies = [\n \"b\",\n]\n";
        let (other, own) = lock.split_at(lock.rfind("[[").unwrap());
        let own = own.replace("0.1.0", "0.2.0");
        let new = set_locked(lock, "a", &version("0.2.0")).unwrap();
        assert_eq!(new, format!("{other}{own}"));
        assert_eq!(set_locked(&new, "a", &version("0.2.0")), None);
        assert_eq!(set_locked(lock, "c", &version("0.2.0")), None);
    }
}
