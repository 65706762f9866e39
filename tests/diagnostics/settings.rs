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
    let mut source = Source::parse("api.yaml", SPEC).unwrap();
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
