//! Schemas with multiple types.

use crate::lower::rules::implied::Covered;
use crate::lower::schema::define::Lowered;
use crate::lower::schema::flatten::View;
use crate::lower::{Lowering, Place};
use crate::document::Types;
use crate::ir::{Docs, Kind, Type, TypeId, Union, Variant};

impl Lowering<'_> {
    /// Lowers a list of types to a union with a variant per type.
    pub(crate) fn lower_several(
        &mut self,
        view: &View,
        types: Types,
        place: &Place,
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
            if !remaining.has(single) {
                continue;
            }
            remaining = remaining.without(single);
            let inner = View {
                among: view.among.and(single),
                ..view.clone()
            };
            let lowered = self.lower_view(&inner, &place.below(name), None);
            variants.push(Variant {
                name: name.to_owned(),
                tags: Vec::new(),
                untagged: false,
                docs: Docs {
                    text: format!("{description}."),
                    ..Docs::default()
                },
                ty: lowered.ty,
            });
        }
        let id = own.unwrap_or_else(|| self.add_inline(place, view.pointer()));
        if own.is_none() {
            self.types[id.0].docs = self.docs(&view.parts);
        }
        self.types[id.0].rules = self.keywords(view, Covered::TYPES);
        self.types[id.0].kind = Kind::Union(Union {
            tag: None,
            exclusive: false,
            alternatives: None,
            variants,
            from: Vec::new(),
        });
        Lowered::plain(Type::Named(id))
    }
}
