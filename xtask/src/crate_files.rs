//! What a crate needs besides the generated files: a manifest, a root, the runtime.
//!
//! All of it comes from the project's own crate, so that it is true in one place.

use crate::stop::Stop;
use crate::sync::{self, Action, Found, Plan};
use codegen::Config;
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
const MANIFEST: &str = include_str!("../../codegen/templates/Cargo.toml");
const LIBRARY: &str = include_str!("../../codegen/templates/lib.rs");

/// The hand-written files of a crate by their path.
pub struct Files {
    /// Written once; from then on they are the user's.
    first: BTreeMap<String, Vec<u8>>,
    /// Copied verbatim, each time.
    runtime: BTreeMap<String, Vec<u8>>,
}

/// The hand-written files of a crate with these settings.
pub fn files(project: &Path, config: &Config) -> Result<Files, Stop> {
    let verdict = config.verdict.as_deref().unwrap_or_default();
    let graph = verdict.starts_with("crate::graph::");
    let crate_name = &config.crate_name;
    let mut first = BTreeMap::new();
    if graph {
        first = contents(project, GRAPH)?;
    }
    let manifest = manifest(project, crate_name)?;
    first.insert("Cargo.toml".to_owned(), manifest.into_bytes());
    let library = library(project, crate_name, graph)?;
    first.insert("src/lib.rs".to_owned(), library.into_bytes());
    Ok(Files {
        first,
        runtime: contents(project, RUNTIME)?,
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

/// Looks at the crate at `root` and decides which of its hand-written files to write.
pub fn plan_for(root: &Path, files: Files) -> Result<Plan, Stop> {
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
    Ok(MANIFEST
        .replace("{{name}}", crate_name)
        .replace("{{edition}}", text(&package["edition"]))
        .replace("{{rust-version}}", text(&package["rust-version"]))
        .replace("{{features}}", section(&written, "[features]"))
        .replace("{{dependencies}}", &dependencies.join("\n"))
        .replace("{{platforms}}", section(&written, "[target.")))
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
