//! Constructors of objects.

use super::{Field, Struct, Type, TypeId};

impl Struct {
    /// True if a value always has the property.
    #[must_use]
    pub fn requires(&self, wire: &str) -> bool {
        self.required.iter().any(|field| field.wire == wire)
            || self.constants.iter().any(|fixed| fixed.wire == wire)
    }

    /// The function with the required properties as arguments, private if the constructors replace
    /// `new`: the compiler then lists the constructors for a call of `new`.
    #[must_use]
    pub fn base(&self) -> &'static str {
        match self.has_alternatives {
            true => "unset",
            false => "new",
        }
    }

    /// True if the optional property has a setter.
    #[must_use]
    pub fn has_setter(&self, field: &Field) -> bool {
        !self.exclusive.contains(&field.wire)
    }
}

/// A value that converts into an object.
#[derive(Debug)]
pub struct FromValue {
    /// The type of the value.
    pub ty: Type,
    /// The setter of the property; `None` for the argument of `new`.
    pub setter: Option<String>,
}

/// A constructor besides `new`.
#[derive(Debug)]
pub struct Constructor {
    /// The name of the function, an identifier.
    pub name: String,
    /// The value of an enum property that the constructor sets.
    pub value: Option<EnumValue>,
    /// The arguments, in order.
    pub arguments: Vec<Argument>,
}

/// A value of an enum property.
#[derive(Debug)]
pub struct EnumValue {
    /// The name of the field, an identifier.
    pub field: String,
    /// The property name in JSON.
    pub wire: String,
    /// The enum.
    pub id: TypeId,
    /// The name of the variant, an identifier.
    pub variant: String,
    /// The value in JSON.
    pub value: String,
}

/// An argument of a constructor.
#[derive(Debug)]
pub struct Argument {
    /// The property name in JSON.
    pub wire: String,
    /// The name of the field and of the argument, an identifier.
    pub name: String,
    /// The type of the argument, which may be narrower than the type of the field.
    pub ty: Type,
    /// The use of the argument.
    pub kind: ArgumentKind,
}

/// The use of a constructor's argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArgumentKind {
    /// A required property.
    Required,
    /// An optional property that the constructor sets.
    Optional,
    /// The first item of an optional list.
    FirstItem,
}
