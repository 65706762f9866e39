//! Reading `x-pagination`.

use super::Pagination;
use crate::document::Document;
use crate::json::Json;

const MEMBERS: &[&str] = &["items", "cursor", "more", "parameter"];

impl Document<'_> {
    /// How an operation gives a list in pages. Others use the name for settings of their own, which
    /// have none of the members that are read here; those are left alone.
    pub(super) fn pagination(&self, operation: &str) -> Option<Pagination> {
        let pointer = format!("{operation}/x-pagination");
        let members = self.at(&pointer).and_then(Json::as_object)?;
        if !MEMBERS.iter().any(|name| members.contains_key(name)) {
            return None;
        }
        self.with_fields(&pointer, |fields| {
            fields.refuse_others(MEMBERS, "a pagination");
            Pagination {
                pointer: fields.pointer.clone(),
                items: fields.text("items").unwrap_or_default(),
                cursor: fields.text("cursor").unwrap_or_default(),
                more: fields.text("more"),
                parameter: fields.text("parameter").unwrap_or_default(),
            }
        })
    }
}
