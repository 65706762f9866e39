//! Reads files from git revisions.

use std::path::Path;
use std::process::{Command, Stdio};

/// Returns the text of a file in a revision. The folder must exist, the file need not.
///
/// # Errors
///
/// The message of git if the revision, the file, the repository or git itself is missing.
pub fn text(revision: &str, path: &Path) -> Result<String, String> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    below(revision, folder.unwrap_or(Path::new(".")), &name)
}

/// Returns the text of a file in a revision. The path is relative to a folder and may start with
/// `../`.
///
/// # Errors
///
/// See [`text`].
pub fn below(revision: &str, folder: &Path, path: &str) -> Result<String, String> {
    // git resolves a path relative to the folder only if it starts with `.`.
    let object = match path.starts_with("../") {
        true => format!("{revision}:{path}"),
        false => format!("{revision}:./{path}"),
    };
    let mut git = Command::new("git");
    git.arg("-C").arg(folder);
    git.args(["show", "--end-of-options"]).arg(object);
    match git.stdin(Stdio::null()).output() {
        Ok(output) if output.status.success() => {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Ok(output) => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
        Err(error) => Err(format!("cannot run git: {error}")),
    }
}
