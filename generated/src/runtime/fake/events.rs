//! Writes event streams, the inverse of the client's reader.

use crate::runtime::http::EventFormat;
use crate::runtime::wire::Json;

/// Writes an event.
pub(super) fn write(format: EventFormat, event: &Json) -> String {
    match format {
        EventFormat::Data => fields([("data", event.to_string())]),
        EventFormat::Text => fields([("data", text(event))]),
        EventFormat::Fields | EventFormat::FieldsText => {
            let members = event.as_object().into_iter().flatten();
            let members = members.filter(|(_, value)| !value.is_null());
            fields(members.map(|(name, value)| {
                let is_json = name == "data" && format == EventFormat::Fields;
                let value = if is_json {
                    value.to_string()
                } else {
                    text(value)
                };
                (name.as_str(), value)
            }))
        }
        EventFormat::Lines => format!("{event}\n"),
        EventFormat::Sequence => format!("\u{1e}{event}\n"),
    }
}

fn fields<'f>(fields: impl IntoIterator<Item = (&'f str, String)>) -> String {
    let mut event = String::new();
    for (name, value) in fields {
        for line in value.split('\n') {
            event.extend([name, ": ", line, "\n"]);
        }
    }
    event + "\n"
}

fn text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn writes_every_format() {
        let event = json!({"event": "a", "data": {"b": 1}});
        assert_eq!(write(EventFormat::Data, &json!(1)), "data: 1\n\n");
        assert_eq!(
            write(EventFormat::Text, &json!("a\nb")),
            "data: a\ndata: b\n\n"
        );
        // The order of the fields depends on the feature `preserve_order` of `serde_json`.
        let fields = write(EventFormat::Fields, &event);
        let mut lines: Vec<&str> = fields.lines().collect();
        lines.sort_unstable();
        assert_eq!(lines, ["", "data: {\"b\":1}", "event: a"]);
        assert_eq!(write(EventFormat::Lines, &json!([1])), "[1]\n");
        assert_eq!(write(EventFormat::Sequence, &json!([1])), "\u{1e}[1]\n");
    }
}
