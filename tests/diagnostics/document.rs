//! Diagnostics for a spec, except syntax errors.

use crate::codegen::{problems, with_schemas};
use insta::assert_snapshot;

#[test]
fn rejects_a_document_without_a_version() {
    assert_snapshot!(problems(r"
        title: My recipes
    "), @"
    error[not-openapi]: this is no OpenAPI description: it has no member `openapi`
     --> api.yaml:2:9
      |
    2 |         title: My recipes
      |         ^^^^^^^^^^^^^^^^^
      |
      = help: begin the file with `openapi: 3.1.0`
    ");
}

#[test]
fn rejects_an_unsupported_version() {
    assert_snapshot!(problems(r"
        openapi: 4.0.0
    "), @"
    error[unsupported-version]: `openapi: 4.0.0` is no version that is read
     --> api.yaml:2:18
      |
    2 |         openapi: 4.0.0
      |                  ^^^^^
      |
      = at: /openapi
      = help: Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are read: convert it to one of them
    ");
    assert_snapshot!(problems(r"
        swagger: '1.2'
    "), @"
    error[unsupported-version]: `swagger: 1.2` is no version that is read
     --> api.yaml:2:18
      |
    2 |         swagger: '1.2'
      |                  ^^^^^
      |
      = at: /swagger
      = help: Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are read: convert it to one of them
    ");
}

#[test]
fn reads_a_numeric_version() {
    assert_eq!(
        problems("{ openapi: 3.1, info: { title: T, version: '1' }, paths: {} }"),
        ""
    );
    assert_eq!(
        problems("{ openapi: 3.0, info: { title: T, version: '1' }, paths: {} }"),
        ""
    );
    assert_snapshot!(problems(r"
        swagger: 2.0
    "), @r#"
    error[unsupported-version]: the version of Swagger is a number where a string is expected
     --> api.yaml:2:18
      |
    2 |         swagger: 2.0
      |                  ^^^
      |
      = at: /swagger
      = help: put it in quotes: `swagger: "2.0"`
    "#);
}

#[test]
fn reports_fields_of_the_wrong_type() {
    assert_snapshot!(problems(&with_schemas(r"
        Cat: { properties: [name], required: name, minLength: -1, description: 7, uniqueItems: yes, maximum: ten }
    ")), @"
    warning[wrong-shape]: properties is an array where an object is expected, and has no effect
     --> api.yaml:6:16
      |
    6 |         Cat: { properties: [name], required: name, minLength: -1, description: 7, uniqueItems: yes, maximum: ten }
      |                ^^^^^^^^^^
      |
      = at: /components/schemas/Cat/properties
      = help: write an object here, or remove it

    warning[wrong-shape]: required is a string where an array of strings is expected, and has no effect
     --> api.yaml:6:46
      |
    6 |         Cat: { properties: [name], required: name, minLength: -1, description: 7, uniqueItems: yes, maximum: ten }
      |                                              ^^^^
      |
      = at: /components/schemas/Cat/required
      = help: write an array of strings here, or remove it

    warning[wrong-shape]: minLength is a number where a whole number of zero or more is expected, and has no effect
     --> api.yaml:6:63
      |
    6 |         Cat: { properties: [name], required: name, minLength: -1, description: 7, uniqueItems: yes, maximum: ten }
      |                                                               ^^
      |
      = at: /components/schemas/Cat/minLength
      = help: write a whole number of zero or more here, or remove it

    warning[wrong-shape]: uniqueItems is a string where true or false is expected, and has no effect
     --> api.yaml:6:96
      |
    6 |         Cat: { properties: [name], required: name, minLength: -1, description: 7, uniqueItems: yes, maximum: ten }
      |                                                                                                ^^^
      |
      = at: /components/schemas/Cat/uniqueItems
      = help: write true or false here, or remove it

    warning[wrong-shape]: maximum is a string where a number is expected, and has no effect
     --> api.yaml:6:110
      |
    6 |         Cat: { properties: [name], required: name, minLength: -1, description: 7, uniqueItems: yes, maximum: ten }
      |                                                                                                              ^^^
      |
      = at: /components/schemas/Cat/maximum
      = help: write a number here, or remove it
    ");
}

#[test]
fn reports_a_schema_of_the_wrong_type() {
    assert_snapshot!(problems(&with_schemas(r"
        Cat: { properties: { name: string } }
    ")), @"
    warning[wrong-shape]: this is a string where an object is expected, and has no effect
     --> api.yaml:6:36
      |
    6 |         Cat: { properties: { name: string } }
      |                                    ^^^^^^
      |
      = at: /components/schemas/Cat/properties/name
      = help: write an object here, or remove it
    ");
}

#[test]
fn reports_a_dependency_of_the_wrong_type() {
    assert_snapshot!(problems(&with_schemas(r"
        Cat: { dependentRequired: { name: age } }
    ")), @"
    warning[wrong-shape]: `name` is a string where an array of strings is expected, and has no effect
     --> api.yaml:6:43
      |
    6 |         Cat: { dependentRequired: { name: age } }
      |                                           ^^^
      |
      = at: /components/schemas/Cat/dependentRequired/name
      = help: write an array of strings here, or remove it
    ");
}

#[test]
fn reports_an_unknown_keyword() {
    assert_snapshot!(problems(&with_schemas(r"
        Cat: { type: string, minLenght: 1, x-note: This one is meant for others. }
    ")), @"
    warning[unknown-keyword]: `minLenght` is no member of a schema that is read here, and has no effect
     --> api.yaml:6:30
      |
    6 |         Cat: { type: string, minLenght: 1, x-note: This one is meant for others. }
      |                              ^^^^^^^^^
      |
      = at: /components/schemas/Cat/minLenght
      = help: did you mean `minLength`?
    ");
}

#[test]
fn reports_an_unknown_type() {
    assert_snapshot!(problems(&with_schemas(r"
        Cat: { type: [strin, string] }
    ")), @r#"
    warning[unknown-type]: "strin" is no type of JSON, and has no effect
     --> api.yaml:6:16
      |
    6 |         Cat: { type: [strin, string] }
      |                ^^^^
      |
      = at: /components/schemas/Cat/type
      = help: did you mean `string`?
    "#);
}

#[test]
fn reports_an_unsupported_pattern() {
    assert_snapshot!(problems(&with_schemas(r"
        Code: { properties: { code: { type: string, pattern: '^(?=x).*$' } } }
    ")), @"
    warning[unusable-pattern]: the pattern `^(?=x).*$` is not checked: look-around is not supported
     --> api.yaml:6:62
      |
    6 |         Code: { properties: { code: { type: string, pattern: '^(?=x).*$' } } }
      |                                                              ^^^^^^^^^^^
      |
      = at: /components/schemas/Code/properties/code/pattern
      = help: write it without look-around, back-references and Unicode classes
    ");
}

#[test]
fn rejects_an_empty_spec() {
    assert_snapshot!(problems(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
    "), @"
    error[nothing-described]: this describes nothing: it has none of `paths`, `components` and `webhooks`
     --> api.yaml:2:9
      |
    2 |         openapi: 3.1.0
      |         ^^^^^^^^^^^^^^
      |
      = help: add the operations under `paths`
    ");
}

#[test]
fn rejects_an_invalid_pattern() {
    assert_snapshot!(problems(&with_schemas(r"
        Code: { properties: { code: { type: string, pattern: '[a-z' } } }
    ")), @r"
    error[invalid-pattern]: the pattern `[a-z` is no regular expression: found unclosed character class
     --> api.yaml:6:62
      |
    6 |         Code: { properties: { code: { type: string, pattern: '[a-z' } } }
      |                                                              ^^^^^^
      |
      = at: /components/schemas/Code/properties/code/pattern
      = help: close what is open, or put `\` before what is meant literally
    ");
}

#[test]
fn reports_an_invalid_default() {
    assert_snapshot!(problems(&with_schemas(r"
        Page: { properties: { size: { type: integer, default: many } } }
    ")), @"
    warning[wrong-default]: the default is a string, which this schema rules out, and has no effect
     --> api.yaml:6:63
      |
    6 |         Page: { properties: { size: { type: integer, default: many } } }
      |                                                               ^^^^
      |
      = at: /components/schemas/Page/properties/size/default
      = help: correct the default or the type
    ");
}
