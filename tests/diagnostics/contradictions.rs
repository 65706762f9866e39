//! Diagnostics for contradictions within a schema.

use crate::codegen::{problems, with_schemas};
use insta::assert_snapshot;

#[test]
fn reports_impossible_enum_values() {
    assert_snapshot!(problems(&with_schemas(r"
        Size: { type: string, enum: [small, 7, extraordinary], maxLength: 8 }
        Code: { type: string, enum: [null, a1, b], pattern: '[0-9]' }
        Count: { type: integer, enum: [1, 100], maximum: 10 }
    ")), @r#"
    warning[impossible-value]: value `7` is never valid: excluded by another keyword
     --> api.yaml:6:45
      |
    6 |         Size: { type: string, enum: [small, 7, extraordinary], maxLength: 8 }
      |                                             ^
      |
      = at: /components/schemas/Size/enum/1
      = help: remove the value, or correct the `type` or limit that excludes it

    warning[impossible-value]: value `"extraordinary"` is never valid: excluded by another keyword
     --> api.yaml:6:48
      |
    6 |         Size: { type: string, enum: [small, 7, extraordinary], maxLength: 8 }
      |                                                ^^^^^^^^^^^^^
      |
      = at: /components/schemas/Size/enum/2
      = help: remove the value, or correct the `type` or limit that excludes it

    warning[impossible-value]: value `"b"` is never valid: excluded by another keyword
     --> api.yaml:7:48
      |
    7 |         Code: { type: string, enum: [null, a1, b], pattern: '[0-9]' }
      |                                                ^
      |
      = at: /components/schemas/Code/enum/2
      = help: remove the value, or correct the `type` or limit that excludes it

    warning[impossible-value]: value `100` is never valid: excluded by another keyword
     --> api.yaml:8:43
      |
    8 |         Count: { type: integer, enum: [1, 100], maximum: 10 }
      |                                           ^^^
      |
      = at: /components/schemas/Count/enum/1
      = help: remove the value, or correct the `type` or limit that excludes it
    "#);
}

#[test]
fn reports_an_enum_that_is_no_array() {
    assert_snapshot!(problems(&with_schemas(r"
        Size: { type: string, enum: small }
    ")), @"
    warning[wrong-type]: expected an array for `enum`, found a string, ignored
     --> api.yaml:6:37
      |
    6 |         Size: { type: string, enum: small }
      |                                     ^^^^^
      |
      = at: /components/schemas/Size/enum
      = help: write an array, or remove the value
    ");
}

#[test]
fn reports_contradicting_limits() {
    assert_snapshot!(problems(&with_schemas(r"
        Code: { type: string, minLength: 5, maxLength: 4 }
        Some: { type: integer, minimum: 2, maximum: 2 }
    ")), @"
    warning[conflicting-bounds]: schema accepts no value: `minLength` is 5, `maxLength` is 4
     --> api.yaml:6:42
      |
    6 |         Code: { type: string, minLength: 5, maxLength: 4 }
      |                                          ^
      |
      = at: /components/schemas/Code/minLength
      = help: correct one of the bounds
    ");
}

#[test]
fn reports_a_required_property_that_is_forbidden() {
    assert_snapshot!(problems(&with_schemas(r"
        Cat: { properties: { name: {} }, required: [nmae], additionalProperties: false }
        Dog: { properties: { name: {} }, required: [owner] }
    ")), @"
    warning[forbidden-required]: required property `nmae` is undeclared, and the object is closed
     --> api.yaml:6:42
      |
    6 |         Cat: { properties: { name: {} }, required: [nmae], additionalProperties: false }
      |                                          ^^^^^^^^
      |
      = at: /components/schemas/Cat/required
      = help: did you mean `name`?
    ");
}

#[test]
fn reports_a_constant_missing_in_enum() {
    assert_snapshot!(problems(&with_schemas(r"
        Size: { const: huge, enum: [small, large] }
    ")), @"
    warning[unsatisfiable-schema]: schema accepts no value: `type`, `enum` or `const` conflict
     --> api.yaml:6:9
      |
    6 |         Size: { const: huge, enum: [small, large] }
      |         ^^^^
      |
      = at: /components/schemas/Size
      = help: remove all but one of the conflicting keywords
    ");
}

#[test]
fn reports_keywords_without_effect() {
    assert_snapshot!(problems(&with_schemas(r"
  Step: { type: number, multipleOf: 0 }
  None: { type: integer, minimum: 3, exclusiveMaximum: 3 }
  Any: { oneOf: [] }
  Word: { type: [string, 'null'], minItems: 3, maxLength: 4 }
")), @"
    warning[conflicting-bounds]: `multipleOf` must be greater than 0, ignored
     --> api.yaml:6:37
      |
    6 |   Step: { type: number, multipleOf: 0 }
      |                                     ^
      |
      = at: /components/schemas/Step/multipleOf
      = help: write a number greater than 0

    warning[conflicting-bounds]: schema accepts no value: `minimum` is 3, `exclusiveMaximum` is 3
     --> api.yaml:7:35
      |
    7 |   None: { type: integer, minimum: 3, exclusiveMaximum: 3 }
      |                                   ^
      |
      = at: /components/schemas/None/minimum
      = help: correct one of the bounds

    warning[empty-keyword]: `oneOf` is empty, ignored
     --> api.yaml:8:10
      |
    8 |   Any: { oneOf: [] }
      |          ^^^^^
      |
      = at: /components/schemas/Any/oneOf
      = help: add schemas, or remove the keyword

    warning[inapplicable-keyword]: `minItems` applies to arrays only, which `type` excludes
     --> api.yaml:9:45
      |
    9 |   Word: { type: [string, 'null'], minItems: 3, maxLength: 4 }
      |                                             ^
      |
      = at: /components/schemas/Word/minItems
      = help: remove the keyword, or correct `type`
    ");
}
