//! From keywords to rules, for restrictions beyond the Rust type.

use crate::lower::Lowering;
use crate::lower::rules::conditions::conditional;
use crate::lower::rules::implied::Covered;
use crate::lower::schema::enums::literal;
use crate::lower::schema::flatten::View;
use crate::lower::rules::unevaluated::{add, asks_of_others};
use crate::document::{Schema, Types};
use crate::ir::Rule;
use std::collections::BTreeMap;
use std::rc::Rc;

impl Lowering<'_> {
    /// The rules of a view, without `covered` keywords.
    pub(crate) fn keywords(&mut self, view: &View, covered: Covered) -> Vec<Rule> {
        let has_unevaluated = self.asks || view.parts.iter().any(|part| asks_of_others(part));
        self.asking(has_unevaluated, |lowering| {
            let parts = view.parts.iter();
            parts
                .flat_map(|part| lowering.part(part, covered))
                .collect()
        })
    }

    /// The rules of keywords beside a `$ref`.
    pub(crate) fn narrowing(&mut self, schema: &Rc<Schema>) -> Vec<Rule> {
        self.part(schema, Covered::TYPES)
    }

    /// The rules of one schema, without the `$ref` target and `allOf`.
    pub(crate) fn part(&mut self, schema: &Schema, covered: Covered) -> Vec<Rule> {
        let mut rules = Vec::new();
        if schema.never {
            rules.push(Rule::Never);
        }
        if let Some(types) = schema.types
            && !covered.has(Covered::TYPES)
        {
            rules.push(of_types(types));
        }
        if let Some(values) = &schema.values
            && !covered.has(Covered::VALUES)
        {
            rules.push(Rule::Enum(values.iter().map(literal).collect()));
        }
        self.scalar_rules(schema, &mut rules);
        self.array_rules(schema, covered, &mut rules);
        self.object_rules(schema, covered, &mut rules);
        self.applicator_rules(schema, covered, &mut rules);
        rules
    }

    fn scalar_rules(&self, schema: &Schema, rules: &mut Vec<Rule>) {
        let strings = &schema.strings;
        let numbers = &schema.numbers;
        rules.extend(
            strings
                .min_length
                .filter(|least| *least > 0)
                .map(Rule::MinLength),
        );
        rules.extend(strings.max_length.map(Rule::MaxLength));
        if let Some(pattern) = &strings.pattern
            && self.is_usable(pattern, &format!("{}/pattern", schema.pointer))
        {
            rules.push(Rule::Pattern(pattern.clone()));
        }
        rules.extend(numbers.minimum.map(Rule::Minimum));
        rules.extend(numbers.maximum.map(Rule::Maximum));
        rules.extend(numbers.exclusive_minimum.map(Rule::ExclusiveMinimum));
        rules.extend(numbers.exclusive_maximum.map(Rule::ExclusiveMaximum));
        rules.extend(numbers.multiple_of.map(Rule::MultipleOf));
    }

    fn array_rules(&mut self, schema: &Schema, covered: Covered, rules: &mut Vec<Rule>) {
        let arrays = &schema.arrays;
        rules.extend(
            arrays
                .min_items
                .filter(|least| *least > 0)
                .map(Rule::MinItems),
        );
        rules.extend(arrays.max_items.map(Rule::MaxItems));
        if arrays.unique_items {
            rules.push(Rule::UniqueItems);
        }
        for (index, item) in arrays.prefix_items.iter().enumerate() {
            rules.push(Rule::PrefixItem(index, self.full(item)));
        }
        if let Some(items) = &schema.items
            && !covered.has(Covered::ITEMS)
        {
            rules.push(Rule::Items(arrays.prefix_items.len(), self.full(items)));
        }
        if let Some(contains) = &arrays.contains {
            let least = arrays.min_contains.unwrap_or(1);
            let most = arrays.max_contains.unwrap_or(u64::MAX);
            rules.push(Rule::Contains(least, most, self.full(contains)));
        }
        if let Some(items) = &arrays.unevaluated_items {
            rules.push(Rule::UnevaluatedItems(self.full(items)));
        }
    }

    fn object_rules(&mut self, schema: &Schema, covered: Covered, rules: &mut Vec<Rule>) {
        let objects = &schema.objects;
        rules.extend(
            objects
                .min_properties
                .filter(|least| *least > 0)
                .map(Rule::MinProperties),
        );
        rules.extend(objects.max_properties.map(Rule::MaxProperties));
        if !covered.has(Covered::MEMBERS) {
            if !schema.required.is_empty() {
                rules.push(Rule::Required(schema.required.clone()));
            }
            rules.extend(self.property_rules(&schema.properties));
        }
        for (pattern, schema) in &objects.pattern_properties {
            // An unusable pattern counts as matching every name, and checks nothing.
            let rules_of_values = match self.is_usable(pattern, &schema.pointer) {
                true => self.full(schema),
                false => Vec::new(),
            };
            rules.push(Rule::PatternProperties(pattern.clone(), rules_of_values));
        }
        if let Some(additional) = &schema.additional_properties
            && !covered.has(Covered::OTHERS)
        {
            let names = schema.properties.keys().cloned().collect();
            let patterns = objects.pattern_properties.keys().cloned().collect();
            rules.push(Rule::AdditionalProperties(names, patterns, self.full(additional)));
        }
        if let Some(unevaluated) = &objects.unevaluated_properties
            && !covered.has(Covered::OTHERS)
        {
            rules.push(Rule::UnevaluatedProperties(self.full(unevaluated)));
        }
        if let Some(names) = &objects.property_names {
            rules.push(Rule::PropertyNames(self.full(names)));
        }
        for (name, required) in &objects.dependent_required {
            rules.push(Rule::DependentSchema(
                name.clone(),
                vec![Rule::Required(required.clone())],
            ));
        }
        for (name, schema) in &objects.dependent_schemas {
            rules.push(Rule::DependentSchema(name.clone(), self.beside(schema)));
        }
    }

    /// Includes properties with empty schemas: `unevaluatedProperties` needs the names.
    fn property_rules(&mut self, properties: &BTreeMap<String, Rc<Schema>>) -> Vec<Rule> {
        properties
            .iter()
            .map(|(name, schema)| Rule::Property(name.clone(), self.full(schema)))
            .collect()
    }

    fn applicator_rules(&mut self, schema: &Schema, covered: Covered, rules: &mut Vec<Rule>) {
        for (branches, exclusive) in [(&schema.any_of, false), (&schema.one_of, true)] {
            if branches.len() > 1 && !covered.has(Covered::ALTERNATIVES) {
                let each = branches.iter().map(|schema| self.beside(schema)).collect();
                rules.push(alternatives(exclusive, each));
            }
        }
        if covered == Covered::NOTHING {
            // A view already includes a single branch among its parts.
            for only in [&schema.any_of, &schema.one_of] {
                if let [only] = only.as_slice() {
                    let only = self.beside(only);
                    add(rules, only);
                }
            }
        }
        if let Some(not) = &schema.conditions.not {
            rules.extend(self.negation(schema.types, not));
        }
        if let Some(condition) = &schema.conditions.condition {
            let then = schema
                .conditions
                .then
                .as_ref()
                .map_or_else(Vec::new, |then| self.beside(then));
            let otherwise = schema.conditions.otherwise.as_ref();
            let otherwise = otherwise.map_or_else(Vec::new, |schema| self.beside(schema));
            rules.push(conditional(self.beside(condition), then, otherwise));
        }
    }

    /// Lowers branches to a rule. Branches that differ only in `format` are merged, since `format`
    /// is not checked: otherwise values would match two branches, and `oneOf` would reject them.
    pub(crate) fn alternatives(&mut self, branches: &crate::lower::schema::flatten::Branches) -> Rule {
        let mut each: Vec<(Vec<Rule>, Option<String>)> = Vec::new();
        for schema in &branches.schemas {
            let (rules, format) = (self.beside(schema), self.format(schema));
            let is_duplicate = |(other, of): &(Vec<Rule>, _)| *other == rules && *of != format;
            if !each.iter().any(is_duplicate) {
                each.push((rules, format));
            }
        }
        alternatives(
            branches.exclusive,
            each.into_iter().map(|(rules, _)| rules).collect(),
        )
    }

    fn format(&self, schema: &Rc<Schema>) -> Option<String> {
        let view = self.view(std::slice::from_ref(schema));
        view.parts.iter().find_map(|part| part.format.clone())
    }
}

/// The rule for `type`.
pub(crate) fn of_types(types: Types) -> Rule {
    match types {
        Types(0) => Rule::Never,
        Types(bits) => Rule::Type(bits),
    }
}

fn alternatives(exclusive: bool, each: Vec<Vec<Rule>>) -> Rule {
    if exclusive {
        Rule::OneOf(each)
    } else {
        Rule::AnyOf(each)
    }
}
