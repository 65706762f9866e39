//! Fields of security schemes.

use super::Content::{Choice, TextMap};
use super::Versions as V;
use super::{Field, ObjectKind as Kind, field, flag, one, text};

pub(super) const SECURITY_SCHEME: &[Field] = &[
    field("type", Choice(&["basic", "apiKey", "oauth2"]))
        .of(V::V2_0)
        .required(),
    field(
        "type",
        Choice(&["apiKey", "http", "oauth2", "openIdConnect"]),
    )
    .of(V::V3_0)
    .required(),
    field(
        "type",
        Choice(&["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"]),
    )
    .of(V::SINCE_3_1)
    .required(),
    text("description"),
    text("name"),
    field("in", Choice(&["query", "header"])).of(V::V2_0),
    field("in", Choice(&["query", "header", "cookie"])).of(V::SINCE_3_0),
    text("scheme").of(V::SINCE_3_0),
    text("bearerFormat").of(V::SINCE_3_0),
    one("flows", Kind::OAuthFlows).of(V::SINCE_3_0),
    text("openIdConnectUrl").of(V::SINCE_3_0),
    text("oauth2MetadataUrl").of(V::V3_2),
    flag("deprecated").of(V::V3_2),
    field(
        "flow",
        Choice(&["implicit", "password", "application", "accessCode"]),
    )
    .of(V::V2_0),
    text("authorizationUrl").of(V::V2_0),
    text("tokenUrl").of(V::V2_0),
    field("scopes", TextMap).of(V::V2_0),
];

pub(super) const OAUTH_FLOWS: &[Field] = &[
    one("implicit", Kind::OAuthFlow),
    one("password", Kind::OAuthFlow),
    one("clientCredentials", Kind::OAuthFlow),
    one("authorizationCode", Kind::OAuthFlow),
    one("deviceAuthorization", Kind::OAuthFlow).of(V::V3_2),
];

pub(super) const OAUTH_FLOW: &[Field] = &[
    text("authorizationUrl"),
    text("deviceAuthorizationUrl").of(V::V3_2),
    text("tokenUrl"),
    text("refreshUrl"),
    field("scopes", TextMap).required(),
];
