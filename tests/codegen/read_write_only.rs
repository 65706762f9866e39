//! `readOnly` and `writeOnly` properties.

use super::{generated, items, undocumented};
use insta::assert_snapshot;

const CATS: &str = r"
openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /cats:
    post:
      operationId: add
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Cat' } } } }
      responses:
        '200': { description: Ok, content: { application/json: { schema: { $ref: '#/components/schemas/Cat' } } } }
        default: { description: No, content: { application/json: { schema: { $ref: '#/components/schemas/Refusal' } } } }
      callbacks:
        added: { '{$request.query.url}': { post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Added' } } } }, responses: {} } } }
    put:
      operationId: keep
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Login' } } } }
      responses: {}
components:
  schemas:
    Id: { type: integer, readOnly: true }
    Cat:
      required: [id, name, secret]
      properties: { id: { $ref: '#/components/schemas/Id' }, name: { type: string }, secret: { type: string, writeOnly: true } }
    Refusal: { required: [id, secret], properties: { id: { type: integer, readOnly: true }, secret: { type: string, writeOnly: true } } }
    Login: { required: [secret], properties: { secret: { type: string, writeOnly: true } } }
    Added: { required: [id, secret], properties: { id: { type: integer, readOnly: true }, secret: { type: string, writeOnly: true } } }
";

#[test]
fn requires_a_property_only_if_sent_in_every_direction() {
    let code = undocumented(&items(&generated(CATS, ""), "src/types"));
    let is_field = |line: &&str| line.starts_with("pub struct") || line.contains("pub ");
    let fields: Vec<&str> = code.lines().filter(is_field).collect();
    assert_snapshot!(fields.join("\n"), @"
        pub struct Added {
            pub id: i64,
            pub secret: Option<String>,
        pub struct Cat {
            pub name: String,
            pub id: Option<Id>,
            pub secret: Option<String>,
    pub type Id = i64;
        pub struct Login {
            pub secret: String,
        pub struct Refusal {
            pub id: i64,
            pub secret: Option<String>,
    ");
}

#[test]
fn keeps_types_for_fewer_operations() {
    let types = |config| items(&generated(CATS, config), "src/types");
    let fewer = types("[operations]\ninclude = [\"add\"]");
    let all = types("");
    assert!(fewer.iter().all(|item| all.contains(item)), "{fewer:#?}");
    assert!(fewer.len() < all.len());
}

#[test]
fn finds_direction_in_separate_parts() {
    let document = r"
openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /cats:
    post:
      operationId: add
      requestBody: { content: { application/json: { schema: { anyOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/Goat' }] } } } }
      responses: { '200': { description: Ok, content: { application/json: { schema: { $ref: '#/components/schemas/Cow' } } }, links: { again: { operationRef: '#/paths/~1cats/post' } } } }
components:
  schemas:
    Id: { allOf: [{ type: integer }], readOnly: true }
    Base: { type: object, properties: { id: { $ref: '#/components/schemas/Id' }, secret: { type: string, writeOnly: true } } }
    Cat: { allOf: [{ $ref: '#/components/schemas/Base' }], required: [id, secret] }
    Dog: { allOf: [{ $ref: '#/components/schemas/Base' }, { type: object, required: [id, bark], properties: { bark: { type: string } } }] }
    Cow: { allOf: [{ $ref: '#/components/schemas/Base' }], required: [id, secret] }
    Goat: { properties: { id: { type: integer, readOnly: true } }, allOf: [{ properties: { owner: { type: object, required: [id], properties: { id: { type: string } } } } }] }
";
    let code = undocumented(&items(&generated(document, ""), "src/types"));
    let is_field = |line: &&str| line.starts_with("    pub struct") || line.contains("#[required");
    let fields: Vec<&str> = code.lines().filter(is_field).collect();
    assert_snapshot!(fields.join("\n"), @r#"
    pub struct Base {
    pub struct Cat {
        #[required("secret", new(Into<String>))]
    pub struct Cow {
        #[required("id", new(Into<Id>))]
    pub struct Dog {
        #[required("bark", new(Into<String>))]
    pub struct Goat {
    pub struct GoatOwner {
        #[required("id", new(Into<String>))]
    "#);
}
