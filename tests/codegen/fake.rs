//! The table of the fake server.

use super::generated;
use insta::assert_snapshot;

fn table(document: &str, config: &str) -> String {
    let generated = generated(document, config);
    let (_, table) = generated.files["src/operations/fake.rs"]
        .split_once("use crate::runtime::fake::routes;\n\n")
        .unwrap();
    table.to_owned()
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
