//! `additionalProperties` and `patternProperties`: the undeclared properties of an object.

use crate::lower::rules::implied::Covered;
use crate::lower::schema::define::Lowered;
use crate::lower::schema::object::Properties;
use crate::lower::schema::flatten::View;
use crate::lower::{Lowering, Place};
use crate::document::Schema;
use crate::ir::{Field, Others, Rule, Type};
use std::rc::Rc;

impl Lowering<'_> {
    /// Lowers an object without declared properties to a `Map`.
    pub(crate) fn lower_map(&mut self, view: &View, place: &Place) -> Lowered {
        let additional: Vec<Rc<Schema>> = view
            .parts
            .iter()
            .filter_map(|part| part.additional_properties.clone())
            .filter(|schema| !schema.never && **schema != empty(schema))
            .collect();
        if has_patterns(view) {
            let value = match patterned(view) {
                Some(patterned) if !is_open(view) => {
                    let place = place.below("value");
                    self.lower_schema(&patterned.schema, &place).ty
                }
                _ => Type::Json,
            };
            return Lowered {
                ty: Type::Map(Box::new(value)),
                rules: self.keywords(view, Covered::TYPES),
            };
        }
        if additional.is_empty() {
            return Lowered {
                ty: Type::Map(Box::new(Type::Json)),
                rules: self.keywords(view, Covered::TYPES),
            };
        }
        let value = self.lower_schemas(&additional, &place.below("value"));
        let mut rules = self.keywords(view, Covered::TYPES | Covered::OTHERS);
        if !value.rules.is_empty() {
            rules.push(Rule::AdditionalProperties(Vec::new(), Vec::new(), value.rules));
        }
        Lowered {
            ty: Type::Map(Box::new(value.ty)),
            rules,
        }
    }

    /// Lowers `additionalProperties`, `patternProperties` and `unevaluatedProperties: false`.
    /// Checks beyond the Rust type are added to `rules`.
    pub(crate) fn others(
        &mut self,
        view: &View,
        properties: &Properties,
        place: &Place,
        rules: &mut Vec<Rule>,
    ) -> Others {
        if is_closed(view, properties) {
            return Others::Closed;
        }
        if has_patterns(view) {
            return match patterned(view) {
                Some(patterned) => self.lower_patterned(patterned, place),
                None => Others::Open,
            };
        }
        let typed: Vec<Rc<Schema>> = view
            .parts
            .iter()
            .filter_map(|part| part.additional_properties.clone())
            .collect();
        let [typed] = typed.as_slice() else {
            return Others::Open;
        };
        let covers_all = view
            .parts
            .iter()
            .all(|part| part.additional_properties.is_some() || part.properties.is_empty());
        if !covers_all || typed.never || **typed == empty(typed) {
            return Others::Open;
        }
        let lowered = self.lower_schema(typed, &place.below("value"));
        if !lowered.rules.is_empty()
            && lowered
                .rules
                .iter()
                .any(|rule| !matches!(rule, Rule::Alias(_)))
        {
            // The rules of the object check additional properties that need more than a type.
            return Others::Open;
        }
        if !lowered.rules.is_empty() {
            let names = view.properties().into_keys().collect();
            rules.push(Rule::AdditionalProperties(names, Vec::new(), lowered.rules));
        }
        Others::Typed(Box::new(Field {
            wire: String::new(),
            name: "additional_properties".into(),
            docs: self.docs(std::slice::from_ref(typed)),
            ty: lowered.ty,
        }))
    }

    /// The typed field for `patternProperties`. The rules of the object check the rest.
    fn lower_patterned(&mut self, patterned: Patterned, place: &Place) -> Others {
        let schema = &patterned.schema;
        let mut docs = self.docs(std::slice::from_ref(schema));
        if docs.text.is_empty() {
            let patterns = patterned.patterns.iter();
            let patterns: Vec<String> = patterns.map(|pattern| format!("`{pattern}`")).collect();
            docs.text = format!("Properties whose names match {}.", patterns.join(" or "));
        }
        let field = Field {
            wire: String::new(),
            name: "additional_properties".into(),
            docs,
            ty: self.lower_schema(schema, &place.below("value")).ty,
        };
        Others::Matching(patterned.patterns, Box::new(field))
    }
}

/// `patternProperties` with an equal schema for every pattern.
struct Patterned {
    patterns: Vec<String>,
    schema: Rc<Schema>,
}

