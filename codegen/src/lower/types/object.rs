//! Objects: fields, constant properties and additional properties.

use crate::document::Schema;
use crate::ir::{
    AdditionalProperties, Constant, Field, Literal, Rule, Struct, Type, TypeId, TypeKind,
};
use crate::lower::rules::implied::Implied;
use crate::lower::schema::Schemas;
use crate::lower::schema::flatten::Flattened;
use crate::lower::table::NamePath;
use crate::lower::types::Lowered;
use crate::lower::types::TypeLowering;
use crate::lower::types::additional_properties::{
    additional_schemas, is_closed, needs_pattern_field, restricts_siblings, restricts_undeclared,
};
use crate::name::{Case, FIELD_NAMES, Scope};
use crate::spelling::closest;
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The limit for constant properties: the runtime tracks them in 64 bits. Further constants become
/// fields.
const MAX_FIXED: usize = 60;

pub(crate) type Properties = BTreeMap<String, Vec<Rc<Schema>>>;

impl TypeLowering<'_> {
    pub(crate) fn lower_object(
        &mut self,
        view: &Flattened,
        place: &NamePath,
        own: Option<TypeId>,
    ) -> Lowered {
        let mut properties = view.properties();
        self.schemas.conditional_properties(view, &mut properties);
        let has_fields = !properties.is_empty() || !view.required().is_empty();
        if !has_fields && !is_closed(view, &properties) && !needs_pattern_field(view) {
            return self.lower_map(view, place);
        }
        let parts: Vec<String> = view
            .schemas
            .iter()
            .map(|part| part.pointer.clone())
            .collect();
        if own.is_none()
            && let Some(known) = self.structs.get(&parts)
        {
            return Lowered::without_rules(Type::Named(*known));
        }
        let id = own.unwrap_or_else(|| self.rules.table.add_inline(place, view.pointer()));
        if own.is_none() {
            self.structs.insert(parts, id);
            self.rules.table[id].docs = self.schemas.docs(&view.schemas);
        }
        if let Some((_, known)) = self
            .in_progress
            .iter_mut()
            .find(|(open, _)| open == view.pointer())
        {
            *known = Some(id);
        }
        let (structure, rules) = self.lower_members(view, &properties, place);
        self.rules.table[id].kind = TypeKind::Struct(structure);
        self.rules.table[id].rules = rules;
        Lowered::without_rules(Type::Named(id))
    }

    fn lower_members(
        &mut self,
        view: &Flattened,
        properties: &Properties,
        place: &NamePath,
    ) -> (Struct, Vec<Rule>) {
        let required = view.required();
        let order = required
            .iter()
            .chain(properties.keys().filter(|name| !required.contains(name)));
        let order: Vec<String> = order.cloned().collect();
        let declared = view.properties();
        let mut structure = Struct::default();
        let mut rules = Vec::new();
        let mut fields = Vec::new();
        for wire in order {
            let mut schemas = properties.get(&wire).cloned().unwrap_or_default();
            if !declared.contains_key(&wire) {
                schemas.extend(additional_schemas(view));
            }
            let is_required = required.contains(&wire);
            if schemas.iter().any(|schema| schema.is_false) {
                let presence = is_required.then(|| Rule::Required(vec![wire.clone()]));
                rules.extend(presence);
                rules.push(Rule::Property(wire, vec![Rule::Never]));
                continue;
            }
            if let Some(fixed) = self.schemas.fixed(&wire, &schemas, is_required)
                && structure.constants.len() < MAX_FIXED
            {
                let view = self.schemas.view(&schemas);
                let more = self
                    .rules
                    .keyword_rules(&view, Implied::TYPES | Implied::VALUES);
                if !more.is_empty() {
                    rules.push(Rule::Property(wire, more));
                }
                structure.constants.push(fixed);
                continue;
            }
            if !properties.contains_key(&wire) && is_closed(view, properties) {
                self.schemas
                    .warn_impossible_property(view, properties, &wire);
                rules.push(Rule::Property(wire.clone(), vec![Rule::Never]));
            }
            let lowered = match schemas.as_slice() {
                [] => Lowered::without_rules(Type::Json),
                [.., last] => {
                    let place = place.below(&self.schemas.configured(&last.pointer, &wire));
                    self.lower_schemas(&schemas, &place)
                }
            };
            if !lowered.rules.is_empty() {
                rules.push(Rule::Property(wire.clone(), lowered.rules));
            }
            fields.push((wire, lowered.ty, schemas, is_required));
        }
        structure.additional_properties =
            self.additional_properties(view, properties, place, &mut rules);
        self.schemas.name_fields(view, fields, &mut structure);
        let is_conditional = match structure.additional_properties {
            AdditionalProperties::Any | AdditionalProperties::Patterned(..) => {
                restricts_undeclared(view)
            }
            AdditionalProperties::Forbidden => restricts_siblings(view),
            AdditionalProperties::Typed(_) => false,
        };
        if is_conditional {
            // Further keywords decide which properties are allowed, so the full rules are
            // necessary.
            return (structure, self.rules.full_rules(view));
        }
        let covered =
            Implied::TYPES | Implied::VALUES | Implied::PROPERTIES | Implied::ADDITIONAL_PROPERTIES;
        rules.extend(self.rules.keyword_rules(view, covered));
        (structure, rules)
    }
}

