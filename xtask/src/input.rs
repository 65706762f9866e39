//! Reads specs, overlays and settings from disk.

mod text_file;

use crate::failure::Failure;
use crate::spec_root::Root;
use codegen::{Config, Diagnostic, Source};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use text_file::bytes;
pub use text_file::text;

/// The settings of a crate and their source.
#[derive(Debug, Default)]
pub struct Settings {
    /// The settings.
    pub config: Config,
    /// The name and text of the settings file.
    file: Option<(String, String)>,
    /// The overlays listed in the settings, as paths.
    pub overlays: Vec<PathBuf>,
    /// The folder of the spec's files, if set.
    pub folder: Option<PathBuf>,
}

impl Settings {
    /// Settings without a file.
    #[must_use]
    pub fn of(config: Config) -> Self {
        Settings {
            config,
            ..Settings::default()
        }
    }
}

/// Options of the command line that add to the settings.
#[derive(Debug, Clone, Copy, Default)]
pub struct Given<'a> {
    /// Overlays, applied after the overlays of the settings.
    pub overlays: &'a [PathBuf],
    /// The folder of the spec's files, instead of the folder of the settings.
    pub folder: Option<&'a Path>,
}

/// Reads a spec and its settings, then applies the overlays.
///
/// # Errors
///
/// Returns the errors of the files.
pub fn read_spec(
    path: &Path,
    settings: Result<Settings, Failure>,
    given: &Given<'_>,
) -> Result<(Source, Config), Failure> {
    let named = settings
        .as_ref()
        .map_or(&[][..], |settings| &settings.overlays);
    let overlays = [named, given.overlays].concat();
    let named = settings
        .as_ref()
        .ok()
        .and_then(|settings| settings.folder.as_deref());
    let description = description(path, &overlays, given.folder.or(named));
    let (mut source, settings) = both(description, settings)?;
    if let Some((name, text)) = settings.file {
        source.add_settings(name, text);
    }
    Ok((source, settings.config))
}

/// Reads a spec, applies overlays, bundles its files and upgrades it to the current OpenAPI
/// version.
fn description(
    path: &Path,
    overlays: &[PathBuf],
    folder: Option<&Path>,
) -> Result<Source, Failure> {
    let mut source = bundle(path, folder, read_with_overlays(path, overlays)?)?;
    source.upgrade();
    Ok(source)
}

/// Reads a spec and applies overlays.
///
/// # Errors
///
/// Returns the errors of the files.
pub fn read_with_overlays(path: &Path, overlays: &[PathBuf]) -> Result<Source, Failure> {
    let source = parse_file(path, "pass the spec with `--spec FILE`");
    let read = |path: &PathBuf| {
        parse_file(
            path,
            "pass the overlay with `--overlay FILE` or `overlays` in codegen.toml",
        )
    };
    let start = source.map(|source| (source, Vec::new()));
    let (mut source, overlays) = overlays.iter().fold(start, |all, path| {
        let ((source, mut overlays), overlay) = both(all, read(path))?;
        overlays.push(overlay);
        Ok((source, overlays))
    })?;
    let mut problems = Vec::new();
    for overlay in overlays {
        problems.extend(source.overlay(overlay));
    }
    or_errors(source, problems)
}

/// Bundles the files of a spec. Errors are added to the warnings of the source.
///
/// # Errors
///
/// Fails if the spec is outside of the folder.
pub fn bundle(path: &Path, folder: Option<&Path>, mut source: Source) -> Result<Source, Failure> {
    let root = Root::of(path, folder)?;
    let problems = root.bundle(&mut source, &mut |path| referenced_text(&root.folder, path));
    // The spec can still be lowered, which reports the rest of the errors.
    source.warnings.extend(problems);
    Ok(source)
}

fn or_errors(source: Source, problems: Vec<Diagnostic>) -> Result<Source, Failure> {
    if problems.is_empty() {
        Ok(source)
    } else {
        Err(Failure::invalid_input(source, problems))
    }
}

