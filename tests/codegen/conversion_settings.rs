//! The conversions of `codegen.toml`.

use super::{generated, items, undocumented, with_schemas};
use insta::assert_snapshot;

/// The types of component schemas, with settings from `codegen.toml`.
fn types(config: &str, schemas: &str) -> String {
    undocumented(&items(
        &generated(&with_schemas(schemas), config),
        "src/types",
    ))
}

#[test]
fn converts_values_into_objects() {
    assert_snapshot!(types(r#"
        [conversions]
        "/components/schemas/Context" = "id"
        "/components/schemas/Button" = "reply"
    "#, r"
        Context: { properties: { id: { type: string } } }
        Reply: { properties: { id: {} } }
        Button: { required: [reply], properties: { reply: { $ref: '#/components/schemas/Reply' } } }
    "), @r#"
    object! {
        #[from(Reply)]
        pub struct Button {
            #[required("reply", new(Into<Reply>))]
            pub reply: Reply,
        }
    }

    object! {
        #[from_property(with_id, &str, String)]
        pub struct Context {
            #[optional("id", with_id(Into<String>))]
            pub id: Option<String>,
        }
    }

    object! {
        pub struct Reply {
            #[optional("id", with_id(Into<Json>))]
            pub id: Option<Json>,
        }
    }
    "#);
}

#[test]
fn converts_values_into_variants() {
    assert_snapshot!(types(r#"
        [conversions]
        "/components/schemas/Value" = "Text"
    "#, r"
        Text: { required: [text], properties: { text: { type: string } } }
        Value: { oneOf: [{ $ref: '#/components/schemas/Text' }, { type: integer }] }
    "), @r#"
    object! {
        #[from(&str, String)]
        pub struct Text {
            #[required("text", new(Into<String>))]
            pub text: String,
        }
    }

    union! {
        #[union(one_of)]
        pub enum Value {
            #[variant(is_text, as_text)]
            Text(Text),
            #[variant(is_integer, as_integer)]
            Integer(i64),
        }
    }

    from! {
        enum Value {
            Text(Text),
            Integer(i64),
        }
        enum Value {
            Integer(i32),
            Text(String),
            Text(&str),
        }
    }
    "#);
}
