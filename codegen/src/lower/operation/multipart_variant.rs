//! Request bodies that are JSON or multipart with files. JSON has no files, so an operation
//! with such a body gets a method per media type.

use crate::document::{MediaType, Operation, RequestBody, Schema, escape};
use crate::ir::BodyFormat;
use crate::lower::operation::operations::id;
use crate::lower::schema::Schemas;
use std::rc::Rc;

/// The depth limit for files below a property: a list of nullable files, for example.
const MAX_DEPTH: usize = 3;

impl Schemas<'_> {
    /// Appends a multipart variant of each operation that needs a second method.
    pub(crate) fn with_multipart_variants(&self, mut operations: Vec<Operation>) -> Vec<Operation> {
        let variants = operations.iter().filter_map(|operation| {
            let body = operation.body.as_ref()?;
            let first = self.media_types(&body.content).first()?.form;
            let files = body.content.iter().find(|media| self.has_files(media))?;
            (first == BodyFormat::Json).then(|| self.multipart_variant(operation, body, files))
        });
        let variants: Vec<Operation> = variants.collect();
        operations.extend(variants);
        operations
    }

    /// A copy of the operation with a single media type; the pointer is that of the media type.
    fn multipart_variant(
        &self,
        operation: &Operation,
        body: &RequestBody,
        media: &MediaType,
    ) -> Operation {
        let (place, name) = (&operation.pointer, escape(&media.name));
        let own = self.configured(place, &id(operation));
        Operation {
            pointer: format!("{place}/requestBody/content/{name}"),
            variant_name: Some(format!("{own}Multipart")),
            body: Some(RequestBody {
                content: Rc::from([media.clone()]),
                ..body.clone()
            }),
            ..operation.clone()
        }
    }

    /// True if the media type is multipart and has files.
    pub(crate) fn has_files(&self, media: &MediaType) -> bool {
        let Some(schema) = media
            .schema
            .as_ref()
            .filter(|_| self.form(media) == BodyFormat::Multipart)
        else {
            return false;
        };
        self.body_views(schema).iter().any(|view| {
            let properties = view.properties();
            let mut members = properties.values().flatten();
            members.any(|member| self.contains_file(member, 0))
        })
    }

    /// True if the media type is multipart, and a file is `required`.
    pub(crate) fn requires_file(&self, media: &MediaType) -> bool {
        let schema = media.schema.as_ref();
        schema.is_some_and(|schema| {
            let view = self.view(std::slice::from_ref(schema));
            let (required, properties) = (view.required(), view.properties());
            let mut members = required.iter().filter_map(|name| properties.get(name));
            self.form(media) == BodyFormat::Multipart
                && members.any(|member| member.iter().any(|part| self.contains_file(part, 0)))
        })
    }

    /// True if the property, an item or a branch is binary.
    fn contains_file(&self, member: &Rc<Schema>, depth: usize) -> bool {
        let view = self.view(std::slice::from_ref(member));
        let items = view.schemas.iter().filter_map(|part| part.items.clone());
        let branches = view.alternatives().into_iter();
        let mut within = items.chain(branches.flat_map(|branches| branches.schemas));
        self.is_binary(member)
            || (depth < MAX_DEPTH && within.any(|schema| self.contains_file(&schema, depth + 1)))
    }
}
