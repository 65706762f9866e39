//! Reads the file of a recorder.

use crate::runtime::fake::reply::{Content, Reply};
use crate::runtime::wire::Json;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderName, HeaderValue, StatusCode};
use std::any::TypeId;
use std::fs;
use std::io;
use std::path::Path;

/// Returns the recorded responses with their operations, in order. Skips requests without an
/// operation.
pub(super) fn read(path: &Path) -> io::Result<Vec<(TypeId, Reply)>> {
    let text = fs::read_to_string(path)?;
    let mut recorded = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        let invalid = |problem: &str| {
            let message = format!("{}, line {number}: {problem}", path.display());
            io::Error::new(io::ErrorKind::InvalidData, message)
        };
        let exchange: Json = serde_json::from_str(line)
            .map_err(|error| invalid(&format!("is not valid JSON: {error}")))?;
        let Some(name) = exchange["operation"].as_str() else {
            continue;
        };
        let mut routes = crate::operations::fake::ROUTES.iter();
        let route = routes
            .find(|route| route.endpoint.id == name)
            .ok_or_else(|| invalid(&format!("`{name}` is not an operation of the crate")))?;
        let reply = reply(&exchange["response"])
            .ok_or_else(|| invalid("is not a line of a recorder: `response` is incomplete"))?;
        recorded.push(((route.operation)(), reply));
    }
    Ok(recorded)
}

/// Reads a response.
fn reply(response: &Json) -> Option<Reply> {
    let status = u16::try_from(response["status"].as_u64()?).ok()?;
    let text = |name: &str| response[name].as_str();
    let mut reply = Reply::empty();
    reply.status = Some(StatusCode::from_u16(status).ok()?);
    for header in response["headers"].as_array()? {
        let name: HeaderName = header[0].as_str()?.parse().ok()?;
        let value = HeaderValue::try_from(header[1].as_str()?).ok()?;
        reply.headers.append(name, value);
    }
    reply.content = match (response.get("json"), text("text"), text("base64")) {
        (Some(json), _, _) => Content::Json(json.clone(), None),
        (_, Some(text), _) => Content::Text(text.to_owned()),
        (_, _, Some(encoded)) => Content::Bytes(STANDARD.decode(encoded).ok()?.into()),
        _ => Content::None,
    };
    Some(reply)
}
