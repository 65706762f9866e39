//! The hand-written files of a crate: manifest, crate root and runtime.
//!
//! Every file is copied or derived from the project's own crate.

use crate::failure::{Failure, relative};
use crate::manifest;
use crate::strip_tests::without_tests;
use crate::sync::{self, FileAction, FolderEntry, Plan};
use codegen::{Config, Diagnostic, Source};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use toml::Value;

/// The folder of the runtime in every crate.
const RUNTIME: &str = "src/runtime";
/// The folder of the Graph API module, for crates whose settings refer to it.
const GRAPH: &str = "src/graph";
/// The comment in the crate root that precedes the items for the Graph API.
const GRAPH_LINES: &str = "// Specific to the Graph API.";
/// Files that the user owns, checked for missing parts.
const CARGO: &str = "Cargo.toml";
const LIB: &str = "src/lib.rs";
const MANIFEST: &str = include_str!("../../codegen/templates/Cargo.toml");
const LIBRARY: &str = include_str!("../../codegen/templates/lib.rs");

/// The hand-written files of a crate, by path.
pub struct Files {
    /// Written once, then owned by the user.
    first: BTreeMap<String, Vec<u8>>,
    /// Copied on every run, without tests.
    runtime: BTreeMap<String, Vec<u8>>,
}

/// The changes of a crate's hand-written files.
#[derive(Default)]
pub struct Prepared {
    pub plan: Plan,
    /// The features added to the manifest.
    pub features: Vec<String>,
    /// Warnings about missing parts.
    pub warnings: Vec<(Source, Vec<Diagnostic>)>,
}

/// Returns the hand-written files of a crate with the given settings.
pub fn files(project: &Path, config: &Config) -> Result<Files, Failure> {
    let functions = [&config.verdict, &config.trace_id];
    let mut functions = functions.into_iter().flatten();
    let graph = functions.any(|path| path.starts_with("crate::graph::"));
    let crate_name = &config.crate_name;
    let mut first = BTreeMap::new();
    if graph {
        first = read_folder(project, GRAPH)?;
    }
    let manifest = manifest(project, crate_name)?;
    first.insert(CARGO.to_owned(), manifest.into_bytes());
    let library = library(project, crate_name, graph)?;
    first.insert(LIB.to_owned(), library.into_bytes());
    Ok(Files {
        first,
        runtime: without_tests(read_folder(project, RUNTIME)?),
    })
}

/// The files in a folder of the project's own crate.
fn read_folder(project: &Path, folder: &str) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let found = sync::scan(&project.join("generated"), folder)?;
    let files = found.into_iter().filter_map(|(path, found)| match found {
        FolderEntry::File(content) => Some((path, content)),
        FolderEntry::Link | FolderEntry::Other => None,
    });
    Ok(files.collect())
}

/// Plans the changes of the hand-written files of the crate at `root`, and warns about missing
/// parts of files that the user owns.
pub fn prepare(root: &Path, files: Files, features: &[String]) -> Result<Prepared, Failure> {
    let path = root.join(CARGO);
    let new = files
        .first
        .get(CARGO)
        .map(|text| String::from_utf8_lossy(text).into_owned());
    let new = new.unwrap_or_default();
    let library = files
        .first
        .get(LIB)
        .map(|text| String::from_utf8_lossy(text).into_owned());
    let mut plan = plan_files(root, files)?;
    if path.symlink_metadata().is_err() {
        let (text, _) = with_features(&path, &new, features)?;
        plan.write(FileAction::Create, CARGO.to_owned(), text.into_bytes());
        return Ok(Prepared {
            plan,
            ..Prepared::default()
        });
    }
    let mut prepared = own_features(root, features)?;
    let text = read(&path)?;
    let lacks =
        manifest::missing_parts(&text, &new).map_err(|error| invalid_toml(&path, &error))?;
    prepared
        .warnings
        .push((Source::unparsed(relative(&path), ""), lacks));
    let path = root.join(LIB);
    if let (Ok(root), Some(library)) = (fs::read_to_string(&path), library) {
        let lacks = manifest::missing_modules(&root, &library);
        prepared
            .warnings
            .push((Source::unparsed(relative(&path), ""), lacks));
    }
    prepared.plan.extend(plan);
    Ok(prepared)
}

/// Plans the features to add to the manifest of the crate at `root`.
pub fn own_features(root: &Path, features: &[String]) -> Result<Prepared, Failure> {
    let path = root.join(CARGO);
    let mut plan = Plan::default();
    let (text, added) = with_features(&path, &read(&path)?, features)?;
    if !added.is_empty() {
        plan.write(FileAction::Replace, CARGO.to_owned(), text.into_bytes());
    }
    Ok(Prepared {
        plan,
        features: added,
        warnings: Vec::new(),
    })
}

