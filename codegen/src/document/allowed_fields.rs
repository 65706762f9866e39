//! The fields of OpenAPI 3.0 to 3.2 objects, including fields the generator ignores.

pub(super) const ROOT: &[&str] = &[
    "$self",
    "components",
    "externalDocs",
    "info",
    "jsonSchemaDialect",
    "openapi",
    "paths",
    "security",
    "servers",
    "tags",
    "webhooks",
];

pub(super) const PATH_ITEM: &[&str] = &["$ref", "description", "parameters", "servers", "summary"];

pub(super) const OPERATION: &[&str] = &[
    "callbacks",
    "deprecated",
    "description",
    "externalDocs",
    "operationId",
    "parameters",
    "requestBody",
    "responses",
    "security",
    "servers",
    "summary",
    "tags",
];

pub(super) const PARAMETER: &[&str] = &[
    "allowEmptyValue",
    "allowReserved",
    "content",
    "deprecated",
    "description",
    "example",
    "examples",
    "explode",
    "in",
    "name",
    "required",
    "schema",
    "style",
];

pub(super) const REQUEST_BODY: &[&str] = &["content", "description", "required"];

pub(super) const RESPONSE: &[&str] = &["content", "description", "headers", "links", "summary"];

pub(super) const MEDIA_TYPE: &[&str] = &[
    "description",
    "encoding",
    "example",
    "examples",
    "itemEncoding",
    "itemSchema",
    "prefixEncoding",
    "schema",
];

/// True if the name is not an extension (`x-…`).
pub(super) fn is_not_extension(name: &&str) -> bool {
    !name.starts_with("x-")
}
