//! From what a call was given to an HTTP request, checked.

use super::body::Body;
use super::client::Client;
use super::invalid::{Invalid, InvalidPart, Part};
use super::operation::Endpoint;
use super::parameter::{Location, Parameter};
use super::path;
use super::retry::Retry;
use super::secret::Secret;
use super::style::{header_text, pairs};
use super::upload::{Payload, Progress};
use crate::runtime::rules::validate_json;
use crate::runtime::wire::Json;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, TRANSFER_ENCODING, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue};
use std::time::Duration;

/// A request while it is put together. Nothing in it depends on the operation's types.
#[derive(Clone)]
pub(super) struct Draft {
    pub(super) client: Client,
    pub(super) endpoint: &'static Endpoint,
    /// The media types to ask for.
    pub(super) accept: &'static str,
    pub(super) arguments: Vec<(Location, &'static str, Json)>,
    pub(super) headers: HeaderMap,
    pub(super) body: Option<Body>,
    /// The token of this call, where it is not the client's.
    pub(super) token: Option<Secret>,
    pub(super) timeout: Duration,
    pub(super) retry: Retry,
    pub(super) validates: bool,
    /// Who is told of the body's progress.
    pub(super) progress: Option<Progress>,
    /// What was already wrong when it was set.
    pub(super) problems: Vec<InvalidPart>,
}

/// The parts of a request that parameters make up.
#[derive(Default)]
pub(super) struct Places {
    path: Vec<(&'static str, String)>,
    pub(super) query: Vec<String>,
    pub(super) cookies: Vec<String>,
}

impl Draft {
    pub(super) fn new(client: Client, endpoint: &'static Endpoint) -> Self {
        Draft {
            endpoint,
            accept: endpoint.accept,
            arguments: Vec::new(),
            headers: HeaderMap::new(),
            body: None,
            token: None,
            timeout: client.timeout(),
            retry: client.retry(),
            validates: client.validates(),
            progress: None,
            problems: Vec::new(),
            client,
        }
    }

