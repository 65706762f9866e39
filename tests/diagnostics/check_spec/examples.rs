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
    warning[invalid-example]: this example is not valid: it does not match `^[0-9]{2}$`
     --> api.yaml:6:57
      |
    6 |   Code: { type: string, pattern: '^[0-9]{2}$', example: 7a }
      |                                                         ^^
      |
      = at: /components/schemas/Code/example
      = note: the rule is /components/schemas/Code/pattern (line 6)
      = help: correct the value, or the schema if the value is right

    warning[invalid-enum-value]: this value of `enum` is not valid: it is longer than 3 characters
     --> api.yaml:7:51
      |
    7 |   Kind: { type: string, maxLength: 3, enum: [one, three] }
      |                                                   ^^^^^
      |
      = at: /components/schemas/Kind/enum/1
      = note: the rule is /components/schemas/Kind/maxLength (line 7)
      = help: correct the value, or the schema if the value is right

    warning[invalid-default]: the default is not valid: a string is not an integer
     --> api.yaml:8:35
      |
    8 |   Page: { type: integer, default: '10' }
      |                                   ^^^^
      |
      = at: /components/schemas/Page/default
      = note: the rule is /components/schemas/Page/type (line 8)
      = help: correct the value, or the schema if the value is right

    warning[invalid-default]: the default is not valid: it is less than 1
     --> api.yaml:9:47
      |
    9 |   Size: { type: integer, minimum: 1, default: 0 }
      |                                               ^
      |
      = at: /components/schemas/Size/default
      = note: the rule is /components/schemas/Size/minimum (line 9)
      = help: correct the value, or the schema if the value is right

    warning[invalid-example]: this example is not valid: a number is not a string
      --> api.yaml:10:66
       |
    10 |   List: { type: array, items: { type: string }, examples: [[a], [1]] }
       |                                                                  ^
       |
       = at: /components/schemas/List/examples/1/0
       = note: the rule is /components/schemas/List/items/type (line 10)
       = help: correct the value, or the schema if the value is right

    - description: "The default is not valid: a string is not an integer."
      target: "$.components.schemas.Page.default"
      update: 10
    - description: "The default is not valid: it is less than 1."
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
")), @r"
    warning[invalid-examples]: 3 of these 4 examples are not valid
      --> api.yaml:11:13
       |
    11 |             examples:
       |             ^^^^^^^^
       |
       = at: /paths/~1pets/post/requestBody/content/application~1json/examples
       = note: 2 examples, the first at line 12: `name` is missing, says /paths/~1pets/post/requestBody/content/application~1json/schema/required (line 10)
       = note: 1 example, line 14: a string is not an integer, says /paths/~1pets/post/requestBody/content/application~1json/schema/properties/age/type (line 10)
       = help: correct the examples, or the schema where they are right
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
")), @r"
    warning[invalid-example]: this example is not valid: a number is not a string
      --> api.yaml:14:41
       |
    14 |             example: { kind: cat, meow: 7 }
       |                                         ^
       |
       = at: /paths/~1pets/post/requestBody/content/application~1json/example/meow
       = note: the rule is /paths/~1pets/post/requestBody/content/application~1json/schema/oneOf/1/properties/meow/type (line 13)
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
    warning[closed-branch]: `additionalProperties: false` shuts out `to`, which schemas that apply beside it declare: no object is valid
      --> api.yaml:14:119
       |
    14 |                     - { type: object, required: [text], properties: { text: { type: string } }, additionalProperties: false }
       |                                                                                                                       ^^^^^
       |
       = at: /paths/~1send/post/requestBody/content/application~1json/schema/oneOf/0/allOf/1/additionalProperties
       = note: composed in /paths/~1send/post/requestBody/content/application~1json/schema/oneOf/0
       = help: declare them here, or leave this out and say `unevaluatedProperties: false` in the schema that composes both

    warning[closed-branch]: `additionalProperties: false` shuts out `to`, which schemas that apply beside it declare: no object is valid
      --> api.yaml:17:119
       |
    17 |                     - { type: object, required: [link], properties: { link: { type: string } }, additionalProperties: false }
       |                                                                                                                       ^^^^^
       |
       = at: /paths/~1send/post/requestBody/content/application~1json/schema/oneOf/1/allOf/1/additionalProperties
       = note: composed in /paths/~1send/post/requestBody/content/application~1json/schema/oneOf/1
       = help: declare them here, or leave this out and say `unevaluatedProperties: false` in the schema that composes both

    warning[invalid-examples]: none of these 2 examples is valid
      --> api.yaml:18:13
       |
    18 |             examples:
       |             ^^^^^^^^
       |
       = at: /paths/~1send/post/requestBody/content/application~1json/examples
       = note: 2 examples, the first at line 19: `additionalProperties: false` shuts out members of the schemas beside it, as told of each `closed-branch`
       = help: correct the examples, or the schema where they are right

    - description: "`additionalProperties: false` shuts out `to`, which schemas that apply beside it declare: no object is valid."
      target: "$.paths['/send'].post.requestBody.content['application/json'].schema.oneOf[0].allOf[1]"
      update: {"properties":{"to":{}}}
    - description: "`additionalProperties: false` shuts out `to`, which schemas that apply beside it declare: no object is valid."
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
")), @r"
    warning[invalid-example]: this example is not valid: a string is not an integer
     --> api.yaml:8:72
      |
    8 |         - { name: page, in: query, schema: { type: integer }, example: first }
      |                                                                        ^^^^^
      |
      = at: /paths/~1pets/get/parameters/0/example
      = note: the rule is /paths/~1pets/get/parameters/0/schema/type (line 8)
      = help: correct the value, or the schema if the value is right

    warning[invalid-example]: this example is not valid: a string is not an integer
      --> api.yaml:14:59
       |
    14 |             X-Rate: { schema: { type: integer }, example: many }
       |                                                           ^^^^
       |
       = at: /paths/~1pets/get/responses/200/headers/X-Rate/example
       = note: the rule is /paths/~1pets/get/responses/200/headers/X-Rate/schema/type (line 14)
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
    assert_snapshot!(told(&with_schemas(text).replacen("3.1.0", "3.0.3", 1)), @r"
    warning[invalid-example]: this example is not valid: a number is not a string
     --> api.yaml:8:85
      |
    8 |   Wrong: { nullable: true, allOf: [{ $ref: '#/components/schemas/Code' }], example: 7 }
      |                                                                                     ^
      |
      = at: /components/schemas/Wrong/example
      = note: the rule is /components/schemas/Code/type (line 9)
      = help: correct the value, or the schema if the value is right

    warning[invalid-example]: this example is not valid: it is not more than 1
      --> api.yaml:10:71
       |
    10 |   More: { type: integer, minimum: 1, exclusiveMinimum: true, example: 1 }
       |                                                                       ^
       |
       = at: /components/schemas/More/example
       = note: the rule is /components/schemas/More/exclusiveMinimum (line 10)
       = help: correct the value, or the schema if the value is right
    ");
}

#[test]
fn reports_json_inside_a_string() {
    assert_snapshot!(told(&with_schemas(r#"
  Pet: { type: object, properties: { name: {} }, example: '{ "name": "Rex" }' }
"#)), @r#"
    warning[invalid-example]: this example is not valid: it is JSON in a string, and not the JSON itself
     --> api.yaml:6:59
      |
    6 |   Pet: { type: object, properties: { name: {} }, example: '{ "name": "Rex" }' }
      |                                                           ^^^^^^^^^^^^^^^^^^^
      |
      = at: /components/schemas/Pet/example
      = note: the rule is /components/schemas/Pet/type (line 6)
      = help: correct the value, or the schema if the value is right
    "#);
}
