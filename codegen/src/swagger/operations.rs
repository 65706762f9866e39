//! Converts paths and operations of Swagger 2.0.

use super::Moves;
use super::parameters::{self, ParameterKind};
use crate::fields::METHODS;
use crate::source::pointer::child;
use serde_json::{Map, Value, json};

/// Settings of the root that operations fall back to: media types and shared parameters.
struct Defaults {
    consumes: Vec<String>,
    produces: Vec<String>,
    /// The shared `parameters` of the root.
    parameters: Value,
}

/// Converts operations and the shared parameters and responses.
pub(super) fn convert(root: &mut Map<String, Value>, moves: &mut Moves) {
    let defaults = Defaults {
        consumes: strings(root.remove("consumes").as_ref()).unwrap_or_default(),
        produces: strings(root.remove("produces").as_ref()).unwrap_or_default(),
        parameters: root.get("parameters").cloned().unwrap_or_default(),
    };
    if let Some(Value::Object(paths)) = root.get_mut("paths") {
        for (path, item) in paths {
            let pointer = child("/paths", path);
            path_item(item, &pointer, &defaults, moves);
        }
    }
    if let Some(Value::Object(responses)) = root.get_mut("responses") {
        for (name, value) in responses {
            let new = child("/components/responses", name);
            response(
                value,
                &new,
                &child("/responses", name),
                &defaults.produces,
                moves,
            );
        }
    }
    if let Some(Value::Object(shared)) = root.get_mut("parameters") {
        shared.retain(|_, value| parameters::kind(value) == ParameterKind::Plain);
        for (name, value) in shared {
            let new = child("/components/parameters", name);
            parameters::convert_parameter(value, &new, &child("/parameters", name), moves);
        }
    }
}

fn path_item(item: &mut Value, pointer: &str, defaults: &Defaults, moves: &mut Moves) {
    let Some(members) = item.as_object_mut() else {
        return;
    };
    let shared = members.remove("parameters");
    let shared = list_parameters(shared.as_ref(), &format!("{pointer}/parameters"), defaults);
    for method in METHODS {
        if let Some(Value::Object(members)) = members.get_mut(*method) {
            operation(
                members,
                &format!("{pointer}/{method}"),
                &shared,
                defaults,
                moves,
            );
        }
    }
}

/// Returns parameters with pointers; a reference to a body or form parameter is resolved.
fn list_parameters(
    list: Option<&Value>,
    pointer: &str,
    defaults: &Defaults,
) -> Vec<(Value, String)> {
    let values = list
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate();
    let resolve = |(index, value): (usize, &Value)| match target(value, defaults) {
        Some((name, target)) if parameters::kind(target) != ParameterKind::Plain => {
            (target.clone(), child("/parameters", name))
        }
        _ => (value.clone(), format!("{pointer}/{index}")),
    };
    values.map(resolve).collect()
}

/// Returns the shared parameter that a `$ref` names.
fn target<'v>(value: &'v Value, defaults: &'v Defaults) -> Option<(&'v str, &'v Value)> {
    let reference = value.get("$ref").and_then(Value::as_str)?;
    let name = reference.strip_prefix("#/parameters/")?;
    Some((name, defaults.parameters.get(name)?))
}

fn operation(
    members: &mut Map<String, Value>,
    pointer: &str,
    shared: &[(Value, String)],
    defaults: &Defaults,
    moves: &mut Moves,
) {
    let consumes = strings(members.remove("consumes").as_ref());
    let consumes = consumes.unwrap_or_else(|| defaults.consumes.clone());
    let produces = strings(members.remove("produces").as_ref());
    let produces = produces.unwrap_or_else(|| defaults.produces.clone());
    members.remove("schemes");
    let own = members.remove("parameters");
    let own = list_parameters(own.as_ref(), &format!("{pointer}/parameters"), defaults);
    // A parameter of the operation overrides the parameter of the path with the same name and
    // location.
    let key = |value: &Value| {
        let value = target(value, defaults).map_or(value, |(_, target)| target);
        (value.get("name").cloned(), value.get("in").cloned())
    };
    let inherited = shared
        .iter()
        .filter(|(value, _)| !own.iter().any(|(own, _)| key(own) == key(value)));
    let effective: Vec<(Value, String)> = inherited.cloned().chain(own.iter().cloned()).collect();
    let mut plain = Vec::new();
    let mut form = Vec::new();
    for (mut value, old) in effective {
        match parameters::kind(&value) {
            ParameterKind::Body => {
                let new = format!("{pointer}/requestBody");
                let body = parameters::body(&value, &consumes, &new, &old, moves);
                members.insert("requestBody".to_owned(), body);
            }
            ParameterKind::Form => form.push((value, old)),
            ParameterKind::Plain => {
                let new = format!("{pointer}/parameters/{}", plain.len());
                parameters::convert_parameter(&mut value, &new, &old, moves);
                plain.push(value);
            }
        }
    }
    if !form.is_empty() {
        let new = format!("{pointer}/requestBody");
        let body = parameters::form(&form, &consumes, &new, moves);
        members.insert("requestBody".to_owned(), body);
    }
    members.insert("parameters".to_owned(), Value::Array(plain));
    if let Some(Value::Object(responses)) = members.get_mut("responses") {
        for (status, value) in responses {
            let place = child(&format!("{pointer}/responses"), status);
            // `produces` describes success; error responses default to JSON.
            let is_success =
                status.starts_with('2') || produces.iter().any(|name| name.contains("json"));
            let produces = if is_success { produces.as_slice() } else { &[] };
            response(value, &place, &place, produces, moves);
        }
    }
}

fn response(value: &mut Value, new: &str, old: &str, produces: &[String], moves: &mut Moves) {
    let Some(members) = value.as_object_mut() else {
        return;
    };
    if let Some(Value::Object(headers)) = members.get_mut("headers") {
        for (name, header) in headers {
            let place = format!("/headers/{}", name.replace('~', "~0").replace('/', "~1"));
            parameters::convert_parameter(
                header,
                &format!("{new}{place}"),
                &format!("{old}{place}"),
                moves,
            );
        }
    }
    let mut examples = match members.remove("examples") {
        Some(Value::Object(examples)) => examples,
        _ => Map::new(),
    };
    let Some(schema) = members.remove("schema") else {
        return;
    };
    let is_file = schema.get("type") == Some(&json!("file"));
    let names = match produces {
        [] if is_file => vec!["application/octet-stream".to_owned()],
        [] => vec!["application/json".to_owned()],
        names => names.to_vec(),
    };
    let mut content = Map::new();
    for name in names {
        let place = child(&format!("{new}/content"), &name);
        moves.add(format!("{place}/schema"), format!("{old}/schema"));
        moves.add(place, old);
        let mut media = json!({ "schema": schema });
        if let Some(example) = examples.remove(&name) {
            media["example"] = example;
        }
        content.insert(name, media);
    }
    members.insert("content".to_owned(), Value::Object(content));
}

fn strings(value: Option<&Value>) -> Option<Vec<String>> {
    let strings = value?.as_array()?.iter().filter_map(Value::as_str);
    Some(strings.map(str::to_owned).collect())
}
