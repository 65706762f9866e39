//! The keywords of JSON Schema and of OpenAPI's dialect, in tables that every phase reads.
//!
//! A keyword with a plain value that limits strings, numbers, arrays or objects is a row of
//! [`LIMITS`] and needs no code outside the runtime. All others are rows of [`KEYWORDS`].

mod limits;
mod types;

pub use limits::{Comparison, LIMITS, Limit, LimitKeyword, Operand};
pub use types::{Types, type_name};

use crate::versions::Versions;

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
    /// The OpenAPI versions with the keyword.
    pub versions: Versions,
}

/// The value of a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A schema.
    Schema,
    /// An array of schemas.
    Schemas,
    /// A map of names to schemas.
    SchemaMap,
    /// Plain data, where `$ref` has no meaning.
    Data,
    /// A string.
    Text,
    /// An array of strings.
    Texts,
    /// `true` or `false`.
    Flag,
    /// A non-negative integer.
    Count,
    /// An array of any values.
    Values,
    /// A different value without schemas.
    Other,
}

/// The keywords that are not limits. Some are known and ignored.
pub const KEYWORDS: &[Keyword] = &[
    keyword("$anchor", Content::Text, Types::ALL),
    keyword("$comment", Content::Text, Types::ALL),
    keyword("$defs", Content::SchemaMap, Types::ALL),
    keyword("$dynamicAnchor", Content::Text, Types::ALL),
    keyword("$dynamicRef", Content::Text, Types::ALL),
    keyword("$id", Content::Text, Types::ALL),
    keyword("$recursiveAnchor", Content::Flag, Types::ALL),
    keyword("$recursiveRef", Content::Text, Types::ALL),
    keyword("$ref", Content::Text, Types::ALL).of(Versions::ALL),
    keyword("$schema", Content::Text, Types::ALL),
    other("$vocabulary"),
    keyword("additionalProperties", Content::Schema, Types::OBJECT).of(Versions::ALL),
    branch("allOf", Content::Schemas).of(Versions::ALL),
    branch("anyOf", Content::Schemas).of(Versions::SINCE_3_0),
    data("const"),
    keyword("contains", Content::Schema, Types::ARRAY),
    keyword("contentEncoding", Content::Text, Types::ALL),
    keyword("contentMediaType", Content::Text, Types::ALL),
    keyword("contentSchema", Content::Schema, Types::ALL),
    data("default").of(Versions::ALL),
    keyword("definitions", Content::SchemaMap, Types::ALL),
    other("dependencies"),
    other("dependentRequired"),
    branch("dependentSchemas", Content::SchemaMap),
    keyword("deprecated", Content::Flag, Types::ALL).of(Versions::SINCE_3_0),
    keyword("description", Content::Text, Types::ALL).of(Versions::ALL),
    other("discriminator").of(Versions::ALL),
    branch("else", Content::Schema),
    data("enum").of(Versions::ALL),
    data("example").of(Versions::ALL),
    keyword("examples", Content::Values, Types::ALL),
    other("externalDocs").of(Versions::ALL),
    keyword("format", Content::Text, Types::ALL).of(Versions::ALL),
    branch("if", Content::Schema),
    keyword("items", Content::Schema, Types::ARRAY).of(Versions::ALL),
    keyword("maxContains", Content::Count, Types::ALL),
    keyword("minContains", Content::Count, Types::ALL),
    keyword("not", Content::Schema, Types::ALL).of(Versions::SINCE_3_0),
    keyword("nullable", Content::Flag, Types::ALL).of(Versions::V3_0),
    branch("oneOf", Content::Schemas).of(Versions::SINCE_3_0),
    keyword("patternProperties", Content::SchemaMap, Types::OBJECT),
    keyword("prefixItems", Content::Schemas, Types::ARRAY),
    keyword("properties", Content::SchemaMap, Types::OBJECT).of(Versions::ALL),
    keyword("propertyNames", Content::Schema, Types::OBJECT),
    keyword("readOnly", Content::Flag, Types::ALL).of(Versions::ALL),
    keyword("required", Content::Texts, Types::OBJECT).of(Versions::ALL),
    branch("then", Content::Schema),
    keyword("title", Content::Text, Types::ALL).of(Versions::ALL),
    other("type").of(Versions::ALL),
    keyword("unevaluatedItems", Content::Schema, Types::ARRAY),
    keyword("unevaluatedProperties", Content::Schema, Types::OBJECT),
    keyword("writeOnly", Content::Flag, Types::ALL).of(Versions::SINCE_3_0),
    keyword("x-collect", Content::SchemaMap, Types::OBJECT).of(Versions::ALL),
    other("xml").of(Versions::ALL),
];

/// A keyword of OpenAPI 3.1 and later, with the vocabularies of JSON Schema 2020-12.
const fn keyword(name: &'static str, content: Content, types: Types) -> Keyword {
    Keyword {
        name,
        types,
        content,
        is_branch: false,
        versions: Versions::SINCE_3_1,
    }
}

const fn branch(name: &'static str, content: Content) -> Keyword {
    Keyword {
        is_branch: true,
        ..keyword(name, content, Types::ALL)
    }
}

const fn data(name: &'static str) -> Keyword {
    keyword(name, Content::Data, Types::ALL)
}

const fn other(name: &'static str) -> Keyword {
    keyword(name, Content::Other, Types::ALL)
}

impl Keyword {
    const fn of(self, versions: Versions) -> Self {
        Keyword { versions, ..self }
    }

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
pub(crate) const SCHEMA_MAPS: [&str; 6] = with_content(Content::SchemaMap);

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
