//! All that a schema says, as rules, and what `unevaluatedProperties` and `unevaluatedItems` need to
//! see of it.

use super::Lowering;
use super::covered::Covered;
use super::others::empty;
use super::view::View;
use crate::document::{Schema, Types};
use crate::ir::Rule;
use std::rc::Rc;

impl Lowering<'_> {
    /// Everything that the schema of a view says, with each schema that it is composed of by itself:
    /// what one says of others does not see what its neighbours speak of.
    pub(super) fn whole_rules(&mut self, view: &View) -> Vec<Rule> {
        if view.wholes.is_empty() {
            return self.keywords(view, Covered::TYPES);
        }
        let writing = std::mem::take(&mut self.writing);
        let mut rules = Vec::new();
        for whole in &view.wholes {
            let whole = self.full(whole);
            match view.wholes.len() {
                1 => rules = whole,
                _ => add(&mut rules, whole),
            }
        }
        self.writing = writing;
        // The Rust type says this much.
        rules.retain(|rule| !matches!(rule, Rule::Type(_)));
        rules
    }

    /// Everything that a schema says.
    pub(super) fn full(&mut self, schema: &Rc<Schema>) -> Vec<Rule> {
        self.asking(false, |lowering| lowering.beside(schema))
    }

    /// Everything that a schema says of the value that the schema around it is about, too. If that
    /// asks what nobody speaks of, all that is said is written out, since a type speaks of more than
    /// its schema does: of members that only one of its cases declares, for example.
    pub(super) fn beside(&mut self, schema: &Rc<Schema>) -> Vec<Rule> {
        let asks = self.asks || asks_of_others(schema);
        let component = self.component(schema);
        let component = component.filter(|_| !asks || self.speaks_as_its_type(schema));
        if let Some(id) = component
            && schema.is_bare()
            && schema.all_of.is_empty()
        {
            return vec![Rule::Ref(id)];
        }
        if self.writing.contains(&schema.pointer) {
            if self.components.contains_key(&schema.pointer) {
                // One of the forms of what it is itself composed of: it is that one.
                return Vec::new();
            }
            self.warn(
                "recursive-rule",
                &schema.pointer,
                "this schema contains itself without a name, so its rules end here".into(),
                "move it to the component schemas and refer to it",
            );
            return Vec::new();
        }
        self.writing.push(schema.pointer.clone());
        let rules = self.asking(asks, |lowering| {
            let mut rules = Vec::new();
            for inherited in &schema.all_of {
                let inherited = lowering.beside(inherited);
                add(&mut rules, inherited);
            }
            if let Some(id) = component {
                rules.push(Rule::Ref(id));
            } else if let Some(target) = lowering.resolve(schema) {
                let target = lowering.beside(&target);
                add(&mut rules, target);
            }
            rules.extend(lowering.part(schema, Covered::NOTHING));
            rules
        });
        self.writing.pop();
        rules
    }

    /// Writes rules for one that asks what nobody speaks of, or for none that does.
    pub(super) fn asking(
        &mut self,
        asks: bool,
        write: impl FnOnce(&mut Self) -> Vec<Rule>,
    ) -> Vec<Rule> {
        let before = std::mem::replace(&mut self.asks, asks);
        let rules = write(self);
        self.asks = before;
        rules
    }

    /// Whether the type of a component speaks of the same members as its schema, whatever the value.
    fn speaks_as_its_type(&self, schema: &Schema) -> bool {
        let Some(target) = self.resolve(schema) else {
            return false;
        };
        let says_of_others = |schema: &Rc<Schema>| **schema != empty(schema);
        let only_members = Schema {
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
        *target == only_members
            && target.types == Some(Types::OBJECT)
            && !target.properties.is_empty()
            && target
                .required
                .iter()
                .all(|name| target.properties.contains_key(name))
            && target.additional_properties.iter().all(says_of_others)
    }
}

/// Whether it is about members or items that nobody speaks of.
pub(super) fn asks_of_others(schema: &Schema) -> bool {
    schema.objects.unevaluated_properties.is_some() || schema.arrays.unevaluated_items.is_some()
}

/// Adds what another schema says of the same value, so that what it says of others does not see
/// what was there before.
pub(super) fn add(rules: &mut Vec<Rule>, more: Vec<Rule>) {
    match more.iter().any(Rule::asks_of_others) {
        true => rules.push(Rule::AllOf(vec![more])),
        false => rules.extend(more),
    }
}
