//! Responses that the client reads, and the content of a response.

use crate::document::{MediaType, Operation, Response};
use crate::lower::Lowering;

impl Lowering<'_> {
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

    /// Warns about responses that no call returns: 1xx and 3xx.
    pub(crate) fn warn_unread_responses(&self, operation: &Operation) {
        for response in &operation.responses {
            let (reason, help) = match response.status.chars().next() {
                Some('1') => (
                    "an informational response does not end a request",
                    "declare the final response; use a custom client for a different protocol",
                ),
                Some('3') => (
                    "redirects are not followed",
                    "match on `Error::Unexpected`, which has the status code and the headers",
                ),
                _ => continue,
            };
            let status = &response.status;
            let problem = format!("response `{status}` has no type: {reason}");
            self.warn("ignored-response", &response.pointer, problem, help);
        }
    }
}

/// The responses for success or for failure. `default` also covers success, unless a 2xx response
/// is declared.
pub(crate) fn responses(operation: &Operation, success: bool) -> impl Iterator<Item = &Response> {
    let succeeds = |response: &Response| response.status.starts_with('2');
    let declared = operation.responses.iter().any(succeeds);
    operation
        .responses
        .iter()
        .filter(move |response| match response.status.chars().next() {
            Some('2') => success,
            Some('1' | '3') => false,
            Some('d') => !success || !declared,
            _ => !success,
        })
}
