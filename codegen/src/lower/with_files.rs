//! Bodies that may be JSON or parts of which some are files. JSON has no files, so such an operation
//! has a call for each.

use super::Lowering;
use super::operations::id;
use crate::document::{MediaType, Operation, RequestBody, Schema, escape};
use crate::ir::Form;
use std::rc::Rc;

/// Members are looked into this deep: a list of files that may be `null`.
const DEEPEST: usize = 3;

impl Lowering<'_> {
    /// The operations, and at their end those of them with files.
    pub(super) fn with_files(&self, mut operations: Vec<Operation>) -> Vec<Operation> {
        let others = operations.iter().filter_map(|operation| {
            let body = operation.body.as_ref()?;
            let first = self.media_types(&body.content).first()?.form;
            let files = body.content.iter().find(|media| self.has_files(media))?;
            (first == Form::Json).then(|| self.sent_in_parts(operation, body, files))
        });
        let others: Vec<Operation> = others.collect();
        operations.extend(others);
        operations
    }

    /// The same operation with one media type of its body, which is where it stands.
    fn sent_in_parts(
        &self,
        operation: &Operation,
        body: &RequestBody,
        media: &MediaType,
    ) -> Operation {
        let (place, name) = (&operation.pointer, escape(&media.name));
        let own = self.chosen(place, &id(operation));
        Operation {
            pointer: format!("{place}/requestBody/content/{name}"),
            again: Some(format!("{own}Multipart")),
            body: Some(RequestBody {
                content: Rc::from([media.clone()]),
                ..body.clone()
            }),
            ..operation.clone()
        }
    }

    /// Whether bodies of this media type are in parts, of which some are files.
    pub(super) fn has_files(&self, media: &MediaType) -> bool {
        let Some(schema) = media
            .schema
            .as_ref()
            .filter(|_| self.form(media) == Form::Multipart)
        else {
            return false;
        };
        self.body_views(schema).iter().any(|view| {
            let properties = view.properties();
            let mut members = properties.values().flatten();
            members.any(|member| self.is_or_has_file(member, 0))
        })
    }

    /// Whether a member is binary, or its items or one of its branches are.
    fn is_or_has_file(&self, member: &Rc<Schema>, depth: usize) -> bool {
        let view = self.view(std::slice::from_ref(member));
        let items = view.parts.iter().filter_map(|part| part.items.clone());
        let branches = view.alternatives().into_iter();
        let mut within = items.chain(branches.flat_map(|branches| branches.schemas));
        self.is_binary(member)
            || (depth < DEEPEST && within.any(|schema| self.is_or_has_file(&schema, depth + 1)))
    }
}
