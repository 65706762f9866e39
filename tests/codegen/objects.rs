//! Objects with `properties`.

use super::{documented, types};
use insta::assert_snapshot;

#[test]
fn maps_an_optional_property_to_option() {
    assert_snapshot!(types(r"
        Cat: { type: object, properties: { name: { type: string } } }
    "), @r#"
    object! {
        pub struct Cat {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn passes_required_properties_to_the_constructor() {
    assert_snapshot!(types(r"
        Cat: { type: object, required: [name], properties: { name: { type: string } } }
    "), @r#"
    object! {
        #[from(&str, String)]
        pub struct Cat {
            #[required("name", new(Into<String>))]
            pub name: String,
        }
    }
    "#);
}

#[test]
fn orders_arguments_by_required() {
    assert_snapshot!(types(r"
        Cat:
          required: [size, name]
          properties: { age: { type: integer }, name: { type: string }, size: { type: number } }
    "), @r#"
    object! {
        pub struct Cat {
            #[required("size", new(Into<Number>))]
            pub size: Number,
            #[required("name", new(Into<String>))]
            pub name: String,
            #[optional("age", with_age(Into<i64>))]
            pub age: Option<i64>,
        }
    }
    "#);
}

#[test]
fn leaves_undeclared_required_properties_untyped() {
    assert_snapshot!(types(r"
        Cat: { type: object, required: [name] }
    "), @r#"
    object! {
        pub struct Cat {
            #[required("name", new(Into<Json>))]
            pub name: Json,
        }
    }
    "#);
}

#[test]
fn infers_objects_from_properties() {
    assert_snapshot!(types(r"
        Cat: { properties: { name: { type: string } } }
    "), @r#"
    object! {
        pub struct Cat {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn names_inline_objects_after_the_property() {
    assert_snapshot!(types(r"
        Cat:
          properties:
            owner: { properties: { address: { properties: { city: { type: string } } } } }
    "), @r#"
    object! {
        pub struct Cat {
            #[optional("owner", with_owner(Into<CatOwner>))]
            pub owner: Option<CatOwner>,
        }
    }

    object! {
        pub struct CatOwner {
            #[optional("address", with_address(Into<CatOwnerAddress>))]
            pub address: Option<CatOwnerAddress>,
        }
    }

    object! {
        pub struct CatOwnerAddress {
            #[optional("city", with_city(Into<String>))]
            pub city: Option<String>,
        }
    }
    "#);
}

#[test]
fn documents_properties_without_a_description() {
    assert_snapshot!(documented(r"
        Cat: { required: [id], properties: { id: { type: string }, tag: {} } }
    "), @r#"
    object! {
        /// Source: `/components/schemas/Cat`
        #[from(&str, String)]
        pub struct Cat {
            #[required("id", new(Into<String>))]
            pub id: String,
            #[optional("tag", with_tag(Into<Json>))]
            pub tag: Option<Json>,
        }
    }
    "#);
}

#[test]
fn closes_objects_without_additional_properties() {
    assert_snapshot!(types(r"
        Cat: { properties: { name: { type: string } }, additionalProperties: false }
    "), @r#"
    object! {
        #[additional_properties(Forbidden)]
        pub struct Cat {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn maps_an_empty_closed_object_to_an_empty_struct() {
    assert_snapshot!(types(r"
        Nothing: { type: object, additionalProperties: false }
    "), @"
    object! {
        #[additional_properties(Forbidden)]
        pub struct Nothing {}
    }
    ");
}

#[test]
fn keeps_read_only_and_write_only_properties() {
    assert_snapshot!(documented(r"
        Account:
          properties: { id: { type: string, readOnly: true }, password: { type: string, writeOnly: true } }
    "), @r#"
    object! {
        /// Source: `/components/schemas/Account`
        pub struct Account {
            #[optional("id", with_id(Into<String>))]
            /// Only in responses.
            pub id: Option<String>,
            #[optional("password", with_password(Into<String>))]
            /// Only in requests.
            pub password: Option<String>,
        }
    }
    "#);
}
