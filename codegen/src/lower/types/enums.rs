//! `enum` and `const`.

use crate::document::{EnumDocs, Schema, Types, escape};
use crate::ir::{Docs, Type, TypeId, TypeKind, Value};
use crate::lower::rules::implied::Implied;
use crate::lower::schema::Schemas;
use crate::lower::schema::enum_lints::satisfies_limits;
use crate::lower::schema::flatten::Flattened;
use crate::lower::table::NamePath;
use crate::lower::types::Lowered;
use crate::lower::types::TypeLowering;
use crate::name::{Case, Scope, VALUE_NAMES};
use serde_json::Value as Json;
use std::rc::Rc;

impl TypeLowering<'_> {
    /// Lowers `enum` to an enumeration of strings or of integers. Other values have a plain type,
    /// and the rules list the values.
    pub(crate) fn lower_values(
        &mut self,
        view: &Flattened,
        place: &NamePath,
        own: Option<TypeId>,
    ) -> Option<Lowered> {
        let mut values = view.values()?;
        let types = view.types();
        values.retain(|value| types.contains(Types::of(value)));
        values.retain(|value| {
            view.schemas
                .iter()
                .all(|part| satisfies_limits(part, value))
        });
        if !types.is_empty() {
            self.schemas.warn_impossible_values(view);
        }
        let texts: Option<Vec<String>> = values
            .iter()
            .map(|value| value.as_str().map(str::to_owned))
            .collect();
        let integers: Option<Vec<i64>> = values.iter().map(Json::as_i64).collect();
        if values.is_empty() {
            return None;
        }
        let kind = if let Some(texts) = texts {
            TypeKind::StringEnum(self.schemas.enum_values(&texts, view))
        } else if let Some(integers) = integers {
            TypeKind::IntegerEnum(self.schemas.enum_values(&integers, view))
        } else {
            let ty = match () {
                () if values.iter().all(Json::is_boolean) => Type::Boolean,
                () if values.iter().all(Json::is_number) => Type::Number,
                () => Type::Json,
            };
            return Some(Lowered {
                ty,
                rules: self.rules.keyword_rules(view, Implied::NONE),
            });
        };
        let covered = Implied::TYPES | Implied::VALUES;
        Some(self.define_values((view, covered), place, own, kind))
    }

    fn define_values(
        &mut self,
        (view, covered): (&Flattened, Implied),
        place: &NamePath,
        own: Option<TypeId>,
        kind: TypeKind,
    ) -> Lowered {
        let rules = self.rules.keyword_rules(view, covered);
        let place = match own {
            Some(_) => place.below("value"),
            None => place.clone(),
        };
        // An enumeration has no rules: with rules, the component name becomes an alias.
        let own = own.filter(|_| rules.is_empty());
        let id = own.unwrap_or_else(|| self.rules.table.add_inline(&place, view.pointer()));
        self.rules.table[id].kind = kind;
        if own.is_none() {
            self.rules.table[id].docs = self.schemas.docs(&view.schemas);
        }
        Lowered {
            ty: Type::Named(id),
            rules,
        }
    }

    /// Lowers `oneOf` of constants; each constant may have a title and a description.
    pub(crate) fn lower_constants(
        &mut self,
        view: &Flattened,
        constants: &[Rc<Schema>],
        place: &NamePath,
        own: Option<TypeId>,
    ) -> Option<Lowered> {
        let values: Option<Vec<&Json>> = constants.iter().map(|schema| constant(schema)).collect();
        let values = values?;
        let texts: Option<Vec<String>> = values
            .iter()
            .map(|value| value.as_str().map(str::to_owned))
            .collect();
        let integers: Option<Vec<i64>> = values.iter().map(|value| value.as_i64()).collect();
        let kind = if let Some(texts) = texts {
            let named = self.schemas.value_names(&texts, &texts, &texts, view);
            TypeKind::StringEnum(self.schemas.with_docs(named, constants))
        } else {
            let integers = integers.filter(|integers| !integers.is_empty())?;
            let texts: Vec<String> = integers.iter().map(ToString::to_string).collect();
            // A `title` is a better name than a number.
            let titles = constants.iter().zip(&texts);
            let titles = titles
                .map(|(schema, text)| schema.annotations.title.as_ref().unwrap_or(text).clone());
            let titles: Vec<String> = titles.collect();
            let named = self.schemas.value_names(&integers, &texts, &titles, view);
            TypeKind::IntegerEnum(self.schemas.with_docs(named, constants))
        };
        let is_repeated = (1..values.len()).any(|at| values[..at].contains(&values[at]));
        let covered = match is_repeated || !constants.iter().all(|schema| is_only_constant(schema))
        {
            true => Implied::TYPES,
            false => Implied::TYPES | Implied::BRANCHES,
        };
        Some(self.define_values((view, covered), place, own, kind))
    }
}

