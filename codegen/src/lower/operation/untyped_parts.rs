//! Files of multipart forms that have no type.
//!
//! In OpenAPI 3.1, a part is `application/octet-stream` by default if the schema has no `type`:
//!
//! ```yaml
//! multipart/form-data:
//!   schema: { properties: { photo: {}, more: { type: array, items: {} } } }
//! ```

use super::media_types::{SelectedMedia, essence, is_json};
use crate::document::Schema;
use crate::json::Json;
use crate::lower::schema::Schemas;
use std::collections::BTreeSet;

impl Schemas<'_> {
    /// Returns the pointers to schemas of files without a type.
    ///
    /// A value of any type must stay readable in JSON. The properties of a schema with references
    /// from other places are therefore no files.
    pub(super) fn untyped_parts(&self, forms: &[SelectedMedia<'_>]) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        if self.document.version.starts_with("3.0") {
            return found;
        }
        for form in forms {
            let views = form.media.schema.iter();
            let views = views.flat_map(|schema| self.body_views(schema));
            for part in views.flat_map(|view| view.schemas) {
                let files = part.properties.iter().filter_map(|(name, property)| {
                    let file = property.items.as_ref().unwrap_or(property);
                    let is_file = is_untyped(file) && !is_text_part(form, name);
                    is_file.then(|| file.pointer.clone())
                });
                let files: Vec<String> = files.collect();
                if !files.is_empty() && self.is_only_form(&part.pointer) {
                    found.extend(files);
                }
            }
        }
        found
    }

    /// True if only multipart bodies refer to the schema.
    fn is_only_form(&self, pointer: &str) -> bool {
        let mut references = Vec::new();
        if pointer.starts_with("/components/schemas/") {
            let reference = format!("#{pointer}");
            if let Some(root) = self.document.at("") {
                collect_references(root, "", &reference, &mut references);
            }
        }
        references
            .iter()
            .all(|from| from.ends_with("/content/multipart~1form-data/schema"))
    }
}

/// Collects the pointers of the objects that refer to a schema.
fn collect_references(value: &Json, at: &str, reference: &str, found: &mut Vec<String>) {
    match value {
        Json::Object(members) => {
            if value.get("$ref").and_then(Json::as_str) == Some(reference) {
                found.push(at.to_owned());
            }
            for (name, member) in members {
                let at = format!("{at}/{}", crate::document::escape(name));
                collect_references(member, &at, reference, found);
            }
        }
        Json::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect_references(item, &format!("{at}/{index}"), reference, found);
            }
        }
        _ => {}
    }
}

/// True if the schema has no keyword with an effect on validation.
fn is_untyped(schema: &Schema) -> bool {
    let is_open = schema.reference.is_none() && schema.all_of.is_empty();
    is_open && schema.is_only_composition()
}

/// True if the `encoding` of a property sets JSON or text.
fn is_text_part(form: &SelectedMedia<'_>, name: &str) -> bool {
    let encodings = form.media.encoding.iter();
    let mut own = encodings.filter(|(property, _)| *property == name);
    own.any(|(_, encoding)| {
        let media_type = encoding.content_type.as_deref().map(essence);
        media_type
            .is_some_and(|name| name != "*/*" && (is_json(&name) || name.starts_with("text/")))
    })
}
