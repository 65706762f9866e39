//! The structure of an OpenAPI spec: the objects in each field of each object.

use crate::source::FILES;

/// The kind of an object in a spec.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    Description,
    Components,
    PathItem,
    Operation,
    Parameter,
    Header,
    RequestBody,
    Response,
    MediaType,
    Encoding,
    Example,
    Link,
    Callback,
    SecurityScheme,
    Schema,
}

/// The content of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// An object, or an array of objects.
    One(Kind),
    /// A map of names to objects.
    Map(Kind),
}

use Holds::{Map, One};

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

const DESCRIPTION: &[(&str, Holds)] = &[
    ("components", One(Kind::Components)),
    ("paths", Map(Kind::PathItem)),
    ("webhooks", Map(Kind::PathItem)),
];

/// The fields of `components`, with the kind and a word for an entry.
pub(super) const COMPONENTS: &[(&str, Kind, &str)] = &[
    ("schemas", Kind::Schema, "schema"),
    ("responses", Kind::Response, "response"),
    ("parameters", Kind::Parameter, "parameter"),
    ("examples", Kind::Example, "example"),
    ("requestBodies", Kind::RequestBody, "request body"),
    ("headers", Kind::Header, "header"),
    ("securitySchemes", Kind::SecurityScheme, "security scheme"),
    ("links", Kind::Link, "link"),
    ("callbacks", Kind::Callback, "callback"),
    ("pathItems", Kind::PathItem, "path item"),
    ("mediaTypes", Kind::MediaType, "media type"),
];

const OPERATION: &[(&str, Holds)] = &[
    ("parameters", One(Kind::Parameter)),
    ("requestBody", One(Kind::RequestBody)),
    ("responses", Map(Kind::Response)),
    ("callbacks", Map(Kind::Callback)),
];

/// Fields of parameters and headers.
const PARAMETER: &[(&str, Holds)] = &[
    ("schema", One(Kind::Schema)),
    ("content", Map(Kind::MediaType)),
    ("examples", Map(Kind::Example)),
];

const RESPONSE: &[(&str, Holds)] = &[
    ("headers", Map(Kind::Header)),
    ("content", Map(Kind::MediaType)),
    ("links", Map(Kind::Link)),
];

const MEDIA_TYPE: &[(&str, Holds)] = &[
    ("schema", One(Kind::Schema)),
    ("itemSchema", One(Kind::Schema)),
    ("examples", Map(Kind::Example)),
    ("encoding", Map(Kind::Encoding)),
    ("prefixEncoding", One(Kind::Encoding)),
    ("itemEncoding", One(Kind::Encoding)),
];

/// Keywords that contain schemas.
const SCHEMA: &[(&str, Holds)] = &[
    ("properties", Map(Kind::Schema)),
    ("patternProperties", Map(Kind::Schema)),
    ("dependentSchemas", Map(Kind::Schema)),
    ("$defs", Map(Kind::Schema)),
    ("definitions", Map(Kind::Schema)),
    ("items", One(Kind::Schema)),
    ("prefixItems", One(Kind::Schema)),
    ("contains", One(Kind::Schema)),
    ("unevaluatedItems", One(Kind::Schema)),
    ("additionalProperties", One(Kind::Schema)),
    ("unevaluatedProperties", One(Kind::Schema)),
    ("propertyNames", One(Kind::Schema)),
    ("allOf", One(Kind::Schema)),
    ("anyOf", One(Kind::Schema)),
    ("oneOf", One(Kind::Schema)),
    ("not", One(Kind::Schema)),
    ("if", One(Kind::Schema)),
    ("then", One(Kind::Schema)),
    ("else", One(Kind::Schema)),
    ("contentSchema", One(Kind::Schema)),
];

/// Returns the content of a field, if the field contains objects of the spec.
pub(super) fn member(kind: Kind, name: &str) -> Option<Holds> {
    let found = |table: &[(&str, Holds)]| {
        let row = table.iter().find(|(known, _)| *known == name);
        row.map(|(_, holds)| *holds)
    };
    match kind {
        Kind::Description => found(DESCRIPTION),
        Kind::Components => {
            let row = COMPONENTS.iter().find(|(group, _, _)| *group == name);
            row.map(|(_, kind, _)| Map(*kind))
        }
        Kind::PathItem if METHODS.contains(&name) => Some(One(Kind::Operation)),
        Kind::PathItem => match name {
            "parameters" => Some(One(Kind::Parameter)),
            "additionalOperations" => Some(Map(Kind::Operation)),
            _ => None,
        },
        Kind::Operation => found(OPERATION),
        Kind::Parameter | Kind::Header => found(PARAMETER),
        Kind::RequestBody => (name == "content").then_some(Map(Kind::MediaType)),
        Kind::Response => found(RESPONSE),
        Kind::MediaType => found(MEDIA_TYPE),
        Kind::Encoding => (name == "headers").then_some(Map(Kind::Header)),
        // Keys of a callback are URL expressions.
        Kind::Callback => {
            (!name.starts_with("x-") && name != "$ref").then_some(One(Kind::PathItem))
        }
        Kind::Schema => found(SCHEMA),
        Kind::Example | Kind::Link | Kind::SecurityScheme => None,
    }
}

/// True if a pointer leads into a bundled file. Only referenced values of bundled files are known.
pub(super) fn is_in_files(pointer: &str) -> bool {
    let rest = pointer.strip_prefix('/');
    rest.is_some_and(|rest| rest.starts_with(FILES))
}
