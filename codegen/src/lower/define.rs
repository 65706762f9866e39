//! From a view to a type.

use super::covered::Covered;
use super::rules::of_types;
use super::view::View;
use super::whole::asks_of_others;
use super::{Lowering, Place};
use crate::document::{Schema, Types};
use crate::ir::{Kind, Rule, Type, TypeId};
use std::rc::Rc;

/// Inline schemas within inline schemas go this deep, as deep as descriptions are read.
const DEEPEST: usize = 128;

/// A type where it is used, and what it does not rule out.
#[derive(Debug, Clone)]
pub(super) struct Lowered {
    pub ty: Type,
    pub rules: Vec<Rule>,
}

impl Lowered {
    pub(super) fn plain(ty: Type) -> Self {
        Lowered {
            ty,
            rules: Vec::new(),
        }
    }
}

impl Lowering<'_> {
    /// Defines a component: where its schema makes a type of its own, that is the type; otherwise
    /// the name is an alias.
    pub(super) fn define_named(&mut self, id: TypeId, schema: &Rc<Schema>, module: usize) {
        let place = Place {
            name: self.types[id.0].name.clone(),
            module,
        };
        self.types[id.0].docs = self.docs(std::slice::from_ref(schema));
        let lowered = if let Some(target) = self.reference_only(schema) {
            Lowered::plain(target)
        } else {
            let view = self.view(std::slice::from_ref(schema));
            self.lower_view(&view, &place, Some(id))
        };
        if lowered.ty != Type::Named(id) {
            self.types[id.0].rules = self.full(schema);
            self.types[id.0].kind = Kind::Alias(lowered.ty);
        }
    }

    /// The type of a schema where it is used.
    pub(super) fn lower_schema(&mut self, schema: &Rc<Schema>, place: &Place) -> Lowered {
        self.lower_schemas(std::slice::from_ref(schema), place)
    }

    /// The type of several schemas that apply to the same value.
    pub(super) fn lower_schemas(&mut self, schemas: &[Rc<Schema>], place: &Place) -> Lowered {
        if let Some((reference, others)) = self.one_reference(schemas) {
            let known = schemas.iter().fold(Types::ALL, |known, schema| {
                known.and(self.referred_types(schema))
            });
            let mut rules = Vec::new();
            let asks = others.iter().any(|other| asks_of_others(other));
            if asks {
                let view = self.view(schemas);
                rules = self.whole_rules(&view);
            } else if let Type::Named(id) = reference {
                rules.push(Rule::Alias(id));
            }
            for other in others {
                // The type that is referred to may have more types than its neighbour allows.
                let types = other.types.filter(|types| !types.has(known));
                rules.extend(types.map(of_types));
                if !asks {
                    rules.extend(self.narrowing(&other));
                }
            }
            return Lowered {
                ty: reference,
                rules,
            };
        }
        let [schema] = schemas else {
            return self.lower_deep(schemas, place);
        };
        // A schema that several inherit makes one type, named by where it stands.
        if let Some(known) = self.inline.get(&schema.pointer) {
            return known.clone();
        }
        if let Some((_, Some(id))) = self.open.iter().find(|(open, _)| *open == schema.pointer) {
            return Lowered::plain(Type::Named(*id));
        }
        self.open.push((schema.pointer.clone(), None));
        let own = self.place_of(&schema.pointer);
        let lowered = self.lower_deep(schemas, own.as_ref().unwrap_or(place));
        self.open.pop();
        if own.is_some() {
            self.inline.insert(schema.pointer.clone(), lowered.clone());
        }
        lowered
    }

    /// Schemas within schemas that never end are any value from some depth on.
    fn lower_deep(&mut self, schemas: &[Rc<Schema>], place: &Place) -> Lowered {
        if self.depth > DEEPEST {
            let pointer = schemas.last().map_or("", |schema| schema.pointer.as_str());
            self.warn(
                "endless-schema",
                pointer,
                "this schema contains itself without a name, so it is any value here".into(),
                "move it to the component schemas and refer to it",
            );
            return Lowered::plain(Type::Json);
        }
        self.depth += 1;
        let view = self.view(schemas);
        let lowered = self.lower_view(&view, place, None);
        self.depth -= 1;
        lowered
    }

    /// The type of a view. `own` is the name that the type has to have if it needs one.
    pub(super) fn lower_view(
        &mut self,
        view: &View,
        place: &Place,
        own: Option<TypeId>,
    ) -> Lowered {
        let types = view.types();
        if types == Types::NULL {
            let rules = self.keywords(view, Covered::TYPES | Covered::VALUES);
            return Lowered {
                ty: Type::Null,
                rules,
            };
        }
        let is_nullable = types.has(Types::NULL) && types != Types::ALL;
        if is_nullable && view.alternatives().is_empty() {
            return self.lower_nullable(view, place, own);
        }
        if let Some(lowered) = self.lower_alternatives(view, place, own) {
            return lowered;
        }
        if is_nullable {
            return self.lower_nullable(view, place, own);
        }
        if view.values().is_some()
            && let Some(lowered) = self.lower_values(view, place, own)
        {
            return lowered;
        }
        self.lower_types(view, types, place, own)
    }

    fn lower_types(
        &mut self,
        view: &View,
        types: Types,
        place: &Place,
        own: Option<TypeId>,
    ) -> Lowered {
        let scalar = |lowering: &mut Self, ty: Type| Lowered {
            rules: lowering.keywords(view, Covered::TYPES),
            ty,
        };
        match types {
            Types::STRING | Types::ALL if self.is_file(view) => Lowered::plain(Type::File),
            Types::STRING => scalar(self, Type::Text),
            Types::BOOLEAN => scalar(self, Type::Boolean),
            Types::INTEGER => scalar(self, integer(view)),
            Types::NUMBER => scalar(self, Type::Number),
            Types::ARRAY => self.lower_array(view, place),
            Types::OBJECT => self.lower_object(view, place, own),
            Types(0) => {
                self.impossible(view);
                self.lower_untyped(view, place, own)
            }
            Types::ALL => self.lower_untyped(view, place, own),
            several => self.lower_several(view, several, place, own),
        }
    }

    /// Tells of a schema whose parts leave no value, unless its author said so by `false`.
    fn impossible(&self, view: &View) {
        if view.parts.iter().any(|part| part.never) {
            return;
        }
        self.warn(
            "impossible-schema",
            view.pointer(),
            "no value is valid here: the types and values that this schema asks for contradict each \
             other"
                .into(),
            "remove all but one of the contradicting `type`, `enum` and `const`",
        );
    }

    /// No type is given: objects and arrays are known by their keywords, as most authors mean it.
    fn lower_untyped(&mut self, view: &View, place: &Place, own: Option<TypeId>) -> Lowered {
        let ty = match (
            view.describes_object(),
            view.describes_array(),
            view.is_typed() || self.is_no_collection(view),
        ) {
            (true, false, false) => Types::OBJECT,
            (false, true, false) => Types::ARRAY,
            _ => {
                let rules = self.keywords(view, Covered::NOTHING);
                return Lowered {
                    ty: Type::Json,
                    rules,
                };
            }
        };
        let view = View {
            among: ty,
            ..view.clone()
        };
        self.lower_types(&view, ty, place, own)
    }

    /// Whether alternatives leave neither objects nor arrays.
    fn is_no_collection(&self, view: &View) -> bool {
        let may_be = |schema: &Rc<Schema>| {
            let types = self.view(std::slice::from_ref(schema)).types();
            types.and(Types::OBJECT.or(Types::ARRAY)) != Types(0)
        };
        let alternatives = view.alternatives();
        let mut alternatives = alternatives.iter();
        alternatives.any(|branches| !branches.schemas.iter().any(may_be))
    }

    fn lower_array(&mut self, view: &View, place: &Place) -> Lowered {
        let items: Vec<Rc<Schema>> = view
            .parts
            .iter()
            .filter_map(|part| part.items.clone())
            .collect();
        let tuple = view
            .parts
            .iter()
            .any(|part| !part.arrays.prefix_items.is_empty());
        if items.is_empty() || tuple {
            return Lowered {
                ty: Type::List(Box::new(Type::Json)),
                rules: match view
                    .parts
                    .iter()
                    .any(|part| part.arrays.unevaluated_items.is_some())
                {
                    true => self.whole_rules(view),
                    false => self.keywords(view, Covered::TYPES),
                },
            };
        }
        let item = self.lower_schemas(&items, &place.below("item"));
        if view
            .parts
            .iter()
            .any(|part| part.arrays.unevaluated_items.is_some())
        {
            // Which items are left over depends on all that the schema says of items.
            return Lowered {
                ty: Type::List(Box::new(item.ty)),
                rules: self.whole_rules(view),
            };
        }
        let mut rules = self.keywords(view, Covered::TYPES | Covered::ITEMS);
        if !item.rules.is_empty() {
            rules.push(Rule::Items(0, item.rules));
        }
        Lowered {
            ty: Type::List(Box::new(item.ty)),
            rules,
        }
    }
}

fn integer(view: &View) -> Type {
    // The first number that is too large for one with a sign.
    const TOO_LARGE: f64 = 9_223_372_036_854_775_808.0;
    let unsigned = view.parts.iter().any(|part| {
        let is_large = part
            .numbers
            .maximum
            .is_some_and(|maximum| maximum >= TOO_LARGE);
        let is_positive = part.numbers.minimum.is_some_and(|minimum| minimum >= 0.0);
        part.format.as_deref() == Some("uint64") || (is_large && is_positive)
    });
    if unsigned {
        Type::Unsigned
    } else {
        Type::Integer
    }
}
