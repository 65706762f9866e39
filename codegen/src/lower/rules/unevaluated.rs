//! Rules for a schema as a whole, and for `unevaluatedProperties` and `unevaluatedItems`.
//!
//! `unevaluated*` must see every keyword that applies to the value, so a `$ref` is expanded if the
//! Rust type of the target has more properties than the schema:
//!
//! ```yaml
//! Contact: { anyOf: [{ $ref: '#/components/schemas/Owner' }, { type: object }] }
//! Closed: { $ref: '#/components/schemas/Contact', type: object, unevaluatedProperties: false }
//! ```
//!
//! ```text
//! const CLOSED: Rules = &[   // expanded, not `Rule::Ref(Contact::rules)`
//!     Rule::AnyOf(&[&[Rule::Ref(Owner::rules)], &[Rule::Type(Types::OBJECT)]]),
//!     Rule::UnevaluatedProperties(&[Rule::Never]),
//! ];
//! ```

use crate::document::{Schema, Types};
use crate::ir::Rule;
use crate::lower::Lowering;
use crate::lower::rules::implied::Implied;
use crate::lower::schema::additional_properties::true_schema;
use crate::lower::schema::flatten::Flattened;
use std::rc::Rc;

impl Lowering<'_> {
    /// The full rules of a view. Each schema keeps separate rules: `unevaluatedProperties` does not
    /// see properties of sibling `allOf` entries.
    pub(crate) fn full_rules(&mut self, view: &Flattened) -> Vec<Rule> {
        if view.roots.is_empty() {
            return self.keyword_rules(view, Implied::TYPES);
        }
        let writing = std::mem::take(&mut self.rules_in_progress);
        let mut rules = Vec::new();
        for whole in &view.roots {
            let whole = self.value_rules(whole);
            match view.roots.len() {
                1 => rules = whole,
                _ => append_rules(&mut rules, whole),
            }
        }
        self.rules_in_progress = writing;
        // The Rust type already implies `type`.
        rules.retain(|rule| !matches!(rule, Rule::Type(_)));
        rules
    }

    /// The full rules of a schema for a separate value, such as a property or an item.
    pub(crate) fn value_rules(&mut self, schema: &Rc<Schema>) -> Vec<Rule> {
        self.with_unevaluated(false, |lowering| lowering.in_place_rules(schema))
    }

    /// The full rules of an in-place subschema (`allOf`, `then`, a branch). Under `unevaluated*`, a
    /// `$ref` is expanded unless the type evaluates the same properties as the schema: a struct
    /// also has properties that only one branch declares.
    pub(crate) fn in_place_rules(&mut self, schema: &Rc<Schema>) -> Vec<Rule> {
        let asks = self.has_unevaluated || has_unevaluated(schema);
        let component = self.component(schema);
        let component = component.filter(|_| !asks || self.evaluates_like_type(schema));
        if let Some(id) = component
            && schema.is_only_composition()
            && schema.all_of.is_empty()
        {
            return vec![Rule::Ref(id)];
        }
        if self.rules_in_progress.contains(&schema.pointer) {
            if self.components.contains_key(&schema.pointer) {
                // A base schema lists the inheriting schemas as branches; the branch under way
                // always matches.
                return Vec::new();
            }
            self.warn(
                "recursive-rule",
                &schema.pointer,
                "inline schema contains itself; inner rules ignored".into(),
                "move the schema to `components/schemas` and refer to it with `$ref`",
            );
            return Vec::new();
        }
        self.rules_in_progress.push(schema.pointer.clone());
        let rules = self.with_unevaluated(asks, |lowering| {
            let mut rules = Vec::new();
            for inherited in &schema.all_of {
                let inherited = lowering.in_place_rules(inherited);
                append_rules(&mut rules, inherited);
            }
            if let Some(id) = component {
                rules.push(Rule::Ref(id));
            } else if let Some(target) = lowering.resolve(schema) {
                let target = lowering.in_place_rules(&target);
                append_rules(&mut rules, target);
            }
            rules.extend(lowering.part(schema, Implied::NONE));
            rules
        });
        self.rules_in_progress.pop();
        rules
    }

    /// Runs `write` with `has_unevaluated` set, then restores the previous setting.
    pub(crate) fn with_unevaluated(
        &mut self,
        asks: bool,
        write: impl FnOnce(&mut Self) -> Vec<Rule>,
    ) -> Vec<Rule> {
        let before = std::mem::replace(&mut self.has_unevaluated, asks);
        let rules = write(self);
        self.has_unevaluated = before;
        rules
    }

    /// True if the type of a component evaluates the same properties as the schema, for every
    /// value.
    fn evaluates_like_type(&self, schema: &Schema) -> bool {
        let Some(target) = self.resolve(schema) else {
            return false;
        };
        let restricts = |schema: &Rc<Schema>| **schema != true_schema(schema);
        let plain_object = Schema {
            pointer: target.pointer.clone(),
            types: target.types,
            properties: target.properties.clone(),
            required: target.required.clone(),
            additional_properties: target.additional_properties.clone(),
            annotations: target.annotations.clone(),
            description: target.description.clone(),
            deprecated: target.deprecated,
            ..Schema::default()
        };
        *target == plain_object
            && target.types == Some(Types::OBJECT)
            && !target.properties.is_empty()
            && target
                .required
                .iter()
                .all(|name| target.properties.contains_key(name))
            && target.additional_properties.iter().all(restricts)
    }
}

/// True if the schema has `unevaluatedProperties` or `unevaluatedItems`.
pub(crate) fn has_unevaluated(schema: &Schema) -> bool {
    schema.objects.unevaluated_properties.is_some() || schema.arrays.unevaluated_items.is_some()
}

/// Adds rules of an in-place subschema. Rules with `unevaluated*` go into a separate `AllOf` entry,
/// to hide sibling rules.
pub(crate) fn append_rules(rules: &mut Vec<Rule>, more: Vec<Rule>) {
    match more.iter().any(Rule::is_unevaluated) {
        true => rules.push(Rule::AllOf(vec![more])),
        false => rules.extend(more),
    }
}