fn with_features(
    path: &Path,
    text: &str,
    features: &[String],
) -> Result<(String, Vec<String>), Failure> {
    manifest::with_features(text, features).map_err(|error| invalid_toml(path, &error))
}

fn invalid_toml(path: &Path, error: &toml_edit::TomlError) -> Failure {
    let problem = format!("invalid TOML in `{}`: {}", relative(path), error.message());
    Failure::unusable_path(path, problem, "fix the syntax, then run the command again")
}

/// Plans the hand-written files to write.
fn plan_files(root: &Path, files: Files) -> Result<Plan, Failure> {
    let present = sync::scan(root, RUNTIME)?;
    let mut plan = Plan::default();
    for (path, content) in files.runtime {
        match present.get(&path) {
            None => plan.write(FileAction::Create, path, content),
            Some(FolderEntry::File(now)) if *now == content => {}
            Some(_) => plan.write(FileAction::Replace, path, content),
        }
    }
    for (path, content) in files.first {
        // A symbolic link counts as an existing file, even if it is broken.
        if root.join(&path).symlink_metadata().is_err() {
            plan.write(FileAction::Create, path, content);
        }
    }
    Ok(plan)
}

/// The manifest of a new crate, with the dependencies of the project's own crate.
fn manifest(project: &Path, crate_name: &str) -> Result<String, Failure> {
    let workspace = parse_manifest(&read(&project.join("Cargo.toml"))?);
    let written = read(&project.join("generated/Cargo.toml"))?;
    let own = parse_manifest(&written);
    let package = &workspace["workspace"]["package"];
    let shared = &workspace["workspace"]["dependencies"];
    let dependencies: Vec<String> = table(&own["dependencies"])
        .map(|(name, own)| dependency(name, own, shared.get(name)))
        .collect();
    let manifest = MANIFEST
        .replace("{{name}}", crate_name)
        .replace("{{edition}}", text(&package["edition"]))
        .replace("{{rust-version}}", text(&package["rust-version"]))
        .replace("{{features}}", section(&written, "[features]"))
        .replace("{{dependencies}}", &dependencies.join("\n"))
        .replace("{{platforms}}", section(&written, "[target."));
    let path = project.join("generated/Cargo.toml");
    manifest::with_only(&manifest, codegen::RUNTIME_FEATURES)
        .map_err(|error| invalid_toml(&path, &error))
}

/// A section of a manifest, verbatim, from its heading to the next empty line.
fn section<'t>(manifest: &'t str, heading: &str) -> &'t str {
    let start = manifest
        .find(heading)
        .expect("the project's own crate has the section");
    let rest = &manifest[start..];
    let end = rest.find("\n\n").unwrap_or(rest.len());
    rest[..end].trim_end()
}

/// A dependency line that combines the entries of the crate and the workspace.
fn dependency(name: &str, own: &Value, shared: Option<&Value>) -> String {
    let entries = || [shared, Some(own)].into_iter().flatten();
    let version = entries().find_map(|entry| entry.get("version").or(Some(entry))?.as_str());
    let version = version.expect("every dependency has a version");
    let defaults = entries().find_map(|entry| entry.get("default-features")?.as_bool());
    let features: Vec<&str> = entries()
        .filter_map(|entry| entry.get("features")?.as_array())
        .flatten()
        .map(text)
        .collect();
    let mut parts = vec![format!("version = {version:?}")];
    if defaults == Some(false) {
        parts.push("default-features = false".to_owned());
    }
    if !features.is_empty() {
        parts.push(format!("features = {features:?}"));
    }
    if own.get("optional").and_then(Value::as_bool) == Some(true) {
        parts.push("optional = true".to_owned());
    }
    match parts.as_slice() {
        [_] => format!("{name} = {version:?}"),
        parts => format!("{name} = {{ {} }}", parts.join(", ")),
    }
}

/// The root of a new crate: the code of the project's own crate under a new front page.
fn library(project: &Path, crate_name: &str, graph: bool) -> Result<String, Failure> {
    let own = read(&project.join("generated/src/lib.rs"))?;
    let code = own.lines().skip_while(|line| line.starts_with("//!"));
    let code = code.take_while(|line| graph || *line != GRAPH_LINES);
    let page = LIBRARY
        .replace("{{title}}", &format!("Typed client `{crate_name}`."))
        .replace("{{library}}", &crate_name.replace('-', "_"));
    let text = code.fold(page, |text, line| text + line + "\n");
    Ok(text.trim_end().to_owned() + "\n")
}

fn parse_manifest(manifest: &str) -> Value {
    toml::from_str(manifest).expect("cargo accepted the manifest")
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))
}

fn table(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_table().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("cargo requires a string")
}
