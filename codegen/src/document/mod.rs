//! What we read of an OpenAPI description: a tree of JSON values to a closed model.
//!
//! The model is read on demand: [`Document::schema`] reads the schema at any pointer, once. What
//! has the wrong shape, and every keyword that the model does not know, is a diagnostic; the rest of
//! the schema still counts.

mod directions;
mod fields;
mod known;
mod operation;
mod schema;
mod selection;
mod version;

pub use operation::{
    Encoding, Event, Example, Header, MediaType, Operation, Pagination, Parameter, Place,
    RequestBody, Response, SecurityScheme,
};
pub use schema::{Discriminator, Objects, Rare, Schema, Types, ValueWords};

use crate::diagnostic::Diagnostic;
use crate::json::{Json, Members};
use crate::source::COMPONENTS;
use crate::spelling::closest;
use directions::Directions;
use fields::{Fields, ignored};
use schema::Around;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use version::version;

/// An OpenAPI description.
pub struct Document<'a> {
    root: &'a Json,
    directions: Directions<'a>,
    /// The version, as written: `3.1.0`.
    pub version: String,
    /// `info.title`
    pub title: String,
    /// `info.description`
    pub description: String,
    /// `info.version`
    pub api_version: String,
    /// What is kept, where not all is.
    kept: Option<selection::Kept>,
    schemas: RefCell<HashMap<String, Rc<Schema>>>,
    /// The contents of bodies, by the pointers of these: many operations share a response.
    contents: RefCell<HashMap<String, Rc<[MediaType]>>>,
    diagnostics: RefCell<Vec<Diagnostic>>,
}

impl<'a> Document<'a> {
    /// Reads the outermost level; what is below is read when it is asked for.
    ///
    /// # Errors
    ///
    /// Where the value is no OpenAPI description of a version that we read.
    pub fn new(root: &'a Json) -> Result<Self, Vec<Diagnostic>> {
        let mut diagnostics = Vec::new();
        let version = version(root).map_err(|diagnostic| vec![*diagnostic])?;
        let mut fields = Fields::new(root, "", &mut diagnostics);
        if ["paths", "components", "webhooks"]
            .iter()
            .all(|name| fields.value(name).is_none())
        {
            fields.diagnostics.push(
                Diagnostic::error(
                    "nothing-described",
                    "",
                    "this describes nothing: it has none of `paths`, `components` and `webhooks`",
                )
                .with_help("add the operations under `paths`"),
            );
        }
        fields.refuse_others(known::ROOT, "a description");
        let mut components = fields.object("components");
        components.refuse_others(COMPONENTS, "the components");
        let mut info = fields.object("info");
        let title = info.text("title").unwrap_or_default();
        let description = info.text("description").unwrap_or_default();
        let api_version = info.text("version").unwrap_or_default();
        Ok(Document {
            root,
            directions: Directions::of(root),
            version,
            title,
            description,
            api_version,
            kept: None,
            schemas: RefCell::default(),
            contents: RefCell::default(),
            diagnostics: RefCell::new(diagnostics),
        })
    }

