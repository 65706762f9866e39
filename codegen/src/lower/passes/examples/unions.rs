//! Code for values of unions: the variant, and the conversion into the union.

use super::write::Writer;
use crate::ir::{Expression, Type, TypeId, TypeKind, Union};
use crate::name::{Case, Scope};
use serde_json::Value;

impl Writer<'_> {
    /// Returns an expression that converts into the union, and the type of the expression. Nested
    /// unions are skipped as far as `From` conversions reach.
    pub(crate) fn converted(
        &mut self,
        id: TypeId,
        union: &Union,
        value: &Value,
    ) -> Option<(Expression, Type)> {
        let types = self.types;
        let before = self.bindings.len();
        let (index, (inner, ty)) = self.variant(union, value, &|writer, ty, value| {
            let ty = ty.underlying(types).clone();
            match &ty {
                Type::Named(inner) => match &types[inner.0].kind {
                    TypeKind::Union(union) => writer.converted(*inner, union, value),
                    _ => Some((writer.named(*inner, value)?, ty)),
                },
                // Literals convert, except numbers above `i64::MAX`.
                Type::Number if value.as_u64() > Some(i64::MAX.unsigned_abs()) => {
                    Some((writer.exact(&ty, value)?, ty))
                }
                Type::String | Type::Integer | Type::Number => Some((writer.any(&ty, value)?, ty)),
                plain => Some((writer.exact(plain, value)?, ty)),
            }
        })?;
        let variant = &union.variants[index];
        let is_conversion = |(name, from): &(String, Type)| *name == variant.name && *from == ty;
        if union.conversions.iter().any(is_conversion) {
            return Some((inner, ty));
        }
        // The conversion is missing, or leads to a different variant.
        self.bindings.truncate(before);
        let (_, exact) =
            self.variant(union, value, &|writer, ty, value| writer.exact(ty, value))?;
        let made = Expression::Variant(id, variant.name.clone(), Box::new(exact));
        Some((made, Type::Named(id)))
    }

    /// Finds the variant of a value, and the code that `write` returns: by discriminator, else the
    /// variant with the fewest undeclared properties.
    pub(crate) fn variant<T>(
        &mut self,
        union: &Union,
        value: &Value,
        write: &dyn Fn(&mut Self, &Type, &Value) -> Option<T>,
    ) -> Option<(usize, T)> {
        let tag = union.discriminator.as_ref();
        let tag = tag.map(|tag| value.get(tag).and_then(Value::as_str));
        let matches_tag = |index: &usize| match tag {
            Some(Some(tag)) => union.variants[*index]
                .discriminator_values
                .iter()
                .any(|known| known == tag),
            Some(None) => union.variants[*index].discriminator_optional,
            None => true,
        };
        let named: Vec<usize> = (0..union.variants.len()).filter(matches_tag).collect();
        if let [only] = named.as_slice()
            && let Some(written) =
                self.attempt(|writer| write(writer, &union.variants[*only].ty, value))
        {
            return Some((*only, written));
        }
        // In JSON Schema, the branches decide, and a discriminator is only a hint.
        let candidates = match named.len() {
            0 if union.discriminator.is_some() => default_variants(union),
            0 | 1 => (0..union.variants.len()).collect(),
            _ => named,
        };
        let tried = candidates.into_iter().filter_map(|index| {
            let mut writer = self.scratch();
            write(&mut writer, &union.variants[index].ty, value)?;
            Some((writer.undeclared_count, index))
        });
        let index = tried.min()?.1;
        let written = write(self, &union.variants[index].ty, value)?;
        Some((index, written))
    }

    /// Calls `write`, and undoes the side effects on failure.
    fn attempt<T>(&mut self, write: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = (
            self.bindings.len(),
            self.undeclared_count,
            self.missing_constants.len(),
            self.omitted.len(),
        );
        let written = write(self);
        if written.is_none() {
            self.bindings.truncate(before.0);
            self.undeclared_count = before.1;
            self.missing_constants.truncate(before.2);
            self.omitted.truncate(before.3);
        }
        written
    }

    /// A writer for trial runs, without side effects on `self`.
    fn scratch(&self) -> Self {
        Writer {
            types: self.types,
            bindings: Vec::new(),
            names: Scope::new(Case::Snake, &[]),
            undeclared_count: 0,
            path: self.path.clone(),
            missing_constants: Vec::new(),
            omitted: Vec::new(),
        }
    }
}

/// The variants for unknown discriminator values.
fn default_variants(union: &Union) -> Vec<usize> {
    let is_default = |index: &usize| {
        let variant = &union.variants[*index];
        variant.discriminator_optional && variant.discriminator_values.is_empty()
    };
    (0..union.variants.len()).filter(is_default).collect()
}
