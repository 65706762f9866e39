//! Fields of path items, operations and the objects below: parameters, bodies, responses.

use super::Content::{Choice, Choices, Data, Map, Texts, ValueMap, Values};
use super::Versions as V;
use super::objects::SCHEMES;
use super::{Field, Keys, ObjectKind as Kind, field, flag, list, map, one, text};

const COLLECTIONS: &[&str] = &["csv", "ssv", "tsv", "pipes", "multi"];
const PRIMITIVES: &[&str] = &["string", "number", "integer", "boolean", "array"];
const PRIMITIVES_AND_FILE: &[&str] = &["string", "number", "integer", "boolean", "array", "file"];
const STYLES: &[&str] = &["form", "spaceDelimited", "pipeDelimited", "deepObject"];

pub(super) const PATH_ITEM: &[Field] = &[
    text("$ref"),
    text("summary").of(V::SINCE_3_0),
    text("description").of(V::SINCE_3_0),
    one("get", Kind::Operation),
    one("put", Kind::Operation),
    one("post", Kind::Operation),
    one("delete", Kind::Operation),
    one("options", Kind::Operation),
    one("head", Kind::Operation),
    one("patch", Kind::Operation),
    one("trace", Kind::Operation).of(V::SINCE_3_0),
    one("query", Kind::Operation).of(V::V3_2),
    map("additionalOperations", Kind::Operation).of(V::V3_2),
    list("servers", Kind::Server).of(V::SINCE_3_0),
    list("parameters", Kind::Parameter),
];

pub(super) const OPERATION: &[Field] = &[
    field("tags", Texts),
    text("summary"),
    text("description"),
    one("externalDocs", Kind::ExternalDocs),
    text("operationId"),
    field("consumes", Texts).of(V::V2_0),
    field("produces", Texts).of(V::V2_0),
    list("parameters", Kind::Parameter),
    one("requestBody", Kind::RequestBody).of(V::SINCE_3_0),
    field("responses", Map(Kind::Response, Keys::Statuses)).required_in(V::UNTIL_3_0),
    map("callbacks", Kind::Callback).of(V::SINCE_3_0),
    field("schemes", Choices(SCHEMES)).of(V::V2_0),
    flag("deprecated"),
    list("security", Kind::SecurityRequirement),
    list("servers", Kind::Server).of(V::SINCE_3_0),
];

pub(super) const PARAMETER: &[Field] = &[
    text("name").required(),
    field(
        "in",
        Choice(&["query", "header", "path", "formData", "body"]),
    )
    .of(V::V2_0)
    .required(),
    field("in", Choice(&["query", "header", "path", "cookie"]))
        .of(V::V3_0.and(V::V3_1))
        .required(),
    field(
        "in",
        Choice(&["query", "querystring", "header", "path", "cookie"]),
    )
    .of(V::V3_2)
    .required(),
    text("description"),
    flag("required"),
    flag("deprecated").of(V::SINCE_3_0),
    flag("allowEmptyValue"),
    text("style").of(V::SINCE_3_0),
    flag("explode").of(V::SINCE_3_0),
    flag("allowReserved").of(V::SINCE_3_0),
    one("schema", Kind::Schema),
    field("example", Data).of(V::SINCE_3_0),
    map("examples", Kind::Example).of(V::SINCE_3_0),
    map("content", Kind::MediaType).of(V::SINCE_3_0),
    field("type", Choice(PRIMITIVES_AND_FILE)).of(V::V2_0),
];

pub(super) const HEADER: &[Field] = &[
    field("type", Choice(PRIMITIVES)).of(V::V2_0).required(),
    text("description"),
    flag("required").of(V::SINCE_3_0),
    flag("deprecated").of(V::SINCE_3_0),
    flag("allowEmptyValue").of(V::V3_0),
    field("style", Choice(&["simple"])).of(V::SINCE_3_0),
    flag("explode").of(V::SINCE_3_0),
    flag("allowReserved").of(V::V3_0),
    one("schema", Kind::Schema).of(V::SINCE_3_0),
    field("example", Data).of(V::SINCE_3_0),
    map("examples", Kind::Example).of(V::SINCE_3_0),
    map("content", Kind::MediaType).of(V::SINCE_3_0),
];

pub(super) const ITEMS: &[Field] = &[field("type", Choice(PRIMITIVES)).of(V::V2_0).required()];

/// Further fields of Swagger 2.0 parameters, headers and `items`, except the limits of
/// [`crate::keywords`].
pub(super) const VALUE: &[Field] = &[
    text("format").of(V::V2_0),
    one("items", Kind::Items).of(V::V2_0),
    field("collectionFormat", Choice(COLLECTIONS)).of(V::V2_0),
    field("default", Data).of(V::V2_0),
    flag("exclusiveMaximum").of(V::V2_0),
    flag("exclusiveMinimum").of(V::V2_0),
    field("enum", Values).of(V::V2_0),
];

pub(super) const REQUEST_BODY: &[Field] = &[
    text("description"),
    map("content", Kind::MediaType).required(),
    flag("required"),
];

pub(super) const RESPONSE: &[Field] = &[
    text("summary").of(V::V3_2),
    text("description").required_in(V::UNTIL_3_1),
    one("schema", Kind::Schema).of(V::V2_0),
    map("headers", Kind::Header),
    field("examples", ValueMap).of(V::V2_0),
    map("content", Kind::MediaType).of(V::SINCE_3_0),
    map("links", Kind::Link).of(V::SINCE_3_0),
];

pub(super) const MEDIA_TYPE: &[Field] = &[
    text("description").of(V::V3_2),
    one("schema", Kind::Schema),
    one("itemSchema", Kind::Schema).of(V::V3_2),
    field("example", Data),
    map("examples", Kind::Example),
    map("encoding", Kind::Encoding),
    list("prefixEncoding", Kind::Encoding).of(V::V3_2),
    one("itemEncoding", Kind::Encoding).of(V::V3_2),
];

pub(super) const ENCODING: &[Field] = &[
    text("contentType"),
    map("headers", Kind::Header),
    field("style", Choice(STYLES)),
    flag("explode"),
    flag("allowReserved"),
    map("encoding", Kind::Encoding).of(V::V3_2),
    list("prefixEncoding", Kind::Encoding).of(V::V3_2),
    one("itemEncoding", Kind::Encoding).of(V::V3_2),
];

pub(super) const EXAMPLE: &[Field] = &[
    text("summary"),
    text("description"),
    field("value", Data),
    text("externalValue"),
    field("dataValue", Data).of(V::V3_2),
    text("serializedValue").of(V::V3_2),
];

pub(super) const LINK: &[Field] = &[
    text("operationRef"),
    text("operationId"),
    field("parameters", ValueMap),
    field("requestBody", Data),
    text("description"),
    one("server", Kind::Server),
];
