//! Tables with every keyword of a schema, for `unevaluatedProperties` and `unevaluatedItems`.
//!
//! `unevaluated*` must see every keyword that applies to the value. A `$ref` below `unevaluated*`
//! leads to a table with every keyword of the target, since the Rust type of the target can have
//! more properties than the schema:
//!
//! ```yaml
//! Contact: { anyOf: [{ $ref: '#/components/schemas/Owner' }, { type: object }] }
//! Closed: { $ref: '#/components/schemas/Contact', type: object, unevaluatedProperties: false }
//! ```
//!
//! ```text
//! const CLOSED: Rules = &[
//!     Rule::Ref(|| CONTACT_SCHEMA),   // not `Rule::Ref(Contact::rules)`
//!     Rule::UnevaluatedProperties(&[Rule::Never]),
//! ];
//! ```

use crate::document::{Schema, Types};
use crate::ir::Rule;
use crate::lower::rules::implied::Implied;
use crate::lower::rules::{Around, RuleWriter};
use crate::lower::schema::Schemas;
use crate::lower::schema::flatten::Flattened;
use std::rc::Rc;

impl RuleWriter<'_> {
    /// The full rules of a flattened schema. Each part keeps separate rules:
    /// `unevaluatedProperties` does not see properties of sibling `allOf` entries.
    pub(crate) fn full_rules(&mut self, view: &Flattened) -> Vec<Rule> {
        if view.roots.is_empty() {
            return self.keyword_rules(view, Implied::TYPES);
        }
        let mut rules = Vec::new();
        for root in &view.roots {
            let root = self.value_rules(root);
            match view.roots.len() {
                1 => rules = root,
                _ => append_rules(&mut rules, root),
            }
        }
        // The Rust type already implies `type`.
        rules.retain(|rule| !matches!(rule, Rule::Type(_)));
        rules
    }

    /// The full rules of a schema for a separate value, such as a property or an item.
    pub(crate) fn value_rules(&mut self, schema: &Rc<Schema>) -> Vec<Rule> {
        self.in_place_rules(schema, &Around::default())
    }

    /// The full rules of an in-place subschema (`allOf`, `then`, a branch).
    pub(super) fn in_place_rules(&mut self, schema: &Rc<Schema>, around: &Around) -> Vec<Rule> {
        let mut around = around.clone();
        around.in_place.push(&schema.pointer);
        around.has_unevaluated |= schema.has_unevaluated();
        let mut rules = Vec::new();
        for inherited in &schema.all_of {
            let inherited = self.in_place_rules(inherited, &around);
            append_rules(&mut rules, inherited);
        }
        let target = self.ref_rules(schema, &around);
        append_rules(&mut rules, target);
        rules.extend(self.part(schema, Implied::NONE, &around));
        rules
    }
}

impl Schemas<'_> {
    /// True if the type of a component evaluates the same properties as the schema, for every
    /// value.
    pub(crate) fn evaluates_like_type(&self, schema: &Schema) -> bool {
        let Some(target) = self.resolve(schema) else {
            return false;
        };
        let restricts = |schema: &Rc<Schema>| !schema.is_any();
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

/// Adds rules of an in-place subschema. Rules with `unevaluated*` go into a separate `AllOf` entry,
/// to hide sibling rules.
pub(crate) fn append_rules(rules: &mut Vec<Rule>, more: Vec<Rule>) {
    match more.iter().any(Rule::is_unevaluated) {
        true => rules.push(Rule::AllOf(vec![more])),
        false => rules.extend(more),
    }
}
