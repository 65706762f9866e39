//! Objects with named members.

use super::{documented, types};
use insta::assert_snapshot;

#[test]
fn an_optional_member_is_an_option() {
    assert_snapshot!(types(r"
        Cat: { type: object, properties: { name: { type: string } } }
    "), @r#"
    object! {
        pub struct Cat {
            #[optional("name", with_name)]
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn a_required_member_is_an_argument_of_the_constructor() {
    assert_snapshot!(types(r"
        Cat: { type: object, required: [name], properties: { name: { type: string } } }
    "), @r#"
    object! {
        pub struct Cat {
            #[required("name")]
            pub name: String,
        }
    }
    "#);
}

#[test]
fn required_members_keep_the_order_in_which_they_are_required() {
    assert_snapshot!(types(r"
        Cat:
          required: [size, name]
          properties: { age: { type: integer }, name: { type: string }, size: { type: number } }
    "), @r#"
    object! {
        pub struct Cat {
            #[required("size")]
            pub size: Number,
            #[required("name")]
            pub name: String,
            #[optional("age", with_age)]
            pub age: Option<i64>,
        }
    }
    "#);
}

#[test]
fn a_required_member_that_is_not_described_is_any_value() {
    assert_snapshot!(types(r"
        Cat: { type: object, required: [name] }
    "), @r#"
    object! {
        pub struct Cat {
            #[required("name")]
            pub name: Json,
        }
    }
    "#);
}

#[test]
fn members_say_that_it_is_an_object() {
    assert_snapshot!(types(r"
        Cat: { properties: { name: { type: string } } }
    "), @r#"
    object! {
        pub struct Cat {
            #[optional("name", with_name)]
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn an_object_within_an_object_is_named_by_its_member() {
    assert_snapshot!(types(r"
        Cat:
          properties:
            owner: { properties: { address: { properties: { city: { type: string } } } } }
    "), @r#"
    object! {
        pub struct Cat {
            #[optional("owner", with_owner)]
            pub owner: Option<CatOwner>,
        }
    }

    object! {
        pub struct CatOwner {
            #[optional("address", with_address)]
            pub address: Option<CatOwnerAddress>,
        }
    }

    object! {
        pub struct CatOwnerAddress {
            #[optional("city", with_city)]
            pub city: Option<String>,
        }
    }
    "#);
}

#[test]
fn members_are_told_of_even_where_nothing_is_said_of_them() {
    assert_snapshot!(documented(r"
        Cat: { required: [id], properties: { id: { type: string }, tag: {} } }
    "), @r#"
    object! {
        /// Source: `/components/schemas/Cat`
        pub struct Cat {
            #[required("id")]
            /// The member `id`.
            pub id: String,
            #[optional("tag", with_tag)]
            /// The member `tag`.
            pub tag: Option<Json>,
        }
    }
    "#);
}

#[test]
fn a_closed_object_has_no_other_members() {
    assert_snapshot!(types(r"
        Cat: { properties: { name: { type: string } }, additionalProperties: false }
    "), @r#"
    object! {
        #[others(Closed)]
        pub struct Cat {
            #[optional("name", with_name)]
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn an_empty_closed_object_is_a_struct_without_members() {
    assert_snapshot!(types(r"
        Nothing: { type: object, additionalProperties: false }
    "), @"
    object! {
        #[others(Closed)]
        pub struct Nothing {}
    }
    ");
}

#[test]
fn members_only_in_requests_or_responses_are_ordinary_members() {
    assert_snapshot!(documented(r"
        Account:
          properties: { id: { type: string, readOnly: true }, password: { type: string, writeOnly: true } }
    "), @r#"
    object! {
        /// Source: `/components/schemas/Account`
        pub struct Account {
            #[optional("id", with_id)]
            /// The member `id`.
            ///
            /// Only in responses.
            pub id: Option<String>,
            #[optional("password", with_password)]
            /// The member `password`.
            ///
            /// Only in requests.
            pub password: Option<String>,
        }
    }
    "#);
}
