//! What may stand in an object beside the members that have names.

use super::covered::Covered;
use super::define::Lowered;
use super::fields::Properties;
use super::view::View;
use super::{Lowering, Place};
use crate::document::Schema;
use crate::ir::{Field, Others, Rule, Type};
use std::rc::Rc;

impl Lowering<'_> {
    /// An object without named members.
    pub(super) fn lower_map(&mut self, view: &View, place: &Place) -> Lowered {
        let additional: Vec<Rc<Schema>> = view
            .parts
            .iter()
            .filter_map(|part| part.additional_properties.clone())
            .filter(|schema| !schema.never && **schema != empty(schema))
            .collect();
        if has_patterns(view) {
            let value = match matching(view) {
                Some(matching) if !is_open(view) => {
                    let place = place.below("value");
                    self.lower_schema(&matching.schema, &place).ty
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
            rules.push(Rule::OtherMembers(Vec::new(), Vec::new(), value.rules));
        }
        Lowered {
            ty: Type::Map(Box::new(value.ty)),
            rules,
        }
    }

    /// What may stand beside the named members; what its type does not rule out is added to the
    /// rules.
    pub(super) fn others(
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
            return match matching(view) {
                Some(matching) => self.others_matching(matching, place),
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
        let sees_all = view
            .parts
            .iter()
            .all(|part| part.additional_properties.is_some() || part.properties.is_empty());
        if !sees_all || typed.never || **typed == empty(typed) {
            return Others::Open;
        }
        let lowered = self.lower_schema(typed, &place.below("value"));
        if !lowered.rules.is_empty()
            && lowered
                .rules
                .iter()
                .any(|rule| !matches!(rule, Rule::Alias(_)))
        {
            // Rules of members without a name are told with the whole.
            return Others::Open;
        }
        if !lowered.rules.is_empty() {
            let names = view.properties().into_keys().collect();
            rules.push(Rule::OtherMembers(names, Vec::new(), lowered.rules));
        }
        Others::Typed(Box::new(Field {
            wire: String::new(),
            name: "additional_properties".into(),
            docs: self.docs(std::slice::from_ref(typed)),
            ty: lowered.ty,
        }))
    }

    /// The members whose names match patterns. What their type does not rule out is among the rules
    /// of the whole.
    fn others_matching(&mut self, matching: Matching, place: &Place) -> Others {
        let schema = &matching.schema;
        let mut docs = self.docs(std::slice::from_ref(schema));
        if docs.text.is_empty() {
            let patterns = matching.patterns.iter();
            let patterns: Vec<String> = patterns.map(|pattern| format!("`{pattern}`")).collect();
            docs.text = format!("The members whose names match {}.", patterns.join(" or "));
        }
        let field = Field {
            wire: String::new(),
            name: "additional_properties".into(),
            docs,
            ty: self.lower_schema(schema, &place.below("value")).ty,
        };
        Others::Matching(matching.patterns, Box::new(field))
    }
}

/// Members whose names match one of some patterns, and what they all are.
struct Matching {
    patterns: Vec<String>,
    schema: Rc<Schema>,
}

/// The members with names by pattern, where all are of one schema, and no others are of another.
fn matching(view: &View) -> Option<Matching> {
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
        let there = Schema {
            pointer: schema.pointer.clone(),
            ..Schema::clone(other)
        };
        there == **schema
    };
    let is_usable = |pattern: &String| regex_lite::Regex::new(pattern).is_ok();
    let is_typed = !schema.never && **schema != empty(schema);
    let fits = is_typed
        && schemas.iter().copied().chain(additional).all(is_same)
        && patterns.iter().all(is_usable);
    fits.then(|| Matching {
        patterns,
        schema: schema.clone(),
    })
}

fn has_patterns(view: &View) -> bool {
    let mut parts = view.parts.iter();
    parts.any(|part| !part.objects.pattern_properties.is_empty())
}

/// Whether there may be members of which nothing is said.
pub(super) fn is_open(view: &View) -> bool {
    let says = |schema: &Rc<Schema>| **schema != empty(schema);
    !view.parts.iter().any(|part| {
        let mut others = part
            .additional_properties
            .iter()
            .chain(&part.objects.unevaluated_properties);
        others.any(says)
    })
}

/// Whether members by pattern need a field of their own, since others may be anything.
pub(super) fn needs_field(view: &View) -> bool {
    is_open(view) && matching(view).is_some()
}

/// What is said of a member that is required and not declared.
pub(super) fn additional(view: &View) -> Vec<Rc<Schema>> {
    let parts = view.parts.iter();
    let parts = parts.filter(|part| part.objects.pattern_properties.is_empty());
    let additional = parts.filter_map(|part| part.additional_properties.clone());
    additional
        .filter(|schema| !schema.never && **schema != empty(schema))
        .collect()
}

/// Whether members that are not declared are refused, whatever the value.
pub(super) fn is_closed(view: &View, properties: &Properties) -> bool {
    let declared = view.properties();
    let adds = properties.keys().any(|name| !declared.contains_key(name));
    let never = |schema: &Option<Rc<Schema>>| schema.as_ref().is_some_and(|schema| schema.never);
    let additional = view.parts.iter().any(|part| {
        never(&part.additional_properties)
            && declared
                .keys()
                .all(|name| part.properties.contains_key(name))
    });
    !adds && !has_patterns(view) && (additional || sees_all(view))
}

/// Whether the schema as a whole allows no members that it does not speak of, and speaks of the
/// same ones whatever the value.
fn sees_all(view: &View) -> bool {
    let [whole] = view.wholes.as_slice() else {
        return false;
    };
    let unevaluated = whole.objects.unevaluated_properties.as_ref();
    if !unevaluated.is_some_and(|schema| schema.never) {
        return false;
    }
    view.parts.iter().all(|part| {
        let speaks_of_others = part
            .objects
            .unevaluated_properties
            .iter()
            .chain(&part.additional_properties);
        part.conditions.condition.is_none()
            && part.objects.dependent_schemas.is_empty()
            && part.one_of.len() < 2
            && part.any_of.len() < 2
            && speaks_of_others.clone().all(|schema| schema.never)
    })
}

/// Whether any part asks something of members that are not declared.
pub(super) fn closes(view: &View) -> bool {
    let mut asks = view.parts.iter().flat_map(|part| {
        part.objects
            .unevaluated_properties
            .iter()
            .chain(&part.additional_properties)
    });
    asks.any(|schema| **schema != empty(schema))
}

/// Whether what a part says of other members is about some that only its neighbours declare.
pub(super) fn asks_of_declared(view: &View) -> bool {
    let declared = view.properties();
    view.parts.iter().any(|part| {
        let additional = part.additional_properties.iter();
        let asks = additional
            .filter(|schema| ***schema != empty(schema))
            .count()
            > 0;
        let knows = |name: &String| part.properties.contains_key(name);
        asks && !declared.keys().all(knows)
    })
}

/// The schema that allows everything, at the same place.
pub(super) fn empty(schema: &Schema) -> Schema {
    Schema {
        pointer: schema.pointer.clone(),
        ..Schema::default()
    }
}
