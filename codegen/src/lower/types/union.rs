//! `oneOf` and `anyOf`.

use crate::document::{Schema, Types};
use crate::ir::{Rule, Type, TypeId, TypeKind, Union};
use crate::lower::rules::implied::Implied;
use crate::lower::schema::Schemas;
use crate::lower::schema::discriminator::VariantTag;
use crate::lower::schema::flatten::{Branches, Flattened};
use crate::lower::table::NamePath;
use crate::lower::types::Lowered;
use crate::lower::types::TypeLowering;
use crate::lower::types::additional_properties::restricts_undeclared;
use crate::lower::types::nullable::accept_null;
use crate::lower::types::variants::base;
use std::collections::BTreeSet;
use std::rc::Rc;

impl TypeLowering<'_> {
    /// Lowers a `oneOf` or `anyOf` with branches of different types. Branches that only restrict
    /// values become rules.
    pub(crate) fn lower_alternatives(
        &mut self,
        view: &Flattened,
        place: &NamePath,
        own: Option<TypeId>,
    ) -> Option<Lowered> {
        let branches = &self.schemas.shaping_branches(view)?;
        let (nulls, schemas): (Vec<_>, Vec<_>) =
            branches.schemas.iter().cloned().partition(|schema| {
                self.schemas.view(std::slice::from_ref(schema)).types() == Types::NULL
            });
        if nulls.is_empty() || !view.types().contains(Types::NULL) {
            return self.lower_branches(view, branches, &schemas, place, own);
        }
        let place = match own {
            Some(_) => place.below("value"),
            None => place.clone(),
        };
        let inner = match schemas.as_slice() {
            [only] if !view.describes_object() => {
                let mut only = self.lower_schema(only, &place);
                only.rules = accept_null(only.rules);
                let shared = Implied::TYPES | Implied::BRANCHES;
                only.rules.extend(self.rules.keyword_rules(view, shared));
                only
            }
            _ => {
                let shared = Implied::TYPES | Implied::BRANCHES;
                let mut union = self.lower_branches(view, branches, &schemas, &place, None)?;
                union.rules.extend(self.rules_rejecting_null(view, shared));
                union
            }
        };
        let mut rules = inner.rules;
        let mut seen = BTreeSet::new();
        let is_nullable = |schema| self.schemas.is_nullable(schema, &mut seen);
        if branches.exclusive && (nulls.len() > 1 || schemas.iter().any(is_nullable)) {
            // `null` matches two branches, so `oneOf` rejects `null`.
            rules.push(self.rules.alternatives(branches));
        }
        Some(Lowered {
            ty: Type::Nullable(Box::new(inner.ty)),
            rules,
        })
    }

    fn lower_branches(
        &mut self,
        view: &Flattened,
        branches: &Branches,
        schemas: &[Rc<Schema>],
        place: &NamePath,
        own: Option<TypeId>,
    ) -> Option<Lowered> {
        if let Some(constants) = self.lower_constants(view, schemas, place, own) {
            return Some(constants);
        }
        if schemas.is_empty() {
            return None;
        }
        self.schemas.check_discriminator(view, branches, schemas);
        let possible = self.schemas.possible_branches(view, schemas);
        let schemas = possible.as_slice();
        let tag = self.schemas.tag(branches, schemas);
        let base = base(view, branches);
        let names = self.variant_names(schemas, tag.as_ref());
        let mut lowered = Vec::new();
        for (schema, name) in schemas.iter().zip(&names) {
            let place = place.below(name);
            lowered.push(match &base {
                Some(base) => {
                    let mut parts = base.schemas.clone();
                    let mut branch = self.schemas.view(std::slice::from_ref(schema)).schemas;
                    let is_inherited = |part: &Rc<Schema>| {
                        branch.iter().any(|other| other.pointer == part.pointer)
                    };
                    if parts.iter().all(is_inherited) {
                        lowered.push(self.lower_schema(schema, &place));
                        continue;
                    }
                    branch.retain(|part| !parts.iter().any(|base| base.pointer == part.pointer));
                    parts.extend(branch);
                    let merged = Flattened {
                        schemas: parts,
                        types_in_scope: view.types_in_scope,
                        roots: base.roots.clone(),
                    };
                    self.lower_view(&merged, &place, None)
                }
                None => self.lower_schema(schema, &place),
            });
        }
        Some(self.define_union(
            view,
            branches,
            &LoweredBranches {
                names,
                lowered,
                schemas,
                tag,
                merged_with_parent: base.is_some(),
            },
            place,
            own,
        ))
    }

    fn define_union(
        &mut self,
        view: &Flattened,
        branches: &Branches,
        shape: &LoweredBranches<'_>,
        place: &NamePath,
        own: Option<TypeId>,
    ) -> Lowered {
        let types: Vec<&Type> = shape.lowered.iter().map(|lowered| &lowered.ty).collect();
        let is_uniform = types.iter().all(|ty| *ty == types[0]);
        let has_rules = shape
            .lowered
            .iter()
            .any(|lowered| !lowered.rules.is_empty());
        if is_uniform {
            let ty = types[0].clone();
            let rules = self.uniform_rules(view, shape, has_rules);
            return Lowered { ty, rules };
        }
        let variants = self.schemas.variants(shape);
        let repeated = variants.len() < shape.lowered.len();
        let id = own.unwrap_or_else(|| self.rules.table.add_inline(place, view.pointer()));
        if own.is_none() {
            self.rules.table[id].docs = self.schemas.docs(&view.schemas);
        }
        let shared = self.schemas.shared(view, shape);
        let unevaluated_items = view
            .schemas
            .iter()
            .any(|part| part.arrays.unevaluated_items.is_some());
        let is_enforced = branches.exclusive && shared.has(Implied::ADDITIONAL_PROPERTIES);
        let unevaluated_members =
            shape.merged_with_parent && !is_enforced && restricts_undeclared(view);
        let has_unevaluated = unevaluated_items || unevaluated_members;
        self.rules.table[id].rules = match has_unevaluated {
            true => {
                let mut rules = self.rules.full_rules(view);
                if !shared.has(Implied::TYPES) && view.types() != Types::ALL {
                    rules.push(Rule::of_types(view.types()));
                }
                rules
            }
            false => self.rules.keyword_rules(view, shared),
        };
        // Variants with the parent's full rules match whenever the parent does, so the number of
        // matches does not decide `oneOf`.
        let branch_closes =
            |schema| restricts_undeclared(&self.schemas.view(std::slice::from_ref(schema)));
        let full_rules = shape.merged_with_parent
            && (restricts_undeclared(view) || shape.schemas.iter().any(branch_closes));
        let alternatives = !has_unevaluated && (has_rules || repeated || full_rules);
        let alternatives = alternatives.then(|| self.rules.alternatives(branches));
        self.rules.table[id].kind = TypeKind::Union(Union {
            discriminator: shape.tag.as_ref().map(|tag| tag.property.clone()),
            // If types repeat, only the rules can count matching branches.
            exclusive: branches.exclusive && !repeated && !full_rules,
            rule: alternatives,
            variants,
            ..Union::default()
        });
        Lowered::without_rules(Type::Named(id))
    }

    /// The rules of a union whose branches have the same Rust type.
    fn uniform_rules(
        &mut self,
        view: &Flattened,
        shape: &LoweredBranches<'_>,
        has_rules: bool,
    ) -> Vec<Rule> {
        let covered = match self.schemas.shared(view, shape).has(Implied::TYPES) {
            true => Implied::TYPES,
            false => Implied::NONE,
        };
        let mut rules = self.rules.keyword_rules(view, covered);
        if !has_rules {
            // Equal branches, which the type implies.
            let branch = Rule::AnyOf(vec![self.rules.value_rules(&shape.schemas[0])]);
            rules.retain(|rule| *rule != branch);
        }
        rules
    }
}

