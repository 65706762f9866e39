//! The manifest and the root of a new crate, derived from the project's own crate.

use super::{invalid_toml, read};
use crate::failure::Failure;
use crate::manifest;
use crate::workspace::Membership;
use codegen::emit::FrontPage;
use std::path::Path;
use toml::Value;

/// The last lines of the manifest of a crate in a folder below a workspace, but not a member.
const OWN_WORKSPACE: &str = "
# The workspace around the crate does not have the crate as a member.
[workspace]
";
/// The comment in the crate root that precedes the items for the Graph API.
const GRAPH_LINES: &str = "// Specific to the Graph API.";
/// The comment in the crate root that precedes the items of the project's own crate.
const OWN_LINES: &str = "// Specific to WhatsApp.";
const MANIFEST: &str = include_str!("../../../codegen/templates/Cargo.toml");
const README: &str = include_str!("../../../codegen/templates/README.md");
const LIBRARY: &str = include_str!("../../../codegen/templates/lib.rs");

/// The texts of a new crate that depend on the spec and the settings.
pub struct Names<'a> {
    pub crate_name: &'a str,
    pub page: &'a FrontPage,
    pub place: &'a Membership,
}

/// The manifest of a new crate, with the dependencies of the project's own crate.
pub fn manifest(project: &Path, names: &Names<'_>) -> Result<String, Failure> {
    let workspace = parse_manifest(&read(&project.join("Cargo.toml"))?);
    let written = read(&project.join("generated/Cargo.toml"))?;
    let own = parse_manifest(&written);
    let package = &workspace["workspace"]["package"];
    let shared = &workspace["workspace"]["dependencies"];
    let dependencies: Vec<String> = table(&own["dependencies"])
        .map(|(name, own)| dependency(name, own, shared.get(name)))
        .collect();
    let description = toml_edit::Value::from(format!("Typed client of {}.", names.page.title));
    let own_workspace = match names.place {
        Membership::Outside(_) => OWN_WORKSPACE,
        Membership::None | Membership::Member(_) => "",
    };
    let manifest = MANIFEST
        .replace("{{name}}", names.crate_name)
        .replace("{{edition}}", text(&package["edition"]))
        .replace("{{rust-version}}", text(&package["rust-version"]))
        .replace("{{license}}", text(&package["license"]))
        .replace("{{features}}", section(&written, "[features]"))
        .replace("{{dependencies}}", &dependencies.join("\n"))
        .replace("{{platforms}}", section(&written, "[target."))
        .replace("{{workspace}}", own_workspace)
        .replace("{{description}}", &description.to_string());
    let path = project.join("generated/Cargo.toml");
    manifest::with_only(&manifest, codegen::RUNTIME_FEATURES)
        .map_err(|error| invalid_toml(&path, &error))
}

/// The front page of a crate.
pub fn readme(project: &Path, names: &Names<'_>) -> Result<String, Failure> {
    let workspace = parse_manifest(&read(&project.join("Cargo.toml"))?);
    let FrontPage {
        title,
        version,
        description,
        call,
        features,
    } = names.page;
    let version = match version.as_str() {
        "" => String::new(),
        version => format!(", version {version}"),
    };
    let features = match features.as_str() {
        "" => String::new(),
        features => format!("{features}\n\n"),
    };
    let rust_version = text(&workspace["workspace"]["package"]["rust-version"]);
    let page = README
        .replace("{{name}}", names.crate_name)
        .replace("{{rust-version}}", rust_version)
        .replace("{{title}}", title)
        .replace("{{version}}", &version)
        .replace("{{features}}", &features)
        .replace("{{call}}", call)
        .replace(
            "\n{{description}}\n",
            &match description.as_str() {
                "" => String::new(),
                description => format!("\n{description}\n"),
            },
        );
    Ok(codegen::PAGE_HEADER.to_owned() + &page)
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
pub fn library(project: &Path, crate_name: &str, graph: bool) -> Result<String, Failure> {
    let own = read(&project.join("generated/src/lib.rs"))?;
    let code = own.lines().skip_while(|line| line.starts_with("//!"));
    let code = code.take_while(|line| *line != OWN_LINES && (graph || *line != GRAPH_LINES));
    let page = LIBRARY.replace("{{library}}", &crate_name.replace('-', "_"));
    let text = code.fold(page, |text, line| text + line + "\n");
    Ok(text.trim_end().to_owned() + "\n")
}

fn parse_manifest(manifest: &str) -> Value {
    toml::from_str(manifest).expect("cargo accepted the manifest")
}

fn table(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_table().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("cargo requires a string")
}
