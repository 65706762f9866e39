//! Bodies in parts (RFC 7578), read as the object that they were written from.

use serde_json::{Map, Value};

/// The media type of such bodies.
pub(super) const FORM_DATA: &str = "multipart/form-data";

/// The parts by their names. What comes more than once is an array; what says that it is JSON is read as such,
/// and everything else is text.
pub(super) fn read(content_type: &str, body: &[u8]) -> Result<Value, String> {
    let boundary = content_type.split_once("boundary=");
    let (_, boundary) = boundary.ok_or("it has parts and no boundary between them")?;
    let mut object = Map::new();
    // Between the boundaries, nothing is changed by this: it only has to be searched.
    let text: String = body.iter().copied().map(char::from).collect();
    let delimiter = format!("--{boundary}");
    let mut pieces = text.split(delimiter.as_str()).skip(1);
    loop {
        let piece = pieces.next().ok_or("its last part does not end")?;
        if piece.starts_with("--") {
            return Ok(Value::Object(object));
        }
        let whole = piece
            .strip_prefix("\r\n")
            .and_then(|piece| piece.strip_suffix("\r\n"));
        let parts = whole.and_then(|whole| whole.split_once("\r\n\r\n"));
        let (head, content) = parts.ok_or("a part has no end of its head")?;
        let name = head
            .split_once("; name=\"")
            .and_then(|(_, rest)| rest.split_once('"'));
        let (name, _) = name.ok_or("a part has no name")?;
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
