//! The documents of a suite, and the operation for a call.

use super::scenario::Call;
use crate::conformance::{Stop, broken, read};
use codegen::ir::{Api, Operation};
use codegen::{Config, Source};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A document of a suite, with its crate.
pub struct Document {
    /// The name of the file, without extension and version.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// The name of the package, such as `doc-type-union`.
    pub package: String,
    /// The path of the `servers` entry, a template.
    server: String,
    /// The document in OpenAPI 3.2.
    pub root: Value,
    /// The lowered document.
    pub api: Api,
}

/// The operation for a call.
pub struct Target<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// The path of the server, without variables.
    pub server: String,
    /// The path parameters as sent, without percent-encoding.
    pub path: BTreeMap<String, String>,
}

impl Document {
    /// Reads a document. A version follows `@` in the file name.
    ///
    /// # Errors
    ///
    /// If the file has errors.
    pub fn read(path: &Path) -> Result<Self, Stop> {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let package = format!("doc-{stem}").to_lowercase();
        let package = package.replace(|found: char| !found.is_ascii_alphanumeric(), "-");
        let text = read(path)?;
        let problem = |problems: Vec<codegen::Diagnostic>| {
            let first = problems.iter().find(|problem| problem.is_error());
            let message = first.map_or("", |problem| problem.message.as_str());
            broken(&path.display(), &message)
        };
        let mut source = Source::parse(path.display().to_string(), text).map_err(problem)?;
        source.upgrade();
        let root = source.root.to_value();
        let config = Config {
            crate_name: package.clone(),
            ..Config::default()
        };
        let (api, _) =
            codegen::with_deep_stack(|| codegen::lower(&source, &config)).map_err(problem)?;
        let name = stem.split('@').next().unwrap_or_default().to_owned();
        Ok(Self {
            name,
            path: path.to_owned(),
            package,
            server: server_path(&root),
            root,
            api,
        })
    }

    /// The name of the library crate.
    #[must_use]
    pub fn library(&self) -> String {
        self.package.replace('-', "_")
    }

    /// Returns the operation for a call: the one with the fewest path parameters. A path `/` may be
    /// missing in the call.
    #[must_use]
    pub fn find(&self, call: &Call) -> Option<Target<'_>> {
        let uri = call.uri.replace('\\', "");
        let found = self.find_uri(&call.method, &uri);
        found.or_else(|| self.find_uri(&call.method, &format!("{uri}/")))
    }

    /// True if the URL of the call has the version of the document, or the document has no version.
    #[must_use]
    pub fn has_version_of(&self, call: &Call) -> bool {
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
        let mut segments = call.uri.split(['/', ':']);
        let version = stem.split_once('@');
        version.is_none_or(|(_, version)| segments.any(|segment| segment == version))
    }

    fn find_uri(&self, method: &str, uri: &str) -> Option<Target<'_>> {
        let operations = self.api.groups.iter().flat_map(|group| &group.operations);
        let method = method.to_uppercase();
        let same_method = operations.filter(|operation| operation.method == method);
        let found = same_method.filter_map(|operation| {
            let path = operation.path.split('?').next().unwrap_or_default();
            let (server, path) = bind(&self.server, path, uri)?;
            Some(Target {
                operation,
                server,
                path,
            })
        });
        found.min_by_key(|target| target.path.len())
    }
}

/// Returns the path of the first server, without scheme and host.
fn server_path(root: &Value) -> String {
    let url = root.pointer("/servers/0/url").and_then(Value::as_str);
    let url = url.unwrap_or_default();
    let path = match (url.split_once("://"), url.split_once('}')) {
        (Some((_, rest)), _) => rest.find('/').map_or("", |slash| &rest[slash..]),
        (None, Some((_, rest))) if url.starts_with('{') => rest,
        (None, _) => url,
    };
    match host_path(root) {
        "" => path.trim_end_matches('/').to_owned(),
        path => path.to_owned(),
    }
}

/// The path in `x-ms-parameterized-host`, such as `/v1` in `{Endpoint}/v1`.
#[must_use]
pub fn host_path(root: &Value) -> &str {
    let template = root["x-ms-parameterized-host"]["hostTemplate"].as_str();
    template.map_or("", |template| {
        template.rsplit('}').next().unwrap_or_default()
    })
}

/// Matches a URI with the template of a server and the template of an operation. Returns the path of
/// the server and the parameters of the operation.
fn bind(server: &str, path: &str, uri: &str) -> Option<(String, BTreeMap<String, String>)> {
    let ends = (0..=uri.len()).filter(|end| uri.is_char_boundary(*end));
    ends.map(|end| uri.split_at(end)).find_map(|(start, rest)| {
        let mut values = Vec::new();
        let fits = matches(server, start, &mut Vec::new()) && matches(path, rest, &mut values);
        fits.then(|| (start.to_owned(), values.into_iter().collect()))
    })
}

/// Matches a text with a template, and collects the values of the parameters.
fn matches(template: &str, text: &str, values: &mut Vec<(String, String)>) -> bool {
    let Some((literal, rest)) = template.split_once('{') else {
        return template == text;
    };
    let Some(text) = text.strip_prefix(literal) else {
        return false;
    };
    let Some((name, rest)) = rest.split_once('}') else {
        return false;
    };
    let end = text.find('/').unwrap_or(text.len());
    let ends = (1..=end).rev().filter(|end| text.is_char_boundary(*end));
    for end in ends {
        values.push((name.to_owned(), decoded(&text[..end])));
        if matches(rest, &text[end..], values) {
            return true;
        }
        values.pop();
    }
    false
}

/// Removes percent-encoding.
#[must_use]
pub fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
