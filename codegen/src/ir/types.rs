//! Types.

use super::{Constructor, FromValue, Literal, Rule};
use std::collections::BTreeSet;

/// A file of types.
#[derive(Debug)]
pub struct Module {
    /// The module name, an identifier.
    pub name: String,
    /// The type of the component schema, then those of its inline schemas in order.
    pub types: Vec<TypeId>,
    /// The features that enable the module; empty if it is always compiled.
    pub features: Vec<String>,
}

/// A named type.
#[derive(Debug)]
pub struct TypeDef {
    /// The type name, an identifier.
    pub name: String,
    /// The documentation.
    pub docs: Docs,
    /// The definition.
    pub kind: TypeKind,
    /// The constraints that the type does not express; for an alias, every constraint.
    pub rules: Vec<Rule>,
    /// The name of the rules' constant.
    pub rules_name: String,
}

/// Documentation of an item.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Docs {
    /// The `description` of the spec, in Markdown.
    pub text: String,
    /// Limits and other facts, a sentence each.
    pub facts: Vec<String>,
    /// Annotations such as `default`, `format` and `deprecated`, by JSON Schema keyword.
    /// Annotations do not affect the type, but `diff` reports their changes.
    pub annotations: Vec<(&'static str, String)>,
    /// A JSON pointer to the source in the spec.
    pub source: Option<String>,
    /// The method of an operation whose examples use the type.
    pub examples: Option<String>,
}

/// The definition of a named type.
#[derive(Debug)]
pub enum TypeKind {
    /// An object with declared properties.
    Struct(Struct),
    /// A string `enum`.
    StringEnum(Vec<Value<String>>),
    /// An integer `enum`.
    IntegerEnum(Vec<Value<i64>>),
    /// A `oneOf` or `anyOf`.
    Union(Union),
    /// A type alias.
    Alias(Type),
    /// No Rust type: the rules of a schema that only rules refer to, such as a `$ref` in `if`.
    Rules,
}

impl TypeDef {
    /// True if references name the constant of the rules: an alias has no `Typed::rules`.
    #[must_use]
    pub fn has_named_rules(&self) -> bool {
        matches!(self.kind, TypeKind::Alias(_) | TypeKind::Rules)
    }

    /// True if the crate has a Rust type of this name.
    #[must_use]
    pub fn is_type(&self) -> bool {
        !matches!(self.kind, TypeKind::Rules)
    }
}

/// An object with declared properties.
#[derive(Debug, Default)]
pub struct Struct {
    /// Properties with a single possible value (`const`).
    pub constants: Vec<Constant>,
    /// Required properties, in the order of the constructor's arguments.
    pub required: Vec<Field>,
    /// Optional properties, sorted by name.
    pub optional: Vec<Field>,
    /// The rule for undeclared properties.
    pub additional_properties: AdditionalProperties,
    /// The value that converts into the type: the only required property, if a string.
    pub from_value: Option<FromValue>,
    /// Constructors for alternatives, or for values of an enum property.
    pub constructors: Vec<Constructor>,
    /// True if the constructors replace `new`, because each value needs one of several properties.
    pub has_alternatives: bool,
    /// The properties without a setter, because a value has only one of them.
    pub exclusive: BTreeSet<String>,
}

/// The undeclared properties that an object allows.
#[derive(Debug, Default)]
pub enum AdditionalProperties {
    /// Undeclared properties of any type.
    #[default]
    Any,
    /// No undeclared properties: `additionalProperties: false`.
    Forbidden,
    /// `additionalProperties` with a schema, collected in this map field.
    Typed(Box<Field>),
    /// `patternProperties`, collected in this map field, beside undeclared properties of any type.
    Patterned(Vec<String>, Box<Field>),
}

impl AdditionalProperties {
    /// The map field of typed properties.
    #[must_use]
    pub fn field(&self) -> Option<&Field> {
        match self {
            AdditionalProperties::Any | AdditionalProperties::Forbidden => None,
            AdditionalProperties::Typed(field) | AdditionalProperties::Patterned(_, field) => {
                Some(field)
            }
        }
    }

    /// Returns a mutable reference to the map field of typed properties.
    pub fn field_mut(&mut self) -> Option<&mut Field> {
        match self {
            AdditionalProperties::Any | AdditionalProperties::Forbidden => None,
            AdditionalProperties::Typed(field) | AdditionalProperties::Patterned(_, field) => {
                Some(field)
            }
        }
    }
}

