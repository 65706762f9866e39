//! The schemas outside `components/schemas` that a `$ref` names.

use crate::document::{Schema, Types, ref_target};
use crate::lower::schema::Schemas;
use std::rc::Rc;

impl Schemas<'_> {
    /// Finds the targets of `$ref`s outside `components/schemas`.
    pub(crate) fn find_ref_targets(&mut self) {
        let Some(root) = self.document.at("") else {
            return;
        };
        let targets = root.descendants().filter_map(ref_target);
        let is_elsewhere = |pointer: &String| {
            let is_component = pointer.starts_with("/components/schemas/");
            let starts = ["/paths/", "/webhooks/", "/components/"];
            !is_component && starts.iter().any(|start| pointer.starts_with(start))
        };
        self.ref_targets = targets.filter(is_elsewhere).collect();
    }

    /// True for an object schema outside `components/schemas` that is the target of a `$ref`.
    pub(crate) fn is_ref_target(&self, schema: &Rc<Schema>) -> bool {
        if !self.ref_targets.contains(&schema.pointer) || schema.reference.is_some() {
            return false;
        }
        let view = self.view(std::slice::from_ref(schema));
        let is_object = view.types() == Types::OBJECT || !view.is_typed();
        is_object && view.describes_object()
    }
}
