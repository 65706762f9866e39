//! What a crate needs besides the generated files: a manifest, a root, the runtime.
//!
//! All of it comes from the project's own crate, so that it is true in one place.

use crate::manifest;
use crate::stop::{Stop, shown};
use crate::sync::{self, Action, Found, Plan};
use crate::without_tests::without_tests;
use codegen::{Config, Diagnostic, Source};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use toml::Value;

/// Where the runtime is, in this project and in every crate.
const RUNTIME: &str = "src/runtime";
/// What is particular to the Graph API, for crates whose settings name it.
const GRAPH: &str = "src/graph";
/// Where the lines of the root begin that only such crates have.
const GRAPH_LINES: &str = "// For the Graph API alone.";
/// The files that are the user's from the start, and that are looked into.
const CARGO: &str = "Cargo.toml";
const LIB: &str = "src/lib.rs";
const MANIFEST: &str = include_str!("../../codegen/templates/Cargo.toml");
const LIBRARY: &str = include_str!("../../codegen/templates/lib.rs");

/// The hand-written files of a crate by their path.
pub struct Files {
    /// Written once; from then on they are the user's.
    first: BTreeMap<String, Vec<u8>>,
    /// Copied each time, without their tests.
    runtime: BTreeMap<String, Vec<u8>>,
}

/// What is to be done to the hand-written files of a crate.
#[derive(Default)]
pub struct Prepared {
    pub plan: Plan,
    /// The features that its manifest gets.
    pub features: Vec<String>,
    /// What it lacks.
    pub told: Vec<(Source, Vec<Diagnostic>)>,
}

/// The hand-written files of a crate with these settings.
pub fn files(project: &Path, config: &Config) -> Result<Files, Stop> {
    let functions = [&config.verdict, &config.trace_id];
    let mut functions = functions.into_iter().flatten();
    let graph = functions.any(|path| path.starts_with("crate::graph::"));
    let crate_name = &config.crate_name;
    let mut first = BTreeMap::new();
    if graph {
        first = contents(project, GRAPH)?;
    }
    let manifest = manifest(project, crate_name)?;
    first.insert(CARGO.to_owned(), manifest.into_bytes());
    let library = library(project, crate_name, graph)?;
    first.insert(LIB.to_owned(), library.into_bytes());
    Ok(Files {
        first,
        runtime: without_tests(contents(project, RUNTIME)?),
    })
}

/// The files of a folder of the project's own crate.
fn contents(project: &Path, folder: &str) -> Result<BTreeMap<String, Vec<u8>>, Stop> {
    let found = sync::look(&project.join("generated"), folder)?;
    let files = found.into_iter().filter_map(|(path, found)| match found {
        Found::File(content) => Some((path, content)),
        Found::Link | Found::Other => None,
    });
    Ok(files.collect())
}

/// Looks at the crate at `root`, decides which of its hand-written files to write, and tells what
/// those that are there lack.
pub fn prepare(root: &Path, files: Files, features: &[String]) -> Result<Prepared, Stop> {
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
    let mut plan = plan_for(root, files)?;
    if path.symlink_metadata().is_err() {
        let (text, _) = with_features(&path, &new, features)?;
        plan.write(Action::Create, CARGO.to_owned(), text.into_bytes());
        return Ok(Prepared {
            plan,
            ..Prepared::default()
        });
    }
    let mut prepared = own_features(root, features)?;
    let text = read(&path)?;
    let lacks = manifest::lacks(&text, &new).map_err(|error| no_toml(&path, &error))?;
    prepared
        .told
        .push((Source::unread(shown(&path), ""), lacks));
    let path = root.join(LIB);
    if let (Ok(root), Some(library)) = (fs::read_to_string(&path), library) {
        let lacks = manifest::root_lacks(&root, &library);
        prepared
            .told
            .push((Source::unread(shown(&path), ""), lacks));
    }
    prepared.plan.extend(plan);
    Ok(prepared)
}

