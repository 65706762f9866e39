//! What a project settles once for its crate: `codegen.toml`.

mod selection;

use crate::diagnostic::Diagnostic;
use crate::source::Source;
pub(crate) use selection::words;
pub use selection::{Entry, Known, Selection};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use syn::ext::IdentExt;
use syn::parse::Parser;
use toml::Spanned;

const KEYS: &str = "the keys are `name` and `tag_features` in [crate], `overlays` and `folder` in [description], `include`, \
                    `exclude` and `webhooks` in [operations], `parameters`, `verdict` and \
                    `trace_id` in [client], and JSON pointers in [names]";

/// The settings of a crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The name of the package.
    pub crate_name: String,
    /// Whether each tag has a feature for its operations and their types; if not said, where there
    /// are at least two.
    pub tag_features: Option<bool>,
    /// The overlays of the description, as paths from the folder of the settings; in the order in
    /// which they are applied.
    pub overlays: Vec<String>,
    /// The folder that the files of the description are in, as a path from that of the settings. No
    /// reference may lead out of it; if it is not named, it is the folder of the description.
    pub folder: Option<String>,
    /// Which operations are wanted. If this is given, what they do not reach is left out.
    pub operations: Option<Selection>,
    /// The parameters that are set once on the client instead of per call, as the description
    /// names them.
    pub client_parameters: Vec<String>,
    /// The path of a function of the crate, written by hand, that says what answers mean for making
    /// a call again: a `runtime::calls::Judge`.
    pub verdict: Option<String>,
    /// The path of a function of the crate, written by hand, that finds by what id the service knows
    /// an answer: a `runtime::calls::TraceId`.
    pub trace_id: Option<String>,
    /// Rust names by JSON pointer. They settle collisions and ugly names.
    pub names: BTreeMap<String, String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            crate_name: "api".to_owned(),
            tag_features: None,
            overlays: Vec::new(),
            folder: None,
            operations: None,
            client_parameters: Vec::new(),
            verdict: None,
            trace_id: None,
            names: BTreeMap::new(),
        }
    }
}

impl Config {
    /// Reads TOML. What is left out is as in [`Config::default`].
    ///
    /// # Errors
    ///
    /// What is not TOML, unknown keys, names that are no names, and pointers that are no pointers,
    /// each with its place in the text.
    pub fn parse(name: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        // Its lines are counted when there is something to tell.
        let source = Source::unread(name, text);
        let file: File = toml::from_str(&source.text).map_err(|error| {
            let span = error.span().unwrap_or_default();
            vec![report(&source, span, error.message(), KEYS)]
        })?;
        let problems = problems(&source, &file);
        if !problems.is_empty() {
            return Err(problems);
        }
        let crate_name = file.package.name.map(Spanned::into_inner);
        let names = file.names.into_iter();
        let operations = file.operations.map(|operations| operations.read(&source));
        Ok(Self {
            crate_name: crate_name.unwrap_or_else(|| Self::default().crate_name),
            tag_features: file.package.tag_features,
            overlays: file.description.overlays,
            folder: file.description.folder,
            operations,
            client_parameters: file.client.parameters,
            verdict: file.client.verdict.map(Spanned::into_inner),
            trace_id: file.client.trace_id.map(Spanned::into_inner),
            names: names
                .map(|(at, name)| (at.into_inner(), name.into_inner()))
                .collect(),
        })
    }
}

/// Whether a package may have this name.
#[must_use]
pub fn is_crate_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .chars()
            .all(|one| one.is_ascii_alphanumeric() || one == '-' || one == '_')
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    #[serde(rename = "crate")]
    package: Package,
    description: Description,
    operations: Option<Operations>,
    client: Client,
    names: BTreeMap<Spanned<String>, Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Package {
    name: Option<Spanned<String>>,
    tag_features: Option<bool>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Description {
    overlays: Vec<String>,
    folder: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Operations {
    include: Vec<Spanned<String>>,
    exclude: Vec<Spanned<String>>,
    webhooks: bool,
}

impl Operations {
    fn read(self, source: &Source) -> Selection {
        let entry = |text: Spanned<String>| Entry {
            place: source.place_of(text.span()),
            text: text.into_inner(),
        };
        Selection {
            include: self.include.into_iter().map(entry).collect(),
            exclude: self.exclude.into_iter().map(entry).collect(),
            webhooks: self.webhooks,
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Client {
    parameters: Vec<String>,
    verdict: Option<Spanned<String>>,
    trace_id: Option<Spanned<String>>,
}

/// What TOML allows and a crate does not.
fn problems(source: &Source, file: &File) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    if let Some(name) = &file.package.name
        && !is_crate_name(name.get_ref())
    {
        problems.push(report(
            source,
            name.span(),
            &format!("`{}` cannot be the name of a package", name.get_ref()),
            "use ASCII letters, digits, `-` and `_`, and start with a letter",
        ));
    }
    let functions = [&file.client.verdict, &file.client.trace_id];
    let is_path = |path: &str| syn::parse_str::<syn::Path>(path).is_ok();
    for path in functions.into_iter().flatten() {
        if is_path(path.get_ref()) {
            continue;
        }
        problems.push(report(
            source,
            path.span(),
            &format!("`{}` is no path of a function", path.get_ref()),
            "name a function of the crate, as in \"crate::answers::verdict\"",
        ));
    }
    for (pointer, name) in &file.names {
        if !pointer.get_ref().starts_with('/') {
            problems.push(report(
                source,
                pointer.span(),
                &format!("`{}` is no JSON pointer", pointer.get_ref()),
                "start with `/`, as in \"/components/schemas/Foo/properties/bar\"",
            ));
        }
        if syn::Ident::parse_any.parse_str(name.get_ref()).is_err() {
            problems.push(report(
                source,
                name.span(),
                &format!("`{}` is no Rust name", name.get_ref()),
                "use letters, digits and `_`, and start with a letter",
            ));
        }
    }
    problems
}

fn report(source: &Source, span: Range<usize>, problem: &str, help: &str) -> Diagnostic {
    Diagnostic::error("config", "", problem.trim().replace('\n', ", "))
        .with_place(source.place_of(span))
        .with_help(help)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
