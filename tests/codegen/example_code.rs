//! Examples of request bodies as Rust code.

use super::generated;
use insta::assert_snapshot;

/// The code for an example of a request body with the schema `Body`.
fn sample(schemas: &str, example: &str) -> String {
    let document = format!(
        "openapi: 3.1.0
info: {{ title: T, version: '1' }}
paths:
  /a:
    post:
      operationId: send
      requestBody:
        content:
          application/json:
            schema: {{ $ref: '#/components/schemas/Body' }}
            example: {example}
      responses: {{}}
components:
  schemas:
{schemas}"
    );
    let files = generated(&document, "").files;
    let page = files.get("src/operations/send.md");
    let page = page.map(String::as_str).unwrap_or_default();
    let code = page.lines().skip_while(|line| *line != "```rust").skip(1);
    let code = code.take_while(|line| *line != "```");
    code.collect::<Vec<_>>().join("\n")
}

/// The code without the lines that rustdoc hides.
fn shown(schemas: &str, example: &str) -> String {
    let code = sample(schemas, example);
    let lines = code.lines().filter(|line| !line.starts_with("# "));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn writes_examples_with_a_hidden_test() {
    assert_snapshot!(sample(
        r"
    Body:
      required: [name, kind, inner]
      properties:
        name: { type: string }
        kind: { enum: [a, b] }
        inner: { $ref: '#/components/schemas/Inner' }
        size: { type: integer }
    Inner: { properties: { on: { type: boolean } } }
",
        "{ inner: { on: true }, size: 70000, name: n, kind: b }"
    ), @r##"
    use api::types::{Body, BodyKind, Inner};

    let body = Body::new("n", BodyKind::B, Inner::new().with_on(true))
        .with_size(70_000);
    # { use api::*; let body: types::Body = body.into();
    # let json: serde_json::Value = serde_json::from_str(r#"{"inner":{"on":true},"kind":"b","name":"n","size":70000}"#).unwrap(); assert_eq!(serde_json::to_value(body).unwrap(), json); }
    "##);
}

#[test]
fn inserts_undeclared_properties_first() {
    assert_snapshot!(shown(
        r"
    Body:
      required: [items, labels]
      properties:
        items: { type: array, items: { $ref: '#/components/schemas/Item' } }
        labels: { $ref: '#/components/schemas/Labels' }
    Item: { properties: { a: { type: string } } }
    Labels: { properties: { a: { type: string } }, additionalProperties: { type: integer } }
",
        "{ items: [{ a: x, new: 1.5 }, { a: y }], labels: { a: x, b: 5000000000 }, other: [1, null] }"
    ), @r#"
    use api::types::{Body, Item, Labels};
    use serde_json::json;

    let mut item = Item::new().with_a("x");
    item.extra.insert("new", json!(1.5));
    let mut labels = Labels::new().with_a("x");
    labels.additional_properties.insert("b".to_owned(), 5_000_000_000_i64);
    let mut body = Body::new([item, Item::new().with_a("y")], labels);
    body.extra.insert("other", json!([1, null]));
    "#);
}

#[test]
fn prefers_conversions_for_unions() {
    let schemas = r"
    Body:
      required: [one, several]
      properties:
        one: { $ref: '#/components/schemas/Pet' }
        several: { type: array, items: { $ref: '#/components/schemas/Pet' } }
        loose: { $ref: '#/components/schemas/Loose' }
    Pet:
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
      discriminator: { propertyName: kind, mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' } }
    Cat: { required: [kind, name], properties: { kind: { const: cat }, name: { type: string } } }
    Dog: { required: [kind, size], properties: { kind: { const: dog }, size: { type: number } } }
    Loose: { anyOf: [{ $ref: '#/components/schemas/Pet' }, { type: string }] }
";
    assert_snapshot!(shown(
        schemas,
        "{ one: { kind: dog, size: 1 }, several: [{ kind: cat, name: a }, { kind: dog, size: 0.5 }], loose: { kind: cat, name: b } }"
    ), @r#"
    use api::types::{Body, Cat, Dog, Pet};

    let body = Body::new(Dog::new(1), [Pet::Cat(Cat::new("a")), Pet::Dog(Dog::new(0.5))])
        .with_loose(Cat::new("b"));
    "#);
}

#[test]
fn writes_every_kind_of_value() {
    assert_snapshot!(shown(
        r"
    Body:
      required: [none, words]
      properties:
        none: { type: [string, 'null'] }
        nothing: { type: [integer, 'null'] }
        words: { type: array, items: { type: string } }
        empty: { type: array, items: { type: number } }
        map: { type: object, additionalProperties: { type: integer } }
        big: { type: integer, minimum: 0, maximum: 18446744073709551615 }
        any: {}
        code: { enum: [1, -2] }
        number: { type: number }
",
        "{ none: null, nothing: null, words: ['a \"b\"'], empty: [], map: { x: -1 }, big: 12345, any: { deep: [-1.5, true] }, code: -2, number: -0.25 }"
    ), @r#"
    use api::types::{Body, BodyCode};
    use api::{Map, Nullable, Number};
    use serde_json::json;

    let body = Body::new(Nullable::<String>::Null, ["a \"b\""])
        .with_any(json!({ "deep": [-1.5, true] }))
        .with_big(12_345_u64)
        .with_code(BodyCode::Minus2)
        .with_empty(Vec::<Number>::new())
        .with_map(Map::from([("x".to_owned(), -1_i64)]))
        .with_nothing(Nullable::<i64>::Null)
        .with_number(-0.25);
    "#);
}

#[test]
fn adds_an_omitted_constant() {
    assert_snapshot!(sample(
        r"
    Body:
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
      discriminator: { propertyName: kind }
    Cat: { required: [name], properties: { kind: { const: Cat, default: Cat }, name: { type: string } } }
    Dog: { required: [kind], properties: { kind: { const: Dog } } }
",
        "{ name: a }"
    ), @r##"
    use api::types::Cat;

    let body = Cat::new("a");
    # { use api::*; let body: types::Body = body.into();
    # let json: serde_json::Value = serde_json::from_str(r#"{"kind":"Cat","name":"a"}"#).unwrap(); assert_eq!(serde_json::to_value(body).unwrap(), json); }
    "##);
}

#[test]
fn skips_invalid_and_long_examples() {
    let schema = r"
    Body:
      required: [kind]
      properties:
        kind: { enum: [a] }
        list: { type: array, items: { type: integer } }
        name: { type: string, maxLength: 3 }
      dependentRequired: { name: [list] }
      additionalProperties: false
";
    let long = format!("{{ kind: a, list: [{}] }}", "1, ".repeat(200));
    for example in [
        "{}",
        "{ kind: b }",
        "{ kind: a, other: 1 }",
        "{ kind: a, list: [], name: long }",
        "{ kind: a, name: abc }",
        "[]",
        &long,
    ] {
        assert_eq!(sample(schema, example), "", "{example}");
    }
    assert_ne!(sample(schema, "{ kind: a, list: [], name: abc }"), "");
}

#[test]
fn falls_back_to_examples_of_the_schema() {
    let document = "openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /a:
    post:
      operationId: send
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Body' }
            EXAMPLES
      responses: {}
components:
  schemas:
    Body: { properties: { a: { type: string } }, example: { a: of the schema } }
";
    for (own, wanted) in [
        ("x-none: 1", "of the schema"),
        (
            "examples: { one: { summary: '<b> & c', value: { a: own } } }",
            "own",
        ),
    ] {
        let page = generated(&document.replace("EXAMPLES", own), "").files;
        let page = &page["src/operations/send.md"];
        assert!(page.contains(&format!("with_a({wanted:?})")), "{page}");
        let title = if wanted == "own" {
            "&lt;b&gt; &amp; c"
        } else {
            "Example"
        };
        assert!(
            page.contains(&format!("<summary>{title}</summary>")),
            "{page}"
        );
        assert_eq!(page.matches("<details>").count(), 1);
    }
}
