//! Several types at once.

use super::covered::Covered;
use super::define::Lowered;
use super::view::View;
use super::{Lowering, Place};
use crate::document::Types;
use crate::ir::{Docs, Kind, Type, TypeId, Union, Variant};

impl Lowering<'_> {
    /// A value of several types: a union with a variant for each.
    pub(super) fn lower_several(
        &mut self,
        view: &View,
        types: Types,
        place: &Place,
        own: Option<TypeId>,
    ) -> Lowered {
        let each = [
            (Types::STRING, "Text", "A string"),
            (Types::NUMBER, "Number", "A number"),
            (Types::INTEGER, "Integer", "An integer"),
            (Types::BOOLEAN, "Boolean", "A boolean"),
            (Types::ARRAY, "List", "An array"),
            (Types::OBJECT, "Object", "An object"),
        ];
        let mut variants: Vec<Variant> = Vec::new();
        let mut left = types;
        for (among, name, words) in each {
            if !left.has(among) {
                continue;
            }
            left = left.without(among);
            let inner = View {
                among: view.among.and(among),
                ..view.clone()
            };
            let lowered = self.lower_view(&inner, &place.below(name), None);
            variants.push(Variant {
                name: name.to_owned(),
                tags: Vec::new(),
                untagged: false,
                docs: Docs {
                    text: format!("{words}."),
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
