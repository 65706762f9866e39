//! Values of unions to code: which variant a value is of, and what the union is made from.

use super::write::Writer;
use crate::ir::{Expression, Kind, Type, TypeDef, TypeId, Union};
use crate::name::{Case, Scope};
use serde_json::Value;

impl Writer<'_> {
    /// What a union is made from for a value, and the type of that: as far inside as the conversions
    /// of the union go.
    pub(super) fn made(
        &mut self,
        id: TypeId,
        union: &Union,
        value: &Value,
    ) -> Option<(Expression, Type)> {
        let types = self.types;
        let before = self.bindings.len();
        let (index, (inner, ty)) = self.variant(union, value, &|writer, ty, value| {
            let ty = unboxed(types, ty);
            match &ty {
                Type::Named(inner) => match &types[inner.0].kind {
                    Kind::Union(union) => writer.made(*inner, union, value),
                    _ => Some((writer.named(*inner, value)?, ty)),
                },
                plain => Some((writer.exact(plain, value)?, ty)),
            }
        })?;
        let variant = &union.variants[index];
        let leads_here = |(name, from): &(String, Type)| *name == variant.name && *from == ty;
        if union.from.iter().any(leads_here) {
            return Some((inner, ty));
        }
        // It could also become another variant, or nothing at all.
        self.bindings.truncate(before);
        let (_, exact) =
            self.variant(union, value, &|writer, ty, value| writer.exact(ty, value))?;
        let made = Expression::Variant(id, variant.name.clone(), Box::new(exact));
        Some((made, Type::Named(id)))
    }

    /// The variant that a value is of, with what is written for it: by the tag, or else the one in
    /// which the fewest members are unknown.
    pub(super) fn variant<T>(
        &mut self,
        union: &Union,
        value: &Value,
        write: &dyn Fn(&mut Self, &Type, &Value) -> Option<T>,
    ) -> Option<(usize, T)> {
        let tag = union.tag.as_ref();
        let tag = tag.map(|tag| value.get(tag).and_then(Value::as_str));
        let is_told = |index: &usize| match tag {
            Some(Some(tag)) => union.variants[*index].tags.iter().any(|known| known == tag),
            Some(None) => union.variants[*index].untagged,
            None => true,
        };
        let told: Vec<usize> = (0..union.variants.len()).filter(is_told).collect();
        let index = match told.as_slice() {
            [only] => *only,
            several => {
                let tried = several.iter().filter_map(|&index| {
                    let mut other = self.elsewhere();
                    write(&mut other, &union.variants[index].ty, value)?;
                    Some((other.strangers, index))
                });
                tried.min()?.1
            }
        };
        let written = write(self, &union.variants[index].ty, value)?;
        Some((index, written))
    }

    /// A writer for what may be of no use.
    fn elsewhere(&self) -> Self {
        Writer {
            types: self.types,
            bindings: Vec::new(),
            names: Scope::new(Case::Snake, &[]),
            strangers: 0,
            path: self.path.clone(),
            added: Vec::new(),
        }
    }
}

/// The type behind aliases and boxes.
fn unboxed(types: &[TypeDef], ty: &Type) -> Type {
    match ty {
        Type::Boxed(inner) => unboxed(types, inner),
        Type::Named(id) => match &types[id.0].kind {
            Kind::Alias(target) => unboxed(types, target),
            _ => ty.clone(),
        },
        _ => ty.clone(),
    }
}
