//! The table of the fake server.

use super::generated;
use insta::assert_snapshot;
use serde_json::json;

#[allow(dead_code)]
#[path = "../../generated/src/runtime/fake/build/formats.rs"]
mod formats;

fn table(document: &str, config: &str) -> String {
    let generated = generated(document, config);
    let (_, table) = generated.files["src/operations/fake.rs"]
        .split_once("use crate::runtime::fake::{Formats, routes};\n\n")
        .unwrap();
    table.to_owned()
}

#[test]
fn names_the_formats_of_strings() {
    assert_snapshot!(table(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths:
          /pets/{id}:
            put:
              operationId: setPet
              parameters:
                - { name: id, in: path, required: true, schema: { $ref: '#/components/schemas/Id' } }
                - { name: limit, in: query, schema: { type: integer, format: int32 } }
                - { name: since, in: query, schema: { type: array, items: { $ref: '#/components/schemas/Day' } } }
              requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
              responses: { '204': { description: Set. } }
        components:
          schemas:
            Id: { type: string, format: uuid }
            Day: { type: string, format: date }
            Pet:
              type: object
              required: [id]
              properties:
                id: { $ref: '#/components/schemas/Id' }
                born: { type: [string, 'null'], format: date-time }
                vaccinated: { type: array, items: { $ref: '#/components/schemas/Day' } }
                note: { type: string, format: markdown }
                weight: { type: number, format: float }
    ", ""), @r#"
    pub(crate) const FORMATS: &[Formats] = &[
        ("Pet", &[("id", "uuid"), ("born", "date-time"), ("note", "markdown"), ("vaccinated", "date")]),
    ];

    routes! {
        SetPet(json types::Pet) [0: types::Id, 1: i64, 2: Vec<types::Day>] formats [0: "uuid", 2: "date"] => [
            none (),
            json Json,
        ];
    }
    "#);
}

#[test]
fn builds_valid_strings_of_each_format() {
    let formats = "base64 base64url byte date date-time decimal duration email guid hostname idn-email idn-hostname int32 int64 \
        ipv4 ipv6 iri iri-reference json-pointer regex relative-json-pointer time uri uri-reference uri-template url uuid";
    let mut checked = 0;
    for format in formats.split(' ') {
        let document = format!(
            "{{openapi: 3.1.0, info: {{title: T, version: '1'}}, paths: {{}}, components: {{schemas: \
             {{Pet: {{type: object, properties: {{a: {{type: string, format: {format}}}}}}}}}}}}}"
        );
        assert!(
            table(&document, "").contains(&format!("(\"a\", \"{format}\")")),
            "{format}"
        );
        let schema = json!({"type": "string", "format": format});
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema)
            .unwrap();
        let built: Vec<String> = (0..40)
            .map(|index| formats::of_format(format, index).unwrap())
            .collect();
        for text in &built {
            assert!(validator.is_valid(&json!(text)), "{format}: {text}");
        }
        // The first items of a list are distinct.
        assert_ne!(built[0], built[1], "{format}");
        checked += usize::from(!validator.is_valid(&json!("{ \\")));
    }
    // The independent validator knows most of the formats.
    assert!(checked > 14, "{checked}");
    assert_eq!(formats::of_format("markdown", 0), None);
}

#[test]
fn has_an_entry_per_operation() {
    assert_snapshot!(table(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths:
          /pets:
            post:
              operationId: createPet
              parameters: [{ name: notify, in: query, schema: { type: boolean } }]
              requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
              responses:
                '201': { description: Created., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' }, example: { name: 'R#x' } } } }
                default: { description: No., content: { application/json: { schema: { type: object, required: [code], properties: { code: { type: integer } } }, example: { code: 7 } } } }
            get:
              operationId: watchPets
              responses:
                '200': { description: Pets., content: { text/event-stream: { schema: { $ref: '#/components/schemas/Pet' } } } }
          /photo:
            put:
              operationId: setPhoto
              requestBody: { required: true, content: { image/png: {} } }
              responses: { '204': { description: Set. } }
        components:
          schemas:
            Pet: { type: object, required: [name], properties: { name: { type: string } } }
    ", ""), @r##"
    pub(crate) const FORMATS: &[Formats] = &[];

    routes! {
        CreatePet(json types::Pet, optional) [0: bool] => [
            json types::Pet = r#"{"name":"R#x"}"#,
            json types::CreatePetError = r#"{"code":7}"#,
        ];
        SetPhoto(bytes ::bytes::Bytes) [] => [none (), json Json];
        WatchPets(none ()) [] => [text String, json Json] events types::Pet;
    }
    "##);
}
