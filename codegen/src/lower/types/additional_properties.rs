//! `additionalProperties` and `patternProperties`: the undeclared properties of an object.

use crate::document::Schema;
use crate::ir::{AdditionalProperties, Field, Rule, Type};
use crate::lower::rules::implied::Implied;
use crate::lower::schema::flatten::Flattened;
use crate::lower::table::NamePath;
use crate::lower::types::Lowered;
use crate::lower::types::TypeLowering;
use crate::lower::types::object::Properties;
use std::rc::Rc;

impl TypeLowering<'_> {
    /// Lowers an object without declared properties to a `Map`.
    pub(crate) fn lower_map(&mut self, view: &Flattened, place: &NamePath) -> Lowered {
        let additional: Vec<Rc<Schema>> = view
            .schemas
            .iter()
            .filter_map(|part| part.additional_properties.clone())
            .filter(|schema| !schema.is_false && !schema.is_any())
            .collect();
        if has_patterns(view) {
            let value = match patterned(view) {
                Some(patterned) if !allows_any_undeclared(view) => {
                    let place = place.below("value");
                    self.lower_schema(&patterned.schema, &place).ty
                }
                _ => Type::Json,
            };
            return Lowered {
                ty: Type::Map(Box::new(value)),
                rules: self.rules.keyword_rules(view, Implied::TYPES),
            };
        }
        if additional.is_empty() {
            return Lowered {
                ty: Type::Map(Box::new(Type::Json)),
                rules: self.rules.keyword_rules(view, Implied::TYPES),
            };
        }
        let value = self.lower_schemas(&additional, &place.below("value"));
        let mut rules = self
            .rules
            .keyword_rules(view, Implied::TYPES | Implied::ADDITIONAL_PROPERTIES);
        if !value.rules.is_empty() {
            rules.push(Rule::AdditionalProperties(
                Vec::new(),
                Vec::new(),
                value.rules,
            ));
        }
        Lowered {
            ty: Type::Map(Box::new(value.ty)),
            rules,
        }
    }

    /// Lowers `additionalProperties`, `patternProperties` and `unevaluatedProperties: false`.
    /// Checks beyond the Rust type are added to `rules`.
    pub(crate) fn additional_properties(
        &mut self,
        view: &Flattened,
        properties: &Properties,
        place: &NamePath,
        rules: &mut Vec<Rule>,
    ) -> AdditionalProperties {
        if is_closed(view, properties) {
            return AdditionalProperties::Forbidden;
        }
        if has_patterns(view) {
            return match patterned(view) {
                Some(patterned) => self.lower_patterned(patterned, place),
                None => AdditionalProperties::Any,
            };
        }
        let typed: Vec<Rc<Schema>> = view
            .schemas
            .iter()
            .filter_map(|part| part.additional_properties.clone())
            .collect();
        let [typed] = typed.as_slice() else {
            return AdditionalProperties::Any;
        };
        let covers_all = view
            .schemas
            .iter()
            .all(|part| part.additional_properties.is_some() || part.properties.is_empty());
        if !covers_all || typed.is_false || typed.is_any() {
            return AdditionalProperties::Any;
        }
        let lowered = self.lower_schema(typed, &place.below("value"));
        if !lowered.rules.is_empty()
            && lowered
                .rules
                .iter()
                .any(|rule| !matches!(rule, Rule::Alias(_)))
        {
            // The rules of the object check additional properties that need more than a type.
            return AdditionalProperties::Any;
        }
        if !lowered.rules.is_empty() {
            let names = view.properties().into_keys().collect();
            rules.push(Rule::AdditionalProperties(names, Vec::new(), lowered.rules));
        }
        AdditionalProperties::Typed(Box::new(Field {
            wire: String::new(),
            name: "additional_properties".into(),
            docs: self.schemas.docs(std::slice::from_ref(typed)),
            ty: lowered.ty,
        }))
    }

    /// The typed field for `patternProperties`. The rules of the object check the rest.
    fn lower_patterned(&mut self, patterned: Patterned, place: &NamePath) -> AdditionalProperties {
        let schema = &patterned.schema;
        let mut docs = self.schemas.docs(std::slice::from_ref(schema));
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
        AdditionalProperties::Patterned(patterned.patterns, Box::new(field))
    }
}

/// `patternProperties` with an equal schema for every pattern.
struct Patterned {
    patterns: Vec<String>,
    schema: Rc<Schema>,
}

