//! Keywords that a Rust type implies: a value of the type needs no rule for the keyword.

/// A set of keywords that a Rust type implies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Implied(u8);

impl Implied {
    pub const NONE: Implied = Implied(0);
    /// `type`
    pub const TYPES: Implied = Implied(1);
    /// `enum` and `const`
    pub const VALUES: Implied = Implied(2);
    /// `items`
    pub const ITEMS: Implied = Implied(4);
    /// `properties` and `required`
    pub const PROPERTIES: Implied = Implied(8);
    /// `additionalProperties`; and `unevaluatedProperties`, if equivalent
    pub const ADDITIONAL_PROPERTIES: Implied = Implied(16);
    /// `oneOf` and `anyOf`
    pub const BRANCHES: Implied = Implied(32);

    pub(crate) const fn has(self, other: Implied) -> bool {
        self.0 & other.0 == other.0
    }
}

impl std::ops::BitOr for Implied {
    type Output = Implied;

    fn bitor(self, other: Implied) -> Implied {
        Implied(self.0 | other.0)
    }
}
