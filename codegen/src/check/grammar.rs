//! What stands where in a description: the table along which it is walked.

use crate::source::FILES;

/// What a value of a description is.
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

/// How a member holds values of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// The member is one; a list in its place holds several.
    One(Kind),
    /// The member is a map of names.
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

/// The groups of components, each with a word for one of them.
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

/// Parameters and headers.
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

/// Members of a schema that hold schemas.
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

/// What a member of a value of this kind holds, if that is a part of the description.
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
        // Every member of a callback is an address.
        Kind::Callback => {
            (!name.starts_with("x-") && name != "$ref").then_some(One(Kind::PathItem))
        }
        Kind::Schema => found(SCHEMA),
        Kind::Example | Kind::Link | Kind::SecurityScheme => None,
    }
}

/// Whether a pointer leads into another file of the description, of which only what is referred to
/// is known.
pub(super) fn is_in_files(pointer: &str) -> bool {
    let rest = pointer.strip_prefix('/');
    rest.is_some_and(|rest| rest.starts_with(FILES))
}
