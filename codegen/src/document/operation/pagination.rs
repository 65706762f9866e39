//! Reads `x-pagination`.

use super::Pagination;
use crate::document::Document;
use crate::json::Json;

const PROPERTIES: &[&str] = &["items", "cursor", "more", "parameter"];

impl Document<'_> {
    /// Reads `x-pagination`. Foreign uses of the extension, recognized by the absence of every
    /// property in `PROPERTIES`, are ignored.
    pub(super) fn pagination(&self, operation: &str) -> Option<Pagination> {
        let pointer = format!("{operation}/x-pagination");
        let extension = self.at(&pointer).and_then(Json::as_object)?;
        if !PROPERTIES.iter().any(|name| extension.contains_key(name)) {
            return None;
        }
        self.with_fields(&pointer, |fields| {
            fields.warn_unknown(PROPERTIES, "`x-pagination`");
            Pagination {
                pointer: fields.pointer.clone(),
                items: fields.string("items").unwrap_or_default(),
                cursor: fields.string("cursor").unwrap_or_default(),
                more: fields.string("more"),
                parameter: fields.string("parameter").unwrap_or_default(),
            }
        })
    }
}
