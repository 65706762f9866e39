//! Which operations are wanted, by `[operations]` in `codegen.toml`, and what is left out then.

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
    let told = |problems: &[_]| render(problems, &source, Style::Plain);
    match codegen::generate(&source, &config) {
        Ok(generated) if generated.warnings.is_empty() => Ok(generated),
        Ok(generated) => Err(told(&generated.warnings)),
        Err(problems) => Err(told(&problems)),
    }
}

/// The operations and types that are kept.
fn kept(settings: &str) -> String {
    let generated = generate(settings).unwrap_or_else(|told| panic!("{told}"));
    let facts = generated.facts().into_iter();
    let heads = facts.filter(|fact| fact.kind.is_type() || fact.kind == outline::Kind::Operation);
    let names: Vec<String> = heads.map(|fact| fact.name()).collect();
    names.join(" ")
}

#[test]
fn operations_are_kept_by_id_tag_path_or_method_with_what_they_reach() {
    // What is inherited from is kept with its heirs, and a part of a component with the whole.
    let list = "list_pets Cat Home HomePlace Pet Sort";
    for entry in ["listPets", "list*", "GET /pets"] {
        assert_eq!(kept(&format!("[operations]\ninclude = ['{entry}']")), list);
    }
    let pets = "add_pet list_pets Cat Home HomePlace Pet Sort";
    for entry in ["Pets", "/pets"] {
        assert_eq!(kept(&format!("[operations]\ninclude = ['{entry}']")), pets);
    }
}

#[test]
fn a_callback_belongs_to_its_operation() {
    let settings = "[operations]\ninclude = ['/orders']";
    assert_eq!(kept(settings), "order Order Shipment");
}

#[test]
fn operations_are_left_out_of_those_that_would_be_kept() {
    let settings = "[operations]\ninclude = ['Pets']\nexclude = ['Admin', 'order']";
    assert_eq!(kept(settings), "list_pets Cat Home HomePlace Pet Sort");
    let settings = "[operations]\nexclude = ['/pets']";
    assert_eq!(kept(settings), "order Order Shipment");
}

#[test]
fn webhooks_are_kept_where_they_are_wanted() {
    let settings = "[operations]\nexclude = ['*']\nwebhooks = true";
    assert_eq!(kept(settings), "Sale");
}

#[test]
fn what_nothing_reaches_is_left_out_without_a_warning() {
    assert_eq!(
        kept("[operations]"),
        "add_pet list_pets order Cat Home HomePlace Order Pet Shipment Sort"
    );
    let all = generate("").err().unwrap();
    assert!(
        all.contains("/components/schemas/Broken/properties/a/type"),
        "{all}"
    );
}

#[test]
fn what_names_no_operation_is_told_with_its_place() {
    let settings = "[operations]\ninclude = ['listPet', 'Orders', '/pets/*']\nexclude = ['GET /pet', 'zzzzzzzz']\n";
    assert_snapshot!(generate(settings).err().unwrap(), @"
    error[config]: `listPet` names no operation
     --> codegen.toml:2:12
      |
    2 | include = ['listPet', 'Orders', '/pets/*']
      |            ^^^^^^^^^
      |
      = help: did you mean `listPets`?

    error[config]: `/pets/*` names no operation
     --> codegen.toml:2:33
      |
    2 | include = ['listPet', 'Orders', '/pets/*']
      |                                 ^^^^^^^^^
      |
      = help: did you mean `/pets`?

    error[config]: `GET /pet` names no operation
     --> codegen.toml:3:12
      |
    3 | exclude = ['GET /pet', 'zzzzzzzz']
      |            ^^^^^^^^^^
      |
      = help: did you mean `GET /pets`?

    error[config]: `zzzzzzzz` names no operation
     --> codegen.toml:3:24
      |
    3 | exclude = ['GET /pet', 'zzzzzzzz']
      |                        ^^^^^^^^^^
      |
      = help: name an operationId, a tag, a path (`/pets`) or a method and a path (`GET /pets`); `*` is any text
    ");
}
