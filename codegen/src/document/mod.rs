//! Reads an OpenAPI spec: turns a tree of JSON values into a closed model.
//!
//! Reading is lazy and cached: [`Document::schema`] reads the schema at a pointer on first use.
//! Unknown keywords and values of the wrong type are reported and ignored; the rest of the schema
//! is kept.

mod object_reader;
mod operation;
mod read_write_only;
mod schema;
mod selection;
mod version;

pub use operation::{
    Encoding, Example, Header, MediaType, Operation, Pagination, Parameter, ParameterLocation,
    RequestBody, Response, SecurityScheme, WebhookRequest,
};
pub use schema::{Annotations, Discriminator, EnumDocs, Objects, Schema, Sparse, Types};

use crate::diagnostic::Diagnostic;
use crate::fields::ObjectKind;
use crate::json::{Json, Map};
use crate::spelling::closest;
use object_reader::{ObjectReader, wrong_type_ignored};
use read_write_only::ReadWriteOnly;
use schema::Context;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use version::version;

/// An OpenAPI spec.
pub struct Document<'a> {
    root: &'a Json,
    read_write_only: ReadWriteOnly<'a>,
    /// `openapi`, as written: `3.1.0`.
    pub version: String,
    /// `info.title`
    pub title: String,
    /// `info.description`
    pub description: String,
    /// `info.version`
    pub api_version: String,
    /// The selected operations and schemas; `None` selects the entire spec.
    selected: Option<selection::Selected>,
    schemas: RefCell<HashMap<String, Rc<Schema>>>,
    /// Parsed `content`, by the pointer of the body: many operations share a response.
    contents: RefCell<HashMap<String, Rc<[MediaType]>>>,
    diagnostics: RefCell<Vec<Diagnostic>>,
}

impl<'a> Document<'a> {
    /// Reads the root object. Schemas and operations are read on demand.
    ///
    /// # Errors
    ///
    /// Fails if the value is not an OpenAPI spec of a supported version.
    pub fn new(root: &'a Json) -> Result<Self, Vec<Diagnostic>> {
        let mut diagnostics = Vec::new();
        let version = version(root).map_err(|diagnostic| vec![*diagnostic])?;
        let mut fields = ObjectReader::new(root, "", &mut diagnostics);
        if ["paths", "components", "webhooks"]
            .iter()
            .all(|name| fields.value(name).is_none())
        {
            fields.diagnostics.push(
                Diagnostic::error(
                    "empty-spec",
                    "",
                    "the spec has no `paths`, `components` or `webhooks`",
                )
                .with_help("add operations under `paths`"),
            );
        }
        fields.warn_unknown_fields(ObjectKind::Spec);
        let mut components = fields.object("components");
        components.warn_unknown_fields(ObjectKind::Components);
        let mut info = fields.object("info");
        let title = info.string("title").unwrap_or_default();
        let description = info.string("description").unwrap_or_default();
        let api_version = info.string("version").unwrap_or_default();
        Ok(Document {
            root,
            read_write_only: ReadWriteOnly::of(root),
            version,
            title,
            description,
            api_version,
            selected: None,
            schemas: RefCell::default(),
            contents: RefCell::default(),
            diagnostics: RefCell::new(diagnostics),
        })
    }

