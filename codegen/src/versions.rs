//! Sets of OpenAPI versions.

use crate::spelling::list;
use std::fmt;

/// A set of OpenAPI versions, by minor version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Versions(u8);

/// The names of the versions, in the order of the bits.
const NAMES: [&str; 4] = ["Swagger 2.0", "OpenAPI 3.0", "OpenAPI 3.1", "OpenAPI 3.2"];

impl Versions {
    /// No version.
    pub const NONE: Versions = Versions(0);
    /// Swagger 2.0.
    pub const V2_0: Versions = Versions(1);
    /// OpenAPI 3.0.
    pub const V3_0: Versions = Versions(2);
    /// OpenAPI 3.1.
    pub const V3_1: Versions = Versions(4);
    /// OpenAPI 3.2.
    pub const V3_2: Versions = Versions(8);
    /// OpenAPI 3.0 and later.
    pub const SINCE_3_0: Versions = Versions(14);
    /// OpenAPI 3.1 and later.
    pub const SINCE_3_1: Versions = Versions(12);
    /// Swagger 2.0 and OpenAPI 3.0, with dialects of JSON Schema.
    pub const UNTIL_3_0: Versions = Versions(3);
    /// Every version before 3.2.
    pub const UNTIL_3_1: Versions = Versions(7);
    /// Every version.
    pub const ALL: Versions = Versions(15);

    /// Returns the version in `swagger` or `openapi`. An unknown 3.x counts as the latest.
    #[must_use]
    pub fn named(swagger: Option<&str>, openapi: Option<&str>) -> Versions {
        let is = |prefix: &str| openapi.is_some_and(|version| version.starts_with(prefix));
        match (swagger, openapi) {
            (Some(_), None) => Versions::V2_0,
            _ if is("3.0") => Versions::V3_0,
            _ if is("3.1") => Versions::V3_1,
            _ => Versions::V3_2,
        }
    }

    /// Returns the union of the sets.
    #[must_use]
    pub const fn and(self, other: Versions) -> Versions {
        Versions(self.0 | other.0)
    }

    /// True if the sets have a version in common.
    #[must_use]
    pub const fn has(self, other: Versions) -> bool {
        self.0 & other.0 != 0
    }
}

/// The names of the versions: "Swagger 2.0", "OpenAPI 3.1 and OpenAPI 3.2".
impl fmt::Display for Versions {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = (0..NAMES.len()).filter(|bit| self.0 & (1 << bit) != 0);
        let names: Vec<&str> = names.map(|bit| NAMES[bit]).collect();
        out.write_str(&list(&names, "and"))
    }
}
