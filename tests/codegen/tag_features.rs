//! A Cargo feature per tag: the types of each feature, and compilation with subsets of features.

use crate::support::command::{cargo_in, regen, run};
use codegen::{Config, Source, outline};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const SHOP: &str = r"
openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets
      tags: [Pets]
      parameters: [{ $ref: '#/components/parameters/Page' }]
      responses: { '200': { description: ., content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } }, text/event-stream: { schema: { $ref: '#/components/schemas/Tick' } } } } }
  /cats:
    post:
      operationId: addCat
      tags: [Cats]
      parameters: [{ $ref: '#/components/parameters/Page' }]
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Cat' } } } }
  /orders:
    post:
      operationId: order
      tags: [Client]
      requestBody: { required: true, content: { application/json: { schema: { properties: { code: { $ref: '#/components/schemas/Code' }, limit: { $ref: '#/components/schemas/Limit' } } } } } }
      responses:
        '200': { description: ., content: { application/json: { schema: { $ref: '#/components/schemas/Receipt' } } } }
        default: { description: ., content: { application/json: { schema: { $ref: '#/components/schemas/Code' } } } }
  /health:
    get: { operationId: health, responses: { '200': { description: ., content: { application/json: { schema: { $ref: '#/components/schemas/Health' } } } } } }
components:
  parameters:
    Page: { name: page, in: query, schema: { allOf: [{ $ref: '#/components/schemas/Limit' }], minimum: 1 } }
  schemas:
    Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator: { propertyName: kind } }
    Cat: { required: [kind], properties: { kind: { const: cat }, mood: { enum: [good, bad] } } }
    Dog: { required: [kind], properties: { kind: { const: dog }, code: { $ref: '#/components/schemas/Code' } } }
    Code: { type: string, pattern: '^[a-z]+$' }
    Limit: { type: integer, maximum: 100 }
    Receipt: { properties: { total: { type: number }, level: { $ref: '#/components/schemas/Level' } }, not: { $ref: '#/components/schemas/Code' } }
    Health: { properties: { level: { $ref: '#/components/schemas/Level' } } }
    Level: { enum: [good, bad] }
    Tick: { properties: { pet: { $ref: '#/components/schemas/Pet' } } }
    Event: { properties: { of: { $ref: '#/components/schemas/Sale' } } }
    Sale: { properties: { receipt: { $ref: '#/components/schemas/Receipt' } } }
";

#[test]
fn enables_a_type_for_each_tag_that_needs_it() {
    let source = Source::parse("shop.yaml", SHOP).unwrap();
    let facts = codegen::generate(&source, &Config::default())
        .unwrap()
        .facts();
    let features = |fact: &outline::Fact| {
        let all = fact.attributes.iter().filter(|(name, _)| name == "feature");
        let all: Vec<&str> = all.map(|(_, feature)| feature.as_str()).collect();
        all.join(" ")
    };
    let heads = facts.iter();
    let heads =
        heads.filter(|fact| fact.kind.is_type() || fact.kind == outline::FactKind::Operation);
    let actual: BTreeMap<String, String> =
        heads.map(|fact| (fact.name(), features(fact))).collect();
    let expected = [
        ("Cat", "cats pets"),
        ("CatMood", "cats pets"),
        // Used by the rules of `Receipt`.
        ("Code", "client-operations other-types pets"),
        ("Dog", "pets"),
        ("Event", "other-types"),
        ("Health", "untagged"),
        ("Level", "client-operations other-types untagged"),
        ("Limit", "cats client-operations pets"),
        ("OrderRequest", "client-operations"),
        ("Pet", "pets"),
        ("Receipt", "client-operations other-types"),
        ("Sale", "other-types"),
        ("Tick", "pets"),
        ("add_cat", "cats"),
        ("health", "untagged"),
        ("list_pets", "pets"),
        ("order", "client-operations"),
    ];
    let actual: Vec<(&str, &str)> = actual
        .iter()
        .map(|(name, it)| (name.as_str(), it.as_str()))
        .collect();
    assert_eq!(actual, expected);
}

#[test]
fn always_includes_types_used_by_many_tags() {
    let of_tags = |count: usize| {
        let paths = (0..count).map(|tag| {
            format!("  /{tag}: {{ get: {{ tags: [t{tag}], responses: {{ '200': {{ description: ., content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/A' }} }} }} }} }} }} }}\n")
        });
        let head = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\ncomponents: { schemas: { A: { properties: { b: {} } } } }\npaths:\n";
        let source =
            Source::parse("api.yaml", head.to_owned() + &paths.collect::<String>()).unwrap();
        let generated = codegen::generate(&source, &Config::default()).unwrap();
        let text = generated.files["src/types/mod.rs"].clone();
        text.lines().filter(|line| line.contains("cfg(")).count()
    };
    assert_eq!([1, 2, 8, 9].map(of_tags), [0, 1, 1, 0]);
}

#[test]
fn compiles_subsets_of_features_without_warnings() {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (spec, out) = (temporary.join("shop.yaml"), temporary.join("shop"));
    fs::write(&spec, SHOP).unwrap();
    let _ = fs::remove_dir_all(&out);
    run(regen().arg("--spec").arg(&spec).arg("--out").arg(&out));
    let manifest = fs::read_to_string(out.join("Cargo.toml")).unwrap();
    let default =
        r#"default = ["rustls", "cats", "client-operations", "other-types", "pets", "untagged"]"#;
    assert!(manifest.contains(default), "{manifest}");
    fs::write(
        out.join("Cargo.toml"),
        manifest + "[lints.rust]\nwarnings = \"deny\"\n",
    )
    .unwrap();
    for features in [
        "",
        "pets",
        "client",
        "client,pets",
        "client,cats",
        "client,client-operations",
        "client,untagged",
        "other-types",
        "default",
    ] {
        let arguments = ["check", "--no-default-features", "--features", features];
        run(&mut cargo_in(&out, &arguments));
    }
}

/// A spec without tags.
fn untagged(operations: usize) -> Vec<String> {
    let paths = (0..operations).map(|index| {
        let (kind, id) = (["charges", "{id}/refunds", "api/3d_users.json"][index % 3], index);
        format!("  /v1/{kind}/{id}: {{ get: {{ parameters: [{{ name: id, in: path, required: true }}] }} }}\n")
    });
    let paths: String = paths.collect();
    let spec = format!("openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths:\n{paths}");
    let source = Source::parse("api.yaml", spec).unwrap();
    codegen::generate(&source, &Config::default())
        .unwrap()
        .features
}

#[test]
fn groups_many_untagged_operations_by_path() {
    assert_eq!(untagged(99), Vec::<String>::new());
    assert_eq!(untagged(100), ["charges", "refunds", "value-3d-users"]);
}
