//! Read-only questions about the schemas of a document: the types of a value, differences between
//! branches, names in `codegen.toml`.

pub(super) mod discriminator;
pub(super) mod discriminator_lints;
pub(super) mod docs;
pub(super) mod enum_lints;
pub(super) mod files;
pub(super) mod flatten;
pub(super) mod format_branches;
pub(super) mod names;
pub(super) mod patterns;
pub(super) mod ref_targets;
pub(super) mod subtypes;
pub(super) mod unmatched_settings;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Schema, local_pointer};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The schemas of a document.
pub(crate) struct Schemas<'a> {
    pub(crate) document: &'a Document<'a>,
    pub(crate) config: &'a Config,
    /// The pointers of inheriting schemas, by the pointer of a base with a discriminator.
    subtypes: BTreeMap<String, BTreeSet<String>>,
    /// The pointers of `$ref` targets outside the component schemas.
    ref_targets: BTreeSet<String>,
    /// The schemas of multipart bodies, by pointer; properties can be files.
    pub(crate) form_bodies: BTreeSet<String>,
    /// The schemas of files without a type, by pointer.
    pub(crate) untyped_parts: BTreeSet<String>,
    /// The schemas with circular `allOf` or `$ref`.
    pub(crate) circular: RefCell<BTreeSet<String>>,
    /// The pointers under `[names]` that named an item.
    used_names: RefCell<BTreeSet<&'a str>>,
}

impl<'a> Schemas<'a> {
    pub(crate) fn new(document: &'a Document<'a>, config: &'a Config) -> Self {
        let mut schemas = Schemas {
            document,
            config,
            subtypes: BTreeMap::new(),
            ref_targets: BTreeSet::new(),
            form_bodies: BTreeSet::new(),
            untyped_parts: BTreeSet::new(),
            circular: RefCell::default(),
            used_names: RefCell::default(),
        };
        schemas.find_subtypes();
        schemas.find_ref_targets();
        schemas
    }

    pub(crate) fn warn(&self, code: &'static str, pointer: &str, problem: String, help: &str) {
        self.document
            .report(Diagnostic::warning(code, pointer, problem).with_help(help));
    }

    /// The `$ref` target of a schema.
    pub(crate) fn resolve(&self, schema: &Schema) -> Option<Rc<Schema>> {
        let reference = schema.reference.as_deref()?;
        let target = local_pointer(reference);
        let found = target.and_then(|target| self.document.schema(&target));
        if found.is_none() {
            self.document
                .report(self.document.unresolved(&schema.pointer, reference));
        }
        found
    }
}
