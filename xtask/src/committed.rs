//! Files as they are in a revision, told by git.

use std::path::Path;
use std::process::{Command, Stdio};

/// The text of a file in a revision. The file itself may be gone, its folder may not.
///
/// # Errors
///
/// What git says: there is no such revision or file, or no repository, or no git.
pub fn text(revision: &str, path: &Path) -> Result<String, String> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    below(revision, folder.unwrap_or(Path::new(".")), &name)
}

/// The text of a file in a revision, by its path from a folder, which may lead upwards.
///
/// # Errors
///
/// Those of [`text`].
pub fn below(revision: &str, folder: &Path, path: &str) -> Result<String, String> {
    // Only with a dot in front is the path one from the folder.
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
