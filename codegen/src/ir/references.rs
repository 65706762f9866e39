//! Follows references: aliases of a type, and the named types that types, rules and operations use.

use super::{Expression, Operation, Responses, Rule, Sample, Type, TypeDef, TypeId, TypeKind};

/// A callback for named types.
type Callback<'f> = &'f mut dyn FnMut(TypeId);

impl TypeDef {
    /// Visits every named type that the definition or its rules refer to.
    pub fn visit_named_types(&self, found: Callback<'_>) {
        self.kind.visit_named_types(found);
        self.rules
            .iter()
            .for_each(|rule| rule.visit_named_types(found));
    }
}

impl TypeKind {
    /// Visits every named type that fields, variants or aliases refer to.
    pub fn visit_named_types(&self, found: Callback<'_>) {
        match self {
            TypeKind::Struct(structure) => {
                for field in structure.required.iter().chain(&structure.optional) {
                    field.ty.visit_named_types(found);
                }
                if let Some(field) = structure.additional_properties.field() {
                    field.ty.visit_named_types(found);
                }
                for constructor in &structure.constructors {
                    if let Some(value) = &constructor.value {
                        found(value.id);
                    }
                    for argument in &constructor.arguments {
                        argument.ty.visit_named_types(found);
                    }
                }
            }
            TypeKind::Union(union) => {
                let variants = union.variants.iter().map(|variant| &variant.ty);
                let from = union.conversions.iter().map(|(_, ty)| ty);
                let shared = union.shared.iter().map(|property| &property.ty);
                variants
                    .chain(from)
                    .chain(shared)
                    .for_each(|ty| ty.visit_named_types(found));
                union
                    .rule
                    .iter()
                    .for_each(|rule| rule.visit_named_types(found));
            }
            TypeKind::Alias(ty) => ty.visit_named_types(found),
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::Rules => {}
        }
    }
}

impl Operation {
    /// Visits every named type that the operation refers to.
    pub fn visit_named_types(&self, found: Callback<'_>) {
        for parameter in &self.parameters {
            parameter.ty.visit_named_types(found);
            parameter
                .rules
                .iter()
                .for_each(|rule| rule.visit_named_types(found));
        }
        if let Some(body) = &self.body {
            body.ty.visit_named_types(found);
            body.rules
                .iter()
                .for_each(|rule| rule.visit_named_types(found));
        }
        self.success_responses.visit_named_types(found);
        self.error_responses.visit_named_types(found);
        self.pagination
            .iter()
            .for_each(|pages| pages.item.visit_named_types(found));
        self.headers
            .iter()
            .for_each(|header| header.ty.visit_named_types(found));
        self.event_stream
            .iter()
            .for_each(|events| events.item.visit_named_types(found));
    }
}

impl Responses {
    fn visit_named_types(&self, found: Callback<'_>) {
        let types = self.variants.iter().filter_map(|answer| answer.ty.as_ref());
        types.for_each(|ty| ty.visit_named_types(found));
    }
}

impl Type {
    /// The type behind aliases. An alias of itself is its own result.
    #[must_use]
    pub fn without_aliases<'t>(&'t self, types: &'t [TypeDef]) -> &'t Type {
        self.unwrapped(types, false)
    }

    /// The type behind aliases and boxes.
    #[must_use]
    pub fn underlying<'t>(&'t self, types: &'t [TypeDef]) -> &'t Type {
        self.unwrapped(types, true)
    }

    fn unwrapped<'t>(&'t self, types: &'t [TypeDef], unbox: bool) -> &'t Type {
        let mut ty = self;
        // Each step leaves an alias or a box, so a longer path is circular.
        for _ in 0..types.len() {
            ty = match ty {
                Type::Boxed(inner) if unbox => inner,
                Type::Named(id) => match &types[id.0].kind {
                    TypeKind::Alias(target) => target,
                    _ => break,
                },
                _ => break,
            };
        }
        ty
    }

