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
    warning[closed-schema]: `additionalProperties: false` rejects `note` and `to`, declared in the same composition: no object is valid
      --> api.yaml:12:31
       |
    12 |         additionalProperties: false
       |                               ^^^^^
       |
       = at: /components/schemas/Text/allOf/1/additionalProperties
       = note: composed in /components/schemas/Text
       = help: declare the properties in this schema, or use `unevaluatedProperties: false` in the composing schema instead

    - description: "`additionalProperties: false` rejects `note` and `to`, declared in the same composition: no object is valid."
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
    warning[closed-schema]: `additionalProperties: false` rejects `a`, `b` and `note`, declared in the same composition: no object is valid
      --> api.yaml:10:27
       |
    10 |     additionalProperties: false
       |                           ^^^^^
       |
       = at: /components/schemas/Text/additionalProperties
       = help: declare the properties in this schema, or use `unevaluatedProperties: false` in the composing schema instead

    - description: "`additionalProperties: false` rejects `a`, `b` and `note`, declared in the same composition: no object is valid."
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
")), @"
    warning[closed-schema]: `additionalProperties: false` rejects `b`, declared in the same composition: no valid object has these properties
     --> api.yaml:6:86
      |
    6 |   Closed: { type: object, properties: { a: { type: string } }, additionalProperties: false }
      |                                                                                      ^^^^^
      |
      = at: /components/schemas/Closed/additionalProperties
      = note: composed in /components/schemas/More
      = help: declare the properties in this schema, or use `unevaluatedProperties: false` in the composing schema instead
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
")), @"
    warning[conflicting-schemas]: conflicting `type`: `string` here, `number` in a second schema for this value
     --> api.yaml:6:27
      |
    6 |   Type: { allOf: [{ type: string }, { type: integer }] }
      |                           ^^^^^^
      |
      = at: /components/schemas/Type/allOf/0/type
      = note: conflicts with /components/schemas/Type/allOf/1/type
      = note: both rules apply in /components/schemas/Type
      = help: correct one of the rules

    warning[conflicting-schemas]: conflicting `enum`: a second schema for this value allows none of the values
     --> api.yaml:7:37
      |
    7 |   Values: { allOf: [{ type: string, enum: [a, b] }, { enum: [c] }] }
      |                                     ^^^^
      |
      = at: /components/schemas/Values/allOf/0/enum
      = note: conflicts with /components/schemas/Values/allOf/1/enum
      = note: both rules apply in /components/schemas/Values
      = help: correct one of the rules

    warning[conflicting-schemas]: conflicting bounds for one value: `minLength` is 5, `maxLength` is 4
     --> api.yaml:8:38
      |
    8 |   Bounds: { type: string, minLength: 5, maxLength: 4 }
      |                                      ^
      |
      = at: /components/schemas/Bounds/minLength
      = note: conflicts with /components/schemas/Bounds/maxLength
      = note: both rules apply in /components/schemas/Bounds
      = help: correct one of the rules

    warning[conflicting-schemas]: conflicting `const`: a second schema for this value allows none of the values
     --> api.yaml:9:54
      |
    9 |   Base: { type: object, properties: { kind: { const: base } } }
      |                                                      ^^^^
      |
      = at: /components/schemas/Base/properties/kind/const
      = note: conflicts with /components/schemas/Heir/allOf/1/properties/kind/const
      = note: both rules apply in /components/schemas/Heir
      = help: correct one of the rules
    ");
}

#[test]
fn reports_an_undeclared_required_property() {
    assert_snapshot!(told(&with_schemas("
  Pet: { type: object, required: [id, nmae], properties: { id: {}, name: {} } }
  Closed: { type: object, required: [a], additionalProperties: false }
")), @r#"
    warning[undeclared-required]: required property `nmae` is not declared
     --> api.yaml:6:39
      |
    6 |   Pet: { type: object, required: [id, nmae], properties: { id: {}, name: {} } }
      |                                       ^^^^
      |
      = at: /components/schemas/Pet/required/1
      = help: did you mean `name`?

    warning[undeclared-required]: required property `a` is not declared
     --> api.yaml:7:38
      |
    7 |   Closed: { type: object, required: [a], additionalProperties: false }
      |                                      ^
      |
      = at: /components/schemas/Closed/required/0
      = help: declare the property in `properties`, or remove it from `required`

    - description: "Required property `a` is not declared."
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
