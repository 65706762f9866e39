//! Files: binary properties of multipart bodies.

use crate::lower::schema::Schemas;
use crate::lower::schema::flatten::Flattened;

impl Schemas<'_> {
    /// True if the flattened schema is binary or has no type, and describes a property of a multipart
    /// body, or an item of a property.
    pub(crate) fn is_file(&self, view: &Flattened) -> bool {
        let schemas = &view.schemas;
        let is_binary = schemas.iter().any(|part| part.binary);
        is_binary && schemas.iter().any(|part| self.is_in_form(&part.pointer))
            || schemas
                .iter()
                .any(|part| self.untyped_parts.contains(&part.pointer))
    }

    /// True if the pointer leads to a property of a multipart body, or to an item or branch below.
    fn is_in_form(&self, pointer: &str) -> bool {
        let Some((parent, last)) = pointer.rsplit_once('/') else {
            return false;
        };
        let form = parent.strip_suffix("/properties");
        if form.is_some_and(|form| self.form_bodies.contains(form)) {
            return true;
        }
        let branches = ["/anyOf", "/oneOf", "/allOf"];
        let branches = branches.iter().find_map(|name| parent.strip_suffix(name));
        match (last, branches) {
            ("items", _) => self.is_in_form(parent),
            (_, Some(parent)) => self.is_in_form(parent),
            _ => false,
        }
    }
}
