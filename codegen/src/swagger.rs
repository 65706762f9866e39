//! Converts Swagger 2.0 to OpenAPI 3.0, so that later stages handle OpenAPI only.
//!
//! The conversion keeps mistakes: they are reported for the converted spec with the original span.
//!
//! ```yaml
//! parameters: [{ name: pet, in: body, schema: { $ref: '#/definitions/Pet' } }]
//! # requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
//! ```

mod inline;
mod operations;
mod parameters;

use crate::diagnostic::Diagnostic;
use crate::json::Json;
use crate::source::{Source, for_each_reference, has_names, is_data};
use serde_json::{Map, Value, json};

/// Properties of the root, and the properties of `components` that replace each.
const COMPONENT_MAPS: &[(&str, &str)] = &[
    ("definitions", "schemas"),
    ("parameters", "parameters"),
    ("responses", "responses"),
    ("securityDefinitions", "securitySchemes"),
];

impl Source {
    /// Converts Swagger 2.0 to OpenAPI 3.0. Leaves specs of other versions unchanged.
    pub fn upgrade(&mut self) {
        let version = self.root.get("swagger");
        // Unquoted, YAML reads `2.0` as a number.
        let is_number = version.and_then(Json::as_f64) == Some(2.0);
        if !is_number && version.and_then(Json::as_str) != Some("2.0") {
            return;
        }
        if is_number {
            let problem = "expected a string for `swagger`, found a number";
            let warning = Diagnostic::warning("wrong-type", "/swagger", problem);
            let warning = warning.with_help("quote the version: `swagger: \"2.0\"`");
            self.warnings.push(warning);
        }
        self.inline();
        let Value::Object(mut root) = std::mem::take(&mut self.root).to_value() else {
            return;
        };
        root.remove("swagger");
        root.insert("openapi".to_owned(), json!("3.0.3"));
        let mut moves = Moves::default();
        operations::convert(&mut root, &mut moves);
        servers(&mut root);
        components(&mut root, &mut moves);
        let mut root = Value::Object(root);
        schemas(&mut root, false);
        self.root = root.into();
        for_each_reference(&mut self.root, &mut |_, reference| {
            rewrite_reference(reference, &moves);
        });
        self.record_moves(&moves.0);
        self.inline_components();
    }
}

/// New and old pointers of moved values.
#[derive(Default)]
struct Moves(Vec<(String, String)>);

impl Moves {
    fn add(&mut self, new: impl Into<String>, old: impl Into<String>) {
        self.0.push((new.into(), old.into()));
    }
}

/// Rewrites a reference to a moved target.
fn rewrite_reference(reference: &mut Box<str>, moves: &Moves) {
    for (old, new) in COMPONENT_MAPS {
        if let Some(rest) = reference.strip_prefix(&format!("#/{old}/")) {
            *reference = format!("#/components/{new}/{rest}").into();
            return;
        }
    }
    // A reference to a schema inside an operation, or into the schema.
    let schema = reference
        .strip_prefix('#')
        .filter(|target| target.starts_with("/paths/"));
    let found = schema.and_then(|target| {
        let mut schemas = moves.0.iter().filter(|(new, _)| new.ends_with("/schema"));
        schemas.find_map(|(new, old)| {
            let rest = target.strip_prefix(old.as_str())?;
            let is_inside = rest.is_empty() || rest.starts_with('/');
            is_inside.then(|| format!("#{}{rest}", new.replace('%', "%25")))
        })
    });
    if let Some(new) = found {
        *reference = new.into();
    }
}

/// Replaces `schemes`, `host` and `basePath` by one entry of `servers`.
fn servers(root: &mut Map<String, Value>) {
    let schemes = root.remove("schemes");
    let host = root.remove("host");
    let base = root.remove("basePath");
    let text = |value: &Option<Value>| value.as_ref().and_then(Value::as_str).map(str::to_owned);
    let schemes: Vec<&str> = schemes
        .iter()
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let scheme = match schemes.as_slice() {
        [] => "https",
        names if names.contains(&"https") => "https",
        [first, ..] => first,
    };
    let base = text(&base).unwrap_or_default();
    let base = base.trim_end_matches('/');
    let url = match text(&host) {
        Some(host) => format!("{scheme}://{host}{base}"),
        None => base.to_owned(),
    };
    if !url.is_empty() {
        root.insert("servers".to_owned(), json!([{ "url": url }]));
    }
}

fn components(root: &mut Map<String, Value>, moves: &mut Moves) {
    let mut components = Map::new();
    for (old, new) in COMPONENT_MAPS {
        if let Some(value) = root.remove(*old) {
            moves.add(format!("/components/{new}"), format!("/{old}"));
            components.insert((*new).to_owned(), value);
        }
    }
    if let Some(Value::Object(schemes)) = components.get_mut("securitySchemes") {
        schemes.values_mut().for_each(security_scheme);
    }
    root.insert("components".to_owned(), Value::Object(components));
}

fn security_scheme(scheme: &mut Value) {
    let kind = scheme.get("type").and_then(Value::as_str);
    if kind == Some("basic") {
        scheme["type"] = json!("http");
        scheme["scheme"] = json!("basic");
    }
}

/// Converts keywords of schemas: `discriminator`, `type: file`, `x-nullable`.
///
/// `are_names` is true inside `properties` and similar maps. Examples are skipped.
fn schemas(value: &mut Value, are_names: bool) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| schemas(item, false)),
        Value::Object(members) if are_names => {
            members
                .values_mut()
                .for_each(|member| schemas(member, false));
        }
        Value::Object(members) => {
            if let Some(Value::String(property)) = members.get("discriminator") {
                let discriminator = json!({ "propertyName": property });
                members.insert("discriminator".to_owned(), discriminator);
            }
            if members.get("type") == Some(&json!("file")) {
                members.insert("type".to_owned(), json!("string"));
                members.insert("format".to_owned(), json!("binary"));
            }
            if let Some(nullable @ Value::Bool(_)) = members.get("x-nullable").cloned() {
                members.insert("nullable".to_owned(), nullable);
            }
            let members = members.iter_mut().filter(|(name, _)| !is_data(name));
            members.for_each(|(name, member)| schemas(member, has_names(name)));
        }
        _ => {}
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
