//! The settings of a crate: `codegen.toml`.

mod selection;
mod webhooks;

use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
pub(crate) use selection::exact_patterns;
pub use selection::{OperationKeys, Pattern, Selection};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use syn::ext::IdentExt;
use syn::parse::Parser;
use toml::Spanned;
pub use webhooks::Webhooks;

const KEYS: &str = "use the keys `name` and `tag_features` in [crate], `overlays` and `folder` in [description], `include`, \
                    `exclude` and `webhooks` in [operations], `parameters`, `verdict`, `trace_id` and \
                    `error_summary` in [client], `scheme` and `update` in [webhooks], names of \
                    properties in [constructors], and JSON pointers in [conversions] and [names]";

/// The settings of a generated crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The name of the package.
    pub crate_name: String,
    /// True if each tag becomes a Cargo feature for the tag's operations and types. Defaults to
    /// true for two or more tags.
    pub tag_features: Option<bool>,
    /// The overlays in order of application, as paths relative to `codegen.toml`.
    pub overlays: Vec<String>,
    /// The folder that contains the files of the spec, relative to `codegen.toml`. References must
    /// not leave the folder. Defaults to the folder of the spec.
    pub folder: Option<String>,
    /// Selects operations. Components that the selected operations do not need are pruned.
    pub operations: Option<Selection>,
    /// Names of parameters that are set once on the client instead of per request.
    pub client_parameters: Vec<String>,
    /// The path of a hand-written function that decides if a response can be retried: a
    /// `runtime::http::Classify`.
    pub verdict: Option<String>,
    /// The path of a hand-written function that extracts the service's trace id from a response: a
    /// `runtime::http::TraceId`.
    pub trace_id: Option<String>,
    /// How webhooks are verified and read.
    pub webhooks: Webhooks,
    /// The path of a hand-written function that summarizes the error in a response: a
    /// `runtime::http::Summarize`.
    pub error_summary: Option<String>,
    /// The names of constructors for alternatives, by the properties that the alternative requires,
    /// separated by `, `.
    pub constructors: BTreeMap<String, String>,
    /// Objects and unions that a single value stands for: the name of the property or the variant,
    /// by JSON pointer.
    pub conversions: BTreeMap<String, String>,
    /// Rust names by JSON pointer, to resolve collisions and improve generated names.
    pub names: BTreeMap<String, String>,
    /// The spans in `codegen.toml` of the keys of `conversions` and `names`, and of the entries of
    /// `client_parameters`.
    pub spans: BTreeMap<String, Span>,
    /// True to ignore names and client parameters without a target, for a comparison: the settings
    /// may belong to a newer spec.
    pub ignores_unmatched: bool,
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
            webhooks: Webhooks::default(),
            error_summary: None,
            constructors: BTreeMap::new(),
            conversions: BTreeMap::new(),
            names: BTreeMap::new(),
            spans: BTreeMap::new(),
            ignores_unmatched: false,
        }
    }
}

impl Config {
    /// Parses TOML. Missing keys have the values of [`Config::default`].
    ///
    /// # Errors
    ///
    /// Returns TOML syntax errors, unknown keys, invalid names and invalid JSON pointers, each with
    /// a span.
    pub fn parse(name: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        // Lines are counted lazily, on the first error.
        let source = Source::unparsed(name, text);
        let file: File = toml::from_str(&source.text).map_err(|error| {
            let span = error.span().unwrap_or_default();
            vec![error_at(&source, span, error.message(), KEYS)]
        })?;
        let problems = validate(&source, &file);
        if !problems.is_empty() {
            return Err(problems);
        }
        let crate_name = file.package.name.map(Spanned::into_inner);
        let parameters = file.client.parameters.iter();
        let spans = file.names.keys().chain(file.conversions.keys());
        let spans = spans.chain(parameters);
        let spans = spans.map(|key| (key.get_ref().clone(), source.span_of(key.span())));
        let spans = spans.collect();
        let parameters = file.client.parameters.into_iter();
        let constructors = file.constructors.into_iter();
        let operations = file.operations.map(|operations| operations.read(&source));
        Ok(Self {
            crate_name: crate_name.unwrap_or_else(|| Self::default().crate_name),
            tag_features: file.package.tag_features,
            overlays: file.description.overlays,
            folder: file.description.folder,
            operations,
            client_parameters: parameters.map(Spanned::into_inner).collect(),
            verdict: file.client.verdict.map(Spanned::into_inner),
            trace_id: file.client.trace_id.map(Spanned::into_inner),
            webhooks: file.webhooks.read(),
            error_summary: file.client.error_summary.map(Spanned::into_inner),
            constructors: constructors
                .map(|(members, name)| (members, name.into_inner()))
                .collect(),
            conversions: without_spans(file.conversions),
            names: without_spans(file.names),
            spans,
            ignores_unmatched: false,
        })
    }
}

