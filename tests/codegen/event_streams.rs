//! Responses as streams of events.

use super::{documented_operation, operation, table, with_operation};
use insta::assert_snapshot;

/// An operation with a response of the given content.
fn with(version: &str, content: &str) -> String {
    let document = with_operation("/cats", &format!("
        responses:
          '200':
            description: What happens.
            content:
{content}
          default: {{ description: Refused., content: {{ application/problem+json: {{ schema: {{ type: string }} }} }} }}
"));
    format!(
        "{}
components:
  schemas:
    Cat: {{ properties: {{ name: {{ type: string }} }} }}
    Dog: {{ properties: {{ bark: {{ type: string }} }} }}
",
        document.replacen("3.1.0", version, 1)
    )
}

/// The `Streaming` implementation of the operation.
fn events(version: &str, content: &str) -> String {
    operation(&with(version, content), &["impl Streaming"])
}

#[test]
fn reads_event_data_by_the_schema() {
    let content =
        "              text/event-stream: { schema: { $ref: '#/components/schemas/Cat' } }";
    assert_snapshot!(events("3.0.3", content), @r#"
    impl Streaming for Find {
        type Event = types::Cat;
        const EVENTS: EventStream = EventStream {
            accept: "text/event-stream, application/problem+json",
            media_type: "text/event-stream",
            format: EventFormat::Data,
        };
    }
    "#);
    // `send` returns the complete body as text.
    let table = table(&with("3.0.3", content));
    assert!(table.contains("type Output = String;"), "{table}");
    let docs = documented_operation(&with("3.0.3", content));
    assert!(
        docs.contains(
            "[`events`](Call::events) yields the events of a `text/event-stream` response as"
        ),
        "{docs}"
    );
}

#[test]
fn supports_json_and_events_together() {
    let content = "
              application/json: { schema: { $ref: '#/components/schemas/Dog' } }
              text/event-stream: { schema: { $ref: '#/components/schemas/Cat' } }";
    let table = table(&with("3.1.0", content));
    assert!(table.contains("type Output = types::Dog;"), "{table}");
    assert!(
        table.contains("accept: \"application/json, application/problem+json\""),
        "{table}"
    );
    let events = events("3.1.0", content);
    assert!(events.contains("type Event = types::Cat;"), "{events}");
}

/// The type of the events, and the format of the events.
fn short(media_type: &str, schema: &str) -> String {
    let content = format!("              {media_type}: {schema}");
    let events = events("3.2.0", &content);
    let part = |start: &str| {
        let rest = events.split_once(start).map_or("", |(_, rest)| rest);
        rest.split([';', ',']).next().unwrap_or_default().to_owned()
    };
    format!("{} as {}", part("type Event = "), part("EventFormat::"))
}

#[test]
fn distinguishes_event_data_from_complete_events() {
    let sse = |schema: &str| short("text/event-stream", schema);
    let cat = "{ $ref: '#/components/schemas/Cat' }";
    assert_eq!(sse("{}"), "String as Text");
    assert_eq!(sse("{ schema: { type: string } }"), "String as Text");
    assert_eq!(
        sse(&format!("{{ itemSchema: {cat} }}")),
        "types::Cat as Data"
    );
    assert_eq!(
        sse(&format!("{{ schema: {{ type: array, items: {cat} }} }}")),
        "types::Cat as Data"
    );
    assert_eq!(
        sse(&format!(
            "{{ schema: {{ properties: {{ data: {cat} }} }} }}"
        )),
        "types::FindEvent as Fields"
    );
    assert_eq!(
        sse(
            "{ itemSchema: { required: [data], properties: { data: { type: string }, event: { type: string } } } }"
        ),
        "types::FindEvent as FieldsText"
    );
    // `oneOf` adds to the declaration of `data`, which stays a string.
    assert_eq!(
        sse(
            "{ itemSchema: { properties: { data: { type: string } }, oneOf: [{ properties: { data: { contentMediaType: application/json } } }] } }"
        ),
        "types::FindEvent as FieldsText"
    );
    // No server-sent event has a field `model`, so the schema describes the data.
    assert_eq!(
        sse(&format!(
            "{{ schema: {{ properties: {{ data: {cat}, model: {{ type: string }} }} }} }}"
        )),
        "types::FindEvent as Data"
    );
    let done = "{ type: object, properties: { data: { const: '[DONE]' } } }";
    assert_eq!(
        sse(&format!(
            "{{ schema: {{ oneOf: [{{ type: object, properties: {{ data: {cat} }} }}, {done}] }} }}"
        )),
        "types::FindEvent as Fields"
    );
}

#[test]
fn supports_json_lines_and_sequences() {
    let item = "{ itemSchema: { $ref: '#/components/schemas/Cat' } }";
    for name in [
        "application/x-ndjson",
        "application/jsonl",
        "application/vnd.cats+ndjson",
    ] {
        assert_eq!(short(name, item), "types::Cat as Lines");
    }
    assert_eq!(
        short("application/json-seq", item),
        "types::Cat as Sequence"
    );
    assert_eq!(
        short("application/geo+json-seq", item),
        "types::Cat as Sequence"
    );
    // The schema of the complete text does not apply to a line.
    assert_eq!(
        short("application/x-ndjson", "{ schema: { type: string } }"),
        "Json as Lines"
    );
    assert_eq!(short("application/jsonl", "{}"), "Json as Lines");
}

#[test]
fn ignores_media_types_without_events() {
    assert_eq!(
        events(
            "3.2.0",
            "              application/json: { schema: { type: array, items: {} } }"
        ),
        ""
    );
    assert_eq!(events("3.2.0", "              text/plain: {}"), "");
}
