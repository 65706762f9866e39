//! Tests of specs in several files.

use super::*;
use crate::diagnostic::{Style, render};

const PETS: &str = "Pet: {type: object, properties: {owner: {$ref: '../people.yaml'}}}";
const PEOPLE: &str = "type: object\nproperties:\n  pets: {$ref: 'models/pets.yaml#/Pet'}\n";

fn bundled(root: &str, files: &[(&str, &str)]) -> (Source, Vec<Diagnostic>) {
    let mut source = Source::parse("api/openapi.yaml", root).unwrap();
    let mut read = |path: &str| {
        let found = files.iter().find(|(name, _)| *name == path);
        found.map(|(_, text)| (*text).to_owned())
    };
    let problems = source.bundle(&mut read);
    (source, problems)
}

#[test]
fn bundles_referenced_files() {
    let root = "components: {schemas: {Pet: {$ref: 'models/pets.yaml#/Pet'}}}";
    let files = [("models/pets.yaml", PETS), ("people.yaml", PEOPLE)];
    let (source, problems) = bundled(root, &files);
    assert_eq!(problems, []);
    let at = |pointer: &str| source.root.pointer(pointer).unwrap().as_str().unwrap();
    let owner = at("/components/schemas/Pet/properties/owner/$ref");
    assert_eq!(owner, "#/x-files/people.yaml");
    let pets = at("/x-files/people.yaml/properties/pets/$ref");
    assert_eq!(pets, "#/components/schemas/Pet");
    let (file, pointer) = source.origin("/components/schemas/Pet/properties/owner");
    assert_eq!(
        (file.name.as_str(), &*pointer),
        ("api/models/pets.yaml", "/Pet/properties/owner")
    );
}

#[test]
fn resolves_anchors_and_ids() {
    let root = "
components:
  schemas:
    A: { $anchor: a, properties: { b: { $ref: '#a' }, c: { $ref: 'urn:b#/items' } } }
    B: { $id: 'urn:b', items: {} }
";
    let (source, problems) = bundled(root, &[]);
    assert_eq!(problems, []);
    let at = |pointer: &str| source.root.pointer(pointer).unwrap().as_str().unwrap();
    let properties = "/components/schemas/A/properties";
    assert_eq!(
        at(&format!("{properties}/b/$ref")),
        "#/components/schemas/A"
    );
    assert_eq!(
        at(&format!("{properties}/c/$ref")),
        "#/components/schemas/B/items"
    );
}

/// Returns the sorted references of a document.
fn references(root: &str) -> Vec<String> {
    let (source, problems) = bundled(root, &[]);
    assert_eq!(problems, []);
    let mut found = Vec::new();
    let mut open = vec![&source.root];
    while let Some(value) = open.pop() {
        let members = value.as_object().into_iter().flatten();
        for (name, member) in members {
            match member.as_str() {
                Some(reference) if name.ends_with("Ref") || name == "$ref" => {
                    found.push(format!("{name} {reference}"));
                }
                _ => open.push(member),
            }
        }
    }
    found.sort();
    found
}

#[test]
fn resolves_references_within_a_resource() {
    let root = "
components:
  schemas:
    A:
      $id: https://a.example/schemas/a
      properties: { b: { $ref: '#/$defs/c' }, d: { $ref: '#' }, e: { $ref: e }, f: { $ref: '../x/f#g' }, h: { $ref: '#/components/schemas/B' } }
      $defs: { c: {}, e: { $id: e }, f: { $id: /x/f, properties: { g: { $anchor: g } } } }
    B: {}
";
    let within = "$ref #/components/schemas/A";
    assert_eq!(
        references(root),
        [
            within.to_owned(),
            format!("{within}/$defs/c"),
            format!("{within}/$defs/e"),
            format!("{within}/$defs/f/properties/g"),
            "$ref #/components/schemas/B".to_owned(),
        ]
    );
}

#[test]
fn replaces_dynamic_references() {
    let root = "
components:
  schemas:
    Tree: { $dynamicAnchor: node, properties: { children: { items: { $dynamicRef: '#node' } } } }
    List: { properties: { next: { $recursiveRef: '#' } } }
";
    assert_eq!(
        references(root),
        [
            "$ref #/components/schemas/List",
            "$ref #/components/schemas/Tree"
        ]
    );
    let root = "
components:
  schemas:
    Tree: { $dynamicAnchor: node, items: { $dynamicRef: '#node' } }
    Other: { $dynamicAnchor: node, $ref: '#/components/schemas/Tree' }
";
    let (source, _) = bundled(root, &[]);
    let items = source.root.pointer("/components/schemas/Tree/items");
    let any_of = r##"{"anyOf":[{"$ref":"#/components/schemas/Tree"},{"$ref":"#/components/schemas/Other"}]}"##;
    assert_eq!(items.unwrap().to_string(), any_of);
    assert_eq!(references(root), ["$ref #/components/schemas/Tree"]);
}

#[test]
fn resolves_self() {
    let root = "
$self: https://cats.example/api
components:
  schemas:
    A: { $ref: 'https://cats.example/api#/components/schemas/B' }
    B: {}
";
    let (source, problems) = bundled(root, &[]);
    assert_eq!(problems, []);
    let reference = source.root.pointer("/components/schemas/A/$ref").unwrap();
    assert_eq!(reference.as_str(), Some("#/components/schemas/B"));
}

#[test]
fn inlines_map_references() {
    let root = "paths: {$ref: paths.yaml}";
    let (source, problems) = bundled(root, &[("paths.yaml", "/pets: {get: {}}")]);
    assert_eq!(problems, []);
    assert!(source.root.pointer("/paths/~1pets/get").is_some());
    let root = "info: {$ref: info.yaml}\ncomponents: {$ref: parts.yaml}";
    let files = [
        ("info.yaml", "title: Pets"),
        ("parts.yaml", "schemas: {$ref: models/pets.yaml}"),
        ("models/pets.yaml", PETS),
        ("people.yaml", PEOPLE),
    ];
    let (source, problems) = bundled(root, &files);
    assert_eq!(problems, []);
    let title = source.root.pointer("/info/title").unwrap();
    assert_eq!(title.as_str(), Some("Pets"));
    let pet = source.root.pointer("/components/schemas/Pet/type").unwrap();
    assert_eq!(pet.as_str(), Some("object"));
}

#[test]
fn reports_unreadable_files_at_the_reference() {
    let root = "paths:\n  /a: {$ref: ../a.yaml}\n  /b: {$ref: b.yaml}\n  /c: {$ref: c.yaml}\n";
    let (source, problems) = bundled(root, &[("c.yaml", "a: [")]);
    insta::assert_snapshot!(render(&problems, &source, Style::Plain), @"
    error[outside-folder]: reference to `../a.yaml` leaves the folder of the spec
     --> api/openapi.yaml:2:14
      |
    2 |   /a: {$ref: ../a.yaml}
      |              ^^^^^^^^^
      |
      = at: /paths/~1a/$ref
      = help: pass `--folder .`, or set `folder` under [description] in codegen.toml

    error[missing-file]: referenced file `b.yaml` not found
     --> api/openapi.yaml:3:14
      |
    3 |   /b: {$ref: b.yaml}
      |              ^^^^^^
      |
      = at: /paths/~1b/$ref
      = help: correct the path, or add the file

    error[yaml-syntax]: unclosed bracket
     --> api/c.yaml:1:4
      |
    1 | a: [
      |    ^
      |
      = at: /a
      = help: add the closing bracket; the file may be truncated
    ");
}
