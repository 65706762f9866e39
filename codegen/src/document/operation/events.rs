//! Requests that the service makes: webhooks and callbacks.

use super::Operation;
use super::read::METHODS;
use crate::document::{Document, escape};
use crate::json::{Json, Members};

/// A request that the service makes.
#[derive(Debug)]
pub struct Event {
    /// What it is called: its id, or the name that it stands under.
    pub name: String,
    /// What is sent.
    pub operation: Operation,
}

impl Document<'_> {
    /// All webhooks, where they are kept, and the callbacks of these operations.
    #[must_use]
    pub fn events(&self, operations: &[Operation]) -> Vec<Event> {
        let mut events = Vec::new();
        let webhooks = self.keeps_webhooks().then(|| self.names("/webhooks"));
        for name in webhooks.into_iter().flatten() {
            let item = format!("/webhooks/{}", escape(&name));
            self.events_at(&item, &name, &mut events);
        }
        for operation in operations {
            let callbacks = format!("{}/callbacks", operation.pointer);
            for name in self.names(&callbacks) {
                let callback = format!("{callbacks}/{}", escape(&name));
                let Some((_, callback)) = self.follow(&callback) else {
                    continue;
                };
                for expression in self.names(&callback) {
                    let item = format!("{callback}/{}", escape(&expression));
                    self.events_at(&item, &name, &mut events);
                }
            }
        }
        events
    }

    fn events_at(&self, item: &str, name: &str, events: &mut Vec<Event>) {
        let Some((value, item)) = self.follow(item) else {
            return;
        };
        for method in METHODS.iter().filter(|method| value.get(method).is_some()) {
            let operation = self.operation("", method, &item);
            events.push(Event {
                name: operation.id.clone().unwrap_or_else(|| name.to_owned()),
                operation,
            });
        }
    }

    /// The names of a map, sorted, without extensions.
    fn names(&self, pointer: &str) -> Vec<String> {
        let members = self.at(pointer).and_then(Json::as_object);
        let names = members.into_iter().flat_map(Members::keys);
        let mut names: Vec<String> = names
            .filter(|name| !name.starts_with("x-"))
            .map(str::to_owned)
            .collect();
        names.sort();
        names
    }
}
