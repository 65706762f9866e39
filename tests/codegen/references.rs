//! `$ref`.

use super::{generated, items, types, types_of_3_0, undocumented};
use insta::assert_snapshot;

#[test]
fn uses_the_type_of_the_target() {
    assert_snapshot!(types(r"
        Cat: { properties: { owner: { $ref: '#/components/schemas/Owner' } } }
        Owner: { properties: { name: { type: string } } }
    "), @r#"
    object! {
        pub struct Cat {
            #[optional("owner", with_owner(Into<Owner>))]
            pub owner: Option<Owner>,
        }
    }

    object! {
        pub struct Owner {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn aliases_a_component_reference() {
    assert_snapshot!(types(r"
        Keeper: { $ref: '#/components/schemas/Owner' }
        Owner: { properties: { name: { type: string } } }
    "), @r#"
    pub type Keeper = Owner;

    object! {
        pub struct Owner {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn applies_keywords_beside_a_reference() {
    assert_snapshot!(types(r"
        Cat: { properties: { name: { $ref: '#/components/schemas/Name', minLength: 3 } } }
        Name: { type: string, maxLength: 9 }
    "), @r#"
    object! {
        #[rules(CAT)]
        pub struct Cat {
            #[optional("name", with_name(Into<Name>))]
            pub name: Option<Name>,
        }
    }

    const CAT: Rules = &[Rule::Property("name", &[Rule::Ref(|| NAME), Rule::MinLength(3)])];

    pub type Name = String;

    pub(crate) const NAME: Rules = &[Rule::Type(Types::STRING), Rule::MaxLength(9)];
    "#);
}

#[test]
fn generates_a_type_for_properties_beside_a_reference() {
    assert_snapshot!(types(r"
        Cat:
          properties:
            owner: { $ref: '#/components/schemas/Owner', properties: { phone: { type: string } } }
        Owner: { properties: { name: { type: string } } }
    "), @r#"
    object! {
        pub struct Cat {
            #[optional("owner", with_owner(Into<CatOwner>))]
            pub owner: Option<CatOwner>,
        }
    }

    object! {
        pub struct CatOwner {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
            #[optional("phone", with_phone(Into<String>))]
            pub phone: Option<String>,
        }
    }

    object! {
        pub struct Owner {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn applies_the_rules_of_an_alias() {
    assert_snapshot!(types(r"
        Cat: { required: [name], properties: { name: { $ref: '#/components/schemas/Name' } } }
        Name: { type: string, maxLength: 9 }
    "), @r#"
    object! {
        #[from(&str, String)]
        #[rules(CAT)]
        pub struct Cat {
            #[required("name", new(Into<Name>))]
            pub name: Name,
        }
    }

    const CAT: Rules = &[Rule::Property("name", &[Rule::Ref(|| NAME)])];

    pub type Name = String;

    pub(crate) const NAME: Rules = &[Rule::Type(Types::STRING), Rule::MaxLength(9)];
    "#);
}

#[test]
fn names_targets_inside_schemas_by_path() {
    assert_snapshot!(types(r"
        Cat: { properties: { collar: { properties: { colour: { type: string } } } } }
        Dog: { properties: { collar: { $ref: '#/components/schemas/Cat/properties/collar' } } }
    "), @r#"
    object! {
        pub struct Cat {
            #[optional("collar", with_collar(Into<CatCollar>))]
            pub collar: Option<CatCollar>,
        }
    }

    object! {
        pub struct CatCollar {
            #[optional("colour", with_colour(Into<String>))]
            pub colour: Option<String>,
        }
    }

    object! {
        pub struct Dog {
            #[optional("collar", with_collar(Into<CatCollar>))]
            pub collar: Option<CatCollar>,
        }
    }
    "#);
}

#[test]
fn decodes_escaped_references() {
    assert_snapshot!(types(r"
        a/b c: { type: string, maxLength: 1 }
        Holder: { properties: { x: { $ref: '#/components/schemas/a~1b%20c' } } }
    "), @r#"
    pub type ABC = String;

    pub(crate) const ABC: Rules = &[Rule::Type(Types::STRING), Rule::MaxLength(1)];

    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("x", with_x(Into<ABC>))]
            pub x: Option<ABC>,
        }
    }

    const HOLDER: Rules = &[Rule::Property("x", &[Rule::Ref(|| ABC)])];
    "#);
}

#[test]
fn ignores_keywords_beside_a_reference_in_openapi_3_0() {
    assert_snapshot!(types_of_3_0(r"
        Cat: { properties: { name: { $ref: '#/components/schemas/Name', minLength: 3 } } }
        Name: { type: string }
    "), @r#"
    object! {
        pub struct Cat {
            #[optional("name", with_name(Into<Name>))]
            pub name: Option<Name>,
        }
    }

    pub type Name = String;
    "#);
}

#[test]
fn names_a_schema_of_an_operation_once() {
    let document = r"
openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /pets/{id}:
    get:
      operationId: find
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200': { description: '', content: { application/json: { schema: { type: object, properties: { name: { type: string }, owner: { type: object, properties: { mail: { type: string } } } } } } } }
  /owners:
    get:
      operationId: owner
      responses:
        '200': { description: '', content: { application/json: { schema: { $ref: '#/paths/~1pets~1%7Bid%7D/get/responses/200/content/application~1json/schema/properties/owner' } } } }
components:
  schemas:
    Page: { properties: { first: { $ref: '#/paths/~1pets~1{id}/get/responses/200/content/application~1json/schema' } } }
";
    let generated = generated(document, "");
    assert_snapshot!(undocumented(&items(&generated, "src/types")), @r#"
    object! {
        pub struct FindResponse {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
            #[optional("owner", with_owner(Into<FindResponseOwner>))]
            pub owner: Option<FindResponseOwner>,
        }
    }

    object! {
        pub struct FindResponseOwner {
            #[optional("mail", with_mail(Into<String>))]
            pub mail: Option<String>,
        }
    }

    object! {
        pub struct Page {
            #[optional("first", with_first(Into<FindResponse>))]
            pub first: Option<FindResponse>,
        }
    }
    "#);
}