fn without_spans(entries: BTreeMap<Spanned<String>, Spanned<String>>) -> BTreeMap<String, String> {
    let entries = entries.into_iter();
    entries
        .map(|(pointer, name)| (pointer.into_inner(), name.into_inner()))
        .collect()
}

/// True if the name is valid for a Cargo package.
#[must_use]
pub fn is_crate_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|character| {
            character.is_ascii_alphanumeric() || character == '-' || character == '_'
        })
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    #[serde(rename = "crate")]
    package: Package,
    description: Description,
    operations: Option<Operations>,
    client: Client,
    webhooks: webhooks::Keys,
    constructors: BTreeMap<String, Spanned<String>>,
    conversions: BTreeMap<Spanned<String>, Spanned<String>>,
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
        let entry = |text: Spanned<String>| Pattern {
            place: source.span_of(text.span()),
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
    parameters: Vec<Spanned<String>>,
    verdict: Option<Spanned<String>>,
    trace_id: Option<Spanned<String>>,
    error_summary: Option<Spanned<String>>,
}

/// True for the path of a Rust item.
fn is_path(path: &str) -> bool {
    syn::parse_str::<syn::Path>(path).is_ok()
}

/// Validates names, paths and pointers.
fn validate(source: &Source, file: &File) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    if let Some(name) = &file.package.name
        && !is_crate_name(name.get_ref())
    {
        problems.push(error_at(
            source,
            name.span(),
            &format!("`{}` is not a valid package name", name.get_ref()),
            "use ASCII letters, digits, `-` and `_`, and start with a letter",
        ));
    }
    let client = &file.client;
    let functions = [&client.verdict, &client.trace_id, &client.error_summary];
    for path in functions.into_iter().flatten() {
        if is_path(path.get_ref()) {
            continue;
        }
        problems.push(error_at(
            source,
            path.span(),
            &format!("`{}` is not the path of a function", path.get_ref()),
            "name a function of the crate, as in \"crate::answers::verdict\"",
        ));
    }
    problems.extend(file.webhooks.problems(source));
    let mut check_identifier = |name: &Spanned<String>| {
        if syn::Ident::parse_any.parse_str(name.get_ref()).is_err() {
            problems.push(error_at(
                source,
                name.span(),
                &format!("`{}` is not a Rust identifier", name.get_ref()),
                "use letters, digits and `_`, and start with a letter",
            ));
        }
    };
    file.names.values().for_each(&mut check_identifier);
    file.constructors.values().for_each(&mut check_identifier);
    for pointer in file.names.keys().chain(file.conversions.keys()) {
        if !pointer.get_ref().starts_with('/') {
            problems.push(error_at(
                source,
                pointer.span(),
                &format!("`{}` is not a JSON pointer", pointer.get_ref()),
                "start with `/`, as in \"/components/schemas/Foo/properties/bar\"",
            ));
        }
    }
    problems
}

fn error_at(source: &Source, span: Range<usize>, problem: &str, help: &str) -> Diagnostic {
    Diagnostic::error("config", "", problem.trim().replace('\n', ", "))
        .with_span(source.span_of(span))
        .with_help(help)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
