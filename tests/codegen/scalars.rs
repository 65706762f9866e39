//! Strings, numbers, booleans and untyped values.

use super::types;
use insta::assert_snapshot;

#[test]
fn maps_every_json_type() {
    assert_snapshot!(types(r#"
        Text: { type: string }
        Whole: { type: integer }
        Real: { type: number }
        Flag: { type: boolean }
        Nothing: { type: "null" }
        List: { type: array }
        Members: { type: object }
        Anything: {}
        Whatever: true
    "#), @"
    pub type Anything = Json;

    pub type Flag = bool;

    pub type List = Vec<Json>;

    pub type Members = Map<Json>;

    pub type Nothing = ();

    pub type Real = Number;

    pub type Text = String;

    pub type Whatever = Json;

    pub type Whole = i64;
    ");
}

#[test]
fn rejects_every_value_for_a_false_schema() {
    assert_snapshot!(types(r"
        Never: false
        Holder: { properties: { never: false, may: { type: string } } }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("may", with_may(Into<String>))]
            pub may: Option<String>,
        }
    }

    const HOLDER: Rules = &[Rule::Property("never", &[Rule::Never])];

    pub type Never = Json;
    "#);
}

#[test]
fn uses_u64_for_unsigned_formats() {
    assert_snapshot!(types(r"
        Formats:
          properties:
            int32: { type: integer, format: int32 }
            int64: { type: integer, format: int64 }
            uint64: { type: integer, format: uint64 }
    "), @r#"
    object! {
        pub struct Formats {
            #[optional("int32", with_int32(Into<i64>))]
            pub int32: Option<i64>,
            #[optional("int64", with_int64(Into<i64>))]
            pub int64: Option<i64>,
            #[optional("uint64", with_uint64(Into<u64>))]
            pub uint64: Option<u64>,
        }
    }
    "#);
}

#[test]
fn ignores_formats_of_numbers_and_strings() {
    assert_snapshot!(types(r"
        Formats:
          properties:
            bytes: { type: string, format: byte }
            date: { type: string, format: date-time }
            double: { type: number, format: double }
            id: { type: string, format: uuid }
            uri: { type: string, format: uri }
    "), @r#"
    object! {
        pub struct Formats {
            #[optional("bytes", with_bytes(Into<String>))]
            pub bytes: Option<String>,
            #[optional("date", with_date(Into<String>))]
            pub date: Option<String>,
            #[optional("double", with_double(Into<Number>))]
            pub double: Option<Number>,
            #[optional("id", with_id(Into<String>))]
            pub id: Option<String>,
            #[optional("uri", with_uri(Into<String>))]
            pub uri: Option<String>,
        }
    }
    "#);
}

#[test]
fn maps_multiple_types_to_a_union() {
    assert_snapshot!(types(r"
        Id: { type: [string, integer] }
    "), @"
    union! {
        #[union(any_of)]
        pub enum Id {
            #[variant(is_text, as_text)]
            Text(String),
            #[variant(is_integer, as_integer)]
            Integer(i64),
        }
    }

    from! {
        enum Id {
            Text(String),
            Integer(i64),
        }
        enum Id {
            Text(&str),
            Integer(i32),
        }
    }
    ");
}

#[test]
fn merges_integer_into_number() {
    assert_snapshot!(types(r"
        Amount: { type: [integer, number] }
    "), @"pub type Amount = Number;");
}

#[test]
fn never_sends_defaults() {
    assert_snapshot!(types(r"
        Page: { properties: { size: { type: integer, default: 20 } } }
    "), @r#"
    object! {
        pub struct Page {
            #[optional("size", with_size(Into<i64>))]
            pub size: Option<i64>,
        }
    }
    "#);
}

#[test]
fn ignores_unevaluated_properties_without_objects() {
    assert_snapshot!(types(r"
        Code:
          anyOf: [{ type: string, enum: [a] }, { type: string }]
          oneOf: [{ type: string, minLength: 2 }, { type: integer }]
          unevaluatedProperties: false
    "), @"pub type Code = Json;");
}

#[test]
fn holds_integers_beyond_64_bits() {
    assert_snapshot!(types(r"
        Wei: { type: integer, example: 100000000000000000000 }
        Rounded: { type: integer, example: 9223372036854776000 }
        Size: { type: integer, format: uint64, default: 18446744073709552000 }
    "), @"
    pub type Rounded = i64;

    pub type Size = u64;

    pub type Wei = Number;
    ");
}
