//! Code for objects: a constructor and setters.

use super::write::{Writer, literal};
use crate::ir::{ArgumentKind, Constructor, Expression, Field, Literal, Struct, TypeId};
use serde_json::{Map, Value};

type Members = Map<String, Value>;

impl Writer<'_> {
    /// Checks the properties with a single value, and records absent ones.
    pub(super) fn check_constants(&mut self, structure: &Struct, members: &Members) -> Option<()> {
        for fixed in &structure.constants {
            match members.get(&fixed.wire) {
                Some(value) if is_literal(&fixed.value, value) => {}
                None if !fixed.required => {
                    let added = (
                        self.path.clone(),
                        fixed.wire.clone(),
                        literal(&fixed.value)?,
                    );
                    self.missing_constants.push(added);
                }
                _ => return None,
            }
        }
        Some(())
    }

    /// The constructor with the most arguments that the example has, and the setters of further
    /// properties.
    pub(super) fn constructed(
        &mut self,
        id: TypeId,
        structure: &Struct,
        members: &Members,
    ) -> Option<Expression> {
        let fits = |constructor: &&Constructor| {
            let value = constructor.value.as_ref();
            let same_value = value.is_none_or(|value| {
                members.get(&value.wire).and_then(Value::as_str) == Some(value.value.as_str())
            });
            let mut arguments = constructor.arguments.iter();
            same_value
                && arguments.all(|argument| match argument.kind {
                    ArgumentKind::FirstItem => members
                        .get(&argument.wire)
                        .and_then(Value::as_array)
                        .is_some_and(|items| items.len() == 1),
                    _ => members.contains_key(&argument.wire),
                })
        };
        let fitting = structure.constructors.iter().filter(fits);
        let best = fitting.max_by_key(|constructor| constructor.arguments.len());
        if let Some(constructor) = best {
            let before = (
                self.bindings.len(),
                self.missing_constants.len(),
                self.omitted.len(),
            );
            if let Some(made) = self.by_constructor(id, structure, constructor, members) {
                return Some(made);
            }
            self.bindings.truncate(before.0);
            self.missing_constants.truncate(before.1);
            self.omitted.truncate(before.2);
        }
        if structure.has_alternatives {
            return None;
        }
        let required = structure.required.iter();
        let arguments = required.map(|field| {
            let value = members.get(&field.wire)?;
            self.at(&field.wire, |writer| writer.any(&field.ty, value))
        });
        let arguments: Vec<Expression> = arguments.collect::<Option<_>>()?;
        let setters = self.setters(structure, members, |_| false)?;
        Some(Expression::New(id, "new".to_owned(), arguments, setters))
    }

    fn by_constructor(
        &mut self,
        id: TypeId,
        structure: &Struct,
        constructor: &Constructor,
        members: &Members,
    ) -> Option<Expression> {
        let arguments = constructor.arguments.iter().map(|argument| {
            let value = members.get(&argument.wire)?;
            self.at(&argument.wire, |writer| match (argument.kind, value) {
                (ArgumentKind::FirstItem, Value::Array(items)) => {
                    writer.at("0", |writer| writer.any(&argument.ty, items.first()?))
                }
                (_, value) => writer.any(&argument.ty, value),
            })
        });
        let arguments: Vec<Expression> = arguments.collect::<Option<_>>()?;
        let is_given = |field: &Field| {
            let mut arguments = constructor.arguments.iter();
            arguments.any(|argument| argument.wire == field.wire)
        };
        let setters = self.setters(structure, members, is_given)?;
        let name = constructor.name.clone();
        Some(Expression::New(id, name, arguments, setters))
    }

    /// The setters of the optional properties that the constructor does not set.
    fn setters(
        &mut self,
        structure: &Struct,
        members: &Members,
        is_given: impl Fn(&Field) -> bool,
    ) -> Option<Vec<(String, Expression)>> {
        let mut setters = Vec::new();
        for field in structure.optional.iter().filter(|field| !is_given(field)) {
            if let Some(value) = members.get(&field.wire) {
                if is_default(field, value) {
                    self.omitted.push((self.path.clone(), field.wire.clone()));
                    continue;
                }
                if !structure.has_setter(field) {
                    return None;
                }
                let made = self.at(&field.wire, |writer| writer.any(&field.ty, value))?;
                setters.push((field.setter(), made));
            }
        }
        Some(setters)
    }
}

/// True if the value is the `default` of the property, which code need not set.
fn is_default(field: &Field, value: &Value) -> bool {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => return false,
    };
    let annotations = field.docs.annotations.iter();
    let mut defaults = annotations.filter(|(name, _)| *name == "default");
    defaults.next().is_some_and(|(_, default)| *default == text) && defaults.next().is_none()
}

/// True if the value equals the literal.
fn is_literal(fixed: &Literal, value: &Value) -> bool {
    literal(fixed).is_some_and(|fixed| fixed == *value)
}
