//! The keywords of JSON Schema and of OpenAPI's dialect, in tables that every phase reads.
//!
//! A keyword with a plain value that limits strings, numbers, arrays or objects is a row of
//! [`LIMITS`] and needs no code outside the runtime. All others are rows of [`KEYWORDS`].

mod limits;
mod types;

pub use limits::{Comparison, LIMITS, Limit, LimitKeyword, Operand};
pub use types::Types;

/// A keyword that is not a limit.
#[derive(Debug)]
pub struct Keyword {
    /// The name in JSON Schema.
    pub name: &'static str,
    /// The types of the values that the keyword restricts.
    pub types: Types,
    /// The value of the keyword.
    pub content: Content,
    /// True if the schemas in the keyword may apply to the same value as the schema around the
    /// keyword.
    pub is_branch: bool,
}

/// The value of a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A schema, or an array of schemas.
    Schemas,
    /// A map of names to schemas.
    SchemaMap,
    /// Plain data, where `$ref` has no meaning.
    Data,
    /// A value that contains no schemas.
    Other,
}

/// The keywords that are not limits. Some are known and ignored.
pub const KEYWORDS: &[Keyword] = &[
    other("$anchor"),
    other("$comment"),
    schemas("$defs", Content::SchemaMap, Types::ALL),
    other("$dynamicAnchor"),
    other("$dynamicRef"),
    other("$id"),
    other("$recursiveAnchor"),
    other("$recursiveRef"),
    other("$ref"),
    other("$schema"),
    other("$vocabulary"),
    schemas("additionalProperties", Content::Schemas, Types::OBJECT),
    branch("allOf", Content::Schemas),
    branch("anyOf", Content::Schemas),
    data("const"),
    schemas("contains", Content::Schemas, Types::ARRAY),
    other("contentEncoding"),
    other("contentMediaType"),
    schemas("contentSchema", Content::Schemas, Types::ALL),
    data("default"),
    schemas("definitions", Content::SchemaMap, Types::ALL),
    other("dependencies"),
    other("dependentRequired"),
    branch("dependentSchemas", Content::SchemaMap),
    other("deprecated"),
    other("description"),
    other("discriminator"),
    branch("else", Content::Schemas),
    data("enum"),
    data("example"),
    other("examples"),
    other("externalDocs"),
    other("format"),
    branch("if", Content::Schemas),
    schemas("items", Content::Schemas, Types::ARRAY),
    other("maxContains"),
    other("minContains"),
    schemas("not", Content::Schemas, Types::ALL),
    other("nullable"),
    branch("oneOf", Content::Schemas),
    schemas("patternProperties", Content::SchemaMap, Types::OBJECT),
    schemas("prefixItems", Content::Schemas, Types::ARRAY),
    schemas("properties", Content::SchemaMap, Types::OBJECT),
    schemas("propertyNames", Content::Schemas, Types::OBJECT),
    other("readOnly"),
    Keyword {
        types: Types::OBJECT,
        ..other("required")
    },
    branch("then", Content::Schemas),
    other("title"),
    other("type"),
    schemas("unevaluatedItems", Content::Schemas, Types::ARRAY),
    schemas("unevaluatedProperties", Content::Schemas, Types::OBJECT),
    other("writeOnly"),
    other("xml"),
];

const fn schemas(name: &'static str, content: Content, types: Types) -> Keyword {
    Keyword {
        name,
        types,
        content,
        is_branch: false,
    }
}

const fn branch(name: &'static str, content: Content) -> Keyword {
    Keyword {
        is_branch: true,
        ..schemas(name, content, Types::ALL)
    }
}

const fn data(name: &'static str) -> Keyword {
    schemas(name, Content::Data, Types::ALL)
}

const fn other(name: &'static str) -> Keyword {
    schemas(name, Content::Other, Types::ALL)
}

impl Keyword {
    /// Returns the keyword with the name, unless the keyword is a limit.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Keyword> {
        KEYWORDS.iter().find(|keyword| keyword.name == name)
    }
}

/// The names of all keywords.
pub(crate) const NAMES: [&str; KEYWORDS.len() + LIMITS.len()] = {
    let mut names = [""; KEYWORDS.len() + LIMITS.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = match index < KEYWORDS.len() {
            true => KEYWORDS[index].name,
            false => LIMITS[index - KEYWORDS.len()].name,
        };
        index += 1;
    }
    names
};

/// The names of keywords with a map of schemas.
pub(crate) const SCHEMA_MAPS: [&str; 5] = with_content(Content::SchemaMap);

/// The names of keywords with plain data.
pub(crate) const DATA: [&str; 4] = with_content(Content::Data);

const fn with_content<const COUNT: usize>(content: Content) -> [&'static str; COUNT] {
    let mut names = [""; COUNT];
    let (mut index, mut found) = (0, 0);
    while index < KEYWORDS.len() {
        if KEYWORDS[index].content as u8 == content as u8 {
            names[found] = KEYWORDS[index].name;
            found += 1;
        }
        index += 1;
    }
    assert!(found == COUNT);
    names
}

/// The types that a keyword applies to.
pub(crate) fn types_of(name: &str) -> Types {
    let limit = LimitKeyword::named(name).map(|limit| limit.types);
    let types = limit.or_else(|| Keyword::named(name).map(|keyword| keyword.types));
    types.unwrap_or(Types::ALL)
}