impl Schemas<'_> {
    /// The only branches that change the Rust type.
    fn shaping_branches(&self, view: &Flattened) -> Option<Branches> {
        let mut shaping = view.alternatives();
        shaping.retain(|branches| {
            let mut schemas = branches.schemas.iter();
            schemas.any(|schema| self.changes_type(schema, view))
        });
        let [branches] = <[Branches; 1]>::try_from(shaping).ok()?;
        let mut branches = self.enums_first(branches);
        branches.exclusive &= branches.discriminator.is_some()
            || self.is_exclusive(&branches.pointer, &branches.schemas);
        Some(branches)
    }

    /// True if a branch changes the Rust type, rather than only restricting values.
    fn changes_type(&self, schema: &Rc<Schema>, base: &Flattened) -> bool {
        let branch = self.view(std::slice::from_ref(schema));
        let declared = base.properties();
        let types = branch.schemas.iter().find_map(|part| part.types);
        let same_types = types.is_none_or(|types| base.is_typed() && types.contains(base.types()));
        let adds = branch
            .properties()
            .keys()
            .any(|name| !declared.contains_key(name));
        !same_types
            || adds
            || branch.values().is_some()
            || branch.describes_array()
            || (schema.reference.is_some() && declared.is_empty())
            || !branch.alternatives().is_empty()
    }

    /// The parent's keywords that the variants enforce. A `Type::Json` variant enforces no keyword,
    /// a variant lowered without the parent only its own types.
    fn shared(&self, view: &Flattened, shape: &LoweredBranches<'_>) -> Implied {
        let has_json = shape.lowered.iter().any(|lowered| lowered.ty == Type::Json);
        let types = view.types();
        let fits = |schema| types.contains(self.view(std::slice::from_ref(schema)).types());
        if has_json {
            Implied::BRANCHES
        } else if shape.merged_with_parent {
            let shared = Implied::TYPES | Implied::PROPERTIES | Implied::BRANCHES;
            // A map type has no rules, so a map accepts undeclared properties.
            let is_map = |lowered: &Lowered| matches!(lowered.ty, Type::Map(_));
            match shape.lowered.iter().any(is_map) {
                true => shared,
                false => shared | Implied::ADDITIONAL_PROPERTIES,
            }
        } else if shape.schemas.iter().all(fits) {
            Implied::TYPES | Implied::BRANCHES
        } else {
            Implied::BRANCHES
        }
    }
}

/// The lowered branches of a union.
pub(crate) struct LoweredBranches<'s> {
    pub names: Vec<String>,
    pub lowered: Vec<Lowered>,
    pub schemas: &'s [Rc<Schema>],
    pub tag: Option<VariantTag>,
    merged_with_parent: bool,
}
