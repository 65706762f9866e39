//! From what a call was given to an HTTP request, checked.

use super::body::Body;
use super::client::Client;
use super::invalid::{Invalid, InvalidPart, Part};
use super::operation::Endpoint;
use super::parameter::{Location, Parameter};
use super::path;
use super::ready::{LONGEST_URL, Request, TOO_LONG};
use super::retry::Retry;
use super::secret::Secret;
use super::style::{header_text, pairs};
use super::upload::{Payload, Progress};
use crate::runtime::rules::{Violations, validate_json};
use crate::runtime::wire::Json;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue};
use reqwest::Url;
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

    /// The request, or all that is wrong with it. It can be made again.
    pub(super) fn finish(&mut self) -> Result<Request, Invalid> {
        let mut headers = self.client.headers().clone();
        if let Ok(accept) = HeaderValue::try_from(self.accept) {
            headers.entry(ACCEPT).or_insert(accept);
        }
        let mut places = self.place_parameters(&mut headers);
        self.authorize(&mut headers, &mut places);
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
        let url = self.url(&places);
        if url.as_str().len() > LONGEST_URL {
            self.problem(Part::Url, TOO_LONG);
        }
        Invalid::new(std::mem::take(&mut self.problems))?;
        Ok(Request {
            method: self.endpoint.method.clone(),
            url,
            headers,
            payload: self.payload().cloned().unwrap_or_default(),
        })
    }

    /// What is sent as the body.
    pub(super) fn payload(&self) -> Option<&Payload> {
        self.body.as_ref().map(|body| &body.payload)
    }

    fn place_parameters(&mut self, headers: &mut HeaderMap) -> Places {
        let mut places = Places::default();
        for parameter in self.endpoint.parameters {
            match self.argument(parameter) {
                Some((value, checked)) => {
                    if let Err(violations) = checked {
                        self.problems.push(InvalidPart {
                            part: Part::Parameter(parameter.name),
                            violations,
                        });
                    }
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

    /// The call's argument, or else the client's, and whether it satisfies the rules. `null` is the
    /// same as none.
    fn argument(&self, parameter: &Parameter) -> Option<(Json, Result<(), Violations>)> {
        let Parameter {
            location,
            name,
            rules,
            ..
        } = parameter;
        let rules = if self.validates { rules } else { &[][..] };
        let mut own = self.arguments.iter().rev();
        let own = own.find(|(place, argument, _)| place == location && argument == name);
        let (value, checked) = match own {
            Some((_, _, value)) => (value, validate_json(value, rules)),
            None => {
                let mut shared = self.client.parameters().iter();
                let shared = shared.find(|shared| shared.name == *name)?;
                (&shared.value, shared.check(rules))
            }
        };
        Some((value.clone(), checked)).filter(|_| !value.is_null())
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
        match body.check() {
            Ok(found) => {
                let found = found.into_iter().map(|violations| InvalidPart {
                    part: Part::Body,
                    violations,
                });
                self.problems.extend(found);
            }
            Err(error) => self.problem(Part::Body, format!("cannot be read as JSON: {error}")),
        }
    }

    fn url(&mut self, places: &Places) -> Url {
        let mut url = self.client.0.base_url.clone();
        let mut text = url.path().trim_end_matches('/').to_owned();
        // Descriptions tell operations of one path apart by what they write behind it.
        let (template, _) = split(self.endpoint.path, '#');
        if let Err(parameter) = path::expand(template, &places.path, &mut text) {
            self.problem(Part::Parameter(parameter), path::NO_SEGMENT);
        }
        let (path, query) = split(&text, '?');
        url.set_path(path);
        let pairs = places.query.iter().map(String::as_str);
        let pairs = [query]
            .into_iter()
            .filter(|query| !query.is_empty())
            .chain(pairs);
        let pairs: Vec<&str> = pairs.collect();
        if !pairs.is_empty() {
            url.set_query(Some(&pairs.join("&")));
        }
        url
    }
}

/// What is before the first `mark`, and what is behind it.
fn split(text: &str, mark: char) -> (&str, &str) {
    text.split_once(mark).unwrap_or((text, ""))
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
    // Every header of every answer is asked: what `str::contains` prepares costs more than it saves.
    let name = name.as_str().as_bytes();
    (0..name.len()).any(|at| {
        let words: &[&str] = match name[at] {
            b'a' => &["authorization"],
            b'c' => &["cookie"],
            b'k' => &["key"],
            b'p' => &["password"],
            b's' => &["secret", "signature"],
            b't' => &["token"],
            _ => &[],
        };
        let here = |word: &&str| name[at..].starts_with(word.as_bytes());
        words.iter().any(here)
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
