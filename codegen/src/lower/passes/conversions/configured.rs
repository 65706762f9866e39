//! The conversions of `codegen.toml`: the value that stands for an object or a union.
//!
//! ```toml
//! [conversions]
//! "/components/schemas/Context" = "message_id"
//! "/components/schemas/Parameter" = "Text"
//! ```
//!
//! ```text
//! impl From<&str> for Context, From<&str> for Parameter
//! ```

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::ir::{FromValue, Struct, Type, TypeDef, TypeKind, Union};
use crate::source::SETTINGS;

/// A message and a help line.
type Problem = (String, &'static str);

/// Adds the conversions of the settings: objects first, since unions convert through objects.
pub(crate) fn add_conversions(document: &Document<'_>, config: &Config, types: &mut [TypeDef]) {
    for is_union in [false, true] {
        for (pointer, name) in &config.conversions {
            let is_target = |def: &TypeDef| def.docs.source.as_ref() == Some(pointer);
            let Some(index) = types.iter().position(is_target) else {
                continue;
            };
            if matches!(types[index].kind, TypeKind::Union(_)) != is_union {
                continue;
            }
            if let Err((problem, help)) = add_conversion(types, index, name) {
                let mut diagnostic = Diagnostic::error("config", SETTINGS, problem).with_help(help);
                diagnostic.span = config.spans.get(pointer).cloned();
                document.report(diagnostic);
            }
        }
    }
}

fn add_conversion(types: &mut [TypeDef], index: usize, name: &str) -> Result<(), Problem> {
    let def = &types[index];
    match &def.kind {
        TypeKind::Struct(structure) => {
            let value = from_property(types, structure, name)
                .map_err(|problem| (format!("`{}` {problem}", def.name), OBJECT_HELP))?;
            if let TypeKind::Struct(structure) = &mut types[index].kind {
                structure.from_value = Some(value);
            }
        }
        TypeKind::Union(union) => {
            let source = from_variant(types, union, name)
                .map_err(|problem| (format!("`{}` {problem}", def.name), UNION_HELP))?;
            if let TypeKind::Union(union) = &mut types[index].kind {
                union.conversions.push((name.to_owned(), source));
            }
        }
        _ => {
            let problem = format!("`{}` is neither an object nor a union", def.name);
            return Err((problem, "remove the entry"));
        }
    }
    Ok(())
}

const OBJECT_HELP: &str = "name the only required property or, if no property is required, an \
                           optional property; the property has the type string or a named type";

const UNION_HELP: &str = "name a variant with an object that converts from a value: by a single \
                          required string, or by an entry of the object under [conversions]";

/// The value of a property that alone makes an object.
fn from_property(types: &[TypeDef], structure: &Struct, name: &str) -> Result<FromValue, String> {
    let required = structure.required.iter().find(|field| field.wire == name);
    let optional = structure.optional.iter().find(|field| field.wire == name);
    let (field, setter, others) = match (required, optional) {
        (Some(field), _) => (field, None, structure.required.len() - 1),
        (None, Some(field)) => (field, Some(field.setter()), structure.required.len()),
        (None, None) => return Err(format!("has no property `{name}`")),
    };
    if others > 0 || structure.has_alternatives {
        return Err(format!("needs more than `{name}`"));
    }
    let ty = match field.ty.without_aliases(types) {
        Type::String => Type::String,
        Type::Named(_) => field.ty.clone(),
        _ => return Err(format!("cannot be converted from `{name}`")),
    };
    Ok(FromValue { ty, setter })
}

/// The value that converts into the object of a variant.
fn from_variant(types: &[TypeDef], union: &Union, name: &str) -> Result<Type, String> {
    let variant = union.variants.iter().find(|variant| variant.name == name);
    let Some(variant) = variant else {
        return Err(format!("has no variant `{name}`"));
    };
    let value = match variant.ty.without_aliases(types) {
        Type::Named(id) => match &types[id.0].kind {
            TypeKind::Struct(structure) => structure.from_value.as_ref(),
            _ => None,
        },
        _ => None,
    };
    let Some(value) = value else {
        return Err(format!("cannot be converted from the value of `{name}`"));
    };
    if union
        .conversions
        .iter()
        .any(|(_, known)| *known == value.ty)
    {
        return Err(format!("is already converted from the value of `{name}`"));
    }
    Ok(value.ty.clone())
}
