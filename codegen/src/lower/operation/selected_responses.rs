//! Responses that the client reads, and the content of a response.

use crate::document::{MediaType, Operation, Response};
use crate::lower::operation::media_types::{essence, event_format};
use crate::lower::schema::Schemas;
use std::collections::BTreeSet;

impl Schemas<'_> {
    /// The media types of a response; empty if HTTP forbids a body.
    pub(crate) fn content<'r>(
        &self,
        operation: &Operation,
        response: &'r Response,
    ) -> &'r [MediaType] {
        let kind = match response.status.as_str() {
            "204" | "205" => format!("a response with status {}", response.status),
            _ if operation.method == "head" => "a response to `HEAD`".to_owned(),
            _ => return &response.content,
        };
        if !response.content.is_empty() {
            self.warn(
                "ignored-content",
                &format!("{}/content", response.pointer),
                format!("content ignored: {kind} has no body (RFC 9110)"),
                "remove the content, or correct the status code or the method",
            );
        }
        &[]
    }

    /// The media types of successful responses with a less preferred encoding. The client reads the
    /// bytes if the caller asks for the media type.
    pub(crate) fn other_media_types(&self, operation: &Operation) -> Vec<String> {
        let mut names = BTreeSet::new();
        for response in responses(operation, true) {
            let preferred = self.preferred_content(&response.content);
            let form = preferred.first().map(|chosen| chosen.form);
            let others = response.content.iter().filter(|media| {
                Some(self.form(media)) != form && event_format(&media.name).is_none()
            });
            names.extend(others.map(|media| essence(&media.name)));
        }
        names.into_iter().collect()
    }

    /// Warns about responses that no call returns: 1xx and 3xx.
    pub(crate) fn warn_unread_responses(&self, operation: &Operation) {
        let returns_redirects = has_only_redirects(operation);
        for response in &operation.responses {
            let (reason, help) = match response.status.chars().next() {
                Some('1') => (
                    "an informational response does not end a request",
                    "declare the final response; use a custom client for a different protocol",
                ),
                Some('3') if !returns_redirects => (
                    "the operation has a success with a status 2xx",
                    "match on `Error::Unexpected`, or call `ClientBuilder::redirects`",
                ),
                _ => continue,
            };
            let status = &response.status;
            let problem = format!("response `{status}` has no type: {reason}");
            self.warn("ignored-response", &response.pointer, problem, help);
        }
    }
}

/// True if the result of the operation is a redirect: a 3xx is declared, and no 2xx.
pub(crate) fn has_only_redirects(operation: &Operation) -> bool {
    let has = |class| {
        let mut responses = operation.responses.iter();
        responses.any(|response| response.status.starts_with(class))
    };
    has('3') && !has('2')
}

/// The responses for success or for failure. `default` also covers success, unless a 2xx response
/// is declared, or a redirect is the result.
pub(crate) fn responses(operation: &Operation, success: bool) -> impl Iterator<Item = &Response> {
    let redirects = has_only_redirects(operation);
    let succeeds = |response: &Response| response.status.starts_with('2');
    let declared = redirects || operation.responses.iter().any(succeeds);
    operation
        .responses
        .iter()
        .filter(move |response| match response.status.chars().next() {
            Some('2') => success,
            Some('3') => success && redirects,
            Some('1') => false,
            Some('d') => !success || !declared,
            _ => !success,
        })
}