    /// Returns the diagnostics reported so far.
    #[must_use]
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics.into_inner()
    }

    /// Adds a diagnostic, unless an equal diagnostic is already reported.
    pub fn report(&self, diagnostic: Diagnostic) {
        let mut diagnostics = self.diagnostics.borrow_mut();
        if !diagnostics.contains(&diagnostic) {
            diagnostics.push(diagnostic);
        }
    }

    fn report_all(&self, diagnostics: Vec<Diagnostic>) {
        for diagnostic in diagnostics {
            self.report(diagnostic);
        }
    }

    /// Returns the names of the selected component schemas, sorted.
    #[must_use]
    pub fn schema_names(&self) -> Vec<String> {
        let names = self.names("/components/schemas").into_iter();
        let names = names.filter(|name| self.selects_schema(name));
        names.map(str::to_owned).collect()
    }

    /// Returns the keys of the object at a pointer, sorted.
    fn names(&self, pointer: &str) -> Vec<&'a str> {
        let members = self.typed(pointer, "an object", Json::as_object);
        let mut names: Vec<&str> = members.into_iter().flat_map(Map::keys).collect();
        names.sort_unstable();
        names
    }

    /// Returns the items of the array at a pointer.
    fn items(&self, pointer: &str) -> &'a [Json] {
        self.typed(pointer, "an array", Json::as_array)
            .unwrap_or_default()
    }

    /// Returns the value at a pointer as a `T`, or reports a value of the wrong type.
    fn typed<T>(
        &self,
        pointer: &str,
        expected: &str,
        read: impl FnOnce(&'a Json) -> Option<T>,
    ) -> Option<T> {
        let value = self.at(pointer)?;
        let shaped = read(value);
        if shaped.is_none() {
            self.report(wrong_type_ignored(pointer.to_owned(), value, expected));
        }
        shaped
    }

    /// Returns the value at a pointer.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&'a Json> {
        self.root.pointer(pointer)
    }

    /// Returns the schema at a pointer, or `None` if the pointer does not resolve.
    #[must_use]
    pub fn schema(&self, pointer: &str) -> Option<Rc<Schema>> {
        if let Some(schema) = self.schemas.borrow().get(pointer) {
            return Some(schema.clone());
        }
        let value = self.at(pointer)?;
        let schema = Rc::new(self.read_schema(value, pointer));
        self.schemas
            .borrow_mut()
            .insert(pointer.to_owned(), schema.clone());
        Some(schema)
    }

    fn read_schema(&self, value: &Json, pointer: &str) -> Schema {
        let around = Context {
            root: self.root,
            read_write_only: &self.read_write_only,
            is_30: self.version.starts_with("3.0"),
            in_all_of: false,
        };
        Schema::read(value, pointer, around, &mut self.diagnostics.borrow_mut())
    }

    /// Follows `$ref` from the value at `pointer`. Returns the target and its pointer.
    fn follow(&self, pointer: &str) -> Option<(&'a Json, String)> {
        let mut pointer = pointer.to_owned();
        for _ in 0..32 {
            let value = self.at(&pointer)?;
            let Some(reference) = value.get("$ref").and_then(Json::as_str) else {
                return Some((value, pointer));
            };
            let target = local_pointer(reference).filter(|target| self.at(target).is_some());
            let Some(target) = target else {
                self.report(self.unresolved(&pointer, reference));
                return None;
            };
            pointer = target;
        }
        let problem = format!("circular `$ref` at `{pointer}`");
        self.report(
            Diagnostic::error("circular-reference", &pointer, problem)
                .with_help("replace one reference of the cycle by the value itself"),
        );
        None
    }

    /// Returns the diagnostic for an unresolved `$ref`. A missing target in this file is a warning,
    /// since the rest of the spec is usable. A `$ref` to an unbundled file is an error: half of the
    /// spec may be missing.
    #[must_use]
    pub fn unresolved(&self, pointer: &str, reference: &str) -> Diagnostic {
        let code = "unresolved-reference";
        let pointer = format!("{pointer}/$ref");
        if reference.starts_with('#') {
            let problem =
                format!("unresolved reference `{reference}`, treated as any value or left out");
            let help = match self.suggest_reference(reference) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "correct the reference, or add its target".to_owned(),
            };
            return Diagnostic::warning(code, pointer, problem).with_help(help);
        }
        let (problem, help) = if reference.is_empty() {
            (
                "empty `$ref`".to_owned(),
                "write a reference such as `#/components/schemas/Name`",
            )
        } else {
            (
                format!("unsupported external reference `{reference}`"),
                "copy the target of the reference into the file",
            )
        };
        Diagnostic::error(code, pointer, problem).with_help(help)
    }

    /// Suggests a reference to a sibling of the missing target with a similar name.
    #[must_use]
    pub fn suggest_reference(&self, reference: &str) -> Option<String> {
        let (parent, name) = reference.rsplit_once('/')?;
        let siblings = self.at(&local_pointer(parent)?)?.as_object()?;
        let meant = closest(name, siblings.keys())?;
        Some(format!("{parent}/{}", escape(meant)))
    }
}

/// Returns the JSON pointer of a reference within this file (`#/…`).
#[must_use]
pub fn local_pointer(reference: &str) -> Option<String> {
    let fragment = reference.strip_prefix('#')?;
    let decoded = percent_encoding::percent_decode_str(fragment)
        .decode_utf8()
        .ok()?;
    (decoded.is_empty() || decoded.starts_with('/')).then(|| decoded.into_owned())
}

/// Returns a reference within this file in the only form: `#/a b`, not `#/a%20b`. A `%` of a name is
/// still encoded.
fn canonical_reference(reference: String) -> String {
    match local_pointer(&reference) {
        Some(pointer) if reference.contains('%') => format!("#{}", pointer.replace('%', "%25")),
        _ => reference,
    }
}

/// Returns the JSON pointer of the value's `$ref`, if `$ref` refers to this file.
#[must_use]
pub fn ref_target(value: &Json) -> Option<String> {
    value
        .get("$ref")
        .and_then(Json::as_str)
        .and_then(local_pointer)
}

/// Escapes a segment of a JSON pointer: `~` as `~0`, `/` as `~1`.
#[must_use]
pub fn escape(segment: &str) -> String {
    segment.replace('~', "~0").replace('/', "~1")
}
