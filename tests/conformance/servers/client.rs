//! Writes the client of a call, with credentials.

use super::argument;
use super::document::{Document, Target};
use super::program::plain;
use super::scenario::Call;
use codegen::ir::{Operation, SecurityScheme};
use std::fmt::Write as _;

/// Builds the client. Headers that are neither parameters nor credentials are headers of the client.
#[must_use]
pub fn client(document: &Document, call: &Call, target: &Target<'_>) -> String {
    let library = document.library();
    let mut settings = String::new();
    let parameters = &target.operation.parameters;
    for (name, value) in &call.request.headers {
        let is_parameter = parameters.iter().any(|parameter| {
            parameter.location == "header" && parameter.wire.eq_ignore_ascii_case(name)
        });
        let body = target.operation.body.as_ref();
        let is_content_type = name.eq_ignore_ascii_case("content-type")
            && body.is_some_and(|body| value == body.media_type.as_str());
        if is_parameter || is_content_type {
            continue;
        }
        let value = plain(value);
        let _ = match credential(document, "header", name) {
            Some(setter) => write!(settings, ".{setter}({value:?})"),
            None => match value.strip_prefix("Bearer ") {
                Some(token) => write!(settings, ".bearer_token({token:?})"),
                None => write!(settings, ".header({name:?}, {value:?})"),
            },
        };
    }
    settings.push_str(&missing_credentials(document, call, target.operation));
    for (name, value) in &call.request.query {
        if let Some(setter) = credential(document, "query", name) {
            let _ = write!(settings, ".{setter}({:?})", plain(value));
        }
    }
    format!(
        "    let client = {library}::Client::builder()\n        \
         .base_url(base + {:?}).retry({library}::Retry::never()).redirects(5){settings};\n    \
         let client = client.build().map_err(text)?;\n",
        target.server
    )
}

/// Sets the credentials that the operation requires, and the call does not describe: the client sends
/// no request without. A call that describes an alternative of `security` needs no other.
fn missing_credentials(document: &Document, call: &Call, operation: &Operation) -> String {
    let is_missing = |scheme: &&SecurityScheme| !is_described(call, scheme);
    let mut alternatives = operation.security.iter();
    if alternatives.any(|schemes| !schemes.iter().any(|scheme| is_missing(&scheme))) {
        return String::new();
    }
    let required = operation.security.first().into_iter().flatten();
    let setters = required
        .filter(is_missing)
        .filter_map(|scheme| match scheme {
            SecurityScheme::Bearer => Some(".bearer_token(\"none\")".to_owned()),
            SecurityScheme::Basic => None,
            SecurityScheme::Key { place, parameter } => {
                let setter = credential(document, place, parameter);
                setter.map(|setter| format!(".{setter}(\"none\")"))
            }
        });
    setters.collect()
}

/// True if the call describes a credential of the scheme.
fn is_described(call: &Call, scheme: &SecurityScheme) -> bool {
    let headers = &call.request.headers;
    match scheme {
        SecurityScheme::Bearer | SecurityScheme::Basic => {
            argument::find(headers, "authorization").is_some()
        }
        SecurityScheme::Key { parameter, .. } => {
            argument::find(headers, parameter).is_some()
                || call.request.query.contains_key(parameter)
        }
    }
}

fn credential<'a>(document: &'a Document, location: &str, name: &str) -> Option<&'a str> {
    let mut credentials = document.api.credentials.iter();
    let found = credentials.find(|credential| match &credential.scheme {
        SecurityScheme::Key { place, parameter } => {
            *place == location && parameter.eq_ignore_ascii_case(name)
        }
        SecurityScheme::Bearer | SecurityScheme::Basic => false,
    });
    found.map(|credential| credential.name.as_str())
}
