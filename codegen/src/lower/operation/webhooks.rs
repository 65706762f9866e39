//! Types for webhooks and callbacks, so that programs can parse incoming requests.

use crate::document::Operation;
use crate::ir::{Api, BodyFormat, Docs, Webhook};
use crate::lower::operation::OperationLowering;
use crate::lower::table::NamePath;
use crate::name::{Case, Scope, part};

/// The variant for bodies that fit no webhook.
const UNKNOWN: &str = "Unknown";

impl OperationLowering<'_> {
    /// Lowers inline bodies of webhooks and callbacks; component schemas have types already.
    pub(crate) fn lower_webhooks(&mut self, operations: &[Operation], api: &mut Api) {
        let mut variants = Scope::new(Case::Pascal, &[UNKNOWN]).with_kind("event");
        api.webhooks.scheme = self.schemas.config.webhooks.scheme;
        api.webhooks
            .update
            .clone_from(&self.schemas.config.webhooks.update);
        for event in self.schemas.document.webhook_requests(operations) {
            let Some(body) = &event.operation.body else {
                continue;
            };
            let all = self.schemas.media_types(&body.content);
            let Some(chosen) = all.first().filter(|chosen| chosen.form == BodyFormat::Json) else {
                continue;
            };
            let Some(schema) = &chosen.media.schema else {
                continue;
            };
            let name = format!("{}Event", part(&event.name));
            let module = self.types.rules.table.add_inline_module(&name);
            let ty = self
                .types
                .lower_schema(schema, &NamePath { name, module })
                .ty;
            self.types.record_examples(chosen.media, schema, &ty);
            let Some(webhook) = event.webhook else {
                continue;
            };
            let claimed = variants.claim(&event.name);
            let pointer = &event.operation.pointer;
            api.webhooks.requests.push(Webhook {
                event: webhook,
                variant: claimed.unwrap_or_else(|taken| taken.name),
                ty,
                docs: Docs {
                    text: summary(&event.operation),
                    source: Some(pointer.clone()),
                    ..Docs::default()
                },
            });
        }
    }
}

/// The `summary`, else the `description`.
fn summary(operation: &Operation) -> String {
    let text = operation
        .summary
        .as_ref()
        .or(operation.description.as_ref());
    text.cloned().unwrap_or_default()
}
