//! `enum` and `const`.

use super::{documented, types};
use insta::assert_snapshot;

#[test]
fn strings_are_an_enum_of_their_values() {
    assert_snapshot!(types(r"
        Size: { type: string, enum: [small, extra-large] }
    "), @r#"
    values! {
        pub enum Size {
            #[value("small")]
            Small,
            #[value("extra-large")]
            ExtraLarge,
        }
    }
    "#);
}

#[test]
fn the_values_say_that_it_is_a_string() {
    assert_snapshot!(types(r"
        Size: { enum: [small, large] }
    "), @r#"
    values! {
        pub enum Size {
            #[value("small")]
            Small,
            #[value("large")]
            Large,
        }
    }
    "#);
}

#[test]
fn integers_are_an_enum_of_their_values() {
    assert_snapshot!(types(r"
        Level: { type: integer, enum: [-1, 0, 10] }
    "), @"
    integers! {
        pub enum Level {
            #[value(-1)]
            Minus1,
            #[value(0)]
            Value0,
            #[value(10)]
            Value10,
        }
    }
    ");
}

#[test]
fn values_of_several_types_are_any_value_with_a_rule() {
    assert_snapshot!(types(r"
        Holder: { properties: { odd: { enum: [auto, 1, 2.5, true, null, [a], { b: 1 }] } } }
    "), @r#"
    object! {
        #[rules(HOLDER)]
        pub struct Holder {
            #[optional("odd", with_odd)]
            pub odd: Option<Json>,
        }
    }

    const HOLDER: Rules = &[
        Rule::Member(
            "odd",
            &[
                Rule::Enum(
                    &[
                        Literal::Text("auto"),
                        Literal::Integer(1),
                        Literal::Float(2.5),
                        Literal::Bool(true),
                        Literal::Null,
                        Literal::Json("[\"a\"]"),
                        Literal::Json("{\"b\":1}"),
                    ],
                ),
            ],
        ),
    ];
    "#);
}

#[test]
fn a_value_that_is_listed_twice_is_one_variant() {
    assert_snapshot!(types(r"
        Size: { type: string, enum: [small, small, large] }
    "), @r#"
    values! {
        pub enum Size {
            #[value("small")]
            Small,
            #[value("large")]
            Large,
        }
    }
    "#);
}

#[test]
fn a_required_constant_is_no_field() {
    assert_snapshot!(types(r"
        Text:
          required: [type, body]
          properties: { type: { const: text }, body: { type: string }, version: { const: 2 } }
    "), @r#"
    object! {
        #[fixed("type", Literal::Text("text"))]
        pub struct Text {
            #[required("body")]
            pub body: String,
            #[optional("version", with_version)]
            pub version: Option<TextVersion>,
        }
    }

    integers! {
        pub enum TextVersion {
            #[value(2)]
            Value2,
        }
    }
    "#);
}

#[test]
fn an_optional_constant_is_a_field_since_its_absence_means_something() {
    assert_snapshot!(types(r"
        Text: { properties: { type: { const: text } } }
    "), @r#"
    object! {
        pub struct Text {
            #[optional("type", with_type)]
            pub r#type: Option<TextType>,
        }
    }

    values! {
        pub enum TextType {
            #[value("text")]
            Text,
        }
    }
    "#);
}

#[test]
fn an_optional_constant_is_no_field_where_it_is_the_default_as_well() {
    assert_snapshot!(types(r"
        Text: { properties: { type: { const: text, default: text } } }
    "), @r#"
    object! {
        #[fixed_optional("type", Literal::Text("text"))]
        pub struct Text {}
    }
    "#);
}

#[test]
fn an_inline_enum_is_named_by_its_member() {
    assert_snapshot!(types(r"
        Shirt: { properties: { size: { type: string, enum: [S, M] } } }
    "), @r#"
    object! {
        pub struct Shirt {
            #[optional("size", with_size)]
            pub size: Option<ShirtSize>,
        }
    }

    values! {
        pub enum ShirtSize {
            #[value("S")]
            S,
            #[value("M")]
            M,
        }
    }
    "#);
}

#[test]
fn constants_in_a_union_are_an_enum_with_words_for_each() {
    assert_snapshot!(documented(r"
        Size:
          oneOf:
            - { const: s, description: Fits children. }
            - { const: l, title: For the rest of us }
    "), @r#"
    values! {
        /// Source: `/components/schemas/Size`
        pub enum Size {
            #[value("s")]
            /// Fits children.
            S,
            #[value("l")]
            /// For the rest of us
            L,
        }
    }
    "#);
}

#[test]
fn values_named_by_signs_are_spelled() {
    assert_snapshot!(types(r#"
        Order: { enum: ["+1", "-1", "<", ">=", "", "*"] }
    "#), @r#"
    values! {
        pub enum Order {
            #[value("+1")]
            Plus1,
            #[value("-1")]
            Minus1,
            #[value("<")]
            Less,
            #[value(">=")]
            GreaterEquals,
            #[value("")]
            Empty,
            #[value("*")]
            Star,
        }
    }
    "#);
}

#[test]
fn limits_of_an_enum_are_rules_of_an_alias() {
    assert_snapshot!(types(r"
        Shirt: { properties: { size: { $ref: '#/components/schemas/Some' } } }
        Some: { allOf: [{ $ref: '#/components/schemas/Size' }], not: { const: large } }
        Size: { enum: [small, large] }
    "), @r#"
    object! {
        #[rules(SHIRT)]
        pub struct Shirt {
            #[optional("size", with_size)]
            pub size: Option<Some>,
        }
    }

    const SHIRT: Rules = &[Rule::Member("size", &[Rule::Ref(|| SOME)])];

    values! {
        pub enum Size {
            #[value("small")]
            Small,
            #[value("large")]
            Large,
        }
    }

    pub type Some = SomeValue;

    pub(crate) const SOME: Rules = &[
        Rule::Ref(Size::rules),
        Rule::Not(&[Rule::Enum(&[Literal::Text("large")])]),
    ];

    values! {
        pub enum SomeValue {
            #[value("small")]
            Small,
            #[value("large")]
            Large,
        }
    }
    "#);
}

#[test]
fn constant_numbers_in_a_union_are_named_by_their_titles() {
    assert_snapshot!(documented(r"
        Level:
          type: integer
          oneOf:
            - { const: 1, title: Low }
            - { const: 2, title: High, description: Wakes somebody up. }
            - { const: -1 }
    "), @"
    integers! {
        /// Source: `/components/schemas/Level`
        pub enum Level {
            #[value(1)]
            /// Low
            Low,
            #[value(2)]
            /// Wakes somebody up.
            High,
            #[value(-1)]
            Minus1,
        }
    }
    ");
}

#[test]
fn extensions_name_and_describe_values() {
    assert_snapshot!(documented(r"
        Lamp: { type: integer, enum: [0, 1], x-enum-varnames: [OFF, ON], x-enum-descriptions: [Dark., Light.] }
        Door: { type: string, enum: [o, c], x-enumNames: [Open, Closed, Ajar] }
    "), @r#"
    values! {
        /// Source: `/components/schemas/Door`
        pub enum Door {
            #[value("o")]
            O,
            #[value("c")]
            C,
        }
    }

    integers! {
        /// Source: `/components/schemas/Lamp`
        pub enum Lamp {
            #[value(0)]
            /// Dark.
            Off,
            #[value(1)]
            /// Light.
            On,
        }
    }
    "#);
}

#[test]
fn a_number_without_a_fraction_is_an_integer_however_it_is_written() {
    assert_snapshot!(types(r"
        Step: { type: integer, enum: [1.0, 2, 3.0] }
        Share: { type: number, enum: [0.5, 1.0] }
    "), @"
    pub type Share = Number;

    integers! {
        pub enum Step {
            #[value(1)]
            Value1,
            #[value(2)]
            Value2,
            #[value(3)]
            Value3,
        }
    }
    ");
}
