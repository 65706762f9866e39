//! Discriminators that select the wrong branch, or no branch.

use super::{told, with_schemas};
use insta::assert_snapshot;

#[test]
fn reports_a_discriminator_without_branches() {
    assert_snapshot!(told(&with_schemas("
  Alone: { type: object, properties: { kind: {} }, discriminator: { propertyName: kind } }
  Mapped:
    type: object
    properties: { kind: {} }
    discriminator: { propertyName: kind, mapping: { other: '#/components/schemas/Other' } }
  Other: { type: object, properties: { kind: {} } }
")), @r#"
    warning[idle-discriminator]: this discriminator chooses from nothing: there is no `oneOf` or `anyOf` beside it, and no schema has this one in its `allOf`
     --> api.yaml:6:52
      |
    6 |   Alone: { type: object, properties: { kind: {} }, discriminator: { propertyName: kind } }
      |                                                    ^^^^^^^^^^^^^
      |
      = at: /components/schemas/Alone/discriminator
      = help: remove it, or add the `oneOf` that it belongs to

    warning[idle-discriminator]: this discriminator chooses from nothing: there is no `oneOf` or `anyOf` beside it, and no schema has this one in its `allOf`
      --> api.yaml:10:5
       |
    10 |     discriminator: { propertyName: kind, mapping: { other: '#/components/schemas/Other' } }
       |     ^^^^^^^^^^^^^
       |
       = at: /components/schemas/Mapped/discriminator
       = note: `other` is mapped to #/components/schemas/Other, which is never applied
       = help: add `oneOf` with the schemas that it is mapped to, or remove it

    - description: "This discriminator chooses from nothing: there is no `oneOf` or `anyOf` beside it, and no schema has this one in its `allOf`."
      target: "$.components.schemas.Alone.discriminator"
      remove: true
    "#);
}

#[test]
fn reports_inheritance_that_json_schema_ignores() {
    let text = with_schemas("
  Pet: { type: object, properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
  Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { lives: { type: integer } } }] }
  Pets: { type: array, items: { $ref: '#/components/schemas/Pet' } }
");
    assert_snapshot!(told(&text), @r"
    warning[unchecked-discriminator]: by JSON Schema, only this schema is applied here, and never those that have it in their `allOf`: `Cat`
     --> api.yaml:6:64
      |
    6 |   Pet: { type: object, properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
      |                                                                ^^^^^^^^^^^^^
      |
      = at: /components/schemas/Pet/discriminator
      = help: where a value of any of them is meant, say `oneOf` with all of them, and take the discriminator there
    ");
    // OpenAPI 3.0 uses `discriminator` for inheritance.
    assert_eq!(told(&text.replacen("3.1.0", "3.0.3", 1)), "");
}

#[test]
fn reports_wrong_mappings() {
    assert_snapshot!(told(&with_schemas("
  Pet:
    oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
    discriminator:
      propertyName: kind
      mapping:
        cat: '#/components/schemas/Cat'
        dog: '#/components/schemas/Dgo'
        tom: '#/components/schemas/Cat'
        bird: Bird
  Cat: { type: object, properties: { kind: { const: cat } } }
  Dog: { type: object, properties: { name: {} } }
  Bird: { type: object, properties: { kind: { const: bird } } }
")), @r#"
    warning[undeclared-discriminator]: this branch is told apart by `kind`, and declares no such member
     --> api.yaml:7:51
      |
    7 |     oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
      |                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = at: /components/schemas/Pet/oneOf/1
      = note: it is /components/schemas/Dog
      = help: declare `kind` in it

    warning[unresolved-reference]: `dog` is mapped to `#/components/schemas/Dgo`, which leads to nothing
      --> api.yaml:12:14
       |
    12 |         dog: '#/components/schemas/Dgo'
       |              ^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = at: /components/schemas/Pet/discriminator/mapping/dog
       = help: did you mean `#/components/schemas/Dog`?

    warning[contradicting-mapping]: `tom` is mapped to `#/components/schemas/Cat`, whose `kind` it can never be
      --> api.yaml:13:14
       |
    13 |         tom: '#/components/schemas/Cat'
       |              ^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = at: /components/schemas/Pet/discriminator/mapping/tom
       = note: it is `cat`
       = help: correct the value, the reference, or what the schema says

    warning[mapping-outside-union]: `bird` is mapped to `Bird`, which is no branch of the union
      --> api.yaml:14:15
       |
    14 |         bird: Bird
       |               ^^^^
       |
       = at: /components/schemas/Pet/discriminator/mapping/bird
       = help: add the schema to the union, or remove the value here

    - description: "`dog` is mapped to `#/components/schemas/Dgo`, which leads to nothing."
      target: "$.components.schemas.Pet.discriminator.mapping.dog"
      remove: true
    "#);
}

#[test]
fn reports_schema_names_that_differ_from_values() {
    assert_snapshot!(told(&with_schemas("
  Pet:
    oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/dog' }]
    discriminator: { propertyName: kind }
  Cat: { type: object, properties: { kind: { const: cat } } }
  dog: { type: object, properties: { kind: { enum: [dog] } } }
")), @r##"
    warning[unmapped-branches]: this discriminator finds branches by the names of their schemas, which are none of the values that they allow
     --> api.yaml:8:5
      |
    8 |     discriminator: { propertyName: kind }
      |     ^^^^^^^^^^^^^
      |
      = at: /components/schemas/Pet/discriminator
      = note: `Cat` is the value for this branch, whose `kind` is `cat`
      = help: say in `mapping` which value means which branch

    - description: "This discriminator finds branches by the names of their schemas, which are none of the values that they allow."
      target: "$.components.schemas.Pet.discriminator"
      update: {"mapping":{"cat":"#/components/schemas/Cat"}}
    "##);
}
