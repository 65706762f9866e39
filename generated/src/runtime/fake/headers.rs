//! Response headers of replies without a script.

use crate::runtime::fake::build;
use crate::runtime::fake::schema::Schema;
use crate::runtime::fake::table::Route;
use crate::runtime::http::HeaderStyle;
use crate::runtime::wire::Json;
use http::header::{CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue};

/// The headers that describe the message: the body and the connection decide.
const OF_MESSAGE: [HeaderName; 5] = [
    CONNECTION,
    CONTENT_ENCODING,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    TRANSFER_ENCODING,
];

/// A value for each declared header.
pub(super) fn declared(route: &Route) -> HeaderMap {
    let headers = route.headers.iter().filter_map(|(name, style, rules)| {
        let name: HeaderName = name.parse().ok()?;
        let value = build::value(&Schema(vec![rules()]))?;
        let value = HeaderValue::try_from(written(&value, *style)).ok()?;
        (!OF_MESSAGE.contains(&name)).then_some((name, value))
    });
    headers.collect()
}

/// The inverse of the reader in `ResponseHead`.
fn written(value: &Json, style: HeaderStyle) -> String {
    let scalar = |value: &Json| match value {
        Json::String(text) => text.clone(),
        value => value.to_string(),
    };
    let separator = if style == HeaderStyle::Exploded {
        '='
    } else {
        ','
    };
    let pieces: Vec<String> = match value {
        _ if style == HeaderStyle::Json => return value.to_string(),
        Json::Array(items) => items.iter().map(scalar).collect(),
        Json::Object(members) => members
            .iter()
            .map(|(name, value)| format!("{name}{separator}{}", scalar(value)))
            .collect(),
        value => return scalar(value),
    };
    pieces.join(",")
}
