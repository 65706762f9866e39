//! Schemas with multiple types.

use crate::document::Types;
use crate::ir::{Docs, Type, TypeId, TypeKind, Union, Variant};
use crate::lower::rules::implied::Implied;
use crate::lower::schema::flatten::Flattened;
use crate::lower::table::NamePath;
use crate::lower::types::Lowered;
use crate::lower::types::TypeLowering;

impl TypeLowering<'_> {
    /// Lowers a list of types to a union with a variant per type.
    pub(crate) fn lower_multi_type(
        &mut self,
        view: &Flattened,
        types: Types,
        place: &NamePath,
        own: Option<TypeId>,
    ) -> Lowered {
        let all_types = [
            (Types::STRING, "Text", "A string"),
            (Types::NUMBER, "Number", "A number"),
            (Types::INTEGER, "Integer", "An integer"),
            (Types::BOOLEAN, "Boolean", "A boolean"),
            (Types::ARRAY, "List", "An array"),
            (Types::OBJECT, "Object", "An object"),
        ];
        let mut variants: Vec<Variant> = Vec::new();
        let mut remaining = types;
        for (single, name, description) in all_types {
            if !remaining.contains(single) {
                continue;
            }
            remaining = remaining.difference(single);
            let inner = Flattened {
                types_in_scope: view.types_in_scope.intersection(single),
                ..view.clone()
            };
            let lowered = self.lower_view(&inner, &place.below(name), None);
            variants.push(Variant {
                name: name.to_owned(),
                discriminator_values: Vec::new(),
                discriminator_optional: false,
                docs: Docs {
                    text: format!("{description}."),
                    ..Docs::default()
                },
                ty: lowered.ty,
            });
        }
        let id = own.unwrap_or_else(|| self.rules.table.add_inline(place, view.pointer()));
        if own.is_none() {
            self.rules.table[id].docs = self.schemas.docs(&view.schemas);
        }
        self.rules.table[id].rules = self.rules.keyword_rules(view, Implied::TYPES);
        self.rules.table[id].kind = TypeKind::Union(Union {
            variants,
            ..Union::default()
        });
        Lowered::without_rules(Type::Named(id))
    }
}