impl Schemas<'_> {
    /// Adds the properties that only conditions and branches declare. A property has a type if
    /// every branch has the same `$ref`; otherwise the type is any JSON value, and rules check the
    /// cases.
    ///
    /// ```yaml
    /// type: object
    /// if: { properties: { kind: { const: a } } }
    /// then: { properties: { at: { $ref: '#/components/schemas/Date' }, size: { type: integer } } }
    /// else: { properties: { at: { $ref: '#/components/schemas/Date' } } }
    /// ```
    ///
    /// ```text
    /// pub at: Option<Date>, pub kind: Option<Json>, pub size: Option<Json>
    /// ```
    fn conditional_properties(&self, view: &Flattened, properties: &mut Properties) {
        let declared: Vec<String> = properties.keys().cloned().collect();
        for part in &view.schemas {
            let outcomes: Vec<Rc<Schema>> = part
                .conditions
                .then
                .iter()
                .chain(&part.conditions.otherwise)
                .cloned()
                .collect();
            for schema in part.conditional_schemas() {
                for name in self
                    .view(std::slice::from_ref(schema))
                    .properties()
                    .into_keys()
                {
                    properties.entry(name).or_default();
                }
            }
            let outcomes = if outcomes.len() == 2 {
                outcomes
            } else {
                Vec::new()
            };
            for branches in [&outcomes, &part.one_of, &part.any_of] {
                for (name, schema) in self.common_properties(branches) {
                    if !declared.contains(&name) {
                        properties.entry(name).or_default().extend(schema);
                    }
                }
            }
        }
    }

    /// The properties of branches, with a schema if every branch has the same `$ref`.
    fn common_properties(&self, branches: &[Rc<Schema>]) -> Vec<(String, Option<Rc<Schema>>)> {
        let views = branches
            .iter()
            .map(|branch| self.view(std::slice::from_ref(branch)));
        let mut all = Properties::new();
        for (name, schemas) in views.flat_map(|view| view.properties()) {
            all.entry(name).or_default().extend(schemas);
        }
        let common = |schemas: &[Rc<Schema>]| {
            let first = schemas.first()?.reference.as_ref()?;
            let same = schemas.iter().all(|other| {
                other.is_only_composition() && other.reference.as_ref() == Some(first)
            });
            (same && schemas.len() == branches.len()).then(|| schemas[0].clone())
        };
        let found = all.into_iter().map(|(name, schemas)| {
            let schema = common(&schemas);
            (name, schema)
        });
        found.collect()
    }

    /// Warns about a `required` property that `additionalProperties: false` rejects.
    fn warn_impossible_property(&self, view: &Flattened, properties: &Properties, wire: &str) {
        let help = match closest(wire, properties.keys().map(String::as_str)) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "declare the property under `properties`".to_owned(),
        };
        self.warn(
            "forbidden-required",
            &format!("{}/required", view.pointer()),
            format!("required property `{wire}` is undeclared, and the object is closed"),
            &help,
        );
    }

    /// A constant: a property with one scalar value, either `required` or with an equal `default`.
    fn fixed(&self, wire: &str, schemas: &[Rc<Schema>], required: bool) -> Option<Constant> {
        let view = self.view(schemas);
        let values = view.values()?;
        let [value] = values.as_slice() else {
            return None;
        };
        let is_scalar = matches!(value, Value::String(_) | Value::Bool(_) | Value::Number(_));
        let is_default = view
            .schemas
            .iter()
            .any(|part| part.annotations.default.as_ref() == Some(value));
        let possible = view.types().contains(crate::document::Types::of(value));
        (is_scalar && possible && (required || is_default)).then(|| Constant {
            wire: wire.to_owned(),
            value: Literal::from(value),
            required,
        })
    }

    /// Names the fields and adds them to the struct.
    fn name_fields(
        &self,
        view: &Flattened,
        fields: Vec<(String, Type, Vec<Rc<Schema>>, bool)>,
        structure: &mut Struct,
    ) {
        let mut scope = Scope::new(Case::Snake, FIELD_NAMES);
        if let Some(field) = structure.additional_properties.field() {
            scope.insist(&field.name.clone(), "additionalProperties");
        }
        let pointer = |schemas: &[Rc<Schema>]| {
            let last = schemas.last();
            last.map_or_else(
                || view.pointer().to_owned(),
                |schema| schema.pointer.clone(),
            )
        };
        let wanted: Vec<String> = fields
            .iter()
            .map(|(wire, _, schemas, _)| {
                self.chosen_name(&pointer(schemas)).unwrap_or(wire).clone()
            })
            .collect();
        let names = scope.claim_all(&wanted);
        for ((wire, ty, schemas, required), name) in fields.into_iter().zip(names) {
            let name = self.report_rename(name, &pointer(&schemas));
            let mut docs = self.docs(&schemas);
            docs.source = None;
            let field = Field {
                wire,
                name,
                docs,
                ty,
            };
            if required {
                structure.required.push(field);
            } else {
                structure.optional.push(field);
            }
        }
        // Large specs have thousands of objects, mostly with few properties.
        structure.required.shrink_to_fit();
        structure.optional.shrink_to_fit();
    }
}
