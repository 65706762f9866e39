//! Code for values.

use super::valid::violates;
use crate::document::escape;
use crate::ir::{
    AdditionalProperties, Expression, Literal, Struct, Type, TypeDef, TypeId, TypeKind, Variable,
};
use crate::name::Scope;
use regex_lite::Regex;
use serde_json::{Map, Value};

/// The maximum length of a string in an example, in characters.
const MAX_CHARACTERS: usize = 500;

/// Writes the code of an example.
pub(crate) struct Writer<'t> {
    pub(crate) types: &'t [TypeDef],
    pub(crate) bindings: Vec<Variable>,
    /// Scope of the variable names.
    pub(crate) names: Scope,
    /// The number of undeclared properties and untyped values.
    pub(crate) undeclared_count: usize,
    /// JSON pointer to the current value.
    pub(crate) path: String,
    /// Properties that the type writes but the example lacks: pointer to the object, name and
    /// value.
    pub(crate) missing_constants: Vec<(String, String, Value)>,
    /// Properties with the default value, which the code does not set: pointer to the object, and
    /// name.
    pub(crate) omitted: Vec<(String, String)>,
}

impl Writer<'_> {
    /// An expression for an `impl Into` argument of the given type.
    pub(crate) fn any(&mut self, ty: &Type, value: &Value) -> Option<Expression> {
        Some(match (ty, value) {
            (Type::String | Type::Json, Value::String(text)) => Expression::Text(if_short(text)?),
            (Type::Integer, value) => match value.as_i64()? {
                small if i32::try_from(small).is_ok() => Expression::Integer(small),
                large => Expression::Long(large),
            },
            (Type::Number, value) => number(value)?,
            (Type::Json, Value::Bool(value)) => Expression::Boolean(*value),
            (Type::Boxed(inner), value) => self.exact(inner, value)?,
            (Type::List(item), Value::Array(items)) if !items.is_empty() => {
                self.array(item, items)?
            }
            // `Nullable` converts from `&str`.
            (Type::Nullable(inner), value @ Value::String(_)) if **inner == Type::String => {
                self.any(inner, value)?
            }
            (Type::Nullable(inner), value) if !value.is_null() => self.exact(inner, value)?,
            (Type::Named(id), value) => match &self.types[id.0].kind {
                _ if violates(&self.types[id.0].rules, value) => return None,
                TypeKind::Alias(target) => self.any(target, value)?,
                TypeKind::Union(union) => self.converted(*id, union, value)?.0,
                TypeKind::Struct(_) | TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => {
                    self.exact(ty, value)?
                }
                TypeKind::Rules => return None,
            },
            (ty, value) => self.exact(ty, value)?,
        })
    }

    /// A non-empty array, for a list argument. The items of an array have a single type.
    fn array(&mut self, item: &Type, items: &[Value]) -> Option<Expression> {
        let items = items.iter().enumerate();
        let items = items.map(|(at, value)| {
            self.at(&at.to_string(), |writer| match (item, value) {
                (Type::String, Value::String(text)) => Some(Expression::Text(if_short(text)?)),
                (item, value) => writer.exact(item, value),
            })
        });
        Some(Expression::Array(items.collect::<Option<_>>()?))
    }

    /// An expression of exactly the given type.
    pub(crate) fn exact(&mut self, ty: &Type, value: &Value) -> Option<Expression> {
        Some(match (ty, value) {
            (Type::Json, value) => {
                self.undeclared_count += 1;
                Expression::Json(any_json(value)?)
            }
            (Type::Null, Value::Null) => Expression::Null,
            (Type::Boolean, Value::Bool(value)) => Expression::Boolean(*value),
            (Type::Integer, value) => Expression::Long(value.as_i64()?),
            (Type::Unsigned, value) => Expression::Unsigned(value.as_u64()?),
            (Type::Number, value) => Expression::Number(Box::new(number(value)?)),
            (Type::String, Value::String(text)) => Expression::Owned(if_short(text)?),
            (Type::List(item), Value::Array(items)) => {
                let items = items.iter().enumerate();
                let items = items.map(|(at, value)| {
                    self.at(&at.to_string(), |writer| writer.exact(item, value))
                });
                Expression::List(item.as_ref().clone(), items.collect::<Option<_>>()?)
            }
            (Type::Map(inner), Value::Object(members)) => {
                let members = members.iter();
                let members = members.map(|(name, value)| {
                    let value = self.at(name, |writer| writer.exact(inner, value))?;
                    Some((name.clone(), value))
                });
                Expression::Map(inner.as_ref().clone(), members.collect::<Option<_>>()?)
            }
            (Type::Boxed(inner), value) => Expression::Boxed(Box::new(self.exact(inner, value)?)),
            (Type::Nullable(inner), Value::Null) => Expression::Nothing(inner.as_ref().clone()),
            (Type::Nullable(inner), value) => {
                Expression::Present(Box::new(self.exact(inner, value)?))
            }
            (Type::Named(id), value) => self.named(*id, value)?,
            // JSON has no files or bytes; further combinations are type errors.
            _ => return None,
        })
    }

    pub(crate) fn named(&mut self, id: TypeId, value: &Value) -> Option<Expression> {
        let types = self.types;
        if violates(&types[id.0].rules, value) {
            return None;
        }
        match &types[id.0].kind {
            TypeKind::Rules => None,
            TypeKind::Alias(target) => self.exact(target, value),
            TypeKind::Struct(structure) => self.object(id, structure, value.as_object()?),
            TypeKind::Union(union) => {
                let (index, inner) =
                    self.variant(union, value, &|writer, ty, value| writer.exact(ty, value))?;
                let name = union.variants[index].name.clone();
                Some(Expression::Variant(id, name, Box::new(inner)))
            }
            TypeKind::StringEnum(values) => {
                let found = values
                    .iter()
                    .find(|known| Some(known.wire.as_str()) == value.as_str());
                Some(Expression::Value(id, found?.name.clone()))
            }
            TypeKind::IntegerEnum(values) => {
                let found = values
                    .iter()
                    .find(|known| Some(known.wire) == value.as_i64());
                Some(Expression::Value(id, found?.name.clone()))
            }
        }
    }

    /// Calls `write` with the path of a property or item.
    pub(super) fn at<T>(&mut self, name: &str, write: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        self.path.push('/');
        self.path.push_str(&escape(name));
        let written = write(self);
        self.path.truncate(length);
        written
    }

    fn object(
        &mut self,
        id: TypeId,
        structure: &Struct,
        members: &Map<String, Value>,
    ) -> Option<Expression> {
        self.check_constants(structure, members)?;
        let made = self.constructed(id, structure, members)?;
        let fixed = structure.constants.iter().map(|fixed| &fixed.wire);
        let fields = structure.required.iter().chain(&structure.optional);
        let declared: Vec<&String> = fixed.chain(fields.map(|field| &field.wire)).collect();
        let undeclared = members.iter().filter(|(name, _)| !declared.contains(name));
        let undeclared = undeclared.map(|(name, value)| self.undeclared(structure, name, value));
        let undeclared: Vec<_> = undeclared.collect::<Option<_>>()?;
        if undeclared.is_empty() {
            return Some(made);
        }
        self.undeclared_count += undeclared.len();
        let claimed = self.names.claim(&self.types[id.0].name);
        let name = claimed.unwrap_or_else(|renamed| renamed.name);
        self.bindings.push(Variable {
            name: name.clone(),
            value: made,
            members: undeclared,
        });
        Some(Expression::Name(name))
    }

    /// An undeclared property: target field, name and value.
    fn undeclared(
        &mut self,
        structure: &Struct,
        name: &str,
        value: &Value,
    ) -> Option<(String, String, Expression)> {
        let field = match &structure.additional_properties {
            AdditionalProperties::Forbidden => return None,
            AdditionalProperties::Any => None,
            AdditionalProperties::Typed(field) => Some(field),
            AdditionalProperties::Patterned(patterns, field) => {
                let mut patterns = patterns.iter().map(|pattern| Regex::new(pattern));
                let fits = patterns.any(|found| found.is_ok_and(|regex| regex.is_match(name)));
                fits.then_some(field)
            }
        };
        let (field, made) = match field {
            None => ("extra".to_owned(), self.any(&Type::Json, value)?),
            Some(field) => {
                let made = self.at(name, |writer| writer.exact(&field.ty, value))?;
                (field.name.clone(), made)
            }
        };
        Some((field, name.to_owned(), made))
    }
}

