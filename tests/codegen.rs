//! The generated code for each construct of a spec, from small specs in YAML.

mod additional_properties;
mod all_of;
mod ambiguous_unions;
mod arrays;
mod conditions;
mod constructors;
mod conversion_settings;
mod conversions;
mod difficult_names;
mod discriminators;
mod documentation;
mod enums;
mod event_streams;
mod example_code;
mod fake;
mod headers;
mod hostile_spec;
mod inherited_unions;
mod markdown;
mod names;
mod nullable;
mod nullable_lenient;
mod objects;
mod operation_docs;
mod operations;
mod pagination;
mod parameters;
mod platform;
mod read_write_only;
mod recursion;
mod references;
mod request_bodies;
mod responses;
mod rules;
mod runtime_names;
mod scalars;
mod security;
mod selection;
mod settings;
mod tag_features;
mod unions;
mod webhooks;

use codegen::diagnostic::{Style, render_all};
use codegen::{Config, Generated, Source};

/// A spec with the given component schemas.
pub(crate) fn with_schemas(schemas: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\ncomponents:\n schemas:\n{schemas}")
}

/// A spec with a single operation; the fields in `operation` keep the indentation of the tests.
pub(crate) fn with_operation(path: &str, operation: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths:\n {path}:\n  get:\n        operationId: find\n{operation}"
    )
}

/// The generated files of a spec without warnings.
pub(crate) fn generated(document: &str, config: &str) -> Generated {
    let source = Source::parse("api.yaml", document).unwrap();
    let config = Config::parse("codegen.toml", config).unwrap();
    let generated = codegen::generate(&source, &config)
        .unwrap_or_else(|problems| panic!("{}", render_all(&problems, &source, Style::Plain)));
    let warnings = render_all(&generated.warnings, &source, Style::Plain);
    assert_eq!(warnings, "", "the document has warnings");
    generated
}

/// The rendered diagnostics for a spec.
pub(crate) fn problems(document: &str) -> String {
    let source = Source::parse("api.yaml", document).unwrap();
    let diagnostics = match codegen::generate(&source, &Config::default()) {
        Ok(generated) => generated.warnings,
        Err(problems) => problems,
    };
    render_all(&diagnostics, &source, Style::Plain)
}

/// The items in the files of a folder, except `mod.rs`.
pub(crate) fn items(generated: &Generated, folder: &str) -> Vec<String> {
    let files = generated.files.iter();
    let files = files.filter(|(path, _)| path.starts_with(folder));
    let files = files.filter(|(path, _)| path.strip_suffix(".rs").is_some());
    let files = files.filter(|(path, _)| !path.ends_with("/mod.rs") && !path.ends_with("/fake.rs"));
    let items = files.flat_map(|(_, text)| text.split("\n\n").skip(1));
    let items = items.filter(|item| !item.trim().starts_with("use "));
    items.map(|item| item.trim_end().to_owned()).collect()
}

pub(crate) fn undocumented(items: &[String]) -> String {
    let text = items.join("\n\n");
    let lines = text.lines();
    let code = lines.filter(|line| !line.trim_start().starts_with("///"));
    code.collect::<Vec<_>>().join("\n")
}

/// The types of component schemas, without documentation.
pub(crate) fn types(schemas: &str) -> String {
    undocumented(&items(&generated(&with_schemas(schemas), ""), "src/types"))
}

/// The types of component schemas in OpenAPI 3.0, without documentation.
pub(crate) fn types_of_3_0(schemas: &str) -> String {
    let document = with_schemas(schemas).replacen("3.1.0", "3.0.3", 1);
    undocumented(&items(&generated(&document, ""), "src/types"))
}

/// The types of component schemas, with documentation.
pub(crate) fn documented(schemas: &str) -> String {
    items(&generated(&with_schemas(schemas), ""), "src/types").join("\n\n")
}

/// The items of an operation with one of the given prefixes, without documentation.
pub(crate) fn operation(document: &str, starts: &[&str]) -> String {
    let items = items(&generated(document, ""), "src/operations");
    let items: Vec<String> = items
        .into_iter()
        .map(|item| undocumented(&[item]))
        .filter(|item| starts.iter().any(|start| item.starts_with(start)))
        .collect();
    items.join("\n\n")
}

/// The methods of `Client` and `Call` for an operation.
pub(crate) fn methods(document: &str) -> String {
    operation(document, &["impl Client", "impl Call"])
}

/// The `Operation` implementation and the response types.
pub(crate) fn table(document: &str) -> String {
    operation(document, &["impl Operation", "const", "#["])
}

/// The methods of `Client` and `Call` for an operation, with documentation.
pub(crate) fn documented_operation(document: &str) -> String {
    let items = items(&generated(document, ""), "src/operations");
    let is_method =
        |item: &&String| item.starts_with("impl Client") || item.starts_with("impl Call");
    items
        .iter()
        .filter(is_method)
        .cloned()
        .collect::<Vec<_>>()
        .join("\n\n")
}
