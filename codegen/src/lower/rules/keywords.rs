//! From keywords to rules, for restrictions beyond the Rust type.

use crate::document::{Schema, Types};
use crate::ir::{Literal, Rule};
use crate::keywords::{Limit, Operand};
use crate::lower::rules::conditions::lower_if;
use crate::lower::rules::implied::Implied;
use crate::lower::rules::unevaluated::append_rules;
use crate::lower::rules::{Around, RuleWriter};
use crate::lower::schema::Schemas;
use crate::lower::schema::flatten::{Branches, Flattened};
use std::collections::BTreeMap;
use std::rc::Rc;

impl RuleWriter<'_> {
    /// The rules of a flattened schema, without `covered` keywords.
    pub(crate) fn keyword_rules(&mut self, view: &Flattened, covered: Implied) -> Vec<Rule> {
        let around = Around {
            has_unevaluated: view.schemas.iter().any(|part| part.has_unevaluated()),
            ..Around::default()
        };
        let parts = view.schemas.iter();
        parts
            .flat_map(|part| self.part(part, covered, &around))
            .collect()
    }

    /// The rules of keywords beside a `$ref`.
    pub(crate) fn sibling_rules(&mut self, schema: &Rc<Schema>) -> Vec<Rule> {
        self.part(schema, Implied::TYPES, &Around::default())
    }

    /// The rules of one schema, without the `$ref` target and `allOf`.
    pub(super) fn part(&mut self, schema: &Schema, covered: Implied, around: &Around) -> Vec<Rule> {
        let mut rules = Vec::new();
        if schema.is_false {
            rules.push(Rule::Never);
        }
        if let Some(types) = schema.types
            && !covered.has(Implied::TYPES)
        {
            rules.push(Rule::of_types(types));
        }
        if let Some(values) = &schema.enum_values
            && !covered.has(Implied::VALUES)
        {
            rules.push(Rule::Enum(values.iter().map(Literal::from).collect()));
        }
        let limits = schema.limits.iter();
        let limits = limits.filter(|limit| self.schemas.is_checked(schema, limit));
        rules.extend(limits.cloned().map(Rule::Limit));
        self.array_rules(schema, covered, &mut rules);
        self.object_rules(schema, covered, around, &mut rules);
        self.applicator_rules(schema, covered, around, &mut rules);
        rules
    }

    fn array_rules(&mut self, schema: &Schema, covered: Implied, rules: &mut Vec<Rule>) {
        let arrays = &schema.arrays;
        for (index, item) in arrays.prefix_items.iter().enumerate() {
            rules.push(Rule::PrefixItem(index, self.value_rules(item)));
        }
        if let Some(items) = &schema.items
            && !covered.has(Implied::ITEMS)
        {
            rules.push(Rule::Items(
                arrays.prefix_items.len(),
                self.value_rules(items),
            ));
        }
        if let Some(contains) = &arrays.contains {
            let least = arrays.min_contains.unwrap_or(1);
            let most = arrays.max_contains.unwrap_or(u64::MAX);
            rules.push(Rule::Contains(least, most, self.value_rules(contains)));
        }
        if let Some(items) = &arrays.unevaluated_items {
            rules.push(Rule::UnevaluatedItems(self.value_rules(items)));
        }
    }

    fn object_rules(
        &mut self,
        schema: &Schema,
        covered: Implied,
        around: &Around,
        rules: &mut Vec<Rule>,
    ) {
        let objects = &schema.objects;
        if !covered.has(Implied::PROPERTIES) {
            if !schema.required.is_empty() {
                rules.push(Rule::Required(schema.required.clone()));
            }
            rules.extend(self.property_rules(&schema.properties));
        }
        for (pattern, schema) in &objects.pattern_properties {
            // An unusable pattern counts as matching every name, and checks nothing.
            let rules_of_values = match self.schemas.is_supported_pattern(pattern, &schema.pointer)
            {
                true => self.value_rules(schema),
                false => Vec::new(),
            };
            rules.push(Rule::PatternProperties(pattern.clone(), rules_of_values));
        }
        if let Some(additional) = &schema.additional_properties
            && !covered.has(Implied::ADDITIONAL_PROPERTIES)
        {
            let names = schema.properties.keys().cloned().collect();
            let patterns = objects.pattern_properties.keys().cloned().collect();
            rules.push(Rule::AdditionalProperties(
                names,
                patterns,
                self.value_rules(additional),
            ));
        }
        if let Some(unevaluated) = &objects.unevaluated_properties
            && !covered.has(Implied::ADDITIONAL_PROPERTIES)
        {
            rules.push(Rule::UnevaluatedProperties(self.value_rules(unevaluated)));
        }
        if let Some(names) = &objects.property_names {
            rules.push(Rule::PropertyNames(self.value_rules(names)));
        }
        for (pointer, list) in &objects.collect {
            rules.push(Rule::Collect(pointer.clone(), self.value_rules(list)));
        }
        let is_object = schema.types == Some(Types::OBJECT) || covered.has(Implied::PROPERTIES);
        let mut depend = |name: &String, then| {
            let object = (!is_object).then_some(Rule::Type(Types::OBJECT));
            let present = Rule::Required(vec![name.clone()]);
            let condition = object.into_iter().chain([present]).collect();
            rules.push(Rule::IfThenElse(condition, then, Vec::new()));
        };
        for (name, required) in &objects.dependent_required {
            depend(name, vec![Rule::Required(required.clone())]);
        }
        for (name, schema) in &objects.dependent_schemas {
            depend(name, self.in_place_rules(schema, around));
        }
    }

    /// Includes properties with empty schemas: `unevaluatedProperties` needs the names.
    fn property_rules(&mut self, properties: &BTreeMap<String, Rc<Schema>>) -> Vec<Rule> {
        properties
            .iter()
            .map(|(name, schema)| Rule::Property(name.clone(), self.value_rules(schema)))
            .collect()
    }

    fn applicator_rules(
        &mut self,
        schema: &Schema,
        covered: Implied,
        around: &Around,
        rules: &mut Vec<Rule>,
    ) {
        for (branches, is_one_of) in [(&schema.any_of, false), (&schema.one_of, true)] {
            if branches.len() > 1 && !covered.has(Implied::BRANCHES) {
                let pointer = format!("{}/oneOf", schema.pointer);
                let exclusive = is_one_of
                    && (schema.discriminator.is_some()
                        || self.schemas.is_exclusive(&pointer, branches));
                let each = branches
                    .iter()
                    .map(|schema| self.in_place_rules(schema, around))
                    .collect();
                rules.push(alternatives(exclusive, each));
            }
        }
        if covered == Implied::NONE {
            // A flattened schema already contains the only branch of a keyword.
            for only in [&schema.any_of, &schema.one_of] {
                if let [only] = only.as_slice() {
                    let only = self.in_place_rules(only, around);
                    append_rules(rules, only);
                }
            }
        }
        if let Some(not) = &schema.conditions.not {
            rules.extend(self.lower_not(schema.types, not));
        }
        if let Some(condition) = &schema.conditions.condition {
            let then = schema
                .conditions
                .then
                .as_ref()
                .map_or_else(Vec::new, |then| self.in_place_rules(then, around));
            let otherwise = schema.conditions.otherwise.as_ref();
            let otherwise =
                otherwise.map_or_else(Vec::new, |schema| self.in_place_rules(schema, around));
            rules.push(lower_if(
                self.in_place_rules(condition, around),
                then,
                otherwise,
            ));
        }
    }

    /// Lowers branches to a rule.
    pub(crate) fn alternatives(&mut self, branches: &Branches) -> Rule {
        let schemas = branches.schemas.iter();
        let each = schemas.map(|schema| self.value_rules(schema)).collect();
        alternatives(branches.exclusive, each)
    }
}

impl Schemas<'_> {
    /// False for a limit without effect, and for a pattern that the runtime does not support.
    fn is_checked(&self, schema: &Schema, limit: &Limit) -> bool {
        match &limit.operand {
            _ if !schema.allows(limit.keyword.types) => false,
            Operand::Pattern(pattern) => {
                let pointer = format!("{}/{}", schema.pointer, limit.keyword.name);
                self.is_supported_pattern(pattern, &pointer)
            }
            _ => !limit.is_trivial(),
        }
    }
}

fn alternatives(exclusive: bool, each: Vec<Vec<Rule>>) -> Rule {
    if exclusive {
        return Rule::OneOf(each);
    }
    let mut distinct: Vec<Vec<Rule>> = Vec::new();
    for rules in each {
        if !distinct.contains(&rules) {
            distinct.push(rules);
        }
    }
    Rule::AnyOf(distinct)
}