impl Schemas<'_> {
    /// The values of an `enum`, with names and descriptions from `x-enum-*` extensions.
    fn enum_values<T: Clone + ToString + Into<Json>>(
        &self,
        wires: &[T],
        view: &Flattened,
    ) -> Vec<Value<T>> {
        let text_of = |wire: &T, field| extension_text(view, &wire.clone().into(), field);
        let texts: Vec<String> = wires.iter().map(ToString::to_string).collect();
        let wanted = wires.iter().zip(&texts).map(|(wire, text)| {
            let name = text_of(wire, |words| &words.names);
            name.filter(|name| !name.is_empty()).unwrap_or(text).clone()
        });
        let wanted: Vec<String> = wanted.collect();
        let mut values = self.value_names(wires, &texts, &wanted, view);
        for value in &mut values {
            let text = text_of(&value.wire, |words| &words.descriptions);
            value.docs.text = text.cloned().unwrap_or_default();
        }
        values
    }

    /// Adds the documentation of the constants.
    fn with_docs<T>(&self, mut values: Vec<Value<T>>, constants: &[Rc<Schema>]) -> Vec<Value<T>> {
        for (value, schema) in values.iter_mut().zip(constants) {
            value.docs = self.docs(std::slice::from_ref(schema));
            value.docs.source = None;
        }
        values
    }

    /// Claims the names of values; names in codegen.toml come first.
    fn value_names<T: Clone + Into<Json>>(
        &self,
        wires: &[T],
        texts: &[String],
        wanted: &[String],
        view: &Flattened,
    ) -> Vec<Value<T>> {
        let mut scope = Scope::new(Case::Pascal, VALUE_NAMES);
        let pointer = |text: &str| format!("{}/enum/{}", view.pointer(), escape(text));
        let wanted = texts.iter().zip(wanted).map(|(text, wanted)| {
            let configured = self.chosen_name(&pointer(text));
            configured.unwrap_or(wanted).clone()
        });
        let wanted: Vec<String> = wanted.collect();
        let names = scope.claim_all(&wanted).into_iter().zip(wires).zip(texts);
        let mut seen = Vec::new();
        // The schema comes after its `allOf` and `$ref` targets.
        let mut schemas = view.schemas.iter().rev();
        let default = schemas.find_map(|part| part.annotations.default.as_ref());
        names
            .filter(|((_, _), text)| {
                let is_new = !seen.contains(*text);
                seen.push((*text).clone());
                is_new
            })
            .map(|((name, wire), text)| Value {
                wire: wire.clone(),
                name: self.report_unclear_rename(name, &pointer(text)),
                docs: Docs::default(),
                is_default: default.is_some_and(|default| wire.clone().into() == *default),
            })
            .collect()
    }
}

/// The `x-enum-*` text of a value.
fn extension_text<'v>(
    view: &'v Flattened,
    value: &Json,
    field: fn(&EnumDocs) -> &Vec<String>,
) -> Option<&'v String> {
    view.schemas.iter().find_map(|part| {
        let texts = field(part.annotations.values.as_ref()?);
        let mut listed = part.enum_values.iter().flatten().zip(texts);
        listed.find_map(|(listed, text)| (listed == value).then_some(text))
    })
}

/// The only value that `const` or `enum` allows.
fn constant(schema: &Schema) -> Option<&Json> {
    match schema.enum_values.as_deref()? {
        [only] => Some(only),
        _ => None,
    }
}

/// True if the schema has no keywords besides `const` and `type`.
fn is_only_constant(schema: &Schema) -> bool {
    let rest = Schema {
        enum_values: None,
        types: None,
        ..schema.clone()
    };
    let is_allowed = |value| {
        let types = schema.types;
        types.is_none_or(|types| types.contains(Types::of(value)))
    };
    rest.is_only_composition() && rest.all_of.is_empty() && constant(schema).is_some_and(is_allowed)
}
