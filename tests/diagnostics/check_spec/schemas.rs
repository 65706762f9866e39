//! Schemas that accept no value, or fewer values than intended.

use super::{told, with_schemas};
use insta::assert_snapshot;

#[test]
fn reports_a_closed_part_of_an_allof() {
    assert_snapshot!(told(&with_schemas("
  Base: { type: object, required: [to], properties: { to: { type: string }, note: { type: string } } }
  Text:
    allOf:
      - $ref: '#/components/schemas/Base'
      - type: object
        properties: { text: { type: string } }
        additionalProperties: false
")), @r#"
    warning[closed-branch]: `additionalProperties: false` shuts out `note` and `to`, which schemas that apply beside it declare: no object is valid
      --> api.yaml:12:31
       |
    12 |         additionalProperties: false
       |                               ^^^^^
       |
       = at: /components/schemas/Text/allOf/1/additionalProperties
       = note: composed in /components/schemas/Text
       = help: declare them here, or leave this out and say `unevaluatedProperties: false` in the schema that composes both

    - description: "`additionalProperties: false` shuts out `note` and `to`, which schemas that apply beside it declare: no object is valid."
      target: "$.components.schemas.Text.allOf[1]"
      update: {"properties":{"note":{},"to":{}}}
    "#);
}

#[test]
fn reports_a_closed_schema_with_base_and_variants() {
    assert_snapshot!(told(&with_schemas("
  Base: { type: object, properties: { note: { type: string } } }
  Text:
    type: object
    properties: { to: { type: string } }
    additionalProperties: false
    allOf: [{ $ref: '#/components/schemas/Base' }]
    oneOf:
      - { required: [a], properties: { a: { type: string } } }
      - { required: [b], properties: { b: { type: string } } }
")), @r#"
    warning[closed-branch]: `additionalProperties: false` shuts out `a`, `b` and `note`, which schemas that apply beside it declare: no object is valid
      --> api.yaml:10:27
       |
    10 |     additionalProperties: false
       |                           ^^^^^
       |
       = at: /components/schemas/Text/additionalProperties
       = help: declare them here, or leave this out and say `unevaluatedProperties: false` in the schema that composes both

    - description: "`additionalProperties: false` shuts out `a`, `b` and `note`, which schemas that apply beside it declare: no object is valid."
      target: "$.components.schemas.Text"
      update: {"properties":{"a":{},"b":{},"note":{}}}
    "#);
}

#[test]
fn suggests_no_change_of_a_shared_closed_component() {
    assert_snapshot!(told(&with_schemas("
  Closed: { type: object, properties: { a: { type: string } }, additionalProperties: false }
  More:
    allOf:
      - $ref: '#/components/schemas/Closed'
      - { type: object, properties: { b: { type: string } } }
  List: { type: array, items: { $ref: '#/components/schemas/Closed' } }
")), @r"
    warning[closed-branch]: `additionalProperties: false` shuts out `b`, which schemas that apply beside it declare: an object can never have these
     --> api.yaml:6:86
      |
    6 |   Closed: { type: object, properties: { a: { type: string } }, additionalProperties: false }
      |                                                                                      ^^^^^
      |
      = at: /components/schemas/Closed/additionalProperties
      = note: composed in /components/schemas/More
      = help: declare them here, or leave this out and say `unevaluatedProperties: false` in the schema that composes both
    ");
}

#[test]
fn accepts_closed_schemas_that_declare_every_property() {
    assert_snapshot!(told(&with_schemas("
  Base: { type: object, properties: { id: { type: string } } }
  Text:
    allOf:
      - $ref: '#/components/schemas/Base'
      - type: object
        properties: { id: {}, text: { type: string } }
        additionalProperties: false
  Patterns:
    allOf:
      - $ref: '#/components/schemas/Base'
      - { type: object, patternProperties: { '^i': {} }, additionalProperties: false }
  Whole:
    allOf: [{ $ref: '#/components/schemas/Base' }]
    unevaluatedProperties: false
  Never:
    type: object
    properties: { a: { type: string } }
    additionalProperties: false
    oneOf: [{ properties: { b: false } }, { required: [a] }]
")), @"");
}

#[test]
fn reports_contradictions() {
    assert_snapshot!(told(&with_schemas("
  Type: { allOf: [{ type: string }, { type: integer }] }
  Values: { allOf: [{ type: string, enum: [a, b] }, { enum: [c] }] }
  Bounds: { type: string, minLength: 5, maxLength: 4 }
  Base: { type: object, properties: { kind: { const: base } } }
  Heir: { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { kind: { const: heir } } }] }
  Fine: { allOf: [{ type: number }, { type: [integer, string], minimum: 1 }] }
")), @r"
    warning[contradiction]: this wants `string`, and another schema that applies to the same value wants `number`: nothing is both
     --> api.yaml:6:27
      |
    6 |   Type: { allOf: [{ type: string }, { type: integer }] }
      |                           ^^^^^^
      |
      = at: /components/schemas/Type/allOf/0/type
      = note: the other one is /components/schemas/Type/allOf/1/type
      = note: both apply in /components/schemas/Type
      = help: correct one of them

    warning[contradiction]: none of these values is one that another schema lists, which applies to the same value
     --> api.yaml:7:37
      |
    7 |   Values: { allOf: [{ type: string, enum: [a, b] }, { enum: [c] }] }
      |                                     ^^^^
      |
      = at: /components/schemas/Values/allOf/0/enum
      = note: the other one is /components/schemas/Values/allOf/1/enum
      = note: both apply in /components/schemas/Values
      = help: correct one of them

    warning[contradiction]: `minLength` is 5, and `maxLength` of what applies to the same value is 4: nothing is both
     --> api.yaml:8:38
      |
    8 |   Bounds: { type: string, minLength: 5, maxLength: 4 }
      |                                      ^
      |
      = at: /components/schemas/Bounds/minLength
      = note: the other one is /components/schemas/Bounds/maxLength
      = note: both apply in /components/schemas/Bounds
      = help: correct one of them

    warning[contradiction]: none of these values is one that another schema lists, which applies to the same value
     --> api.yaml:9:54
      |
    9 |   Base: { type: object, properties: { kind: { const: base } } }
      |                                                      ^^^^
      |
      = at: /components/schemas/Base/properties/kind/const
      = note: the other one is /components/schemas/Heir/allOf/1/properties/kind/const
      = note: both apply in /components/schemas/Heir
      = help: correct one of them
    ");
}

#[test]
fn reports_an_undeclared_required_property() {
    assert_snapshot!(told(&with_schemas("
  Pet: { type: object, required: [id, nmae], properties: { id: {}, name: {} } }
  Closed: { type: object, required: [a], additionalProperties: false }
")), @r#"
    warning[undeclared-required]: `nmae` is required, and no property declares it
     --> api.yaml:6:39
      |
    6 |   Pet: { type: object, required: [id, nmae], properties: { id: {}, name: {} } }
      |                                       ^^^^
      |
      = at: /components/schemas/Pet/required/1
      = help: did you mean `name`?

    warning[undeclared-required]: `a` is required, and no property declares it
     --> api.yaml:7:38
      |
    7 |   Closed: { type: object, required: [a], additionalProperties: false }
      |                                      ^
      |
      = at: /components/schemas/Closed/required/0
      = help: declare it in `properties`, or do not require it

    - description: "`a` is required, and no property declares it."
      target: "$.components.schemas.Closed"
      update: {"properties":{"a":{}}}
    "#);
}

#[test]
fn accepts_required_properties_declared_elsewhere() {
    assert_snapshot!(told(&with_schemas("
  Base: { type: object, properties: { a: {}, b: {}, inner: { type: object, properties: { c: {} } } } }
  Heir: { allOf: [{ $ref: '#/components/schemas/Base' }, { required: [a] }] }
  Mixin: { required: [b] }
  Mixed: { allOf: [{ $ref: '#/components/schemas/Mixin' }, { $ref: '#/components/schemas/Base' }] }
  OneOf: { type: object, properties: { a: {}, b: {} }, oneOf: [{ required: [a] }, { required: [b] }] }
  Not: { type: object, not: { required: [old] } }
  If: { type: object, properties: { a: {} }, if: { required: [z] }, then: { required: [a] } }
  Map: { type: object, required: [any], additionalProperties: { type: string } }
  Inner: { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { inner: { required: [c] } } }] }
")), @"");
}
