//! Turns the arguments of a call into a validated HTTP request.

mod arguments;
pub(crate) mod authorize;
pub(crate) mod base_url;
pub(crate) mod headers;
pub(crate) mod invalid;
pub(crate) mod parameter;
pub(crate) mod parameter_value;
pub(crate) mod path;
pub(crate) mod percent;
pub(crate) mod prepared;
pub(crate) mod secret;
pub(crate) mod style;

use crate::runtime::http::body::upload::{Payload, Progress};
use crate::runtime::http::body::{Body, BodyRules, Content};
use crate::runtime::http::client::Client;
use crate::runtime::http::operation::Endpoint;
use crate::runtime::http::request::headers::{
    BODY_LENGTH_HEADER, INVALID_HEADER_VALUE, STANDARD_HEADERS, is_secret, sets_body_length,
    static_value,
};
use crate::runtime::http::request::invalid::{
    InvalidPart, InvalidRequest, RequestPart, Validation,
};
use crate::runtime::http::request::parameter::ParameterLocation;
use crate::runtime::http::request::prepared::{MAX_URL_BYTES, PreparedRequest, URL_TOO_LONG};
use crate::runtime::http::request::secret::Secret;
use crate::runtime::http::retry::Retry;
use crate::runtime::rules::Rules;
use crate::runtime::wire::Json;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue};
use reqwest::Url;
use serde::Serialize;
use std::borrow::Cow;
use std::time::Duration;

/// The arguments and settings of a call. Not generic over the operation.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) client: Client,
    pub(crate) endpoint: &'static Endpoint,
    /// The server of the operation. Empty for the default server.
    server: &'static str,
    /// The value of the `Accept` header.
    pub(crate) accept: &'static str,
    pub(crate) arguments: Vec<(ParameterLocation, &'static str, Json)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Body>,
    /// The token of the call, if the call overrides the client's token.
    pub(crate) token: Option<Secret>,
    pub(crate) timeout: Duration,
    pub(crate) retry: Retry,
    pub(crate) validation: Validation,
    /// The function to call while the body is sent.
    pub(crate) progress: Option<Progress>,
    /// Errors found while the call was built.
    pub(crate) invalid_parts: Vec<InvalidPart>,
}

/// The parts of a request under construction.
#[derive(Default)]
pub(crate) struct Parts<'d> {
    pub(crate) headers: HeaderMap,
    path: Vec<(&'static str, Cow<'d, str>)>,
    pub(crate) query: Vec<String>,
    pub(crate) cookies: Vec<String>,
    invalid: Vec<InvalidPart>,
}

impl Parts<'_> {
    pub(crate) fn reject(&mut self, part: RequestPart, message: impl Into<String>) {
        self.invalid.push(InvalidPart::new(part, message));
    }
}

impl Draft {
    pub(crate) fn new(client: Client, endpoint: &'static Endpoint, server: &'static str) -> Self {
        Draft {
            endpoint,
            server,
            accept: endpoint.accept,
            arguments: Vec::new(),
            headers: HeaderMap::new(),
            body: None,
            token: None,
            timeout: client.settings.timeout,
            retry: client.settings.retry,
            validation: client.settings.validation,
            progress: None,
            invalid_parts: Vec::new(),
            client,
        }
    }

