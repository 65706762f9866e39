//! JSON names as Rust names.

use super::{documented, problems, types, with_operation, with_schemas};
use insta::assert_snapshot;

#[test]
fn converts_names_to_rust_case() {
    assert_snapshot!(types(r#"
        user-account.v2: { properties: { createdAt: {}, HTTPServer: {}, "first name": {}, $id: {} } }
    "#), @r#"
    object! {
        pub struct UserAccountV2 {
            #[optional("$id", with_id(Into<Json>))]
            pub id: Option<Json>,
            #[optional("HTTPServer", with_http_server(Into<Json>))]
            pub http_server: Option<Json>,
            #[optional("createdAt", with_created_at(Into<Json>))]
            pub created_at: Option<Json>,
            #[optional("first name", with_first_name(Into<Json>))]
            pub first_name: Option<Json>,
        }
    }
    "#);
}

#[test]
fn escapes_keywords() {
    assert_snapshot!(types(r"
        Type: { required: [type], properties: { type: {}, async: {}, self: {}, crate: {}, _: {} } }
    "), @r#"
    object! {
        pub struct Type {
            #[required("type", new(Into<Json>))]
            pub r#type: Json,
            #[optional("_", with_underscore(Into<Json>))]
            pub underscore: Option<Json>,
            #[optional("async", with_async(Into<Json>))]
            pub r#async: Option<Json>,
            #[optional("crate", with_crate_(Into<Json>))]
            pub crate_: Option<Json>,
            #[optional("self", with_self_(Into<Json>))]
            pub self_: Option<Json>,
        }
    }
    "#);
}

#[test]
fn prefixes_names_that_start_with_a_digit() {
    assert_snapshot!(types(r"
        2fa: { properties: { 3d: {}, 4_5: {} } }
    "), @r#"
    object! {
        pub struct Value2fa {
            #[optional("3d", with_value_3d(Into<Json>))]
            pub value_3d: Option<Json>,
            #[optional("4_5", with_value_4_5(Into<Json>))]
            pub value_4_5: Option<Json>,
        }
    }
    "#);
}

#[test]
fn keeps_letters_of_every_script() {
    assert_snapshot!(types(r#"
        Größe: { properties: { straße: {}, 色: {}, "🎉": {} } }
    "#), @r#"
    object! {
        pub struct Größe {
            #[optional("straße", with_straße(Into<Json>))]
            pub straße: Option<Json>,
            #[optional("色", with_色(Into<Json>))]
            pub 色: Option<Json>,
            #[optional("🎉", with_u1f389(Into<Json>))]
            pub u1f389: Option<Json>,
        }
    }
    "#);
}

#[test]
fn allows_names_of_the_runtime() {
    assert_snapshot!(types(r"
        Client: { properties: { new: {}, validate: {}, clone: {} } }
        Error: { properties: { code: {} } }
    "), @r#"
    object! {
        pub struct Client {
            #[optional("clone", with_clone(Into<Json>))]
            pub clone: Option<Json>,
            #[optional("new", with_new(Into<Json>))]
            pub new: Option<Json>,
            #[optional("validate", with_validate(Into<Json>))]
            pub validate: Option<Json>,
        }
    }

    object! {
        pub struct Error {
            #[optional("code", with_code(Into<Json>))]
            pub code: Option<Json>,
        }
    }
    "#);
}

#[test]
fn distinguishes_setters_from_properties() {
    assert_snapshot!(types(r"
        Holder: { properties: { x: {}, with_x: {} } }
    "), @r#"
    object! {
        pub struct Holder {
            #[optional("with_x", with_with_x(Into<Json>))]
            pub with_x: Option<Json>,
            #[optional("x", with_x(Into<Json>))]
            pub x: Option<Json>,
        }
    }
    "#);
}

#[test]
fn renames_names_that_differ_in_case() {
    assert_snapshot!(problems(&with_schemas(r"
        Cat: { type: string }
        CAT: { properties: { size: {}, SIZE: {} } }
    ")), @r#"
    warning[renamed]: renamed to `CatUppercase`: `Cat` already has the name `Cat`
     --> api.yaml:7:9
      |
    7 |         CAT: { properties: { size: {}, SIZE: {} } }
      |         ^^^
      |
      = at: /components/schemas/CAT
      = help: to choose the name, add `"/components/schemas/CAT" = "…"` under [names] in codegen.toml

    warning[renamed]: renamed to `size_uppercase`: `size` already has the name `size`
     --> api.yaml:7:40
      |
    7 |         CAT: { properties: { size: {}, SIZE: {} } }
      |                                        ^^^^
      |
      = at: /components/schemas/CAT/properties/SIZE
      = help: to choose the name, add `"/components/schemas/CAT/properties/SIZE" = "…"` under [names] in codegen.toml
    "#);
}

#[test]
fn reports_reserved_names() {
    assert_snapshot!(problems(&with_schemas(r"
        Option: { properties: { extra: {} } }
    ")), @r#"
    warning[renamed]: renamed to `OptionType`: `Option` is reserved in generated code
     --> api.yaml:6:9
      |
    6 |         Option: { properties: { extra: {} } }
      |         ^^^^^^
      |
      = at: /components/schemas/Option
      = help: to choose the name, add `"/components/schemas/Option" = "…"` under [names] in codegen.toml

    warning[renamed]: renamed to `extra_member`: `extra` is reserved in generated code
     --> api.yaml:6:33
      |
    6 |         Option: { properties: { extra: {} } }
      |                                 ^^^^^
      |
      = at: /components/schemas/Option/properties/extra
      = help: to choose the name, add `"/components/schemas/Option/properties/extra" = "…"` under [names] in codegen.toml
    "#);
}

#[test]
fn renames_names_that_differ_in_punctuation() {
    assert_snapshot!(problems(&with_schemas(r"
        Holder: { properties: { a-b: {}, a_b: {}, a.b: {} }, required: [a-b] }
    ")), @r#"
    warning[renamed]: renamed to `a_minus_b`: `a_b` already has the name `a_b`
     --> api.yaml:6:33
      |
    6 |         Holder: { properties: { a-b: {}, a_b: {}, a.b: {} }, required: [a-b] }
      |                                 ^^^
      |
      = at: /components/schemas/Holder/properties/a-b
      = help: to choose the name, add `"/components/schemas/Holder/properties/a-b" = "…"` under [names] in codegen.toml

    warning[renamed]: renamed to `a_dot_b`: `a_b` already has the name `a_b`
     --> api.yaml:6:51
      |
    6 |         Holder: { properties: { a-b: {}, a_b: {}, a.b: {} }, required: [a-b] }
      |                                                   ^^^
      |
      = at: /components/schemas/Holder/properties/a.b
      = help: to choose the name, add `"/components/schemas/Holder/properties/a.b" = "…"` under [names] in codegen.toml
    "#);
}

#[test]
fn reports_renamed_values_only_if_unclear() {
    assert_snapshot!(problems(&with_schemas(r#"
        Order: { enum: [created, -created, M, m, '"', "'"] }
    "#)), @r#"
    warning[renamed]: renamed to `Quote2`: `"` already has the name `Quote`
     --> api.yaml:6:18
      |
    6 |         Order: { enum: [created, -created, M, m, '"', "'"] }
      |                  ^^^^
      |
      = at: /components/schemas/Order/enum/'
      = help: to choose the name, add `"/components/schemas/Order/enum/'" = "…"` under [names] in codegen.toml
    "#);
    assert_snapshot!(problems(&with_operation("/cats", r"
        parameters: [{ name: timeout, in: query }, { name: body, in: query }]
    ")), @"");
}

#[test]
fn spells_out_the_sign_of_a_value() {
    assert_snapshot!(types(r"
        Order: { enum: [-IPN, IPN, target_date, -target_date] }
    "), @r#"
    string_enum! {
        pub enum Order {
            #[value("-IPN")]
            MinusIpn,
            #[value("IPN")]
            Ipn,
            #[value("target_date")]
            TargetDate,
            #[value("-target_date")]
            MinusTargetDate,
        }
    }
    "#);
}

#[test]
fn normalizes_compatibility_letters() {
    assert_snapshot!(documented(r#"
        Kind: { properties: { "ǅ": {}, "Ａ": {}, "a`b": {}, "": {} } }
    "#), @r#"
    object! {
        /// Source: `/components/schemas/Kind`
        pub struct Kind {
            #[optional("", with_empty(Into<Json>))]
            /// The `""` property.
            pub empty: Option<Json>,
            #[optional("a`b", with_a_b(Into<Json>))]
            pub a_b: Option<Json>,
            #[optional("ǅ", with_u1c5(Into<Json>))]
            /// The `ǅ` property.
            pub u1c5: Option<Json>,
            #[optional("Ａ", with_uff21(Into<Json>))]
            /// The `Ａ` property.
            pub uff21: Option<Json>,
        }
    }
    "#);
}

#[test]
fn truncates_names_too_long_for_a_file() {
    let long = "Long".repeat(100);
    let other = format!("{long}er");
    let types = types(&format!(
        "        {long}: {{ enum: [a] }}\n        {other}: {{ enum: [b] }}\n"
    ));
    let names = types
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub enum "));
    let names: Vec<usize> = names
        .map(|name| name.trim_end_matches(" {").len())
        .collect();
    assert_eq!(names, [200, 200]);
}
