//! Reads specs, overlays and settings from disk.

use crate::failure::{Failure, INVALID_INPUT, relative};
use crate::spec_root::Root;
use codegen::{Config, Diagnostic, Source};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The size limit of an input file: about fifty times the largest known spec.
const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// The settings of a crate and their source.
#[derive(Debug, Default)]
pub struct Settings {
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
    pub fn of(config: Config) -> Self {
        Settings {
            config,
            ..Settings::default()
        }
    }
}

/// Reads a spec and its settings, then applies the overlays of the settings, followed by
/// `overlays`.
pub fn read_spec(
    path: &Path,
    settings: Result<Settings, Failure>,
    overlays: &[PathBuf],
) -> Result<(Source, Config), Failure> {
    let named = settings
        .as_ref()
        .map_or(&[][..], |settings| &settings.overlays);
    let overlays = [named, overlays].concat();
    let folder = settings
        .as_ref()
        .ok()
        .and_then(|settings| settings.folder.clone());
    let description = description(path, &overlays, folder.as_deref());
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
    bundle_and_upgrade(path, folder, read_with_overlays(path, overlays)?)
}

/// Reads a spec and applies overlays.
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

/// Bundles the files of a spec and upgrades it to the current OpenAPI version.
pub fn bundle_and_upgrade(
    path: &Path,
    folder: Option<&Path>,
    mut source: Source,
) -> Result<Source, Failure> {
    let root = Root::of(path, folder)?;
    let problems = root.bundle(&mut source, &mut |path| referenced_text(&root.folder, path));
    source.upgrade();
    or_errors(source, problems)
}

fn or_errors(source: Source, problems: Vec<Diagnostic>) -> Result<Source, Failure> {
    if problems.is_empty() {
        Ok(source)
    } else {
        Err(Failure::invalid_input(source, problems))
    }
}

/// Returns both values, or the errors of both.
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
pub fn adjacent_settings(description: &Path) -> Result<Settings, Failure> {
    let path = description.with_file_name("codegen.toml");
    match path.exists() {
        true => settings(&path),
        false => Ok(Settings::default()),
    }
}

/// Reads a settings file.
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
pub fn overlays_of(config: &Config, path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let overlays = config.overlays.iter();
    overlays.map(|overlay| folder.join(overlay)).collect()
}

/// The `folder` of the settings, resolved relative to the settings file.
pub fn folder_of(config: &Config, path: &Path) -> Option<PathBuf> {
    let folder = path.parent().unwrap_or(Path::new(""));
    config.folder.as_ref().map(|named| folder.join(named))
}

/// Returns the display name and the text of a file. `option` completes the help text.
pub fn text(path: &Path, option: &str) -> Result<(String, String), Failure> {
    let name = relative(path);
    let bytes = bytes(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Failure::unusable_path(
            path,
            format!("file `{name}` not found"),
            &format!("check the path, or {option}"),
        ),
        io::ErrorKind::IsADirectory => Failure::unusable_path(
            path,
            format!("expected a file, found the folder `{name}`"),
            option,
        ),
        _ => Failure::io("read", path, &error),
    })?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok((name, text)),
        Err(error) => Err(not_utf8(
            name,
            error.as_bytes(),
            error.utf8_error().valid_up_to(),
        )),
    }
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // One spare byte lets the read detect the end of the file without growing the buffer.
    let size = metadata.len().min(MAX_BYTES) + 1;
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    File::open(path)?
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= MAX_BYTES) {
        Ok(bytes)
    } else {
        Err(io::Error::other(format!(
            "the file has more than {MAX_BYTES} bytes"
        )))
    }
}

fn not_utf8(name: String, bytes: &[u8], valid: usize) -> Failure {
    let problem = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "expected UTF-8, found UTF-16".to_owned(),
        _ => format!(
            "invalid UTF-8: byte {:#04x}",
            bytes.get(valid).copied().unwrap_or_default()
        ),
    };
    // The text before the first invalid byte is unchanged.
    let source = Source::unparsed(name, String::from_utf8_lossy(bytes));
    let place = source.span_of(valid..valid + '\u{fffd}'.len_utf8());
    let diagnostic = Diagnostic::error("not-utf-8", "", problem)
        .with_span(place)
        .with_help("save the file as UTF-8");
    Failure {
        exit: INVALID_INPUT,
        inputs: vec![(source, vec![diagnostic])],
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

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
        let (source, _) = read_spec(&spec, settings(&config), &[last]).unwrap();
        fs::remove_dir_all(folder).unwrap();
        assert_eq!(
            source.root.get("info").unwrap().to_string(),
            r#"{"title":"command","version":"2"}"#
        );
    }
}