    /// Everything that was found wrong so far.
    #[must_use]
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics.into_inner()
    }

    /// Notes a problem.
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

    /// The names of the component schemas that are kept, sorted.
    #[must_use]
    pub fn schema_names(&self) -> Vec<String> {
        let names = self.names("/components/schemas").into_iter();
        let names = names.filter(|name| self.keeps_schema(name));
        names.map(str::to_owned).collect()
    }

    /// The names in the map at a pointer, sorted.
    fn names(&self, pointer: &str) -> Vec<&'a str> {
        let members = self.shaped(pointer, "an object", Json::as_object);
        let mut names: Vec<&str> = members.into_iter().flat_map(Members::keys).collect();
        names.sort_unstable();
        names
    }

    /// The items of the array at a pointer.
    fn items(&self, pointer: &str) -> &'a [Json] {
        self.shaped(pointer, "an array", Json::as_array)
            .unwrap_or_default()
    }

    /// The value at a pointer, if it is what it has to be.
    fn shaped<T>(
        &self,
        pointer: &str,
        expected: &str,
        read: impl FnOnce(&'a Json) -> Option<T>,
    ) -> Option<T> {
        let value = self.at(pointer)?;
        let shaped = read(value);
        if shaped.is_none() {
            self.report(ignored(pointer.to_owned(), "this", value, expected));
        }
        shaped
    }

    /// The value at a pointer, if there is one.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&'a Json> {
        self.root.pointer(pointer)
    }

    /// The schema at a pointer, if there is a value.
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
        let around = Around {
            root: self.root,
            directions: &self.directions,
            is_30: self.version.starts_with("3.0"),
            is_part: false,
        };
        Schema::read(value, pointer, around, &mut self.diagnostics.borrow_mut())
    }

    /// Follows `$ref` from the value at `pointer` to a value that is none, and says where that is.
    fn follow(&self, pointer: &str) -> Option<(&'a Json, String)> {
        let mut pointer = pointer.to_owned();
        for _ in 0..32 {
            let value = self.at(&pointer)?;
            let Some(reference) = value.get("$ref").and_then(Json::as_str) else {
                return Some((value, pointer));
            };
            let target = local(reference).filter(|target| self.at(target).is_some());
            let Some(target) = target else {
                self.report(self.unresolved(&pointer, reference));
                return None;
            };
            pointer = target;
        }
        self.report(
            Diagnostic::error(
                "circular-reference",
                pointer,
                "this reference leads to itself",
            )
            .with_help("let one of the references on the way hold the value itself"),
        );
        None
    }

    /// A reference that leads nowhere. What it should name in this very document is missing and
    /// nothing else; what it should name elsewhere may be half of the description.
    #[must_use]
    pub fn unresolved(&self, pointer: &str, reference: &str) -> Diagnostic {
        let code = "unresolved-reference";
        let pointer = format!("{pointer}/$ref");
        if reference.starts_with('#') {
            let problem = format!(
                "the reference `{reference}` leads to nothing, so what refers to it is any value, \
                 or left out"
            );
            let help = match self.meant(reference) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "correct the reference, or add what it names".to_owned(),
            };
            return Diagnostic::warning(code, pointer, problem).with_help(help);
        }
        let (problem, help) = if reference.is_empty() {
            (
                "this reference is empty".to_owned(),
                "write what it refers to, such as `#/components/schemas/Name`",
            )
        } else {
            (
                format!(
                    "the reference `{reference}` leads out of this file, and such are not followed"
                ),
                "bring what it names into the file",
            )
        };
        Diagnostic::error(code, pointer, problem).with_help(help)
    }

    /// What stands beside where a reference leads, and is called almost the same.
    #[must_use]
    pub fn meant(&self, reference: &str) -> Option<String> {
        let (parent, name) = reference.rsplit_once('/')?;
        let siblings = self.at(&local(parent)?)?.as_object()?;
        let meant = closest(name, siblings.keys())?;
        Some(format!("{parent}/{}", escape(meant)))
    }
}

/// The pointer in a reference to a place in the same file.
#[must_use]
pub fn local(reference: &str) -> Option<String> {
    let fragment = reference.strip_prefix('#')?;
    let decoded = percent_encoding::percent_decode_str(fragment)
        .decode_utf8()
        .ok()?;
    (decoded.is_empty() || decoded.starts_with('/')).then(|| decoded.into_owned())
}

/// Where the value leads that refers to another in the same document.
#[must_use]
pub fn target(value: &Json) -> Option<String> {
    value.get("$ref").and_then(Json::as_str).and_then(local)
}

/// A segment of a pointer, escaped.
#[must_use]
pub fn escape(segment: &str) -> String {
    segment.replace('~', "~0").replace('/', "~1")
}
