//! The root folder of a spec's files.

use crate::failure::{Failure, relative};
use codegen::{Diagnostic, Source};
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

/// The folder that `$ref` must not leave, and the path of the spec inside.
#[derive(Debug)]
pub struct Root {
    /// The folder.
    pub folder: PathBuf,
    /// The path of the spec relative to the folder, separated by `/`.
    own: String,
}

impl Root {
    /// Uses the folder of the settings, or else the folder of the spec.
    ///
    /// # Errors
    ///
    /// Fails if the spec is outside of the folder.
    pub fn of(spec: &Path, named: Option<&Path>) -> Result<Self, Failure> {
        let Some(named) = named else {
            let name = spec.file_name().unwrap_or_default();
            return Ok(Root {
                folder: spec.parent().unwrap_or(Path::new("")).to_owned(),
                own: name.to_string_lossy().into_owned(),
            });
        };
        let [folder, spec] = [named, spec].map(normalized);
        match spec.strip_prefix(&folder) {
            Ok(own) => Ok(Root {
                own: own
                    .iter()
                    .map(OsStr::to_string_lossy)
                    .collect::<Vec<_>>()
                    .join("/"),
                folder,
            }),
            Err(_) => Err(Failure::unusable_path(
                &spec,
                format!(
                    "the spec `{}` is outside of the folder `{}`",
                    relative(&spec),
                    relative(&folder)
                ),
                "pass `--folder DIR` or set `folder` under [description] in codegen.toml to a folder that \
                 contains the spec",
            )),
        }
    }

    /// Bundles the referenced files. `read` returns the text of a file by its path relative to the
    /// folder.
    #[must_use]
    pub fn bundle(
        &self,
        source: &mut Source,
        read: &mut dyn FnMut(&str) -> Option<String>,
    ) -> Vec<Diagnostic> {
        let folder = source.name.strip_suffix(&self.own).map(str::to_owned);
        let folder = folder.unwrap_or_else(|| format!("{}/", relative(&self.folder)));
        source.bundle_in(&folder, &self.own, read)
    }
}

/// The project's own spec.
#[must_use]
pub fn default_spec() -> PathBuf {
    project().join("spec/whatsapp-cloud.yaml")
}

/// The workspace root, independent of the current directory.
#[must_use]
pub fn project() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_owned()
}

/// Returns an absolute path without `.` and `..`.
#[must_use]
pub fn normalized(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut normalized = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::ParentDir => _ = normalized.pop(),
            other => normalized.push(other),
        }
    }
    normalized
}
