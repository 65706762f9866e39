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
        let patterns = view
            .parts
            .iter()
            .any(|part| !part.pattern_properties.is_empty());
        if additional.is_empty() || patterns {
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
        let typed: Vec<Rc<Schema>> = view
            .parts
            .iter()
            .filter_map(|part| part.additional_properties.clone())
            .filter(|schema| !schema.never)
            .collect();
        let patterns = view
            .parts
            .iter()
            .any(|part| !part.pattern_properties.is_empty());
        let [typed] = typed.as_slice() else {
            return Others::Open;
        };
        let sees_all = view
            .parts
            .iter()
            .all(|part| part.additional_properties.is_some() || part.properties.is_empty());
        if patterns || !sees_all || **typed == empty(typed) {
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
        Others::Typed(Field {
            wire: String::new(),
            name: "additional_properties".into(),
            setter: String::new(),
            docs: self.docs(std::slice::from_ref(typed)),
            ty: lowered.ty,
        })
    }
}

/// Whether members that are not declared are refused, whatever the value.
pub(super) fn is_closed(view: &View, properties: &Properties) -> bool {
    let declared = view.properties();
    let adds = properties.keys().any(|name| !declared.contains_key(name));
    let patterns = view
        .parts
        .iter()
        .any(|part| !part.pattern_properties.is_empty());
    let never = |schema: &Option<Rc<Schema>>| schema.as_ref().is_some_and(|schema| schema.never);
    let additional = view.parts.iter().any(|part| {
        never(&part.additional_properties)
            && declared
                .keys()
                .all(|name| part.properties.contains_key(name))
    });
    !adds && !patterns && (additional || sees_all(view))
}

/// Whether the schema as a whole allows no members that it does not speak of, and speaks of the
/// same ones whatever the value.
fn sees_all(view: &View) -> bool {
    let [whole] = view.wholes.as_slice() else {
        return false;
    };
    let unevaluated = whole.unevaluated_properties.as_ref();
    if !unevaluated.is_some_and(|schema| schema.never) {
        return false;
    }
    view.parts.iter().all(|part| {
        let speaks_of_others = part
            .unevaluated_properties
            .iter()
            .chain(&part.additional_properties);
        part.condition.is_none()
            && part.dependent_schemas.is_empty()
            && part.one_of.len() < 2
            && part.any_of.len() < 2
            && speaks_of_others.clone().all(|schema| schema.never)
    })
}

/// Whether any part asks something of members that are not declared.
pub(super) fn closes(view: &View) -> bool {
    let mut asks = view.parts.iter().flat_map(|part| {
        part.unevaluated_properties
            .iter()
            .chain(&part.additional_properties)
    });
    asks.any(|schema| **schema != empty(schema))
}

/// The schema that allows everything, at the same place.
pub(super) fn empty(schema: &Schema) -> Schema {
    Schema {
        pointer: schema.pointer.clone(),
        ..Schema::default()
    }
}
