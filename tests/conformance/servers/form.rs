//! The bodies of forms, which contain files.

use super::argument::alternatives;
use super::document::Document;
use super::program::{byte_string, read};
use super::scenario::{Body, FilePart};
use codegen::ir::{Api, Field, Struct, Type, TypeKind};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// An expression for the body of a form: the values are read from JSON, with empty text for each
/// file, then the files are set.
#[must_use]
pub fn body(document: &Document, ty: &Type, described: &Body) -> String {
    let mut values = values(described);
    for file in &described.files {
        values.insert(file.name.clone(), json!(""));
    }
    let Some(form) = structure(&document.api, ty) else {
        return read(document, "body", ty, &alternatives(Value::Object(values)));
    };
    let mut setters = String::new();
    for (field, required) in fields(form) {
        let files = described.files.iter();
        let files: Vec<&FilePart> = files.filter(|file| file.name == field.wire).collect();
        if files.is_empty() {
            continue;
        }
        let library = document.library();
        let mut value = expression(&library, &field.ty, &files);
        if matches!(field.ty, Type::List(_)) {
            values.insert(field.wire.clone(), json!([]));
        }
        if !required {
            value = format!("Some({value})");
        }
        let _ = write!(setters, " body.{} = {value};", field.name);
    }
    let values = alternatives(Value::Object(values));
    let value = read(document, "body", ty, &values);
    format!("{{ let mut body = {value};{setters} body }}")
}

/// The values of a form, or the pairs of a URL-encoded form.
fn values(described: &Body) -> Map<String, Value> {
    if !described.parts.is_empty() || described.text.is_none() {
        return described.parts.clone();
    }
    let text = described.text();
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(name, value)| (name.to_owned(), Value::from(value.replace('+', " "))))
        .collect()
}

/// The value of a field with files. A field that is no file gets the content as text.
fn expression(library: &str, ty: &Type, files: &[&FilePart]) -> String {
    let file = |file: &&FilePart| {
        format!(
            "{library}::File::new({:?}, {}.to_vec()).with_media_type({:?})",
            file.filename,
            byte_string(&file.bytes),
            file.media_type
        )
    };
    match ty {
        Type::List(item) => {
            let items = files.iter();
            let items = items.map(|file| expression(library, item, &[file]));
            format!("vec![{}]", items.collect::<Vec<_>>().join(", "))
        }
        Type::File => files.first().map(file).unwrap_or_default(),
        _ => {
            let bytes = files.first().map(|file| byte_string(&file.bytes));
            let bytes = bytes.unwrap_or_default();
            format!("String::from_utf8_lossy({bytes}).into_owned().into()")
        }
    }
}

fn structure<'a>(api: &'a Api, ty: &Type) -> Option<&'a Struct> {
    match ty {
        Type::Named(id) => match &api.types[id.0].kind {
            TypeKind::Struct(found) => Some(found),
            TypeKind::Alias(target) => structure(api, target),
            _ => None,
        },
        Type::Boxed(inner) | Type::Nullable(inner) => structure(api, inner),
        _ => None,
    }
}

/// The fields, and true for each required field.
fn fields(form: &Struct) -> impl Iterator<Item = (&Field, bool)> {
    let required = form.required.iter().map(|field| (field, true));
    required.chain(form.optional.iter().map(|field| (field, false)))
}
