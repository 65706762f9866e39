//! What becomes of Swagger 2.0.

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
fn every_part_gets_its_place_in_openapi_3() {
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
fn a_place_in_the_new_description_is_found_in_the_old_one() {
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
