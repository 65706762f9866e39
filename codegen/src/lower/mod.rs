//! Lowering: from the document to the IR. Every decision about the generated crate is made in this
//! module.
//!
//! [`lower`] calls the steps in order; `ARCHITECTURE.md` explains each step.
//!
//! Errors are reported to the document and lowering continues with a harmless substitute, so one
//! run reports every error.

mod operation;
mod passes;
mod rules;
mod schema;
mod unmatched_settings;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Schema};
use crate::ir::{Api, Example, Module, Type, TypeDef, TypeId};
use crate::name::{Case, OPERATION_NAMES, Scope, TYPE_NAMES};
pub use passes::features::RUNTIME_FEATURES;
use schema::define::Lowered;
use schema::ref_targets::RefTargets;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Lowers a document. Errors and warnings are reported to the document.
#[must_use]
pub fn lower(document: &Document<'_>, config: &Config) -> Api {
    let mut lowering = Lowering::new(document, config);
    lowering.declare();
    lowering.find_subtypes();
    lowering.find_ref_targets();
    let mut operations = lowering.with_multipart_variants(document.operations());
    operation::path_groups::tag_by_path(&mut operations, config.tag_features);
    lowering.record_multipart_schemas(&operations);
    lowering.define();
    let mut api = Api {
        library: config.crate_name.replace('-', "_"),
        title: document.title.clone(),
        version: document.api_version.clone(),
        description: document.description.clone(),
        ..Api::default()
    };
    lowering.operations(&operations, &mut api);
    lowering.lower_webhooks(&operations, &mut api);
    lowering.name_ref_targets();
    operation::headers::share_headers(&mut api);
    lowering.report_unmatched_settings(&operations);
    lowering.break_cycles();
    api.examples = std::mem::take(&mut lowering.examples);
    (api.types, api.modules) = lowering.finish();
    passes::prune::remove_implied_rules(&mut api);
    passes::rule_limit::check_rule_limit(document, &api.types);
    passes::nulls::merge_nulls(&mut api);
    passes::recursion::box_cycles(&mut api.types);
    passes::conversions::find_conversions(&mut api.types);
    passes::sensitive::mark_unions(&mut api.types);
    passes::shared::find_shared_properties(&mut api.types);
    passes::constructors::find_constructors(&mut api.types, &config.constructors);
    passes::examples::write_body_examples(document, &mut api);
    passes::features::assign_features(&mut api, &operations, config.tag_features);
    api
}

struct Lowering<'a> {
    document: &'a Document<'a>,
    config: &'a Config,
    /// The types of component schemas, by pointer.
    components: BTreeMap<String, TypeId>,
    /// The pointers of inheriting schemas, by the pointer of a base with a discriminator.
    subtypes: BTreeMap<String, BTreeSet<String>>,
    /// The `$ref` targets outside the component schemas.
    ref_targets: RefTargets,
    /// The pointers of inline schemas in progress, with types once known.
    in_progress: Vec<(String, Option<TypeId>)>,
    /// The current depth of nested inline schemas.
    depth: usize,
    /// The structs of inline schemas, by the pointers of flattened parts: equal parts share a type.
    structs: BTreeMap<Vec<String>, TypeId>,
    /// The lowered inline schemas, by pointer.
    inline: BTreeMap<String, Lowered>,
    types: Vec<TypeDef>,
    modules: Vec<Module>,
    examples: Vec<Example>,
    /// The pointers and types of recorded body examples.
    recorded_examples: BTreeSet<(String, Type)>,
    type_names: Scope,
    module_names: Scope,
    rule_names: Scope,
    /// The names of constants for rules of arguments.
    argument_rules: Scope,
    /// The names of constants for rules of shared parameters, by component.
    shared_rules: BTreeMap<String, String>,
    /// The names in modules of operations: markers and response enums.
    operation_names: Scope,
    /// The methods of `ClientBuilder`.
    builder_names: Scope,
    /// The schemas of multipart bodies, by pointer; properties can be files.
    multipart_schemas: BTreeSet<String>,
    /// The schemas of files without a type, by pointer.
    untyped_parts: BTreeSet<String>,
    /// Tables of rules without a type, by the pointer of the schema, and by use below `unevaluated*`.
    tables: BTreeMap<(String, bool), TypeId>,
    /// The schemas around the rules being written that apply to the same value.
    in_place: Vec<String>,
    /// True while writing rules for a schema with `unevaluated*`, which must list every keyword
    /// even if the Rust type implies it.
    has_unevaluated: bool,
    /// The schemas with circular `allOf` or `$ref`.
    circular: RefCell<BTreeSet<String>>,
    /// The pointers under `[names]` that named an item.
    used_names: RefCell<BTreeSet<&'a str>>,
}

/// The base name and the module of an inline type.
#[derive(Clone)]
struct NamePath {
    name: String,
    module: usize,
}

impl NamePath {
    fn below(&self, part: &str) -> NamePath {
        NamePath {
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
            subtypes: BTreeMap::new(),
            ref_targets: RefTargets::default(),
            in_progress: Vec::new(),
            depth: 0,
            structs: BTreeMap::new(),
            inline: BTreeMap::new(),
            types: Vec::new(),
            modules: Vec::new(),
            examples: Vec::new(),
            recorded_examples: BTreeSet::new(),
            type_names: Scope::new(Case::Pascal, TYPE_NAMES),
            module_names: Scope::new(Case::Module, &["r#mod"]),
            rule_names: Scope::new(Case::Shouty, &[]),
            shared_rules: BTreeMap::new(),
            argument_rules: Scope::new(Case::Shouty, &["API"]),
            operation_names: Scope::new(Case::Pascal, OPERATION_NAMES),
            builder_names: Scope::new(Case::Snake, operation::client_parameters::BUILDER_METHODS)
                .with_kind("parameter"),
            multipart_schemas: BTreeSet::new(),
            untyped_parts: BTreeSet::new(),
            tables: BTreeMap::new(),
            in_place: Vec::new(),
            has_unevaluated: false,
            circular: RefCell::default(),
            used_names: RefCell::default(),
        }
    }

    /// Removes recursion that Rust or JSON Schema cannot express, with warnings.
    fn break_cycles(&mut self) {
        for index in passes::ref_cycles::remove_ref_cycles(&mut self.types) {
            self.warn_type(
                index,
                "circular-schema",
                "refers to itself for the same value; reference ignored",
                "remove the reference that leads back to the schema",
            );
        }
        for index in passes::recursion::break_alias_cycles(&mut self.types) {
            self.warn_type(
                index,
                "recursive-alias",
                "contains itself without an object in between; inner value treated as any value",
                "put the recursion into an object property, if the service does so",
            );
        }
    }

    fn warn_type(&self, index: usize, code: &'static str, problem: &str, help: &str) {
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

    /// The `$ref` target of a schema.
    fn resolve(&self, schema: &Schema) -> Option<Rc<Schema>> {
        let reference = schema.reference.as_deref()?;
        let target = crate::document::local_pointer(reference);
        let found = target.and_then(|target| self.document.schema(&target));
        if found.is_none() {
            self.document
                .report(self.document.unresolved(&schema.pointer, reference));
        }
        found
    }

    /// The type of the component that the `$ref` of a schema names.
    fn component(&self, schema: &Schema) -> Option<TypeId> {
        let target = crate::document::local_pointer(schema.reference.as_deref()?)?;
        self.components.get(&target).copied()
    }
}
