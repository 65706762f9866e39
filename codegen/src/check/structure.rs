//! The structure of an OpenAPI spec: the objects in each field of each object.

use crate::keywords::{self, Keyword};
use crate::source::BUNDLED_FILES;

/// The kind of an object in a spec.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum NodeKind {
    Spec,
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
pub(super) enum Content {
    /// An object, or an array of objects.
    One(NodeKind),
    /// A map of names to objects.
    Map(NodeKind),
}

use Content::{Map, One};

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

const DESCRIPTION: &[(&str, Content)] = &[
    ("components", One(NodeKind::Components)),
    ("paths", Map(NodeKind::PathItem)),
    ("webhooks", Map(NodeKind::PathItem)),
];

/// The fields of `components`, with the kind and a word for an entry.
pub(super) const COMPONENTS: &[(&str, NodeKind, &str)] = &[
    ("schemas", NodeKind::Schema, "schema"),
    ("responses", NodeKind::Response, "response"),
    ("parameters", NodeKind::Parameter, "parameter"),
    ("examples", NodeKind::Example, "example"),
    ("requestBodies", NodeKind::RequestBody, "request body"),
    ("headers", NodeKind::Header, "header"),
    (
        "securitySchemes",
        NodeKind::SecurityScheme,
        "security scheme",
    ),
    ("links", NodeKind::Link, "link"),
    ("callbacks", NodeKind::Callback, "callback"),
    ("pathItems", NodeKind::PathItem, "path item"),
    ("mediaTypes", NodeKind::MediaType, "media type"),
];

const OPERATION: &[(&str, Content)] = &[
    ("parameters", One(NodeKind::Parameter)),
    ("requestBody", One(NodeKind::RequestBody)),
    ("responses", Map(NodeKind::Response)),
    ("callbacks", Map(NodeKind::Callback)),
];

/// Fields of parameters and headers.
const PARAMETER: &[(&str, Content)] = &[
    ("schema", One(NodeKind::Schema)),
    ("content", Map(NodeKind::MediaType)),
    ("examples", Map(NodeKind::Example)),
];

const RESPONSE: &[(&str, Content)] = &[
    ("headers", Map(NodeKind::Header)),
    ("content", Map(NodeKind::MediaType)),
    ("links", Map(NodeKind::Link)),
];

const MEDIA_TYPE: &[(&str, Content)] = &[
    ("schema", One(NodeKind::Schema)),
    ("itemSchema", One(NodeKind::Schema)),
    ("examples", Map(NodeKind::Example)),
    ("encoding", Map(NodeKind::Encoding)),
    ("prefixEncoding", One(NodeKind::Encoding)),
    ("itemEncoding", One(NodeKind::Encoding)),
];

/// Returns the content of a field, if the field contains objects of the spec.
pub(super) fn field_content(kind: NodeKind, name: &str) -> Option<Content> {
    let found = |table: &[(&str, Content)]| {
        let row = table.iter().find(|(known, _)| *known == name);
        row.map(|(_, holds)| *holds)
    };
    match kind {
        NodeKind::Spec => found(DESCRIPTION),
        NodeKind::Components => {
            let row = COMPONENTS.iter().find(|(group, _, _)| *group == name);
            row.map(|(_, kind, _)| Map(*kind))
        }
        NodeKind::PathItem if METHODS.contains(&name) => Some(One(NodeKind::Operation)),
        NodeKind::PathItem => match name {
            "parameters" => Some(One(NodeKind::Parameter)),
            "additionalOperations" => Some(Map(NodeKind::Operation)),
            _ => None,
        },
        NodeKind::Operation => found(OPERATION),
        NodeKind::Parameter | NodeKind::Header => found(PARAMETER),
        NodeKind::RequestBody => (name == "content").then_some(Map(NodeKind::MediaType)),
        NodeKind::Response => found(RESPONSE),
        NodeKind::MediaType => found(MEDIA_TYPE),
        NodeKind::Encoding => (name == "headers").then_some(Map(NodeKind::Header)),
        // Keys of a callback are URL expressions.
        NodeKind::Callback => {
            (!name.starts_with("x-") && name != "$ref").then_some(One(NodeKind::PathItem))
        }
        NodeKind::Schema => match Keyword::named(name)?.content {
            keywords::Content::Schemas => Some(One(NodeKind::Schema)),
            keywords::Content::SchemaMap => Some(Map(NodeKind::Schema)),
            keywords::Content::Data | keywords::Content::Other => None,
        },
        NodeKind::Example | NodeKind::Link | NodeKind::SecurityScheme => None,
    }
}

/// True if a pointer leads into a bundled file. Only referenced values of bundled files are known.
pub(super) fn is_in_bundled_file(pointer: &str) -> bool {
    let rest = pointer.strip_prefix('/');
    rest.is_some_and(|rest| rest.starts_with(BUNDLED_FILES))
}
