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
    warning[unused-discriminator]: discriminator has no effect: the schema has no `oneOf` or `anyOf`, and no schema extends it by `allOf`
     --> api.yaml:6:52
      |
    6 |   Alone: { type: object, properties: { kind: {} }, discriminator: { propertyName: kind } }
      |                                                    ^^^^^^^^^^^^^
      |
      = at: /components/schemas/Alone/discriminator
      = help: remove the discriminator, or add the missing `oneOf`

    warning[unused-discriminator]: discriminator has no effect: the schema has no `oneOf` or `anyOf`, and no schema extends it by `allOf`
      --> api.yaml:10:5
       |
    10 |     discriminator: { propertyName: kind, mapping: { other: '#/components/schemas/Other' } }
       |     ^^^^^^^^^^^^^
       |
       = at: /components/schemas/Mapped/discriminator
       = note: `other` is mapped to #/components/schemas/Other, which is never applied
       = help: add `oneOf` with the mapped schemas, or remove the discriminator

    - description: "Discriminator has no effect: the schema has no `oneOf` or `anyOf`, and no schema extends it by `allOf`."
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
    assert_snapshot!(told(&text), @"
    warning[unchecked-discriminator]: discriminator without `oneOf`: JSON Schema never applies the schemas that extend this schema by `allOf`: `Cat`
     --> api.yaml:6:64
      |
    6 |   Pet: { type: object, properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
      |                                                                ^^^^^^^^^^^^^
      |
      = at: /components/schemas/Pet/discriminator
      = help: use `oneOf` with the extending schemas where their values are valid, and move the discriminator there
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
    warning[undeclared-discriminator]: branch does not declare the discriminator property `kind`
     --> api.yaml:7:51
      |
    7 |     oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
      |                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = at: /components/schemas/Pet/oneOf/1
      = note: the branch is /components/schemas/Dog
      = help: declare `kind` in the branch

    warning[unresolved-reference]: unresolved reference `#/components/schemas/Dgo` for the value `dog`
      --> api.yaml:12:14
       |
    12 |         dog: '#/components/schemas/Dgo'
       |              ^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = at: /components/schemas/Pet/discriminator/mapping/dog
       = help: did you mean `#/components/schemas/Dog`?

    warning[conflicting-mapping]: `tom` is mapped to `#/components/schemas/Cat`, but `kind` excludes the value
      --> api.yaml:13:14
       |
    13 |         tom: '#/components/schemas/Cat'
       |              ^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = at: /components/schemas/Pet/discriminator/mapping/tom
       = note: `kind` is `cat`
       = help: correct the value, the reference or the schema

    warning[mapping-outside-union]: `bird` is mapped to `Bird`, which is not a branch of the union
      --> api.yaml:14:15
       |
    14 |         bird: Bird
       |               ^^^^
       |
       = at: /components/schemas/Pet/discriminator/mapping/bird
       = help: add the schema to the union, or remove the value from `mapping`

    - description: "Unresolved reference `#/components/schemas/Dgo` for the value `dog`."
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
    warning[unmapped-branches]: incomplete `mapping`: branches exclude their schema name as the value of `kind`
     --> api.yaml:8:5
      |
    8 |     discriminator: { propertyName: kind }
      |     ^^^^^^^^^^^^^
      |
      = at: /components/schemas/Pet/discriminator
      = note: `Cat` selects this branch, but its `kind` is `cat`
      = help: map the values to the branches in `mapping`

    - description: "Incomplete `mapping`: branches exclude their schema name as the value of `kind`."
      target: "$.components.schemas.Pet.discriminator"
      update: {"mapping":{"cat":"#/components/schemas/Cat"}}
    "##);
}
