//! From schemas to Rust types.
//!
//! Restrictions beside a `$ref` keep the target's type and become rules; for `allOf`, see
//! `flatten.rs`:
//!
//! ```yaml
//! Order: { properties: { code: { $ref: '#/components/schemas/Code', minLength: 4 } } }
//! Code: { type: string, pattern: '^[A-Z]+$' }
//! ```
//!
//! ```text
//! pub struct Order { pub code: Option<Code> }
//! Rule::Property("code", &[Rule::Ref(|| CODE), Rule::MinLength(4)])
//! ```

use crate::document::{Schema, Types};
use crate::ir::{Rule, Type, TypeId, TypeKind};
use crate::lower::rules::implied::Implied;
use crate::lower::schema::Schemas;
use crate::lower::schema::flatten::Flattened;
use crate::lower::table::NamePath;
use crate::lower::types::{Lowered, TypeLowering};
use std::rc::Rc;

/// The depth limit for nested inline schemas, equal to the limit of the parser.
const DEEPEST: usize = 128;

impl TypeLowering<'_> {
    /// Defines a component: an alias, unless the schema produces a struct, enum or union.
    pub(crate) fn define_named(&mut self, id: TypeId, schema: &Rc<Schema>, module: usize) {
        let place = NamePath {
            name: self.rules.table[id].name.clone(),
            module,
        };
        self.rules.table[id].docs = self.schemas.docs(std::slice::from_ref(schema));
        let union = self.schemas.with_subtypes(schema);
        let target = match self.schemas.inherits_union(schema) {
            true => None,
            false => self.reference_only(schema),
        };
        let lowered = if let Some(target) = target {
            Lowered::without_rules(target)
        } else {
            let view = self
                .schemas
                .view(std::slice::from_ref(union.as_ref().unwrap_or(schema)));
            self.lower_view(&view, &place, Some(id))
        };
        if lowered.ty != Type::Named(id) {
            self.rules.table[id].rules = self.rules.value_rules(schema);
            self.rules.table[id].kind = TypeKind::Alias(lowered.ty);
        }
    }

    /// Lowers a schema at the point of use.
    pub(crate) fn lower_schema(&mut self, schema: &Rc<Schema>, place: &NamePath) -> Lowered {
        self.lower_schemas(std::slice::from_ref(schema), place)
    }

    /// Lowers schemas that apply to the same value.
    pub(crate) fn lower_schemas(&mut self, schemas: &[Rc<Schema>], place: &NamePath) -> Lowered {
        if let Some((reference, siblings)) = self.common_reference(schemas) {
            let known = schemas.iter().fold(Types::ALL, |known, schema| {
                known.intersection(self.schemas.reference_types(schema))
            });
            let mut rules = Vec::new();
            let has_unevaluated = siblings.iter().any(|sibling| sibling.has_unevaluated());
            if has_unevaluated {
                let view = self.schemas.view(schemas);
                rules = self.rules.full_rules(&view);
            } else if let Type::Named(id) = reference {
                rules.push(Rule::Alias(id));
            }
            for sibling in siblings {
                // The target may have more types than the sibling keywords allow.
                let types = sibling.types.filter(|types| !types.contains(known));
                rules.extend(types.map(Rule::of_types));
                if !has_unevaluated {
                    rules.extend(self.rules.sibling_rules(&sibling));
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
        if self.schemas.is_ref_target(schema) {
            return self.lower_ref_target(schema, place);
        }
        // An inline schema that multiple schemas inherit produces one type, named by the pointer.
        if let Some(known) = self.inline.get(&schema.pointer) {
            return known.clone();
        }
        if let Some((_, Some(id))) = self
            .in_progress
            .iter()
            .find(|(open, _)| *open == schema.pointer)
        {
            return Lowered::without_rules(Type::Named(*id));
        }
        self.in_progress.push((schema.pointer.clone(), None));
        let own = self.rules.table.place_of(&schema.pointer);
        let lowered = self.lower_deep(schemas, own.as_ref().unwrap_or(place));
        self.in_progress.pop();
        if own.is_some() {
            self.inline.insert(schema.pointer.clone(), lowered.clone());
        }
        lowered
    }

    /// Lowers an inline schema; beyond the depth limit, any value.
    fn lower_deep(&mut self, schemas: &[Rc<Schema>], place: &NamePath) -> Lowered {
        if self.depth > DEEPEST {
            let pointer = schemas.last().map_or("", |schema| schema.pointer.as_str());
            self.schemas.warn(
                "circular-schema",
                pointer,
                "inline schema contains itself; treated as any value".into(),
                "move the schema to `components/schemas` and refer to it with `$ref`",
            );
            return Lowered::without_rules(Type::Json);
        }
        self.depth += 1;
        let view = self.schemas.view(schemas);
        let lowered = self.lower_view(&view, place, None);
        self.depth -= 1;
        lowered
    }

    /// Lowers a flattened schema. `own` is the id for a type that needs a name.
    pub(crate) fn lower_view(
        &mut self,
        view: &Flattened,
        place: &NamePath,
        own: Option<TypeId>,
    ) -> Lowered {
        let types = view.types();
        if types == Types::NULL {
            let rules = self
                .rules
                .keyword_rules(view, Implied::TYPES | Implied::VALUES);
            return Lowered {
                ty: Type::Null,
                rules,
            };
        }
        let is_nullable = types.contains(Types::NULL) && types != Types::ALL;
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
        view: &Flattened,
        types: Types,
        place: &NamePath,
        own: Option<TypeId>,
    ) -> Lowered {
        let scalar = |lowering: &mut Self, ty: Type| Lowered {
            rules: lowering.rules.keyword_rules(view, Implied::TYPES),
            ty,
        };
        match types {
            Types::STRING | Types::ALL if self.schemas.is_file(view) => {
                Lowered::without_rules(Type::File)
            }
            Types::STRING => scalar(self, Type::String),
            Types::BOOLEAN => scalar(self, Type::Boolean),
            Types::INTEGER => self.lower_integer(view),
            Types::NUMBER => scalar(self, Type::Number),
            Types::ARRAY => self.lower_array(view, place),
            Types::OBJECT => self.lower_object(view, place, own),
            Types(0) => {
                self.schemas.warn_if_impossible(view);
                self.lower_untyped(view, place, own)
            }
            Types::ALL => self.lower_untyped(view, place, own),
            multiple => self.lower_multi_type(view, multiple, place, own),
        }
    }

    /// Lowers a schema without `type`. Keywords such as `properties` and `items` imply the type, as
    /// most authors intend.
    fn lower_untyped(
        &mut self,
        view: &Flattened,
        place: &NamePath,
        own: Option<TypeId>,
    ) -> Lowered {
        let ty = match (
            view.describes_object(),
            view.describes_array(),
            view.is_typed() || self.schemas.excludes_collections(view),
        ) {
            (true, false, false) => Types::OBJECT,
            (false, true, false) => Types::ARRAY,
            _ => {
                let rules = self.rules.keyword_rules(view, Implied::NONE);
                return Lowered {
                    ty: Type::Json,
                    rules,
                };
            }
        };
        let view = Flattened {
            types_in_scope: ty,
            ..view.clone()
        };
        self.lower_types(&view, ty, place, own)
    }

    fn lower_array(&mut self, view: &Flattened, place: &NamePath) -> Lowered {
        let items: Vec<Rc<Schema>> = view
            .schemas
            .iter()
            .filter_map(|part| part.items.clone())
            .collect();
        let tuple = view
            .schemas
            .iter()
            .any(|part| !part.arrays.prefix_items.is_empty());
        let mut parts = view.schemas.iter();
        let has_unevaluated = parts.any(|part| part.arrays.unevaluated_items.is_some());
        if items.is_empty() || tuple {
            return Lowered {
                ty: Type::List(Box::new(Type::Json)),
                rules: match has_unevaluated {
                    true => self.rules.full_rules(view),
                    false => self.rules.keyword_rules(view, Implied::TYPES),
                },
            };
        }
        let item = self.lower_schemas(&items, &place.below("item"));
        if has_unevaluated {
            // Only the full rules can tell which items are unevaluated.
            return Lowered {
                ty: Type::List(Box::new(item.ty)),
                rules: self.rules.full_rules(view),
            };
        }
        let mut rules = self
            .rules
            .keyword_rules(view, Implied::TYPES | Implied::ITEMS);
        if !item.rules.is_empty() {
            rules.push(Rule::Items(0, item.rules));
        }
        Lowered {
            ty: Type::List(Box::new(item.ty)),
            rules,
        }
    }
}

impl Schemas<'_> {
    /// Warns about a schema without valid values, except for an explicit `false`.
    fn warn_if_impossible(&self, view: &Flattened) {
        if view.schemas.iter().any(|part| part.is_false) {
            return;
        }
        self.warn(
            "unsatisfiable-schema",
            view.pointer(),
            "schema accepts no value: `type`, `enum` or `const` conflict".into(),
            "remove all but one of the conflicting keywords",
        );
    }

    /// True if branches exclude both objects and arrays.
    fn excludes_collections(&self, view: &Flattened) -> bool {
        let may_be_collection = |schema: &Rc<Schema>| {
            let types = self.view(std::slice::from_ref(schema)).types();
            types.intersection(Types::OBJECT.union(Types::ARRAY)) != Types(0)
        };
        let alternatives = view.alternatives();
        let mut alternatives = alternatives.iter();
        alternatives.any(|branches| !branches.schemas.iter().any(may_be_collection))
    }
}
