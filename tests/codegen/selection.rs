//! Operations selected by `[operations]` in `codegen.toml`; the rest is pruned.

use codegen::diagnostic::{Style, render};
use codegen::{Config, Generated, Source, outline};
use insta::assert_snapshot;

const SHOP: &str = r"
openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /pets:
    parameters: [{ name: sort, in: query, schema: { $ref: '#/components/schemas/Sort' } }]
    get:
      operationId: listPets
      tags: [Pets]
      responses:
        '200': { $ref: '#/components/responses/Pets' }
    post: { operationId: addPet, tags: [Pets, Admin], responses: { '200': { description: Done. } } }
  /orders:
    post:
      operationId: order
      tags: [Orders]
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
      callbacks:
        shipped: { '{$url}': { post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Shipment' } } } } } } }
webhooks:
  sold: { post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Sale' } } } } } }
components:
  responses:
    Pets: { description: All., content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } } }
  schemas:
    Sort: { enum: [name, age] }
    Pet: { type: object, properties: { kind: { type: string }, home: { $ref: '#/components/schemas/Home/properties/place' } }, discriminator: { propertyName: kind } }
    Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { lives: { type: integer } } }] }
    Home: { properties: { place: { properties: { street: { type: string } } } } }
    Order: { properties: { pet: { type: string } } }
    Shipment: { properties: { order: { $ref: '#/components/schemas/Order' } } }
    Sale: { properties: { price: { type: number } } }
    Broken: { properties: { a: { type: strange } } }
";

fn generate(settings: &str) -> Result<Generated, String> {
    let mut source = Source::parse("api.yaml", SHOP).unwrap();
    source.add_settings("codegen.toml", settings);
    let config = Config::parse("codegen.toml", settings).unwrap();
    let rendered = |problems: &[_]| render(problems, &source, Style::Plain);
    match codegen::generate(&source, &config) {
        Ok(generated) if generated.warnings.is_empty() => Ok(generated),
        Ok(generated) => Err(rendered(&generated.warnings)),
        Err(problems) => Err(rendered(&problems)),
    }
}

/// The remaining operations and types.
fn kept(settings: &str) -> String {
    let generated = generate(settings).unwrap_or_else(|rendered| panic!("{rendered}"));
    let facts = generated.facts().into_iter();
    let heads =
        facts.filter(|fact| fact.kind.is_type() || fact.kind == outline::FactKind::Operation);
    let names: Vec<String> = heads.map(|fact| fact.name()).collect();
    names.join(" ")
}

#[test]
fn selects_operations_with_the_types_they_need() {
    // A base schema keeps its heirs, and a referenced part keeps its component.
    let list = "list_pets Cat Home HomePlace Pet PetBase Sort";
    for entry in ["listPets", "list*", "GET /pets"] {
        assert_eq!(kept(&format!("[operations]\ninclude = ['{entry}']")), list);
    }
    let pets = "add_pet list_pets Cat Home HomePlace Pet PetBase Sort";
    for entry in ["Pets", "/pets"] {
        assert_eq!(kept(&format!("[operations]\ninclude = ['{entry}']")), pets);
    }
}

#[test]
fn keeps_callbacks_with_their_operation() {
    let settings = "[operations]\ninclude = ['/orders']";
    assert_eq!(kept(settings), "order Order Shipment");
}

#[test]
fn excludes_operations() {
    let settings = "[operations]\ninclude = ['Pets']\nexclude = ['Admin', 'order']";
    assert_eq!(
        kept(settings),
        "list_pets Cat Home HomePlace Pet PetBase Sort"
    );
    let settings = "[operations]\nexclude = ['/pets']";
    assert_eq!(kept(settings), "order Order Shipment");
}

#[test]
fn keeps_webhooks_on_request() {
    let settings = "[operations]\nexclude = ['*']\nwebhooks = true";
    assert_eq!(kept(settings), "Sale");
}

#[test]
fn prunes_unused_schemas_silently() {
    assert_eq!(
        kept("[operations]"),
        "add_pet list_pets order Cat Home HomePlace Order Pet PetBase Shipment Sort"
    );
    let all = generate("").err().unwrap();
    assert!(
        all.contains("/components/schemas/Broken/properties/a/type"),
        "{all}"
    );
}

#[test]
fn rejects_patterns_without_a_match() {
    let settings = "[operations]\ninclude = ['listPet', 'Orders', '/pets/*']\nexclude = ['GET /pet', 'zzzzzzzz']\n";
    assert_snapshot!(generate(settings).err().unwrap(), @"
    error[config]: `listPet` matches no operation
     --> codegen.toml:2:12
      |
    2 | include = ['listPet', 'Orders', '/pets/*']
      |            ^^^^^^^^^
      |
      = help: did you mean `listPets`?

    error[config]: `/pets/*` matches no operation
     --> codegen.toml:2:33
      |
    2 | include = ['listPet', 'Orders', '/pets/*']
      |                                 ^^^^^^^^^
      |
      = help: did you mean `/pets`?

    error[config]: `GET /pet` matches no operation
     --> codegen.toml:3:12
      |
    3 | exclude = ['GET /pet', 'zzzzzzzz']
      |            ^^^^^^^^^^
      |
      = help: did you mean `GET /pets`?

    error[config]: `zzzzzzzz` matches no operation
     --> codegen.toml:3:24
      |
    3 | exclude = ['GET /pet', 'zzzzzzzz']
      |                        ^^^^^^^^^^
      |
      = help: write an `operationId`, a tag, a path (`/pets`) or a method and a path (`GET /pets`); `*` matches any text
    ");
}
