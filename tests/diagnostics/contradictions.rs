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
    warning[impossible-value]: the value 7 is ruled out by what else this schema says
     --> api.yaml:6:45
      |
    6 |         Size: { type: string, enum: [small, 7, extraordinary], maxLength: 8 }
      |                                             ^
      |
      = at: /components/schemas/Size/enum/1
      = help: remove it, or correct the type or the limit that rules it out

    warning[impossible-value]: the value "extraordinary" is ruled out by what else this schema says
     --> api.yaml:6:48
      |
    6 |         Size: { type: string, enum: [small, 7, extraordinary], maxLength: 8 }
      |                                                ^^^^^^^^^^^^^
      |
      = at: /components/schemas/Size/enum/2
      = help: remove it, or correct the type or the limit that rules it out

    warning[impossible-value]: the value "b" is ruled out by what else this schema says
     --> api.yaml:7:48
      |
    7 |         Code: { type: string, enum: [null, a1, b], pattern: '[0-9]' }
      |                                                ^
      |
      = at: /components/schemas/Code/enum/2
      = help: remove it, or correct the type or the limit that rules it out

    warning[impossible-value]: the value 100 is ruled out by what else this schema says
     --> api.yaml:8:43
      |
    8 |         Count: { type: integer, enum: [1, 100], maximum: 10 }
      |                                           ^^^
      |
      = at: /components/schemas/Count/enum/1
      = help: remove it, or correct the type or the limit that rules it out
    "#);
}

#[test]
fn reports_an_enum_that_is_no_array() {
    assert_snapshot!(problems(&with_schemas(r"
        Size: { type: string, enum: small }
    ")), @"
    warning[wrong-shape]: enum is a string where an array is expected, and has no effect
     --> api.yaml:6:37
      |
    6 |         Size: { type: string, enum: small }
      |                                     ^^^^^
      |
      = at: /components/schemas/Size/enum
      = help: write an array here, or remove it
    ");
}

#[test]
fn reports_contradicting_limits() {
    assert_snapshot!(problems(&with_schemas(r"
        Code: { type: string, minLength: 5, maxLength: 4 }
        Some: { type: integer, minimum: 2, maximum: 2 }
    ")), @"
    warning[impossible-limits]: minLength is 5 and maxLength is 4, so no value is valid
     --> api.yaml:6:42
      |
    6 |         Code: { type: string, minLength: 5, maxLength: 4 }
      |                                          ^
      |
      = at: /components/schemas/Code/minLength
      = help: correct one of them
    ");
}

#[test]
fn reports_a_required_property_that_is_forbidden() {
    assert_snapshot!(problems(&with_schemas(r"
        Cat: { properties: { name: {} }, required: [nmae], additionalProperties: false }
        Dog: { properties: { name: {} }, required: [owner] }
    ")), @"
    warning[impossible-member]: `nmae` is required and not declared, and no other members are allowed
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
    warning[impossible-schema]: no value is valid here: the types and values that this schema asks for contradict each other
     --> api.yaml:6:9
      |
    6 |         Size: { const: huge, enum: [small, large] }
      |         ^^^^
      |
      = at: /components/schemas/Size
      = help: remove all but one of the contradicting `type`, `enum` and `const`
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
    warning[impossible-limits]: no number is a multiple of this, so it has no effect
     --> api.yaml:6:37
      |
    6 |   Step: { type: number, multipleOf: 0 }
      |                                     ^
      |
      = at: /components/schemas/Step/multipleOf
      = help: write a number greater than 0

    warning[impossible-limits]: minimum is 3 and exclusiveMaximum is 3, so no value is valid
     --> api.yaml:7:35
      |
    7 |   None: { type: integer, minimum: 3, exclusiveMaximum: 3 }
      |                                   ^
      |
      = at: /components/schemas/None/minimum
      = help: correct one of them

    warning[empty-keyword]: `oneOf` lists no schema, and has no effect
     --> api.yaml:8:10
      |
    8 |   Any: { oneOf: [] }
      |          ^^^^^
      |
      = at: /components/schemas/Any/oneOf
      = help: remove it, or list the schemas

    warning[idle-keyword]: `minItems` asks something of arrays, which are ruled out by `type`
     --> api.yaml:9:45
      |
    9 |   Word: { type: [string, 'null'], minItems: 3, maxLength: 4 }
      |                                             ^
      |
      = at: /components/schemas/Word/minItems
      = help: remove it, or correct the `type`
    ");
}
