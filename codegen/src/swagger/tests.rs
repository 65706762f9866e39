//! Tests of the conversion from Swagger 2.0.

use crate::source::Source;

const PETS: &str = r"
swagger: '2.0'
info: { title: Pets, version: '1' }
host: pets.example
basePath: /v2
schemes: [http, https]
consumes: [application/json]
produces: [application/json]
paths:
  /pets/{id}:
    parameters:
      - { name: id, in: path, type: integer, required: true }
    post:
      parameters:
        - { name: tags, in: query, type: array, items: { type: string }, collectionFormat: multi }
        - { name: pet, in: body, required: true, schema: { $ref: '#/definitions/Pet' } }
      responses:
        '200':
          schema: { $ref: '#/definitions/Pet' }
          headers: { X-Left: { type: integer } }
    put:
      consumes: [multipart/form-data]
      parameters:
        - { name: photo, in: formData, type: file, required: true }
        - { $ref: '#/parameters/Note' }
      responses: { '204': { description: Stored } }
parameters:
  Note: { name: note, in: formData, type: string, maxLength: 9 }
definitions:
  Pet: { type: object, discriminator: kind, properties: { kind: { type: string, x-nullable: true } } }
securityDefinitions:
  login: { type: basic }
";

#[test]
#[allow(clippy::too_many_lines)] // Most of it is the snapshot.
fn converts_a_spec() {
    let mut source = Source::parse("pets.yaml", PETS).unwrap();
    source.upgrade();
    insta::assert_snapshot!(format!("{:#}", source.root), @r##"
    {
      "openapi": "3.0.3",
      "info": {
        "title": "Pets",
        "version": "1"
      },
      "paths": {
        "/pets/{id}": {
          "put": {
            "responses": {
              "204": {
                "description": "Stored"
              }
            },
            "requestBody": {
              "required": true,
              "content": {
                "multipart/form-data": {
                  "schema": {
                    "type": "object",
                    "properties": {
                      "photo": {
                        "type": "string",
                        "format": "binary"
                      },
                      "note": {
                        "type": "string",
                        "maxLength": 9
                      }
                    },
                    "required": [
                      "photo"
                    ]
                  }
                }
              }
            },
            "parameters": [
              {
                "name": "id",
                "in": "path",
                "required": true,
                "schema": {
                  "type": "integer"
                }
              }
            ]
          },
          "post": {
            "responses": {
              "200": {
                "headers": {
                  "X-Left": {
                    "schema": {
                      "type": "integer"
                    }
                  }
                },
                "content": {
                  "application/json": {
                    "schema": {
                      "$ref": "#/components/schemas/Pet"
                    }
                  }
                }
              }
            },
            "requestBody": {
              "content": {
                "application/json": {
                  "schema": {
                    "$ref": "#/components/schemas/Pet"
                  }
                }
              },
              "required": true
            },
            "parameters": [
              {
                "name": "id",
                "in": "path",
                "required": true,
                "schema": {
                  "type": "integer"
                }
              },
              {
                "name": "tags",
                "in": "query",
                "schema": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "style": "form",
                "explode": true
              }
            ]
          }
        }
      },
      "servers": [
        {
          "url": "https://pets.example/v2"
        }
      ],
      "components": {
        "schemas": {
          "Pet": {
            "type": "object",
            "discriminator": {
              "propertyName": "kind"
            },
            "properties": {
              "kind": {
                "type": "string",
                "x-nullable": true,
                "nullable": true
              }
            }
          }
        },
        "parameters": {},
        "securitySchemes": {
          "login": {
            "type": "http",
            "scheme": "basic"
          }
        }
      }
    }
    "##);
}

#[test]
fn maps_pointers_to_the_original() {
    let mut source = Source::parse("pets.yaml", PETS).unwrap();
    source.upgrade();
    let old = |new: &str| source.origin(new).1.into_owned();
    assert_eq!(
        old("/components/schemas/Pet/properties"),
        "/definitions/Pet/properties"
    );
    let body = "/paths/~1pets~1{id}/post/requestBody/content/application~1json/schema";
    assert_eq!(old(body), "/paths/~1pets~1{id}/post/parameters/1/schema");
    let note =
        "/paths/~1pets~1{id}/put/requestBody/content/multipart~1form-data/schema/properties/note";
    assert_eq!(
        old(&format!("{note}/maxLength")),
        "/parameters/Note/maxLength"
    );
    assert_eq!(
        old("/paths/~1pets~1{id}/put/parameters/0"),
        "/paths/~1pets~1{id}/parameters/0"
    );
}

/// `collectionFormat` of form fields becomes `encoding`.
#[test]
fn converts_collection_format_of_form_fields() {
    let mut source = Source::parse(
        "pets.yaml",
        r"{ swagger: '2.0', info: { title: A, version: 1 }, paths: { /pets: { post: { responses: {}, parameters: [
            { name: tags, in: formData, type: array, items: { type: string } },
            { name: ids, in: formData, type: array, items: { type: integer }, collectionFormat: multi },
            { name: rows, in: formData, type: array, items: { type: string }, collectionFormat: tsv },
            { name: photos, in: formData, type: array, items: { type: file } },
        ] } } } }",
    )
    .unwrap();
    source.upgrade();
    let content = "/paths/~1pets/post/requestBody/content/multipart~1form-data";
    let content = source.root.pointer(content).unwrap();
    insta::assert_snapshot!(format!("{:#}", content.get("encoding").unwrap()), @r#"
    {
      "tags": {
        "style": "form",
        "explode": false
      },
      "rows": {
        "style": "tsv",
        "explode": false
      }
    }
    "#);
    let photos = "/schema/properties/photos/items/format";
    assert_eq!(content.pointer(photos).unwrap().as_str(), Some("binary"));
}