    /// Sets a header that is not a parameter. An invalid header is reported when the call is sent.
    pub(crate) fn header(&mut self, name: &str, value: &str) {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), _) if sets_body_length(&name) => {
                self.reject(
                    RequestPart::Header(name.as_str().into()),
                    BODY_LENGTH_HEADER,
                );
            }
            (Ok(name), Ok(mut value)) => {
                value.set_sensitive(is_secret(&name));
                self.headers.insert(name, value);
            }
            (Err(_), _) => self.reject(
                RequestPart::Header(name.into()),
                "is not a valid header name",
            ),
            (_, Err(_)) => self.reject(RequestPart::Header(name.into()), INVALID_HEADER_VALUE),
        }
    }

    pub(crate) fn set_argument<T: Serialize>(
        &mut self,
        location: ParameterLocation,
        name: &'static str,
        value: &T,
    ) {
        match serde_json::to_value(value) {
            Ok(value) => self.arguments.push((location, name, value)),
            Err(error) => self.reject(RequestPart::Parameter(name), error.to_string()),
        }
    }

    pub(crate) fn set_body(&mut self, content: Result<Content, serde_json::Error>) {
        match content {
            Ok(content) => self.body = Some(Body::new(self.endpoint, content)),
            Err(error) => self.reject(RequestPart::Body, error.to_string()),
        }
    }

    pub(crate) fn reject(&mut self, part: RequestPart, message: impl Into<String>) {
        self.invalid_parts.push(InvalidPart::new(part, message));
    }

    /// The rules for the body. Empty if validation is off.
    pub(crate) fn body_rules(&self, rules: Rules) -> BodyRules {
        if self.validation == Validation::Off {
            return BodyRules::default();
        }
        let mut parameters = self.endpoint.parameters.iter();
        let own = parameters.find(|parameter| parameter.location == ParameterLocation::Body);
        [rules, own.map_or(&[], |parameter| parameter.rules)]
    }

    /// Builds the request, or returns all validation errors. Can be called again for a retry.
    pub(crate) fn prepare(&self) -> Result<PreparedRequest<'_>, InvalidRequest> {
        let shared = &self.client.settings.headers;
        let mut parts = Parts {
            headers: HeaderMap::with_capacity(shared.len() + self.headers.len() + STANDARD_HEADERS),
            invalid: self.invalid_parts.clone(),
            ..Parts::default()
        };
        for (name, value) in shared {
            parts.headers.append(name, value.clone());
        }
        if let Some(accept) = static_value(self.accept) {
            parts.headers.entry(ACCEPT).or_insert(accept);
        }
        self.add_parameters(&mut parts);
        self.authorize(&mut parts);
        if !parts.cookies.is_empty()
            && let Ok(mut cookies) = HeaderValue::try_from(parts.cookies.join("; "))
        {
            cookies.set_sensitive(true);
            parts.headers.insert(COOKIE, cookies);
        }
        self.add_body(&mut parts);
        for (name, value) in &self.headers {
            parts.headers.insert(name, value.clone());
        }
        let url = self.url(&mut parts);
        if url.as_str().len() > MAX_URL_BYTES {
            parts.reject(RequestPart::Url, URL_TOO_LONG);
        }
        InvalidRequest::new(parts.invalid)?;
        Ok(PreparedRequest {
            method: self.endpoint.method.clone(),
            url,
            headers: parts.headers,
            payload: self.payload(),
        })
    }

    /// The content of the body.
    pub(crate) fn payload(&self) -> &Payload {
        match &self.body {
            Some(body) => &body.payload,
            None => Payload::EMPTY,
        }
    }

    fn add_body(&self, parts: &mut Parts<'_>) {
        let Some(body) = &self.body else { return };
        if let Some(problem) = body.payload.limit_error() {
            parts.reject(RequestPart::Body, problem);
        } else {
            let found = body.violations.under(self.validation).iter().cloned();
            let part = |violations| InvalidPart::with_violations(RequestPart::Body, violations);
            parts.invalid.extend(found.map(part));
        }
        if let Some(media_type) = &body.media_type {
            parts.headers.insert(CONTENT_TYPE, media_type.clone());
        }
    }

    fn url(&self, parts: &mut Parts<'_>) -> Url {
        let mut url = self.url_of_path(parts);
        if !parts.query.is_empty() {
            let own = url.query().filter(|query| !query.is_empty());
            let pairs = own
                .into_iter()
                .chain(parts.query.iter().map(String::as_str));
            let query = pairs.collect::<Vec<&str>>().join("&");
            url.set_query(Some(&query));
        }
        url
    }

    /// The URL to append the path to.
    fn base_url(&self, parts: &mut Parts<'_>) -> Url {
        let settings = &self.client.settings;
        let mut url = settings.base_url.clone();
        if self.server.starts_with('/') {
            url.set_path(self.server);
        } else if !self.server.is_empty() && !settings.base_url_is_overridden {
            match base_url::check(self.server, settings.plain_http) {
                Ok(own) => return own,
                Err(problem) => parts.reject(RequestPart::Url, problem),
            }
        }
        url
    }

    /// Builds the URL with the path, and with the query in the path template, if any.
    fn url_of_path(&self, parts: &mut Parts<'_>) -> Url {
        let mut url = self.base_url(parts);
        // Specs add fragments to tell operations with equal paths apart.
        let (template, _) = split_at_first(self.endpoint.path, '#');
        let mut text = url.path().trim_end_matches('/').to_owned();
        let expanded = path::expand(template, &parts.path, &mut text);
        let (path, query) = split_at_first(&text, '?');
        url.set_path(path);
        if !query.is_empty() {
            url.set_query(Some(query));
        }
        if let Err(parameter) = expanded {
            parts.reject(RequestPart::Parameter(parameter), path::INVALID_SEGMENT);
        }
        url
    }
}

/// Splits the text at the first `mark`.
fn split_at_first(text: &str, mark: char) -> (&str, &str) {
    text.split_once(mark).unwrap_or((text, ""))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
