//! Which named types are spoken of.

use super::{Answers, Kind, Operation, Rule, Type, TypeDef, TypeId};

/// What takes each named type that is found.
type Found<'f> = &'f mut dyn FnMut(TypeId);

impl TypeDef {
    /// Calls back for every named type that the definition or its rules speak of.
    pub fn each_named(&self, found: Found<'_>) {
        self.kind.each_named(found);
        self.rules.iter().for_each(|rule| rule.each_named(found));
    }
}

impl Kind {
    /// Calls back for every named type that this is made of.
    pub fn each_named(&self, found: Found<'_>) {
        match self {
            Kind::Struct(structure) => {
                for field in structure.required.iter().chain(&structure.optional) {
                    field.ty.each_named(found);
                }
                if let Some(field) = structure.others.field() {
                    field.ty.each_named(found);
                }
            }
            Kind::Union(union) => {
                let variants = union.variants.iter().map(|variant| &variant.ty);
                let from = union.from.iter().map(|(_, ty)| ty);
                variants.chain(from).for_each(|ty| ty.each_named(found));
                union
                    .alternatives
                    .iter()
                    .for_each(|rule| rule.each_named(found));
            }
            Kind::Alias(ty) => ty.each_named(found),
            Kind::Texts(_) | Kind::Integers(_) => {}
        }
    }
}

impl Operation {
    /// Calls back for every named type that the operation speaks of.
    pub fn each_named(&self, found: Found<'_>) {
        for parameter in &self.parameters {
            parameter.ty.each_named(found);
            parameter
                .rules
                .iter()
                .for_each(|rule| rule.each_named(found));
        }
        if let Some(body) = &self.body {
            body.ty.each_named(found);
            body.rules.iter().for_each(|rule| rule.each_named(found));
        }
        self.success.each_named(found);
        self.failure.each_named(found);
        self.pages
            .iter()
            .for_each(|pages| pages.item.each_named(found));
        self.headers
            .iter()
            .for_each(|header| header.ty.each_named(found));
        self.events
            .iter()
            .for_each(|events| events.item.each_named(found));
    }
}

impl Answers {
    fn each_named(&self, found: Found<'_>) {
        let types = self.answers.iter().filter_map(|answer| answer.ty.as_ref());
        types.for_each(|ty| ty.each_named(found));
    }
}

impl Type {
    /// Calls back for the named type that this is made of, if there is one.
    pub fn each_named(&self, found: Found<'_>) {
        match self {
            Type::Named(id) => found(*id),
            Type::List(inner) | Type::Map(inner) | Type::Boxed(inner) | Type::Nullable(inner) => {
                inner.each_named(found);
            }
            Type::Json
            | Type::Null
            | Type::Boolean
            | Type::Integer
            | Type::Unsigned
            | Type::Number
            | Type::Text
            | Type::Bytes
            | Type::File => {}
        }
    }
}

impl Rule {
    /// Calls back for every named type whose rules this one asks for.
    pub fn each_named(&self, found: Found<'_>) {
        if let Rule::Ref(id) | Rule::Alias(id) = self {
            found(*id);
        }
        let parts = self.parts().into_iter().flatten();
        parts.for_each(|rule| rule.each_named(found));
    }

    /// The rules that it is made of.
    fn parts(&self) -> Vec<&Vec<Rule>> {
        match self {
            Rule::Items(_, inner)
            | Rule::Item(_, inner)
            | Rule::Contains(_, _, inner)
            | Rule::UnevaluatedItems(inner)
            | Rule::Member(_, inner)
            | Rule::MembersLike(_, inner)
            | Rule::OtherMembers(_, _, inner)
            | Rule::UnevaluatedMembers(inner)
            | Rule::MemberNames(inner)
            | Rule::IfPresent(_, inner)
            | Rule::IfMember(_, _, inner)
            | Rule::Not(inner) => vec![inner],
            Rule::AllOf(several) | Rule::AnyOf(several) | Rule::OneOf(several) => {
                several.iter().collect()
            }
            Rule::If(condition, then, otherwise) => vec![condition, then, otherwise],
            Rule::Never
            | Rule::Ref(_)
            | Rule::Alias(_)
            | Rule::Type(_)
            | Rule::Enum(_)
            | Rule::MinLength(_)
            | Rule::MaxLength(_)
            | Rule::Pattern(_)
            | Rule::Minimum(_)
            | Rule::Maximum(_)
            | Rule::ExclusiveMinimum(_)
            | Rule::ExclusiveMaximum(_)
            | Rule::MultipleOf(_)
            | Rule::MinItems(_)
            | Rule::MaxItems(_)
            | Rule::UniqueItems
            | Rule::MinProperties(_)
            | Rule::MaxProperties(_)
            | Rule::Required(_) => Vec::new(),
        }
    }
}
