//! Entries of `codegen.toml` without a target in the spec.

use codegen::diagnostic::{Style, render_all};
use codegen::{Config, Source};
use insta::assert_snapshot;

const SPEC: &str = "
openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /pets: { get: { operationId: pets, parameters: [{ name: version, in: query }] } }
  /cats: { get: { operationId: cats, parameters: [{ name: lives, in: query }] } }
components:
  schemas:
    Pet: { properties: { size: { enum: [small, 1] } } }
    Cat: { properties: { name: { $ref: '#/components/schemas/Name' } } }
    Name: { type: string }
";

fn problems(settings: &str) -> String {
    problems_in(SPEC, settings)
}

fn problems_in(spec: &str, settings: &str) -> String {
    let mut source = Source::parse("api.yaml", spec).unwrap();
    let config = Config::parse("codegen.toml", settings).unwrap();
    source.add_settings("codegen.toml", settings);
    let diagnostics = match codegen::generate(&source, &config) {
        Ok(generated) => generated.warnings,
        Err(problems) => problems,
    };
    render_all(&diagnostics, &source, Style::Plain)
}

#[test]
fn rejects_unknown_names_and_parameters() {
    assert_snapshot!(problems(r#"
[client]
parameters = ["versoin"]

[names]
"/components/schemas/Pte/properties/size" = "Size"
"/components/schemas/Pet/properties/size/enum/smal" = "Little"
"/paths/pets/get" = "list"
"#), @r#"
    error[config]: `versoin` matches no parameter
     --> codegen.toml:3:15
      |
    3 | parameters = ["versoin"]
      |               ^^^^^^^^^
      |
      = help: did you mean `version`?

    error[config]: `/components/schemas/Pte/properties/size` matches no value of the spec
     --> codegen.toml:6:1
      |
    6 | "/components/schemas/Pte/properties/size" = "Size"
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `/components/schemas/Pet/properties/size`?

    error[config]: `/components/schemas/Pet/properties/size/enum/smal` matches no value of the spec
     --> codegen.toml:7:1
      |
    7 | "/components/schemas/Pet/properties/size/enum/smal" = "Little"
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `/components/schemas/Pet/properties/size/enum/small`?

    error[config]: `/paths/pets/get` matches no value of the spec
     --> codegen.toml:8:1
      |
    8 | "/paths/pets/get" = "list"
      | ^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `/paths/~1pets/get`?
    "#);
}

#[test]
fn accepts_entries_for_unselected_operations() {
    assert_snapshot!(problems(r#"
[operations]
include = ["pets"]

[client]
parameters = ["version", "lives"]

[names]
"/components/schemas/Cat/properties/name" = "called"
"/components/schemas/Pet/properties/size/enum/1" = "One"
"#), @"");
}

#[test]
fn rejects_values_that_do_not_stand_for_a_type() {
    let schemas = "
    Both: { required: [a, b], properties: { a: { type: string }, b: { type: string } } }
    Flag: { properties: { on: { type: boolean } } }
    Either: { oneOf: [{ $ref: '#/components/schemas/Flag' }, { type: string }] }
";
    assert_snapshot!(problems_in(&format!("{SPEC}{schemas}"), r#"
[conversions]
"/components/schemas/Pte" = "size"
"/components/schemas/Name" = "name"
"/components/schemas/Both" = "a"
"/components/schemas/Flag" = "on"
"/components/schemas/Either" = "Flag"
"#), @r#"
    error[config]: `/components/schemas/Pte` matches no value of the spec
     --> codegen.toml:3:1
      |
    3 | "/components/schemas/Pte" = "size"
      | ^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `/components/schemas/Pet`?

    error[config]: `Name` is neither an object nor a union
     --> codegen.toml:4:1
      |
    4 | "/components/schemas/Name" = "name"
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: remove the entry

    error[config]: `Both` needs more than `a`
     --> codegen.toml:5:1
      |
    5 | "/components/schemas/Both" = "a"
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: name the only required property or, if no property is required, an optional property; the property has the type string or a named type

    error[config]: `Flag` cannot be converted from `on`
     --> codegen.toml:6:1
      |
    6 | "/components/schemas/Flag" = "on"
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: name the only required property or, if no property is required, an optional property; the property has the type string or a named type

    error[config]: `Either` cannot be converted from the value of `Flag`
     --> codegen.toml:7:1
      |
    7 | "/components/schemas/Either" = "Flag"
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: name a variant with an object that converts from a value: by a single required string, or by an entry of the object under [conversions]
    "#);
}