    /// Visits the named type inside the type, if it has one.
    pub fn visit_named_types(&self, found: Callback<'_>) {
        match self {
            Type::Named(id) => found(*id),
            Type::List(inner) | Type::Map(inner) | Type::Boxed(inner) | Type::Nullable(inner) => {
                inner.visit_named_types(found);
            }
            Type::Json
            | Type::Null
            | Type::Boolean
            | Type::Integer
            | Type::Unsigned
            | Type::Number
            | Type::String
            | Type::Bytes
            | Type::File => {}
        }
    }
}

impl Sample {
    /// Visits every type whose name is in the code of the body, variables included.
    pub fn visit_named_types(&self, found: Callback<'_>) {
        let variables = self.bindings.iter().map(|variable| &variable.value);
        variables
            .chain([&self.body])
            .for_each(|value| value.visit_named_types(found));
    }
}

impl Expression {
    fn visit_named_types(&self, found: Callback<'_>) {
        if let Expression::Value(id, _) | Expression::Variant(id, ..) | Expression::New(id, ..) =
            self
        {
            found(*id);
        }
        let nested = self.nested().into_iter();
        nested.for_each(|value| value.visit_named_types(found));
    }

    /// The nested expressions.
    fn nested(&self) -> Vec<&Expression> {
        match self {
            Expression::Number(value)
            | Expression::Present(value)
            | Expression::Boxed(value)
            | Expression::Variant(_, _, value) => vec![value],
            Expression::Array(items) | Expression::List(_, items) => items.iter().collect(),
            Expression::Map(_, entries) => entries.iter().map(|(_, value)| value).collect(),
            Expression::New(_, _, arguments, setters) => {
                let setters = setters.iter().map(|(_, value)| value);
                arguments.iter().chain(setters).collect()
            }
            Expression::Text(_)
            | Expression::Owned(_)
            | Expression::Boolean(_)
            | Expression::Integer(_)
            | Expression::Long(_)
            | Expression::Unsigned(_)
            | Expression::Float(_)
            | Expression::Json(_)
            | Expression::Null
            | Expression::Nothing(_)
            | Expression::Value(..)
            | Expression::Name(_) => Vec::new(),
        }
    }
}

impl Rule {
    /// Visits every named type whose rules the rule includes.
    pub fn visit_named_types(&self, found: Callback<'_>) {
        if let Rule::Ref(id) | Rule::Alias(id) = self {
            found(*id);
        }
        let nested = self.nested().into_iter().flatten();
        nested.for_each(|rule| rule.visit_named_types(found));
    }

    /// The number of rules, nested rules included.
    #[must_use]
    pub fn count(&self) -> usize {
        let nested = self.nested().into_iter().flatten();
        1 + nested.map(Rule::count).sum::<usize>()
    }

    /// The nested rules.
    fn nested(&self) -> Vec<&Vec<Rule>> {
        match self {
            Rule::Items(_, inner)
            | Rule::PrefixItem(_, inner)
            | Rule::Contains(_, _, inner)
            | Rule::UnevaluatedItems(inner)
            | Rule::Property(_, inner)
            | Rule::PatternProperties(_, inner)
            | Rule::AdditionalProperties(_, _, inner)
            | Rule::UnevaluatedProperties(inner)
            | Rule::PropertyNames(inner)
            | Rule::Collect(_, inner)
            | Rule::IfPropertyIn(_, _, inner)
            | Rule::Not(inner) => vec![inner],
            Rule::AllOf(branches) | Rule::AnyOf(branches) | Rule::OneOf(branches) => {
                branches.iter().collect()
            }
            Rule::IfThenElse(condition, then, otherwise) => vec![condition, then, otherwise],
            Rule::Never
            | Rule::Ref(_)
            | Rule::Alias(_)
            | Rule::Type(_)
            | Rule::Enum(_)
            | Rule::Limit(_)
            | Rule::Required(_) => Vec::new(),
        }
    }
}
