//! Rust expressions for example values.

use super::numbers::grouped;
use super::pretty::Code;
use super::types::ty;
use super::{TypePaths, ident};
use crate::ir::{Expression, Type, TypeId};
use proc_macro2::Literal;
use serde_json::Value;
use std::collections::BTreeSet;

/// Names used by an expression that must be imported.
#[derive(Default)]
pub(super) struct Imports {
    /// Names of generated types.
    pub types: BTreeSet<String>,
    /// Names exported at the crate root.
    pub root_items: BTreeSet<String>,
    /// True if the `json!` macro is used.
    pub json: bool,
}

/// Converts an expression to code and records the names to import.
pub(super) fn expression(names: TypePaths<'_>, value: &Expression, used: &mut Imports) -> Code {
    let atom = |text: String| Code::Verbatim(text);
    let mut inner = |value: &Expression| expression(names, value, used);
    match value {
        Expression::Text(text) => atom(string(text)),
        Expression::Owned(text) => atom(string(text) + ".to_owned()"),
        Expression::Boolean(value) => atom(value.to_string()),
        Expression::Integer(value) => atom(integer(*value, "")),
        Expression::Long(value) => atom(integer(*value, "_i64")),
        Expression::Unsigned(value) => atom(grouped(&value.to_string()) + "_u64"),
        Expression::Float(value) => atom(float(*value)),
        Expression::Number(value) => {
            let value = inner(value);
            used.root_items.insert("Number".into());
            Code::call("Number::from", vec![value])
        }
        Expression::Json(value) => {
            used.json = true;
            Code::call("json!", vec![json(value)])
        }
        Expression::Null => atom("()".into()),
        Expression::Nothing(of) => {
            let of = imported_type(names, of, used);
            used.root_items.insert("Nullable".into());
            atom(format!("Nullable::<{of}>::Null"))
        }
        Expression::Present(value) => {
            let value = inner(value);
            used.root_items.insert("Nullable".into());
            Code::call("Nullable::Value", vec![value])
        }
        Expression::Boxed(value) => Code::call("Box::new", vec![inner(value)]),
        Expression::Array(items) => {
            let items = items.iter().map(inner);
            Code::Group("[".into(), items.collect(), "]", false)
        }
        Expression::List(of, items) => list(names, of, items, used),
        Expression::Map(of, entries) => map(names, of, entries, used),
        Expression::Value(id, value) => {
            atom(format!("{}::{}", type_name(names, *id, used), ident(value)))
        }
        Expression::Variant(id, variant, value) => {
            let value = inner(value);
            let function = format!("{}::{}", type_name(names, *id, used), ident(variant));
            Code::call(&function, vec![value])
        }
        Expression::New(id, function, arguments, setters) => {
            let function = format!("{}::{function}", type_name(names, *id, used));
            constructor(names, &function, (arguments, setters), used)
        }
        Expression::Name(name) => atom(name.clone()),
    }
}

fn constructor(
    names: TypePaths<'_>,
    function: &str,
    (arguments, setters): (&[Expression], &[(String, Expression)]),
    used: &mut Imports,
) -> Code {
    let arguments = arguments.iter();
    let arguments = arguments.map(|value| expression(names, value, used));
    let root = Code::call(function, arguments.collect());
    if setters.is_empty() {
        return root;
    }
    let setters = setters.iter().map(|(setter, value)| {
        Code::call(&format!(".{setter}"), vec![expression(names, value, used)])
    });
    Code::Chain(Box::new(root), setters.collect())
}

fn list(names: TypePaths<'_>, of: &Type, items: &[Expression], used: &mut Imports) -> Code {
    if items.is_empty() {
        return Code::Verbatim(format!("Vec::<{}>::new()", imported_type(names, of, used)));
    }
    let items = items.iter().map(|value| expression(names, value, used));
    Code::Group("vec![".into(), items.collect(), "]", false)
}

fn map(
    names: TypePaths<'_>,
    of: &Type,
    entries: &[(String, Expression)],
    used: &mut Imports,
) -> Code {
    used.root_items.insert("Map".into());
    if entries.is_empty() {
        return Code::Verbatim(format!("Map::<{}>::new()", imported_type(names, of, used)));
    }
    let entries = entries.iter().map(|(name, value)| {
        let name = Code::Verbatim(string(name) + ".to_owned()");
        Code::call("", vec![name, expression(names, value, used)])
    });
    let entries = Code::Group("[".into(), entries.collect(), "]", false);
    Code::call("Map::from", vec![entries])
}

fn type_name(names: TypePaths<'_>, id: TypeId, used: &mut Imports) -> String {
    let name = &names.api.types[id.0].name;
    used.types.insert(name.clone());
    name.clone()
}

/// Prints a type and records every name in it.
fn imported_type(names: TypePaths<'_>, of: &Type, used: &mut Imports) -> String {
    record_names(names, of, used);
    ty(TypePaths::inside(names.api), of)
        .to_string()
        .replace(' ', "")
}

fn record_names(names: TypePaths<'_>, of: &Type, used: &mut Imports) {
    let root = match of {
        Type::Json => "Json",
        Type::Number => "Number",
        Type::Map(inner) => {
            record_names(names, inner, used);
            "Map"
        }
        Type::Nullable(inner) => {
            record_names(names, inner, used);
            "Nullable"
        }
        Type::List(inner) | Type::Boxed(inner) => return record_names(names, inner, used),
        Type::Named(id) => {
            type_name(names, *id, used);
            return;
        }
        Type::Null
        | Type::Boolean
        | Type::Integer
        | Type::Unsigned
        | Type::String
        | Type::Bytes
        | Type::File => return,
    };
    used.root_items.insert(root.into());
}

/// Formats a string literal.
pub(super) fn string(text: &str) -> String {
    Literal::string(text).to_string()
}

/// Formats an integer with a type suffix.
fn integer(value: i64, suffix: &str) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!(
        "{sign}{}{suffix}",
        grouped(&value.unsigned_abs().to_string())
    )
}

/// Formats a float, always with a point or an exponent.
fn float(value: f64) -> String {
    let text = format!("{:?}", value.abs());
    let sign = if value.is_sign_negative() { "-" } else { "" };
    format!("{sign}{}", grouped(&text))
}

/// Formats a value as an argument of `json!`.
fn json(value: &Value) -> Code {
    match value {
        Value::Null | Value::Bool(_) => Code::Verbatim(value.to_string()),
        Value::Number(number) => {
            let text = match (number.as_i64(), number.as_u64(), number.as_f64()) {
                (Some(value), _, _) => integer(value, ""),
                (None, Some(value), _) => grouped(&value.to_string()),
                (None, None, value) => float(value.unwrap_or_default()),
            };
            Code::Verbatim(text)
        }
        Value::String(text) => Code::Verbatim(string(text)),
        Value::Array(items) => {
            Code::Group("[".into(), items.iter().map(json).collect(), "]", false)
        }
        Value::Object(entries) => {
            let entries = entries.iter().map(|(name, value)| {
                Code::Prefixed(format!("{}: ", string(name)), Box::new(json(value)))
            });
            Code::Group("{".into(), entries.collect(), "}", true)
        }
    }
}
