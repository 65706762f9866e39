//! Which responses are read, and what is in them.

use super::Lowering;
use crate::document::{MediaType, Operation, Response};

impl Lowering<'_> {
    /// What the body of a response can be: nothing where HTTP gives it none.
    pub(super) fn content<'r>(
        &self,
        operation: &Operation,
        response: &'r Response,
    ) -> &'r [MediaType] {
        let of = match response.status.as_str() {
            "204" | "205" => format!("an answer with the status {}", response.status),
            _ if operation.method == "head" => "an answer to HEAD".to_owned(),
            _ => return &response.content,
        };
        if !response.content.is_empty() {
            self.warn(
                "ignored-content",
                &format!("{}/content", response.pointer),
                format!("{of} has no body (RFC 9110), so this one is not read"),
                "remove it, or declare the status or method that it comes with",
            );
        }
        &[]
    }

    /// Tells of the responses that no call comes back with.
    pub(super) fn check_unread(&self, operation: &Operation) {
        for response in &operation.responses {
            let (problem, help) = match response.status.chars().next() {
                Some('1') => (
                    "is not the end of a call",
                    "declare what it ends with; other protocols need a client of your own",
                ),
                Some('3') => (
                    "is a redirect, and redirects are not followed",
                    "calls end with `Error::Unexpected`, which has its status and headers",
                ),
                _ => continue,
            };
            let status = &response.status;
            let problem = format!("the status {status} {problem}, so this answer has no type");
            self.warn("ignored-response", &response.pointer, problem, help);
        }
    }
}

/// The responses that mean success, or failure. Where none is declared for success, the default
/// one is meant for both.
pub(super) fn responses(operation: &Operation, success: bool) -> impl Iterator<Item = &Response> {
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