/// Returns `patternProperties` if every pattern and `additionalProperties` have equal schemas.
fn patterned(view: &View) -> Option<Patterned> {
    let all = view
        .parts
        .iter()
        .flat_map(|part| &part.objects.pattern_properties);
    let (mut patterns, schemas): (Vec<String>, Vec<&Rc<Schema>>) = all
        .map(|(pattern, schema)| (pattern.clone(), schema))
        .unzip();
    patterns.sort();
    patterns.dedup();
    let schema = *schemas.first()?;
    let additional = view.parts.iter();
    let additional = additional.filter_map(|part| part.additional_properties.as_ref());
    let additional = additional.filter(|other| !other.never && ***other != empty(other));
    let is_same = |other: &Rc<Schema>| {
        let moved = Schema {
            pointer: schema.pointer.clone(),
            ..Schema::clone(other)
        };
        moved == **schema
    };
    let is_usable = |pattern: &String| regex_lite::Regex::new(pattern).is_ok();
    let is_typed = !schema.never && **schema != empty(schema);
    let is_supported = is_typed
        && schemas.iter().copied().chain(additional).all(is_same)
        && patterns.iter().all(is_usable);
    is_supported.then(|| Patterned {
        patterns,
        schema: schema.clone(),
    })
}

fn has_patterns(view: &View) -> bool {
    let mut parts = view.parts.iter();
    parts.any(|part| !part.objects.pattern_properties.is_empty())
}

/// True if `additionalProperties` and `unevaluatedProperties` accept any value or are absent.
pub(crate) fn is_open(view: &View) -> bool {
    let restricts = |schema: &Rc<Schema>| **schema != empty(schema);
    !view.parts.iter().any(|part| {
        let mut undeclared = part
            .additional_properties
            .iter()
            .chain(&part.objects.unevaluated_properties);
        undeclared.any(restricts)
    })
}

/// True if `patternProperties` need a typed field, while further properties accept any value.
pub(crate) fn needs_field(view: &View) -> bool {
    is_open(view) && patterned(view).is_some()
}

/// The `additionalProperties` schemas of a property that is `required` but undeclared.
pub(crate) fn additional(view: &View) -> Vec<Rc<Schema>> {
    let parts = view.parts.iter();
    let parts = parts.filter(|part| part.objects.pattern_properties.is_empty());
    let additional = parts.filter_map(|part| part.additional_properties.clone());
    additional
        .filter(|schema| !schema.never && **schema != empty(schema))
        .collect()
}

/// True if undeclared properties are always rejected, whatever conditions and branches match.
pub(crate) fn is_closed(view: &View, properties: &Properties) -> bool {
    let declared = view.properties();
    let has_more = properties.keys().any(|name| !declared.contains_key(name));
    let never = |schema: &Option<Rc<Schema>>| schema.as_ref().is_some_and(|schema| schema.never);
    let additional = view.parts.iter().any(|part| {
        never(&part.additional_properties)
            && declared
                .keys()
                .all(|name| part.properties.contains_key(name))
    });
    !has_more && !has_patterns(view) && (additional || is_closed_by_unevaluated(view))
}

/// True if `unevaluatedProperties: false` closes the object, and neither a condition nor a branch
/// can declare more properties.
fn is_closed_by_unevaluated(view: &View) -> bool {
    let [root] = view.wholes.as_slice() else {
        return false;
    };
    let unevaluated = root.objects.unevaluated_properties.as_ref();
    if !unevaluated.is_some_and(|schema| schema.never) {
        return false;
    }
    view.parts.iter().all(|part| {
        let undeclared = part
            .objects
            .unevaluated_properties
            .iter()
            .chain(&part.additional_properties);
        part.conditions.condition.is_none()
            && part.objects.dependent_schemas.is_empty()
            && part.one_of.len() < 2
            && part.any_of.len() < 2
            && undeclared.clone().all(|schema| schema.never)
    })
}

/// True if `additionalProperties` or `unevaluatedProperties` restrict undeclared properties.
pub(crate) fn closes(view: &View) -> bool {
    let mut undeclared = view.parts.iter().flat_map(|part| {
        part.objects
            .unevaluated_properties
            .iter()
            .chain(&part.additional_properties)
    });
    undeclared.any(|schema| **schema != empty(schema))
}

/// True if `additionalProperties` of an `allOf` entry applies to a property that only a sibling
/// entry declares.
pub(crate) fn asks_of_declared(view: &View) -> bool {
    let declared = view.properties();
    view.parts.iter().any(|part| {
        let additional = part.additional_properties.iter();
        let restricts = additional
            .filter(|schema| ***schema != empty(schema))
            .count()
            > 0;
        let declares = |name: &String| part.properties.contains_key(name);
        restricts && !declared.keys().all(declares)
    })
}

/// The schema `true`, with the pointer of the given schema.
pub(crate) fn empty(schema: &Schema) -> Schema {
    Schema {
        pointer: schema.pointer.clone(),
        ..Schema::default()
    }
}
