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
mod table;
mod types;

use crate::config::Config;
use crate::document::Document;
use crate::ir::Api;
use operation::OperationLowering;
pub use passes::features::RUNTIME_FEATURES;
use schema::Schemas;
use types::TypeLowering;

/// Lowers a document. Errors and warnings are reported to the document.
#[must_use]
pub fn lower(document: &Document<'_>, config: &Config) -> Api {
    let mut schemas = Schemas::new(document, config);
    let mut operations = schemas.with_multipart_variants(document.operations());
    operation::path_groups::tag_by_path(&mut operations, config.tag_features);
    schemas.record_multipart_schemas(&operations);
    let mut types = TypeLowering::new(&schemas);
    types.define_components();
    let mut api = Api {
        library: config.crate_name.replace('-', "_"),
        title: document.title.clone(),
        version: document.api_version.clone(),
        description: document.description.clone(),
        ..Api::default()
    };
    let mut calls = OperationLowering::new(types);
    calls.operations(&operations, &mut api);
    calls.lower_webhooks(&operations, &mut api);
    calls.types.finish(&mut api);
    schemas.report_unmatched_settings(&operations);
    operation::headers::share_headers(&mut api);
    passes::break_cycles(document, &schemas.circular.borrow(), &mut api.types);
    passes::prune::remove_implied_rules(&mut api);
    passes::rule_limit::check_rule_limit(document, &api.types);
    passes::nulls::merge_nulls(&mut api);
    passes::recursion::box_cycles(&mut api.types);
    passes::conversions::find_conversions(&mut api.types);
    passes::sensitive::mark_unions(&mut api.types);
    passes::shared::find_shared_properties(&mut api.types);
    passes::constructors::find_constructors(&mut api.types, &config.constructors);
    passes::conversions::configured::add_conversions(document, config, &mut api.types);
    passes::examples::write_body_examples(document, &mut api);
    passes::features::assign_features(&mut api, &operations, config.tag_features);
    api
}
