//! Files of at most 300 lines, functions of at most 60.

use super::{CODE, files, shown};
use proc_macro2::Span;
use std::fs::read_to_string;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

const MOST_LINES_OF_A_FILE: usize = 300;
const MOST_LINES_OF_A_FUNCTION: usize = 60;

/// Longer files, with the reason.
const LONG_FILES: &[(&str, &str)] = &[
    ("codegen/src/overlay/tests.rs", OUTPUTS),
    ("codegen/src/swagger/tests.rs", OUTPUTS),
    ("tests/codegen/additional_properties.rs", OUTPUTS),
    ("tests/codegen/discriminators.rs", OUTPUTS),
    ("tests/codegen/enums.rs", OUTPUTS),
    ("tests/codegen/nullable.rs", OUTPUTS),
    ("tests/codegen/parameters.rs", OUTPUTS),
    ("tests/codegen/request_bodies.rs", OUTPUTS),
    ("tests/codegen/responses.rs", OUTPUTS),
    ("tests/diagnostics/check_spec/examples.rs", OUTPUTS),
    ("tests/diagnostics/field_types.rs", OUTPUTS),
    ("tests/diagnostics/operations.rs", OUTPUTS),
];

/// Longer functions, with the reason.
const LONG_FUNCTIONS: &[(&str, &str)] = &[
    ("codegen/src/emit/rules.rs: rule", ARMS),
    (
        "codegen/src/lower/types/object.rs: lower_members",
        "a single pass over the properties, with five results",
    ),
    (
        "tests/codegen/inherited_unions.rs: collects_discriminator_values_of_nested_unions",
        OUTPUTS,
    ),
    (
        "codegen/src/overlay/tests.rs: reports_mismatched_kinds",
        OUTPUTS,
    ),
    (
        "codegen/src/overlay/tests.rs: reports_every_error_of_an_overlay",
        OUTPUTS,
    ),
    (
        "codegen/src/overlay/tests.rs: reports_every_error_of_an_action",
        OUTPUTS,
    ),
    (
        "codegen/src/source/error_tests.rs: explains_yaml_syntax_errors",
        OUTPUTS,
    ),
    ("codegen/src/swagger/tests.rs: converts_a_spec", OUTPUTS),
    (
        "codegen/src/swagger/tests.rs: converts_referenced_files",
        OUTPUTS,
    ),
    (
        "tests/codegen/additional_properties.rs: applies_unevaluated_properties_by_schema_not_by_type",
        OUTPUTS,
    ),
    (
        "tests/codegen/additional_properties.rs: writes_complete_rules_for_a_closed_union_with_a_map",
        OUTPUTS,
    ),
    (
        "tests/codegen/ambiguous_unions.rs: assigns_inherited_values_by_mapping",
        OUTPUTS,
    ),
    (
        "tests/codegen/difficult_names.rs: document",
        "a spec with names in every position",
    ),
    (
        "tests/codegen/discriminators.rs: finds_a_shared_value_of_a_nested_union",
        OUTPUTS,
    ),
    (
        "tests/codegen/nullable_lenient.rs: supports_nullable_enums_references_and_compositions",
        OUTPUTS,
    ),
    (
        "tests/codegen/settings.rs: uses_renamed_properties_in_type_names",
        OUTPUTS,
    ),
    (
        "tests/diagnostics/check_spec/components.rs: reports_unused_components",
        OUTPUTS,
    ),
    (
        "tests/diagnostics/check_spec/components.rs: reports_duplicate_components",
        OUTPUTS,
    ),
    (
        "tests/diagnostics/check_spec/examples.rs: reports_values_invalid_under_their_own_schema",
        OUTPUTS,
    ),
    (
        "tests/diagnostics/field_types.rs: reports_values_that_are_no_objects",
        OUTPUTS,
    ),
    (
        "tests/wire/mock_server.rs: reports_each_mismatch",
        "a table of requests with the expected mismatch",
    ),
    (
        "xtask/check-spec/src/validator/violations.rs: problem",
        ARMS,
    ),
];

/// Inline snapshots of complete outputs: the output stays beside the input.
const OUTPUTS: &str = "inline snapshots of complete outputs";
/// A `match` with a short arm for each variant.
const ARMS: &str = "a `match` with a short arm for each variant";

#[test]
fn no_file_is_longer_than_300_lines() {
    let mut long = Vec::new();
    for path in CODE.iter().flat_map(|folder| files(folder, "rs")) {
        let text = read_to_string(&path).unwrap();
        let lines = text.lines().count();
        if lines > MOST_LINES_OF_A_FILE && !text.starts_with(codegen::HEADER) {
            long.push((shown(&path), lines));
        }
    }
    let allowed = |path: &str| LONG_FILES.iter().any(|(file, _)| *file == path);
    let found: Vec<_> = long.iter().filter(|(path, _)| !allowed(path)).collect();
    assert!(found.is_empty(), "too long: {found:#?}");
    for (path, _) in LONG_FILES {
        assert!(
            long.iter().any(|(found, _)| found == path),
            "{path} is short: remove its exception"
        );
    }
}

#[test]
fn no_function_is_longer_than_60_lines() {
    let mut long = Vec::new();
    for path in CODE.iter().flat_map(|folder| files(folder, "rs")) {
        let text = read_to_string(&path).unwrap();
        let Ok(file) = syn::parse_file(&text) else {
            continue; // A fragment for `include!`.
        };
        let mut functions = Functions {
            path: shown(&path),
            long: &mut long,
        };
        functions.visit_file(&file);
    }
    let allowed = |name: &str| LONG_FUNCTIONS.iter().any(|(function, _)| *function == name);
    let found: Vec<_> = long.iter().filter(|(name, _)| !allowed(name)).collect();
    assert!(found.is_empty(), "too long: {found:#?}");
    for (name, _) in LONG_FUNCTIONS {
        assert!(
            long.iter().any(|(found, _)| found == name),
            "{name} is short: remove its exception"
        );
    }
}

struct Functions<'l> {
    path: String,
    long: &'l mut Vec<(String, usize)>,
}

impl Functions<'_> {
    fn note(&mut self, name: &syn::Ident, body: Span) {
        let lines = body.end().line - body.start().line + 1;
        if lines > MOST_LINES_OF_A_FUNCTION {
            self.long.push((format!("{}: {name}", self.path), lines));
        }
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.note(&function.sig.ident, function.block.span());
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.note(&function.sig.ident, function.block.span());
        visit::visit_impl_item_fn(self, function);
    }
}