/// Returns both values, or the errors of both.
///
/// # Errors
///
/// Returns the errors of both.
pub fn both<A, B>(
    first: Result<A, Failure>,
    second: Result<B, Failure>,
) -> Result<(A, B), Failure> {
    match (first, second) {
        (Ok(first), Ok(second)) => Ok((first, second)),
        (Err(first), Err(second)) => Err(first.and(second)),
        (Err(stop), _) | (_, Err(stop)) => Err(stop),
    }
}

/// Parses a YAML or JSON file.
fn parse_file(path: &Path, option: &str) -> Result<Source, Failure> {
    let (name, text) = text(path, option)?;
    let text = Arc::<str>::from(text);
    Source::parse(name.as_str(), Arc::clone(&text))
        .map_err(|problems| Failure::invalid_input(Source::unparsed(name, text), problems))
}

/// Returns the text of a referenced file. Symbolic links that leave the folder are not followed.
fn referenced_text(folder: &Path, path: &str) -> Option<String> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let file = folder.join(path).canonicalize().ok()?;
    let inside = file.starts_with(folder.canonicalize().ok()?);
    let bytes = inside.then(|| bytes(&file).ok()).flatten()?;
    String::from_utf8(bytes).ok()
}

/// Reads `codegen.toml` next to a spec, if the file exists.
///
/// # Errors
///
/// Returns the errors of the file.
pub fn adjacent_settings(description: &Path) -> Result<Settings, Failure> {
    let path = description.with_file_name("codegen.toml");
    match path.exists() {
        true => settings(&path),
        false => Ok(Settings::default()),
    }
}

/// Reads a settings file.
///
/// # Errors
///
/// Returns the errors of the file.
pub fn settings(path: &Path) -> Result<Settings, Failure> {
    let (name, text) = text(path, "pass the settings with `--config FILE`")?;
    let config = match Config::parse(&name, &text) {
        Ok(config) => config,
        Err(problems) => {
            return Err(Failure::invalid_input(
                Source::unparsed(name, text),
                problems,
            ));
        }
    };
    Ok(Settings {
        overlays: overlays_of(&config, path),
        folder: folder_of(&config, path),
        config,
        file: Some((name, text)),
    })
}

/// The overlays of the settings, resolved relative to the settings file.
#[must_use]
pub fn overlays_of(config: &Config, path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let overlays = config.overlays.iter();
    overlays.map(|overlay| folder.join(overlay)).collect()
}

/// The `folder` of the settings, resolved relative to the settings file.
#[must_use]
pub fn folder_of(config: &Config, path: &Path) -> Option<PathBuf> {
    let folder = path.parent().unwrap_or(Path::new(""));
    config.folder.as_ref().map(|named| folder.join(named))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::fs;

    fn overlay(update: &str) -> String {
        format!(
            "overlay: 1.1.0\ninfo: {{ title: O, version: '1' }}\nactions:\n- {{ target: $.info, update: {update} }}\n"
        )
    }

    #[test]
    fn applies_overlays_of_settings_before_overlays_of_command() {
        let folder = std::env::temp_dir().join(format!("overlays-{}", std::process::id()));
        fs::create_dir_all(folder.join("overlays")).unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.join(name);
            fs::write(&path, text).unwrap();
            path
        };
        let spec = write("api.yaml", "openapi: 3.1.0\ninfo: { title: T }\n");
        write(
            "overlays/a.yaml",
            &overlay("{ title: settings, version: '2' }"),
        );
        let last = write("b.yaml", &overlay("{ title: command }"));
        let config = write(
            "codegen.toml",
            "[description]\noverlays = ['overlays/a.yaml']\n",
        );
        let given = Given {
            overlays: &[last],
            folder: None,
        };
        let (source, _) = read_spec(&spec, settings(&config), &given).unwrap();
        fs::remove_dir_all(folder).unwrap();
        assert_eq!(
            source.root.get("info").unwrap().to_string(),
            r#"{"title":"command","version":"2"}"#
        );
    }
}
