//! The folder that the files of a description are in.

use crate::stop::{Stop, shown};
use codegen::{Diagnostic, Source};
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

/// The folder that references do not lead out of, and where in it the description is.
pub struct Root {
    pub folder: PathBuf,
    /// The path of the description below the folder, with `/` between folders.
    own: String,
}

impl Root {
    /// The folder that the settings name, or that of the description.
    pub fn of(spec: &Path, named: Option<&Path>) -> Result<Self, Stop> {
        let Some(named) = named else {
            let name = spec.file_name().unwrap_or_default();
            return Ok(Root {
                folder: spec.parent().unwrap_or(Path::new("")).to_owned(),
                own: name.to_string_lossy().into_owned(),
            });
        };
        let [folder, spec] = [named, spec].map(plain);
        match spec.strip_prefix(&folder) {
            Ok(own) => Ok(Root {
                own: own
                    .iter()
                    .map(OsStr::to_string_lossy)
                    .collect::<Vec<_>>()
                    .join("/"),
                folder,
            }),
            Err(_) => Err(Stop::path(
                &spec,
                format!("the description is not in the folder {}", shown(&folder)),
                "name one that it is in as `folder` under [description] in codegen.toml",
            )),
        }
    }

    /// Brings the other files in. `read` gives the text of a file by its path below the folder.
    pub fn bundle(
        &self,
        source: &mut Source,
        read: &mut dyn FnMut(&str) -> Option<String>,
    ) -> Vec<Diagnostic> {
        let folder = source.name.strip_suffix(&self.own).map(str::to_owned);
        let folder = folder.unwrap_or_else(|| format!("{}/", shown(&self.folder)));
        source.bundle_below(&folder, &self.own, read)
    }
}

/// A path from the root of the file system, without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for component in whole.components() {
        match component {
            Component::ParentDir => _ = plain.pop(),
            other => plain.push(other),
        }
    }
    plain
}
