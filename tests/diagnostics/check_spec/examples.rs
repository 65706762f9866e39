//! Examples, defaults and `enum` values that are invalid under their own schema.

use super::{told, with_paths, with_schemas};
use insta::assert_snapshot;

#[test]
fn reports_values_invalid_under_their_own_schema() {
    assert_snapshot!(told(&with_schemas("
  Code: { type: string, pattern: '^[0-9]{2}$', example: 7a }
  Kind: { type: string, maxLength: 3, enum: [one, three] }
  Page: { type: integer, default: '10' }
  Size: { type: integer, minimum: 1, default: 0 }
  List: { type: array, items: { type: string }, examples: [[a], [1]] }
")), @r#"
    warning[invalid-example]: invalid example: does not match `^[0-9]{2}$`
     --> api.yaml:6:57
      |
    6 |   Code: { type: string, pattern: '^[0-9]{2}$', example: 7a }
      |                                                         ^^
      |
      = at: /components/schemas/Code/example
      = note: violates /components/schemas/Code/pattern (line 6)
      = help: correct the value, or the schema if the value is right

    warning[invalid-enum-value]: invalid `enum` value: longer than 3 characters
     --> api.yaml:7:51
      |
    7 |   Kind: { type: string, maxLength: 3, enum: [one, three] }
      |                                                   ^^^^^
      |
      = at: /components/schemas/Kind/enum/1
      = note: violates /components/schemas/Kind/maxLength (line 7)
      = help: correct the value, or the schema if the value is right

    warning[invalid-default]: invalid `default`: expected an integer, found a string
     --> api.yaml:8:35
      |
    8 |   Page: { type: integer, default: '10' }
      |                                   ^^^^
      |
      = at: /components/schemas/Page/default
      = note: violates /components/schemas/Page/type (line 8)
      = help: correct the value, or the schema if the value is right

    warning[invalid-default]: invalid `default`: less than 1
     --> api.yaml:9:47
      |
    9 |   Size: { type: integer, minimum: 1, default: 0 }
      |                                               ^
      |
      = at: /components/schemas/Size/default
      = note: violates /components/schemas/Size/minimum (line 9)
      = help: correct the value, or the schema if the value is right

    warning[invalid-example]: invalid example: expected a string, found a number
      --> api.yaml:10:66
       |
    10 |   List: { type: array, items: { type: string }, examples: [[a], [1]] }
       |                                                                  ^
       |
       = at: /components/schemas/List/examples/1/0
       = note: violates /components/schemas/List/items/type (line 10)
       = help: correct the value, or the schema if the value is right

    - description: "Invalid `default`: expected an integer, found a string."
      target: "$.components.schemas.Page.default"
      update: 10
    - description: "Invalid `default`: less than 1."
      target: "$.components.schemas.Size.default"
      remove: true
    "#);
}

#[test]
fn groups_invalid_examples_by_cause() {
    assert_snapshot!(told(&with_paths("
  /pets:
    post:
      requestBody:
        content:
          application/json:
            schema: { type: object, required: [name], properties: { name: { type: string }, age: { type: integer } } }
            examples:
              One: { value: { age: 1 } }
              Two: { value: { age: 2 } }
              Three: { value: { name: Rex, age: '3' } }
              Four: { value: { name: Rex } }
      responses: { '200': { description: done } }
")), @"
    warning[invalid-examples]: 3 of 4 examples are invalid
      --> api.yaml:11:13
       |
    11 |             examples:
       |             ^^^^^^^^
       |
       = at: /paths/~1pets/post/requestBody/content/application~1json/examples
       = note: 2 examples, the first at line 12: missing required property `name`, violating /paths/~1pets/post/requestBody/content/application~1json/schema/required (line 10)
       = note: 1 example, line 14: expected an integer, found a string, violating /paths/~1pets/post/requestBody/content/application~1json/schema/properties/age/type (line 10)
       = help: correct the examples, or the schema where the examples are right
    ");
}

#[test]
fn explains_errors_by_the_intended_branch() {
    assert_snapshot!(told(&with_paths("
  /pets:
    post:
      requestBody:
        content:
          application/json:
            schema:
              oneOf:
                - { type: object, required: [kind, bark], properties: { kind: { const: dog }, bark: { type: string } } }
                - { type: object, required: [kind, meow], properties: { kind: { const: cat }, meow: { type: string } } }
            example: { kind: cat, meow: 7 }
      responses: { '200': { description: done } }
")), @"
    warning[invalid-example]: invalid example: expected a string, found a number
      --> api.yaml:14:41
       |
    14 |             example: { kind: cat, meow: 7 }
       |                                         ^
       |
       = at: /paths/~1pets/post/requestBody/content/application~1json/example/meow
       = note: violates /paths/~1pets/post/requestBody/content/application~1json/schema/oneOf/1/properties/meow/type (line 13)
       = help: correct the value, or the schema if the value is right
    ");
}

#[test]
fn reports_a_closed_branch_once_for_every_example() {
    assert_snapshot!(told(&with_paths("
  /send:
    post:
      requestBody:
        content:
          application/json:
            schema:
              oneOf:
                - allOf:
                    - &base { type: object, required: [to], properties: { to: { type: string } } }
                    - { type: object, required: [text], properties: { text: { type: string } }, additionalProperties: false }
                - allOf:
                    - *base
                    - { type: object, required: [link], properties: { link: { type: string } }, additionalProperties: false }
            examples:
              Text: { value: { to: a, text: b } }
              Link: { value: { to: a, link: b } }
      responses: { '200': { description: done } }
")), @r#"
    warning[closed-schema]: `additionalProperties: false` rejects `to`, declared in the same composition: no object is valid
      --> api.yaml:14:119
       |
    14 |                     - { type: object, required: [text], properties: { text: { type: string } }, additionalProperties: false }
       |                                                                                                                       ^^^^^
       |
       = at: /paths/~1send/post/requestBody/content/application~1json/schema/oneOf/0/allOf/1/additionalProperties
       = note: composed in /paths/~1send/post/requestBody/content/application~1json/schema/oneOf/0
       = help: declare the properties in this schema, or use `unevaluatedProperties: false` in the composing schema instead

    warning[closed-schema]: `additionalProperties: false` rejects `to`, declared in the same composition: no object is valid
      --> api.yaml:17:119
       |
    17 |                     - { type: object, required: [link], properties: { link: { type: string } }, additionalProperties: false }
       |                                                                                                                       ^^^^^
       |
       = at: /paths/~1send/post/requestBody/content/application~1json/schema/oneOf/1/allOf/1/additionalProperties
       = note: composed in /paths/~1send/post/requestBody/content/application~1json/schema/oneOf/1
       = help: declare the properties in this schema, or use `unevaluatedProperties: false` in the composing schema instead

    warning[invalid-examples]: all 2 examples are invalid
      --> api.yaml:18:13
       |
    18 |             examples:
       |             ^^^^^^^^
       |
       = at: /paths/~1send/post/requestBody/content/application~1json/examples
       = note: 2 examples, the first at line 19: `additionalProperties: false` rejects properties of the composition, see `closed-schema`
       = help: correct the examples, or the schema where the examples are right

    - description: "`additionalProperties: false` rejects `to`, declared in the same composition: no object is valid."
      target: "$.paths['/send'].post.requestBody.content['application/json'].schema.oneOf[0].allOf[1]"
      update: {"properties":{"to":{}}}
    - description: "`additionalProperties: false` rejects `to`, declared in the same composition: no object is valid."
      target: "$.paths['/send'].post.requestBody.content['application/json'].schema.oneOf[1].allOf[1]"
      update: {"properties":{"to":{}}}
    "#);
}

#[test]
fn checks_examples_of_parameters_and_headers() {
    assert_snapshot!(told(&with_paths("
  /pets:
    get:
      parameters:
        - { name: page, in: query, schema: { type: integer }, example: first }
        - { name: tags, in: query, schema: { type: array, items: { type: string } }, example: 'a,b' }
      responses:
        '200':
          description: done
          headers:
            X-Rate: { schema: { type: integer }, example: many }
")), @"
    warning[invalid-example]: invalid example: expected an integer, found a string
     --> api.yaml:8:72
      |
    8 |         - { name: page, in: query, schema: { type: integer }, example: first }
      |                                                                        ^^^^^
      |
      = at: /paths/~1pets/get/parameters/0/example
      = note: violates /paths/~1pets/get/parameters/0/schema/type (line 8)
      = help: correct the value, or the schema if the value is right

    warning[invalid-example]: invalid example: expected an integer, found a string
      --> api.yaml:14:59
       |
    14 |             X-Rate: { schema: { type: integer }, example: many }
       |                                                           ^^^^
       |
       = at: /paths/~1pets/get/responses/200/headers/X-Rate/example
       = note: violates /paths/~1pets/get/responses/200/headers/X-Rate/schema/type (line 14)
       = help: correct the value, or the schema if the value is right
    ");
}

#[test]
fn accepts_examples_valid_for_their_direction() {
    assert_snapshot!(told(&with_paths("
  /pets:
    post:
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Pet' }
            example: { name: Rex }
          application/xml:
            schema: { $ref: '#/components/schemas/Pet' }
            example: <pet/>
      responses:
        '200':
          description: done
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Pet' }
              example: { id: 1, name: Rex }
components:
  schemas:
    Pet:
      type: object
      required: [id, name]
      properties: { id: { type: integer, readOnly: true }, name: { type: string } }
      additionalProperties: false
")), @"");
}

#[test]
fn reads_openapi_3_0_keywords() {
    let text = "
  Null: { type: string, enum: [a], nullable: true, example: null }
  Maybe: { nullable: true, allOf: [{ $ref: '#/components/schemas/Code' }], example: null }
  Wrong: { nullable: true, allOf: [{ $ref: '#/components/schemas/Code' }], example: 7 }
  Code: { type: string }
  More: { type: integer, minimum: 1, exclusiveMinimum: true, example: 1 }
";
    assert_snapshot!(told(&with_schemas(text).replacen("3.1.0", "3.0.3", 1)), @"
    warning[invalid-example]: invalid example: expected a string, found a number
     --> api.yaml:8:85
      |
    8 |   Wrong: { nullable: true, allOf: [{ $ref: '#/components/schemas/Code' }], example: 7 }
      |                                                                                     ^
      |
      = at: /components/schemas/Wrong/example
      = note: violates /components/schemas/Code/type (line 9)
      = help: correct the value, or the schema if the value is right

    warning[invalid-example]: invalid example: not greater than 1
      --> api.yaml:10:71
       |
    10 |   More: { type: integer, minimum: 1, exclusiveMinimum: true, example: 1 }
       |                                                                       ^
       |
       = at: /components/schemas/More/example
       = note: violates /components/schemas/More/exclusiveMinimum (line 10)
       = help: correct the value, or the schema if the value is right
    ");
}

#[test]
fn reports_json_inside_a_string() {
    assert_snapshot!(told(&with_schemas(r#"
  Pet: { type: object, properties: { name: {} }, example: '{ "name": "Rex" }' }
"#)), @r#"
    warning[invalid-example]: invalid example: JSON inside a string
     --> api.yaml:6:59
      |
    6 |   Pet: { type: object, properties: { name: {} }, example: '{ "name": "Rex" }' }
      |                                                           ^^^^^^^^^^^^^^^^^^^
      |
      = at: /components/schemas/Pet/example
      = note: violates /components/schemas/Pet/type (line 6)
      = help: correct the value, or the schema if the value is right
    "#);
}
