//! Decides everything: from the document to the IR.
//!
//! 1. *Declare*: every component schema gets its name, so that recursion is no special case.
//! 2. *Define*: each is merged into one view and becomes a type; inline schemas become types named
//!    by their place.
//! 3. *Operations* are read, with the types of their bodies.
//! 4. *Recursion*: what contains itself by value is boxed.
//! 5. *Conversions*: what each union can be made from.
//! 6. *Samples*: examples become the code that makes them.
//! 6. *Features*: which groups of operations need which types.
//!
//! Problems are reported to the document and lowering goes on with a harmless stand-in, so that one
//! run tells of everything.

mod answers;
mod arguments;
mod bodies;
mod conditions;
mod conversions;
mod covered;
mod cycles;
mod declare;
mod define;
mod docs;
mod encoding;
mod endless;
mod events;
mod features;
mod fields;
mod headers;
mod limits;
mod media;
mod names;
mod nulls;
mod operations;
mod others;
mod pages;
mod parameters;
mod patterns;
mod prune;
mod recursion;
mod references;
mod responses;
mod rules;
mod samples;
mod security;
mod series;
mod several;
mod tags;
mod union;
mod values;
mod variants;
mod view;
mod whole;
mod with_files;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Schema};
use crate::ir::{Api, Example, Module, Type, TypeDef, TypeId};
use crate::name::{Case, OPERATION_NAMES, Scope, TYPE_NAMES};
use define::Lowered;
pub use features::RUNTIME_FEATURES;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Lowers a whole document. Problems are reported to it.
#[must_use]
pub fn lower(document: &Document<'_>, config: &Config) -> Api {
    let mut lowering = Lowering::new(document, config);
    lowering.declare();
    let operations = lowering.with_files(document.operations());
    lowering.note_forms(&operations);
    lowering.define();
    let mut api = Api {
        library: config.crate_name.replace('-', "_"),
        title: document.title.clone(),
        version: document.api_version.clone(),
        description: document.description.clone(),
        ..Api::default()
    };
    lowering.operations(&operations, &mut api);
    lowering.events(&operations);
    headers::share(&mut api);
    lowering.end_recursion();
    api.examples = std::mem::take(&mut lowering.examples);
    (api.types, api.modules) = lowering.finish();
    prune::prune(&mut api);
    recursion::box_cycles(&mut api.types);
    conversions::find(&mut api.types);
    samples::find(document, &mut api);
    features::find(&mut api, &operations, config.tag_features);
    api
}

struct Lowering<'a> {
    document: &'a Document<'a>,
    config: &'a Config,
    /// The component schemas, by pointer.
    components: BTreeMap<String, TypeId>,
    /// Types of schemas that are neither components nor used where they stand, by pointer.
    elsewhere: BTreeMap<String, TypeId>,
    /// Inline schemas that are being lowered, with their types as far as known.
    open: Vec<(String, Option<TypeId>)>,
    /// How many inline schemas are within each other.
    depth: usize,
    /// The structs of inline views, by the pointers of their parts: the same parts are one type.
    views: BTreeMap<Vec<String>, TypeId>,
    /// What inline schemas have become, by pointer.
    inline: BTreeMap<String, Lowered>,
    types: Vec<TypeDef>,
    modules: Vec<Module>,
    examples: Vec<Example>,
    /// The pointers and types of the examples of bodies.
    noted: BTreeSet<(String, Type)>,
    type_names: Scope,
    module_names: Scope,
    rule_names: Scope,
    /// The constants with the rules of arguments.
    argument_rules: Scope,
    /// The names of constants with the rules of components that are parameters.
    shared_rules: BTreeMap<String, String>,
    /// What stands beside the operations: their markers and answers.
    operation_names: Scope,
    /// The methods of the client's builder.
    builder_names: Scope,
    /// The schemas of bodies in parts, by pointer: members of theirs can be files.
    forms: BTreeSet<String>,
    /// The schemas whose rules are being written out, against endless recursion.
    writing: Vec<String>,
    /// Whether they are written for one that asks what nobody speaks of.
    asks: bool,
    /// The schemas that are composed of themselves.
    circular: RefCell<BTreeSet<String>>,
}

/// Where an inline type is: what names it and the file it goes to.
#[derive(Clone)]
struct Place {
    name: String,
    module: usize,
}

impl Place {
    fn below(&self, part: &str) -> Place {
        Place {
            name: format!("{}{}", self.name, crate::name::part(part)),
            module: self.module,
        }
    }
}

impl<'a> Lowering<'a> {
    fn new(document: &'a Document<'a>, config: &'a Config) -> Self {
        Lowering {
            document,
            config,
            components: BTreeMap::new(),
            elsewhere: BTreeMap::new(),
            open: Vec::new(),
            depth: 0,
            views: BTreeMap::new(),
            inline: BTreeMap::new(),
            types: Vec::new(),
            modules: Vec::new(),
            examples: Vec::new(),
            noted: BTreeSet::new(),
            type_names: Scope::new(Case::Pascal, TYPE_NAMES),
            module_names: Scope::new(Case::Module, &["r#mod"]),
            rule_names: Scope::new(Case::Shouty, &[]),
            shared_rules: BTreeMap::new(),
            argument_rules: Scope::new(Case::Shouty, &["API"]),
            operation_names: Scope::new(Case::Pascal, OPERATION_NAMES),
            builder_names: Scope::new(Case::Snake, arguments::BUILDER_METHODS).of("parameter"),
            forms: BTreeSet::new(),
            writing: Vec::new(),
            asks: false,
            circular: RefCell::default(),
        }
    }

    /// Settles what contains itself without an end that Rust or JSON Schema knows of.
    fn end_recursion(&mut self) {
        for index in endless::cut(&mut self.types) {
            self.warn_of(
                index,
                "endless-schema",
                "refers to itself for the very same value; that part has no effect",
                "remove the reference that leads back here",
            );
        }
        for index in recursion::open_aliases(&mut self.types) {
            self.warn_of(
                index,
                "recursive-alias",
                "contains itself without a member in between, so what it contains is any value",
                "put the recursion into a member of an object, where the service does so too",
            );
        }
    }

    fn warn_of(&self, index: usize, code: &'static str, problem: &str, help: &str) {
        let def = &self.types[index];
        let pointer = def.docs.source.as_deref().unwrap_or_default();
        if self.circular.borrow().contains(pointer) {
            return;
        }
        self.warn(code, pointer, format!("`{}` {problem}", def.name), help);
    }

    fn finish(self) -> (Vec<TypeDef>, Vec<Module>) {
        let mut modules: Vec<Module> = self.modules;
        modules.retain(|module| !module.types.is_empty());
        modules.sort_by(|left, right| left.name.cmp(&right.name));
        (self.types, modules)
    }

    fn warn(&self, code: &'static str, pointer: &str, problem: String, help: &str) {
        self.document
            .report(Diagnostic::warning(code, pointer, problem).with_help(help));
    }

    /// What a schema's reference leads to.
    fn resolve(&self, schema: &Schema) -> Option<Rc<Schema>> {
        let reference = schema.reference.as_deref()?;
        let target = crate::document::local(reference);
        let found = target.and_then(|target| self.document.schema(&target));
        if found.is_none() {
            self.document
                .report(self.document.unresolved(&schema.pointer, reference));
        }
        found
    }

    /// The component that a schema's reference leads to.
    fn component(&self, schema: &Schema) -> Option<TypeId> {
        let target = crate::document::local(schema.reference.as_deref()?)?;
        self.components.get(&target).copied()
    }
}