const SPLIT: &str = r"
swagger: '2.0'
info: { title: Pets, version: '1' }
paths:
  /pets: { $ref: 'paths.yaml#/pets' }
  /pets/{id}:
    parameters: [{ $ref: '#/paths/~1pets/get/parameters/0' }]
definitions:
  Pet: { $ref: pet.yaml }
";

const PATHS: &str = r"
pets:
  get:
    operationId: pets
    parameters: [{ name: page, in: query, type: integer, x-nullable: true }]
    responses: { '200': { $ref: 'responses.yaml#/Pet' } }
  post:
    parameters: [{ $ref: 'responses.yaml#/body' }]
    responses: { '204': { description: Stored } }
";

const RESPONSES: &str = r"
Pet: { description: A pet, schema: { $ref: pet.yaml } }
body: { name: pet, in: body, schema: { $ref: pet.yaml } }
";

#[test]
fn converts_referenced_files() {
    let mut source = Source::parse("pets.yaml", SPLIT).unwrap();
    let files = [
        ("paths.yaml", PATHS),
        ("responses.yaml", RESPONSES),
        ("pet.yaml", "{ type: object, discriminator: kind }"),
    ];
    let mut read = |path: &str| {
        let mut files = files.iter();
        files
            .find(|(name, _)| *name == path)
            .map(|(_, text)| (*text).to_owned())
    };
    assert!(source.bundle(&mut read).is_empty());
    source.upgrade();
    let paths = source.root.get("paths").unwrap();
    insta::assert_snapshot!(format!("{paths:#}"), @r##"
    {
      "/pets": {
        "get": {
          "operationId": "pets",
          "responses": {
            "200": {
              "description": "A pet",
              "content": {
                "application/json": {
                  "schema": {
                    "$ref": "#/components/schemas/Pet"
                  }
                }
              }
            }
          },
          "parameters": [
            {
              "name": "page",
              "in": "query",
              "schema": {
                "type": "integer",
                "x-nullable": true,
                "nullable": true
              }
            }
          ]
        },
        "post": {
          "responses": {
            "204": {
              "description": "Stored"
            }
          },
          "requestBody": {
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Pet"
                }
              }
            }
          },
          "parameters": []
        }
      },
      "/pets/{id}": {}
    }
    "##);
    let schema = "/paths/~1pets/get/responses/200/content/application~1json/schema";
    let (file, pointer) = source.origin(schema);
    assert_eq!((&*file.name, &*pointer), ("responses.yaml", "/Pet/schema"));
    let pet = source.root.pointer("/components/schemas/Pet").unwrap();
    assert!(
        pet.get("discriminator")
            .unwrap()
            .get("propertyName")
            .is_some()
    );
}

#[test]
fn follows_references_into_schemas_of_operations() {
    let mut source = Source::parse(
        "pets.yaml",
        r"{ swagger: 2.0, paths: { /pets: { get: { produces: [application/json], responses: { '200': {
            schema: { properties: {
                cat: { type: object },
                dog: { $ref: '#/paths/~1pets/get/responses/200/schema/properties/cat' } } } } } } } } }",
    )
    .unwrap();
    source.upgrade();
    let schema = "/paths/~1pets/get/responses/200/content/application~1json/schema/properties";
    let dog = source.root.pointer(&format!("{schema}/dog/$ref")).unwrap();
    assert_eq!(dog.as_str(), Some(format!("#{schema}/cat").as_str()));
    let warning = "expected a string for `swagger`, found a number";
    assert_eq!(source.warnings[0].message, warning);
}

#[test]
fn prefers_operation_parameters_over_path_parameters() {
    let mut source = Source::parse(
        "pets.yaml",
        r"{ swagger: '2.0', parameters: { Most: { name: most, in: query, type: integer } }, paths: { /pets: {
            parameters: [{ name: most, in: query, type: string }],
            get: { responses: {}, parameters: [{ $ref: '#/parameters/Most' }] } } } }",
    )
    .unwrap();
    source.upgrade();
    let parameters = source.root.pointer("/paths/~1pets/get/parameters").unwrap();
    assert_eq!(
        parameters.to_string(),
        r##"[{"$ref":"#/components/parameters/Most"}]"##
    );
}

#[test]
fn keeps_examples_unchanged() {
    let mut source = Source::parse(
        "pets.yaml",
        r"{ swagger: '2.0', paths: {}, definitions: {
            Entry: { properties: { example: { type: file } }, example: { type: file, discriminator: a } } } }",
    )
    .unwrap();
    source.upgrade();
    let entry = source.root.pointer("/components/schemas/Entry").unwrap();
    assert_eq!(
        entry.to_string(),
        r#"{"properties":{"example":{"type":"string","format":"binary"}},"example":{"type":"file","discriminator":"a"}}"#
    );
}

/// References to an ancestor, or to the map around the reference, are kept: nested copies would
/// exhaust memory.
#[test]
fn keeps_recursive_references() {
    let paths: Vec<String> = (0..40)
        .map(|index| format!("/p{index}: {{ $ref: '#/paths' }}"))
        .collect();
    let parameters = "{ $ref: '#/paths/~1a/get' }, ".repeat(40);
    let text = format!(
        "{{ swagger: '2.0', paths: {{ {}, /a: {{ get: {{ parameters: [{parameters}] }} }} }} }}",
        paths.join(", ")
    );
    let mut source = Source::parse("pets.yaml", text).unwrap();
    source.upgrade();
    let item = source.root.pointer("/paths/~1p0").unwrap();
    assert_eq!(item.to_string(), r##"{"$ref":"#/paths"}"##);
}
