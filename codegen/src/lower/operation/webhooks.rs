//! Types for webhooks and callbacks, so that programs can parse incoming requests.

use crate::document::Operation;
use crate::ir::BodyFormat;
use crate::lower::{Lowering, NamePath};
use crate::name::part;

impl Lowering<'_> {
    /// Lowers inline bodies of webhooks and callbacks; component schemas have types already.
    pub(crate) fn lower_webhooks(&mut self, operations: &[Operation]) {
        for event in self.document.webhook_requests(operations) {
            let Some(body) = &event.operation.body else {
                continue;
            };
            let all = self.media_types(&body.content);
            let Some(chosen) = all.first().filter(|chosen| chosen.form == BodyFormat::Json) else {
                continue;
            };
            let Some(schema) = &chosen.media.schema else {
                continue;
            };
            let name = format!("{}Event", part(&event.name));
            let module = self.add_inline_module(&name);
            let ty = self.lower_schema(schema, &NamePath { name, module }).ty;
            self.record_examples(chosen.media, schema, &ty);
        }
    }
}