/// Decides which features the manifest of the crate at `root` gets.
pub fn own_features(root: &Path, features: &[String]) -> Result<Prepared, Stop> {
    let path = root.join(CARGO);
    let mut plan = Plan::default();
    let (text, added) = with_features(&path, &read(&path)?, features)?;
    if !added.is_empty() {
        plan.write(Action::Replace, CARGO.to_owned(), text.into_bytes());
    }
    Ok(Prepared {
        plan,
        features: added,
        told: Vec::new(),
    })
}

fn with_features(
    path: &Path,
    text: &str,
    features: &[String],
) -> Result<(String, Vec<String>), Stop> {
    manifest::with_features(text, features).map_err(|error| no_toml(path, &error))
}

fn no_toml(path: &Path, error: &toml_edit::TomlError) -> Stop {
    let problem = format!("this is not TOML: {}", error.message());
    Stop::path(path, problem, "correct it, then run the command again")
}

/// Decides which of the hand-written files to write.
fn plan_for(root: &Path, files: Files) -> Result<Plan, Stop> {
    let present = sync::look(root, RUNTIME)?;
    let mut plan = Plan::default();
    for (path, content) in files.runtime {
        match present.get(&path) {
            None => plan.write(Action::Create, path, content),
            Some(Found::File(now)) if *now == content => {}
            Some(_) => plan.write(Action::Replace, path, content),
        }
    }
    for (path, content) in files.first {
        // A link counts as present, wherever it leads.
        if root.join(&path).symlink_metadata().is_err() {
            plan.write(Action::Create, path, content);
        }
    }
    Ok(plan)
}

/// The manifest of a new crate: it depends on what the project's own one does.
fn manifest(project: &Path, crate_name: &str) -> Result<String, Stop> {
    let workspace = parsed(&read(&project.join("Cargo.toml"))?);
    let written = read(&project.join("generated/Cargo.toml"))?;
    let own = parsed(&written);
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
        .map_err(|error| no_toml(&path, &error))
}

/// A section of a manifest as it is written, from its heading to the line before the next.
fn section<'t>(manifest: &'t str, heading: &str) -> &'t str {
    let start = manifest
        .find(heading)
        .expect("the project's own crate has this section");
    let rest = &manifest[start..];
    let end = rest.find("\n\n").unwrap_or(rest.len());
    rest[..end].trim_end()
}

/// A line of a manifest: a dependency with what its crate and its workspace say of it.
fn dependency(name: &str, own: &Value, shared: Option<&Value>) -> String {
    let both = || [shared, Some(own)].into_iter().flatten();
    let version = both().find_map(|said| said.get("version").or(Some(said))?.as_str());
    let version = version.expect("every dependency has a version");
    let defaults = both().find_map(|said| said.get("default-features")?.as_bool());
    let features: Vec<&str> = both()
        .filter_map(|said| said.get("features")?.as_array())
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

/// The root of a new crate: the code is the same for every crate, the front page is not.
fn library(project: &Path, crate_name: &str, graph: bool) -> Result<String, Stop> {
    let own = read(&project.join("generated/src/lib.rs"))?;
    let code = own.lines().skip_while(|line| line.starts_with("//!"));
    let code = code.take_while(|line| graph || *line != GRAPH_LINES);
    let page = LIBRARY
        .replace("{{title}}", &format!("Typed client `{crate_name}`."))
        .replace("{{library}}", &crate_name.replace('-', "_"));
    let whole = code.fold(page, |text, line| text + line + "\n");
    Ok(whole.trim_end().to_owned() + "\n")
}

fn parsed(manifest: &str) -> Value {
    toml::from_str(manifest).expect("cargo has read this manifest before")
}

fn read(path: &Path) -> Result<String, Stop> {
    fs::read_to_string(path).map_err(|error| Stop::io("read", path, &error))
}

fn table(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_table().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("cargo accepts only a string here")
}
