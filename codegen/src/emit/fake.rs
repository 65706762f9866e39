//! `operations/fake.rs`: the table of the fake server, an entry per operation.
//!
//! ```text
//! pub(crate) const FORMATS: &[Formats] = &[
//!     ("Pet", &[("born", "date"), ("id", "uuid")]),
//! ];
//!
//! const PROBLEM_EXAMPLE: &str = r#"{"title":"No pet"}"#;
//!
//! routes! {
//!     CreatePet(json types::NewPet) [1: i64] => [json types::Pet, json types::Problem = PROBLEM_EXAMPLE];
//! }
//! ```

mod formats;

use super::methods::header_style;
use super::responses::rows;
use super::types::ty;
use super::{Item, TypePaths, lint_attributes};
use crate::ir::{Api, Body, BodyFormat, Group, Operation, Response, Type};
use crate::name::{Case, Scope};
use std::collections::{BTreeMap, BTreeSet};
use std::iter::once;

/// The maximum width of an entry on a single line.
const WIDTH: usize = 100;

/// Returns the items of `operations/fake.rs`.
pub(super) fn table(api: &Api) -> Vec<Item> {
    let names = TypePaths::outside(api);
    let shared = shared_examples(names, api);
    let constants = shared.iter().map(|(example, name)| {
        let example = raw(example);
        format!("const {name}: &str = {example};\n")
    });
    let entries = api.groups.iter().flat_map(|group| {
        let operations = group.operations.iter();
        operations.map(|operation| entry(names, &shared, group, operation))
    });
    let lines = constants
        .chain(once("routes! {".to_owned()))
        .chain(entries)
        .chain(once("}".to_owned()));
    [
        "//! The table of the fake server: the bodies of the operations.".to_owned(),
        lint_attributes(api),
        "\nuse super::*;\nuse crate::runtime::fake::{Formats, routes};\n".to_owned(),
    ]
    .into_iter()
    .chain(formats::of_types(api))
    .chain(lines)
    .map(Item::Line)
    .collect()
}

/// The constants of examples that several responses share, by example.
type Shared<'a> = BTreeMap<&'a str, String>;

/// Names the examples that several responses share, such as the example of a shared error.
fn shared_examples<'a>(names: TypePaths<'_>, api: &'a Api) -> Shared<'a> {
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    let responses = operations.flat_map(|operation| {
        let answers = [&operation.success_responses, &operation.error_responses];
        answers.into_iter().flat_map(rows)
    });
    let mut seen = BTreeSet::new();
    let mut shared = Shared::new();
    let mut constants = Scope::new(Case::Shouty, &[]);
    for row in responses {
        let Some(example) = example(row) else {
            continue;
        };
        if !seen.insert(example) && !shared.contains_key(example) {
            let ty = row[0].ty.as_ref().map(|ty| text(names, ty));
            let name = ty.unwrap_or_default().replace("types::", "") + "Example";
            let name = constants.claim(&name);
            let name = name.unwrap_or_else(|renamed| renamed.name);
            shared.insert(example, name);
        }
    }
    shared
}

/// The first example of a row of the response table.
fn example(row: &[Response]) -> Option<&str> {
    row.iter().find_map(|response| response.example.as_deref())
}

fn entry(
    names: TypePaths<'_>,
    shared: &Shared<'_>,
    group: &Group,
    operation: &Operation,
) -> String {
    let feature = group.feature.as_ref();
    let condition = feature.map(|name| format!("    #[cfg(feature = {name:?})]\n"));
    let body = match &operation.body {
        Some(body) => format!(
            "{} {}{}",
            body_form(body),
            text(names, &body.ty),
            if body.required { "" } else { ", optional" }
        ),
        None => "none ()".to_owned(),
    };
    let parameters = operation.parameters.iter().enumerate();
    let parameters = parameters.filter(|(_, parameter)| parameter.ty != Type::String);
    let parameters: Vec<String> = parameters
        .map(|(index, parameter)| format!("{index}: {}", text(names, &parameter.ty)))
        .collect();
    let head = format!(
        "    {}({body}) [{}]{}{}{} => [",
        operation.marker,
        parameters.join(", "),
        formats::of_parameters(names.api, operation),
        sensitive(operation),
        headers(names, operation)
    );
    let answers = [&operation.success_responses, &operation.error_responses];
    let responses = answers.into_iter().flat_map(rows);
    let responses: Vec<String> = responses.map(|row| response(names, shared, row)).collect();
    let events = operation.event_stream.as_ref();
    let events = events.map(|events| format!(" events {}", text(names, &events.item)));
    let end = format!("]{};", events.unwrap_or_default());
    let flat = format!("{head}{}{end}", responses.join(", "));
    let entry = match flat.chars().count() {
        ..=WIDTH => flat,
        _ => format!(
            "{head}\n        {},\n    {end}",
            responses.join(",\n        ")
        ),
    };
    condition.unwrap_or_default() + &entry
}

/// The indexes of sensitive parameters.
fn sensitive(operation: &Operation) -> String {
    let parameters = operation.parameters.iter().enumerate();
    let sensitive = parameters.filter(|(_, parameter)| parameter.docs.is_sensitive());
    let indexes: Vec<String> = sensitive.map(|(index, _)| index.to_string()).collect();
    match indexes.is_empty() {
        true => String::new(),
        false => format!(" sensitive [{}]", indexes.join(", ")),
    }
}

/// The declared headers of successful responses.
fn headers(names: TypePaths<'_>, operation: &Operation) -> String {
    let headers = operation.headers.iter().filter(|one| one.in_success);
    let headers = headers.map(|header| {
        let style = header_style(header.form);
        format!("{:?}: {style} {}", header.wire, text(names, &header.ty))
    });
    let headers: Vec<String> = headers.collect();
    match headers.is_empty() {
        true => String::new(),
        false => format!(" headers [{}]", headers.join(", ")),
    }
}

fn body_form(body: &Body) -> &'static str {
    match body.form {
        BodyFormat::Json => "json",
        BodyFormat::UrlEncoded => "form",
        BodyFormat::Multipart => "multipart",
        BodyFormat::Text => "text",
        BodyFormat::Bytes => "bytes",
    }
}

/// The body of a row of the response table, with the first example.
fn response(names: TypePaths<'_>, shared: &Shared<'_>, row: &[Response]) -> String {
    let form = match (&row[0].ty, row[0].form) {
        (None, _) => "none",
        (_, BodyFormat::Text) => "text",
        (_, BodyFormat::Bytes) => "bytes",
        _ => "json",
    };
    let ty = row[0].ty.as_ref();
    let ty = ty.map_or_else(|| "()".to_owned(), |ty| text(names, ty));
    let example = example(row).map(|example| match shared.get(example) {
        Some(name) => format!(" = {name}"),
        None => format!(" = {}", raw(example)),
    });
    format!("{form} {ty}{}", example.unwrap_or_default())
}

/// A type without the spaces between tokens.
fn text(names: TypePaths<'_>, found: &Type) -> String {
    ty(names, found).to_string().replace(' ', "")
}

/// A raw string literal.
fn raw(text: &str) -> String {
    let marks = (1..).map(|count| "#".repeat(count));
    let mut marks = marks.filter(|marks| !text.contains(&format!("\"{marks}")));
    let marks = marks.next().unwrap_or_default();
    format!("r{marks}\"{text}\"{marks}")
}
