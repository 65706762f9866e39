//! Example pages: code that builds each example of the spec, run as a doctest.

use super::TypePaths;
use super::example_code::{Imports, expression, string};
use super::pretty::{self, Code};
use super::types::ty;
use crate::ir::{Api, Expression, Operation, Sample, Type, Variable};

/// True if an operation has examples.
pub(super) fn has_examples(operation: &Operation) -> bool {
    let mut bodies = operation.body.iter();
    bodies.any(|body| !body.samples.is_empty())
}

/// The file name of an operation's example page.
///
/// The page is a separate file because examples would be most of the operation's file.
pub(super) fn page_name(operation: &Operation) -> String {
    format!("{}.md", operation.method_name.trim_start_matches("r#"))
}

/// Returns a page with a block per example.
pub(super) fn page(api: &Api, operation: &Operation) -> Vec<String> {
    let names = TypePaths::outside(api);
    let bodies = operation.body.iter();
    let all = bodies.flat_map(|body| body.samples.iter().map(|sample| (&body.ty, sample)));
    let mut lines = vec![String::new(), "# Examples".to_owned()];
    for (of, sample) in all {
        lines.push(String::new());
        lines.extend(block(names, of, sample));
    }
    lines
}

/// Returns a collapsed block with an example; an operation can have many.
fn block(names: TypePaths<'_>, of: &Type, sample: &Sample) -> Vec<String> {
    let title = match sample.title.trim() {
        "" => "Example".to_owned(),
        title => escape_html(title),
    };
    let mut lines = vec![
        format!("<details><summary>{title}</summary>"),
        String::new(),
        "```rust".to_owned(),
    ];
    lines.extend(code(names, sample));
    lines.extend(assertion(names, of, sample));
    lines.extend(["```".to_owned(), String::new(), "</details>".to_owned()]);
    lines
}

/// Escapes a text for HTML, on a single line.
fn escape_html(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;")
}

/// The visible lines of an example.
fn code(names: TypePaths<'_>, sample: &Sample) -> Vec<String> {
    let mut used = Imports::default();
    let bindings = sample.bindings.iter();
    let bindings = bindings.flat_map(|value| binding(names, value, &mut used));
    let mut lines: Vec<String> = bindings.collect();
    // `body` already exists as a variable.
    if !matches!(sample.body, Expression::Name(_)) {
        let body = expression(names, &sample.body, &mut used);
        lines.extend(pretty::statement("let body = ", &body, ";"));
    }
    let imports = imports(names, used);
    match imports.is_empty() {
        true => lines,
        false => [imports, vec![String::new()], lines].concat(),
    }
}

/// Hidden doctest lines that compare the built value with the example's JSON.
fn assertion(names: TypePaths<'_>, of: &Type, sample: &Sample) -> [String; 2] {
    let library = &names.api.library;
    let of = ty(names, of).to_string().replace(' ', "");
    let json = sample.json.as_str();
    let is_plain =
        json.chars().all(|character| matches!(character, ' '..='~')) && !json.contains("\"#");
    let json = match is_plain {
        true => format!("r#\"{json}\"#"),
        false => string(json),
    };
    [
        format!("# {{ use {library}::*; let body: {of} = body.into();"),
        format!(
            "# let json: serde_json::Value = serde_json::from_str({json}).unwrap(); \
             assert_eq!(serde_json::to_value(body).unwrap(), json); }}"
        ),
    ]
}

fn imports(names: TypePaths<'_>, used: Imports) -> Vec<String> {
    let library = &names.api.library;
    let mut lines = Vec::new();
    let json = ["use serde_json::json;".to_owned()];
    let json = json.into_iter().filter(|_| used.json);
    let own = [("types::", used.types), ("", used.root_items)];
    for (module, used) in own.into_iter().filter(|(_, used)| !used.is_empty()) {
        let used: Vec<String> = used.into_iter().collect();
        lines.extend(pretty::use_list(&format!("use {library}::{module}"), &used));
    }
    match library.as_str() < "serde_json" {
        true => lines.into_iter().chain(json).collect(),
        false => json.chain(lines).collect(),
    }
}

fn binding(names: TypePaths<'_>, binding: &Variable, used: &mut Imports) -> Vec<String> {
    let name = &binding.name;
    let value = expression(names, &binding.value, used);
    let mut lines = pretty::statement(&format!("let mut {name} = "), &value, ";");
    for (field, wire, value) in &binding.members {
        let key = match field.as_str() {
            "extra" => string(wire),
            _ => string(wire) + ".to_owned()",
        };
        let value = expression(names, value, used);
        let call = Code::call(
            &format!("{name}.{field}.insert"),
            vec![Code::Verbatim(key), value],
        );
        lines.extend(pretty::statement("", &call, ";"));
    }
    lines
}
