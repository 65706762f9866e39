//! Unused and duplicate components.

use super::{found, parsed, told, with_paths, with_schemas};
use insta::assert_snapshot;

#[test]
fn reports_unused_components() {
    let text = "
  /pets:
    get:
      security: [{ key: [] }]
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
components:
  securitySchemes:
    key: { type: http, scheme: bearer }
    other: { type: http, scheme: basic }
  parameters:
    Page: { name: page, in: query, schema: { type: integer } }
  schemas:
    Pet: { type: object, properties: { kind: {} }, discriminator: { propertyName: kind } }
    Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }] }
    Old: { type: object, properties: { older: { $ref: '#/components/schemas/Older' } } }
    Older: { type: string }
";
    assert_snapshot!(told(&with_paths(text).replacen("3.1.0", "3.0.3", 1)), @r#"
    warning[unused-component]: unused security scheme `other`
      --> api.yaml:13:5
       |
    13 |     other: { type: http, scheme: basic }
       |     ^^^^^
       |
       = at: /components/securitySchemes/other
       = help: remove the component, or refer to it where needed

    warning[unused-component]: unused parameter `Page`
      --> api.yaml:15:5
       |
    15 |     Page: { name: page, in: query, schema: { type: integer } }
       |     ^^^^
       |
       = at: /components/parameters/Page
       = help: remove the component, or refer to it where needed

    warning[unused-component]: unused schema `Old`
      --> api.yaml:19:5
       |
    19 |     Old: { type: object, properties: { older: { $ref: '#/components/schemas/Older' } } }
       |     ^^^
       |
       = at: /components/schemas/Old
       = help: remove the component, or refer to it where needed

    warning[unused-component]: unused schema `Older`
      --> api.yaml:20:5
       |
    20 |     Older: { type: string }
       |     ^^^^^
       |
       = at: /components/schemas/Older
       = help: remove the component, or refer to it where needed

    - description: "Unused security scheme `other`."
      target: "$.components.securitySchemes.other"
      remove: true
    - description: "Unused schema `Older`."
      target: "$.components.schemas.Older"
      remove: true
    - description: "Unused schema `Old`."
      target: "$.components.schemas.Old"
      remove: true
    - description: "Unused parameter `Page`."
      target: "$.components.parameters.Page"
      remove: true
    "#);
}

#[test]
fn follows_yaml_aliases() {
    assert_snapshot!(told(&with_paths("
  /pets:
    get:
      responses:
        '200': { description: ok, content: { application/json: { schema: &pet { type: string } } } }
components:
  schemas:
    Pet: *pet
")), @"");
}

#[test]
fn follows_references_in_place_of_maps() {
    let text = with_paths(
        "
  /pets:
    get:
      responses:
        '200': { description: ok, content: { $ref: '#/components/mediaTypes/Pet' } }
components:
  mediaTypes:
    Pet: { application/json: { schema: { type: string } } }
",
    );
    let mut source = parsed(&text);
    assert!(source.bundle(&mut |_| None).is_empty());
    assert!(found(&source).is_empty());
}

#[test]
fn ignores_unused_components_without_operations() {
    assert_eq!(told(&with_schemas("  Pet: { type: object }")), "");
}

#[test]
fn reports_duplicate_components() {
    assert_snapshot!(told(&with_schemas("
  First: { type: object, properties: { a: { type: string }, b: {} }, required: [a, b] }
  Second: { type: object, properties: { b: {}, a: { type: string } }, required: [b, a] }
  Third: { type: object, properties: { a: { type: string }, b: {} }, required: [a, b] }
  Holds: { type: object, properties: { a: { $ref: '#/components/schemas/First' }, b: {} } }
  HoldsToo: { type: object, properties: { b: {}, a: { $ref: '#/components/schemas/Second' } }, title: Another }
  Tree: { type: object, properties: { name: {}, next: { $ref: '#/components/schemas/Tree' } } }
  Tree2: { type: object, properties: { name: {}, next: { $ref: '#/components/schemas/Tree2' } } }
  Value: { type: string, enum: [a, b, c] }
  Value2: { type: string, enum: [a, b, c] }
")), @r##"
    warning[duplicate-component]: `First` has 2 duplicates
     --> api.yaml:6:3
      |
    6 |   First: { type: object, properties: { a: { type: string }, b: {} }, required: [a, b] }
      |   ^^^^^
      |
      = at: /components/schemas/First
      = note: equal to /components/schemas/Second
      = note: equal to /components/schemas/Third
      = help: keep one of the components, and replace the rest by references

    warning[duplicate-component]: `Holds` has a duplicate
     --> api.yaml:9:3
      |
    9 |   Holds: { type: object, properties: { a: { $ref: '#/components/schemas/First' }, b: {} } }
      |   ^^^^^
      |
      = at: /components/schemas/Holds
      = note: equal to /components/schemas/HoldsToo
      = help: keep one of the components, and replace the rest by references

    warning[duplicate-component]: `Tree` has a duplicate
      --> api.yaml:11:3
       |
    11 |   Tree: { type: object, properties: { name: {}, next: { $ref: '#/components/schemas/Tree' } } }
       |   ^^^^
       |
       = at: /components/schemas/Tree
       = note: equal to /components/schemas/Tree2
       = help: keep one of the components, and replace the rest by references

    warning[duplicate-component]: `Value` has a duplicate
      --> api.yaml:13:3
       |
    13 |   Value: { type: string, enum: [a, b, c] }
       |   ^^^^^
       |
       = at: /components/schemas/Value
       = note: equal to /components/schemas/Value2
       = help: keep one of the components, and replace the rest by references

    - description: "`Value` has a duplicate."
      target: "$.components.schemas.Value2"
      remove: true
    - description: "`Value` has a duplicate."
      target: "$.components.schemas"
      update: {"Value2":{"$ref":"#/components/schemas/Value"}}
    "##);
}

#[test]
fn ignores_duplicates_with_different_meanings() {
    assert_snapshot!(told(&with_schemas("
  UserId: { type: string }
  PetId: { type: string }
  Image: { description: An image., type: object, properties: { id: {}, link: {} } }
  Sticker: { description: A sticker., type: object, properties: { id: {}, link: {} } }
  Either:
    oneOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }]
    discriminator: { propertyName: kind }
  A: { type: object, properties: { kind: {}, name: {} } }
  B: { type: object, properties: { kind: {}, name: {} } }
")), @"");
}
