//! Fields of schemas in OpenAPI's own shape, and the keywords of JSON Schema as fields.

use super::Content::{Choice, Flag, Number, TextMap};
use super::Versions as V;
use super::{Content, Field, ObjectKind as Kind, field, flag, one, text};
use crate::keywords::{self, Comparison, Keyword, LimitKeyword};

/// The keywords whose value differs between versions, or is an object of OpenAPI.
pub(super) const SCHEMA: &[Field] = &[
    text("discriminator").of(V::V2_0),
    one("discriminator", Kind::Discriminator).of(V::SINCE_3_0),
    one("externalDocs", Kind::ExternalDocs),
    one("xml", Kind::Xml),
    flag("exclusiveMinimum").of(V::UNTIL_3_0),
    field("exclusiveMinimum", Number).of(V::SINCE_3_1),
    flag("exclusiveMaximum").of(V::UNTIL_3_0),
    field("exclusiveMaximum", Number).of(V::SINCE_3_1),
    field("type", Content::TextOrTexts).of(V::V2_0.and(V::SINCE_3_1)),
    text("type").of(V::V3_0),
    field("items", Content::OneOrList(Kind::Schema)).of(V::V2_0),
    one("items", Kind::Schema).of(V::SINCE_3_0),
];

pub(super) const DISCRIMINATOR: &[Field] = &[
    text("propertyName").required(),
    field("mapping", TextMap),
    text("defaultMapping").of(V::V3_2),
];

const NODE_TYPES: &[&str] = &["element", "attribute", "text", "cdata", "none"];

pub(super) const XML: &[Field] = &[
    field("nodeType", Choice(NODE_TYPES)).of(V::V3_2),
    text("name"),
    text("namespace"),
    text("prefix"),
    flag("attribute"),
    flag("wrapped"),
];

/// Returns the content of a keyword.
pub(super) fn keyword(name: &str) -> Option<Content> {
    if let Some(limit) = limit(name) {
        return Some(limit);
    }
    Some(match Keyword::named(name)?.content {
        keywords::Content::Schema => Content::One(Kind::Schema),
        keywords::Content::Schemas => Content::List(Kind::Schema),
        keywords::Content::SchemaMap => Content::Map(Kind::Schema, super::Keys::Names),
        keywords::Content::Text => Content::Text,
        keywords::Content::Texts => Content::Texts,
        keywords::Content::Flag => Flag,
        keywords::Content::Count => Content::Count,
        keywords::Content::Values => Content::Values,
        keywords::Content::Data | keywords::Content::Other => Content::Data,
    })
}

/// Returns the content of a limit.
pub(super) fn limit(name: &str) -> Option<Content> {
    let limit = LimitKeyword::named(name)?;
    Some(match limit.comparison {
        Comparison::Matches => Content::Text,
        Comparison::Unique => Flag,
        _ if limit.types == keywords::Types::NUMBER => Number,
        _ => Content::Count,
    })
}

/// Returns the versions with a keyword.
pub(super) fn versions(name: &str) -> V {
    let keyword = Keyword::named(name).map(|keyword| keyword.versions);
    let limit = LimitKeyword::named(name).map(|_| V::ALL);
    keyword.or(limit).unwrap_or(V::NONE)
}
