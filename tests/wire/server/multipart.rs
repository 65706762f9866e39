//! Multipart bodies (RFC 7578), read into the JSON object they represent.

use serde_json::{Map, Value};

/// The media type of multipart bodies.
pub(super) const FORM_DATA: &str = "multipart/form-data";

/// The parts by name. Repeated parts form an array; JSON parts are parsed; further parts are
/// strings.
pub(super) fn read(content_type: &str, body: &[u8]) -> Result<Value, String> {
    let boundary = content_type.split_once("boundary=");
    let (_, boundary) = boundary.ok_or("missing boundary")?;
    let mut object = Map::new();
    // Each byte becomes a character, only for searching; boundaries and heads are ASCII.
    let text: String = body.iter().copied().map(char::from).collect();
    let delimiter = format!("--{boundary}");
    let mut pieces = text.split(delimiter.as_str()).skip(1);
    loop {
        let piece = pieces.next().ok_or("the last part does not end")?;
        if piece.starts_with("--") {
            return Ok(Value::Object(object));
        }
        let part = piece
            .strip_prefix("\r\n")
            .and_then(|piece| piece.strip_suffix("\r\n"));
        let parts = part.and_then(|part| part.split_once("\r\n\r\n"));
        let (head, content) = parts.ok_or("a part lacks the end of the head")?;
        let name = head
            .split_once("; name=\"")
            .and_then(|(_, rest)| rest.split_once('"'));
        let (name, _) = name.ok_or("a part lacks a name")?;
        let json = head.contains("Content-Type: application/json");
        let value = match json {
            true => serde_json::from_str(content).map_err(|error| format!("`{name}`: {error}"))?,
            false => Value::String(content.to_owned()),
        };
        match object.get_mut(name) {
            Some(Value::Array(items)) => items.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
            None => _ = object.insert(name.to_owned(), value),
        }
    }
}
