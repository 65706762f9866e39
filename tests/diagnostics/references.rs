//! Diagnostics for references, recursion and unions.

use crate::codegen::{problems, with_schemas};
use insta::assert_snapshot;

#[test]
fn reports_an_unresolved_reference() {
    assert_snapshot!(problems(&with_schemas(r"
        Cat: { properties: { owner: { $ref: '#/components/schemas/Owner' } } }
    ")), @"
    warning[unresolved-reference]: unresolved reference `#/components/schemas/Owner`, treated as any value or left out
     --> api.yaml:6:45
      |
    6 |         Cat: { properties: { owner: { $ref: '#/components/schemas/Owner' } } }
      |                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = at: /components/schemas/Cat/properties/owner/$ref
      = help: correct the reference, or add its target
    ");
}

#[test]
fn rejects_a_reference_to_another_file() {
    assert_snapshot!(problems(&with_schemas(r"
        Cat: { $ref: 'common.yaml#/Cat' }
    ")), @"
    error[unresolved-reference]: unsupported external reference `common.yaml#/Cat`
     --> api.yaml:6:22
      |
    6 |         Cat: { $ref: 'common.yaml#/Cat' }
      |                      ^^^^^^^^^^^^^^^^^^
      |
      = at: /components/schemas/Cat/$ref
      = help: copy the target of the reference into the file
    ");
}

#[test]
fn rejects_a_circular_allof() {
    assert_snapshot!(problems(&with_schemas(r"
        Egg: { allOf: [{ $ref: '#/components/schemas/Hen' }] }
        Hen: { allOf: [{ $ref: '#/components/schemas/Egg' }] }
    ")), @"
    warning[circular-composition]: circular `allOf` or `$ref`, through `Hen`, ignored
     --> api.yaml:6:9
      |
    6 |         Egg: { allOf: [{ $ref: '#/components/schemas/Hen' }] }
      |         ^^^
      |
      = at: /components/schemas/Egg
      = help: remove the `$ref` or `allOf` entry that leads back to this schema
    ");
}

#[test]
fn reports_an_ambiguous_discriminator() {
    assert_snapshot!(problems(&with_schemas(r"
        Pet:
          oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
          discriminator: { propertyName: kind }
        Cat: { required: [kind, meows], properties: { kind: { const: pet }, meows: {} } }
        Dog: { required: [kind, barks], properties: { kind: { const: pet }, barks: {} } }
    ")), @"
    warning[ambiguous-discriminator]: ambiguous discriminator `kind`; variants are chosen by properties
     --> api.yaml:8:11
      |
    8 |           discriminator: { propertyName: kind }
      |           ^^^^^^^^^^^^^
      |
      = at: /components/schemas/Pet/discriminator
      = help: give each branch a distinct value, by `const` in the schema or by `mapping`
    ");
}

#[test]
fn accepts_a_recursive_inline_schema() {
    assert_snapshot!(problems(&with_schemas(r"
        Holder:
          properties:
            list: { not: { type: array, items: { $ref: '#/components/schemas/Holder/properties/list/not' } } }
    ")), @"");
}

#[test]
fn reports_contradicting_types() {
    assert_snapshot!(problems(&with_schemas(r"
        Odd: { properties: { id: { allOf: [{ type: string }, { type: integer }] } } }
    ")), @"
    warning[unsatisfiable-schema]: schema accepts no value: `type`, `enum` or `const` conflict
     --> api.yaml:6:30
      |
    6 |         Odd: { properties: { id: { allOf: [{ type: string }, { type: integer }] } } }
      |                              ^^
      |
      = at: /components/schemas/Odd/properties/id
      = help: remove all but one of the conflicting keywords
    ");
}

#[test]
fn suggests_a_similar_reference() {
    assert_snapshot!(problems(&with_schemas(r"
        Owner: { properties: { cat: { $ref: '#/components/schemas/Cta' } } }
        Cat: { type: object }
    ")), @"
    warning[unresolved-reference]: unresolved reference `#/components/schemas/Cta`, treated as any value or left out
     --> api.yaml:6:45
      |
    6 |         Owner: { properties: { cat: { $ref: '#/components/schemas/Cta' } } }
      |                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = at: /components/schemas/Owner/properties/cat/$ref
      = help: did you mean `#/components/schemas/Cat`?
    ");
}

#[test]
fn reports_an_undeclared_discriminator() {
    assert_snapshot!(problems(&with_schemas(r"
        Pet:
          oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
          discriminator: { propertyName: knid }
        Cat: { properties: { kind: { type: string } } }
        Dog: { properties: { kind: { type: string } } }
    ")), @"
    warning[undeclared-discriminator]: no branch declares the discriminator `knid`
     --> api.yaml:8:42
      |
    8 |           discriminator: { propertyName: knid }
      |                                          ^^^^
      |
      = at: /components/schemas/Pet/discriminator/propertyName
      = help: did you mean `kind`?
    ");
}

#[test]
fn reports_a_contradicting_mapping() {
    assert_snapshot!(problems(&with_schemas(r"
        Pet:
          oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
          discriminator:
            propertyName: kind
            mapping: { cat: '#/components/schemas/Dog', dog: Dogg }
        Cat: { required: [kind], properties: { kind: { const: cat } } }
        Dog: { required: [kind], properties: { kind: { const: dog } } }
    ")), @"
    warning[conflicting-mapping]: `cat` is mapped to `#/components/schemas/Dog`, but is no value of `kind` there
      --> api.yaml:10:29
       |
    10 |             mapping: { cat: '#/components/schemas/Dog', dog: Dogg }
       |                             ^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = at: /components/schemas/Pet/discriminator/mapping/cat
       = help: correct the reference, or the values of `kind` in `#/components/schemas/Dog`

    warning[unresolved-reference]: unresolved reference `Dogg` in the mapping of `dog`
      --> api.yaml:10:62
       |
    10 |             mapping: { cat: '#/components/schemas/Dog', dog: Dogg }
       |                                                              ^^^^
       |
       = at: /components/schemas/Pet/discriminator/mapping/dog
       = help: did you mean `#/components/schemas/Dog`?
    ");
}

#[test]
fn ignores_mappings_without_target() {
    assert_snapshot!(problems(&with_schemas(r"
        Pet:
          oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
          discriminator: { propertyName: kind, mapping: { cat: '#/components/schemas/Cat', cow: '#/components/schemas/Cow' } }
        Cat: { required: [kind], properties: { kind: { type: string } } }
        Dog: { required: [kind], properties: { kind: { type: string } } }
    ")), @"
    warning[unresolved-reference]: unresolved reference `#/components/schemas/Cow` in the mapping of `cow`
     --> api.yaml:8:97
      |
    8 |           discriminator: { propertyName: kind, mapping: { cat: '#/components/schemas/Cat', cow: '#/components/schemas/Cow' } }
      |                                                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = at: /components/schemas/Pet/discriminator/mapping/cow
      = help: correct the reference, or add the schema
    ");
}