/// A property with a single possible value.
#[derive(Debug)]
pub struct Constant {
    /// The property name in JSON.
    pub wire: String,
    /// The value.
    pub value: Literal,
    /// True if the property is required.
    pub required: bool,
}

/// A property of an object.
#[derive(Debug)]
pub struct Field {
    /// The property name in JSON.
    pub wire: String,
    /// The field name, an identifier.
    pub name: String,
    /// The documentation.
    pub docs: Docs,
    /// The type of the value; an optional field is wrapped in `Option` when printed.
    pub ty: Type,
}

/// The annotation of a value that `Debug` hides.
pub const SENSITIVE: &str = "x-sensitive";

impl Docs {
    /// True if `Debug` hides the value.
    #[must_use]
    pub fn is_sensitive(&self) -> bool {
        let mut annotations = self.annotations.iter();
        annotations.any(|(name, _)| *name == SENSITIVE)
    }
}

impl TypeDef {
    /// The fields that `Debug` hides: every field of a sensitive object.
    #[must_use]
    pub fn sensitive_fields(&self) -> Vec<&Field> {
        let TypeKind::Struct(structure) = &self.kind else {
            return Vec::new();
        };
        let fields = structure.required.iter().chain(&structure.optional);
        let fields = fields.chain(structure.additional_properties.field());
        let all = self.docs.is_sensitive();
        fields
            .filter(|field| all || field.docs.is_sensitive())
            .collect()
    }
}

impl Field {
    /// The name of the setter.
    #[must_use]
    pub fn setter(&self) -> String {
        format!("with_{}", self.name.trim_start_matches("r#"))
    }
}

/// A named value of an enum.
#[derive(Debug)]
pub struct Value<T> {
    /// The value in JSON.
    pub wire: T,
    /// The variant name, an identifier.
    pub name: String,
    /// The documentation.
    pub docs: Docs,
    /// True for the `default` of the schema.
    pub is_default: bool,
}

/// A `oneOf` or `anyOf`.
#[derive(Debug, Default)]
pub struct Union {
    /// The discriminator property.
    pub discriminator: Option<String>,
    /// True for `oneOf`: a value must match exactly one variant.
    pub exclusive: bool,
    /// The `oneOf` or `anyOf` as a rule. Needed if the schemas of variants have constraints that
    /// their types do not express.
    pub rule: Option<Rule>,
    /// The variants, in the order of the spec.
    pub variants: Vec<Variant>,
    /// `From` conversions: a variant and a type convertible to it, including conversions of nested
    /// unions.
    pub conversions: Vec<(String, Type)>,
    /// For each variant, the end of the names of its methods `is_…` and `as_…`.
    pub methods: Vec<String>,
    /// The properties that every variant has.
    pub shared: Vec<SharedProperty>,
    /// True if a variant contains sensitive values, so that `Debug` hides an unknown value.
    pub hides_unknown: bool,
}

/// A property that every variant of a union has, with equal types.
#[derive(Debug)]
pub struct SharedProperty {
    /// The property name in JSON.
    pub wire: String,
    /// The field name, an identifier.
    pub name: String,
    /// The type of the value.
    pub ty: Type,
}

/// A variant of a union.
#[derive(Debug)]
pub struct Variant {
    /// The variant name, an identifier.
    pub name: String,
    /// The discriminator values of the variant.
    pub discriminator_values: Vec<String>,
    /// True if the discriminator may be absent for this variant.
    pub discriminator_optional: bool,
    /// The documentation.
    pub docs: Docs,
    /// The type of the value.
    pub ty: Type,
}

/// A type as used in a field or signature.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// Any JSON value.
    Json,
    /// `null`.
    Null,
    /// A boolean.
    Boolean,
    /// A 64-bit integer.
    Integer,
    /// An unsigned 64-bit integer.
    Unsigned,
    /// A number of any size.
    Number,
    /// A string.
    String,
    /// Bytes.
    Bytes,
    /// A file of a multipart form.
    File,
    /// An array.
    List(Box<Type>),
    /// An object with values of a single type.
    Map(Box<Type>),
    /// A named type.
    Named(TypeId),
    /// A value in a `Box`, because the type is recursive.
    Boxed(Box<Type>),
    /// A value or `null`. An optional property distinguishes `null` from absence.
    Nullable(Box<Type>),
}

/// The index of a named type in [`Api::types`](super::Api::types).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);