/// Returns `patternProperties` if every pattern and `additionalProperties` have equal schemas.
fn patterned(view: &Flattened) -> Option<Patterned> {
    let all = view
        .schemas
        .iter()
        .flat_map(|part| &part.objects.pattern_properties);
    let (mut patterns, schemas): (Vec<String>, Vec<&Rc<Schema>>) = all
        .map(|(pattern, schema)| (pattern.clone(), schema))
        .unzip();
    patterns.sort();
    patterns.dedup();
    let schema = *schemas.first()?;
    let additional = view.schemas.iter();
    let additional = additional.filter_map(|part| part.additional_properties.as_ref());
    let additional = additional.filter(|other| !other.is_false && !other.is_any());
    let is_same = |other: &Rc<Schema>| {
        let moved = Schema {
            pointer: schema.pointer.clone(),
            ..Schema::clone(other)
        };
        moved == **schema
    };
    let is_usable = |pattern: &String| regex_lite::Regex::new(pattern).is_ok();
    let is_typed = !schema.is_false && !schema.is_any();
    let is_supported = is_typed
        && schemas.iter().copied().chain(additional).all(is_same)
        && patterns.iter().all(is_usable);
    is_supported.then(|| Patterned {
        patterns,
        schema: schema.clone(),
    })
}

fn has_patterns(view: &Flattened) -> bool {
    let mut parts = view.schemas.iter();
    parts.any(|part| !part.objects.pattern_properties.is_empty())
}

/// True if `additionalProperties` and `unevaluatedProperties` accept any value or are absent.
pub(crate) fn allows_any_undeclared(view: &Flattened) -> bool {
    let restricts = |schema: &Rc<Schema>| !schema.is_any();
    !view.schemas.iter().any(|part| {
        let mut undeclared = part
            .additional_properties
            .iter()
            .chain(&part.objects.unevaluated_properties);
        undeclared.any(restricts)
    })
}

/// True if `patternProperties` need a typed field, while further properties accept any value.
pub(crate) fn needs_pattern_field(view: &Flattened) -> bool {
    allows_any_undeclared(view) && patterned(view).is_some()
}

/// The `additionalProperties` schemas of a property that is `required` but undeclared.
pub(crate) fn additional_schemas(view: &Flattened) -> Vec<Rc<Schema>> {
    let parts = view.schemas.iter();
    let parts = parts.filter(|part| part.objects.pattern_properties.is_empty());
    let additional = parts.filter_map(|part| part.additional_properties.clone());
    additional
        .filter(|schema| !schema.is_false && !schema.is_any())
        .collect()
}

/// True if undeclared properties are always rejected, whatever conditions and branches match.
pub(crate) fn is_closed(view: &Flattened, properties: &Properties) -> bool {
    let declared = view.properties();
    let has_more = properties.keys().any(|name| !declared.contains_key(name));
    let never = |schema: &Option<Rc<Schema>>| schema.as_ref().is_some_and(|schema| schema.is_false);
    let additional = view.schemas.iter().any(|part| {
        never(&part.additional_properties)
            && declared
                .keys()
                .all(|name| part.properties.contains_key(name))
    });
    !has_more && !has_patterns(view) && (additional || is_closed_by_unevaluated(view))
}

/// True if `unevaluatedProperties: false` closes the object, and neither a condition nor a branch
/// can declare more properties.
fn is_closed_by_unevaluated(view: &Flattened) -> bool {
    let [root] = view.roots.as_slice() else {
        return false;
    };
    let unevaluated = root.objects.unevaluated_properties.as_ref();
    if !unevaluated.is_some_and(|schema| schema.is_false) {
        return false;
    }
    view.schemas.iter().all(|part| {
        let undeclared = part
            .objects
            .unevaluated_properties
            .iter()
            .chain(&part.additional_properties);
        part.conditional_schemas().next().is_none()
            && part.one_of.len() < 2
            && part.any_of.len() < 2
            && undeclared.clone().all(|schema| schema.is_false)
    })
}

/// True if `additionalProperties` or `unevaluatedProperties` restrict undeclared properties.
pub(crate) fn restricts_undeclared(view: &Flattened) -> bool {
    let mut undeclared = view.schemas.iter().flat_map(|part| {
        part.objects
            .unevaluated_properties
            .iter()
            .chain(&part.additional_properties)
    });
    undeclared.any(|schema| !schema.is_any())
}

/// True if `additionalProperties` of an `allOf` entry applies to a property that only a sibling
/// entry declares.
pub(crate) fn restricts_siblings(view: &Flattened) -> bool {
    let declared = view.properties();
    view.schemas.iter().any(|part| {
        let additional = part.additional_properties.iter();
        let restricts = additional.filter(|schema| !schema.is_any()).count() > 0;
        let is_own = |name: &String| part.properties.contains_key(name);
        restricts && !declared.keys().all(is_own)
    })
}
