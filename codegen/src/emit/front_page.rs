//! The texts of a crate's front page: title, description, a first call and the features.

use super::docs::{markdown, one_line};
use crate::ir::{Api, Operation, Parameter, ParameterSource, SecurityScheme, Type};

/// The longest description, in lines. Some specs contain a manual.
const MAX_LINES: usize = 60;
/// The longest line of code.
const MAX_WIDTH: usize = 92;
/// The longest list of features.
const MAX_FEATURES: usize = 40;

/// The parts of a crate's front page, in Markdown.
#[derive(Debug)]
pub struct FrontPage {
    /// The title of the spec, without a full stop.
    pub title: String,
    /// The version of the spec.
    pub version: String,
    /// The description of the spec.
    pub description: String,
    /// Rust code that creates a client and sends a request.
    pub call: String,
    /// The features of parts of the API; empty without such features.
    pub features: String,
}

/// Returns the front page of a crate.
pub(crate) fn front_page(api: &Api) -> FrontPage {
    let title = match api.title.trim().trim_end_matches('.') {
        "" => api.library.as_str(),
        title => title,
    };
    FrontPage {
        title: one_line(title),
        version: one_line(&api.version),
        description: description(&api.description),
        call: call(api),
        features: features(api),
    }
}

/// The description, cut at a paragraph if too long.
fn description(text: &str) -> String {
    let lines = markdown(text);
    if lines.len() <= MAX_LINES {
        return lines.join("\n");
    }
    let lines = &lines[..MAX_LINES];
    let is_fence = |line: &&String| line.trim_start().starts_with("```");
    let end = (0..lines.len()).rev().find(|end| {
        lines[*end].is_empty() && lines[..*end].iter().filter(is_fence).count() % 2 == 0
    });
    lines[..end.unwrap_or_default()].join("\n")
}

/// A function that creates a client with the credentials of an operation, and calls the operation.
fn call(api: &Api) -> String {
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    let simple = operations.filter(|operation| arguments(operation).is_some());
    let first = simple.min_by_key(|operation| {
        let count = arguments(operation).map_or(0, |arguments| arguments.len());
        (operation.deprecated, operation.method != "GET", count)
    });
    let mut setters = Vec::new();
    if api.server.is_empty() {
        setters.push(".base_url(\"https://example.com\")".to_owned());
    }
    let parameters = api.client_parameters.iter();
    let parameters = parameters.filter(|parameter| parameter.default.is_none());
    setters.extend(parameters.map(|parameter| format!(".{}(\"…\")", parameter.name)));
    let schemes = first.and_then(|operation| operation.security.first());
    let schemes = schemes.into_iter().flatten();
    setters.extend(schemes.filter_map(|scheme| credential(api, scheme)));
    let argument = match setters.iter().any(|setter| setter.ends_with("(token)")) {
        true => "token: &str",
        false => "",
    };
    let library = &api.library;
    setters.insert(0, format!("let client = {library}::Client::builder()"));
    setters.push(".build()?;".to_owned());
    let separator = match setters.iter().map(String::len).sum::<usize>() <= MAX_WIDTH {
        true => "",
        false => "\n        ",
    };
    let lines = [
        format!("async fn first_call({argument}) -> Result<(), Box<dyn std::error::Error>> {{"),
        format!("    {}", setters.join(separator)),
        first.map(send).unwrap_or_default(),
        "    Ok(())\n}".to_owned(),
    ];
    let lines = lines.into_iter().filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The call of the setter for a credential.
fn credential(api: &Api, scheme: &SecurityScheme) -> Option<String> {
    if *scheme == SecurityScheme::Bearer {
        return Some(".bearer_token(token)".to_owned());
    }
    let mut known = api.credentials.iter();
    let known = known.find(|known| known.scheme == *scheme)?;
    Some(match scheme {
        SecurityScheme::Basic => format!(".{}(\"user\", \"password\")", known.name),
        SecurityScheme::Bearer | SecurityScheme::Key { .. } => format!(".{}(token)", known.name),
    })
}

fn send(operation: &Operation) -> String {
    let name = &operation.method_name;
    let arguments = arguments(operation).unwrap_or_default().join(", ");
    format!("    let response = client.{name}({arguments}).send().await?;")
}

/// The arguments of an operation as literals; `None` if an argument needs a type of the crate.
fn arguments(operation: &Operation) -> Option<Vec<&'static str>> {
    if operation.body.as_ref().is_some_and(|body| body.required) {
        return None;
    }
    let literal = |parameter: &Parameter| match parameter.ty {
        Type::String => Some("\"…\""),
        Type::Integer => Some("1"),
        Type::Unsigned => Some("1_u64"),
        Type::Boolean => Some("true"),
        _ => None,
    };
    let required = operation.parameters.iter();
    let required = required.filter(|one| one.presence == ParameterSource::Required);
    required.map(literal).collect()
}

fn features(api: &Api) -> String {
    let names = || api.features.iter().map(|name| format!("`{name}`"));
    match api.features.len() {
        0 => String::new(),
        count @ ..=MAX_FEATURES => {
            let names = names().collect::<Vec<_>>().join(", ");
            format!("The parts of the API are {count} features, on by default: {names}.")
        }
        count => {
            let names = names().take(5).collect::<Vec<_>>().join(", ");
            format!(
                "The parts of the API are {count} features, on by default: {names} and so on; see `Cargo.toml`."
            )
        }
    }
}
