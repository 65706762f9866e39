//! Keywords that a Rust type implies, so that no rule is needed.

/// A set of keywords that a Rust type implies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Covered(u8);

impl Covered {
    pub const NOTHING: Covered = Covered(0);
    /// `type`
    pub const TYPES: Covered = Covered(1);
    /// `enum` and `const`
    pub const VALUES: Covered = Covered(2);
    /// `items`
    pub const ITEMS: Covered = Covered(4);
    /// `properties` and `required`
    pub const MEMBERS: Covered = Covered(8);
    /// `additionalProperties`; and `unevaluatedProperties`, if equivalent
    pub const OTHERS: Covered = Covered(16);
    /// `oneOf` and `anyOf`
    pub const ALTERNATIVES: Covered = Covered(32);

    pub(crate) const fn has(self, other: Covered) -> bool {
        self.0 & other.0 == other.0
    }
}

impl std::ops::BitOr for Covered {
    type Output = Covered;

    fn bitor(self, other: Covered) -> Covered {
        Covered(self.0 | other.0)
    }
}
