//! Code that makes a value.

use super::layout::Code;
use super::types::ty;
use super::{Names, ident};
use crate::ir::{Expression, Type, TypeId};
use proc_macro2::Literal;
use serde_json::Value;
use std::collections::BTreeSet;

/// What code speaks of that has to be imported.
#[derive(Default)]
pub(super) struct Used {
    /// By the names of types.
    pub types: BTreeSet<String>,
    /// By names that stand at the root of the crate.
    pub others: BTreeSet<String>,
    /// Whether it is the macro for JSON.
    pub json: bool,
}

/// The code; what it speaks of is noted.
pub(super) fn expression(names: Names<'_>, made: &Expression, used: &mut Used) -> Code {
    let atom = |text: String| Code::Atom(text);
    let mut inner = |made: &Expression| expression(names, made, used);
    match made {
        Expression::Text(text) => atom(string(text)),
        Expression::Owned(text) => atom(string(text) + ".to_owned()"),
        Expression::Boolean(value) => atom(value.to_string()),
        Expression::Integer(value) => atom(whole(*value, "")),
        Expression::Long(value) => atom(whole(*value, "_i64")),
        Expression::Unsigned(value) => atom(grouped(*value) + "_u64"),
        Expression::Float(value) => atom(float(*value)),
        Expression::Number(value) => {
            let value = inner(value);
            used.others.insert("Number".into());
            Code::call("Number::from", vec![value])
        }
        Expression::Json(value) => {
            used.json = true;
            Code::call("json!", vec![json(value)])
        }
        Expression::Null => atom("()".into()),
        Expression::Absent(of) => atom(format!("None::<{}>", imported(names, of, used))),
        Expression::Nothing(of) => {
            let of = imported(names, of, used);
            used.others.insert("Nullable".into());
            atom(format!("Nullable::<{of}>::Null"))
        }
        Expression::Present(value) => Code::call("Some", vec![inner(value)]),
        Expression::Boxed(value) => Code::call("Box::new", vec![inner(value)]),
        Expression::List(of, items) => list(names, of, items, used),
        Expression::Map(of, members) => map(names, of, members, used),
        Expression::Value(id, value) => {
            atom(format!("{}::{}", named(names, *id, used), ident(value)))
        }
        Expression::Variant(id, variant, made) => {
            let made = inner(made);
            let function = format!("{}::{}", named(names, *id, used), ident(variant));
            Code::call(&function, vec![made])
        }
        Expression::New(id, arguments, setters) => new(names, *id, (arguments, setters), used),
        Expression::Name(name) => atom(name.clone()),
    }
}

fn new(
    names: Names<'_>,
    id: TypeId,
    (arguments, setters): (&[Expression], &[(String, Expression)]),
    used: &mut Used,
) -> Code {
    let function = format!("{}::new", named(names, id, used));
    let arguments = arguments.iter();
    let arguments = arguments.map(|made| expression(names, made, used));
    let root = Code::call(&function, arguments.collect());
    if setters.is_empty() {
        return root;
    }
    let setters = setters.iter().map(|(setter, made)| {
        Code::call(&format!(".{setter}"), vec![expression(names, made, used)])
    });
    Code::Chain(Box::new(root), setters.collect())
}

fn list(names: Names<'_>, of: &Type, items: &[Expression], used: &mut Used) -> Code {
    if items.is_empty() {
        return Code::Atom(format!("Vec::<{}>::new()", imported(names, of, used)));
    }
    let items = items.iter().map(|made| expression(names, made, used));
    Code::Group("vec![".into(), items.collect(), "]", false)
}

fn map(names: Names<'_>, of: &Type, members: &[(String, Expression)], used: &mut Used) -> Code {
    used.others.insert("Map".into());
    if members.is_empty() {
        return Code::Atom(format!("Map::<{}>::new()", imported(names, of, used)));
    }
    let members = members.iter().map(|(name, made)| {
        let name = Code::Atom(string(name) + ".to_owned()");
        Code::call("", vec![name, expression(names, made, used)])
    });
    let members = Code::Group("[".into(), members.collect(), "]", false);
    Code::call("Map::from", vec![members])
}

fn named(names: Names<'_>, id: TypeId, used: &mut Used) -> String {
    let name = &names.api.types[id.0].name;
    used.types.insert(name.clone());
    name.clone()
}

/// A type, with all that it names imported.
fn imported(names: Names<'_>, of: &Type, used: &mut Used) -> String {
    note(names, of, used);
    ty(Names::inside(names.api), of)
        .to_string()
        .replace(' ', "")
}

fn note(names: Names<'_>, of: &Type, used: &mut Used) {
    let root = match of {
        Type::Json => "Json",
        Type::Number => "Number",
        Type::Map(inner) => {
            note(names, inner, used);
            "Map"
        }
        Type::List(inner) | Type::Boxed(inner) | Type::Nullable(inner) => {
            return note(names, inner, used);
        }
        Type::Named(id) => {
            named(names, *id, used);
            return;
        }
        Type::Null
        | Type::Boolean
        | Type::Integer
        | Type::Unsigned
        | Type::Text
        | Type::Bytes
        | Type::File => return,
    };
    used.others.insert(root.into());
}

/// A text as a literal.
pub(super) fn string(text: &str) -> String {
    Literal::string(text).to_string()
}

/// A whole number with a suffix for its type.
fn whole(value: i64, suffix: &str) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{}{suffix}", grouped(value.unsigned_abs()))
}

/// A number with a `_` between thousands, where it is long.
fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let is_start = |at: usize| at > 0 && digits.len() > 4 && (digits.len() - at).is_multiple_of(3);
    let all = digits.chars().enumerate().flat_map(|(at, digit)| {
        let before = is_start(at).then_some('_');
        before.into_iter().chain([digit])
    });
    all.collect()
}

/// A number with a point or an exponent in it.
fn float(value: f64) -> String {
    format!("{value:?}")
}

/// A value as it is written in the macro for JSON.
fn json(value: &Value) -> Code {
    match value {
        Value::Null | Value::Bool(_) => Code::Atom(value.to_string()),
        Value::Number(number) => {
            let text = match (number.as_i64(), number.as_u64(), number.as_f64()) {
                (Some(value), _, _) => whole(value, ""),
                (None, Some(value), _) => grouped(value),
                (None, None, value) => float(value.unwrap_or_default()),
            };
            Code::Atom(text)
        }
        Value::String(text) => Code::Atom(string(text)),
        Value::Array(items) => {
            Code::Group("[".into(), items.iter().map(json).collect(), "]", false)
        }
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                Code::After(format!("{}: ", string(name)), Box::new(json(value)))
            });
            Code::Group("{".into(), members.collect(), "}", true)
        }
    }
}
