//! The `format` of strings, which the rules of types do not contain: a request body with built values
//! is valid for servers that check `format`.

use crate::ir::{Api, Docs, Operation, Type, TypeDef, TypeKind};

/// The table of the formats of properties, a line per type.
pub(super) fn of_types(api: &Api) -> Vec<String> {
    let types = api.types.iter().filter_map(|ty| of_type(api, ty));
    let types: Vec<String> = types.collect();
    match types.is_empty() {
        true => vec!["pub(crate) const FORMATS: &[Formats] = &[];\n".to_owned()],
        false => vec![format!(
            "pub(crate) const FORMATS: &[Formats] = &[\n{}];\n",
            types.concat()
        )],
    }
}

fn of_type(api: &Api, ty: &TypeDef) -> Option<String> {
    let TypeKind::Struct(object) = &ty.kind else {
        return None;
    };
    let fields = object.required.iter().chain(&object.optional);
    let formats = fields.filter_map(|field| {
        let format = format(api, &field.docs, &field.ty)?;
        Some(format!("({:?}, {format:?})", field.wire))
    });
    let formats: Vec<String> = formats.collect();
    let line = format!("    ({:?}, &[{}]),\n", ty.name, formats.join(", "));
    (!formats.is_empty()).then_some(line)
}

/// The formats of parameters, by index.
pub(super) fn of_parameters(api: &Api, operation: &Operation) -> String {
    let parameters = operation.parameters.iter().enumerate();
    let formats = parameters.filter_map(|(index, parameter)| {
        let format = format(api, &parameter.docs, &parameter.ty)?;
        Some(format!("{index}: {format:?}"))
    });
    let formats: Vec<String> = formats.collect();
    match formats.is_empty() {
        true => String::new(),
        false => format!(" formats [{}]", formats.join(", ")),
    }
}

/// The format of a string, or of the strings in a list.
fn format<'a>(api: &'a Api, docs: &'a Docs, ty: &'a Type) -> Option<&'a str> {
    let mut annotations = docs.annotations.iter();
    let own = annotations.find(|(name, _)| *name == "format");
    match ty {
        Type::String => own.map(|(_, format)| format.as_str()),
        Type::Boxed(inner) | Type::Nullable(inner) => format(api, docs, inner),
        Type::List(item) => format(api, docs, item),
        Type::Named(id) => match &api.types[id.0].kind {
            TypeKind::Alias(inner) => {
                format(api, &api.types[id.0].docs, inner).or_else(|| format(api, docs, inner))
            }
            _ => None,
        },
        _ => None,
    }
}
