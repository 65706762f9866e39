//! Fields of the root and of objects below: `info`, servers, tags and components.

use super::Content::{Choices, Data, Map, Text, Texts};
use super::Versions as V;
use super::{Field, Keys, ObjectKind as Kind, field, list, map, one, text};

pub(super) const SCHEMES: &[&str] = &["http", "https", "ws", "wss"];

const fn components(name: &'static str, kind: Kind) -> Field {
    field(name, Map(kind, Keys::Components)).of(V::SINCE_3_0)
}

pub(super) const SPEC: &[Field] = &[
    field("swagger", Data).of(V::V2_0).required(),
    text("openapi").of(V::SINCE_3_0).required(),
    text("$self").of(V::V3_2),
    one("info", Kind::Info).required(),
    text("jsonSchemaDialect").of(V::SINCE_3_1),
    text("host").of(V::V2_0),
    text("basePath").of(V::V2_0),
    field("schemes", Choices(SCHEMES)).of(V::V2_0),
    field("consumes", Texts).of(V::V2_0),
    field("produces", Texts).of(V::V2_0),
    list("servers", Kind::Server).of(V::SINCE_3_0),
    field("paths", Map(Kind::PathItem, Keys::Paths)).required_in(V::UNTIL_3_0),
    map("webhooks", Kind::PathItem).of(V::SINCE_3_1),
    one("components", Kind::Components).of(V::SINCE_3_0),
    map("definitions", Kind::Schema).of(V::V2_0),
    map("parameters", Kind::Parameter).of(V::V2_0),
    map("responses", Kind::Response).of(V::V2_0),
    map("securityDefinitions", Kind::SecurityScheme).of(V::V2_0),
    list("security", Kind::SecurityRequirement),
    list("tags", Kind::Tag),
    one("externalDocs", Kind::ExternalDocs),
];

pub(super) const INFO: &[Field] = &[
    text("title").required(),
    text("summary").of(V::SINCE_3_1),
    text("description"),
    text("termsOfService"),
    one("contact", Kind::Contact),
    one("license", Kind::License),
    text("version").required(),
];

pub(super) const CONTACT: &[Field] = &[text("name"), text("url"), text("email")];

pub(super) const LICENSE: &[Field] = &[
    text("name").required(),
    text("identifier").of(V::SINCE_3_1),
    text("url"),
];

pub(super) const SERVER: &[Field] = &[
    text("url").required(),
    text("description"),
    text("name").of(V::V3_2),
    map("variables", Kind::ServerVariable),
];

pub(super) const SERVER_VARIABLE: &[Field] = &[
    field("enum", Texts),
    field("default", Text).required(),
    text("description"),
];

pub(super) const TAG: &[Field] = &[
    text("name").required(),
    text("summary").of(V::V3_2),
    text("description"),
    one("externalDocs", Kind::ExternalDocs),
    text("parent").of(V::V3_2),
    text("kind").of(V::V3_2),
];

pub(super) const EXTERNAL_DOCS: &[Field] = &[text("description"), text("url").required()];

pub(super) const COMPONENTS: &[Field] = &[
    components("schemas", Kind::Schema),
    components("responses", Kind::Response),
    components("parameters", Kind::Parameter),
    components("examples", Kind::Example),
    components("requestBodies", Kind::RequestBody),
    components("headers", Kind::Header),
    components("securitySchemes", Kind::SecurityScheme),
    components("links", Kind::Link),
    components("callbacks", Kind::Callback),
    components("pathItems", Kind::PathItem).of(V::SINCE_3_1),
    components("mediaTypes", Kind::MediaType).of(V::V3_2),
];
