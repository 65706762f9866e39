//! The names of variants.
//!
//! ```yaml
//! Contact: { oneOf: [{ required: [mail] }, { type: string }, { title: By phone, type: object }] }
//! ```
//!
//! ```text
//! pub enum Contact { Mail(ContactMail), Text(String), ByPhone(ContactByPhone) }
//! ```

use crate::document::{Schema, Types};
use crate::lower::schema::Schemas;
use crate::lower::schema::discriminator::VariantTag;
use crate::lower::schema::flatten::Flattened;
use crate::lower::types::TypeLowering;
use crate::lower::types::variants::is_any_string;
use crate::name::{Case, Scope, VARIANT_NAMES, part};
use serde_json::Value;
use std::rc::Rc;

/// The name of a branch, before the names are unique.
struct VariantName {
    text: String,
    /// True if the name is only the JSON type, or a number.
    is_vague: bool,
}

impl TypeLowering<'_> {
    /// The variant names of the branches: discriminator value, `$ref`, `title`, else the JSON type.
    /// If branches have equal types, a constant, a property or the items give the names.
    pub(crate) fn variant_names(
        &self,
        schemas: &[Rc<Schema>],
        tag: Option<&VariantTag>,
    ) -> Vec<String> {
        let names = (0..schemas.len()).map(|index| self.variant_name(schemas, tag, index));
        let mut names: Vec<VariantName> = names.collect();
        let texts: Vec<String> = names.iter().map(|name| name.text.clone()).collect();
        let views = schemas.iter();
        let views: Vec<Flattened> = views
            .map(|schema| self.schemas.view(std::slice::from_ref(schema)))
            .collect();
        for (index, name) in names.iter_mut().enumerate() {
            let is_repeated = texts.iter().filter(|text| **text == name.text).count() > 1;
            let is_number = name.text.starts_with("Variant");
            if name.is_vague
                && (is_repeated || is_number)
                && let Some(text) = self.distinctive_name(schemas, &views, index)
            {
                name.text = text;
            }
        }
        let names = names.into_iter().map(|name| name.text);
        self.schemas.unique_names(names, schemas)
    }

    fn variant_name(
        &self,
        schemas: &[Rc<Schema>],
        tag: Option<&VariantTag>,
        index: usize,
    ) -> VariantName {
        let schema = &schemas[index];
        let clear = |text: String| VariantName {
            text,
            is_vague: false,
        };
        if let Some(tag) = tag
            && let [only] = tag.values[index].as_slice()
        {
            return clear(part(only));
        }
        if let Some(name) = self.reference_name(schema) {
            return clear(name);
        }
        if let Some(title) = &schema.annotations.title {
            return clear(part(title));
        }
        let view = self.schemas.view(std::slice::from_ref(schema));
        let is_known =
            view.values().is_some() && schemas.iter().any(|schema| is_any_string(schema));
        let text = match type_name(view.types()) {
            Some(name) if name == "Text" && is_known => "Known".to_owned(),
            Some(name) => name,
            None => format!("Variant{}", index + 1),
        };
        VariantName {
            text,
            is_vague: true,
        }
    }

    /// The name of the target of a `$ref`.
    fn reference_name(&self, schema: &Schema) -> Option<String> {
        let reference = schema.reference.as_ref()?;
        Some(match self.rules.table.component(schema) {
            Some(id) => self.rules.table[id].name.clone(),
            None => part(reference.rsplit('/').next().unwrap_or_default()),
        })
    }

    /// A name from what only the branch at `index` has: a constant, a required property, a
    /// property; else the name of an inherited schema or of the items.
    fn distinctive_name(
        &self,
        schemas: &[Rc<Schema>],
        views: &[Flattened],
        index: usize,
    ) -> Option<String> {
        let view = &views[index];
        let others = || {
            let views = views.iter().enumerate();
            views.filter_map(|(other, view)| (other != index).then_some(view))
        };
        let name = self
            .schemas
            .constant_name(view, &others().collect::<Vec<_>>());
        let required = || {
            let mut required = view.required().into_iter();
            required.find(|name| !others().any(|other| other.required().contains(name)))
        };
        let declared = || {
            let mut declared = view.properties().into_keys();
            declared.find(|name| !others().any(|other| other.properties().contains_key(name)))
        };
        let name = name
            .or_else(required)
            .or_else(declared)
            .map(|name| part(&name));
        let inherited = || {
            let mut inherited = schemas[index].all_of.iter();
            inherited.find_map(|part| self.reference_name(part))
        };
        let items = || {
            let items = view.schemas.iter().find_map(|part| part.items.clone())?;
            let item = self.variant_name(&[items], None, 0).text;
            (!item.starts_with("Variant")).then(|| format!("{item}List"))
        };
        name.filter(|name| !name.is_empty())
            .or_else(inherited)
            .or_else(items)
            .or_else(|| view.describes_object().then(|| "Object".to_owned()))
    }
}

impl Schemas<'_> {
    /// The single value of a branch, or of a property, unless a different branch has the value.
    fn constant_name(&self, view: &Flattened, others: &[&Flattened]) -> Option<String> {
        let single = |schemas: &[Rc<Schema>]| match self.view(schemas).values()?.as_slice() {
            [Value::String(text)] => Some(text.clone()),
            _ => None,
        };
        if let Some(text) = single(&view.schemas) {
            return Some(text);
        }
        view.properties().iter().find_map(|(name, schemas)| {
            let text = single(schemas)?;
            let is_shared = others.iter().any(|other| {
                let property = other.properties().remove(name);
                property.is_some_and(|schemas| single(&schemas).as_ref() == Some(&text))
            });
            (!is_shared).then_some(text)
        })
    }

    /// Makes variant names unique; names in codegen.toml come first.
    fn unique_names(
        &self,
        names: impl Iterator<Item = String>,
        schemas: &[Rc<Schema>],
    ) -> Vec<String> {
        let mut scope = Scope::new(Case::Pascal, VARIANT_NAMES);
        let names: Vec<String> = names
            .zip(schemas)
            .map(|(name, schema)| self.chosen_name(&schema.pointer).cloned().unwrap_or(name))
            .collect();
        scope
            .claim_all(&names)
            .into_iter()
            .map(|name| name.unwrap_or_else(|renamed| renamed.name))
            .collect()
    }
}

/// A name for a set of types: `Text`, `IntegerOrBoolean`. `None` for more than two types.
fn type_name(types: Types) -> Option<String> {
    const NAMES: [(Types, &str); 7] = [
        (Types::NUMBER, "Number"),
        (Types::INTEGER, "Integer"),
        (Types::STRING, "Text"),
        (Types::BOOLEAN, "Boolean"),
        (Types::ARRAY, "List"),
        (Types::OBJECT, "Object"),
        (Types::NULL, "Null"),
    ];
    if types == Types::NULL {
        return Some("Null".to_owned());
    }
    let mut left = types.difference(Types::NULL);
    let mut names = Vec::new();
    for (single, name) in NAMES {
        if left.contains(single) {
            left = left.difference(single);
            names.push(name);
        }
    }
    matches!(names.len(), 1 | 2).then(|| names.join("Or"))
}
