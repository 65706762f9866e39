//! Removes secrets from recorded exchanges.

use crate::runtime::fake::judge::Judged;
use crate::runtime::fake::pairs::{cookie_pairs, cookies};
use crate::runtime::fake::schema::Schema;
use crate::runtime::http::{
    API, Keep, ParameterLocation, SecurityScheme, decode, encode, suggests_secret,
};
use crate::runtime::rules::Rule;
use crate::runtime::wire::{Json, Object};
use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::{HeaderName, Request};

/// The text in place of a secret.
const HIDDEN: &str = "[hidden]";
/// Shorter values would also hide parts of ordinary words.
const LEAST_LENGTH: usize = 6;
/// The names of properties with secrets, in lower case and without separators. Unlike names of
/// parameters, `pageToken` and `key` often name ordinary values.
const PROPERTIES: [&str; 8] = [
    "accesstoken",
    "apikey",
    "clientsecret",
    "idtoken",
    "password",
    "privatekey",
    "refreshtoken",
    "secret",
];

/// The secrets of an exchange.
pub(super) struct Secrets {
    /// The values of credentials, also percent-encoded, the longest first.
    values: Vec<String>,
}

impl Secrets {
    /// Finds the credentials of a request.
    pub(super) fn of(request: &Request<Bytes>, judged: &Judged) -> Self {
        let mut values = Vec::new();
        let headers = request.headers();
        for (name, value) in headers {
            if let Ok(text) = value.to_str()
                && is_secret(name.as_str(), ParameterLocation::Header)
                && name != http::header::COOKIE
            {
                let is_authorization = name == AUTHORIZATION;
                let secret = text.split_once(' ').filter(|_| is_authorization);
                values.push(secret.map_or(text, |(_, secret)| secret).to_owned());
            }
        }
        let text = cookies(headers);
        let pairs = cookie_pairs(&text);
        values.extend(pairs.into_iter().map(|(_, value)| value.to_owned()));
        let query = request.uri().query().unwrap_or_default();
        for pair in query.split('&') {
            if let Some((name, value)) = pair.split_once('=')
                && is_secret(name, ParameterLocation::Query)
            {
                values.push(value.to_owned());
            }
        }
        if let Some(route) = judged.route {
            let parameters = route.endpoint.parameters.iter().enumerate();
            let sensitive = parameters.filter(|(index, parameter)| {
                route.sensitive.contains(index) || is_secret(parameter.name, parameter.location)
            });
            let texts = sensitive.filter_map(|(_, parameter)| judged.argument(parameter.name));
            values.extend(texts.filter_map(Json::as_str).map(str::to_owned));
        }
        for index in 0..values.len() {
            let decoded = decode(&values[index]);
            let mut encoded = String::new();
            encode(&decoded, Keep::Unreserved, &mut encoded);
            values.extend([decoded, encoded]);
        }
        values.retain(|value| value.len() >= LEAST_LENGTH);
        values.sort_by_key(|value| std::cmp::Reverse(value.len()));
        values.dedup();
        Secrets { values }
    }

    /// A header value without secrets.
    pub(super) fn hidden_in_header(&self, name: &HeaderName, value: &str) -> String {
        match is_secret(name.as_str(), ParameterLocation::Header) {
            true => HIDDEN.to_owned(),
            false => self.hidden_in_text(value),
        }
    }

    /// A text without credentials, and without secrets in the queries of URLs.
    pub(super) fn hidden_in_text(&self, text: &str) -> String {
        let mut text = self
            .values
            .iter()
            .fold(text.to_owned(), |text, value| text.replace(value, HIDDEN));
        if let Some((start, query)) = text.split_once('?')
            && query.contains('=')
        {
            let pairs = query.split('&').map(|pair| match pair.split_once('=') {
                Some((name, value)) if is_secret(name, ParameterLocation::Query) => {
                    // The value may end before the end of the text.
                    let end = value.find(|end: char| " \"'<>\\#".contains(end) || end.is_control());
                    let rest = end.map_or("", |end| &value[end..]);
                    format!("{name}={HIDDEN}{rest}")
                }
                _ => pair.to_owned(),
            });
            text = format!("{start}?{}", pairs.collect::<Vec<_>>().join("&"));
        }
        text
    }

    /// Replaces the secrets in JSON: by schema, by name, and by value.
    pub(super) fn hide(&self, json: &mut Json, schema: &Schema) {
        match json {
            Json::String(text) => *text = self.hidden_in_text(text),
            Json::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.hide(item, &schema.item(index));
                }
            }
            Json::Object(members) => {
                let sensitive = sensitive_names(schema);
                for (name, value) in members {
                    let is_sensitive =
                        sensitive.contains(&name.as_str()) || is_secret_property(name);
                    match is_sensitive {
                        true => hide_all(value),
                        false => self.hide(value, &schema.any_property(name)),
                    }
                }
            }
            Json::Null | Json::Bool(_) | Json::Number(_) => {}
        }
    }
}

/// Replaces every string and number; the types stay.
fn hide_all(json: &mut Json) {
    match json {
        Json::String(text) => HIDDEN.clone_into(text),
        Json::Number(number) => *number = 0.into(),
        Json::Array(items) => items.iter_mut().for_each(hide_all),
        Json::Object(members) => members.values_mut().for_each(hide_all),
        Json::Null | Json::Bool(_) => {}
    }
}

/// The properties that the spec marks as sensitive.
fn sensitive_names(schema: &Schema) -> Vec<&'static str> {
    let rules = schema.alternatives().into_iter().flatten();
    let objects = rules.filter_map(|rule| match rule {
        Rule::Object(object) => Some(*object),
        _ => None,
    });
    objects.flat_map(sensitive_properties).collect()
}

fn sensitive_properties(object: &'static Object) -> impl Iterator<Item = &'static str> {
    let properties = object.properties.iter().zip(object.fields);
    let hidden = properties.filter(|(_, field)| object.sensitive.contains(field));
    hidden.map(|(property, _)| property.name)
}

fn is_secret_property(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace(['_', '-', '.'], "");
    PROPERTIES.contains(&name.as_str())
}

/// Returns true for the API keys of the spec, and for names that suggest a secret.
fn is_secret(name: &str, location: ParameterLocation) -> bool {
    let is_key = |scheme: &SecurityScheme| match scheme {
        SecurityScheme::ApiKey(own, key) => *own == location && key.eq_ignore_ascii_case(name),
        SecurityScheme::Bearer | SecurityScheme::Basic => false,
    };
    API.credentials.iter().any(is_key) || suggests_secret(&name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hides_secrets_in_text() {
        let secrets = Secrets {
            values: vec!["EAAG-1".to_owned()],
        };
        let hidden = |text: &str| secrets.hidden_in_text(text);
        assert_eq!(hidden("/bot/EAAG-1/x"), "/bot/[hidden]/x");
        assert_eq!(
            hidden("see https://a.example/b?limit=1&access_token=abc, or"),
            "see https://a.example/b?limit=1&access_token=[hidden] or"
        );
        assert_eq!(hidden("What? a=b"), "What? a=b");
    }

    #[test]
    fn hides_properties_by_name() {
        let secrets = Secrets { values: Vec::new() };
        let mut json =
            serde_json::json!({"access_token": "a", "pageToken": "b", "apiKey": [1, "c"]});
        secrets.hide(&mut json, &Schema::default());
        let expected = serde_json::json!({"access_token": "[hidden]", "pageToken": "b", "apiKey": [0, "[hidden]"]});
        assert_eq!(json, expected);
    }
}
