//! Diagnostics for a spec, except syntax errors.

use crate::codegen::{problems, with_schemas};
use insta::assert_snapshot;

#[test]
fn rejects_a_document_without_a_version() {
    assert_snapshot!(problems(r"
        title: My recipes
    "), @"
    error[not-openapi]: not an OpenAPI spec: `openapi` is missing
     --> api.yaml:2:9
      |
    2 |         title: My recipes
      |         ^^^^^^^^^^^^^^^^^
      |
      = help: start the file with `openapi: 3.1.0`
    ");
}

#[test]
fn rejects_an_unsupported_version() {
    assert_snapshot!(problems(r"
        openapi: 4.0.0
    "), @"
    error[unsupported-version]: unsupported version `openapi: 4.0.0`
     --> api.yaml:2:18
      |
    2 |         openapi: 4.0.0
      |                  ^^^^^
      |
      = at: /openapi
      = help: convert the spec to Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2
    ");
    assert_snapshot!(problems(r"
        swagger: '1.2'
    "), @"
    error[unsupported-version]: unsupported version `swagger: 1.2`
     --> api.yaml:2:18
      |
    2 |         swagger: '1.2'
      |                  ^^^^^
      |
      = at: /swagger
      = help: convert the spec to Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2
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
}

#[test]
fn reports_fields_of_the_wrong_type() {
    assert_snapshot!(problems(&with_schemas(r"
        Cat: { properties: [name], required: name, minLength: -1, description: 7, uniqueItems: yes, maximum: ten }
    ")), @"
    warning[wrong-type]: expected an object for `properties`, found an array, ignored
     --> api.yaml:6:16
      |
    6 |         Cat: { properties: [name], required: name, minLength: -1, description: 7, uniqueItems: yes, maximum: ten }
      |                ^^^^^^^^^^
      |
      = at: /components/schemas/Cat/properties
      = help: write an object, or remove the value

    warning[wrong-type]: expected an array of strings for `required`, found a string, ignored
     --> api.yaml:6:46
      |
    6 |         Cat: { properties: [name], required: name, minLength: -1, description: 7, uniqueItems: yes, maximum: ten }
      |                                              ^^^^
      |
      = at: /components/schemas/Cat/required
      = help: write an array of strings, or remove the value

    warning[wrong-type]: expected a non-negative integer for `minLength`, found a number, ignored
     --> api.yaml:6:63
      |
    6 |         Cat: { properties: [name], required: name, minLength: -1, description: 7, uniqueItems: yes, maximum: ten }
      |                                                               ^^
      |
      = at: /components/schemas/Cat/minLength
      = help: write a non-negative integer, or remove the value

    warning[wrong-type]: expected a boolean for `uniqueItems`, found a string, ignored
     --> api.yaml:6:96
      |
    6 |         Cat: { properties: [name], required: name, minLength: -1, description: 7, uniqueItems: yes, maximum: ten }
      |                                                                                                ^^^
      |
      = at: /components/schemas/Cat/uniqueItems
      = help: write a boolean, or remove the value

    warning[wrong-type]: expected a number for `maximum`, found a string, ignored
     --> api.yaml:6:110
      |
    6 |         Cat: { properties: [name], required: name, minLength: -1, description: 7, uniqueItems: yes, maximum: ten }
      |                                                                                                              ^^^
      |
      = at: /components/schemas/Cat/maximum
      = help: write a number, or remove the value
    ");
}

#[test]
fn reports_a_schema_of_the_wrong_type() {
    assert_snapshot!(problems(&with_schemas(r"
        Cat: { properties: { name: string } }
    ")), @"
    warning[wrong-type]: expected an object for `name`, found a string, ignored
     --> api.yaml:6:36
      |
    6 |         Cat: { properties: { name: string } }
      |                                    ^^^^^^
      |
      = at: /components/schemas/Cat/properties/name
      = help: write an object, or remove the value
    ");
}

#[test]
fn reports_a_dependency_of_the_wrong_type() {
    assert_snapshot!(problems(&with_schemas(r"
        Cat: { dependentRequired: { name: age } }
    ")), @"
    warning[wrong-type]: expected an array of strings for `name`, found a string, ignored
     --> api.yaml:6:43
      |
    6 |         Cat: { dependentRequired: { name: age } }
      |                                           ^^^
      |
      = at: /components/schemas/Cat/dependentRequired/name
      = help: write an array of strings, or remove the value
    ");
}

#[test]
fn reports_a_collection_without_a_pointer() {
    assert_snapshot!(problems(&with_schemas(r"
        Cat: { type: object, x-collect: { toys/*: { maxItems: 3 } } }
    ")), @"
    warning[invalid-value]: `toys/*` is not a JSON pointer, ignored
     --> api.yaml:6:43
      |
    6 |         Cat: { type: object, x-collect: { toys/*: { maxItems: 3 } } }
      |                                           ^^^^^^
      |
      = at: /components/schemas/Cat/x-collect/toys~1*
      = help: start with `/`, such as `/sections/*/rows`
    ");
}

#[test]
fn reports_an_unknown_keyword() {
    assert_snapshot!(problems(&with_schemas(r"
        Cat: { type: string, minLenght: 1, x-note: This one is meant for others. }
    ")), @"
    warning[unknown-keyword]: unknown keyword `minLenght` in a schema, ignored
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
    warning[unknown-type]: unknown `type` "strin", ignored
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
    warning[unsupported-pattern]: unsupported pattern `^(?=x).*$`, not checked: look-around is not supported
     --> api.yaml:6:62
      |
    6 |         Code: { properties: { code: { type: string, pattern: '^(?=x).*$' } } }
      |                                                              ^^^^^^^^^^^
      |
      = at: /components/schemas/Code/properties/code/pattern
      = help: rewrite the pattern without look-around, back-references and Unicode classes
    ");
}

#[test]
fn rejects_an_empty_spec() {
    assert_snapshot!(problems(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
    "), @"
    error[empty-spec]: the spec has no `paths`, `components` or `webhooks`
     --> api.yaml:2:9
      |
    2 |         openapi: 3.1.0
      |         ^^^^^^^^^^^^^^
      |
      = help: add operations under `paths`
    ");
}

#[test]
fn ignores_an_invalid_pattern() {
    assert_snapshot!(problems(&with_schemas(r"
        Code: { properties: { code: { type: string, pattern: '[a-z' } } }
    ")), @r"
    warning[invalid-pattern]: invalid pattern `[a-z`, not checked: found unclosed character class
     --> api.yaml:6:62
      |
    6 |         Code: { properties: { code: { type: string, pattern: '[a-z' } } }
      |                                                              ^^^^^^
      |
      = at: /components/schemas/Code/properties/code/pattern
      = help: close every group and class, or escape literal characters with `\`
    ");
}

#[test]
fn reports_an_invalid_default() {
    assert_snapshot!(problems(&with_schemas(r"
        Page: { properties: { size: { type: integer, default: many } } }
    ")), @"
    warning[wrong-default]: `default` and `type` conflict: found a string, ignored
     --> api.yaml:6:63
      |
    6 |         Page: { properties: { size: { type: integer, default: many } } }
      |                                                               ^^^^
      |
      = at: /components/schemas/Page/properties/size/default
      = help: correct `default` or `type`
    ");
}

#[test]
fn reads_patterns_of_javascript() {
    assert_snapshot!(problems(&with_schemas(r"
        Code: { type: string, pattern: '/^[a-z]+$/i' }
        Path: { type: string, pattern: /pets/ }
        Tags: { type: object, patternProperties: { '/^x-/': { type: string } } }
    ")), @"
    warning[pattern-literal]: pattern `/^[a-z]+$/i` is a JavaScript literal, read as `(?i)^[a-z]+$`
     --> api.yaml:6:40
      |
    6 |         Code: { type: string, pattern: '/^[a-z]+$/i' }
      |                                        ^^^^^^^^^^^^^
      |
      = at: /components/schemas/Code/pattern
      = help: remove the slashes and flags

    warning[pattern-literal]: pattern `/^x-/` is a JavaScript literal, read as `^x-`
     --> api.yaml:8:52
      |
    8 |         Tags: { type: object, patternProperties: { '/^x-/': { type: string } } }
      |                                                    ^^^^^^^
      |
      = at: /components/schemas/Tags/patternProperties/~1^x-~1
      = help: remove the slashes and flags
    ");
}

#[test]
fn reads_oneof_that_format_decides_as_anyof() {
    assert_snapshot!(problems(&with_schemas(r"
        Contact: { oneOf: [{ type: string, format: email, maxLength: 90 }, { type: string, format: uri }] }
    ")), @"
    warning[unchecked-format]: branches of `oneOf` differ by `format`, which is not checked; read as `anyOf`
     --> api.yaml:6:20
      |
    6 |         Contact: { oneOf: [{ type: string, format: email, maxLength: 90 }, { type: string, format: uri }] }
      |                    ^^^^^
      |
      = at: /components/schemas/Contact/oneOf
      = help: write `anyOf`, or tell the branches apart by `pattern`
    ");
}