/// The JSON value, unless a string is too long.
fn any_json(value: &Value) -> Option<Value> {
    match value {
        Value::String(text) => drop(if_short(text)?),
        Value::Array(items) => items.iter().try_for_each(|item| any_json(item).map(drop))?,
        Value::Object(members) => {
            let mut members = members.values();
            members.try_for_each(|member| any_json(member).map(drop))?;
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
    Some(value.clone())
}

fn if_short(text: &str) -> Option<String> {
    (text.chars().count() <= MAX_CHARACTERS).then(|| text.to_owned())
}

fn number(value: &Value) -> Option<Expression> {
    Some(match (value.as_i64(), value.as_u64()) {
        (Some(small), _) if i32::try_from(small).is_ok() => Expression::Integer(small),
        (Some(large), _) => Expression::Long(large),
        (None, Some(large)) => Expression::Unsigned(large),
        (None, None) => Expression::Float(value.as_f64()?),
    })
}

/// The JSON value of a literal; `None` for floats, to avoid inexact comparisons.
pub(crate) fn literal(literal: &Literal) -> Option<Value> {
    Some(match literal {
        Literal::Null => Value::Null,
        Literal::Bool(value) => (*value).into(),
        Literal::Integer(value) => (*value).into(),
        Literal::Float(_) => return None,
        Literal::String(text) => text.as_str().into(),
        Literal::Json(text) => serde_json::from_str(text).ok()?,
    })
}