    /// Sets a header that no parameter is; what is wrong with it is told when the call is sent.
    pub(super) fn header(&mut self, name: &str, value: &str) {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), _) if frames(&name) => {
                self.problem(Part::Header(name.as_str().into()), FRAMES);
            }
            (Ok(name), Ok(mut value)) => {
                value.set_sensitive(is_secret(&name));
                self.headers.insert(name, value);
            }
            (Err(_), _) => self.problem(Part::Header(name.into()), "is not the name of a header"),
            (_, Err(_)) => self.problem(Part::Header(name.into()), NOT_A_HEADER_VALUE),
        }
    }

    pub(super) fn problem(&mut self, part: Part, message: impl Into<String>) {
        self.problems.push(InvalidPart::new(part, message));
    }

    /// The request, or all that is wrong with it.
    pub(super) fn finish(mut self) -> Result<http::Request<Payload>, Invalid> {
        let mut request = http::Request::new(Payload::default());
        *request.method_mut() = self.endpoint.method.clone();
        let headers = request.headers_mut();
        headers.insert(USER_AGENT, self.client.user_agent());
        if let Ok(accept) = HeaderValue::try_from(self.accept) {
            headers.insert(ACCEPT, accept);
        }
        headers.extend(self.client.headers().clone());
        let mut places = self.place_parameters(headers);
        self.authorize(headers, &mut places);
        if let Ok(mut cookies) = HeaderValue::try_from(places.cookies.join("; "))
            && !cookies.is_empty()
        {
            cookies.set_sensitive(true);
            headers.insert(COOKIE, cookies);
        }
        self.check_body();
        if let Some(body) = &self.body
            && let Ok(media_type) = HeaderValue::try_from(&*body.media_type)
        {
            headers.insert(CONTENT_TYPE, media_type);
        }
        for (name, value) in &self.headers {
            headers.insert(name, value.clone());
        }
        match self.url(&places).parse() {
            Ok(uri) => *request.uri_mut() = uri,
            Err(_) => self.problem(Part::Url, "is longer than any server takes"),
        }
        if let Some(body) = self.body {
            *request.body_mut() = body.payload;
        }
        Invalid::new(self.problems)?;
        Ok(request)
    }

    fn place_parameters(&mut self, headers: &mut HeaderMap) -> Places {
        let mut places = Places::default();
        for parameter in self.endpoint.parameters {
            match self.argument(parameter) {
                Some(value) => {
                    self.check_argument(parameter, &value);
                    self.place(parameter, &value, headers, &mut places);
                }
                None if parameter.required => {
                    self.problem(Part::Parameter(parameter.name), "is missing");
                }
                None => {}
            }
        }
        places
    }

    /// The call's argument, or else the client's. `null` is the same as none.
    fn argument(&self, parameter: &Parameter) -> Option<Json> {
        let Parameter { location, name, .. } = parameter;
        let mut own = self.arguments.iter().rev();
        let mut shared = self.client.parameters().iter();
        let own = own.find(|(place, argument, _)| place == location && argument == name);
        let value = match own {
            Some((_, _, value)) => value,
            None => &shared.find(|(argument, _)| argument == name)?.1,
        };
        Some(value.clone()).filter(|value| !value.is_null())
    }

    fn check_argument(&mut self, parameter: &Parameter, value: &Json) {
        if self.validates
            && let Err(violations) = validate_json(value, parameter.rules)
        {
            self.problems.push(InvalidPart {
                part: Part::Parameter(parameter.name),
                violations,
            });
        }
    }

    fn place(
        &mut self,
        parameter: &Parameter,
        value: &Json,
        headers: &mut HeaderMap,
        places: &mut Places,
    ) {
        let part = Part::Parameter(parameter.name);
        match parameter.location {
            Location::Path => match path::argument(parameter, value) {
                Ok(text) => places.path.push((parameter.name, text)),
                Err(problem) => self.problem(part, problem),
            },
            Location::Query => places.query.extend(pairs(parameter, parameter.name, value)),
            Location::Cookie => places
                .cookies
                .extend(pairs(parameter, parameter.name, value)),
            Location::Body | Location::Form => {}
            Location::Header => {
                let value = HeaderValue::try_from(header_text(parameter, value));
                match (HeaderName::try_from(parameter.name), value) {
                    // The transport says how long the body is, and is right about it.
                    (Ok(name), Ok(_)) if frames(&name) => {}
                    (Ok(name), Ok(mut value)) => {
                        value.set_sensitive(is_secret(&name));
                        headers.insert(name, value);
                    }
                    _ => self.problem(part, NOT_A_HEADER_VALUE),
                }
            }
        }
    }

    fn check_body(&mut self) {
        let Some(body) = &self.body else { return };
        if let Some(problem) = body.payload.problem() {
            return self.problem(Part::Body, problem);
        }
        if !self.validates || body.rules.iter().all(|rules| rules.is_empty()) {
            return;
        }
        match body.json() {
            Ok(json) => {
                let found = body
                    .rules
                    .iter()
                    .filter_map(|rules| validate_json(&json, rules).err());
                self.problems.extend(found.map(|violations| InvalidPart {
                    part: Part::Body,
                    violations,
                }));
            }
            Err(error) => self.problem(Part::Body, format!("cannot be read as JSON: {error}")),
        }
    }

    fn url(&mut self, places: &Places) -> String {
        let mut url = self.client.base_url().to_owned();
        if let Err(parameter) = path::expand(self.endpoint.path, &places.path, &mut url) {
            self.problem(Part::Parameter(parameter), path::NO_SEGMENT);
        }
        let mut separator = '?';
        for pair in &places.query {
            url.push(separator);
            url.push_str(pair);
            separator = '&';
        }
        url
    }
}

const NOT_A_HEADER_VALUE: &str = "cannot be a header: it has a line break, another control \
                                  character, or a character beyond ASCII";

/// What is wrong with a header that says where the body ends.
const FRAMES: &str = "says where the body ends, which is not for callers to say: what it would \
                                 cut off would be lost, or taken for another request";

/// Whether a header says where the body ends.
pub(super) fn frames(name: &HeaderName) -> bool {
    [CONTENT_LENGTH, TRANSFER_ENCODING].contains(name)
}

/// Whether a header is known to hold a secret.
pub(super) fn is_secret(name: &HeaderName) -> bool {
    const WORDS: [&str; 7] = [
        "authorization",
        "cookie",
        "token",
        "secret",
        "key",
        "signature",
        "password",
    ];
    // Every header of every answer is asked: what `str::contains` prepares costs more than it saves.
    let name = name.as_str().as_bytes();
    let within = |word: &str| name.windows(word.len()).any(|part| part == word.as_bytes());
    WORDS.into_iter().any(within)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
