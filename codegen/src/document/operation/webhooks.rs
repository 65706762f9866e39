//! Requests from the service to the client: webhooks and callbacks.

use super::Operation;
use crate::document::{Document, escape};
use crate::fields::is_not_extension;

/// A webhook or callback request.
#[derive(Debug)]
pub struct WebhookRequest {
    /// `operationId`, or the name of the webhook or callback.
    pub name: String,
    /// The name of the webhook; `None` for a callback.
    pub webhook: Option<String>,
    /// The operation that describes the request.
    pub operation: Operation,
}

impl Document<'_> {
    /// Returns the webhooks, if selected, and the callbacks of the given operations.
    #[must_use]
    pub fn webhook_requests(&self, operations: &[Operation]) -> Vec<WebhookRequest> {
        let mut events = Vec::new();
        let webhooks = self.selects_webhooks().then(|| self.names("/webhooks"));
        for name in webhooks.into_iter().flatten().filter(is_not_extension) {
            let item = format!("/webhooks/{}", escape(name));
            let first = events.len();
            self.events_at(&item, name, &mut events);
            for event in &mut events[first..] {
                event.webhook = Some(name.to_owned());
            }
        }
        for operation in operations {
            let callbacks = format!("{}/callbacks", operation.pointer);
            for name in self.names(&callbacks).into_iter().filter(is_not_extension) {
                let callback = format!("{callbacks}/{}", escape(name));
                let Some((_, callback)) = self.follow(&callback) else {
                    continue;
                };
                for expression in self.names(&callback).into_iter().filter(is_not_extension) {
                    let item = format!("{callback}/{}", escape(expression));
                    self.events_at(&item, name, &mut events);
                }
            }
        }
        events
    }

    fn events_at(&self, item: &str, name: &str, events: &mut Vec<WebhookRequest>) {
        let Some((_, item)) = self.follow(item) else {
            return;
        };
        let items = [item];
        for method in self.methods(&items) {
            let Some(operation) = self.operation("", method, &items) else {
                continue;
            };
            events.push(WebhookRequest {
                name: operation.id.clone().unwrap_or_else(|| name.to_owned()),
                webhook: None,
                operation,
            });
        }
    }
}
